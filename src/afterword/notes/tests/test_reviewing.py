"""A third member reads before the candidate does; a guest's notes are never returned to her."""

from datetime import timedelta

import pytest
from django.utils import timezone

from afterword.interviews.models import Interview
from afterword.notes import actions
from afterword.notes.access import reviews_of, reviews_to_pick_up
from afterword.notes.content import Content
from afterword.notes.enums import NotesState, ReviewState
from afterword.notes.errors import AlreadyDecided, NothingSaid
from afterword.notes.models import HiringNotes, Review
from afterword.notes.reviewing import is_drawn, next_reviewer, possible_reviewers
from afterword.notes.tests.making import (
    FULL,
    another_ended,
    approved,
    assessed,
    begun,
    looks,
    review_of,
    sent,
    with_guest,
)
from afterword.people.enums import MembershipState, ReviewPolicy
from afterword.people.models import Block, Letter, Membership
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])

NOW = timezone.now()


def decide(notes: HiringNotes) -> Review:
    return review_of(notes)


def said(review: Review, **comments: str) -> None:
    actions.save_review(
        review, by=review.reviewer, words="", comments=comments, checklist=["specific"],
        revision=review.revision, now=NOW,
    )  # fmt: skip


def test_a_third_member_is_asked(ended: Interview, cast: Cast) -> None:
    review = review_of(sent(ended))
    assert review.reviewer in {cast.cleo, cast.dov}
    assert Letter.objects.filter(person=review.reviewer).count() == 1


def test_whoever_has_fewer_open_reviews_is_asked(ended: Interview, cast: Cast) -> None:
    reviewers = [review_of(sent(another_ended(ended))).reviewer for _ in range(4)]
    assert sorted(person.name for person in reviewers) == ["Cleo", "Cleo", "Dov", "Dov"]


@pytest.mark.parametrize("pair", [("cleo", "ben"), ("ada", "cleo")])
def test_nobody_reviews_whom_they_keep_apart_from(
    ended: Interview, cast: Cast, pair: tuple[str, str]
) -> None:
    one, other = (getattr(cast, name) for name in pair)
    Block.objects.create(blocker=one, blocked=other)
    assert set(possible_reviewers(ended)) == {cast.dov}


def test_a_paused_member_is_not_asked(ended: Interview, cast: Cast) -> None:
    Membership.objects.filter(person=cast.cleo).update(state=MembershipState.PAUSED)
    assert next_reviewer(begun(ended)) == cast.dov


def test_without_anybody_to_review_the_notes_wait_for_the_seal_alone(
    ended: Interview, cast: Cast
) -> None:
    third = Membership.objects.filter(person__in=(cast.cleo, cast.dov))
    third.update(state=MembershipState.LEFT)
    assert sent(ended).state == NotesState.APPROVED


def test_a_share_is_the_same_each_time_and_about_right(ended: Interview, cast: Cast) -> None:
    cast.program.review_policy = ReviewPolicy.SHARE
    cast.program.review_share = 30
    drawn = [Interview(program=cast.program) for _ in range(2000)]
    first = [is_drawn(one) for one in drawn]
    assert first == [is_drawn(one) for one in drawn]
    assert 500 < sum(first) < 700


@pytest.mark.parametrize(("share", "expected"), [(0, False), (100, True)])
def test_none_and_all_are_none_and_all(cast: Cast, share: int, expected: bool) -> None:
    cast.program.review_policy, cast.program.review_share = ReviewPolicy.SHARE, share
    assert {is_drawn(Interview(program=cast.program)) for _ in range(200)} == {expected}


def test_approved_notes_wait_for_the_candidates_half(ended: Interview) -> None:
    notes = sent(ended)
    approved(notes)
    assert notes.state == NotesState.APPROVED
    assessed(ended)
    notes.refresh_from_db()
    assert notes.state == NotesState.RELEASED


def test_returned_notes_need_words(ended: Interview) -> None:
    review = review_of(sent(ended))
    with pytest.raises(NothingSaid):
        actions.return_to_writer(review, by=review.reviewer, now=NOW)


