"""Nobody but the candidate sees a debrief: not on a page, in a letter, in the journal or a log."""

import logging
from dataclasses import dataclass

import pytest
from django.core import mail
from django.urls import reverse

from afterword.cycle.enums import InterviewKind
from afterword.cycle.models import CompanyInterview
from afterword.cycle.tests.making import applied
from afterword.debriefs.enums import Step
from afterword.debriefs.models import CycleDebrief, InterviewDebrief
from afterword.journal.models import Entry
from afterword.people.models import Letter

pytestmark = pytest.mark.django_db(databases=["default", "record"])
MARK = "peachstone"
PAGES = ("home:desk", "people:programs", "people:letters", "questions:bank", "debriefs:overview",
         "debriefs:opening", "debriefs:export-json", "cycle:board", "interviews:list",
         "notes:overview")  # fmt: skip


@dataclass
class Written:
    """What Ben wrote, with the mark in every field."""

    interview: InterviewDebrief
    cycle: CycleDebrief


@pytest.fixture
def written(cast, rubric, ben, caplog):
    caplog.set_level(logging.DEBUG)
    application = applied(cast.ben, f"{MARK} Ltd", ("applied", 1), ("phone", 9))
    interview = CompanyInterview.objects.create(application=application, kind=InterviewKind.CODING)
    ben.post(reverse("debriefs:interview-begin", args=[interview.pk]))
    looked_back = InterviewDebrief.objects.get()
    names = ("asked", "went_well", "could_better", "next_time", "interviewer_was", "to_learn")
    page = reverse("debriefs:interview", args=[looked_back.pk])
    ben.post(page, {**dict.fromkeys(names, MARK), "revision": 0, "then": "commit"})
    ben.post(reverse("debriefs:begin", args=[application.cycle.pk]), {"length": "hour"})
    cycle = CycleDebrief.objects.get()
    for revision, step in enumerate(Step):
        at = reverse("debriefs:step", args=[cycle.pk, step])
        ben.post(at, {"words": MARK, "revision": revision, "then": "next"})
    for step in (Step.REPEAT, Step.AVOID, Step.COMMITMENTS):
        tied = {"text": f"{MARK} {step}", "on": "2026-11-03", "happened": MARK}
        ben.post(reverse("debriefs:gather", args=[cycle.pk, step]), tied)
    ben.post(reverse("debriefs:end", args=[cycle.pk]))
    ben.post(reverse("debriefs:share", args=[cycle.pk]), {"days": 7, "well": "on"})
    return Written(looked_back, cycle)


def test_the_candidate_reads_all_of_it(written, ben):
    report = ben.get(reverse("debriefs:report", args=[written.cycle.pk])).content.decode()
    assert report.count(MARK) > len(Step)


def test_no_page_of_anybody_else_has_a_word_of_it(written, cast, signed_in):
    cast.cleo.is_host = True
    cast.cleo.save()
    program = reverse("people:program", args=[cast.program.pk])
    pages = [*(reverse(name) for name in PAGES), program]
    for person in (cast.ada, cast.cleo, cast.dov, cast.eve):
        client = signed_in(person)
        more = [reverse("host:overview")] if person == cast.cleo else []
        for page in [*pages, *more]:
            assert MARK not in client.get(page).content.decode(), (person, page)


def test_the_journal_knows_that_it_was_written_and_no_word_of_it(written):
    entries = list(Entry.objects.values_list("verb", "payload"))
    assert {"interview_debrief.saved", "cycle_debrief.saved"} <= {verb for verb, _ in entries}
    assert MARK not in str(entries)


def test_no_letter_and_no_log_has_a_word_of_it(written, caplog):
    assert not Letter.objects.filter(body__contains=MARK).exists()
    assert not any(MARK in str(message.message()) for message in mail.outbox)
    assert MARK not in caplog.text
