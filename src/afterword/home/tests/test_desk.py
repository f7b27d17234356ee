"""The desk: what is mine to do, in order, and nothing of anybody else's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.cycle.models import Application, CompanyInterview, Cycle, Hindsight, Offer
from afterword.cycle.tests.making import applied
from afterword.debriefs.actions.cycles import commit
from afterword.debriefs.actions.points import add_point
from afterword.debriefs.enums import PointKind
from afterword.debriefs.models import CycleDebrief, InterviewDebrief
from afterword.home.desk import desk_of
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview, ProposedTime
from afterword.notes.enums import NotesState
from afterword.notes.models import (
    HiringNotes,
    NextRound,
    NotesVersion,
    Reply,
    Review,
    SecondReading,
    SelfAssessment,
)
from afterword.notes.tests.making import released
from afterword.people import actions as people
from afterword.people.links import link_of
from afterword.people.models import Commitment, Invitation
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db


def seat(interview: Interview, kind: str) -> Chair:
    return interview.chairs.get(kind=kind)


def notes_in(ended: Interview, state: str, **fields: object) -> HiringNotes:
    return HiringNotes.objects.create(
        interview=ended,
        author=seat(ended, "interviewer"),
        state=state,
        sent_at=timezone.now() if state != NotesState.DRAFT else None,
        **fields,
    )


def first_url(person) -> str:
    first = desk_of(Viewer(person=person), now=timezone.now()).first
    return first.url if first else ""


def test_an_empty_desk_has_nothing_on_it(cast):
    desk = desk_of(Viewer(person=cast.eve), now=timezone.now())
    assert (desk.first, desk.today, desk.later) == (None, [], [])


def test_a_running_interview_comes_before_everything(cast, ended):
    running = Interview.objects.create(rubric=ended.rubric, state=InterviewState.RUNNING)
    Chair.objects.create(interview=running, kind="candidate", person=cast.ben)
    Chair.objects.create(interview=running, kind="interviewer", person=cast.ada)
    assert first_url(cast.ben) == reverse("interviews:room", args=[running.pk])


def test_a_booked_interview_of_next_week_lies_below(cast, interview):
    now = timezone.now()
    Interview.objects.filter(pk=interview.pk).update(starts_at=now + timedelta(days=7))
    desk = desk_of(Viewer(person=cast.ben), now=now)
    assert desk.first is None
    assert [one.title for one in desk.later] == ["Ada interviews you"]


def test_after_the_hour_each_has_their_half_to_write(cast, ended):
    assert first_url(cast.ben) == reverse("notes:self-assessment", args=[ended.pk])
    assert first_url(cast.ada) == reverse("notes:write", args=[ended.pk])


def test_a_sent_half_is_off_the_desk(cast, ended):
    SelfAssessment.objects.create(
        interview=ended, author=seat(ended, "candidate"), sent_at=timezone.now()
    )
    assert first_url(cast.ben) == ""


def test_a_draft_changes_nothing_on_the_candidate_s_desk(cast, ended):
    before = desk_of(Viewer(person=cast.ben), now=ended.ended_at)
    notes_in(ended, NotesState.DRAFT)
    assert desk_of(Viewer(person=cast.ben), now=ended.ended_at) == before


def test_notes_in_review_change_nothing_either(cast, ended):
    before = desk_of(Viewer(person=cast.ben), now=ended.ended_at)
    notes_in(ended, NotesState.IN_REVIEW)
    assert desk_of(Viewer(person=cast.ben), now=ended.ended_at) == before


def test_the_letter_lies_there_until_it_is_answered(cast, ended):
    SelfAssessment.objects.create(
        interview=ended, author=seat(ended, "candidate"), sent_at=timezone.now()
    )
    notes = notes_in(ended, NotesState.RELEASED)
    assert first_url(cast.ben) == reverse("notes:letter", args=[ended.pk])
    Reply.objects.create(notes=notes, sent_at=timezone.now())
    assert first_url(cast.ben) == ""


def test_a_letter_that_was_read_leaves_the_desk_in_time(cast, ended):
    later = ended.ended_at + timedelta(days=15)
    notes = notes_in(ended, NotesState.RELEASED, opened_at=ended.ended_at)
    Reply.objects.create(notes=notes, change_asked_at=later)
    desk = desk_of(Viewer(person=cast.ben), now=later)
    assert [one.title for one in desk.today] == []
    assert desk.first is not None
    assert desk.first.title == "What did the hour with Ada change?"


@pytest.mark.django_db(databases=["default", "record"])
def test_the_desk_leads_to_where_one_tells_what_the_hour_changed(cast, ended, signed_in):
    now = timezone.now()
    reply = Reply.objects.create(notes=released(ended), sent_at=now, change_asked_at=now)
    page = signed_in(cast.ben).get(first_url(cast.ben))
    assert reverse("notes:change", args=[ended.pk]) in page.content.decode()
    assert 'id="change"' in page.content.decode()
    Reply.objects.filter(pk=reply.pk).update(change_asked_at=now - timedelta(days=15))
    assert first_url(cast.ben) == ""


def test_returned_notes_come_back_to_their_writer(cast, ended):
    notes_in(ended, NotesState.RETURNED)
    assert first_url(cast.ada) == reverse("notes:write", args=[ended.pk])


def test_a_question_about_the_notes_waits_for_one_answer(cast, ended):
    NextRound.objects.create(
        interview=ended, author=seat(ended, "interviewer"), sent_at=timezone.now()
    )
    notes = notes_in(ended, NotesState.RELEASED)
    reply = Reply.objects.create(notes=notes, question="Which edge?", sent_at=timezone.now())
    assert first_url(cast.ada) == reverse("notes:written", args=[ended.pk])
    Reply.objects.filter(pk=reply.pk).update(answered_at=timezone.now())
    assert first_url(cast.ada) == ""


def test_a_review_lies_on_the_reviewer_s_desk_without_names(cast, ended):
    notes = notes_in(ended, NotesState.IN_REVIEW)
    due = timezone.now() + timedelta(hours=10)
    review = Review.objects.create(notes=notes, reviewer=cast.cleo, due_at=due)
    first = desk_of(Viewer(person=cast.cleo), now=timezone.now()).first
    assert first is not None
    assert first.url == reverse("notes:review", args=[review.pk])
    assert not any(name in first.title + first.about for name in ("Ada", "Ben"))


def test_a_proposal_waits_for_whoever_did_not_make_it(cast, interview):
    now = timezone.now()
    Interview.objects.filter(pk=interview.pk).update(state=InterviewState.PROPOSED, starts_at=None)
    ProposedTime.objects.create(
        interview=interview,
        proposed_by=seat(interview, "candidate"),
        starts_at=now + timedelta(days=2),
    )
    assert first_url(cast.ada) == reverse("interviews:interview", args=[interview.pk])
    assert [one.mine for one in desk_of(Viewer(person=cast.ben), now=now).later] == [False]


def test_a_link_that_nobody_took_is_found_from_the_desk_until_somebody_did(cast, signed_in):
    now = timezone.now()
    program = people.create_program(by=cast.eve, name="Eve and a friend", now=now)
    for _ in range(2):
        people.invite_many(program, by=cast.eve, days=30, uses=1, now=now)
    url = reverse("people:invite", args=[program.pk])
    page = signed_in(cast.eve).get("/").content.decode()
    assert page.count("Nobody else is in Eve and a friend yet") == 1
    assert url in page
    link = link_of(Invitation.objects.first())
    assert link in signed_in(cast.eve).get(url).content.decode()
    friend = signed_in(cast.ben)
    friend.get(link)
    friend.post(reverse("people:accept"))
    assert url not in signed_in(cast.eve).get("/").content.decode()


def test_a_link_that_works_no_more_is_not_on_the_desk(cast, signed_in):
    now = timezone.now()
    program = people.create_program(by=cast.eve, name="Eve and a friend", now=now)
    people.invite_many(program, by=cast.eve, days=30, uses=1, now=now - timedelta(days=31))
    gone = people.invite_many(program, by=cast.eve, days=30, uses=1, now=now)
    people.revoke_invitation(gone, by=cast.eve, now=now)
    assert "Eve and a friend" not in signed_in(cast.eve).get("/").content.decode()


def test_commitments_lie_at_the_edge(cast):
    Commitment.objects.create(person=cast.ben, text="Test first.", origin="interview:x")
    desk = desk_of(Viewer(person=cast.ben), now=timezone.now())
    assert desk.commitments == ["Test first."]


def test_a_full_desk_takes_as_many_queries_as_an_empty_one(
    cast, ended, signed_in, django_assert_max_num_queries
):
    for _ in range(20):
        another = Interview.objects.create(
            rubric=ended.rubric, state=InterviewState.ENDED, ended_at=timezone.now()
        )
        Chair.objects.create(interview=another, kind="candidate", person=cast.ben)
        Chair.objects.create(interview=another, kind="interviewer", person=cast.ada)
    ben = signed_in(cast.ben)
    with django_assert_max_num_queries(10):
        page = ben.get("/").content.decode()
    assert page.count("Your own view of the interview with Ada") == 21


def test_a_second_reading_lies_there_until_it_is_sent(cast, ended, signed_in):
    author = ended.chairs.get(kind="interviewer")
    notes = HiringNotes.objects.create(interview=ended, author=author, state="released")
    version = NotesVersion.objects.create(notes=notes, number=1, content={}, digest="0" * 64)
    reading = SecondReading.objects.create(
        notes=notes, version=version, reader=cast.cleo, due_at=timezone.now() + timedelta(days=7)
    )
    url = reverse("notes:second-reading", args=[reading.pk])
    assert url in signed_in(cast.cleo).get("/").content.decode()
    assert url not in signed_in(cast.dov).get("/").content.decode()
    SecondReading.objects.update(state="sent")
    assert url not in signed_in(cast.cleo).get("/").content.decode()


def test_a_company_interview_and_a_follow_up_lie_on_ones_own_desk_alone(cast, signed_in):
    one = Application.objects.create(
        cycle=Cycle.objects.create(person=cast.ben, name="Search", started_on=timezone.localdate()),
        company="Böhm & Söhne",
        company_key="bohm sohne",
    )
    CompanyInterview.objects.create(
        application=one,
        starts_at=timezone.now() + timedelta(hours=3),
        follow_up_on=timezone.localdate(),
    )
    text = signed_in(cast.ben).get("/").content.decode()
    assert "Company interview at Böhm &amp; Söhne" in text
    assert "Write to Böhm &amp; Söhne" in text
    assert "Söhne" not in signed_in(cast.dov).get("/").content.decode()


def test_a_company_interview_just_behind_asks_for_two_minutes_until_it_was_looked_back_on(
    cast, signed_in
):
    now = timezone.now()
    cycle = Cycle.objects.create(person=cast.ben, name="Search", started_on=now.date())
    for company, hours in (("Acme", 3), ("Brot", 72)):
        one = Application.objects.create(cycle=cycle, company=company, company_key=company)
        CompanyInterview.objects.create(application=one, starts_at=now - timedelta(hours=hours))
    ben = signed_in(cast.ben)
    text = ben.get("/").content.decode()
    assert "Acme: how was it?" in text
    assert "Brot" not in text
    assert "Acme" not in signed_in(cast.dov).get("/").content.decode()

    held = CompanyInterview.objects.get(application__company="Acme")
    ben.post(reverse("debriefs:interview-begin", args=[held.pk]))
    assert "how was it?" not in ben.get("/").content.decode()


def test_an_offer_lies_on_the_desk_until_it_is_answered_and_long_ago_below(cast):
    now = timezone.now()
    cycle = Cycle.objects.create(person=cast.ben, name="Search", started_on=now.date())
    near, far, past = (
        Application.objects.create(cycle=cycle, company=name, company_key=name, stage="offer")
        for name in ("Near", "Far", "Past")
    )
    for one, days in ((near, 2), (far, 10)):
        Offer.objects.create(application=one, answer_by=now.date() + timedelta(days=days))
    Application.objects.filter(pk=past.pk).update(outcome="declined")
    for later in ("half_year", "year"):
        Hindsight.objects.create(application=past, later=later, asked_at=now)
    desk = desk_of(Viewer(person=cast.ben), now=now)
    assert desk.first is not None
    assert desk.first.title == "An offer to answer: Near"
    told = [one.title for one in desk.later]
    assert told == ["An offer to answer: Far", "How does it look now?"]
    Application.objects.update(outcome="declined")
    Hindsight.objects.update(settled_at=now)
    assert desk_of(Viewer(person=cast.ben), now=now).first is None


def begun_by(person, signed_in):
    """An interview and a search of Ben's that he began to look back on, in his own browser."""
    one = applied(person, "Acme")
    held = CompanyInterview.objects.create(application=one)
    ben = signed_in(person)
    ben.post(reverse("debriefs:interview-begin", args=[held.pk]))
    ben.post(reverse("debriefs:begin", args=[one.cycle_id]), {"length": "quarter"})
    return ben


