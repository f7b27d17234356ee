"""Points are tied to what they were seen in, and no press beside them loses what is being typed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.cycle.models import CompanyInterview
from afterword.cycle.tests.making import NOW, applied
from afterword.debriefs.enums import PointKind, Step
from afterword.debriefs.models import CycleDebrief, InterviewDebrief, Point, Tie
from afterword.debriefs.points import points_of
from afterword.debriefs.tests.test_cycles import application, at, ben, debrief, shared_link, text
from afterword.notes.tests.making import released
from afterword.people.models import Commitment, Person

pytestmark = pytest.mark.django_db
__all__ = ["application", "ben", "debrief"]
DAY = {"on": "2026-11-03", "happened": "A career fair."}
WORDS = {"words": "I asked early.", "revision": 0}
BOTH = {**WORDS, "text": "Ask about ties."}


@pytest.fixture
def held(application):
    """A company interview of Ben's, which he looked back on."""
    interview = CompanyInterview.objects.create(
        application=application, kind="coding", starts_at=NOW
    )
    InterviewDebrief.objects.create(
        person=application.cycle.person, application=application, interview=interview, begun_at=NOW,
        went_well="Asking first.", could_better="Rushing.",
    )  # fmt: skip
    return interview


def add(client, debrief, step=Step.REPEAT, **typed):
    return client.post(at(debrief, step, "gather"), {"text": "Ask first.", **typed})


def seen_in(debrief, kind=PointKind.REPEAT):
    """What each point of a kind says that it was seen in."""
    return [[one.name for one in point.sights] for point in points_of(debrief)[kind]]


def press(client, debrief, step, name, row, **typed):
    return client.post(at(debrief, step, "gather"), {name: row.pk, **typed})


def test_a_point_is_tied_to_an_interview_that_is_in_the_list(debrief, held, ben):
    key = f"interview:{held.pk}"
    assert f'value="{key}"' in text(ben.get(at(debrief, Step.REPEAT)))
    add(ben, debrief, seen_in=key)
    assert seen_in(debrief) == [[f"Acme: coding, {NOW.day} {NOW:%B %Y}"]]
    assert "Seen in" in text(ben.get(at(debrief, Step.REPEAT)))


def test_nothing_was_seen_in_an_interview_that_is_still_ahead(debrief, held, application, ben):
    CompanyInterview.objects.create(
        application=application, kind="design", starts_at=timezone.now() + timedelta(days=1)
    )
    CompanyInterview.objects.create(application=application, kind="behavioural")
    page = text(ben.get(at(debrief, Step.REPEAT)))
    assert f"Acme: coding, {NOW.day} {NOW:%B %Y}" in page
    assert "Acme: behavioural</option>" in page  # it has no time, and may have been
    assert "Acme: system design" not in page


def test_a_point_is_tied_to_any_application_by_its_company(debrief, cast, ben):
    applied(cast.ben, "Basalt", ("applied", 1))
    add(ben, debrief, company="basalt")
    assert seen_in(debrief) == [["Basalt"]]


def test_a_point_is_tied_to_a_day_and_what_happened_on_it(debrief, ben):
    add(ben, debrief, **DAY)
    assert seen_in(debrief) == [["3 November 2026: A career fair."]]


@pytest.mark.django_db(databases=["default", "record"])
def test_a_point_is_tied_to_the_notes_of_a_mock_interview(debrief, ended, ben):
    add(ben, debrief, seen_in=f"notes:{released(ended).pk}")
    assert seen_in(debrief) == [["a mock interview"]]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"company": "Nowhere"}, "No application of this search is to a company so called."),
        ({"happened": "A career fair."}, "Say on which day that was."),
        ({"on": "0026-11-03"}, "That year is long ago. Is it a slip?"),
        ({"on": "tomorrow"}, "Enter a valid date."),
        ({"seen_in": "interview:nonsense"}, "Choose something of your own search"),
    ],
)
def test_what_is_not_understood_is_said_beside_it_and_stays_as_typed(debrief, ben, typed, says):
    answer = add(ben, debrief, **typed, **WORDS)
    assert (answer.status_code, Point.objects.count()) == (422, 0)
    page = text(answer)
    assert says in page
    assert "Ask first." in page
    assert "I asked early." in page


def test_a_point_is_not_tied_to_what_is_somebody_else_s(debrief, cast, ben):
    theirs = applied(cast.ada, "Other", ("applied", 1), ("phone", 2))
    held = CompanyInterview.objects.create(application=theirs)
    for key in (f"application:{theirs.pk}", f"interview:{held.pk}"):
        assert add(ben, debrief, seen_in=key).status_code == 422
    assert not Point.objects.exists()
    add(ben, debrief)
    page = reverse("debriefs:point", args=[Point.objects.get().pk])
    typed = {"text": "Ask first.", "seen_in": [f"application:{theirs.pk}"]}
    assert ben.post(page, typed).status_code == 422
    assert not Tie.objects.exists()


