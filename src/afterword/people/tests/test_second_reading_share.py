"""How much is read twice: from when it counts, and what leaves it as it was."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.people.models import Program

pytestmark = pytest.mark.django_db

DEFAULTS = {
    "name": "Night Owls CS Club", "review_policy": "every", "review_share": 50,
    "interview_minutes": 40, "notes_hours": 24, "review_hours": 24, "seal_hours": 48,
}  # fmt: skip


def test_second_readings_count_from_when_they_are_turned_on(cast, signed_in):
    dov, url = signed_in(cast.dov), reverse("people:program-defaults", args=[cast.program.pk])
    for share, begun in ((30, True), (40, True), (0, False), (30, True)):
        dov.post(url, {**DEFAULTS, "second_reading_share": share})
        kept = Program.objects.get(pk=cast.program.pk)
        assert (kept.second_reading_share, kept.second_readings_since is not None) == (share, begun)
    first = kept.second_readings_since
    dov.post(url, {**DEFAULTS, "second_reading_share": 90})
    assert Program.objects.get(pk=cast.program.pk).second_readings_since == first


def test_a_page_from_before_second_readings_leaves_them_as_they_are(cast, signed_in):
    Program.objects.update(second_reading_share=30, second_readings_since=timezone.now())
    url = reverse("people:program-defaults", args=[cast.program.pk])
    assert signed_in(cast.dov).post(url, DEFAULTS).status_code == 302
    assert Program.objects.get(pk=cast.program.pk).second_reading_share == 30


def test_more_than_all_notes_are_not_read_twice(cast, signed_in):
    url = reverse("people:program-defaults", args=[cast.program.pk])
    answer = signed_in(cast.dov).post(url, {**DEFAULTS, "second_reading_share": 101})
    assert answer.status_code == 422


def test_who_agrees_on_a_page_that_was_open_before_is_not_read_again(cast, signed_in):
    url = reverse("people:program-defaults", args=[cast.program.pk])
    signed_in(cast.dov).post(url, {**DEFAULTS, "second_reading_share": 30})
    since = Program.objects.get(pk=cast.program.pk).second_readings_since
    assert since > timezone.now() + timedelta(hours=23)


def test_an_emptied_share_is_none(cast, signed_in):
    Program.objects.update(second_reading_share=30, second_readings_since=timezone.now())
    url = reverse("people:program-defaults", args=[cast.program.pk])
    signed_in(cast.dov).post(url, {**DEFAULTS, "second_reading_share": ""})
    kept = Program.objects.get(pk=cast.program.pk)
    assert (kept.second_reading_share, kept.second_readings_since) == (0, None)
