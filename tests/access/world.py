"""One world in which every kind of person stands beside every kind of object.

A *subject* is somebody with a browser. Its name says role, membership state and relation; the
matrix asks each of them for each object. Private fields are filled with canaries (canaries.py).
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.http import SimpleCookie
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews.enums import InterviewState
from afterword.interviews.links import token_of
from afterword.interviews.models import (
    Chair,
    GuestLink,
    Interview,
    PrivateNote,
    ProposedTime,
)
from afterword.kit.tokens import digest
from afterword.notes.models import (
    HiringNotes,
    Review,
)
from afterword.people.enums import MembershipState, Role
from afterword.people.middleware import SESSION_CHAIRS
from afterword.people.models import (
    AccessToken,
    Block,
    Commitment,
    Invitation,
    Letter,
    Membership,
    Person,
    Program,
    Report,
)
from afterword.questions.models import Question, QuestionVersion, Rubric, Sighting
from tests.access.canaries import OWN_LINK, canary

DIMENSIONS = ("problem_solving", "coding", "verification", "communication", "collaboration")

# Subjects with an account, by name: (role in the program or None, membership state or None).
ACCOUNTS: dict[str, tuple[str | None, str | None]] = {
    "outsider": (None, None),
    "host": (None, None),
    "disabled": (Role.MEMBER, MembershipState.ACTIVE),
    "invited": (Role.MEMBER, MembershipState.INVITED),
    "member": (Role.MEMBER, MembershipState.ACTIVE),
    "paused": (Role.MEMBER, MembershipState.PAUSED),
    "left": (Role.MEMBER, MembershipState.LEFT),
    "removed": (Role.MEMBER, MembershipState.REMOVED),
    "organizer": (Role.ORGANIZER, MembershipState.ACTIVE),
    "paused_organizer": (Role.ORGANIZER, MembershipState.PAUSED),
    "removed_organizer": (Role.ORGANIZER, MembershipState.REMOVED),
    "foreign_organizer": (None, None),
    "candidate": (Role.MEMBER, MembershipState.ACTIVE),
    "interviewer": (Role.MEMBER, MembershipState.ACTIVE),
    "reviewer": (Role.MEMBER, MembershipState.ACTIVE),
    "removed_reviewer": (Role.MEMBER, MembershipState.REMOVED),
}
GUESTS = ("guest", "expired_guest", "revoked_guest")
# The candidate in another browser, with the ask that they sent to their guest.
ASKER_ELSEWHERE = "asker_elsewhere"

EVERYBODY = frozenset({"anonymous", ASKER_ELSEWHERE, *ACCOUNTS, *GUESTS})
# A disabled account's session is nobody's: it is answered like a stranger.
STRANGERS = frozenset({"anonymous", "disabled", ASKER_ELSEWHERE, *GUESTS})
SIGNED_IN = EVERYBODY - STRANGERS
PRESENT = frozenset({"member", "organizer", "candidate", "interviewer", "reviewer"})
PAUSED = frozenset({"paused", "paused_organizer"})
ORGANIZERS = frozenset({"organizer"})
CHAIRS = frozenset({"candidate", "interviewer"})
NOBODY: frozenset[str] = frozenset()


@dataclass
class World:
    """Everything by name. Interviews: one for each state of an interview and of its notes."""

    program: Program
    foreign_program: Program
    people: dict[str, Person]
    interviews: dict[str, Interview] = field(default_factory=dict)
    notes: dict[str, HiringNotes] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    rows: dict[str, object] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def script(self, subject: str) -> Client:
        """The subject's script; who has no account has only their session, which opens nothing."""
        if subject not in ACCOUNTS:
            return self.browser(subject)
        return Client(
            raise_request_exception=False,
            headers={"authorization": f"Bearer {self.tokens[f'api:{subject}']}"},
        )

    def browser(self, subject: str) -> Client:
        """The subject's browser, as it was when the world was made."""
        client = self.clients[subject]
        client.cookies = SimpleCookie(self.cookies[subject])
        return client


def build() -> World:
    """Make the world. Needs an empty database; only the asker's other browser uses a door."""
    world = World(
        program=Program.objects.create(name="Night Owls"),
        foreign_program=Program.objects.create(name="Early Birds"),
        people=_people(),
    )
    _memberships(world)
    _questions(world)
    _interviews(world)
    _notes(world)
    _personal(world)
    _parts(world)
    _browsers(world)
    return world


def _notes(world: World) -> None:
    from tests.access.worlds import notes  # here, because it needs World

    notes.write(world)
    notes.bring_scorecards(world)


