"""A job's page becomes an application that is filled in."""
# ruff: noqa: E501  rows of these files are as long as they are

import time

import pytest

from afterword.cycle.reading.confining import NotRead, posting_in
from afterword.cycle.reading.postings import posting

PAGE = """<!doctype html><html><head><title>Baker - Acme | LinkedIn</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"},
{"@type": "JobPosting", "title": "Baker of breads", "hiringOrganization": {"@type": "Organization", "name": "Acme GmbH"},
"jobLocation": [{"@type": "Place", "address": {"addressLocality": "Kyoto", "addressCountry": "JP"}}],
"jobLocationType": "TELECOMMUTE", "url": "https://acme.example/jobs/7",
"baseSalary": {"currency": "EUR", "value": {"minValue": 50000, "maxValue": 60000, "unitText": "YEAR"}},
"description": "<p>You bake.</p><ul><li>Every day</li></ul><script>alert(1)<\\/script>"}]}</script></head>
<body><h1>Baker</h1><p>You bake.</p></body></html>"""


def test_structured_words_are_read():
    assert posting(PAGE) == {
        "company": "Acme GmbH", "role": "Baker of breads", "where": "remote, Kyoto, JP",
        "pay": "50,000 to 60,000 EUR per year", "links": "https://acme.example/jobs/7",
        "notes": "You bake.\nEvery day",
    }  # fmt: skip


def test_a_page_without_them_gives_its_title_and_text():
    page = "<html><title>Baker at Acme | LinkedIn</title><script>evil()</script><p>You bake.</p></html>"
    told = posting(page)
    assert (told["company"], told["role"], told["notes"]) == ("Acme", "Baker", "You bake.")


def test_pasted_text_gives_its_first_lines():
    told = posting("Baker\nAcme\nKyoto\nApply at https://acme.example/7 today")
    assert (told["role"], told["company"]) == ("Baker", "Acme")
    assert told["links"] == "https://acme.example/7"
    assert "Kyoto" in told["notes"]


def test_an_address_that_is_no_web_address_makes_no_link():
    assert (
        posting(PAGE.replace("https://acme.example/jobs/7", "javascript:alert(1)"))["links"] == ""
    )


@pytest.mark.parametrize("page", ["", " \n", "x" * 5_000_001])
def test_nothing_or_too_much_is_a_sentence(page):
    with pytest.raises(NotRead):
        posting_in(page)


@pytest.mark.parametrize(
    "page",
    ["<" * 100_000, "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
     "<script type='application/ld+json'>{\"@type\": \"JobPosting\", \"title\": [1], \"jobLocation\": 7}</script>",
     "<!DOCTYPE [" + "<!ENTITY " * 1000, "&#x110000;" * 1000, "<a b=" * 50_000, "<p>" * 100_000],
)  # fmt: skip
def test_a_broken_page_gives_fields_or_a_sentence(page):
    try:
        told = posting_in(page)
    except NotRead as why:
        told = {"company": "", "role": "", "why": str(why)}
    assert set(told) >= {"company", "role"}
    assert told.get("why", ".").endswith(".")


@pytest.mark.parametrize(
    "page",
    ["<a b=" * 1_000_000, "<a \"" * 1_000_000, "<a '\"><" * 150_000, "<!--" * 1_000_000, "<" * 200_000,
     "<script" * 500_000, "<title>" * 500_000, "<meta a" + " " * 4_000_000, "&#" * 2_000_000,
     "<meta " + "a='" * 1_000_000, ("<a \" '>' \"" * 400_000)[:-1],
     "<script type=ld+json>[" + "0," * 2_400_000 + "0]</script>"],
    ids=lambda page: page[:8],
)  # fmt: skip
def test_no_page_takes_longer_than_its_length(page):
    """Five megabytes of a hundred thousand tags that do not end took the child's whole time."""
    began = time.process_time()
    posting(page)
    assert time.process_time() - began < 5


def test_a_number_that_is_no_sign_takes_nothing_else_away():
    told = posting("<title>Baker at Acme</title><p>You &#" + "9" * 5000 + "; bake.</p>")
    assert (told["company"], told["notes"]) == ("Acme", "You \ufffd; bake.")


def test_a_quote_that_never_ends_takes_one_tag_and_no_text():
    told = posting("<title>Baker at Acme</title><a b='x>You bake.</a><p c=\"y>Every day.</p>")
    assert told["notes"] == "You bake.\nEvery day."


def test_what_stands_in_quotes_ends_no_tag():
    page = (
        "<!DOCTYPE html><meta property='og:title' content='Baker &gt; Chef > Cook at Acme'>"
        '<link rel=canonical href="https://acme.example/7?a=1&amp;b=2"><!-- <h1>no</h1> -->'
        "<H1 class=big>Baker <b>of</b> breads</H1><STYLE>p > a {}</STYLE><p title='>'>You bake.<br>3 < 4"
    )
    told = posting(page)
    assert (told["company"], told["role"]) == ("Acme", "Baker > Chef > Cook")
    assert told["links"] == "https://acme.example/7?a=1&b=2"
    assert told["notes"] == "You bake.\n3 < 4"
