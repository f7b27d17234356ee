"""This part's own props: a company interview of Ben's, looked back on, and his whole search."""

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.cycle.actions import wish
from afterword.cycle.enums import InterviewKind
from afterword.cycle.models import CompanyInterview
from afterword.cycle.tests.making import applied
from afterword.debriefs.actions import cycles as actions
from afterword.debriefs.actions.interviews import commit_to_next_time
from afterword.debriefs.actions.points import add_point
from afterword.debriefs.models import InterviewDebrief
from afterword.debriefs.tests.looking_back import WORDS, offer, page_of
from afterword.debriefs.ties import Seen


@pytest.fixture
def ben(cast, signed_in):
    return signed_in(cast.ben)


@pytest.fixture
def company_interview(cast, rubric):
    return CompanyInterview.objects.create(
        application=applied(cast.ben, "Acme"), kind=InterviewKind.CODING
    )


@pytest.fixture
def debrief(company_interview, ben):
    ben.post(reverse("debriefs:interview-begin", args=[company_interview.pk]))
    return InterviewDebrief.objects.get()


@pytest.fixture
def looked_back(debrief, cast, ben):
    """Ben looked back on an interview and on his search, committed, wished, offered and shared."""
    ben.post(page_of(debrief), {**WORDS, "level-coding": "2", "wants": "yes", "revision": 0})
    offer(ben, debrief, cast.program.pk)
    debrief.refresh_from_db()
    commit_to_next_time(debrief)
    now, cycle = timezone.now(), debrief.application.cycle
    wish(cast.ben, texts={"work": "Bread"}, now=now)
    whole = actions.begin(cycle, length="hour", now=now)
    actions.save(whole, step=whole.at, words="I asked early.", revision=0, now=now)
    seen = [Seen(interview=debrief.interview_id), Seen(on=now.date(), words="A fair.")]
    add_point(whole, kind="repeat", text="Asking.", seen=seen)
    actions.commit(whole, text="Two mocks a week.")
    actions.open_link(whole, sections={"well": True}, days=7, now=now)
    return whole
