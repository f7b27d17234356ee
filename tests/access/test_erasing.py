"""Whoever leaves for good is in no table any more but as a row without a name.

The world's canaries say whose each word is: what only one of them could read is gone with them, and
what others keep stays where it is.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import router
from django.db.models import Field, ForeignKey, Model
from django.urls import reverse
from django.utils import timezone

from afterword.cycle.document import Document as Search
from afterword.debriefs.document import Document as Debriefs
from afterword.host.erasing import erase, erase_due
from afterword.host.everything import everything_of
from afterword.host.tests.test_upgrading import on_data_of
from afterword.interviews import record
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Batch, Chair, Interview
from afterword.journal import queries as journal
from afterword.kit.documents import read_document
from afterword.notes.actions import (
    ask_second_readers,
    ask_stand_ins,
    release_overdue,
    tell_candidates,
)
from afterword.notes.enums import ReadingState, ReviewState
from afterword.notes.models import HiringNotes, Review, SecondReading
from afterword.people import actions
from afterword.people.models import Letter, Membership, Person
from afterword.people.post import Words, write_to, write_to_address
from afterword.people.queries import programs_in_need_of
from tests.access import canaries, world
from tests.access.world import World

pytestmark = pytest.mark.django_db(databases=["default", "record"])

NOW = timezone.now()
WEEK = timedelta(days=8)
# Rows that stay: somebody else keeps them, and they name a row without a name.
STAYS = {
    "interviews.Chair.person", "interviews.Interview.booked_by", "notes.HiringNotes.written_by",
    "notes.Review.reviewer", "notes.SecondReading.reader", "people.Invitation.invited_by",
    "people.Report.reporter", "people.Report.concerning", "people.Report.closed_by",
    "questions.Retelling.answered_by",
}  # fmt: skip
# Who has the same marks in what is theirs.
MARKED_ALIKE = {"candidate": ["left"], "reviewer": ["removed_reviewer"]}
# What goes with the candidate besides that which only they could read.
HALVES = {
    "unreleased.self_assessment", "released.self_assessment", "unreleased.candidate_to_learn",
    "released.candidate_to_learn", "StoodText.text", "Retelling.title", "Retelling.text",
    "Retelling.here", "AdjustedNotes.withdrawn", "SealedScorecard.body",
}  # fmt: skip
# What somebody began to write from the record for the candidate alone, and nobody sends any more.
BEGUN = {"stand_in.strengths"}


def values(model: type[Model]) -> Iterator[bytes]:
    """Every value of a table, as bytes."""
    rows = model._default_manager.using(router.db_for_read(model)).values_list()
    for value in (one for row in rows for one in row):
        if isinstance(value, bytes | memoryview):
            yield bytes(value)
        else:
            yield json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).encode()


def stored(*, besides: tuple[type[Model], ...] = ()) -> bytes:
    """Everything in both databases."""
    tables = (model for model in apps.get_models() if model not in besides)
    return b"\n".join(value for model in tables for value in values(model))


def fields_of_people() -> Iterator[tuple[str, "Field[object, object]"]]:
    """Every column that names a person."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is Person:
                yield f"{model._meta.label}.{field.name}", field


def only(kind: str) -> set[str]:
    """What nobody but this one may read."""
    return {name for name, readers in canaries.READERS.items() if readers == {kind}}


@pytest.fixture
def place() -> World:
    made = world.build()
    Person.objects.filter(pk=made.people["candidate"].pk).update(name="Xanthippe Q. Nowhere")
    made.people["candidate"].refresh_from_db()
    over = NOW - timedelta(hours=1)  # nobody is taken out of an hour that runs
    held = Interview.objects.filter(started_at__isnull=False)
    held.filter(state=InterviewState.RUNNING).update(state=InterviewState.ENDED, ended_at=over)
    held.filter(ended_at__gt=over).update(ended_at=over)
    return made


