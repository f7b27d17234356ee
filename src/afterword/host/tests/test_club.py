"""The fictional club: whole, with hours at every stage, and only in a folder of its own."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.utils import timezone

from afterword.calibration.models import Estimate, Fit
from afterword.calibration.sentences import is_told, sided
from afterword.cycle.models import Application
from afterword.cycle.pooled import pool_for
from afterword.host import club
from afterword.host.tests.test_upgrading import ONE_PERSON, afterword, run_sql
from afterword.interviews import record
from afterword.interviews.models import Interview
from afterword.journal import queries as journal
from afterword.notes.models import HiringNotes, Reply
from afterword.people.models import Person
from afterword.questions import bank

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def test_the_club_has_hours_at_every_stage() -> None:
    bank.load(now=timezone.now())
    host = club.found(password="a sentence nobody else would type", now=timezone.now())
    assert host.is_host
    states = Counter(Interview.objects.values_list("state", flat=True))
    assert states == {"booked": 1, "ended": 43, "proposed": 2, "running": 1}
    assert set(HiringNotes.objects.values_list("state", flat=True)) == {"released"}
    assert Reply.objects.exclude(answered_at=None).count() == 2
    assert journal.verify() > 100
    for notes in HiringNotes.objects.all():
        assert record.verify(notes.interview_id) > 5
    assert read_twice() >= 10
    assert Application.objects.count() == 12 + 44 + 24 + 17 + 31 + 14 + 22
    pool = pool_for(Person.objects.get(email="ben@example.org"), today=timezone.localdate())
    assert pool is not None
    assert len(pool.people) == 5
    assert said_of_interviewers() == {"Ada Lindqvist": "stricter", "Tomás Novák": "more lenient"}


def read_twice() -> int:
    """In the dimension that fewest hours have twice."""
    twice = Fit.objects.get(kind="coding").found["twice"]
    assert all(one["alike"][0] > 0.2 for one in twice.values())
    return min(one["readings"] for one in twice.values())


def said_of_interviewers() -> dict[str, str]:
    """Of whom the fit says something; what the simulation made of them is in club/term.py."""
    told = Estimate.objects.filter(facet="interviewer").select_related("person")
    return {
        one.person.name: sided(one.moved, one.facet).split(" of a level ")[1]
        for one in told
        if is_told(one) and one.person
    }


def test_its_password_is_new_each_time_and_never_in_the_code(
    migrated: Path, tmp_path: Path
) -> None:
    place = shutil.copytree(migrated, tmp_path / "data")
    first, second = (afterword(place, "demo") for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert first.stdout.split("opened: ")[1].split()[0] not in second.stdout


def test_a_folder_with_people_gets_no_club(migrated: Path, tmp_path: Path) -> None:
    place = shutil.copytree(migrated, tmp_path / "data")
    run_sql(place, ONE_PERSON)
    refused = afterword(place, "demo")
    assert refused.returncode == 1
    assert "has people in it already" in refused.stderr
