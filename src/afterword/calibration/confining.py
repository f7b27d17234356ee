"""The fit in a child of its own: what it needs of memory and time goes with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from afterword.calibration.errors import NothingTold
from afterword.calibration.found import Found
from afterword.kit import confined

MEMORY = 1024 * confined.MEGABYTE
SECONDS = 600
KERNELS = 64 * confined.MEGABYTE  # what many ratings need compiled is kept in the user's cache


class NotFitted(Exception):
    """The sums did not arrive; the task is tried again, and no number of it is shown."""


# Any: a column is keys or numbers.
def fitted_apart(
    columns: Mapping[str, Sequence[Any]], twice: Sequence[Any], start: Mapping[str, Any] | None
) -> Found:
    """What the ratings say, and what was read twice, begun where an earlier fit ended.

    Raises NothingTold with the reason, or NotFitted.
    """
    try:
        said = confined.confined(
            _fitted, columns, twice, start,
            memory=MEMORY, cpu=SECONDS, wall=SECONDS, files=KERNELS, refuses=ValueError,
        )  # fmt: skip
    except confined.Refused as no:
        raise NothingTold(no.why) from no
    except confined.Confined as no:
        raise NotFitted(f"{type(no).__name__}: {no}") from no
    return Found.from_json(said)


# Any: JSON.
def _fitted(
    columns: Mapping[str, Sequence[Any]], twice: Sequence[Any], start: Mapping[str, Any] | None
) -> dict[str, Any]:
    # Here, because numpy and scipy are for the child alone.
    from afterword.calibration.fitting import fitted

    return fitted(columns, twice, start).as_json()
