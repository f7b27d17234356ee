"""Whoever ties a point goes to a page of its own, and comes back to where they were."""

import pytest
from django.urls import reverse

from afterword.debriefs.enums import Step
from afterword.debriefs.models import Point
from afterword.debriefs.tests.test_cycles import application, at, ben, debrief, text
from afterword.debriefs.tests.test_points import DAY, add

pytestmark = pytest.mark.django_db
__all__ = ["application", "ben", "debrief"]


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("", "avoid/#point-{pk}"),
        ("?from=report", "#avoid"),
        ("?from=commitments", "commitments/#before"),
    ],
)
def test_whoever_ties_a_point_comes_back_to_where_they_were(debrief, ben, came, back):
    add(ben, debrief, Step.AVOID)
    point = Point.objects.get()
    page = reverse("debriefs:point", args=[point.pk]) + came
    home = reverse("debriefs:report", args=[debrief.pk]) + back.format(pk=point.pk)
    assert f'href="{home}"' in text(ben.get(page))
    assert ben.post(page, {"text": "Ask.", **DAY}).headers["Location"] == home
    there = text(ben.get(home.partition("#")[0]))
    assert f'id="{home.partition("#")[2]}"' in there


def test_tying_from_what_one_commits_to_leads_back_there(debrief, ben):
    add(ben, debrief, Step.AVOID)
    pk = Point.objects.get().pk
    tie = ben.post(at(debrief, Step.COMMITMENTS, "gather"), {"tie": str(pk)})
    point = reverse("debriefs:point", args=[pk])
    assert tie.headers["Location"] == f"{point}?from=commitments"
