"""One more interview of a fit: in milliseconds where a whole fit takes seconds, else a new fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.connected import with_ratings
from afterword.numerics.errors import Refused
from afterword.numerics.model import Condition, Floats
from afterword.numerics.ratings import Codes, Facet, Ratings
from afterword.study.starting import Start

if TYPE_CHECKING:
    from afterword.numerics.large import Large
    from afterword.study.calibrated import Calibrated

Heard = int | Sequence[int] | Mapping[str, int | None]
"""The levels of an interview, from 1: one, several, or each by the name of its dimension; None
there is not assessed."""
Named = Mapping[Facet, str | int | None]
"""Whose interview it is: by name, or by place where nothing has names; None for no such thing."""

MET: tuple[Facet, ...] = ("candidate", "interviewer", "question")
HELD = Condition(
    "spreads_held",
    "Interviews were added after the fit: how far candidates, interviewers and questions differ, "
    "and where levels end, is as it was found before them.",
)


class CannotAdd(Refused):
    """This interview cannot be added to that fit; the message says why, and what to do."""


@dataclass(frozen=True, eq=False)
class Added:
    """An interview by codes, with the names of a facet where one is new; (n,) levels from 0 and
    their dimensions."""

    codes: Mapping[Facet, int]
    names: Mapping[Facet, Sequence[str]]
    level: NDArray[np.int8]
    dimension: Codes


def with_interview(fit: "Calibrated", heard: Heard, named: Named) -> "Calibrated":
    """The fit with one more interview. Raises CannotAdd."""
    if fit.scaled is not None:
        raise CannotAdd(f"A {fit.model} fit follows no interview: fit anew with its ratings.")
    level, dimension = _levels(fit, heard)
    added = Added(*_places(fit, named), level, dimension)
    ratings, labels = _grown(fit.ratings, added), {**fit.labels, **added.names}
    if fit.large is None:
        return fit.how.fit(ratings, labels=labels, start=Start.after(fit))
    _require_chances(fit.components.thresholds, added)
    large = _followed(fit.large, added)
    parts = with_ratings(fit.parts, added.codes, many=added.level.size)
    return replace(
        fit, ratings=ratings, estimates=large.fit, labels=labels, large=large, known_parts=parts
    )


def _followed(large: "Large", added: Added) -> "Large":
    from afterword.numerics.refit import Visit, refitted  # slow to import: it brings numba

    candidate, interviewer, question = (added.codes.get(one, 0) for one in MET)
    found = refitted(large, Visit(candidate, interviewer, question, added.level, added.dimension))
    said = (*(one for one in found.fit.conditions if one is not HELD), HELD)
    return replace(found, fit=replace(found.fit, conditions=said))


def _places(fit: "Calibrated", named: Named) -> tuple[dict[Facet, int], dict[Facet, Sequence[str]]]:
    """The code of each that is named, and the names where one is new."""
    codes: dict[Facet, int] = {}
    grown: dict[Facet, Sequence[str]] = {}
    for facet, one in named.items():
        if facet not in fit.ratings.facets:
            if one is not None:
                raise CannotAdd(f"The ratings of this fit name no {facet}: leave {one!r} out.")
            continue
        known = fit.labels.get(facet)
        if known is None:
            codes[facet] = _numbered(facet, one, fit.ratings.counts[facet])
            continue
        if facet == "interview":
            one = _another(one, known)
        codes[facet] = _place(facet, one, known)
        if codes[facet] == len(known):
            grown[facet] = (*known, str(one))
    return codes, grown


def _place(facet: Facet, one: str | int | None, known: Sequence[str]) -> int:
    """Where somebody stands among those with a name; behind them, who is new."""
    if one is None:
        raise CannotAdd(f"Every rating here has its {facet}: say {facet}=… of this one too.")
    if isinstance(one, str):
        return known.index(one) if one in known else len(known)
    if one in range(len(known)):
        return int(one)
    raise CannotAdd(
        f"There is no {facet} at place {one} of {len(known)}. A name is text: {str(one)!r}."
    )


def _numbered(facet: Facet, one: str | int | None, many: int) -> int:
    """The same where nobody has a name."""
    if one is None and facet == "interview":
        return many
    if one is None or isinstance(one, str) or one not in range(many + 1) or facet == "interview":
        raise CannotAdd(
            f"Here each {facet} is a number: 0 to {many - 1} are known, {many} is new."
            + (" An interview takes the new one by itself." if facet == "interview" else "")
        )
    return int(one)


def _another(one: str | int | None, known: Sequence[str]) -> str:
    """The name of the new interview."""
    name = f"added {len(known) + 1}" if one is None else str(one)
    if name in known:
        raise CannotAdd(
            f"There is an interview {name!r} already: name the new one otherwise, or fit anew with "
            "its ratings."
        )
    return name


def _levels(fit: "Calibrated", heard: Heard) -> tuple[NDArray[np.int8], Codes]:
    """Levels from 0, and the dimension of each."""
    levels, dimensions = _by_dimension(fit, heard)
    most = fit.ratings.n_levels
    odd = next((one for one in levels if one not in range(1, most + 1)), None)
    if odd is not None:
        raise CannotAdd(f"{odd!r} is no level: they are whole numbers from 1 to {most}.")
    if not levels:
        raise CannotAdd("This interview has no rating with a level.")
    return np.array(levels, np.int8) - 1, np.array(dimensions, np.int32)


def _by_dimension(fit: "Calibrated", heard: Heard) -> tuple[list[int], list[int]]:
    apart = "dimension" in fit.ratings.facets
    if not isinstance(heard, Mapping):
        if apart:
            raise CannotAdd(
                f"Say the dimension of each level: {{{fit.names('dimension')[0]!r}: …}}."
            )
        levels = list(heard) if isinstance(heard, Iterable) else [heard]
        return levels, [0] * len(levels)
    if not apart:
        raise CannotAdd("The ratings of this fit have no dimensions: give the levels alone.")
    known = fit.names("dimension")
    unknown = next((one for one in heard if one not in known), None)
    if unknown is not None:
        raise CannotAdd(
            f"There is no dimension {unknown!r} in these ratings, but {', '.join(known[:9])}."
        )
    assessed = {known.index(name): one for name, one in heard.items() if one is not None}
    return list(assessed.values()), list(assessed)


def _require_chances(thresholds: Floats, added: Added) -> None:
    """A level that nobody was given has no chance while thresholds are held."""
    edge = np.full((len(thresholds), 1), np.inf)
    cuts = np.concatenate([-edge, thresholds, edge], axis=1)[added.dimension]
    at = np.arange(added.level.size)
    never = cuts[at, added.level] >= cuts[at, added.level + 1]
    if never.any():
        raise CannotAdd(
            f"Level {int(added.level[never][0]) + 1} was never given in that dimension before: fit "
            "anew with these ratings, which finds where it begins."
        )


def _grown(ratings: Ratings, added: Added) -> Ratings:
    """The ratings with those of the interview behind them."""
    many = added.level.size
    more = {facet: np.full(many, code, np.int32) for facet, code in added.codes.items()}
    if ratings.dimension is not None:
        more["dimension"] = added.dimension
    met = {facet: max(ratings.counts[facet], code + 1) for facet, code in added.codes.items()}
    grown = {facet: np.append(ratings.facets[facet], codes) for facet, codes in more.items()}
    return replace(
        ratings,
        level=np.append(ratings.level, added.level),
        counts={**ratings.counts, **met},
        **grown,  # type: ignore[arg-type]  # facets, which mypy takes for any field
    )
