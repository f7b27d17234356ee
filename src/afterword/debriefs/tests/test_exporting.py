"""Debriefs are taken along whole: what was written, what it rests on, and what grew from it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.cycle import exporting as cycle_exporting
from afterword.cycle.access import own_cycles, own_papers, own_wishes
from afterword.cycle.models import Application, CompanyInterview
from afterword.cycle.tests.making import applied
from afterword.debriefs import exporting
from afterword.debriefs.actions import cycles as actions
from afterword.debriefs.actions.points import add_point
from afterword.debriefs.document import (
    CommitmentPart,
    CycleDebriefPart,
    Document,
    InterviewDebriefPart,
    PointPart,
    RetellingPart,
    ShareLinkPart,
    TiePart,
)
from afterword.debriefs.models import CycleDebrief, InterviewDebrief, Point, ShareLink, Tie
from afterword.debriefs.tests.looking_back import WORDS
from afterword.debriefs.ties import Seen
from afterword.people.models import Commitment
from afterword.people.viewer import Viewer
from afterword.questions.models import Retelling

pytestmark = pytest.mark.django_db


def taken_along(client) -> Document:
    answer = client.get(reverse("debriefs:export-json"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="debriefs.json"'
    return Document.model_validate_json(answer.content)


def test_an_interview_is_taken_along_as_it_was_written(looked_back, ben):
    (one,) = taken_along(ben).interviews
    assert {name: getattr(one, name) for name in WORDS} == WORDS
    assert (one.ratings["coding"], one.wants, one.interview.kind) == (2, True, "coding")
    assert "coding" in {it.key for it in one.rubric.dimensions}


def test_a_search_is_taken_along_with_points_and_their_evidence(looked_back, ben):
    (one,) = taken_along(ben).cycles
    (point,) = one.points
    assert one.answers == {"well": "I asked early."}
    interview, day = point.ties
    assert (point.text, interview.application.company, interview.interview.kind) == (
        "Asking.", "Acme", "coding",
    )  # fmt: skip
    assert (day.on, day.words, day.application) == (timezone.now().date(), "A fair.", None)
    assert [link.sections for link in one.share_links] == [["well"]]


def test_commitments_wishes_and_offered_questions_go_with_it(looked_back, ben):
    told = taken_along(ben)
    assert [(one.text, one.interview, one.cycle) for one in told.commitments] == [
        ("Say the edges.", 0, None), ("Two mocks a week.", None, 0),
    ]  # fmt: skip
    assert [(one.kind, one.text) for one in told.wishes] == [("work", "Bread")]
    assert told.retellings[told.interviews[0].retelling].text == "Two friends."


def test_places_are_those_of_the_search_that_is_taken_along(looked_back, cast, ben):
    applied(cast.ben, "Later")
    application = applied(cast.ben, "Basalt")
    CompanyInterview.objects.create(application=application)
    CompanyInterview.objects.create(application=application, kind="design")
    second = CompanyInterview.objects.get(kind="design")
    InterviewDebrief.objects.create(
        person=cast.ben, application=application, interview=second, begun_at=timezone.now()
    )
    of = taken_along(ben).interviews[1]
    viewer = Viewer(person=cast.ben)
    mine = (own_cycles(viewer), own_papers(viewer), own_wishes(viewer))
    search = cycle_exporting.whole(*mine, angry=False).cycles[of.application.search]
    there = search.applications[of.application.place]
    assert (there.company, there.interviews[of.interview.place].kind) == ("Basalt", "design")


def test_a_point_outlives_the_application_that_it_was_seen_in(looked_back, ben):
    application = Application.objects.get()
    application.taken_back_at = timezone.now()
    application.save()
    (point,) = taken_along(ben).cycles[0].points
    seen_in = point.ties[0].application
    assert (seen_in.company, seen_in.search, seen_in.place) == ("Acme", None, None)


def test_what_was_taken_away_stays_away(looked_back, ben):
    actions.take_back(looked_back, now=timezone.now())
    told = taken_along(ben)
    assert (told.cycles, [one.cycle for one in told.commitments]) == ([], [None, None])


def test_somebody_else_takes_nothing_of_it_along(looked_back, cast, signed_in):
    empty = {"interviews": [], "cycles": [], "commitments": [], "wishes": [], "retellings": []}
    told = taken_along(signed_in(cast.eve)).model_dump(exclude={"format", "version"})
    assert (told, Retelling.objects.count()) == (empty, 1)


def test_it_asks_the_same_for_one_debrief_and_for_many(
    looked_back, cast, django_assert_num_queries
):
    viewer = Viewer(person=cast.ben)
    for name in ("Basalt", "Cedar", "Dune"):
        application = applied(cast.ben, name)
        held = CompanyInterview.objects.create(application=application)
        InterviewDebrief.objects.create(
            person=cast.ben, application=application, interview=held, begun_at=timezone.now()
        )
        seen = [Seen(application=application.pk), Seen(interview=held.pk)]
        add_point(looked_back, kind="avoid", text=name, seen=seen)
    with django_assert_num_queries(11):
        exporting.whole(viewer)


def test_no_column_is_left_out_without_a_reason():
    """A column that somebody adds is exported, or named here with the reason."""
    parts = {
        InterviewDebrief: InterviewDebriefPart, CycleDebrief: CycleDebriefPart, Point: PointPart,
        Tie: TiePart, ShareLink: ShareLinkPart,
    }  # fmt: skip
    elsewhere = {
        "id", "person", "debrief", "point",  # where it stands in the document
        "revision",  # counts saves, for two tabs
        "taken_back_at",  # what was taken away is not exported
        "digest",  # opens the link
    }  # fmt: skip
    begun = {  # `begun_at`, or the order in the list
        one: {"created_at"} for one in (InterviewDebrief, CycleDebrief, Tie)
    }
    older = {Point: {"application", "notes"}}  # for code from before ties, which say it now
    for model, part in parts.items():
        columns = {one.name for one in model._meta.concrete_fields}
        reasons = elsewhere | begun.get(model, set()) | older.get(model, set())
        assert columns - set(part.model_fields) - reasons == set(), model.__name__


def test_offered_questions_and_commitments_leave_only_what_is_not_theirs():
    places = {"id", "person", "origin"}  # where it stands; a commitment's debrief is its place
    others = {"answered_by", "question"}  # somebody else's name, and the bank's own row
    for model, part in {Commitment: CommitmentPart, Retelling: RetellingPart}.items():
        columns = {one.name for one in model._meta.concrete_fields}
        assert columns - set(part.model_fields) - places - others == set(), model.__name__