@pytest.mark.parametrize("kind", ["candidate", "interviewer", "reviewer"])
def test_what_only_they_could_read_goes_and_what_is_others_stays(place: World, kind: str) -> None:
    before = canaries.found_in(stored())
    for person in (kind, *MARKED_ALIKE.get(kind, ())):
        erase(place.people[person], now=NOW)
    after = canaries.found_in(stored())
    others = set().union(*(only(one) for one in ("candidate", "interviewer", "reviewer")
                           if one != kind))  # fmt: skip
    assert before & only(kind)  # something could have been left behind
    assert after & only(kind) == set()
    begun = BEGUN if kind == "candidate" else set()
    assert (before - after) & others == begun
    if kind == "candidate":
        assert before - after <= only(kind) | HALVES | begun


def test_neither_name_nor_address_is_left(place: World) -> None:
    ben, ada = place.people["candidate"], place.people["interviewer"]
    write_to(ada, Words(f"{ben.name} asks you", f"Xanthippe? {ben.name}’s hour"))
    name, email = ben.name.encode(), ben.email.encode()
    assert name in stored(besides=(Letter,))
    erase(ben, now=NOW)
    left = stored()
    assert (name in left, email in left) == (False, False)
    assert not Letter.objects.filter(to_email=ben.email).exists()
    letter = Letter.objects.get(subject="Someone who left asks you")
    assert letter.body.endswith("Xanthippe? Someone who left’s hour")


def test_the_name_of_before_goes_from_the_letters_of_others_as_well(place: World) -> None:
    ben, ada = place.people["candidate"], place.people["interviewer"]
    letter = write_to(ada, Words(f"{ben.name} asks you", "An hour"))
    assert letter is not None
    actions.change_name_and_zone(ben, name="Xenia N.", time_zone="UTC")
    erase(ben, now=NOW)
    letter.refresh_from_db()
    assert letter.subject == "Someone who left asks you"


def test_a_name_that_is_also_a_word_is_taken_out_of_letters_about_their_hours(
    place: World,
) -> None:
    ben, ada = place.people["candidate"], place.people["interviewer"]
    Person.objects.filter(pk=ben.pk).update(name="Will")
    ben.refresh_from_db()
    page = reverse("interviews:interview", args=[place.interviews["booked"].pk])
    ours = write_to(ada, Words("Will asks you", "Willing? Will.", link=f"https://x.example{page}"))
    other = write_to(ada, Words("A program", "Will you come?"))
    assert ours is not None
    assert other is not None
    erase(ben, now=NOW)
    ours.refresh_from_db()
    other.refresh_from_db()
    assert ours.subject == "Someone who left asks you"
    assert ours.body.endswith("Willing? Someone who left.")
    assert other.body.endswith("Will you come?")


def test_every_column_that_names_a_person_goes_or_says_why_it_stays(place: World) -> None:
    columns = dict(fields_of_people())
    assert columns.keys() >= STAYS
    for kind in ("candidate", "interviewer", "reviewer"):
        person = place.people[kind]
        erase(person, now=NOW)
        left = {
            name for name, field in columns.items()
            if field.model._default_manager.filter(**{field.name: person.pk}).exists()
        }  # fmt: skip
        assert left <= STAYS, kind


def test_both_chains_hold_afterwards(place: World) -> None:
    erase(place.people["candidate"], now=NOW)
    assert journal.verify() > 0
    for room in Batch.objects.using(record.DATABASE).values_list("room", flat=True).distinct():
        record.verify(room)


def test_a_letter_stays_with_its_reader_as_from_someone_who_left(place: World) -> None:
    url = reverse("notes:letter", args=[place.interviews["released"].pk])
    assert "Someone who left" not in place.browser("candidate").get(url).content.decode()
    erase(place.people["interviewer"], now=NOW)
    page = place.browser("candidate").get(url)
    assert page.status_code == 200
    assert "Someone who left" in page.content.decode()
    assert "released.because" in canaries.found_in(page.content)


def test_notes_stay_with_their_writer_when_their_reader_has_left(place: World) -> None:
    erase(place.people["candidate"], now=NOW)
    for name in ("released", "in_review", "ended", "booked", "running"):
        interview = place.interviews[name]
        for page in ("notes:written", "notes:write", "interviews:interview"):
            url = reverse(page, args=[interview.pk])
            assert place.browser("interviewer").get(url).status_code in (200, 302, 404)


