"""`afterword import`, as far as it keeps something."""

from datetime import date

import pytest

from afterword.cycle.models import Application
from afterword.cycle.reading.confining import understood
from afterword.host.bringing_in import bring_in_for
from afterword.host.errors import CannotGoOn

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
