"""What came of a document of debriefs can go again, but for what was written in since."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.cycle.models import Wish
from afterword.cycle.tests.making import NOW
from afterword.debriefs.actions import cycles as actions
from afterword.debriefs.actions.points import add_point, rest_on
from afterword.debriefs.actions.taking_out import take_out
from afterword.debriefs.enums import PointKind, Step
from afterword.debriefs.errors import UndoneAlready
from afterword.debriefs.models import CycleDebrief, Point
from afterword.debriefs.tests.brought_back import EMPTY, brought, exported, taken_away
from afterword.debriefs.ties import Seen
from afterword.people.actions import keep_commitment
from afterword.people.models import Commitment

pytestmark = pytest.mark.django_db


def test_what_came_goes_whole(looked_back, cast, signed_in):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    signed_in(cast.ben).post(reverse("debriefs:import-undo", args=[source.pk]))
    left = exported(cast.ben)
    assert left == EMPTY
    with pytest.raises(UndoneAlready):
        take_out(source, by=cast.ben, now=NOW)


def test_what_was_written_in_since_stays(looked_back, cast):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    debrief = CycleDebrief.objects.get()
    actions.save(debrief, step=Step.WELL, words="More.", revision=0, now=NOW)
    assert take_out(source, by=cast.ben, now=NOW + timedelta(days=1)) == 1
    left = exported(cast.ben)
    assert ([one.answers for one in left.cycles], left.interviews) == ([{"well": "More."}], [])
    assert [one.text for one in left.commitments] == ["Two mocks a week."]


def test_what_was_gathered_or_answered_since_stays(looked_back, cast):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    add_point(CycleDebrief.objects.get(), kind=PointKind.REPEAT, text="Ask early.")
    assert take_out(source, by=cast.ben, now=timezone.now()) == 1
    assert "Ask early." in [one.text for one in exported(cast.ben).cycles[0].points]


def test_a_point_that_was_tied_to_more_since_stays(looked_back, cast):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    point = Point.objects.select_related("debrief__cycle__person").get()
    rest_on(point, text=point.text, over=point.text, untie=[], seen=[Seen(on=NOW.date())])
    assert take_out(source, by=cast.ben, now=timezone.now()) == 1


def test_a_commitment_that_was_answered_since_and_a_wish_that_was_written_anew_stay(
    looked_back, cast
):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    held = Commitment.objects.filter(state="open").first()
    keep_commitment(held, by=cast.ben)
    Wish.objects.update(text="Another wish", saved_at=timezone.now())
    take_out(source, by=cast.ben, now=timezone.now())
    left = exported(cast.ben)
    assert [one.state for one in left.commitments] == ["kept"]
    assert [one.text for one in left.wishes] == ["Another wish"]
