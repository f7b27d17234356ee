"""The fictional club's job searches: whole, near enough to today, and shared by six."""

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from afterword.cycle.enums import Outcome
from afterword.cycle.models import AngryLine, Cycle, Event, Reason
from afterword.cycle.pooled import pool_for
from afterword.debriefs.models import CycleDebrief, InterviewDebrief, Point
from afterword.home.search import Wants, due_in_search
from afterword.host import club
from afterword.host.club import pool, search
from afterword.host.club.days import Calendar
from afterword.people.models import Commitment, Letter, Membership, Person, Program
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(rubric):
    """The club's people, whose searches are told as of a moment."""
    cache.clear()
    program = Program.objects.create(name="Night Owls")
    people = {}
    for email, (name, zone) in (*club.MEMBERS.items(), (club.HOST, ("Dov Adler", "Europe/Berlin"))):
        one = Person.objects.create_user(email, "a long enough one", name=name, time_zone=zone)
        Membership.objects.create(program=program, person=one)
        people[email.partition("@")[0]] = one

    def played(now=None):
        search.play(program, people, now=now or timezone.now())
        return people

    return played


def test_ben_looks_for_the_second_time(play):
    ben = play()["ben"]
    before, this = Cycle.objects.filter(person=ben).order_by("started_on")
    assert (before.ended_on is not None, this.ended_on) == (True, None)
    assert before.applications.filter(outcome=Outcome.ACCEPTED).count() == 1
    there = this.applications.values_list("stage", "outcome")
    assert Counter(outcome for _, outcome in there) == {
        "open": 23, "rejected": 15, "silence": 5, "withdrawn": 1,
    }  # fmt: skip
    assert Counter(stage for stage, outcome in there if outcome == "open") == {
        "noted": 2, "applied": 14, "recruiter": 1, "challenge": 2, "phone": 2, "onsite": 1,
        "offer": 1,
    }  # fmt: skip
    reasons = Reason.objects.filter(application__cycle=this).values_list("known", flat=True)
    assert sorted(reasons) == ["guessed", "heard", "told"]
    assert AngryLine.objects.get().application.cycle == this


def test_what_ben_made_of_it_rests_on_something(play):
    ben = play()["ben"]
    debrief = CycleDebrief.objects.get(cycle__person=ben)
    assert debrief.ended_at is not None
    points = Point.objects.filter(debrief=debrief)
    assert Counter(points.values_list("kind", flat=True)) == {"repeat": 2, "avoid": 2}
    assert all(one.ties.exists() for one in points)
    meant = Commitment.objects.filter(person=ben, origin=debrief.origin)
    assert sorted(meant.values_list("state", flat=True)) == ["kept", "open"]
    assert InterviewDebrief.objects.exclude(ended_at=None).count() == 3


@pytest.mark.parametrize("later", range(0, 7, 3))
def test_on_whatever_day_it_is_opened_something_is_to_be_done(play, later):
    now = timezone.now() + timedelta(days=later)
    ben = play(now)["ben"]
    due = {one.wants: one for one in due_in_search(Viewer(person=ben), now=now)}
    assert set(due) == {Wants.INTERVIEW, Wants.LOOK_BACK, Wants.FOLLOW_UP, Wants.ANSWER}
    assert now < due[Wants.INTERVIEW].when < now + timedelta(days=2)
    ahead = Event.objects.filter(on__gt=now.date(), application__cycle__person=ben)
    assert [one.application.company for one in ahead] == ["Otter Ledger"]


@pytest.mark.parametrize("later", range(7))
def test_nothing_is_answered_before_it_was_sent(later):
    """Also where an office is closed that day, and the Friday before stands instead."""
    calendar = Calendar(timezone.now() + timedelta(days=later), ZoneInfo("UTC"))
    for cycle in search.document(calendar).cycles:
        for one in cycle.applications:
            days = {told.stage: told.on for told in one.events}
            sent = days.pop("applied", cycle.started_on)
            assert all(on > sent for on in days.values()), one.company


def test_what_six_share_is_shown_to_each_of_them(play, signed_in):
    people = play()
    today = timezone.localdate()
    for name in ("ben", *pool.SHARE):
        found = pool_for(people[name], today=today)
        assert found is not None
        assert len(found.people) == 5
    page = signed_in(people["ben"]).get(reverse("cycle:funnel")).content.decode()
    assert "5 people of" in page
    assert "Amber" not in page


def test_nobody_else_is_asked_for_anything(play):
    people = play()
    now = timezone.now()
    for name in set(people) - {"ben"}:
        assert [*due_in_search(Viewer(person=people[name]), now=now)] == []
    assert not Cycle.objects.filter(person__in=(people["dov"], people["laila"])).exists()
    assert not Letter.objects.exists()


def test_it_is_the_same_each_time(play):
    now = timezone.now()
    people = play(now)
    told = Event.objects.filter(application__cycle__person=people["ines"])
    first = sorted(told.values_list("application__company", "stage", "on"))
    Cycle.objects.filter(person=people["ines"]).delete()
    pool.search("ines", people["ines"], now=now)
    assert sorted(told.values_list("application__company", "stage", "on")) == first
