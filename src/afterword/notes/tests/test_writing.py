"""Nothing typed is lost, and nothing is sent before it is whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from afterword.interviews.models import Interview
from afterword.journal.tests.reading import entries_about
from afterword.kit.saving import NotEditable, Overtaken
from afterword.notes import actions
from afterword.notes.content import Content
from afterword.notes.enums import NotesState, Point
from afterword.notes.errors import AlreadySent, Incomplete
from afterword.notes.models import Evidence, HiringNotes
from afterword.notes.names import names_typed
from afterword.notes.tests.making import FULL, begun, drafted, review_of, sent, without_review
from afterword.people.models import Person
from conftest import Cast

NOW = timezone.now()


def test_what_was_saved_is_what_is_read(ended: Interview) -> None:
    assert Content.of(drafted(ended)) == replace(
        FULL, ratings=tuple(FULL.rating(key) for key in _keys(ended))
    )


def _keys(interview: Interview) -> list[str]:
    return [one["key"] for one in interview.rubric.dimensions]


def test_content_survives_json(ended: Interview) -> None:
    content = Content.of(drafted(ended))
    assert Content.from_json(content.as_json()) == content


def test_beginning_twice_gives_the_same_notes(ended: Interview) -> None:
    assert begun(ended) == begun(ended)


def test_an_older_tab_is_told_and_changes_nothing(ended: Interview) -> None:
    notes = drafted(ended)
    older = replace(FULL, because="Something else.")
    with pytest.raises(Overtaken):
        actions.save(notes, older, by=notes.author, revision=0, now=NOW)
    assert Content.of(notes).because == FULL.because


def test_the_same_words_again_are_saved_already(ended: Interview) -> None:
    notes = drafted(ended)
    again = actions.save(notes, Content.of(notes), by=notes.author, revision=0, now=NOW)
    assert again.revision == notes.revision


def test_evidence_keeps_its_order(ended: Interview) -> None:
    notes = drafted(ended)
    more = Content.of(notes)
    for text in ("first", "second", "third"):
        more = more.with_evidence("coding", replace(FULL.ratings[0].evidence[0], text=text))
    actions.save(notes, more, by=notes.author, revision=notes.revision, now=NOW)
    kept = Evidence.objects.filter(rating__notes=notes, rating__dimension="coding")
    assert [one.text for one in kept] == ["first", "second", "third"]


def test_incomplete_notes_are_not_sent(ended: Interview) -> None:
    notes = drafted(ended, replace(FULL, next_step=""))
    with pytest.raises(Incomplete) as stopped:
        actions.send(notes, by=notes.author, now=NOW)
    assert [one.line for one in stopped.value.missing] == ["next_step"]
    notes.refresh_from_db()
    assert notes.state == NotesState.DRAFT


def test_notes_in_review_cannot_be_changed(ended: Interview) -> None:
    notes = sent(ended)
    with pytest.raises(NotEditable):
        actions.save(notes, Content(), by=notes.author, revision=notes.revision, now=NOW)


def test_sending_twice_is_told(ended: Interview) -> None:
    notes = sent(ended)
    with pytest.raises(AlreadySent):
        actions.send(notes, by=notes.author, now=NOW)
    assert notes.reviews.count() == 1


def test_every_save_is_in_the_journal_without_its_words(ended: Interview) -> None:
    notes = drafted(ended)
    entries = list(entries_about(notes))
    assert [entry.verb for entry in entries] == ["notes.saved"]
    assert entries[0].payload == {"revision": 1}


def test_a_tick_is_in_the_journal_once(ended: Interview, cast: Cast) -> None:
    notes = begun(ended)
    for _ in range(2):
        actions.tick(notes, [Point.values[0], "no such point"], by=cast.ada)
    verbs = [one.verb for one in entries_about(notes)]
    notes.refresh_from_db()
    assert (notes.checklist, verbs.count("notes.ticked")) == ([Point.values[0]], 1)


def test_among_two_friends_the_notes_wait_for_the_seal_alone(ended: Interview) -> None:
    notes = sent(without_review(ended))
    assert notes.state == NotesState.APPROVED
    assert not notes.reviews.exists()


def test_review_is_due_when_the_program_says(ended: Interview, cast: Cast) -> None:
    notes = sent(ended, now=NOW)
    assert notes.review_due_at == NOW + timedelta(hours=cast.program.review_hours)
    assert review_of(notes).due_at == notes.review_due_at


def test_only_one_of_two_writers_is_sent(ended: Interview, cast: Cast) -> None:
    late = ended.ended_at + timedelta(hours=25)
    actions.ask_stand_ins(now=late)
    stand_in = HiringNotes.objects.get(from_record=True)
    actions.save(stand_in, FULL, by=cast.cleo, revision=0, now=late)
    actions.send(stand_in, by=cast.cleo, now=late)
    mine = drafted(ended)
    with pytest.raises(AlreadySent):
        actions.send(mine, by=cast.ada, now=late)
    mine.refresh_from_db()
    assert mine.state == NotesState.DRAFT
    assert Content.of(mine).strengths == FULL.strengths


def test_names_that_were_typed_are_found_where_they_stand(ended: Interview) -> None:
    content = replace(FULL, because="ben asked first, and Benjamin did not.")
    assert names_typed(content, ended) == [("because", "ben")]
    assert names_typed(FULL, ended) == []


def test_a_name_is_found_as_the_address_spells_it_too(ended: Interview, cast: Cast) -> None:
    Person.objects.filter(pk=cast.ben.pk).update(name="بن", email="benjamin.okafor9@example.org")
    content = replace(FULL, because="Okafor asked first.", next_step="Let Benjamin test it.")
    assert names_typed(content, Interview.objects.get(pk=ended.pk)) == [
        ("because", "Okafor"),
        ("next_step", "Benjamin"),
    ]


def test_a_list_of_words_reads_no_address_out(ended: Interview, cast: Cast) -> None:
    words = ["amber", "birch", "cedar", "dahlia", "elder"]
    mine = Person.objects.filter(pk=cast.ben.pk)
    content = replace(FULL, because=", ".join(["an hour", *words]))
    mine.update(email=f"{'.'.join(words)}@example.org")
    assert names_typed(content, Interview.objects.get(pk=ended.pk)) == []
    mine.update(name="بن")
    assert len(names_typed(content, Interview.objects.get(pk=ended.pk))) == 3


def test_a_name_of_two_letters_is_one_only_as_it_is_spelt(ended: Interview, cast: Cast) -> None:
    Person.objects.filter(pk=cast.ben.pk).update(name="An Do", email="x@example.org")
    content = replace(FULL, because="An idea.", next_step="do it in an hour")
    assert names_typed(content, Interview.objects.get(pk=ended.pk)) == [("because", "An")]
