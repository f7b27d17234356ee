"""Fields are drawn as Django draws them, and sessions kept as Django keeps them; only sooner."""

from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.contrib.sessions.models import Session
from django.forms.renderers import DjangoTemplates
from django.utils import timezone

from afterword.kit.inputs import DRAWS, Fields
from afterword.kit.sessions import SessionStore

HOSTILE = "\"><b>&amp;'</b></textarea>"
ABOUT: dict[str, Any] = {"attrs": {"title": HOSTILE, "required": True, "disabled": False, "max": 9}}


class Everything(forms.Form):
    """One field for each way to draw one."""

    text = forms.CharField(widget=forms.TextInput(**ABOUT))
    number = forms.IntegerField(widget=forms.NumberInput(**ABOUT))
    email = forms.CharField(widget=forms.EmailInput(**ABOUT))
    url = forms.CharField(widget=forms.URLInput(**ABOUT))
    tel = forms.CharField(widget=forms.TelInput(**ABOUT))
    password = forms.CharField(widget=forms.PasswordInput(render_value=True, **ABOUT))
    search = forms.CharField(widget=forms.SearchInput(**ABOUT))
    hidden = forms.CharField(widget=forms.HiddenInput(**ABOUT))
    date = forms.CharField(widget=forms.DateInput(**ABOUT))
    datetime = forms.CharField(widget=forms.DateTimeInput(**ABOUT))
    time = forms.CharField(widget=forms.TimeInput(**ABOUT))
    checkbox = forms.BooleanField(widget=forms.CheckboxInput(**ABOUT))
    textarea = forms.CharField(widget=forms.Textarea(**ABOUT))
    choice = forms.ChoiceField(choices=[("a", HOSTILE)], widget=forms.RadioSelect)


@pytest.mark.parametrize("value", [None, "", HOSTILE, "  a\nb", 0, 7, True])
def test_every_field_is_drawn_to_the_letter(value: object) -> None:
    typed = dict.fromkeys(Everything.base_fields, value)
    by_us, by_django = (
        Everything(initial=typed, renderer=one()) for one in (Fields, DjangoTemplates)
    )
    names = list(Everything.base_fields)
    assert [str(by_us[name]) for name in names] == [str(by_django[name]) for name in names]


def test_there_is_a_field_for_each_way_to_draw_one() -> None:
    drawn = {name.rpartition("/")[2].removesuffix(".html") for name in DRAWS}
    assert drawn < set(Everything.base_fields)


@pytest.mark.django_db
def test_a_session_is_open_until_it_runs_out() -> None:
    made = SessionStore()
    made["shared"] = "link"
    made.save()
    assert SessionStore(made.session_key)["shared"] == "link"
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    over = SessionStore(made.session_key)
    assert (over.get("shared"), over.session_key) == (None, None)
