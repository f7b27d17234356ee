"""What pages of the documentation name is there: files, functions, links, commands, options."""

import argparse
import doctest
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword import cli
from afterword.study.command import add_options

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md")])
WORDS = {page: page.read_text("utf-8") for page in PAGES}
NOT_OURS = {".git", ".venv", "node_modules", "data", "dist"}
LINK = re.compile(r"\]\(([^)#\s]+)")
FILE = re.compile(r"`([\w.-]+(?:/[\w.-]+)*\.(?:py|md|ts|toml|txt|yaml|sh|css|mjs))(?:: (\w+))?`")
LINE = re.compile(r"^(?: {4}|sudo )(afterword \w.*|make [a-z].*)$", re.MULTILINE)
WITHIN = re.compile(r"`((?:afterword|make) [a-z][^`]*)`")


def found(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for page, words in WORDS.items():
        for one in pattern.finditer(words):
            yield page.name, one[1]


@pytest.fixture(scope="module")
def files() -> list[str]:
    """Every file of the repository, from a slash on."""
    there = []
    for folder, inside, names in os.walk(ROOT):
        inside[:] = [one for one in inside if one not in NOT_OURS]
        there += [f"/{Path(folder, name).relative_to(ROOT)}" for name in names]
    return there


def test_every_file_that_a_page_names_is_there(files):
    named = list(found(FILE))
    assert len(named) > 50
    assert [one for one in named if not any(file.endswith(f"/{one[1]}") for file in files)] == []


def test_every_function_or_class_that_a_page_names_is_in_its_file(files):
    named = [one.groups() for words in WORDS.values() for one in FILE.finditer(words) if one[2]]
    assert len(named) >= 4
    for file, name in named:
        (there,) = [one for one in files if one.endswith(f"/{file}")]
        assert re.search(rf"\b(def|class) {name}\b", (ROOT / there[1:]).read_text("utf-8")), name


def test_every_link_between_pages_leads_somewhere():
    inside = [(page, one) for page in PAGES for one in LINK.findall(WORDS[page]) if ":" not in one]
    assert len(inside) > 20
    assert [f"{page.name}: {one}" for page, one in inside if not (page.parent / one).exists()] == []


def test_every_command_that_a_page_has_typed_is_understood():
    typed = [shlex.split(line, comments=True) for _, line in found(LINE)]
    ours = [words[1:] for words in typed if words[0] == "afterword"]
    assert len(ours) > 8
    for words in ours:
        assert cli.parser().parse_args(words).command == words[0]


def test_every_command_and_every_target_that_a_page_names_is_there():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    known = {"make": targets, "afterword": cli.OURS}
    named = [shlex.split(one, comments=True)[:2] for _, one in (*found(LINE), *found(WITHIN))]
    assert len(named) > 30
    assert [one for one in named if one[1] not in known[one[0]]] == []


def test_the_page_of_calibrate_tells_every_option_and_no_other():
    parser = argparse.ArgumentParser(add_help=False)
    add_options(parser)
    options = {name for one in parser._actions for name in one.option_strings}
    page = WORDS[ROOT / "docs/use/calibrate.md"]
    assert set(re.findall(r"(?<!\w)--[a-z][a-z-]*", page)) == options


def test_the_session_in_a_notebook_says_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = ROOT / "docs/use/calibrate-in-python.md"
    done = doctest.testfile(str(page), module_relative=False)
    assert done.attempted > 20
    assert done.failed == 0
    assert (tmp_path / "severities.png").stat().st_size > 5_000
