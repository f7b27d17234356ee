import json
import re
from html import unescape

import pytest
from django.template import Context, Template
from django.urls import reverse

from afterword.kit.charts import Chart, axis
from afterword.kit.example_charts import example_charts


def rendered(it):
    return Template("{% load charts %}{% chart it %}").render(Context({"it": it}))


@pytest.mark.parametrize("it", example_charts(), ids=lambda one: one.spec["kind"])
def test_a_chart_says_its_sentence_and_has_every_number_in_a_table(it):
    html = rendered(it)

    assert unescape(html).count(it.sentence) == 2
    for row in it.rows:
        assert all(str(cell) in unescape(html) for cell in row)
    assert html.count("<tr>") == len(it.rows) + 1


@pytest.mark.parametrize("it", example_charts(), ids=lambda one: one.spec["kind"])
def test_a_chart_carries_what_the_script_draws_and_no_script_or_style_of_its_own(it):
    html = rendered(it)

    carried = re.search(r'data-chart="([^"]*)"', html)
    assert json.loads(unescape(carried[1])) == it.spec
    assert "<script" not in html
    assert "style=" not in html


def test_the_table_is_open_until_a_script_has_drawn():
    assert '<details class="disclosure" open>' in rendered(example_charts()[0])


def test_names_that_people_gave_stay_words():
    cruel = Chart(
        "cruel", "<b>", ("<i>",), [("</script><script>alert(1)</script>",)],
        {"kind": "bars", "x": axis("x", measure="number", end=1), "rows": [
            {"label": '"><script>', "note": "", "value": 1}]},
    )  # fmt: skip

    html = rendered(cruel)

    assert "<script" not in html
    assert "<b>" not in html


def test_an_axis_has_some_length():
    assert axis("x", measure="days", end=0)["to"] > 0


@pytest.mark.django_db
def test_only_pages_with_charts_load_what_draws_them(client):
    with_charts = client.get(reverse("design"), {"show": "charts"}).content.decode()
    without = client.get(reverse("design")).content.decode()

    assert "charts.js" in with_charts or re.search(r"charts\.\w+\.js", with_charts)
    assert "built/charts" not in without