def test_a_thought_is_kept_and_says_what_is_missing(debrief, ben):
    add(ben, debrief)
    page = text(ben.get(at(debrief, Step.REPEAT)))
    assert "Ask first." in page
    assert "It rests on nothing that you named." in page


def test_a_thought_is_in_no_document_until_it_is_tied(debrief, ben, client):
    add(ben, debrief)
    link = shared_link(ben, debrief, "repeat")
    report = text(ben.get(reverse("debriefs:report", args=[debrief.pk])))
    assert 'class="section not-printed" aria-labelledby="repeat"' in report
    assert "Ask first." in report  # its author can still read it there
    assert "Ask first." not in text(client.get(link, follow=True))

    ben.post(reverse("debriefs:point", args=[Point.objects.get().pk]), {"text": "Ask.", **DAY})

    report = text(ben.get(reverse("debriefs:report", args=[debrief.pk])))
    assert 'class="section" aria-labelledby="repeat"' in report
    assert "A career fair." in text(client.get(link, follow=True))


def test_only_what_is_tied_can_be_taken_into_commitments(debrief, ben):
    add(ben, debrief, Step.AVOID)
    take = {"take": "Ask first."}
    assert ben.post(at(debrief, Step.COMMITMENTS, "gather"), take).status_code == 404
    assert "Thoughts, not tied yet" in text(ben.get(at(debrief, Step.COMMITMENTS)))
    Tie.objects.create(point=Point.objects.get(), on=date(2026, 11, 3))
    ben.post(at(debrief, Step.COMMITMENTS, "gather"), take)
    assert Commitment.objects.get().text == "Ask first."


def test_what_a_point_rests_on_can_be_more_and_can_be_other(debrief, application, held, ben):
    add(ben, debrief, seen_in=f"application:{application.pk}")
    point = Point.objects.get()
    page, tie = reverse("debriefs:point", args=[point.pk]), f"tie:{point.ties.get().pk}"
    interview = f"interview:{held.pk}"
    assert f'value="{tie}"' in text(ben.get(page))
    ben.post(page, {"text": "Ask who is there.", "seen_in": [tie, interview], **DAY})
    assert len(seen_in(debrief)[0]) == 3
    shown = [f"tie:{one.pk}" for one in point.ties.all()]
    ben.post(page, {"text": "Ask who is there.", "seen_in": [interview], "shown": shown})
    point.refresh_from_db()
    assert (point.text, point.ties.get().interview) == ("Ask who is there.", held)


def test_what_another_tab_tied_since_stays_tied(debrief, held, ben):
    add(ben, debrief, **DAY)
    page = reverse("debriefs:point", args=[Point.objects.get().pk])
    shown = f"tie:{Tie.objects.get().pk}"
    assert f'name="shown" value="{shown}"' in text(ben.get(page))
    ben.post(page, {"text": "Ask.", "seen_in": [shown, f"interview:{held.pk}"], "shown": shown})
    ben.post(page, {"text": "Ask.", "company": "Acme", "shown": shown})
    assert seen_in(debrief) == [[f"Acme: coding, {NOW.day} {NOW:%B %Y}", "Acme"]]


def test_what_another_tab_said_anew_is_not_written_over_unseen(debrief, ben):
    add(ben, debrief)
    page = reverse("debriefs:point", args=[Point.objects.get().pk])
    assert 'name="over" value="Ask first."' in text(ben.get(page))
    ben.post(page, {"text": "Ask who is there.", "over": "Ask first."})
    late = {"text": "Ask what is certain.", "over": "Ask first.", **DAY}
    answer = ben.post(page, late)
    assert (answer.status_code, Point.objects.get().text) == (422, "Ask who is there.")
    assert not Tie.objects.exists()
    shown = text(answer)
    assert "By now it says “Ask who is there.”" in shown
    assert "Ask what is certain.</textarea>" in shown
    assert 'name="over" value="Ask who is there."' in shown
    ben.post(page, {**late, "over": "Ask who is there."})
    assert Point.objects.get().text == "Ask what is certain."


def test_a_tab_that_only_ties_leaves_what_another_said_anew(debrief, ben):
    add(ben, debrief, text="Ask first.\r\nThen type.")
    point = Point.objects.get()
    Point.objects.update(text="Ask who is there.")
    page = reverse("debriefs:point", args=[point.pk])
    ben.post(page, {"text": point.text, "over": "Ask first.\nThen type.", **DAY})
    assert (Point.objects.get().text, Tie.objects.count()) == ("Ask who is there.", 1)


