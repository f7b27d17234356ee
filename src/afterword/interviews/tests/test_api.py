"""Promises about interviews for scripts."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from afterword.interviews import actions
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.interviews.tests.booked import first_time, proposed, question, seat
from afterword.people.actions import make_token
from afterword.people.models import Block, Person

if TYPE_CHECKING:
    from afterword.questions.models import Rubric
    from conftest import Cast

PLACE = "/api/interviews"

pytestmark = pytest.mark.usefixtures("rubric")


def script(person: Person, *scopes: str) -> Client:
    _, token = make_token(person, name="test", scopes=list(scopes or ("read",)), expires_at=None)
    return Client(headers={"authorization": f"Bearer {token}"})


@pytest.fixture
def asked(cast: "Cast") -> Interview:
    now = timezone.now()
    return proposed(
        cast.ben, cast.ada, program=cast.program, times=[now + timedelta(days=1)], now=now
    )


def test_a_script_reads_its_owners_interviews_and_nobody_elses(
    cast: "Cast", asked: Interview
) -> None:
    mine = script(cast.ben).get(PLACE).json()["items"]

    assert [one["id"] for one in mine] == [str(asked.pk)]
    assert {one["kind"]: one["name"] for one in mine[0]["chairs"]} == {
        "candidate": "Ben",
        "interviewer": "Ada",
    }
    assert script(cast.cleo).get(PLACE).json()["items"] == []
    assert script(cast.cleo).get(f"{PLACE}/{asked.pk}").status_code == 404
    assert script(cast.cleo).get(f"{PLACE}/{asked.pk}/calendar").status_code == 404


def test_neither_the_question_nor_an_address_is_told(cast: "Cast", asked: Interview) -> None:
    secret = question("canary-question")
    actions.choose_question(asked, question=secret, by=seat(asked, ChairKind.INTERVIEWER))

    body = script(cast.ben).get(f"{PLACE}/{asked.pk}").content.decode()

    for private in ("anary", str(secret.pk), str(secret.current_id), "@example.org"):
        assert private not in body


def test_a_script_books_with_a_member(cast: "Cast") -> None:
    wish = {
        "chair": "interviewer",
        "program": str(cast.program.pk),
        "person": str(cast.ada.pk),
        "times": [(timezone.now() + timedelta(days=1)).isoformat()],
    }

    answer = script(cast.ben, "read", "interviews:write").post(
        PLACE, wish, content_type="application/json"
    )

    assert answer.status_code == 201
    assert answer.json() == {"id": str(Interview.objects.get().pk), "guest_link": ""}


def test_a_script_gets_the_link_for_its_guest(cast: "Cast") -> None:
    answer = script(cast.ben, "interviews:write").post(
        PLACE, {"chair": "candidate"}, content_type="application/json"
    )

    assert answer.status_code == 201
    path = answer.json()["guest_link"].partition("/guest/")[2]
    assert Client().get(f"/guest/{path}").status_code == 200


def test_reading_is_no_leave_to_book(cast: "Cast") -> None:
    answer = script(cast.ben, "read").post(
        PLACE, {"chair": "candidate"}, content_type="application/json"
    )

    assert answer.status_code == 403
    assert not Interview.objects.exists()


def test_apart_unknown_and_strange_people_are_answered_alike(cast: "Cast") -> None:
    Block.objects.create(blocker=cast.ada, blocked=cast.ben)
    program = str(cast.program.pk)
    ben = script(cast.ben, "interviews:write")
    unknown = "00000000-0000-4000-8000-000000000000"

    answers = {
        (answer.status_code, answer.content)
        for person in (cast.ada.pk, cast.eve.pk, unknown)
        for answer in [
            ben.post(
                PLACE,
                {"chair": "candidate", "program": program, "person": str(person)},
                content_type="application/json",
            )
        ]
    }

    assert len(answers) == 1
    assert answers.pop()[0] == 409


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"chair": "throne"},
        {"chair": "candidate", "kind": "reverse"},
        {"chair": "candidate", "minutes": 1000},
        {"chair": "candidate", "times": ["2031-01-01T10:00:00"]},
        {"chair": "candidate", "times": ["2031-01-01T10:00:00Z"] * 4},
        {"chair": "candidate", "person": "x"},
    ],
)
def test_a_wish_that_makes_no_sense_is_said_to(cast: "Cast", wrong: dict[str, object]) -> None:
    answer = script(cast.ben, "interviews:write").post(
        PLACE, wrong, content_type="application/json"
    )

    assert answer.status_code == 422
    assert not Interview.objects.exists()


def test_the_list_makes_as_many_queries_for_thirty_as_for_three(
    cast: "Cast", django_assert_max_num_queries: "object"
) -> None:
    now = timezone.now()
    ben = script(cast.ben)
    for day in range(1, 16):
        proposed(
            cast.ben, cast.ada, program=cast.program, times=[now + timedelta(days=day)], now=now
        )

    with django_assert_max_num_queries(12):
        assert len(ben.get(PLACE).json()["items"]) == 15


def test_the_calendar_file_is_there_too(cast: "Cast", asked: Interview) -> None:
    actions.accept_time(
        asked,
        time_id=first_time(asked),
        by=seat(asked, ChairKind.INTERVIEWER),
        now=timezone.now(),
    )

    answer = script(cast.ben).get(f"{PLACE}/{asked.pk}/calendar")

    assert answer["Content-Type"].startswith("text/calendar")
    assert b"METHOD:REQUEST" in answer.content


@pytest.mark.parametrize(
    "day", ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:00", "2999-01-01T00:00Z"]
)
def test_nobody_books_a_thousand_years_ahead(cast: "Cast", day: str) -> None:
    wish = {"chair": "candidate", "guest_name": "Grace", "times": [day]}
    answer = script(cast.ben, "read", "interviews:write").post(
        PLACE, wish, content_type="application/json"
    )
    assert answer.status_code == 409
    assert Interview.objects.count() == 0


@pytest.mark.parametrize("name", ["a\x00b", "Grace\nYour account is closed", "\x1b[31m", "\u2800"])
def test_a_name_is_one_line_that_can_be_read(cast: "Cast", name: str) -> None:
    ben = script(cast.ben, "read", "interviews:write")
    wish = {"chair": "candidate", "guest_name": name}
    assert ben.post(PLACE, wish, content_type="application/json").status_code == 422


@pytest.mark.parametrize(
    "bounds", [f"offset={10**30}", f"limit={10**30}", "limit=101", "offset=-1"]
)
def test_pages_have_bounds(cast: "Cast", asked: Interview, bounds: str) -> None:
    ben = script(cast.ben)
    assert ben.get(f"{PLACE}?{bounds}").status_code == 422
    assert len(ben.get(f"{PLACE}?limit=100&offset=0").json()["items"]) == 1


def test_a_script_learns_the_keys_that_notes_are_written_by(
    cast: "Cast", asked: Interview, rubric: "Rubric"
) -> None:
    told = script(cast.ben).get(f"{PLACE}/{asked.pk}/rubric").json()
    assert [one["key"] for one in told["dimensions"]] == [one["key"] for one in rubric.dimensions]
    assert set(told["dimensions"][0]["anchors"]) == {"1", "2", "3", "4"}
    assert script(cast.eve).get(f"{PLACE}/{asked.pk}/rubric").status_code == 404