def test_a_claimed_chair_keeps_nothing_of_the_guest_who_claimed_it(place: World) -> None:
    ben = place.people["candidate"]
    Chair.objects.filter(person=ben).update(
        guest_name="Xanthippe as a guest", guest_email="xanthippe@elsewhere.example"
    )
    page = reverse("interviews:interview", args=[place.interviews["booked"].pk])
    link = f"https://x.example{page}"
    write_to(place.people["interviewer"], Words("Xanthippe as a guest sat down", link, link=link))
    write_to_address("xanthippe@elsewhere.example", Words("Your hour", "is tomorrow."))
    erase(ben, now=NOW)
    assert b"xanthippe" not in stored().lower()


def test_nobody_who_never_met_them_finds_a_letter_changed(place: World) -> None:
    """Anybody may call themselves what letters say."""
    ben, eve = place.people["candidate"], place.people["outsider"]
    Person.objects.filter(pk=ben.pk).update(name="Your hiring notes")
    ben.refresh_from_db()
    letter = write_to(eve, Words("Your hiring notes", "Your hiring notes can be read."))
    erase(ben, now=NOW)
    assert letter is not None
    letter.refresh_from_db()
    assert letter.subject == "Your hiring notes"


def test_nobody_is_asked_for_an_hour_more_for_whoever_left(place: World) -> None:
    ben = place.people["candidate"]
    about = {"notes__interview__chairs__person": ben, "notes__interview__chairs__kind": "candidate"}
    assert Review.objects.filter(**about, state=ReviewState.ASKED).exists()
    erase(ben, now=NOW)
    assert not Review.objects.filter(**about, state=ReviewState.ASKED).exists()
    assert not SecondReading.objects.filter(**about, state=ReadingState.ASKED).exists()
    for days in range(1, 40):
        now = NOW + timedelta(days=days)
        ask_stand_ins(now=now)
        tell_candidates(now=now)
        release_overdue(now=now)
        ask_second_readers(now=now)
    seated = {"interview__chairs__person": ben, "interview__chairs__kind": "candidate"}
    late = HiringNotes.objects.filter(**seated, late_told_at__gte=NOW + timedelta(days=1))
    assert (late.count(), Letter.objects.filter(person=ben).count()) == (0, 0)


def test_who_is_halfway_through_signing_in_is_forgotten_and_nobody_else(place: World) -> None:
    ben = place.people["candidate"]
    halfway, other = SessionStore(), SessionStore()
    halfway["account_login"] = {"email": ben.email}
    other["_auth_user_id"], other["message"] = "somebody", f"{ben.email} is invited"
    halfway.save()
    other.save()
    erase(ben, now=NOW)
    kept = set(Session.objects.values_list("pk", flat=True))
    assert (halfway.session_key in kept, other.session_key in kept) == (False, True)


def test_who_is_erased_is_signed_out_and_comes_in_no_more(place: World) -> None:
    browser = place.browser("candidate")
    assert browser.get("/").status_code == 200
    erase(place.people["candidate"], now=NOW)
    assert browser.get("/").status_code == 302
    assert place.script("candidate").get("/api/people/me").status_code == 401


def test_it_waits_a_week_and_can_be_taken_back(place: World) -> None:
    browser, ben = place.browser("candidate"), place.people["candidate"]
    browser.post(reverse("host:leaving"))
    assert "Your account is erased after" in browser.get("/").content.decode()
    assert Letter.objects.filter(person=ben, subject__contains="in a week").exists()
    assert erase_due(now=NOW) == 0
    browser.post(reverse("host:stay"))
    assert "Your account is erased" not in browser.get("/").content.decode()
    assert erase_due(now=NOW + WEEK) == 0
    browser.post(reverse("host:leaving"))
    assert erase_due(now=NOW + WEEK) == 1
    assert erase_due(now=NOW + WEEK) == 0


def test_nobody_is_taken_out_of_an_hour(place: World) -> None:
    ben = place.people["candidate"]
    mine = Interview.objects.filter(chairs__person=ben, pk=place.interviews["running"].pk)
    assert mine.update(state=InterviewState.RUNNING)
    actions.ask_to_leave(ben, now=NOW)
    assert erase_due(now=NOW + WEEK) == 0


