"""The face keeps its promises: fields name their errors, levels have words, times their zone."""

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone

from afterword.kit.templatetags import kit


class Sign(forms.Form):
    email = forms.EmailField(help_text="Where letters go.", error_messages={"invalid": "No @."})
    kind = forms.ChoiceField(choices=[("a", "Coding"), ("b", "Design")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="I agree", required=False)
    coding = forms.ChoiceField(
        choices=[("0", "not assessed"), ("1", "not yet"), ("4", "excellent")],
        widget=forms.RadioSelect,
    )


def rendered(text: str, **context: object) -> str:
    return Template("{% load kit %}" + text).render(Context(context))


def test_a_field_is_tied_to_its_label_its_help_and_its_error() -> None:
    html = rendered("{% field form.email %}", form=Sign({"email": "ben"}))
    assert '<label for="id_email">Email' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext">Where letters go.' in html
    assert 'id="id_email_error"' in html
    assert "No @." in html


def test_a_radio_group_has_a_legend_and_every_choice_a_label() -> None:
    html = rendered("{% field form.kind %}", form=Sign())
    assert "<legend>Kind" in html
    assert html.count('<label class="choice">') == 2


def test_a_tick_has_its_words_beside_it() -> None:
    html = rendered("{% field form.agreed %}", form=Sign())
    assert html.index('type="checkbox"') < html.index("I agree")


def test_a_rating_shows_the_anchor_of_every_level() -> None:
    html = rendered(
        "{% rating form.coding anchors=anchors %}",
        form=Sign({"coding": "4"}),
        anchors={"1": "nothing that works", "4": "clean, quick"},
    )
    assert "nothing that works" in html
    assert "clean, quick" in html
    assert html.count('type="radio"') == 3
    chosen = re.findall(r"<input[^>]*checked[^>]*>", html)
    assert len(chosen) == 1
    assert 'value="4"' in chosen[0]


def test_anchors_may_be_four_texts_in_order() -> None:
    html = rendered("{% rating form.coding anchors=anchors %}", form=Sign(), anchors=list("abcd"))
    assert '<b>excellent</b><span class="anchor">d</span>' in html


def test_the_summary_links_each_error_to_its_field() -> None:
    form = Sign({"email": "ben", "kind": "a", "coding": "1"})
    html = rendered("{% error_summary form %}", form=form)
    assert '<a href="#id_email">Email</a>: No @.' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert rendered("{% error_summary form %}", form=Sign()).strip() == ""


@pytest.mark.parametrize(
    ("value", "word"),
    [(1, "not yet"), ("2", "mixed"), (3, "good"), (4, "excellent"), (None, "not assessed")],
)
def test_a_level_has_a_word(value: object, word: str) -> None:
    html = kit.level(value)
    assert f"<span>{word}</span>" in html
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize("value", [0, 5, -1, "", "x", "٣", "²"])
def test_whatever_is_no_level_is_not_assessed(value: object) -> None:
    assert kit.level_number(value) == 0


def test_a_time_names_its_zone_and_its_instant() -> None:
    moment = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    with timezone.override("Europe/Berlin"):
        html = kit.local_time(moment)
    assert 'datetime="2026-11-24T17:30:00Z"' in html
    assert "Tue 24 Nov 2026, 18:30 CET" in html


def test_a_time_that_is_not_known_is_nothing() -> None:
    assert kit.local_time(None) == ""


def test_moments_read_as_minutes_and_seconds() -> None:
    assert kit.moment(754_900_000) == "12:34"
    assert kit.clock(3661) == "61:01"
    assert kit.moment(None) == ""


def test_undo_is_found_among_a_messages_tags() -> None:
    assert kit.undo_url("quiet undo:/interviews/1/restore") == "/interviews/1/restore"
    assert kit.undo_url(None) == ""


def test_an_icons_label_is_escaped() -> None:
    assert "<script>" not in kit.icon("clock", label='"><script>')


def test_a_dialog_keeps_its_title_as_text() -> None:
    html = rendered('{% dialog name="swap" title=title %}<p>Words</p>{% enddialog %}', title="<b>")
    assert '<dialog class="dialog" id="swap" aria-labelledby="swap-title">' in html
    assert "&lt;b&gt;" in html
    assert "<p>Words</p>" in html


@pytest.mark.parametrize("page", ["400.html", "403.html", "404.html", "500.html"])
def test_an_error_page_needs_no_request(page: str) -> None:
    html = Template(f'{{% extends "{page}" %}}').render(Context())
    assert "<h1>" in html
    assert 'href="/"' in html


def test_without_the_script_nobody_is_told_that_typing_saves() -> None:
    html = rendered('{% include "kit/save_line.html" only %}')
    assert '<span class="needs-script">Saved as you type.</span>' in html
    assert '<span class="without-script">Kept whenever you press a button.</span>' in html
