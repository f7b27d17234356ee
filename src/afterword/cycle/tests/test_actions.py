"""Writes of a search, and that every one of them can be undone exactly."""

from datetime import date

import pytest

from afterword.cycle import actions
from afterword.cycle.actions.importing import Brought
from afterword.cycle.drafts import Draft
from afterword.cycle.enums import Stage
from afterword.cycle.errors import NotThere, Overtaken, UndoneAlready
from afterword.cycle.models import Application, Cycle, Edit, Event
from afterword.cycle.standing import Happening
from afterword.cycle.tests.making import NOW, applied, happenings
from afterword.journal.models import Entry

pytestmark = pytest.mark.django_db

PHONE = Happening(date(2026, 11, 9), 0, "phone")
REJECTED = Happening(date(2026, 11, 12), 0, "rejected")


def there(person) -> list[dict]:
    """All that is there of a person's search, in an order of its own."""
    rows = Application.objects.filter(cycle__person=person, taken_back_at=None)
    events = Event.objects.filter(application__in=rows, taken_back_at=None)
    unlike = ("taken_back_at", "taken_back_in_id")
    return [
        {name: value for name, value in row.items() if name not in unlike}
        for found in (rows, events)
        for row in found.order_by("pk").values()
    ]


def test_the_first_application_begins_a_cycle(cast):
    application = applied(cast.ben)
    assert application.cycle.name == "Search from November 2026"
    assert applied(cast.ben, "Other").cycle == application.cycle
    assert (application.stage, application.applied_on) == ("applied", date(2026, 11, 1))


def test_what_happens_is_folded_into_how_it_stands(cast):
    application = applied(cast.ben)
    actions.note(application, PHONE, by=cast.ben, now=NOW)
    actions.note(application, REJECTED, by=cast.ben, now=NOW)
    application.refresh_from_db()
    assert (application.stage, application.outcome) == ("phone", "rejected")
    assert (application.answered_on, application.ended_on) == (PHONE.on, REJECTED.on)


def the_edits(cast, application) -> dict[str, object]:
    """One of each edit there is, yet to be made; each returns the edit or a row added in it."""
    ben, event = cast.ben, application.events.get()
    cycle, both = application.cycle, [application]
    return {
        "add": lambda: actions.add(
            cycle, Draft("Böhm & Söhne", happenings=happenings(("applied", 2))), by=ben, now=NOW
        ),
        "change": lambda: actions.change(
            application, fields={"company": "Acme AG", "notes": "نعم"}, by=ben
        ),
        "put_away": lambda: actions.put_away(cycle, both, away=True, by=ben),
        "take_away": lambda: actions.take_away(cycle, both, by=ben, now=NOW),
        "note": lambda: actions.note(application, REJECTED, by=ben, now=NOW),
        "correct": lambda: actions.correct(event, PHONE, by=ben, now=NOW),
        "take_back": lambda: actions.take_back(event, by=ben, now=NOW),
        "together": lambda: actions.note_together(
            cycle, both, Stage.SILENCE, on=date(2026, 11, 20), by=ben, now=NOW
        ),
    }


@pytest.mark.parametrize(
    "name",
    ["add", "change", "put_away", "take_away", "note", "correct", "take_back", "together"],
)
def test_undo_leaves_everything_as_it_was(cast, name):
    application = applied(cast.ben)
    before = there(cast.ben)
    made = the_edits(cast, application)[name]()
    assert there(cast.ben) != before
    edit = made if isinstance(made, Edit) else made.added_in
    actions.undo(edit, by=cast.ben, now=NOW)
    assert there(cast.ben) == before
    with pytest.raises(UndoneAlready):
        actions.undo(edit, by=cast.ben, now=NOW)


def test_what_was_changed_again_is_not_undone(cast):
    application = applied(cast.ben)
    first = actions.change(application, fields={"role": "Engineer"}, by=cast.ben)
    actions.change(application, fields={"role": "Baker"}, by=cast.ben)
    with pytest.raises(Overtaken):
        actions.undo(first, by=cast.ben, now=NOW)
    application.refresh_from_db()
    assert application.role == "Baker"


def test_a_correction_that_was_corrected_is_not_undone(cast):
    event = applied(cast.ben).events.get()
    newer = actions.correct(event, PHONE, by=cast.ben, now=NOW)
    actions.correct(newer, REJECTED, by=cast.ben, now=NOW)
    with pytest.raises(Overtaken):
        actions.undo(newer.added_in, by=cast.ben, now=NOW)
    assert Event.objects.get(taken_back_at=None).stage == "rejected"


def test_what_is_gone_cannot_be_corrected(cast):
    event = applied(cast.ben).events.get()
    actions.take_back(event, by=cast.ben, now=NOW)
    with pytest.raises(NotThere):
        actions.correct(event, PHONE, by=cast.ben, now=NOW)


def test_an_import_is_taken_out_whole(cast):
    known = applied(cast.ben)
    before = there(cast.ben)
    drafts = [Draft(f"Company {n}", happenings=happenings(("applied", 3))) for n in range(3)]
    brought = Brought("sheet.csv", drafts, joined=[(known, REJECTED)], unread=[{"row": 7}])
    source = actions.bring_in(known.cycle, brought, by=cast.ben, now=NOW)
    assert Application.objects.filter(taken_back_at=None).count() == 4
    assert Application.objects.get(pk=known.pk).outcome == "rejected"
    assert (source.added, source.joined) == (3, 1)
    actions.take_out(source, by=cast.ben, now=NOW)
    assert there(cast.ben) == before


def test_the_journal_holds_no_word_of_a_search(cast):
    application = applied(cast.ben, "Zebulon Works", role="Zebulist", notes="zebulous")
    actions.change(application, fields={"role": "Zebulist II"}, by=cast.ben)
    actions.put_away(application.cycle, [application], away=True, by=cast.ben)
    told = [f"{one.verb} {one.subject} {one.payload}" for one in Entry.objects.all()]
    assert len(told) >= 4
    assert "zebul" not in " ".join(told).lower()


def test_there_is_one_open_cycle(cast):
    cycle = actions.cycle_of(cast.ben, now=NOW)
    assert actions.cycle_of(cast.ben, now=NOW) == cycle
    assert Cycle.objects.count() == 1
