"""Setting the server up, its host's pages, and two links that need no account."""

from datetime import timedelta

from django.utils import timezone

from afterword.host import actions
from afterword.host.models import Hello, House, ReturnLink
from afterword.kit.tokens import digest
from tests.access.matrix import Row
from tests.access.world import EVERYBODY, SIGNED_IN, World

HOST = frozenset({"host"})
GUEST = frozenset({"guest"})
TOKEN = "a way back in"
# No page shows its author what was retold; whoever left a program still has what was measured.
OWN = {
    "Retelling.text": frozenset({"candidate"}),
    "Retelling.here": frozenset({"candidate"}),
    "Estimate.grown": frozenset({"candidate", "left"}),
    "Estimate.profile": frozenset({"candidate", "left"}),
}


def rows(world: World) -> list[Row]:
    hello = _walked_through(world)
    return [
        Row("host:setup", get=HOST, post=HOST),
        Row("host:setup-purpose", get=HOST, post=HOST),
        Row("host:setup-reach", get=HOST, post=HOST),
        Row("host:setup-way", get=HOST),
        Row("host:setup-reached", get=HOST),
        Row("host:new-hello", post=HOST),
        Row("host:setup-finish", post=HOST),
        Row("host:friend", get=HOST),
        Row("host:hello", {"nonce": hello.nonce}, get=EVERYBODY),
        Row("host:come-back", {"token": TOKEN}, get=EVERYBODY, post=EVERYBODY),
        Row("host:overview", get=HOST),
        Row("host:outbox", get=HOST),
        Row("host:sign-up", get=HOST),
        Row("host:hand-over", get=HOST, post=HOST),
        # Each their own; the host is needed, and reads why.
        Row("host:leaving", get=SIGNED_IN, post=SIGNED_IN),
        Row("host:stay", post=SIGNED_IN),
        Row("host:everything", get=SIGNED_IN, shows=OWN),
        *_of_guests(world),
    ]


def _of_guests(world: World) -> list[Row]:
    """Only in the browser that holds the chair, and for no account."""
    hour = {"interview_id": world.interviews["ended:guest"].pk}
    return [
        Row("host:guest-leaving", hour, of="ended:guest", get=GUEST, post=GUEST),
        Row("host:guest-stays", hour, of="ended:guest", post=GUEST),
        Row("host:guest-everything", hour, of="ended:guest", get=GUEST),
    ]


def _walked_through(world: World) -> Hello:
    """Set-up as the host left it: a program for a friend, and both links open."""
    host, now = world.people["host"], timezone.now()
    if not House.objects.exists():
        actions.answer_purpose(purpose="friend", program_name="Two of us", by=host)
        actions.answer_reach(reach="machine", by=host, now=now)
        actions.finish(by=host, now=now)
        ReturnLink.objects.create(
            person=host, digest=digest(TOKEN), expires_at=now + timedelta(minutes=15)
        )
    return Hello.objects.latest("created_at")