def _parts(world: World) -> None:
    """What parts with a module of their own in `worlds` add."""
    # Here, because they need World.
    from tests.access.worlds import alone, debriefs, numbers, readings, search

    alone.practise(world)
    debriefs.look_back(world)
    readings.read_again(world)
    numbers.measure(world)
    search.search(world)


def _people() -> dict[str, Person]:
    return {
        name: Person.objects.create_user(
            f"{name}@example.org",
            "a long enough password",
            name=name.replace("_", " ").title(),
            is_host=name == "host",
            is_active=name != "disabled",
            former_names=[canary("Person.former_names")] if name == "candidate" else None,
        )
        for name in ACCOUNTS
    }


def _memberships(world: World) -> None:
    for name, (role, state) in ACCOUNTS.items():
        if role:
            world.rows[f"membership:{name}"] = Membership.objects.create(
                program=world.program, person=world.people[name], role=role, state=state
            )
    Membership.objects.create(
        program=world.foreign_program,
        person=world.people["foreign_organizer"],
        role=Role.ORGANIZER,
    )


def _questions(world: World) -> None:
    rubric = Rubric.objects.create(
        kind="coding",
        title="Coding interviews",
        dimensions=[
            {
                "key": key,
                "name": key.replace("_", " ").capitalize(),
                "question": "What was it like?",
                "anchors": {"1": "not yet so", "2": "in part", "3": "soundly", "4": "beyond"},
            }
            for key in DIMENSIONS
        ],
    )
    question = Question.objects.create(
        slug="lanterns", kind="coding", title="Lanterns", difficulty=2
    )
    version = QuestionVersion.objects.create(
        question=question,
        number=1,
        source=canary("QuestionVersion.source"),
        digest="0" * 64,
        content=question_content(),
    )
    question.current = version
    question.save()
    world.rows |= {"rubric": rubric, "question": question, "version": version}
    _own_question(world)


def _own_question(world: World) -> None:
    """The program's own question, which the organizer and the interviewer have read."""
    own = Question.objects.create(
        slug="lanterns", kind="coding", title="Our lanterns", difficulty=2, program=world.program
    )
    own.current = QuestionVersion.objects.create(
        question=own,
        number=1,
        source=canary("QuestionVersion.source"),
        digest="1" * 64,
        content=question_content(),
    )
    own.save()
    for name in ("organizer", "interviewer"):
        Sighting.objects.create(person=world.people[name], question=own)
    world.rows["own_question"] = own


def question_content() -> dict[str, object]:
    """A parsed question whose guide is private to the interviewer; see questions/source.py."""
    return {
        "title": "Lanterns",
        "minutes": 40,
        "topics": [],
        "entry": {"python": "light", "javascript": "light"},
        "parts": [
            {"title": "The lamps", "text": canary("question.part")},
            {"title": "More lamps", "text": canary("question.part")},
        ],
        "clarifications": [canary("question.guide")],
        "hints": [
            {"when": "after 5 minutes", "text": canary("question.guide")},
            {"when": "after 10 minutes", "text": canary("question.guide")},
            {"when": "after 15 minutes", "text": canary("question.guide")},
        ],
        "follow_ups": [{"title": "Wind", "text": canary("question.guide")}] * 2,
        "signals": [{"dimension": "Coding", "signs": [canary("question.guide")]}],
        "time_plan": [{"minutes": 40, "text": canary("question.guide")}],
        "reference": {"text": canary("question.guide"), "python": "", "javascript": ""},
        "tests": [],
        "history": [],
    }


def add_interview(world: World, name: str, state: str, **fields: object) -> Interview:
    now = timezone.now()
    begun = state in {InterviewState.RUNNING, InterviewState.ENDED}
    interview = Interview.objects.create(
        program=world.program,
        rubric=world.rows["rubric"],
        question_version=world.rows["version"],
        state=state,
        starts_at=now - timedelta(hours=1) if begun else now + timedelta(days=1),
        started_at=now - timedelta(hours=1) if begun else None,
        ended_at=now - timedelta(minutes=5) if state == InterviewState.ENDED else None,
        booked_by=world.people["candidate"],
        **fields,
    )
    world.interviews[name] = interview
    return interview


def add_seat(world: World, interview: Interview, *, guest: str = "") -> Chair:
    Chair.objects.create(
        interview=interview, kind="candidate", person=world.people["candidate"],
        consented_at=interview.started_at,
    )  # fmt: skip
    interviewer = Chair.objects.create(
        interview=interview,
        kind="interviewer",
        person=None if guest else world.people["interviewer"],
        guest_name="Grace Guest" if guest else "",
        guest_email="grace@example.net" if guest else "",
        consented_at=interview.started_at,
    )
    PrivateNote.objects.create(
        chair=interviewer, line="5f0c6ad6-5d0a-4f7b-9f9e-000000000001", moment=60_000_000,
        text=canary("PrivateNote.text"),
    )  # fmt: skip
    return interviewer


