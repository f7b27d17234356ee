"""Right after a company interview."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.cycle import actions as cycle
from afterword.cycle.models import CompanyInterview, Event
from afterword.cycle.tests.making import NOW, applied
from afterword.debriefs.models import InterviewDebrief
from afterword.debriefs.tests.looking_back import page_of
from afterword.people.models import Commitment

pytestmark = pytest.mark.django_db


def test_an_interview_has_one_debrief_however_often_it_is_begun(debrief, company_interview, ben):
    ben.post(reverse("debriefs:interview-begin", args=[company_interview.pk]))
    assert InterviewDebrief.objects.get() == debrief


def test_what_is_still_ahead_does_not_wait_for_a_look_back(cast, ben):
    for company, days in (("Held Inc", -1), ("Ahead Inc", 1)):
        CompanyInterview.objects.create(
            application=applied(cast.ben, company), starts_at=timezone.now() + timedelta(days=days)
        )
    page = ben.get(reverse("debriefs:overview")).content.decode()
    assert "Held Inc" in page
    assert "Ahead Inc" not in page


def test_what_was_noted_without_an_hour_can_be_looked_back_on_once(cast, ben, signed_in):
    one = applied(cast.ben, "Acme", ("applied", 1), ("phone", 9))
    event = one.events.get(stage="phone")
    begin = reverse("debriefs:event-begin", args=[event.pk])
    page = reverse("cycle:application", args=[one.pk])
    assert begin in ben.get(page).content.decode()
    assert signed_in(cast.ada).post(begin).status_code == 404
    for _ in range(2):
        answer = ben.post(begin, follow=True)
    held = CompanyInterview.objects.get()
    assert (held.event, held.starts_at) == (event, None)
    assert InterviewDebrief.objects.get().interview == held
    assert "phone screen" in answer.content.decode()
    assert begin not in ben.get(page).content.decode()


def test_what_is_ahead_or_was_with_nobody_is_not_looked_back_on(cast, ben):
    one = applied(cast.ben, "Acme", ("applied", 1))
    ahead = timezone.localdate() + timedelta(days=2)
    later = Event.objects.create(application=one, stage="onsite", on=ahead, noted_at=NOW)
    for event in (later, one.events.get(stage="applied")):
        assert ben.post(reverse("debriefs:event-begin", args=[event.pk])).status_code == 404
    assert not CompanyInterview.objects.exists()


def test_three_lines_make_a_debrief(debrief, ben):
    words = {"went_well": "Asked first.", "could_better": "Time.", "revision": 0, "then": "end"}
    answer = ben.post(page_of(debrief), words)
    assert answer.headers["Location"] == reverse("cycle:application", args=[debrief.application_id])
    debrief.refresh_from_db()
    assert (debrief.went_well, debrief.ended_at is not None) == ("Asked first.", True)


def test_it_is_rated_on_the_rubric_of_its_kind(debrief, ben):
    assert "Problem solving" in ben.get(page_of(debrief)).content.decode()
    ben.post(page_of(debrief), {"level-coding": "2", "wants": "yes", "revision": 0})
    debrief.refresh_from_db()
    assert (debrief.ratings["coding"], debrief.wants) == (2, True)


def test_an_empty_debrief_is_not_ended(debrief, ben):
    answer = ben.post(page_of(debrief), {"then": "end", "revision": 0})
    assert answer.status_code == 409
    assert "One line or one level" in answer.content.decode()
    typed = {"went_well": "Asked.", "revision": answer.context["form"]["revision"].value()}
    save = reverse("debriefs:interview-save", args=[debrief.pk])
    assert ben.post(save, typed).status_code == 200  # the page is no second tab of its own


def test_what_is_left_for_later_without_a_word_was_not_begun(debrief, company_interview, ben):
    answer = ben.post(page_of(debrief), {"then": "later", "revision": 0})
    assert answer.headers["Location"] == reverse("cycle:application", args=[debrief.application_id])
    assert not InterviewDebrief.objects.exists()
    waits = reverse("debriefs:interview-begin", args=[company_interview.pk])
    assert waits in ben.get(reverse("debriefs:overview")).content.decode()


def test_what_is_left_for_later_with_words_stays_as_it_was_typed(debrief, ben):
    ben.post(page_of(debrief), {"went_well": "Asked.", "then": "later", "revision": 0})
    debrief.refresh_from_db()
    assert (debrief.went_well, debrief.ended_at) == ("Asked.", None)


def test_what_grew_from_it_keeps_an_empty_debrief(debrief, ben):
    ben.post(page_of(debrief), {"next_time": "Read twice.", "then": "commit", "revision": 0})
    ben.post(page_of(debrief), {"next_time": "", "then": "later", "revision": 1})
    debrief.refresh_from_db()
    assert debrief.next_time == ""


def test_it_can_be_gone_over_after_its_end(debrief, ben):
    ben.post(page_of(debrief), {"went_well": "Once.", "then": "end", "revision": 0})
    answer = ben.post(
        reverse("debriefs:interview-save", args=[debrief.pk]),
        {"went_well": "Again.", "revision": 1},
    )
    assert answer.status_code == 200
    debrief.refresh_from_db()
    assert debrief.went_well == "Again."


def test_two_tabs_do_not_overwrite_each_other(debrief, ben):
    save = reverse("debriefs:interview-save", args=[debrief.pk])
    ben.post(save, {"went_well": "one", "revision": 0})
    answer = ben.post(save, {"went_well": "two", "revision": 0})
    assert (answer.status_code, answer.json()["fields"]["went_well"]) == (409, "one")


def test_words_that_were_saved_while_a_page_was_reloaded_are_no_second_version(debrief, ben):
    save = reverse("debriefs:interview-save", args=[debrief.pk])
    ben.post(save, {"went_well": "one", "revision": 0})
    answer = ben.post(save, {"went_well": "one", "revision": 0}).json()  # once more, after all
    assert answer["revision"] == 1
    assert {name for name, text in answer["fields"].items() if text} == {"went_well"}


def test_what_to_do_next_time_becomes_a_commitment(debrief, cast, ben):
    ben.post(page_of(debrief), {"next_time": "Read twice.", "then": "commit", "revision": 0})
    commitment = Commitment.objects.get(person=cast.ben)
    assert (commitment.text, commitment.origin) == ("Read twice.", f"interviewdebrief:{debrief.pk}")


def test_without_words_there_is_nothing_to_commit_to(debrief, ben):
    answer = ben.post(page_of(debrief), {"then": "commit", "revision": 0})
    assert answer.status_code == 409
    assert not Commitment.objects.exists()


def test_nobody_else_finds_it(debrief, company_interview, cast, signed_in):
    for person in (cast.ada, cast.dov, cast.eve):
        other = signed_in(person)
        assert other.get(page_of(debrief)).status_code == 404
        begin = reverse("debriefs:interview-begin", args=[company_interview.pk])
        assert other.post(begin).status_code == 404


def test_it_goes_with_its_application_and_comes_back_with_it(debrief, cast, ben):
    edit = cycle.take_away(
        debrief.application.cycle, [debrief.application], by=cast.ben, now=debrief.begun_at
    )
    assert ben.get(page_of(debrief)).status_code == 404
    cycle.undo(edit, by=cast.ben, now=debrief.begun_at)
    assert ben.get(page_of(debrief)).status_code == 200


def test_many_debriefs_are_listed_page_by_page(cast, ben):
    for number in range(21):
        held = CompanyInterview.objects.create(application=applied(cast.ben, f"Firm {number}"))
        InterviewDebrief.objects.create(
            person=cast.ben, application=held.application, interview=held,
            begun_at=NOW + timedelta(hours=number),
        )  # fmt: skip
    overview = reverse("debriefs:overview")
    first, second = (ben.get(overview, {"page": page}).content.decode() for page in (1, 2))
    assert ("Firm 20<" in first, "Firm 0<" in first) == (True, False)
    assert ("Firm 20<" in second, "Firm 0<" in second) == (False, True)


def test_what_would_make_it_right_is_looked_at_on_the_phone_too(debrief, cast, ben):
    cycle.wish(cast.ben, texts={"pay": "Enough to save.", "work": "Bread."}, now=NOW)
    page = ben.get(page_of(debrief)).content.decode()
    before_the_desk = page.partition("Ten minutes at a desk")[0]
    assert before_the_desk.index("Bread.") < before_the_desk.index("Enough to save.")


def looked_back_on(person, count):
    application = applied(person, "Acme")
    held = CompanyInterview.objects.bulk_create(
        CompanyInterview(application=application, starts_at=NOW) for _ in range(count)
    )
    InterviewDebrief.objects.bulk_create(
        InterviewDebrief(person=person, application=application, interview=one, begun_at=NOW)
        for one in held
    )


def test_of_many_interviews_that_wait_five_are_in_view_and_twenty_can_be_begun(cast, ben):
    application = applied(cast.ben, "Acme")
    CompanyInterview.objects.bulk_create(
        CompanyInterview(application=application, starts_at=NOW) for _ in range(21)
    )
    page = ben.get(reverse("debriefs:overview")).content.decode()
    in_view, _, below = page.partition("15 more")
    assert (in_view.count("Two minutes now"), below.count("Two minutes now")) == (5, 15)
    assert "Those before them wait on the pages of their applications." in below


def test_a_later_page_has_the_other_debriefs_and_nothing_besides(cast, ben):
    looked_back_on(cast.ben, 21)
    first, later = (
        ben.get(reverse("debriefs:overview"), {"page": number}).content.decode() for number in "12"
    )
    assert "how long is there?" in first
    assert "how long is there?" not in later
    assert [one.count("/debriefs/interviews/") for one in (first, later)] == [20, 1]
