"""People, programs, invitations, reports, and what is one's own."""

from afterword.kit.tokens import digest
from afterword.people.models import Invitation, Letter
from afterword.people.sessions import SESSION_INVITATION
from tests.access.matrix import Row
from tests.access.world import EVERYBODY, NOBODY, ORGANIZERS, SIGNED_IN, World

# Only an active place opens what is inside; the paused and the invited stand at the door.
INSIDE = frozenset({"member", "organizer", "candidate", "interviewer", "reviewer"})
AT_THE_DOOR = INSIDE | {"paused", "paused_organizer", "invited"}
# Who was ever in the program knows of the others.
KNOWN = AT_THE_DOOR - {"invited"} | {"left", "removed", "removed_organizer", "removed_reviewer"}


def rows(world: World) -> list[Row]:
    return [
        *_programs(world),
        *_memberships(world),
        *_invitations(world),
        *_reports(world),
        *_own(world),
        *_api(world),
    ]


def _programs(world: World) -> list[Row]:
    here = {"pk": world.program.pk}
    return [
        Row("people:programs", get=SIGNED_IN),
        Row("people:program-new", get=SIGNED_IN, post=SIGNED_IN, body={"name": "Owls"}),
        Row("people:program", here, get=AT_THE_DOOR),
        Row("people:program-defaults", here, get=ORGANIZERS, post=ORGANIZERS),
        Row("people:announcement", here, get=ORGANIZERS, post=ORGANIZERS),
        Row("people:announcement-qr", here, get=ORGANIZERS),
        Row("people:first-week", here, get=ORGANIZERS),
        Row("people:primer", get=EVERYBODY),
    ]


def _memberships(world: World) -> list[Row]:
    here = {"pk": world.program.pk}
    member = {"pk": world.rows["membership:member"].pk}
    gone = {"pk": world.rows["membership:left"].pk}
    return [
        Row("people:members", here, get=INSIDE),
        Row("people:member-role", member, post=ORGANIZERS, body={"role": "organizer"}),
        Row("people:member-remove", member, get=ORGANIZERS, post=ORGANIZERS),
        Row("people:member-invite-back", gone, post=ORGANIZERS),
        Row("people:join", here, post=AT_THE_DOOR),
        Row("people:decline", here, post=AT_THE_DOOR),
        Row("people:pause", here, post=AT_THE_DOOR),
        Row("people:come-back", here, post=AT_THE_DOOR),
        Row("people:leave", here, get=AT_THE_DOOR, post=AT_THE_DOOR),
    ]


def _invitations(world: World) -> list[Row]:
    invitation: Invitation = world.rows["invitation"]
    _open_link(world, subject="outsider", token=world.tokens["invitation"])
    holder = frozenset({"outsider"})
    return [
        Row("people:invite", {"pk": world.program.pk}, get=ORGANIZERS, post=ORGANIZERS),
        Row("people:invitation-revoke", {"pk": invitation.pk}, post=ORGANIZERS),
        Row("people:invitation", {"token": world.tokens["invitation"]}, get=EVERYBODY),
        Row("people:invitation", {"token": "forged"}, of="forged", get=EVERYBODY),
        Row("people:accept", of="a link opened in one browser", get=holder, post=holder),
    ]


def _open_link(world: World, *, subject: str, token: str) -> None:
    """What following the link leaves in one browser's session, and in no other."""
    session = world.clients[subject].session
    session[SESSION_INVITATION] = digest(token)
    session.save()


def _reports(world: World) -> list[Row]:
    about = f"?about=person:{world.people['reviewer'].pk}"
    block = {"pk": world.rows["block"].pk}
    text = {"text": "unkind words"}
    others = KNOWN - {"reviewer"}
    return [
        Row("people:report", query=about, of="person", get=others, post=others, body=text),
        Row("people:report", query="?about=person:x", of="nothing", get=NOBODY, post=NOBODY),
        Row("people:reports", get=SIGNED_IN),
        Row(
            "people:report-answer",
            {"pk": world.rows["report"].pk},
            get=ORGANIZERS,
            post=ORGANIZERS,
            body={"answer": "I spoke with them."},
        ),
        Row("people:blocks", get=SIGNED_IN),
        Row("people:block", {"pk": world.people["reviewer"].pk}, get=others, post=others),
        Row("people:block-lift", block, post=frozenset({"member"})),
    ]


def _own(world: World) -> list[Row]:
    candidate = frozenset({"candidate"})
    commitment = {"pk": world.rows["commitment:candidate"].pk}
    secret = {"pk": world.rows["letter:candidate"].pk}
    letter = {"pk": Letter.objects.create(person=world.people["candidate"], subject="Hello").pk}
    token = {"pk": world.rows["access_token:candidate"].pk}
    return [
        Row("people:settings", get=SIGNED_IN, post=SIGNED_IN),
        Row("people:address", get=SIGNED_IN, post=SIGNED_IN),
        Row("people:second-step", get=SIGNED_IN),
        Row("people:tokens", get=SIGNED_IN, post=SIGNED_IN),
        Row("people:token-revoke", token, post=candidate),
        Row("people:letters", get=SIGNED_IN),
        Row("people:letters-read", post=SIGNED_IN),
        Row("people:letter", letter, get=candidate),
        Row("people:letter-read", letter, post=candidate),
        Row("people:letter", secret, of="secret", get=NOBODY),
        Row("people:commitments", get=SIGNED_IN, post=SIGNED_IN, body={"text": "Ask first."}),
        Row("people:commitment-keep", commitment, post=candidate),
        Row("people:commitment-let-go", commitment, post=candidate),
        Row("people:commitment-reopen", commitment, post=candidate),
    ]


def _api(world: World) -> list[Row]:
    here = {"pk": world.program.pk}
    return [
        Row("api:me", api=True, get=SIGNED_IN),
        Row("api:programs", api=True, get=SIGNED_IN),
        Row("api:letters", api=True, get=SIGNED_IN),
        Row("api:commitments", api=True, get=SIGNED_IN),
        Row("api:program", here, api=True, get=INSIDE),
        Row("api:members", here, api=True, get=INSIDE),
        Row("api:openapi-json", get=EVERYBODY),
        Row("api:api-root", of="nothing", get=NOBODY),
    ]
