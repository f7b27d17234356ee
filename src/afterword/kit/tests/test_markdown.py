"""What people write, made safe to show."""

import pytest

from afterword.kit.markdown import render, render_line, render_words

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](data:text/html,x)",
    "![a](https://example.org/pixel.png)",
    "<p style='position:fixed'>x</p>",
    "`<script>`",
    "[a](https://example.org 'onmouseover=alert(1)')",
]


@pytest.mark.parametrize("write", [render, render_words, render_line])
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_written_runs_or_loads(write, text):
    html = write(text)
    assert "<script" not in html
    assert "<img" not in html
    assert "<p style" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_code_and_emphasis_stay():
    assert render_line("kept `has` *why*") == "kept <code>has</code> <em>why</em>"


def test_a_writer_s_line_ends_stay_and_their_headings_are_not_ours():
    assert render_words("# one\ntwo") == "<p># one<br>\ntwo</p>\n"


def test_a_link_tells_nobody_where_it_was():
    assert 'rel="noopener noreferrer nofollow"' in render("[a](https://example.org)")


def test_a_keyboard_reaches_a_wide_table_and_an_empty_corner_heads_nothing() -> None:
    html = render("| | now |\n|---|---|\n| one | 1 |")
    assert '<table tabindex="0">' in html
    assert "<th></th>" not in html
    assert "<th>now</th>" in html