def paused_on_the_desk_of(person):
    desk = desk_of(Viewer(person=person), now=timezone.now())
    return {one.title: one for one in [desk.first, *desk.today, *desk.later] if one}


def test_a_paused_debrief_lies_on_the_desk_with_what_is_still_empty_and_goes_on_by_one_press(
    cast, signed_in
):
    ben = begun_by(cast.ben, signed_in)
    debrief, whole = InterviewDebrief.objects.get(), CycleDebrief.objects.get()
    page = reverse("debriefs:interview", args=[debrief.pk])
    blank = paused_on_the_desk_of(cast.ben)["Go on looking back on Acme"]
    assert (blank.url, "nothing is written yet" in blank.about) == (page, True)

    words = {"went_well": "Asked.", "asked": "Seats.", "revision": 0, "then": "later"}
    ben.post(page, words)
    step = reverse("debriefs:step", args=[whole.pk, "well"])
    ben.post(step, {"words": "I asked early.", "revision": 0, "then": "next"})
    add_point(whole, kind=PointKind.REPEAT, text="Asking.")
    commit(whole, text="Two mocks.")
    told = paused_on_the_desk_of(cast.ben)
    assert told["Go on looking back on Acme"].about == (
        "You began. Still empty: what could have gone better and what you will do next time."
    )
    search = told[f"Go on looking back on {whole.cycle.name}"]
    assert search.url == reverse("debriefs:step", args=[whole.pk, "better"])
    assert search.about == (
        "You began. Still empty: “What could go better next time?”, “Where did your applications "
        "go?”, “What would make it right for you?” and 1 more."
    )
    assert not paused_on_the_desk_of(cast.ada)


