"""What each person is shown: their own and no more, in words, or how much is missing."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.urls import reverse

from afterword.calibration.models import AdjustedNotes, Estimate, Fit
from afterword.calibration.tests.making import asked, letter
from afterword.calibration.urls import SUMS
from afterword.people.models import Membership, Person, Program
from afterword.questions.models import Question

pytestmark = pytest.mark.django_db


def estimate(fit: Fit, facet: str, *, moved: float = 0.37, **of: object) -> Estimate:
    return Estimate.objects.create(
        fit=fit, facet=facet, value=2 * moved, sd=0.2, low=moved, high=3 * moved, moved=moved,
        moved_low=moved - 0.2, moved_high=moved + 0.2, hours=6, others=5, information=0.93,
        information_low=0.71, information_high=1.0, **of,
    )  # fmt: skip


def read(client, name: str, *arguments: object, **headers: str) -> str:
    answer = client.get(reverse(f"calibration:{name}", args=arguments), headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_strictness_is_its_interviewers_and_the_organizers(cast, fit, signed_in):
    estimate(fit, "interviewer", person=cast.ada)
    own = read(signed_in(cast.ada), "strictness")
    assert "You rate about <b>0.4 of a level stricter</b> than the average here." in own
    assert "0.2 to 0.6 of a level stricter fits, from 6 interviews with 5 different cand" in own
    whole = read(signed_in(cast.dov), "program", cast.program.pk)
    assert "Ada" in whole
    assert "0.4 of a level stricter" in whole
    for person in (cast.ben, cast.cleo, cast.eve):
        assert "0.4 of a level" not in read(signed_in(person), "strictness")
    assert signed_in(cast.ben).get(f"/numbers/programs/{cast.program.pk}/").status_code == 403
    assert signed_in(cast.eve).get(f"/numbers/programs/{cast.program.pk}/").status_code == 404


def test_what_is_not_told_apart_is_said_to_be(cast, fit, signed_in):
    estimate(fit, "interviewer", moved=0.1, person=cast.ada)
    page = read(signed_in(cast.ada), "strictness")
    assert "Your ratings do not say yet whether you are stricter or more lenient" in page


def test_ability_is_shown_only_where_it_was_asked_for(cast, fit, notes, signed_in):
    estimate(fit, "candidate", person=cast.ben)
    ben = signed_in(cast.ben)
    assert "0.4 of a level" not in read(ben, "mine")
    assert "You come out about <b>0.4 of a level higher</b> than the average." in read(
        ben, "ability"
    )
    assert "0.4 of a level" not in read(signed_in(cast.dov), "program", cast.program.pk)


def grown(change: tuple[float, float, float], *keys: object, shows: int | None = 9) -> object:
    hours = [(str(key), [2.4, 1.7, 3.1], 2.2) for key in keys]
    return {"change": change, "hours": hours, "shows": shows}


def test_growth_is_told_where_it_was_asked_for_and_to_nobody_else(cast, fit, notes, signed_in):
    estimate(fit, "candidate", person=cast.ben, grown=grown((0.6, 0.1, 1.1), notes.pk, UUID(int=1)))
    ben = signed_in(cast.ben)
    page = read(ben, "ability")
    assert "From the first of these 2 hours to the last" in page
    assert "rose by about 0.6 of a level." in page
    assert "0.1 of a level to 1.1 levels higher fits, from 2 hours." in page
    assert "1. Lanterns," in page
    for one in (read(ben, "mine"), read(signed_in(cast.ada), "ability")):
        assert "rose by about" not in one
    assert "rose by about" not in read(signed_in(cast.dov), "program", cast.program.pk)
    (said,) = ben.get(reverse("calibration:json")).json()["ability"]
    assert said["over_hours"]["change"] == [0.6, 0.1, 1.1]


def test_hours_that_say_nothing_of_growth_say_how_many_more_would(cast, fit, notes, signed_in):
    hours = [UUID(int=at) for at in range(5)]
    one = estimate(fit, "candidate", person=cast.ben, grown=grown((0.2, -1.2, 1.6), *hours))
    page = read(signed_in(cast.ben), "ability")
    assert "These 5 hours say nothing yet about whether you grew." in page
    assert (
        "About 4 more would show a change of a whole level between the first and the last." in page
    )
    one.grown["change"] = (0.1, -0.4, 0.6)
    one.save()
    assert "so that it is smaller, if there was one" in read(signed_in(cast.ben), "ability")
    one.grown = None
    one.save()
    assert "Whether you grew cannot be said yet. It takes 4 candidates with 3 hours each" in read(
        signed_in(cast.ben), "ability"
    )


KNOWN = {"surprise": [0.9, 0.6, 1.3], "middle": [0.3, 0.1, 0.5], "halo": None}


def test_how_levels_hang_together_is_their_interviewers_alone(cast, fit, signed_in):
    estimate(fit, "interviewer", person=cast.ada, habits={**KNOWN, "ratings": 34, "hours": 6})
    own = read(signed_in(cast.ada), "strictness")
    assert "surprise as much as chance makes anybody’s (0.90; chance gives 0.60 to 1.30)." in own
    assert "yours move by 0.70 (0.50 to 0.90 fits): you keep closer to the middle" in own
    assert "From 34 ratings in 6 interviews." in own
    for page in (read(signed_in(cast.dov), "program", cast.program.pk),
                 read(signed_in(cast.ben), "strictness")):  # fmt: skip
        assert "surprise as much" not in page
        assert "closer to the middle" not in page


def test_dimensions_are_told_apart_where_it_was_asked_for(cast, fit, notes, signed_in):
    told = [["problem_solving", [-0.4, -0.7, -0.1], 6], ["coding", [0.1, -0.2, 0.4], 5]]
    one = estimate(fit, "candidate", person=cast.ben, profile=told)
    page = read(signed_in(cast.ben), "ability")
    assert "<b>0.4 of a level lower</b>" in page
    assert "0.1 to 0.7 of a level lower" in page
    assert "do not tell one dimension from another" not in page
    assert "0.1 to 0.7 of a level lower" not in read(signed_in(cast.ben), "mine")
    one.profile = told[1:]
    one.save()
    assert "do not tell one dimension from another yet" in read(signed_in(cast.ben), "ability")


def test_on_ones_own_map_are_the_questions_and_nobody_else(cast, fit, notes, signed_in):
    for person in (cast.ada, cast.dov):
        estimate(fit, "interviewer", person=person)
    estimate(fit, "candidate", person=cast.ada)
    estimate(fit, "question", question=notes.interview.question_version.question)
    elsewhere = Program.objects.create(name="Day Larks")
    closed = Question.objects.create(
        slug="heron", program=elsewhere, kind="coding", title="Heron", difficulty=2
    )
    estimate(fit, "question", question=closed)
    for name, chair in (("strictness", "an interviewer"), ("ability", "a candidate")):
        page = read(signed_in(cast.ada), name)
        assert "You and 1 question on one scale" in page
        assert f"You, as {chair}" in page
        assert "Heron" not in page
        assert not re.search(r"\b(Dov|Ben)\b", page)


def test_how_easily_a_level_is_given_is_said_to_organizers(cast, fit, signed_in):
    reaches = {"2": [0.83, 0.61, 0.95], "3": [0.65, 0.4, 0.85]}
    fit.found["given"] = {"problem_solving": [reaches, 39]}
    fit.save()
    page = read(signed_in(cast.dov), "program", cast.program.pk).replace("\xa0", " ")
    row = page[page.index("How easily a level is given") :]
    assert '<th scope="row">Problem solving</th>' in row
    for said in ("83 % (61 % to 95 %)", "65 % (40 % to 85 %)", "not given so far", ">39<"):
        assert said in row


def test_who_has_left_is_shown_nothing_of_the_program(cast, fit, signed_in):
    estimate(fit, "interviewer", person=cast.ada)
    Membership.objects.filter(person=cast.ada).update(state="left")
    assert "0.4 of a level" not in read(signed_in(cast.ada), "strictness")
    assert not re.search(r"\bAda\b", read(signed_in(cast.dov), "program", cast.program.pk))


def test_a_letter_says_what_was_written_first_and_what_fits_beside_it(cast, fit, notes, signed_in):
    AdjustedNotes.objects.create(
        fit=fit, notes=notes, levels={"problem_solving": [2.5, 1.8, 3.1]}, other_side=0.31,
        other_side_low=0.12, other_side_high=0.55,
    )  # fmt: skip
    page = read(signed_in(cast.ben), "letter", notes.interview_id)
    assert page.index("<span>mixed</span>") < page.index("between mixed and good")
    assert "mixed to good" in page
    assert "about <b>31</b> would have landed on the other side" in page
    assert "(12 to 55 fits)" in page
    assert "by model probit 1 from 110 ratings <code>d</code>, begun from a first guess" in page
    within = read(signed_in(cast.ben), "letter", notes.interview_id, **{"HX-Request": "true"})
    assert "<html" not in within
    assert "between mixed and good" in within
    for person in (cast.ada, cast.dov):
        answer = signed_in(person).get(f"/numbers/letters/{notes.interview_id}/")
        assert answer.status_code == 404


def test_a_letter_without_numbers_says_how_much_is_missing(cast, fit, notes, signed_in):
    Fit.objects.update(state="too_little", why="Still missing: 3 more interviewers.", found={})
    page = read(signed_in(cast.ben), "letter", notes.interview_id)
    assert "Nothing can be said beside these ratings yet. Still missing: 3 more inter" in page


def test_a_recommendation_that_was_not_opened_stays_closed(cast, fit, notes, signed_in):
    AdjustedNotes.objects.create(fit=fit, notes=notes, levels={}, other_side=0.31)
    assert "lean no hire" in read(signed_in(cast.ben), "mine")
    notes.opened_at = None
    notes.save()
    page = read(signed_in(cast.ben), "mine")
    assert "lean no hire" not in page
    assert "1 recommendation you have not opened is left out" in page


def test_dimensions_stand_side_by_side_over_time(cast, rubric, notes, signed_in):
    letter(
        cast.program, rubric, candidate=cast.ben, interviewer=cast.cleo,
        question=asked("kiln"), levels={"problem_solving": 3, "verification": 4}, days_ago=0,
    )  # fmt: skip
    page = read(signed_in(cast.ben), "mine")
    row = page[page.index("Problem solving") : page.index("Verification")]
    assert row.index("<span>mixed</span>") < row.index("<span>good</span>")
    words = page[page.index("In the rubric’s words, most recently") :]
    latest = words[words.index("<summary>") : words.index("</summary>")]
    assert "good: <bdi>problem_solving as 3 is described</bdi>" in latest
    told = [words.index(f"Problem_solving as {level} is described") for level in (3, 2)]
    assert told == sorted(told)
    assert words.index("Verification</bdi> <span") < words.index("Verification as 4 is described")
    assert "a row by itself says neither that you rose nor that you fell" in words


def test_an_hour_was_held_on_the_day_that_it_was_where_its_candidate_is(
    cast, fit, notes, signed_in
):
    notes.interview.started_at = datetime(2026, 8, 28, 22, tzinfo=UTC)
    notes.interview.save()
    cast.ben.time_zone = "Asia/Tokyo"
    cast.ben.save()
    AdjustedNotes.objects.create(fit=fit, notes=notes, levels={}, other_side=0.31)
    page = read(signed_in(cast.ben), "mine")
    assert "Lanterns, 29 Aug 2026" in page
    assert "28 Aug" not in page


@pytest.mark.parametrize(
    ("who", "name", "place"), [("dov", "program", "Programs"), ("ben", "mine", "Notes")]
)
def test_a_page_of_numbers_stands_where_it_is_reached_from(cast, fit, signed_in, who, name, place):
    of = (cast.program.pk,) if name == "program" else ()
    page = read(signed_in(getattr(cast, who)), name, *of)
    assert re.findall(r'aria-current="page"[^>]*>(\w+)</a>', page)[0] == place


def test_how_a_fit_was_made_names_where_it_began_and_the_sums_that_made_it(cast, fit, signed_in):
    estimate(fit, "interviewer", person=cast.ada)
    fit.began, fit.found = {"digest": "0123456789abcdef"}, {**fit.found, "sums": "large"}
    fit.save()
    page = read(signed_in(cast.ada), "strictness")
    assert "begun where the fit of <code>0123456789ab</code> ended" in page
    assert f'href="{reverse("calibration:how-we-know", args=["large"])}"' in page


def test_one_hour_is_no_row_to_read_a_rise_from(cast, notes, signed_in):
    page = read(signed_in(cast.ben), "mine")
    assert page.count('<span class="summed-up">') == 1  # of what was assessed
    assert "a row by itself" not in page


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("", "It takes 4 candidates with 3 hours each"),
        ("many", "more than the 1,000 that they can"),
    ],
)
def test_why_growth_is_not_said_is_said_to_candidates_and_organizers(
    cast, fit, signed_in, why, said
):
    Fit.objects.update(found={**fit.found, "ungrown": why})
    estimate(fit, "candidate", person=cast.ben)
    assert said in read(signed_in(cast.ben), "ability")
    assert said in read(signed_in(cast.dov), "program", cast.program.pk)


def test_a_question_says_what_was_measured_and_who_has_seen_it(cast, fit, notes, signed_in):
    question = notes.interview.question_version.question
    estimate(fit, "question", question=question)
    page = read(signed_in(cast.cleo), "question", question.pk)
    assert "Meant to be <b>steady</b>." in page
    assert "it turned out about <b>0.4 of a level harder</b> than the average question." in page
    assert "tells <b>93 %</b>" in page
    assert "(71 % to 100 % fits, from 6 interviews)" in page
    assert "people in" not in page  # of four members, who has seen it could be told
    assert "0.4 of a level" not in read(signed_in(cast.eve), "question", question.pk)


def test_a_question_that_was_asked_too_seldom_says_how_often_it_was(cast, fit, notes, signed_in):
    question = notes.interview.question_version.question
    takes = "It takes 5 interviews with 5 different candidates"
    assert f"{takes}. <a" in read(signed_in(cast.cleo), "question", question.pk)  # four members
    fifth = Person.objects.create_user("gil@example.org", name="Gil")
    Membership.objects.create(program=cast.program, person=fifth)
    page = read(signed_in(cast.cleo), "question", question.pk)
    assert f"{takes}; there is 1 so far. <a" in page


def test_questions_that_were_meant_to_be_as_hard_stand_beside_it(cast, fit, notes, signed_in):
    question = notes.interview.question_version.question
    estimate(fit, "question", question=question)
    estimate(fit, "question", moved=-0.13, question=asked("kiln").question)
    page = read(signed_in(cast.cleo), "question", question.pk)
    assert "The 2 questions meant to be steady are on average 0.1 of a level harder." in page


def test_the_organizers_page_says_where_the_spread_comes_from(cast, fit, signed_in):
    page = read(signed_in(cast.dov), "program", cast.program.pk)
    assert "40 % who was asked, 20 % who rated and 40 % everything else (chance included)" in page
    assert "Means over about 6 interviews each would be 80 % the candidate" in page
    assert "Each interviewer takes about 9 interviews" in page
    assert "These ratings do not tell one question from another" in page
    assert "Nothing here has been read twice" in page


def test_many_interviewers_are_summed_up_and_their_table_is_closed(cast, fit, signed_in):
    for at in range(13):
        person = Person.objects.create_user(f"p{at}@example.org", name=f"Member {at}")
        Membership.objects.create(program=cast.program, person=person, state="active")
        estimate(fit, "interviewer", moved=(0.4, -0.4, 0.1)[at % 3], person=person)
    page = read(signed_in(cast.dov), "program", cast.program.pk)
    assert (
        "Of 13 interviewers, 5 are stricter than the average and 4 more lenient; of 4 the" in page
    )
    assert '<details class="disclosure"><summary>By name</summary>' in page


def test_agreement_is_said_of_what_was_read_twice_often_enough(cast, fit, signed_in):
    sure = [0.61, 0.12, 0.85]
    counted = {"same": 7, "next_to": 4, "alpha": sure, "alike": None}
    fit.found["twice"] = {
        "recommendation": {"readings": 4, **counted, "alpha": None},
        "coding": {"readings": 12, **counted},
    }
    fit.save()
    page = read(signed_in(cast.dov), "program", cast.program.pk)
    assert page.index("Coding</th>") < page.index("Recommendation</th>")
    assert "0.61 (0.12 to 0.85)" in page
    assert "all alike, so it cannot be told" in page
    assert "6 more are needed before anything is said" in page


def test_on_the_map_an_interviewer_is_named_to_herself_alone(cast, fit, signed_in):
    for person in (cast.ada, cast.dov):
        estimate(fit, "interviewer", person=person)
    page = read(signed_in(cast.dov), "program", cast.program.pk)
    drawn = page[page.index("map-coding") : page.index("<h3>Interviewers</h3>")]
    assert "you" in drawn
    assert "Ada" not in drawn
    assert "Dov" not in drawn


def test_the_numbers_can_be_taken_along(cast, fit, notes, signed_in):
    estimate(fit, "candidate", person=cast.ben)
    estimate(fit, "interviewer", person=cast.ada)
    AdjustedNotes.objects.create(
        fit=fit, notes=notes, levels={}, other_side=0.31, other_side_low=0.1, other_side_high=0.6
    )
    said = signed_in(cast.ben).get(reverse("calibration:json")).json()
    assert [one["moved"] for one in said["ability"]] == [0.37]
    assert said["strictness"] == []
    (one,) = said["letters"]
    ends = ("", "_low", "_high")
    assert [one[f"second_opinion_on_the_other_side{end}"] for end in ends] == [0.31, 0.1, 0.6]
    assert (one["model"], one["ratings_digest"]) == ("probit 1", "d")


def test_every_how_do_we_know_leads_somewhere(cast, signed_in):
    ben = signed_in(cast.ben)
    for name in SUMS["among"]:
        assert "By hand" in read(ben, "how-we-know", name)
    assert ben.get(reverse("calibration:how-we-know", args=["silence"])).status_code == 404


@pytest.mark.parametrize("letters", [1, 7])
def test_pages_ask_the_database_as_often_for_many_as_for_one(
    letters, cast, fit, rubric, signed_in, django_assert_max_num_queries
):
    for at in range(letters):
        one = letter(
            cast.program, rubric, candidate=cast.ben, interviewer=cast.ada,
            question=asked(f"question-{at}"), levels={"coding": 3}, days_ago=letters - at,
        )  # fmt: skip
        AdjustedNotes.objects.create(
            fit=fit, notes=one, levels={"coding": [2.5, 2, 3]}, other_side=0.3
        )
        estimate(fit, "question", question=asked(f"question-{at}").question)
    estimate(fit, "interviewer", person=cast.ada)
    for person, name, arguments in (
        (cast.ben, "mine", ()), (cast.ada, "strictness", ()),
        (cast.dov, "program", (cast.program.pk,)),
    ):  # fmt: skip
        client = signed_in(person)
        with django_assert_max_num_queries(16):
            client.get(reverse(f"calibration:{name}", args=arguments))
