"""The pages, from each chair: what they let through, what they keep, and what they never show."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews.models import Chair, Interview, PrivateNote
from afterword.journal.models import Entry
from afterword.notes import actions
from afterword.notes.content import Content
from afterword.notes.enums import NotesState
from afterword.notes.forms import as_fields
from afterword.notes.models import Evidence, HiringNotes, NextRound, Reply, Review, SelfAssessment
from afterword.notes.tests.making import (
    FULL,
    another_ended,
    approved,
    assessed,
    begun,
    chair_of,
    drafted,
    released,
    review_of,
    sent,
    with_guest,
)
from afterword.people.models import Commitment, Person
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])
Browse = Callable[[Person], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"notes:{name}", args=args)


def typed(revision: int = 0, **words: str) -> dict[str, object]:
    return {**as_fields(FULL), **words, "revision": revision}


def text_of(response) -> str:
    """The page without what differs from one answer to the next."""
    page = response.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    page = re.sub(r'name="csrf-token" content="[^"]*"', "", page)
    return re.sub(r'nonce="[^"]*"', "", page)


# --- writing


def test_what_is_typed_is_kept_and_what_is_missing_said(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    words = typed(next_step="")
    answer = ada.post(url("write-save", ended.pk), words)
    assert answer.status_code == 200
    assert answer.json()["revision"] == 1
    assert answer.json()["missing"] == {"next_step": "Leave them one next step."}
    assert Content.of(HiringNotes.objects.get()).because == FULL.because


def test_a_second_tab_gets_both_texts(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    ada = signed_in(cast.ada)
    ada.post(url("write-save", ended.pk), typed())
    answer = ada.post(url("write-save", ended.pk), typed(because="From another tab."))
    assert answer.status_code == 409
    assert answer.json()["revision"] == 1
    assert answer.json()["fields"]["because"] == FULL.because
    later = ada.post(url("write-save", ended.pk), typed(1, because="From another tab."))
    assert later.json()["revision"] == 2


def test_without_a_script_the_whole_form_sends(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    answer = ada.post(url("write", ended.pk), {**typed(), "then": "send"})
    assert answer.headers["Location"] == url("next-round", ended.pk)
    assert HiringNotes.objects.get().state == NotesState.IN_REVIEW


def test_incomplete_notes_come_back_with_every_word(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    answer = ada.post(url("write", ended.pk), {**typed(next_step=""), "then": "send"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Leave them one next step." in page
    assert FULL.because in page


def test_a_button_puts_a_note_where_it_belongs(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    PrivateNote.objects.create(
        chair=chair_of(ended, "interviewer"),
        line="5f0c6ad6-5d0a-4f7b-9f9e-000000000001",
        moment=65_000_000,
        text="drew the row first",
    )
    ada = signed_in(cast.ada)
    assert "drew the row first" in text_of(ada.get(url("write", ended.pk)))
    ada.post(url("write", ended.pk), {"revision": 0, "pick": "coding 0"})
    line = Content.of(HiringNotes.objects.get()).rating("coding").evidence[0]
    assert (line.text, line.moment) == ("drew the row first", 65_000_000)


def test_private_notes_are_the_interviewers_alone(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    PrivateNote.objects.create(
        chair=chair_of(ended, "interviewer"),
        line="5f0c6ad6-5d0a-4f7b-9f9e-000000000001",
        moment=65_000_000,
        text="a canary in a note",
    )
    notes = sent(ended)
    review = review_of(notes)
    page = signed_in(review.reviewer).get(url("review", review.pk))
    assert FULL.because in text_of(page)
    assert "a canary in a note" not in text_of(page)
    assert signed_in(cast.dov).get(url("write", ended.pk)).status_code == 404


def test_levels_that_do_not_exist_are_not_understood(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    answer = ada.post(url("write-save", ended.pk), {"revision": 0, "level-coding": "9"})
    assert answer.status_code == 422
    assert not HiringNotes.objects.exists()


def test_a_name_typed_where_the_review_is_blind_is_said_kindly(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    words = typed(because="Ben asked first.")
    answer = signed_in(cast.ada).post(url("write-save", ended.pk), words)
    assert answer.status_code == 200
    assert "“Ben”" in answer.json()["names"]["because"]


# --- the two halves


@pytest.mark.parametrize("page", ["letter", "self-assessment"])
def test_the_candidates_pages_are_the_same_whether_a_draft_exists_or_not(
    ended: Interview, cast: Cast, signed_in: Browse, page: str
) -> None:
    ben = signed_in(cast.ben)
    before = text_of(ben.get(url(page, ended.pk)))
    drafted(ended)
    with_draft = text_of(ben.get(url(page, ended.pk)))
    notes = HiringNotes.objects.get()
    actions.send(notes, by=cast.ada, now=timezone.now())
    approved(notes)
    waiting = text_of(ben.get(url(page, ended.pk)))
    assert before == with_draft == waiting


def test_it_takes_as_many_queries_whether_a_draft_exists_or_not(
    ended: Interview, cast: Cast, signed_in: Browse, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ben = signed_in(cast.ben)
    with CaptureQueriesContext(connection) as without:
        ben.get(url("letter", ended.pk))
    drafted(ended)
    with django_assert_num_queries(len(without)):
        ben.get(url("letter", ended.pk))


def test_the_candidates_half_is_kept_and_sent(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ben = signed_in(cast.ben)
    words = {"revision": 0, "went_well": "Talking.", "level-coding": "3", "wants": "yes",
             "to_learn": "Testing.", "why": "Only for me."}  # fmt: skip
    assert ben.post(url("self-assessment-save", ended.pk), words).json()["revision"] == 1
    ben.post(url("self-assessment", ended.pk), {**words, "revision": 1, "then": "send"})
    mine = SelfAssessment.objects.get()
    assert (mine.ratings["coding"], mine.sent_at is not None) == (3, True)
    assert NextRound.objects.get().why == "Only for me."


def test_the_interviewer_sees_the_other_half_only_when_the_seal_is_open(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    begun(ended)
    assessed(ended)
    ada = signed_in(cast.ada)
    assert "I kept talking." not in text_of(ada.get(url("written", ended.pk)))
    sent(ended)
    page = text_of(ada.get(url("written", ended.pk)))
    assert "I kept talking." in page
    assert "They were patient." not in page


def test_the_why_reaches_nobody_else(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    notes = released(ended)
    for person in (cast.ada, cast.cleo, cast.dov, cast.eve):
        client = signed_in(person)
        for name in ("letter", "written", "write", "next-round", "self-assessment", "json"):
            assert "They were patient." not in text_of(client.get(url(name, ended.pk)))
    assert "They were patient." in text_of(
        signed_in(cast.ben).get(url("self-assessment", ended.pk))
    )
    assert notes.state == NotesState.RELEASED


# --- the letter


def test_the_letter_says_everything(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    released(ended)
    page = text_of(signed_in(cast.ben).get(url("letter", ended.pk)))
    for words in (
        "Dear <bdi>Ben</bdi>",
        "Asked what happens on a tie before writing a line.",
        "12:04",
        "I lean towards hiring you.",
        FULL.because,
        FULL.next_step,
        "Trying an empty shelf before being asked.",
        "I would test first.",
    ):
        assert words in page


def test_only_the_candidate_reads_the_letter(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    released(ended)
    for person in (cast.ada, cast.cleo, cast.dov, cast.eve):
        for name in ("letter", "markdown", "json"):
            assert signed_in(person).get(url(name, ended.pk)).status_code == 404
    for name in ("letter", "markdown", "json"):
        answer = signed_in(cast.ben).get(url(name, ended.pk))
        assert FULL.because in answer.content.decode()


def test_what_somebody_typed_does_not_run(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    from dataclasses import replace

    assessed(ended)
    evil = "<script>alert(1)</script>"
    notes = drafted(ended, replace(FULL, because=evil, strengths=evil, next_step=evil))
    notes = actions.send(notes, by=cast.ada, now=timezone.now())
    approved(notes)
    for person, page in ((cast.ben, "letter"), (cast.ada, "written"), (cast.ada, "write")):
        assert evil not in signed_in(person).get(url(page, ended.pk)).content.decode()


def test_opening_the_recommendation_is_kept_for_the_candidate_alone(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    notes = released(ended)
    before = text_of(signed_in(cast.ada).get(url("written", ended.pk)))
    assert signed_in(cast.ben).post(url("opened", ended.pk)).status_code == 204
    assert HiringNotes.objects.get(pk=notes.pk).opened_at is not None
    assert text_of(signed_in(cast.ada).get(url("written", ended.pk))) == before
    assert signed_in(cast.ada).post(url("opened", ended.pk)).status_code == 404


def test_a_withdrawn_text_is_gone_from_every_page_of_the_candidate(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    released(ended)
    ada, ben = signed_in(cast.ada), signed_in(cast.ben)
    answer = ada.post(url("withdraw", ended.pk), {"because": "It was unkind."})
    assert answer.headers["Location"] == url("written", ended.pk)
    page = text_of(ben.get(url("letter", ended.pk)))
    assert "It was unkind." in page
    assert FULL.because not in page
    for name in ("markdown", "json"):
        assert ben.get(url(name, ended.pk)).status_code == 404
    assert ben.get(url("version", ended.pk, 1)).status_code == 404


def test_both_see_every_version_with_its_reason(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    notes = released(ended)
    ada, ben = signed_in(cast.ada), signed_in(cast.ben)
    words = {**typed(notes.revision, because="It was the second slip."), "why": "A mix-up."}
    ada.post(url("write", ended.pk), {**words, "then": "correct"})
    for client, page in ((ben, "letter"), (ada, "written")):
        assert "It was the second slip." in text_of(client.get(url(page, ended.pk)))
        assert "A mix-up." in text_of(client.get(url(page, ended.pk)))
        assert FULL.because in text_of(client.get(url("version", ended.pk, 1)))


def test_a_correction_that_is_being_typed_stays_with_the_writer(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    notes = released(ended)
    words = typed(notes.revision, because="Half a correction")
    assert signed_in(cast.ada).post(url("write-save", ended.pk), words).status_code == 200
    page = text_of(signed_in(cast.ben).get(url("letter", ended.pk)))
    assert "Half a correction" not in page


# --- reply


def test_a_reply_goes_and_comes(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    released(ended)
    ada, ben = signed_in(cast.ada), signed_in(cast.ben)
    words = {"revision": 0, "thanks": "Thank you.", "question": "Which test?", "will_do": "Test."}
    assert ben.post(url("reply-save", ended.pk), words).json()["revision"] == 1
    assert "Which test?" not in text_of(ada.get(url("written", ended.pk)))
    ben.post(url("reply", ended.pk), {**words, "revision": 1, "then": "send"})
    assert "Which test?" in text_of(ada.get(url("written", ended.pk)))
    ada.post(url("answer", ended.pk), {"text": "The empty one."})
    assert "The empty one." in text_of(ben.get(url("letter", ended.pk)))
    assert Commitment.objects.get().person == cast.ben
    assert Reply.objects.count() == 1


# --- review


def test_a_blind_reviewer_learns_nobody(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    notes = sent(ended)
    review = review_of(notes)
    client = signed_in(review.reviewer)
    for page in (url("review", review.pk), url("reviews")):
        shown = text_of(client.get(page))
        for person in (cast.ada, cast.ben):
            for hint in (person.name, person.email, str(person.pk)):
                assert hint not in shown.replace(review.reviewer.name, "")
        for chair in ended.chairs.all():
            assert str(chair.pk) not in shown
        assert str(ended.pk) not in shown
        assert str(notes.pk) not in shown


def test_whoever_turns_out_to_have_sat_there_does_not_review(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    Chair.objects.filter(interview=ended, kind="candidate").update(person=None, guest_name="B")
    review = review_of(sent(ended))
    client = signed_in(review.reviewer)
    assert client.get(url("review", review.pk)).status_code == 200
    Chair.objects.filter(interview=ended, kind="candidate").update(person=review.reviewer)
    assert client.get(url("review", review.pk)).status_code == 404
    assert client.post(url("review-save", review.pk), {"revision": 0}).status_code == 404
    assert str(review.pk) not in text_of(client.get(url("reviews")))
    assert str(review.pk) not in text_of(client.get("/"))


def test_where_the_program_says_so_the_reviewer_reads_names(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    cast.program.blind_review = False
    cast.program.save()
    review = review_of(sent(ended))
    assert "Ada with Ben" in text_of(signed_in(review.reviewer).get(url("review", review.pk)))


def test_sixty_pieces_of_evidence_are_kept_and_more_is_said_beside_the_field(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    sixty = "\n".join(f"Said {number}." for number in range(60))

    kept = ada.post(url("write-save", ended.pk), {"revision": 0, "evidence-coding": sixty})
    more = f"{sixty}\nOne more."
    refused = ada.post(url("write-save", ended.pk), {"revision": 1, "evidence-coding": more})
    shown = ada.post(url("write", ended.pk), {"revision": 1, "evidence-coding": more})

    assert (kept.status_code, refused.status_code) == (200, 422)
    assert "more than 60 lines" in text_of(shown)
    assert "One more." in text_of(shown)  # what was typed stays
    assert Evidence.objects.count() == 60


def test_only_points_of_the_checklist_are_ticked(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    points = ["specific", "specific", "made up", *("x" * 900 for _ in range(900))]
    signed_in(cast.ada).post(url("write", ended.pk), {"revision": 0, "checklist": points})
    assert HiringNotes.objects.get().checklist == ["specific"]


def test_comments_come_back_beside_their_line(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    notes = sent(ended)
    review = review_of(notes)
    client = signed_in(review.reviewer)
    words = {"revision": 0, "on-because": "Which slips?", "checklist": ["specific"]}
    assert client.post(url("review-save", review.pk), words).json()["revision"] == 1
    assert "Which slips?" not in text_of(signed_in(cast.ada).get(url("write", ended.pk)))
    client.post(url("review", review.pk), {**words, "revision": 1, "then": "return"})
    assert "Which slips?" in text_of(signed_in(cast.ada).get(url("write", ended.pk)))
    assert "Which slips?" not in text_of(signed_in(cast.ben).get(url("letter", ended.pk)))


def test_somebody_elses_review_is_not_found(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    review = review_of(sent(ended))
    other = cast.dov if review.reviewer == cast.cleo else cast.cleo
    for person in (other, cast.ada, cast.ben, cast.eve):
        assert signed_in(person).get(url("review", review.pk)).status_code == 404
    answer = signed_in(other).post(url("review-take", review.pk))
    mine = Review.objects.get(reviewer=other)
    assert answer.headers["Location"] == url("review", mine.pk)


def test_whoever_stands_in_reads_the_record_and_no_names(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    PrivateNote.objects.create(
        chair=chair_of(ended, "interviewer"),
        line="5f0c6ad6-5d0a-4f7b-9f9e-000000000001",
        moment=65_000_000,
        text="a canary in a note",
    )
    drafted(ended)
    actions.ask_stand_ins(now=ended.ended_at + timedelta(hours=24))
    notes = HiringNotes.objects.get(from_record=True)
    page = text_of(signed_in(notes.written_by).get(url("stand-in", notes.pk)))
    people = [hint for one in (cast.ada, cast.ben) for hint in (one.name, one.email, str(one.pk))]
    for hint in ("a canary in a note", FULL.because, str(ended.pk), *people):
        assert hint not in page


def test_the_late_interviewer_finds_her_words_when_somebody_else_was_sent(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    drafted(ended)
    late = ended.ended_at + timedelta(hours=24)
    actions.ask_stand_ins(now=late)
    notes = HiringNotes.objects.get(from_record=True)
    actions.save(notes, FULL, by=notes.written_by, revision=0, now=late)
    actions.send(notes, by=notes.written_by, now=late)
    ada = signed_in(cast.ada)
    assert FULL.because in text_of(ada.get(url("write", ended.pk)))
    answer = ada.post(url("write", ended.pk), {**typed(1), "then": "send"})
    assert answer.status_code == 409
    assert HiringNotes.objects.get(from_record=False).state == NotesState.DRAFT


# --- guests


def test_a_guest_writes_with_her_link_and_no_account(ended: Interview) -> None:
    guest = with_guest(ended)
    client = Client()
    session = client.session
    session["chairs"] = [str(guest.pk)]
    session.save()
    client.cookies["session"] = session.session_key
    words = typed(recommendation="")
    answer = client.post(url("write", ended.pk), {**words, "then": "send"})
    assert answer.headers["Location"] == url("next-round", ended.pk)
    guest.guest_links.update(revoked_at=timezone.now())
    for page in ("write", "written", "next-round"):
        assert client.get(url(page, ended.pk)).status_code == 404


def test_a_guest_of_two_hours_acts_from_the_chair_of_each(ended: Interview) -> None:
    other = another_ended(ended)
    guests = [with_guest(one) for one in (ended, other)]
    browser = Client()
    session = browser.session
    session["chairs"] = [str(guest.pk) for guest in guests]
    session.save()
    for interview in (ended, other):
        browser.post(url("write-save", interview.pk), typed(because="Sound."))
        browser.post(url("next-round-save", interview.pk), {"wants": "yes", "revision": 0})
    written = Entry.objects.filter(verb__in=("notes.saved", "next_round.saved"))
    assert [one.actor for one in written] == [
        f"chair:{guest.pk}" for guest in guests for _ in range(2)
    ]


def test_a_stranger_is_asked_to_sign_in(ended: Interview) -> None:
    begun(ended)
    for page in ("letter", "write", "written", "self-assessment", "next-round"):
        answer = Client().get(url(page, ended.pk))
        assert answer.headers["Location"].startswith("/account/login/")


def test_what_was_typed_waits_until_one_is_signed_in_again(ended: Interview, cast: Cast) -> None:
    browser = Client(headers={"origin": "http://testserver"})
    page = browser.post(url("self-assessment", ended.pk), {"revision": 0, "went_well": "I asked."})
    assert page.status_code == 403
    browser.force_login(cast.ben)
    browser.post(url("self-assessment", ended.pk), dict(page.context["typed"]))
    assert SelfAssessment.objects.get().went_well == "I asked."


def test_what_a_page_saves_by_itself_is_taken_after_signing_in_elsewhere(
    ended: Interview, cast: Cast
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.ada)
    page = browser.get(url("write", ended.pk)).content.decode()
    of_the_page = re.search(r'"csrf-token" content="(\w+)" data-cookie="([^"]+)"', page)
    assert of_the_page is not None
    token, cookie = of_the_page.groups()
    browser.force_login(cast.ada)
    browser.cookies.pop(cookie)  # as signing in in another tab does, which brings another
    browser.get("/")

    def saved(vouched: str) -> int:
        words = {"path": url("write-save", ended.pk), "data": typed(because="Sound.")}
        return browser.post(**words, headers={"X-CSRFToken": vouched}).status_code

    assert saved(token) == 403
    assert saved(browser.cookies[cookie].value) == 200


# --- what nobody types


@pytest.mark.parametrize("made_up", ["coding ²", f"coding {'9' * 5000}", "coding -1", "² ²"])
def test_a_made_up_pick_is_no_error_of_ours(
    ended: Interview, cast: Cast, signed_in: Browse, made_up: str
) -> None:
    answer = signed_in(cast.ada).post(url("write", ended.pk), {**typed(), "pick": made_up})
    assert answer.status_code == 302
