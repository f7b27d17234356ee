"""`afterword import`, as far as it keeps something."""

import json
from argparse import Namespace
from datetime import UTC, date
from pathlib import Path

import pytest

from afterword.cycle import access, exporting
from afterword.cycle.models import Application, CompanyInterview, Event, Proposal
from afterword.cycle.reading.confining import understood
from afterword.cycle.tests.making import applied
from afterword.host.bringing_in import bring_in_for
from afterword.host.commands import bring_in
from afterword.host.errors import CannotGoOn
from afterword.people.models import Person
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db

SHEET = b"Company,Role,Applied,Status\nAcme,Dev,2026-03-01,Rejected\nBirch,Dev,2026-03-02,\n"


@pytest.fixture
def reading():
    return understood([("sheet.csv", SHEET)], mapping={}, today=date(2026, 11, 23))


def test_what_was_understood_is_kept_for_the_person_named(cast, reading):
    said = bring_in_for(reading, mapping={}, email="BEN@example.org")
    assert "2 applications brought in." in said
    assert set(Application.objects.values_list("cycle__person", "company")) == {
        (cast.ben.pk, "Acme"), (cast.ben.pk, "Birch"),
    }  # fmt: skip


def test_the_hours_in_a_file_are_those_of_the_clock_where_the_person_is(cast):
    Person.objects.filter(pk=cast.ben.pk).update(time_zone="Asia/Tokyo")
    sheet = b"Company,Applied,Interview\nAcme,2026-03-01,2026-03-12 10:00\n"
    reading = understood([("sheet.csv", sheet)], mapping={}, today=date(2026, 11, 23))
    bring_in_for(reading, mapping={}, email=cast.ben.email)
    held = CompanyInterview.objects.get().starts_at
    assert held is not None
    assert held.astimezone(UTC).strftime("%d %H:%M") == "12 01:00"


def test_the_same_file_again_brings_nothing_new(cast, reading):
    bring_in_for(reading, mapping={}, email=cast.ben.email)
    assert "2 were here already, with nothing new." in bring_in_for(
        reading, mapping={}, email=cast.ben.email
    )
    assert Application.objects.count() == 2


def test_among_several_people_one_must_be_named(cast, reading):
    with pytest.raises(CannotGoOn, match="--for EMAIL"):
        bring_in_for(reading, mapping={}, email=None)
    with pytest.raises(CannotGoOn, match="no account"):
        bring_in_for(reading, mapping={}, email="nobody@example.org")
    assert not Application.objects.exists()


def test_without_any_account_the_way_is_said(reading):
    with pytest.raises(CannotGoOn, match="set it up first"):
        bring_in_for(reading, mapping={}, email=None)


MESSAGE = (
    "From: Fernhill Labs <no-reply@greenhouse.io>\nTo: ben@example.org\n"
    "Message-ID: <{n}@x.example>\nSubject: Your application\n"
    "Date: Tue, {n} Nov 2026 09:00:00 +0000\n\n{text}\n"
)
TOLD = (
    "We have received your application for the post of Baker.",
    "The position of Baker has been filled.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    for number, text in enumerate(TOLD, start=3):
        (tmp_path / "inner" / f"{number}.eml").write_text(MESSAGE.format(n=number, text=text))
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


def asked(folder: Path, **options: object) -> Namespace:
    usual = {"dry_run": False, "json": False, "all": False, "email": None, "mapping": None}
    return Namespace(files=[str(folder)], **(usual | options))


def test_a_folder_of_mail_is_said_as_json_and_nothing_is_kept(cast, folder, capsys):
    bring_in.run(asked(folder, dry_run=True, json=True))
    report = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["company"], one["on"]) for one in report["found"]] == [
        ("applied", "Fernhill Labs", "2026-11-03"), ("rejected", "Fernhill Labs", "2026-11-04"),
    ]  # fmt: skip
    assert report["remarks"] == ["list.pdf: This is a PDF, not mail."]
    assert not Proposal.objects.exists()


def test_mail_from_a_terminal_is_proposed_and_never_noted(cast, folder, capsys):
    bring_in.run(asked(folder, email=cast.ben.email))
    said = capsys.readouterr().out
    assert "because it says “The position of Baker has been filled.”" in said
    assert "2 events proposed." in said
    assert set(Proposal.objects.values_list("person", "role")) == {(cast.ben.pk, "Baker")}
    assert not Event.objects.exists()
    bring_in.run(asked(folder, email=cast.ben.email))
    assert "Nothing of it is new." in capsys.readouterr().out


@pytest.fixture
def taken_along(cast, tmp_path: Path) -> Path:
    applied(cast.ben, "Acme", role="Baker")
    viewer = Viewer(person=cast.ben, chairs=frozenset())
    document = exporting.whole(
        access.own_cycles(viewer),
        access.own_papers(viewer),
        access.own_wishes(viewer),
        angry=False,
    )
    file = tmp_path / "search.json"
    file.write_bytes(exporting.as_json(document))
    return file


def test_a_search_that_was_taken_along_comes_back_from_a_terminal(cast, taken_along, capsys):
    bring_in.run(asked(taken_along, email=cast.eve.email, dry_run=True))
    assert "1  applications" in capsys.readouterr().out
    assert not Application.objects.filter(cycle__person=cast.eve).exists()
    bring_in.run(asked(taken_along, email=cast.eve.email))
    assert "1 application is here again." in capsys.readouterr().out
    assert Application.objects.get(cycle__person=cast.eve).company == "Acme"


def test_a_damaged_search_brings_nothing_back(cast, taken_along):
    taken_along.write_bytes(taken_along.read_bytes().replace(b"Baker", b"Baker\\u0000"))
    with pytest.raises(SystemExit, match="Nothing was brought in"):
        bring_in.run(asked(taken_along, email=cast.eve.email))
    assert not Application.objects.filter(cycle__person=cast.eve).exists()
