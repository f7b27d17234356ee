"""A member retells a question. Whoever looks after the bank is not told whose words they are."""

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.journal.models import Entry
from afterword.people.models import Letter
from afterword.questions import queries, retellings, source
from afterword.questions.errors import Answered, QuestionUnreadable
from afterword.questions.models import Question, Retelling
from afterword.questions.tests.test_practising import TEXT

pytestmark = pytest.mark.django_db
WORDS = {"kind": "coding", "title": "Seats in a row", "text": "Two friends want to sit together."}


@pytest.fixture
def offered(cast):
    return retellings.offer(cast.ben, program=cast.program, **WORDS)


@pytest.fixture
def dov(cast, signed_in):
    return signed_in(cast.dov)


def page(cast):
    return reverse("questions:retellings", args=[cast.program.pk])


def answer(client, offered, then):
    return client.post(reverse("questions:retelling-answer", args=[offered.pk]), {"then": then})


def test_the_organizer_reads_the_words_and_not_whose_they_are(offered, cast, dov):
    html = dov.get(page(cast)).content.decode()
    assert "Two friends want to sit together." in html
    assert cast.ben.name not in html
    assert cast.ben.name not in Letter.objects.get(person=cast.dov).body


def test_many_offers_are_one_letter_until_it_is_put_away(offered, cast):
    for _ in range(3):
        retellings.withdraw(retellings.offer(cast.ben, program=cast.program, **WORDS))
    retellings.offer(cast.ben, program=None, **WORDS)  # another bank is another matter
    letters = Letter.objects.filter(person=cast.dov)
    assert letters.count() == 1
    letters.update(read_at=timezone.now())
    retellings.offer(cast.ben, program=cast.program, **WORDS)
    assert letters.count() == 2


def test_nobody_else_reads_them(offered, cast, signed_in):
    assert signed_in(cast.ada).get(page(cast)).status_code == 403
    assert signed_in(cast.eve).get(page(cast)).status_code == 404
    assert answer(signed_in(cast.ada), offered, "draft").status_code == 404


def test_a_draft_is_finished_in_the_bank_and_nothing_there_tells_whose_it_was(offered, cast, dov):
    answer(dov, offered, "draft")
    finish = f"{reverse('questions:bring-in', args=[cast.program.pk])}?retelling={offered.pk}"
    assert "Two friends want to sit together." in dov.get(finish).content.decode()
    dov.post(finish, {"text": TEXT.read_text()})
    question = Question.objects.get()
    offered.refresh_from_db()
    assert offered.question == question
    for person in (cast.ben, cast.ada):  # nobody who chooses a question for them sees a difference
        assert question in queries.unseen_by(person, question.kind, program=cast.program)
    assert "Seats in a row" not in dov.get(page(cast)).content.decode()


def test_finishing_a_draft_is_one_entry_of_the_journal(offered, cast):
    question = Question.objects.create(program=cast.program, slug="a", kind="coding", difficulty=1)
    for _ in range(2):
        retellings.finish(offered, question, by=cast.dov)
    finished = Entry.objects.get(verb="retelling.finished")
    assert (finished.actor, finished.subject) == (cast.dov.actor, f"retelling:{offered.pk}")


def test_a_draft_is_no_question_before_it_is_finished(offered):
    with pytest.raises(QuestionUnreadable, match="Clarifications"):
        source.parse(retellings.skeleton(offered))


@pytest.mark.parametrize(("then", "told"), [("draft", "a draft"), ("decline", "not for this bank")])
def test_whoever_offered_it_is_told(offered, cast, dov, then, told):
    answer(dov, offered, then)
    assert told in Letter.objects.get(person=cast.ben).body


def test_the_host_is_not_shown_who_was_told(offered, cast, signed_in, dov):
    cast.ada.is_host = True
    cast.ada.save()
    answer(dov, offered, "draft")
    outbox = signed_in(cast.ada).get(reverse("host:outbox")).content.decode()
    assert "A question is offered to the bank" in outbox
    assert cast.ben.email not in outbox
    assert "About the question" not in outbox
    desk = signed_in(cast.ben).get(reverse("people:letters")).content.decode()
    assert "About the question" in desk


def test_what_was_declined_or_taken_back_nobody_reads_any_more(offered, cast, dov):
    another = retellings.offer(cast.ben, program=cast.program, **WORDS)
    answer(dov, offered, "decline")
    retellings.withdraw(another)
    assert "Two friends" not in dov.get(page(cast)).content.decode()
    assert answer(dov, another, "draft").status_code == 404


def test_only_one_of_two_who_answer_at_once_wins(offered, cast):
    stale = Retelling.objects.get(pk=offered.pk)
    retellings.decline(offered, by=cast.dov, now=timezone.now())
    with pytest.raises(Answered):
        retellings.draft(stale, by=cast.dov, now=timezone.now())
    with pytest.raises(Answered):
        retellings.withdraw(stale)


def test_without_a_program_the_host_looks_after_the_bank(cast, signed_in, dov):
    cast.ada.is_host = True
    cast.ada.save()
    offered = retellings.offer(cast.eve, program=None, **WORDS)
    here = reverse("questions:retellings-here")
    ada = signed_in(cast.ada)
    assert "Two friends" in ada.get(here).content.decode()
    assert dov.get(here).status_code == 403
    answer(ada, offered, "draft")
    file = ada.get(reverse("questions:retelling-draft", args=[offered.pk]))
    assert file.content.decode().startswith("---\nslug: seats-in-a-row")


def test_a_title_with_quotes_stays_a_title(cast):
    offered = retellings.offer(
        cast.ben, program=None, kind="coding", title='"Seats": a \\ b', text="x"
    )
    with pytest.raises(QuestionUnreadable, match="Clarifications"):
        source.parse(retellings.skeleton(offered))
