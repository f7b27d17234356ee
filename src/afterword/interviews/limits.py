"""How often somebody may do what writes to others. Doors count it; actions do not know of it."""

from afterword.interviews.errors import Refused
from afterword.kit.limits import Limit

# A new interview is told to whom it is with. Called off at once, it could be set up for ever.
ASKS = Limit("asks", most=30, seconds=3600)
# Each change of times, and each taking back of a cancelling, writes a letter to the other side.
TURNS = Limit("times", most=12, seconds=3600)
# Whoever holds the ask can have her link sent to her again, but not fill her letter box.
SENT_AGAIN = Limit("own-link", most=3, seconds=3600)


def spend(limit: Limit, who: object, *, refused: type[Refused]) -> None:
    """Count one more of these, or raise `refused` where there were enough."""
    if limit.reached(str(who)):
        raise refused
    limit.count(str(who))
