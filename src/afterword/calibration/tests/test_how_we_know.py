"""Beside every number of a fit stands the way to the page that derives it, and it does."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.calibration.found import Agreed, Given, Sure, Whole
from afterword.calibration.models import AdjustedNotes, Estimate, Fit
from afterword.calibration.tests.making import asked, letter
from afterword.calibration.urls import SUMS
from afterword.kit.sums import sums_page

pytestmark = pytest.mark.django_db
SURE = Sure(0.4, 0.1, 0.7)
KEYS = ("problem_solving", "coding", "verification", "communication", "collaboration")
AMOUNT = re.compile(r"\d (of a )?levels?\b|\d\xa0%|\d of 100|\d one level|\bfits\b|\d\.\d")
HEADINGS = {"h1", "h2", "h3"}
MADE = "laplace"  # what says how a fit was made leads there


class Stretches(HTMLParser):
    """What stands below each heading of a page, and which sums it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.within, self.said = "", "", {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            self.within, self.heading = tag, ""
        address = dict(attributes).get("href") or ""
        if "/how-we-know/" in address:
            self.said[self.heading][1].add(address.strip("/").rpartition("/")[2])

    def handle_endtag(self, tag: str) -> None:
        if tag == self.within:
            self.within = ""
            self.said.setdefault(self.heading, ("", set()))

    def handle_data(self, words: str) -> None:
        if self.within:
            self.heading += words
        elif self.heading:
            text, leads = self.said[self.heading]
            self.said[self.heading] = (text + words, leads)


def numbers_on(client, name: str, *arguments: object) -> dict[str, set[str]]:
    """By heading where the numbers of a page lead; what says no number is left out."""
    page = client.get(reverse(f"calibration:{name}", args=arguments)).content.decode()
    found = Stretches()
    found.feed(page[page.index("<main") : page.index("</main>")])
    return {heading: leads for heading, (text, leads) in found.said.items() if AMOUNT.search(text)}


@pytest.fixture
def measured(cast, rubric) -> object:
    """A fit with everything that there can be, of Ben, Ada and a question; Ben's notes."""
    notes = letter(
        cast.program, rubric, candidate=cast.ben, interviewer=cast.ada,
        question=asked("lanterns"), levels=dict.fromkeys(KEYS, 2), choice="lean_no_hire",
    )  # fmt: skip
    whole = Whole(
        shares={"candidate": SURE, "residual": SURE}, dependable={"1": SURE, "2": SURE}, needed=6,
        reached=(3, None), goal=0.8, settles={"interviewer": 9, "question": 7}, conditions=[],
        spread=0.8, held={"interviewer": 5}, grows=SURE, given={"coding": Given({"2": SURE}, 30)},
        twice={"coding": Agreed(12, 7, 4, SURE, SURE)},
    )  # fmt: skip
    fit = Fit.objects.create(
        program=cast.program, kind="coding", state="kept", model="probit 7", digest="d" * 64,
        made_at=timezone.now(), hours=20, candidates=6, interviewers=5, questions=4, ratings=110,
        found=whole.as_json(),
    )  # fmt: skip
    estimate(fit, "interviewer", person=cast.ada, habits={
        "surprise": SURE, "middle": SURE, "halo": SURE, "ratings": 30, "hours": 6,
    })  # fmt: skip
    hours = [[str(notes.pk), [2.4, 1.7, 3.1], 2.2]]
    estimate(fit, "candidate", person=cast.ben, profile=[["coding", SURE, 6]],
             grown={"change": SURE, "hours": hours, "shows": 9})  # fmt: skip
    estimate(fit, "question", question=notes.interview.question_version.question)
    AdjustedNotes.objects.create(
        fit=fit, notes=notes, levels={key: [2.5, 1.8, 3.1] for key in KEYS}, other_side=0.31,
        other_side_low=0.12, other_side_high=0.55,
    )  # fmt: skip
    return notes


def estimate(fit: Fit, facet: str, **of: object) -> None:
    Estimate.objects.create(
        fit=fit, facet=facet, value=0.5, sd=0.2, low=0.1, high=0.9, moved=0.4, moved_low=0.1,
        moved_high=0.7, hours=6, others=5, information=0.9, information_low=0.7,
        information_high=1.0, **of,
    )  # fmt: skip


def test_a_candidates_numbers_lead_to_their_sums(cast, measured, signed_in):
    ben = signed_in(cast.ben)
    assert numbers_on(ben, "mine") == {"Would others have said the same?": {"second-opinion", MADE}}
    assert numbers_on(ben, "ability") == {
        "Coding in Night Owls CS Club": {"levels", "shares"}, "Over your hours": {"growth"},
        "By dimension": {"levels"}, "On one scale": {MADE},
    }  # fmt: skip
    assert numbers_on(ben, "letter", measured.interview_id) == {
        "Beside your letter": {"levels", "second-opinion", MADE}
    }


def test_an_interviewers_numbers_lead_to_their_sums(cast, measured, signed_in):
    assert numbers_on(signed_in(cast.ada), "strictness") == {
        "Coding in Night Owls CS Club": {"levels"}, "What it changed": {"levels"},
        "How your levels hang together": {"fit"}, "On one scale": {MADE},
    }  # fmt: skip


def test_a_questions_numbers_lead_to_their_sums(cast, measured, signed_in):
    question = measured.interview.question_version.question
    assert numbers_on(signed_in(cast.cleo), "question", question.pk) == {
        "How hard it turns out": {"levels", MADE}
    }


def test_a_programs_numbers_lead_to_their_sums(cast, measured, signed_in):
    assert numbers_on(signed_in(cast.dov), "program", cast.program.pk) == {
        "Where the spread comes from": {"shares"}, "Would two readings agree?": {"agreement"},
        "How many more interviews would settle what": {"shares", "growth"},
        "On one scale": {MADE}, "Interviewers": {"levels"}, "Questions": {"levels"},
        "How easily a level is given": {"levels", MADE},
    }  # fmt: skip


DERIVED = {
    "agreement": ("Krippendorff's α", "Intraclass correlations", "How sure"),
    "fit": ("Infit and outfit", "Keeping to the middle", "Halo"),
    "growth": ("Finding it", "In levels", "How many more hours"),
    "laplace": ("The model", "Finding it", "How sure"),
    "large": ("all-row-column composite likelihood", "How sure", "Standard deviations"),
    "levels": ("How many levels a strictness", "What it changed", "How easily a level",
               "better and less good at", "most likely have written", "What an hour with a"),
    "second-opinion": ("Φ( m / √(1 + v) )", "How sure the odds are"),
    "shares": ("share of e", "Φ(n) = own", "How many interviews may make", "How many more would"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SUMS["among"] - {"enough"}))
def test_a_page_of_sums_derives_what_leads_to_it_with_a_source_and_by_hand(name):
    text = sums_page(name)
    assert text is not None
    assert [one for one in DERIVED[name] if one not in text] == []
    assert re.search(r"Sources?:", text)
    assert "**By hand" in text or "## By hand" in text
