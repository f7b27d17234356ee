"""The text as it stood at a moment is what the edits say, and is read once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from afterword.interviews import actions, protocol, record
from afterword.interviews.edits import reading, snapshots, stood
from afterword.interviews.edits.reading import texts
from afterword.interviews.edits.stood import LastText, final_text, last_text, texts_at
from afterword.interviews.models import Entry, Interview, StoodText, TextReading
from afterword.interviews.tests.deadly import CRASH, fold_or_die
from afterword.interviews.tests.updates import NO_UPDATE, typed, typed_on

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])

MINUTE = 60_000_000
HOUR = (
    typed("def f"),
    typed_on("(x):", clock=5),
    NO_UPDATE,
    typed_on(" return x", clock=9),
)


def written(interview: Interview, *updates: bytes) -> None:
    """One edit a minute, the first after a minute."""
    begun = record.micros(interview.started_at)
    entries = [
        Entry(
            room=interview.pk, seq=seq, at_us=begun + seq * MINUTE, author="chair:1",
            connection="0" * 16, kind="edit", body=protocol.count(seq) + update,
        )
        for seq, update in enumerate(updates, 1)
    ]  # fmt: skip
    record.append(entries, after={})


def test_each_moment_has_the_text_of_its_time(ended: Interview) -> None:
    written(ended, *HOUR)
    moments = [0, MINUTE, 2 * MINUTE + 1, 3 * MINUTE, 50 * MINUTE]
    assert texts_at(ended, moments) == {
        0: "",
        MINUTE: "def f",
        2 * MINUTE + 1: "def f(x):",
        3 * MINUTE: "def f(x):",
        50 * MINUTE: "def f(x): return x",
    }
    assert final_text(ended) == "def f(x): return x"
    assert last_text(ended) == LastText("def f(x): return x")


def test_what_was_read_once_is_known(ended: Interview, monkeypatch) -> None:
    written(ended, typed(CRASH))
    first = texts_at(ended, [MINUTE])
    monkeypatch.setattr(reading, "fold", fold_or_die)
    assert texts_at(ended, [MINUTE]) == first == {MINUTE: CRASH}
    assert texts_at(ended, [2 * MINUTE]) == {}
    assert StoodText.objects.count() == 1


@pytest.fixture
def asked(monkeypatch) -> list[int]:
    """Each time that a child is asked for the texts of a whole record."""
    times = []

    def counted(*args, **kwargs):
        times.append(1)
        return texts(*args, **kwargs)

    monkeypatch.setattr(stood, "texts", counted)
    return times


def test_a_record_that_cannot_be_read_is_not_read_again_for_a_day(
    ended: Interview, asked: list[int], monkeypatch
) -> None:
    written(ended, typed(CRASH))
    assert snapshots.compact([ended.pk])
    monkeypatch.setattr(reading, "fold", fold_or_die)
    for moment in (MINUTE, 2 * MINUTE, 2 * MINUTE):
        assert texts_at(ended, [moment]) == {}
    assert final_text(ended) is None
    assert len(asked) == 1
    monkeypatch.undo()
    TextReading.objects.update(begun_at=timezone.now() - timedelta(days=1))
    assert texts_at(ended, [MINUTE]) == {MINUTE: CRASH}
    assert not TextReading.objects.exists()


def test_a_record_that_is_being_read_is_not_read_a_second_time(ended: Interview, asked) -> None:
    written(ended, *HOUR)
    TextReading.objects.create(room=ended.pk, begun_at=timezone.now())
    assert texts_at(ended, [MINUTE]) == {}
    assert asked == []


def test_the_last_text_is_read_when_the_record_is_sealed(ended: Interview, asked) -> None:
    written(ended, *HOUR)
    assert actions.seal_forgotten(now=ended.ended_at + timedelta(minutes=10)) == 1
    asked.clear()
    assert last_text(ended) == LastText("def f(x): return x")
    assert asked == []


def test_an_edit_that_kills_is_no_part_of_any_text(ended: Interview, monkeypatch) -> None:
    monkeypatch.setattr(reading, "fold", fold_or_die)
    written(ended, typed("kept"), typed(CRASH, client=2))
    assert texts_at(ended, [2 * MINUTE]) == {2 * MINUTE: "kept"}


def test_while_the_hour_runs_nothing_is_told(ended: Interview) -> None:
    written(ended, typed("not yet"))
    Interview.objects.filter(pk=ended.pk).update(state="running", ended_at=None)
    ended.refresh_from_db()
    assert texts_at(ended, [MINUTE]) == {}
    assert final_text(ended) is None


def test_an_hour_without_a_room_has_an_empty_text(ended: Interview) -> None:
    ended.started_at = ended.ended_at - timedelta(minutes=40)
    assert final_text(ended) == ""
    assert last_text(ended) is None


def claimed(interview: Interview, text: str, *, seq: int = 1) -> None:
    """What Ben's browser says of the text at the end."""
    ben = interview.chairs.get(kind="candidate")
    entry = Entry(
        room=interview.pk, seq=seq, at_us=record.micros(interview.ended_at), connection="0" * 16,
        author=record.author(ben.pk), kind="text_snapshot", body=b"\1" + text.encode(),
    )  # fmt: skip
    record.append([entry], after={})


def test_where_the_edits_cannot_be_asked_a_browsers_word_is_told_as_such(ended: Interview) -> None:
    claimed(ended, "as Ben saw it")
    assert last_text(ended) == LastText("as Ben saw it", "candidate")


def test_an_editor_of_which_a_browser_says_that_it_is_empty_has_no_last_text(
    ended: Interview,
) -> None:
    claimed(ended, "")
    assert last_text(ended) is None


def test_an_editor_that_was_emptied_is_empty_whatever_a_browser_says(ended: Interview) -> None:
    written(ended, typed(""))
    claimed(ended, "as Ben saw it", seq=2)
    assert last_text(ended) is None
