"""How an interviewer's ratings hang together, as she alone reads it."""

from collections.abc import Iterator

from afterword.calibration.amounts import decimals
from afterword.calibration.found import Habits, Sure
from afterword.calibration.models import Estimate
from afterword.kit.words import plural


def together(estimate: Estimate) -> list[str]:
    """Sentences, each with its bounds; none of a fit from before they were kept."""
    if estimate.habits is None:
        return []
    habits = Habits.from_json(estimate.habits)
    return [
        _surprise(habits.surprise),
        *(() if habits.middle is None else _middle(habits.middle)),
        *(() if habits.halo is None else _halo(habits.halo)),
    ]


def rested_on(estimate: Estimate) -> str:
    """From how much that is said."""
    if estimate.habits is None:
        return ""
    habits = Habits.from_json(estimate.habits)
    return f"from {plural(habits.ratings, 'rating')} in {plural(habits.hours, 'interview')}"


def _surprise(one: Sure) -> str:
    nearest = min(one.low, one.high, key=lambda end: abs(end - one.value))
    low, high = (decimals(end, beside=one.value) for end in (one.low, one.high))
    chance = f"({decimals(one.value, beside=nearest)}; chance gives {low} to {high})"
    if one.value > one.high:
        return (
            f"Your levels surprise more than chance makes them {chance}: now and then you saw "
            "something that nobody else did, or read an anchor in your own way."
        )
    if one.value < one.low:
        return f"Your levels follow what the others saw more closely than chance allows {chance}."
    return f"Your levels surprise as much as chance makes anybody’s {chance}."


def _middle(one: Sure) -> Iterator[str]:
    """How far one's levels move where the others' move by one; the habit is what is left of it."""
    moves = Sure(1 - one.value, 1 - one.high, 1 - one.low)
    said = (
        f"Where the others’ levels move by one, yours move by {decimals(moves.value)} "
        f"({decimals(moves.low, beside=1)} to {decimals(moves.high, beside=1)} fits)"
    )
    if moves.high < 1:
        yield f"{said}: you keep closer to the middle than they do."
    elif moves.low > 1:
        yield f"{said}: you go further to both ends than they do."
    else:
        yield f"{said}: not told apart from theirs yet."


def _halo(one: Sure) -> Iterator[str]:
    fits = f"({decimals(one.value)}; {decimals(one.low, beside=0)} to {decimals(one.high)} fits)"
    if one.low > 0:
        yield (
            "Your levels of one hour are more alike than a good or a bad day explains "
            f"{fits}, where 0 is not at all and 1 is always the same: one impression may have "
            "coloured the others."
        )
    else:
        yield (
            "Your levels of one hour are no more alike than a good or a bad day explains "
            f"{fits}, where 1 would be always the same."
        )