def test_the_last_organizer_names_a_successor_first(place: World) -> None:
    dov, browser = place.people["organizer"], place.browser("organizer")
    page = browser.post(reverse("host:leaving"))
    assert (page.status_code, dov.leaves_at) == (409, None)
    assert reverse("people:leave", args=[place.program.pk]) in page.content.decode()
    member = Membership.objects.filter(program=place.program, person=place.people["member"])
    member.update(role="organizer")
    assert browser.post(reverse("host:leaving")).status_code == 302
    member.update(role="member")  # and is the last one again meanwhile
    assert list(programs_in_need_of(dov)) == [place.program]
    assert erase_due(now=NOW + WEEK) == 0
    member.update(role="organizer")
    assert erase_due(now=NOW + WEEK) == 1


def test_the_host_is_needed_and_reads_why(place: World) -> None:
    page = place.browser("host").post(reverse("host:leaving"))
    assert page.status_code == 409
    assert "You look after this server" in page.content.decode()


def test_what_is_taken_along_holds_everything_of_theirs_and_nothing_of_others(
    place: World,
) -> None:
    body = everything_of(place.people["candidate"])
    found = canaries.found_in(body)
    mine = {name for name, readers in canaries.READERS.items() if "candidate" in readers}
    assert found <= mine | {"Retelling.text", "Retelling.here"}  # theirs, shown nowhere else
    assert json.loads(body)["account"]["name"] == "Xanthippe Q. Nowhere"
    assert found >= {
        "sealed.self_assessment", "released.because", "NextRound.why.candidate",
        "Commitment.candidate", "Point.text", "Application.company",
        "AngryLine.text", "Practice.work", "Retelling.title", "Report.text",
    }  # fmt: skip


@pytest.mark.parametrize("kind", [Search, Debriefs])
def test_a_search_and_its_debriefs_are_read_out_of_everything(
    place: World, kind: type[Search | Debriefs]
) -> None:
    body = everything_of(place.people["candidate"])
    part = "search" if kind is Search else "debriefs"
    own = json.dumps(json.loads(body)[part]).encode()
    assert read_document(kind, body, part=part) == read_document(kind, own, part=part)
    assert len(read_document(kind, body, part=part).cycles) > 0


ERASED_ON_DISK = """
import django
django.setup()
from django.utils import timezone
from afterword.cycle.document import Document as Search
from afterword.debriefs.document import Document as Debriefs
from afterword.host.erasing import erase
from afterword.people.models import Commitment, Person
ben = Person.objects.create_user("mark-address@example.org", name="Mark-Name")
for number in range(40):
    Commitment.objects.create(person=ben, text="mark-words " * 200, origin="x")
import sys
from pathlib import Path
from django.conf import settings
from django.db import connection
(Path(settings.DATA) / "before-upgrade").mkdir(exist_ok=True)
with connection.cursor() as cursor:
    cursor.execute("VACUUM INTO %s", [str(settings.DATA / "before-upgrade" / "copy.sqlite3")])
if sys.argv[1] == "erase":
    erase(ben, now=timezone.now())
"""


@pytest.mark.parametrize("deed", ["keep", "erase"])
def test_nothing_is_left_in_the_files(migrated: Path, tmp_path: Path, deed: str) -> None:
    place = shutil.copytree(migrated, tmp_path / "data")
    environment = {**on_data_of(place), "DJANGO_SETTINGS_MODULE": "afterword.config.settings"}
    subprocess.run(
        [sys.executable, "-c", ERASED_ON_DISK, deed], env=environment, check=True, timeout=120
    )
    files = [one.read_bytes() for one in place.rglob("*.sqlite3*")]
    marks = (b"mark-address", b"Mark-Name", b"mark-words")
    there = {mark for mark in marks if any(mark in file for file in files)}
    assert there == (set(marks) if deed == "keep" else set())
    with sqlite3.connect(place / "afterword.sqlite3") as database:
        names = database.execute("SELECT name FROM people_person").fetchall()
    assert names == [("Someone who left" if deed == "erase" else "Mark-Name",)]
