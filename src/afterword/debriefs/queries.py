"""Named reads about debriefs."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from afterword.cycle.access import own_interviews
from afterword.cycle.models import CompanyInterview
from afterword.debriefs.enums import RUBRICS
from afterword.debriefs.models import InterviewDebrief
from afterword.people.viewer import Viewer
from afterword.questions.models import Question
from afterword.questions.queries import questions_for

SUGGESTED = 3
MIXED = 2
EVERY_KIND = list(dict.fromkeys(str(kind) for kind in RUBRICS.values()))


def interviews_without_debrief(viewer: Viewer) -> QuerySet[CompanyInterview]:
    """The viewer's company interviews that nobody has looked back on."""
    return own_interviews(viewer).filter(debrief=None).select_related("application")


def questions_that_train(viewer: Viewer, debriefs: Iterable[InterviewDebrief]) -> list[Question]:
    """Questions not seen yet, of the kinds in which the debriefs found something to train."""
    kinds = Counter(
        RUBRICS[one.interview.kind]
        for one in debriefs
        if one.interview.kind in RUBRICS and _has_something_to_train(one)
    )
    wanted = [str(kind) for kind, _ in kinds.most_common()] or EVERY_KIND
    questions = questions_for(viewer).filter(kind__in=wanted)
    unseen = questions.exclude(sightings__person=viewer.person)
    ordered = sorted(unseen, key=lambda one: (wanted.index(one.kind), one.difficulty, one.title))
    return ordered[:SUGGESTED]


def _has_something_to_train(debrief: InterviewDebrief) -> bool:
    levels = [level for level in debrief.ratings.values() if level]
    return bool(debrief.could_better.strip()) or any(level <= MIXED for level in levels)
