"""What a question file promises, and what a broken one is told."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.questions import source
from afterword.questions.errors import QuestionUnreadable

WHOLE = """---
slug: lanterns
title: Lanterns
kind: behavioural
difficulty: 2
minutes: 10
version: 1
topics: [light]
---
# Statement
## Part 1: The lamps
Light them.

```
# not a heading
```
# Clarifications
- **If asked** how many: four.
# Hints
## Hint 1: when they wait
Begin with one.
## Hint 2: when they stop
Count them.
## Hint 3: when they finish
Ask about wind.
# Follow-ups
## Follow-up 1: Wind
What then?
## Follow-up 2: Rain
And then?
# Signals
## Motivation
- says why
# Time plan
- 4: read
- 6: talk
# History
- 1: first written.
"""


def test_a_file_is_read_into_what_the_room_shows():
    content = source.parse(WHOLE).content
    assert content["parts"] == [
        {"title": "The lamps", "text": "Light them.\n\n```\n# not a heading\n```"}
    ]
    assert content["hints"][0] == {"when": "when they wait", "text": "Begin with one."}
    assert content["signals"] == [{"dimension": "Motivation", "signs": ["says why"]}]
    assert content["time_plan"] == [{"minutes": 4, "text": "read"}, {"minutes": 6, "text": "talk"}]
    assert content["history"] == [{"version": 1, "text": "first written."}]


def test_the_file_is_kept_byte_for_byte():
    windows = WHOLE.replace("\n", "\r\n")
    assert source.parse(windows).source == windows


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("---\nslug", "slug", "Line 1: The file starts with ---"),
        ("slug: lanterns", "slug: La Nterns", "Line 2: A slug has small letters"),
        ("title: Lanterns", "title: ''", "Line 2: The head needs a title"),
        ("kind: behavioural", "kind: riddle", "Line 2: Write one of these as kind"),
        ("difficulty: 2", "difficulty: 9", "The head needs difficulty: a number from 1 to 4"),
        ("difficulty: 2", "difficulty: yes", "The head needs difficulty"),
        ("topics: [light]", "topics: [light", "The head is not YAML"),
        ("# Statement", "# Story", "The section `# Statement` is missing"),
        ("## Hint 3: when they finish\nAsk about wind.\n", "", "needs at least 3 headings"),
        ("## Follow-up 2: Rain\nAnd then?\n", "", "needs at least 2 headings"),
        ("- 6: talk", "- 7: talk", "adds up to 11 minutes, the head says 10"),
        ("- 6: talk", "- six: talk", "is not `- minutes: what`"),
        ("- says why", "", "with signs as `- …` below"),
        ("kind: behavioural", "kind: coding", "The section `# Tests` is missing"),
    ],
)
def test_a_broken_file_is_told_what_to_do(before, after, told):
    assert before in WHOLE
    with pytest.raises(QuestionUnreadable, match=told.replace("(", r"\(")):
        source.parse(WHOLE.replace(before, after, 1))


@pytest.mark.parametrize("tests", ["[1]", "{", '[{"args": 1, "gives": 2}]', "null"])
def test_tests_of_another_shape_are_refused(tests):
    coding = WHOLE.replace("kind: behavioural", "kind: coding")
    with pytest.raises(QuestionUnreadable):
        source.parse(coding + f"# Tests\n```json\n{tests}\n```\n")


@given(st.text(), st.integers(0, len(WHOLE)), st.integers(0, 40))
def test_a_mutated_file_is_read_or_refused_never_worse(words, place, cut):
    mutated = WHOLE[:place] + words + WHOLE[place + cut :]
    with contextlib.suppress(QuestionUnreadable):
        assert source.parse(mutated).source == mutated


def test_yaml_cannot_make_objects():
    with pytest.raises(QuestionUnreadable):
        source.parse(WHOLE.replace("title: Lanterns", "title: !!python/name:os.system"))
