"""What kind of sender a domain is."""

from functools import lru_cache

from afterword.cycle.mail.lists.lines import phrases_of

HIRING, TESTS, BOARDS, CALENDARS = "hiring", "tests", "boards", "calendars"
CONTRACTS, NEVER, ANYBODY = "contracts", "never", "anybody"
CALENDAR_ROBOT = "calendar-notification"  # of a company from which people write as well
# Those whose own name is no company that somebody applied to.
BETWEEN = frozenset({HIRING, TESTS, BOARDS, CALENDARS, CONTRACTS})


def domain_of(address: str) -> str:
    """The domain of an address, in small letters; of a calendar's robot one of its own."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local}.{domain}" if local == CALENDAR_ROBOT else domain.strip(".")


@lru_cache(maxsize=4096)
def kind_of(domain: str) -> str:
    """What is known of a domain, or of the one it is under; nothing for a company's own."""
    parts = domain.split(".")[-5:]
    for start in range(len(parts) - 1):
        if kind := _listed().get(".".join(parts[start:])):
            return kind
    return ""


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    return {one: kind for kind, some in phrases_of("senders.txt").items() for one in some}