def _interviews(world: World) -> None:
    states = {
        "proposed": InterviewState.PROPOSED,
        "booked": InterviewState.BOOKED,
        "running": InterviewState.RUNNING,
        "cancelled": InterviewState.CANCELLED,
        "ended": InterviewState.ENDED,
        "in_review": InterviewState.ENDED,
        "released": InterviewState.ENDED,
        "withdrawn": InterviewState.ENDED,
    }
    for name, state in states.items():
        interview = add_interview(world, name, state)
        chair = add_seat(world, interview)
        if name == "proposed":
            world.rows["proposed_time"] = ProposedTime.objects.create(
                interview=interview, proposed_by=chair, starts_at=interview.starts_at
            )
    for name in GUESTS:
        _guest_interview(world, name)
        _guest_interview(world, name, of=f"ended:{name}", state=InterviewState.ENDED)
    asked = add_interview(world, "asked", InterviewState.BOOKED)
    _link(world, "ask:asked", add_seat(world, asked, guest="asked"), name="asked")


def _guest_interview(
    world: World, name: str, *, of: str = "", state: str = InterviewState.BOOKED
) -> None:
    """An hour whose guest has taken the chair: the ask, and the link that is her own."""
    of = of or name
    chair = add_seat(world, add_interview(world, of, state), guest=name)
    world.rows[f"chair:{of}"] = chair
    _link(world, f"ask:{of}", chair, name=name)
    own = {"pk": OWN_LINK} if of == "guest" else {}
    world.rows[f"guest_link:{of}"] = _link(world, of, chair, name=name, own=True, **own)


def _link(world: World, key: str, chair: Chair, *, name: str, **fields: object) -> GuestLink:
    now = timezone.now()
    link = GuestLink(
        chair=chair,
        expires_at=now + timedelta(days=-1 if name == "expired_guest" else 7),
        revoked_at=now if name == "revoked_guest" else None,
        **fields,
    )
    world.tokens[key] = token_of(link)
    link.digest = digest(world.tokens[key])
    link.save()
    return link


def _personal(world: World) -> None:
    for name in ("candidate", "interviewer"):
        person = world.people[name]
        world.rows[f"commitment:{name}"] = Commitment.objects.create(
            person=person, text=canary(f"Commitment.{name}"), origin="interview:x"
        )
        world.rows[f"letter:{name}"] = Letter.objects.create(
            person=person,
            to_email=person.email,
            subject="A letter",
            body=canary(f"Letter.{name}"),
            calendar=canary(f"Letter.{name}"),
            secret=True,
        )
    for name in ACCOUNTS:
        world.tokens[f"api:{name}"] = f"aw_{name}_{'t' * 30}"
        world.rows[f"access_token:{name}"] = AccessToken.objects.create(
            person=world.people[name],
            name="script",
            digest=digest(world.tokens[f"api:{name}"]),
            scopes=["read", "interviews:write", "notes:write"],
        )
    world.tokens["invitation"] = f"invitation-token-{'i' * 24}"
    world.rows["invitation"] = Invitation.objects.create(
        program=world.program,
        invited_by=world.people["organizer"],
        digest=digest(world.tokens["invitation"]),
        expires_at=timezone.now() + timedelta(days=7),
        uses_left=50,
    )
    world.rows["block"] = Block.objects.create(
        blocker=world.people["member"], blocked=world.people["candidate"]
    )
    world.rows["report"] = Report.objects.create(
        program=world.program,
        reporter=world.people["candidate"],
        about=f"hiringnotes:{world.notes['released'].pk}",
        text=canary("Report.text"),
    )


def _browsers(world: World) -> None:
    for name in EVERYBODY:
        client = Client(raise_request_exception=False)
        if name in ACCOUNTS:
            client.force_login(world.people[name])
        elif name in GUESTS:
            session = client.session
            seats = (f"chair:{name}", f"chair:ended:{name}")
            session[SESSION_CHAIRS] = [str(world.rows[seat].pk) for seat in seats]
            session.save()
            client.cookies["session"] = session.session_key
        elif name == ASKER_ELSEWHERE:
            for hour in ("guest", "ended:guest"):
                client.post(reverse("interviews:guest", args=[world.tokens[f"ask:{hour}"]]))
        world.clients[name] = client
        world.cookies[name] = client.cookies.output(header="", sep=";")
