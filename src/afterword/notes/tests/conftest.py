"""This part's own props: a hostile question, and notes that are read twice."""

import pytest

from afterword.interviews.models import Interview
from afterword.notes.models import HiringNotes
from afterword.notes.tests.reading_again import released_in, told
from afterword.questions.models import Question, QuestionVersion
from conftest import Cast


@pytest.fixture
def lanterns(rubric) -> Question:
    """A question in the bank that says what a hostile one would."""
    question = Question.objects.create(
        slug="lanterns", kind="coding", title="Lanterns </script><b>", difficulty=2
    )
    text = "Light them. </script><script>alert(1)</script> <img src=x onerror=alert(1)>"
    question.current = QuestionVersion.objects.create(
        question=question,
        number=1,
        source=text,
        digest="0" * 64,
        content={
            "title": question.title,
            "minutes": 40,
            "topics": ["</script>"],
            "parts": [{"title": "The lamps", "text": text}],
            "clarifications": [text],
            "hints": [{"when": "after 5 minutes", "text": text}],
            "follow_ups": [{"title": "Wind", "text": text}],
            "signals": [{"dimension": "Coding", "signs": [text]}],
            "time_plan": [{"minutes": 40, "text": text}],
            "reference": {"text": "", "python": text, "javascript": ""},
        },
    )
    question.save()
    return question


@pytest.fixture
def read_twice(ended: Interview, cast: Cast) -> HiringNotes:
    """Released notes that nobody reviewed, in a program that reads all of them twice."""
    told(cast.program)
    return released_in(ended)
