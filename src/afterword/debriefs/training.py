"""What the next search trains: what came back in notes and debriefs, with questions and a mock."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from afterword.debriefs.access import own_interview_debriefs
from afterword.debriefs.mock_and_real import MOCK, Hour, hours_of, mock_hours
from afterword.debriefs.mock_letters import letters
from afterword.kit.words import plural
from afterword.people.viewer import Viewer
from afterword.questions.enums import Kind, Level
from afterword.questions.models import Question
from afterword.questions.queries import questions_for

MOST, QUESTIONS = 3, 2
EVERY_KIND = (Kind.CODING, Kind.BEHAVIOURAL, Kind.DESIGN)
Seen = tuple[int, int]


@dataclass(frozen=True)
class Training:
    """A dimension that was mixed or not yet there, how often of how often, and what trains it."""

    kind: str
    name: str
    mocks: Seen
    companies: Seen
    questions: tuple[Question, ...]

    @property
    def words(self) -> str:
        """How it was seen, counted."""
        (low, of), (real_low, real_of) = self.mocks, self.companies
        told = [f"{low} of {plural(of, 'mock')}"] if of else []
        told += [f"{real_low} of {plural(real_of, 'company interview')}"] * bool(real_of)
        return f"Mixed or not yet in {' and in '.join(told)}."

    @property
    def booking(self) -> str:
        """Where a mock that trains it is booked; the focus goes with the address."""
        focus = {"chair": "candidate", "kind": self.kind, "focus": self.name}
        return f"{reverse('interviews:new')}?{urlencode(focus)}"


def what_to_train(viewer: Viewer) -> list[Training]:
    """At most three dimensions, the one seen low most often first."""
    if viewer.person is None:
        return []
    hours = [
        *mock_hours(letters(viewer.person)),
        *hours_of(own_interview_debriefs(viewer)),
    ]
    lows = _lows(hours)
    suggested: set[object] = set()
    return [
        _training(viewer, kind, name, hours, suggested)
        for (kind, name), _ in lows.most_common(MOST)
    ]


def _lows(hours: Iterable[Hour]) -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for one in hours:
        counted.update(
            (one.kind, one.names[key])
            for key, level in one.levels.items()
            if level <= Level.MIXED and key in one.names
        )
    return counted


def _training(
    viewer: Viewer, kind: str, name: str, hours: Iterable[Hour], suggested: set[object]
) -> Training:
    chosen = _questions(viewer, kind, name, suggested)
    suggested.update(one.pk for one in chosen)
    mine = [one for one in hours if one.kind == kind]
    mocks = [one for one in mine if one.came_of_it == MOCK]
    companies = [one for one in mine if one.came_of_it != MOCK]
    return Training(kind, name, _seen(mocks, name), _seen(companies, name), tuple(chosen))


def _seen(hours: Iterable[Hour], name: str) -> Seen:
    levels = [
        level for one in hours for key, level in one.levels.items() if one.names.get(key) == name
    ]
    return sum(level <= Level.MIXED for level in levels), len(levels)


def _questions(viewer: Viewer, kind: str, name: str, suggested: set[object]) -> list[Question]:
    """Unseen ones of this kind that look for this dimension, the gentlest first."""
    unseen = questions_for(viewer).filter(kind=kind).exclude(sightings__person=viewer.person)
    fitting = (
        one
        for one in unseen.defer("current__source").order_by("difficulty", "title", "pk")
        if one.pk not in suggested and _looks_for(one, name)
    )
    return [one for one, _ in zip(fitting, range(QUESTIONS), strict=False)]


def _looks_for(question: Question, name: str) -> bool:
    assert question.current is not None  # noqa: S101  the bank shows only what has a version
    signals = question.current.content.get("signals", ())
    return any(one["dimension"].lower() == name.lower() for one in signals)


def some_questions(viewer: Viewer) -> list[Question]:
    """The gentlest ones that are not seen yet, one of each kind: where nothing was rated yet."""
    unseen = questions_for(viewer).exclude(sightings__person=viewer.person)
    firsts = (
        unseen.filter(kind=kind).order_by("difficulty", "title").first() for kind in EVERY_KIND
    )
    return [one for one in firsts if one is not None]
