"""Addresses, and what stands on a page."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.people.models import Person

if TYPE_CHECKING:
    from django.http import HttpResponse


CANDIDATE, INTERVIEWER = ChairKind.CANDIDATE, ChairKind.INTERVIEWER


Browser = Callable[[Person], Client]


def page(interview: Interview, name: str = "interview") -> str:
    return reverse(f"interviews:{name}", args=[interview.pk])


def said(answer: "HttpResponse") -> str:
    return answer.content.decode()


def local(days: int, hour: int = 10) -> str:
    day = timezone.now() + timedelta(days=days)
    return f"{day:%Y-%m-%d}T{hour:02}:00"
