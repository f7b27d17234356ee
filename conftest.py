"""The cast: Ada interviews, Ben is the candidate, Cleo reviews, Dov organizes, Eve is outside."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from afterword.interviews.models import Interview
    from afterword.people.models import Person, Program
    from afterword.questions.models import Rubric

# How long one example takes says how busy the machine is, and nothing else.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

PASSWORD = "a long enough password"  # noqa: S105  everybody's, in tests
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Four members of one program, and an outsider with an account."""

    program: "Program"
    ada: "Person"
    ben: "Person"
    cleo: "Person"
    dov: "Person"
    eve: "Person"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its tables and nobody in it, to be copied: making one takes seconds."""
    place = tmp_path_factory.mktemp("migrated")
    ours = ("AFTERWORD_", "DJANGO_", "MAKE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    subprocess.run(  # noqa: S603  our own command
        [Path(sys.executable).with_name("afterword"), "migrate"],
        env={**kept, "AFTERWORD_DATA": str(place)}, capture_output=True, check=True,
    )  # fmt: skip
    return place


@pytest.fixture
def cast(db: None) -> Cast:
    from afterword.people.enums import Role
    from afterword.people.models import Membership, Person, Program

    program = Program.objects.create(name="Night Owls CS Club")
    people = {
        name: Person.objects.create_user(f"{name}@example.org", PASSWORD, name=name.capitalize())
        for name in ("ada", "ben", "cleo", "dov", "eve")
    }
    for name in ("ada", "ben", "cleo", "dov"):
        role = Role.ORGANIZER if name == "dov" else Role.MEMBER
        Membership.objects.create(program=program, person=people[name], role=role, joined_at=NOON)
    return Cast(program=program, **people)


@pytest.fixture
def signed_in() -> Callable[["Person"], Client]:
    def browser(person: "Person") -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browser


@pytest.fixture
def rubric(db: None) -> "Rubric":
    from afterword.questions.models import Rubric

    keys = ("problem_solving", "coding", "verification", "communication", "collaboration")
    anchors = {"1": "not yet so", "2": "in part", "3": "soundly", "4": "beyond what was asked"}
    return Rubric.objects.create(
        kind="coding",
        title="Coding interviews",
        dimensions=[
            {
                "key": key,
                "name": key.replace("_", " ").capitalize(),
                "question": f"How was their {key.replace('_', ' ')}?",
                "anchors": anchors,
            }
            for key in keys
        ],
    )


@pytest.fixture
def interview(cast: Cast, rubric: "Rubric") -> "Interview":
    """Booked for tomorrow: Ada interviews Ben."""
    from afterword.interviews.enums import InterviewState
    from afterword.interviews.models import Chair, Interview

    booked = Interview.objects.create(
        program=cast.program,
        rubric=rubric,
        state=InterviewState.BOOKED,
        starts_at=timezone.now() + timedelta(days=1),
        booked_by=cast.ben,
    )
    Chair.objects.create(interview=booked, kind="interviewer", person=cast.ada)
    Chair.objects.create(interview=booked, kind="candidate", person=cast.ben)
    return booked


@pytest.fixture
def ended(interview: "Interview") -> "Interview":
    """The same interview, an hour after it began."""
    from afterword.interviews.enums import InterviewState
    from afterword.interviews.models import Interview

    now = timezone.now()
    Interview.objects.filter(pk=interview.pk).update(
        state=InterviewState.ENDED,
        starts_at=now - timedelta(hours=1),
        started_at=now - timedelta(hours=1),
        ended_at=now,
    )
    interview.refresh_from_db()
    return interview