def test_returned_notes_come_back_to_the_same_reviewer(ended: Interview) -> None:
    notes = sent(ended)
    review = review_of(notes)
    said(review, because="What did they do?")
    actions.return_to_writer(review, by=review.reviewer, now=NOW)
    notes.refresh_from_db()
    assert notes.state == NotesState.RETURNED
    actions.send(notes, by=notes.author, now=NOW)
    assert review_of(notes).state == ReviewState.ASKED
    assert review_of(notes).reviewer == review.reviewer


def test_the_writer_has_half_a_day_and_the_candidate_two_days_at_most(ended: Interview) -> None:
    notes = sent(ended, now=NOW)
    review = review_of(notes)
    said(review, because="What did they do?")
    late = NOW + timedelta(hours=23)
    actions.return_to_writer(review, by=review.reviewer, now=late)
    notes.refresh_from_db()
    assert notes.review_due_at == late + timedelta(hours=12)
    assert notes.review_due_at <= NOW + timedelta(hours=48)


def test_two_reviewers_press_at_once_and_one_decides(ended: Interview, cast: Cast) -> None:
    notes = sent(ended)
    first = review_of(notes)
    other = cast.dov if first.reviewer == cast.cleo else cast.cleo
    second = actions.pick_up(first, by=other)
    actions.approve(second, by=other, now=NOW)
    with pytest.raises(AlreadyDecided):
        actions.approve(first, by=first.reviewer, now=NOW)
    first.refresh_from_db()
    assert first.state == ReviewState.LAPSED


def test_a_review_passed_on_goes_to_somebody_else(ended: Interview) -> None:
    review = review_of(sent(ended))
    following = actions.pass_on(review, by=review.reviewer, now=NOW)
    assert following is not None
    assert following.reviewer != review.reviewer
    assert actions.pass_on(following, by=following.reviewer, now=NOW) is None


def test_a_guests_notes_are_never_returned(ended: Interview) -> None:
    with_guest(ended)
    review = review_of(sent(ended))
    said(review, because="Which slips?")
    with pytest.raises(NothingSaid):
        actions.return_to_writer(review, by=review.reviewer, now=NOW)


def test_comments_on_a_guests_notes_reach_the_candidate(ended: Interview) -> None:
    with_guest(ended)
    assessed(ended)
    notes = sent(ended)
    review = review_of(notes)
    said(review, because="The slips were two off-by-ones.")
    actions.comment_for_candidate(review, by=review.reviewer, now=NOW)
    notes.refresh_from_db()
    assert notes.state == NotesState.RELEASED
    assert notes.versions.get().content["comments"] == [
        {"line": "because", "text": "The slips were two off-by-ones."}
    ]


def test_comments_on_a_members_notes_stay_with_the_writer(ended: Interview) -> None:
    assessed(ended)
    notes = sent(ended)
    said(review_of(notes), because="For the writer alone.")
    approved(notes)
    assert notes.versions.get().content["comments"] == []


def test_the_two_who_sat_in_it_see_no_review(ended: Interview, cast: Cast) -> None:
    sent(ended)
    for person in (cast.ada, cast.ben, cast.eve):
        assert not reviews_of(looks(person)).exists()
        assert not reviews_to_pick_up(looks(person)).exists()


def test_others_may_pick_up_a_waiting_review(ended: Interview, cast: Cast) -> None:
    review = review_of(sent(ended))
    other = cast.dov if review.reviewer == cast.cleo else cast.cleo
    assert list(reviews_to_pick_up(looks(other))) == [review]
    assert not reviews_to_pick_up(looks(review.reviewer)).exists()
    Membership.objects.filter(person=other).update(state=MembershipState.PAUSED)
    assert not reviews_to_pick_up(looks(other)).exists()


def test_a_removed_reviewer_sees_nothing_any_more(ended: Interview) -> None:
    review = review_of(sent(ended))
    assert reviews_of(looks(review.reviewer)).exists()
    Membership.objects.filter(person=review.reviewer).update(state=MembershipState.REMOVED)
    assert not reviews_of(looks(review.reviewer)).exists()


def test_the_reviewed_text_is_the_sent_text(ended: Interview) -> None:
    notes = sent(ended)
    assert Content.sent(notes).because == FULL.because