def test_a_debrief_that_is_done_or_put_away_is_off_the_desk(cast, signed_in):
    ben = begun_by(cast.ben, signed_in)
    debrief, whole = InterviewDebrief.objects.get(), CycleDebrief.objects.get()
    page = reverse("debriefs:interview", args=[debrief.pk])
    ben.post(page, {"went_well": "Asked.", "revision": 0, "then": "end"})
    ben.post(reverse("debriefs:take-back", args=[whole.pk]))
    assert not paused_on_the_desk_of(cast.ben)
    ben.post(reverse("debriefs:bring-back", args=[whole.pk]))
    assert len(paused_on_the_desk_of(cast.ben)) == 1
    ben.post(reverse("debriefs:end", args=[whole.pk]))
    assert not paused_on_the_desk_of(cast.ben)


def test_paused_debriefs_come_after_what_has_its_hour_today(cast, signed_in):
    begun_by(cast.ben, signed_in)
    soon = timezone.now() + timedelta(hours=20)
    CompanyInterview.objects.create(application=applied(cast.ben, "Brot"), starts_at=soon)
    desk = desk_of(Viewer(person=cast.ben), now=timezone.now())
    assert desk.first is not None
    assert desk.first.title == "Company interview at Brot"
    assert [one.action for one in desk.today] == ["Go on", "Go on"]
    assert signed_in(cast.ben).get("/").content.decode().count("Any time") == 2