def test_a_company_interview_is_called_by_its_day_where_the_person_is(
    cast, held, debrief, ben, client, rubric
):
    late = datetime(2026, 11, 3, 20, 30, tzinfo=UTC)  # the fourth, in Auckland
    Person.objects.filter(pk=cast.ben.pk).update(time_zone="Pacific/Auckland")
    CompanyInterview.objects.update(starts_at=late)
    InterviewDebrief.objects.update(ratings={"coding": 3}, rubric=rubric)
    add(ben, debrief, seen_in=f"interview:{held.pk}")
    link = shared_link(ben, debrief, "repeat", "practice")
    mine, mentor_s = text(ben.get(at(debrief, Step.REPEAT))), text(client.get(link, follow=True))
    assert mine.count("Acme: coding, 4 November 2026") == 2  # to choose from, and where it was seen
    assert "Acme: coding, 4 November 2026" in mentor_s
    assert "3 November 2026" not in mine + mentor_s


def test_a_point_without_a_line_stays_as_it_was(debrief, held, ben):
    add(ben, debrief, seen_in=f"interview:{held.pk}")
    page = reverse("debriefs:point", args=[Point.objects.get().pk])
    answer = ben.post(page, {"text": " ", "company": "Acme", **DAY})
    assert (answer.status_code, Point.objects.get().text) == (422, "Ask first.")
    assert Tie.objects.count() == 1
    shown = text(answer)
    assert "Say in a line what it is." in shown
    assert "A career fair." in shown


def test_a_point_that_was_taken_away_cannot_be_tied(debrief, ben):
    add(ben, debrief)
    point = Point.objects.get()
    press(ben, debrief, Step.REPEAT, "take-away", point)
    page = reverse("debriefs:point", args=[point.pk])
    assert ben.post(page, {"text": "Ask.", **DAY}).status_code == 404


def test_the_same_thing_ties_a_point_once(debrief, held, ben):
    add(ben, debrief, seen_in=f"interview:{held.pk}")
    page = reverse("debriefs:point", args=[Point.objects.get().pk])
    old = [f"tie:{Tie.objects.get().pk}", f"interview:{held.pk}"]
    ben.post(page, {"text": "Ask first.", "seen_in": old})
    assert Tie.objects.count() == 1


def test_a_line_of_one_s_own_is_tied_to_every_interview_it_was_written_about(
    debrief, application, held, ben
):
    other = CompanyInterview.objects.create(application=application, kind="design")
    InterviewDebrief.objects.create(
        person=application.cycle.person, application=application, interview=other, begun_at=NOW,
        went_well="Asking first.",
    )  # fmt: skip
    ben.post(at(debrief, Step.REPEAT, "gather"), {"take": "Asking first."})
    assert {one.interview for one in Point.objects.get().ties.all()} == {held, other}


def test_adding_a_point_keeps_the_words_beside_it(debrief, ben):
    ben.post(at(debrief, Step.REPEAT, "gather"), BOTH)
    debrief.refresh_from_db()
    assert debrief.answers == {"repeat": "I asked early."}
    assert Point.objects.get().text == "Ask about ties."


@pytest.mark.parametrize("then", ["next", "back", "pause"])
def test_a_point_that_was_typed_and_not_added_is_added_on_leaving(debrief, ben, then):
    ben.post(at(debrief, Step.REPEAT), {**BOTH, "then": then})
    assert Point.objects.get().text == "Ask about ties."


def test_a_commitment_too_many_stops_the_end_and_keeps_both_texts(debrief, ben):
    for number in range(3):
        ben.post(at(debrief, Step.COMMITMENTS, "gather"), {"text": f"Thing {number}"})
    answer = ben.post(at(debrief, Step.COMMITMENTS), {**BOTH, "then": "end"})
    debrief.refresh_from_db()
    assert (answer.status_code, debrief.ended_at) == (422, None)
    assert "I asked early." in text(answer)
    assert "Ask about ties." in text(answer)


def stays(answer, debrief):
    """What was being typed beside a press is kept, or still on the page."""
    debrief.refresh_from_db()
    return "I asked early." in debrief.answers.values() and "Ask about ties." in text(answer)


def test_taking_a_line_along_leaves_what_is_being_typed(debrief, held, ben):
    answer = ben.post(at(debrief, Step.AVOID, "gather"), {**BOTH, "take": "Rushing."})
    assert [one.text for one in Point.objects.all()] == ["Rushing."]
    assert stays(answer, debrief)


def test_taking_a_point_away_leaves_what_is_being_typed_and_can_be_undone(debrief, ben):
    add(ben, debrief, **DAY)
    point = Point.objects.get()
    answer = press(ben, debrief, Step.REPEAT, "take-away", point, **BOTH)
    assert stays(answer, debrief)
    assert seen_in(debrief) == []
    assert f'name="bring-back" value="{point.pk}"' in text(answer)
    answer = press(ben, debrief, Step.REPEAT, "bring-back", point, text="Ask about ties.")
    assert "Ask about ties." in text(answer)
    assert len(seen_in(debrief)) == 1


