"""Looking back on a cycle: paused, ended in commitments, asked about in the next one, shared."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from afterword.cycle import actions as cycle_actions
from afterword.cycle.models import Cycle
from afterword.cycle.standing import Happening
from afterword.cycle.tests.making import applied, described
from afterword.debriefs.enums import STEPS, Length, Step
from afterword.debriefs.models import CycleDebrief, ShareLink
from afterword.notes.actions.releasing import mark_opened
from afterword.notes.tests.making import FULL, released
from afterword.people.models import Commitment, Membership, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben(cast, signed_in):
    return signed_in(cast.ben)


@pytest.fixture
def application(cast):
    return applied(cast.ben, "Acme", ("applied", 1), ("phone", 9))


@pytest.fixture
def debrief(application, ben):
    begin(ben, application.cycle)
    return CycleDebrief.objects.get()


def begin(client, cycle, length=Length.HOUR):
    return client.post(reverse("debriefs:begin", args=[cycle.pk]), {"length": length})


def at(debrief, step, name="step"):
    return reverse(f"debriefs:{name}", args=[debrief.pk, step])


def text(answer):
    return answer.content.decode()


def test_it_begins_with_what_went_well(debrief):
    assert debrief.at == Step.WELL


@pytest.mark.parametrize("step", list(Step))
def test_every_step_asks_one_question(debrief, ben, step):
    answer = ben.get(at(debrief, step))
    assert answer.status_code == 200
    assert f"<h1>{step.label}</h1>" in text(answer).replace("&#x27;", "'")


def test_a_short_debrief_has_no_long_steps(application, ben):
    begin(ben, application.cycle, Length.QUARTER)
    debrief = CycleDebrief.objects.get()
    assert ben.get(at(debrief, Step.REASONS)).status_code == 404
    assert len(STEPS[Length.QUARTER]) < len(STEPS[Length.HOUR])


def test_going_on_keeps_the_words_and_comes_to_the_next(debrief, ben):
    words = {"words": "I asked early.", "revision": 0, "then": "next"}
    answer = ben.post(at(debrief, Step.WELL), words)
    assert answer.headers["Location"] == at(debrief, Step.BETTER)
    assert "I asked early." in text(ben.get(at(debrief, Step.WELL)))


def test_a_pause_goes_on_where_it_was_left(debrief, ben):
    ben.post(at(debrief, Step.FUNNEL), {"words": "Long.", "revision": 0, "then": "pause"})
    assert at(debrief, Step.FUNNEL) in text(ben.get(reverse("debriefs:overview")))


def test_two_tabs_do_not_overwrite_each_other(debrief, ben):
    save = at(debrief, Step.WELL, "step-save")
    ben.post(save, {"words": "one", "revision": 0})
    answer = ben.post(save, {"words": "two", "revision": 0})
    assert (answer.status_code, answer.json()["fields"]["words"]) == (409, "one")


def test_a_fourth_commitment_is_refused_and_its_words_stay(debrief, ben):
    add = at(debrief, Step.COMMITMENTS, "gather")
    for number in range(3):
        ben.post(add, {"text": f"Thing {number}"})
    answer = ben.post(add, {"text": "One too many"})
    assert answer.status_code == 422
    assert "Three commitments are enough" in text(answer)
    assert "One too many" in text(answer)
    assert Commitment.objects.count() == 3


def test_the_next_search_opens_with_the_commitments_and_the_next_debrief_asks(debrief, cast, ben):
    ben.post(at(debrief, Step.COMMITMENTS, "gather"), {"text": "Read the question twice."})
    ben.post(reverse("debriefs:end", args=[debrief.pk]))
    answer = ben.post(reverse("debriefs:next-cycle", args=[debrief.pk]), follow=True)
    assert "Read the question twice." in text(answer)
    later = Cycle.objects.get(person=cast.ben, ended_on=None)
    assert later != debrief.cycle
    asked = begin(ben, later)
    latest = CycleDebrief.objects.get(cycle=later)
    assert asked.headers["Location"] == at(latest, Step.WELL)
    wishes = ben.post(at(latest, Step.WISHES), {"then": "next", "revision": 0})
    assert wishes.headers["Location"] == at(latest, Step.HELD)
    assert "Read the question twice." in text(ben.get(at(latest, Step.HELD)))


def test_where_the_next_search_is_open_the_report_leads_there_and_begins_none(debrief, ben):
    ben.post(reverse("debriefs:end", args=[debrief.pk]))
    report = reverse("debriefs:report", args=[debrief.pk])
    assert "Begin the next search with these" in text(ben.get(report))
    ben.post(reverse("debriefs:next-cycle", args=[debrief.pk]))
    page = text(ben.get(report))
    assert "Begin the next search with these" not in page
    assert reverse("debriefs:opening") in page


def test_where_nothing_was_committed_to_nobody_asks_whether_it_held(debrief, ben):
    answer = ben.post(at(debrief, Step.WISHES), {"then": "next", "revision": 0})
    assert answer.headers["Location"] == at(debrief, Step.REPEAT)


def test_the_report_says_what_was_written_and_leaves_out_what_was_not(debrief, ben):
    ben.post(at(debrief, Step.WELL), {"words": "I asked early.", "revision": 0})
    page = text(ben.get(reverse("debriefs:report", args=[debrief.pk])))
    assert "I asked early." in page
    assert Step.REASONS.label not in page


def shared_link(ben, debrief, *steps):
    page = text(ben.post(reverse("debriefs:share", args=[debrief.pk]), {
        "days": 7, **dict.fromkeys(steps, "on")}))  # fmt: skip
    return "/debriefs/shared/" + page.split("/debriefs/shared/")[1].split("/")[0] + "/"


def test_a_mentor_reads_the_chosen_sections_and_no_others(debrief, ben, client):
    ben.post(at(debrief, Step.WELL), {"words": "I asked early.", "revision": 0})
    ben.post(at(debrief, Step.BETTER), {"words": "I was cross.", "revision": 1})
    page = text(client.get(shared_link(ben, debrief, "well"), follow=True))
    assert "I asked early." in page
    assert "I was cross." not in page


@pytest.mark.django_db(databases=["default", "record"])
def test_a_mentor_reads_no_letter_that_the_candidate_had_not_opened(
    debrief, ben, client, ended, cast
):
    link = shared_link(ben, debrief, "better")
    notes = released(ended)
    assert FULL.next_step not in text(client.get(link, follow=True))
    mark_opened(notes, by=cast.ben, now=timezone.now())
    assert FULL.next_step not in text(client.get(link, follow=True))
    assert FULL.next_step in text(client.get(shared_link(ben, debrief, "better"), follow=True))


def test_a_mentor_reads_of_offers_only_where_that_was_chosen(
    debrief, application, ben, client, cast
):
    without = shared_link(ben, debrief, "wishes")
    with_them = shared_link(ben, debrief, "wishes", "offers")
    for one in (Happening(None, 0, "offer"), Happening(None, 0, "declined")):
        cycle_actions.note(application, one, by=cast.ben, now=timezone.now())
    described(application, by=cast.ben, because="Too far.")
    assert "Too far." not in text(client.get(without, follow=True))
    assert "Too far." in text(client.get(with_them, follow=True))


def shares_in(program):
    """Six others share their searches there, so that it pools them."""
    for number in range(6):
        other = Person.objects.create_user(f"{number}@example.org", name=str(number))
        Membership.objects.create(program=program, person=other)
        for company in ("A", "B", "C", "D", "E"):
            applied(other, company, ("applied", 1), ("phone", 5))
        cycle_actions.share(other, program)


def test_a_mentor_sees_nothing_of_what_a_program_pools(debrief, ben, client, cast):
    shares_in(cast.program)
    for number in range(5):
        applied(cast.ben, f"Works {number}", ("applied", 1))
    pooled = f"<bdi>{cast.program.name}</bdi>"
    link = shared_link(ben, debrief, "funnel", "luck")
    for step in (Step.FUNNEL, Step.LUCK):
        assert pooled in text(ben.get(at(debrief, step)))
    page = text(client.get(link, follow=True))
    assert Step.LUCK.label in page
    assert cast.program.name not in page


def test_a_revoked_link_opens_nothing_even_where_it_was_open(debrief, ben, client):
    ben.post(at(debrief, Step.WELL), {"words": "I asked early.", "revision": 0})
    link = shared_link(ben, debrief, "well")
    assert "I asked early." in text(client.get(link, follow=True))
    ben.post(reverse("debriefs:revoke", args=[ShareLink.objects.get().pk]))
    assert client.get(reverse("debriefs:shared")).status_code == 404
    assert client.get(link).status_code == 404


def test_an_expired_link_opens_nothing(debrief, ben, client):
    link = shared_link(ben, debrief, "well")
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 404


def test_sharing_nothing_is_told_so(debrief, ben):
    answer = ben.post(reverse("debriefs:share", args=[debrief.pk]), {"days": 7})
    assert answer.status_code == 422
    assert not ShareLink.objects.exists()


def test_taking_it_away_closes_its_links_and_can_be_undone(debrief, ben, client):
    link = shared_link(ben, debrief, "well")
    ben.post(reverse("debriefs:take-back", args=[debrief.pk]))
    assert client.get(link).status_code == 404
    ben.post(reverse("debriefs:bring-back", args=[debrief.pk]))
    assert ben.get(reverse("debriefs:report", args=[debrief.pk])).status_code == 200


def test_nobody_else_finds_it(debrief, cast, signed_in):
    for person in (cast.ada, cast.dov, cast.eve):
        other = signed_in(person)
        assert other.get(at(debrief, Step.WELL)).status_code == 404
        assert begin(other, debrief.cycle).status_code == 404


def test_offers_stand_beside_what_would_make_it_right(debrief, application, ben, cast):
    told = Happening(None, 0, "offer"), Happening(None, 0, "declined")
    for one in told:
        cycle_actions.note(application, one, by=cast.ben, now=timezone.now())
    described(application, by=cast.ben, because="Too far.")
    page = ben.get(at(debrief, Step.WISHES)).content.decode()
    assert "What decided it" in page
    assert "Too far." in page
    assert "What you gave up" not in page  # nothing is written there
    for words, name in (("Write it down once", "wishes"), ("All offers, side by side", "offers")):
        assert f'<a href="{reverse(f"cycle:{name}")}">{words}</a>' in page


def test_a_report_asks_as_often_with_links_and_in_a_program_that_pools(debrief, ben, cast):
    shares_in(cast.program)
    report = reverse("debriefs:report", args=[debrief.pk])
    for steps in (["well"], ["well", "luck"], ["funnel"]):
        shared_link(ben, debrief, *steps)
    ben.get(report)
    with CaptureQueriesContext(connection) as asked:
        page = text(ben.get(report))
    assert page.count("Close this link") == 3
    assert cast.program.name in page
    assert len(asked) <= 12
