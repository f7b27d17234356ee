"""The candidate answers once; a month later the interviewer hears what the hour changed."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from afterword.interviews.models import Interview
from afterword.notes import actions
from afterword.notes.errors import AlreadySent, NothingSaid, NotReleased
from afterword.notes.models import Reply
from afterword.notes.tests.making import chair_of, released, sent, with_guest
from afterword.people.models import Commitment, Letter
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])

NOW = timezone.now()


def replied(notes, cast: Cast, **words: str) -> Reply:
    reply = actions.begin_reply(notes)
    said = {"thanks": "Thank you.", "question": "Which test?", "will_do": "Test first."} | words
    actions.save_reply(reply, by=cast.ben, revision=0, now=NOW, **said)
    actions.send_reply(reply, by=cast.ben, now=NOW)
    return reply


def test_what_they_will_do_becomes_a_commitment_of_theirs(ended: Interview, cast: Cast) -> None:
    replied(released(ended), cast)
    mine = Commitment.objects.get()
    assert (mine.person, mine.text) == (cast.ben, "Test first.")


def test_a_reply_is_sent_once(ended: Interview, cast: Cast) -> None:
    reply = replied(released(ended), cast)
    with pytest.raises(AlreadySent):
        actions.send_reply(reply, by=cast.ben, now=NOW)
    assert Commitment.objects.count() == 1


def test_an_empty_reply_is_not_sent(ended: Interview, cast: Cast) -> None:
    with pytest.raises(NothingSaid):
        replied(released(ended), cast, thanks=" ", question="", will_do="")


def test_a_reply_before_the_release_is_refused(ended: Interview, cast: Cast) -> None:
    with pytest.raises(NotReleased):
        replied(sent(ended), cast)


def test_a_question_is_answered_once(ended: Interview, cast: Cast) -> None:
    reply = replied(released(ended), cast)
    actions.answer(reply, text="The empty shelf.", by=cast.ada, now=NOW)
    with pytest.raises(AlreadySent):
        actions.answer(reply, text="Something else.", by=cast.ada, now=NOW)
    assert reply.answer == "The empty shelf."


def test_without_a_question_there_is_nothing_to_answer(ended: Interview, cast: Cast) -> None:
    reply = replied(released(ended), cast, question="")
    with pytest.raises(AlreadySent):
        actions.answer(reply, text="Unasked.", by=cast.ada, now=NOW)


def test_a_guest_with_an_address_gets_the_words(ended: Interview, cast: Cast) -> None:
    with_guest(ended, email="grace@example.net")
    with override_settings(MAIL=True):
        replied(_released_with_guest(ended), cast)
    letter = Letter.objects.get(to_email="grace@example.net")
    assert "Thank you." in letter.body
    assert letter.secret


def _released_with_guest(ended: Interview):
    from afterword.notes.tests.making import assessed, review_of

    assessed(ended)
    notes = sent(ended)
    review = review_of(notes)
    actions.comment_for_candidate(review, by=review.reviewer, now=NOW)
    notes.refresh_from_db()
    return notes


def test_a_month_later_the_candidate_is_asked_once(ended: Interview, cast: Cast) -> None:
    notes = released(ended, now=NOW)
    assert actions.ask_what_changed(now=NOW + timedelta(days=29)) == 0
    assert actions.ask_what_changed(now=NOW + timedelta(days=30)) == 1
    assert actions.ask_what_changed(now=NOW + timedelta(days=31)) == 0
    reply = Reply.objects.get(notes=notes)
    actions.tell_change(reply, text="I test first now.", by=cast.ben, now=NOW)
    with pytest.raises(AlreadySent):
        actions.tell_change(reply, text="Again.", by=cast.ben, now=NOW)
    assert Letter.objects.filter(person=cast.ada, subject="What your hour changed").count() == 1


def test_a_server_that_slept_through_that_time_asks_nobody(ended: Interview) -> None:
    released(ended, now=NOW)
    assert actions.ask_what_changed(now=NOW + timedelta(days=45)) == 0


def test_a_change_is_told_only_once_it_was_asked(ended: Interview, cast: Cast) -> None:
    reply = replied(released(ended), cast)
    with pytest.raises(AlreadySent):
        actions.tell_change(reply, text="Early.", by=cast.ben, now=NOW)


def test_withdrawn_notes_ask_nothing_later(ended: Interview, cast: Cast) -> None:
    notes = released(ended, now=NOW)
    actions.withdraw(notes, because="Unkind.", by=cast.ada, now=NOW)
    assert actions.ask_what_changed(now=NOW + timedelta(days=31)) == 0


def test_the_takeaway_becomes_the_interviewers_commitment(ended: Interview, cast: Cast) -> None:
    ada = chair_of(ended, "interviewer")
    mine = actions.begin_next_round(ada)
    actions.save_next_round(
        mine, by=cast.ada, wants=True, to_learn="", why="", takeaway="Say the plan first.",
        revision=0, now=NOW,
    )  # fmt: skip
    actions.send_next_round(mine, by=cast.ada, now=NOW)
    assert Commitment.objects.get().text == "Say the plan first."


def test_a_guests_takeaway_is_kept_on_her_answer(ended: Interview) -> None:
    guest = with_guest(ended)
    mine = actions.begin_next_round(guest)
    actions.save_next_round(
        mine, by=guest, wants=None, to_learn="", why="", takeaway="Ask sooner.",
        revision=0, now=NOW,
    )  # fmt: skip
    actions.send_next_round(mine, by=guest, now=NOW)
    assert not Commitment.objects.exists()
    assert mine.takeaway == "Ask sooner."
