"""The hour behind a letter: every moment leads somewhere, on the page and in both files."""

import json
import re

import pytest
from django.urls import reverse
from django_tasks import default_task_backend

from afterword.interviews import record
from afterword.interviews.models import Entry, Interview
from afterword.interviews.protocol import count
from afterword.interviews.tests.updates import typed
from afterword.notes import document, hour
from afterword.notes.content import Content
from afterword.notes.gathering import gathered
from afterword.notes.models import Evidence
from afterword.notes.tasks import read_code
from afterword.notes.tests.making import chair_of, drafted, released
from afterword.questions.models import Question, QuestionVersion
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])

HINT = "Look at the *front* of the row."
HAPPENED = (
    (0, "phase", {"phase": "introductions"}),
    (60, "phase", {"phase": "problem"}),
    (61, "reveal", {"number": 1}),
    (700, "phase", {"phase": "coding"}),
    (724, "hint", {"number": 1}),
    (2400, "end", {}),
)


@pytest.fixture
def recorded(ended: Interview) -> Interview:
    """An hour with a question whose first part and first hint were shown."""
    question = Question.objects.create(slug="the-row", kind="coding", difficulty=2, title="The row")
    content = {"parts": [{"title": "The shelf", "text": "Guides stand in a row."}]}
    ended.question_version = QuestionVersion.objects.create(
        question=question, number=1, content={**content, "hints": [{"text": HINT}]}
    )
    ended.save()
    record.append(list(_entries(ended)), after={})
    return ended


def _entries(interview: Interview) -> list[Entry]:
    start, asks = record.micros(interview.started_at), chair_of(interview, "interviewer")
    return [
        Entry(
            room=interview.pk, seq=seq, at_us=start + second * hour.SECOND, kind=kind,
            author=record.author(asks.pk), connection="test", body=json.dumps(body).encode(),
        )
        for seq, (second, kind, body) in enumerate(HAPPENED, start=1)
    ]  # fmt: skip