def test_what_was_just_taken_away_can_be_brought_back_from_the_page_it_leads_to(debrief, ben):
    add(ben, debrief)
    point = Point.objects.get()
    page = press(ben, debrief, Step.REPEAT, "take-away", point).headers["Location"]
    assert "is taken away" in text(ben.get(page))
    press(ben, debrief, Step.REPEAT, "bring-back", point)
    assert "is taken away" not in text(ben.get(page))  # it is there again
    assert ben.get(f"{at(debrief, Step.REPEAT)}?taken-away=what").status_code == 200


def test_nobody_brings_back_what_is_somebody_else_s(debrief, cast, ben, signed_in):
    add(ben, debrief)
    point = Point.objects.get()
    press(ben, debrief, Step.REPEAT, "take-away", point)
    theirs = CycleDebrief.objects.create(
        cycle=applied(cast.ada, "Other").cycle, length="hour", begun_at=NOW
    )
    ada = signed_in(cast.ada)
    assert press(ada, theirs, Step.REPEAT, "bring-back", point).status_code == 404
    page = ada.get(f"{at(theirs, Step.REPEAT)}?taken-away={point.pk}")
    assert "Ask first." not in text(page)
    assert seen_in(debrief) == []


def test_tying_a_point_adds_the_one_that_is_being_typed(debrief, ben):
    add(ben, debrief)
    point = Point.objects.get()
    answer = press(ben, debrief, Step.REPEAT, "tie", point, **BOTH)
    assert answer.headers["Location"] == reverse("debriefs:point", args=[point.pk])
    assert {one.text for one in Point.objects.all()} == {"Ask first.", "Ask about ties."}


def test_letting_a_commitment_go_leaves_what_is_being_typed(debrief, ben):
    ben.post(at(debrief, Step.COMMITMENTS, "gather"), {"text": "Sleep."})
    answer = press(ben, debrief, Step.COMMITMENTS, "let-go", Commitment.objects.get(), **BOTH)
    assert Commitment.objects.get().state == "let_go"
    assert stays(answer, debrief)


def test_saying_that_it_held_keeps_the_words_and_leads_back_to_the_question(debrief, cast, ben):
    meant = Commitment.objects.create(
        person=cast.ben, text="Sleep.", origin="cycledebrief:an earlier one"
    )
    answer = press(ben, debrief, Step.HELD, "kept", meant, **WORDS)
    meant.refresh_from_db()
    debrief.refresh_from_db()
    assert (meant.state, debrief.answers) == ("kept", {"held": "I asked early."})
    assert answer.headers["Location"] == at(debrief, Step.HELD)


def test_a_fourth_line_is_not_taken_and_what_is_being_typed_stays(debrief, held, ben):
    for number in range(3):
        ben.post(at(debrief, Step.COMMITMENTS, "gather"), {"text": f"Thing {number}"})
    InterviewDebrief.objects.update(next_time="Say the edges.")
    answer = ben.post(at(debrief, Step.COMMITMENTS, "gather"), {**BOTH, "take": "Say the edges."})
    assert "Three commitments are enough" in text(answer)
    assert stays(answer, debrief)


def test_newer_words_of_another_tab_stop_a_press_and_nothing_typed_is_lost(debrief, ben):
    add(ben, debrief)
    point = Point.objects.get()
    ben.post(at(debrief, Step.REPEAT, "step-save"), {"words": "Newer.", "revision": 0})
    answer = press(ben, debrief, Step.REPEAT, "take-away", point, **BOTH)
    assert (answer.status_code, Point.objects.get().taken_back_at) == (409, None)
    assert "I asked early." in text(answer)
    assert "Ask about ties." in text(answer)


def test_only_a_line_of_one_s_own_is_taken_along(debrief, ben):
    answer = ben.post(at(debrief, Step.COMMITMENTS, "gather"), {"take": "Rushing."})
    assert answer.status_code == 404
    assert not Commitment.objects.exists()


def test_a_press_reaches_no_row_of_somebody_else(debrief, cast, ben, signed_in):
    add(ben, debrief)
    point, ada = Point.objects.get(), signed_in(cast.ada)
    theirs = applied(cast.ada, "Other", ("applied", 1)).cycle.debriefs.create(
        begun_at=timezone.now()
    )
    for name in ("tie", "take-away", "let-go"):
        assert press(ada, theirs, Step.REPEAT, name, point).status_code == 404
        assert ada.post(at(theirs, Step.REPEAT, "gather"), {name: "x"}).status_code == 404
    assert Point.objects.get().taken_back_at is None