def test_the_letter_lays_down_what_was_shown_and_the_phase_of_each_moment(
    recorded: Interview,
) -> None:
    notes = drafted(recorded)
    built = document.build(notes, Content.of(notes))
    assert [(one["moment"] // hour.SECOND, one["kind"], one["title"]) for one in built["hour"]] == [
        (0, "phase", "Introductions"),
        (60, "phase", "The problem"),
        (61, "reveal", "Part 1: The shelf"),
        (700, "phase", "Coding"),
        (724, "hint", "Hint 1"),
        (2400, "end", "The interview ended"),
    ]
    assert [one["text"] for one in built["hour"] if one["text"]] == ["Guides stand in a row.", HINT]
    assert built["dimensions"][0]["evidence"][0]["phase"] == "Coding"
    assert [one["phase"] for one in built["strengths"]] == ["Coding", None]


def test_what_was_shown_stands_beside_what_the_letter_says_of_the_same_second(
    recorded: Interview,
) -> None:
    notes = drafted(recorded)
    coding = hour.stretches(document.build(notes, Content.of(notes)))[2]
    hint, end = coding.stops
    assert [one["title"] for one in hint.shown] == ["Hint 1"]
    assert [one.where for one in hint.said] == ["What you did well", "Problem solving"]
    assert [one["kind"] for one in end.shown] == ["end"]


def test_every_moment_of_the_page_leads_to_a_place_on_it(
    recorded: Interview, cast: Cast, signed_in
) -> None:
    released(recorded)
    page = signed_in(cast.ben).get(reverse("notes:letter", args=[recorded.pk])).content.decode()
    places = set(re.findall(r'id="([^"]+)"', page))
    leads = {one for one in re.findall(r'href="#([^"]+)"', page) if one.startswith(("at-", "on-"))}
    assert {"at-12:04", "on-problem_solving"} <= leads <= places
    assert "Look at the <em>front</em> of the row." in page


def typed_in_the_hour(recorded: Interview) -> None:
    start, wrote = record.micros(recorded.started_at), chair_of(recorded, "candidate")
    typed_at = {7: (700, typed("front = 0", client=1)), 8: (725, typed("# later ", client=2))}
    for seq, (second, update) in typed_at.items():
        entry = Entry(
            room=recorded.pk, seq=seq, at_us=start + second * hour.SECOND, kind="edit",
            author=record.author(wrote.pk), connection="test", body=count(1) + update,
        )  # fmt: skip
        record.append([entry], after={})


def test_a_moment_that_the_letter_cites_shows_the_code_of_that_second(
    recorded: Interview, cast: Cast, signed_in
) -> None:
    typed_in_the_hour(recorded)
    released(recorded)
    ben = signed_in(cast.ben)
    letter = ben.get(reverse("notes:letter", args=[recorded.pk])).content.decode()
    address = reverse("notes:code", args=[recorded.pk, 724])
    assert f'hx-get="{address}"' in letter
    assert "<code>front = 0</code>" in ben.get(address).content.decode()
    assert ben.get(reverse("notes:code", args=[recorded.pk, 725])).status_code == 404


def test_the_code_behind_a_letter_is_read_before_anybody_looks(
    recorded: Interview, cast: Cast, signed_in, django_capture_on_commit_callbacks
) -> None:
    typed_in_the_hour(recorded)
    default_task_backend.clear()
    with django_capture_on_commit_callbacks(execute=True):
        released(recorded)
    for one in default_task_backend.results:
        if one.task.name == read_code.name:
            one.task.call(*one.args, **one.kwargs)
    Entry.objects.filter(kind="edit").delete()
    page = signed_in(cast.ben).get(reverse("notes:code", args=[recorded.pk, 724]))
    assert "<code>front = 0</code>" in page.content.decode()


def test_both_files_tell_the_hour(recorded: Interview, cast: Cast, signed_in) -> None:
    released(recorded)
    ben = signed_in(cast.ben)
    markdown = ben.get(reverse("notes:markdown", args=[recorded.pk])).content.decode()
    told = ben.get(reverse("notes:json", args=[recorded.pk])).json()
    assert "### 11:40 Coding" in markdown
    assert f"- 12:04 Hint 1\n  > {HINT}\n" in markdown
    assert "- 12:04 Problem solving: Said that the front of the row is charged first." in markdown
    assert [one["title"] for one in told["hour"]][-2:] == ["Hint 1", "The interview ended"]


def test_an_hour_without_a_record_leaves_its_moments_as_they_are(
    ended: Interview, cast: Cast, signed_in
) -> None:
    released(ended)
    page = signed_in(cast.ben).get(reverse("notes:letter", args=[ended.pk])).content.decode()
    assert '<span class="moment">12:04</span>' in page
    assert "at-12:04" not in page


def test_a_letter_from_before_hours_were_laid_down_is_read_as_ever(
    recorded: Interview, cast: Cast, signed_in
) -> None:
    version = released(recorded).versions.get()
    version.content = {name: it for name, it in version.content.items() if name != "hour"}
    version.save()
    page = signed_in(cast.ben).get(reverse("notes:letter", args=[recorded.pk]))
    assert b"12:04" in page.content
    assert b"at-12:04" not in page.content


def test_what_the_hour_left_names_its_parts_and_gives_its_hints_in_full(
    recorded: Interview,
) -> None:
    left = gathered(recorded, chair=None, content=Content())
    assert [(one.text, one.is_turn) for one in left] == [
        ("Introductions", True),
        ("The problem", True),
        ("Part 1: The shelf", False),
        ("Coding", True),
        (f"Hint 1: {HINT}", False),
        ("The interview ended", True),
    ]


def test_a_phase_is_no_evidence(recorded: Interview, cast: Cast, signed_in) -> None:
    page = reverse("notes:write", args=[recorded.pk])
    ada = signed_in(cast.ada)
    ada.post(page, {"revision": 0, "pick": "coding 0"})
    ada.post(page, {"revision": 0, "pick": "coding 4"})
    (line,) = Evidence.objects.filter(rating__notes__interview=recorded)
    assert line.text == f"Hint 1: {HINT}"


def test_what_neither_side_speaks_of_is_one_line_of_the_letter(
    ended: Interview, cast: Cast, signed_in
) -> None:
    released(ended)
    page = signed_in(cast.ben).get(reverse("notes:letter", args=[ended.pk])).content.decode()
    assert "Not assessed in this hour: Coding, Communication, Collaboration." in page
    assert 'id="on-coding"' not in page
