"""The bank that comes with Afterword: complete, and right."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from afterword.questions import bank
from afterword.questions.enums import ASKED, Kind
from afterword.questions.models import Question, QuestionVersion, Rubric

QUESTIONS = [bank.read(file) for file in bank.files()]
CODING = [one for one in QUESTIONS if one.kind == Kind.CODING]
RUN_PYTHON = """
import json, sys
tests = json.load(sys.stdin)
exec(compile(tests["code"], "reference", "exec"), globals())
entry = globals()[tests["entry"]]
print(json.dumps([entry(*args) for args in tests["args"]]))
"""
RUN_JAVASCRIPT = """
import fs from "node:fs";
const tests = JSON.parse(fs.readFileSync(0, "utf8"));
const url = "data:text/javascript," + encodeURIComponent(tests.code);
const entry = (await import(url))[tests.entry];
console.log(JSON.stringify(tests.args.map((args) => entry(...args))));
"""


def node() -> str:
    own = Path(sys.executable).parent / "node"
    return str(own) if own.exists() else str(shutil.which("node"))


def answers(parsed, language: str) -> list[object]:
    content = parsed.content
    command = {
        "python": [sys.executable, "-I", "-c", RUN_PYTHON],
        "javascript": [node(), "--input-type=module", "-e", RUN_JAVASCRIPT],
    }[language]
    task = {
        "code": content["reference"][language],
        "entry": content["entry"][language],
        "args": [test["args"] for test in content["tests"]],
    }
    ran = subprocess.run(
        command, input=json.dumps(task), capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_the_bank_is_as_large_as_promised():
    kinds = Counter(one.kind for one in QUESTIONS)
    assert kinds[Kind.BEHAVIOURAL] >= 8
    assert kinds[Kind.DESIGN] >= 4
    assert kinds[Kind.REVERSE] >= 2
    assert kinds[Kind.CODING] >= 16
    assert len(QUESTIONS) >= 30
    assert {one.difficulty for one in CODING} == {1, 2, 3, 4}


@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_of_hour_has_a_rubric_and_questions(kind):
    assert len(bank.rubric_source(kind)["dimensions"]) == 5
    assert any(one.kind == kind for one in QUESTIONS)


@pytest.mark.parametrize("language", ["python", "javascript"])
@pytest.mark.parametrize("parsed", CODING, ids=lambda parsed: parsed.slug)
def test_the_reference_solves_its_question(parsed, language):
    tests = parsed.content["tests"]
    assert len(tests) >= 8
    given = dict(zip([test["name"] for test in tests], answers(parsed, language), strict=True))
    assert given == {test["name"]: test["gives"] for test in tests}


@pytest.mark.parametrize("parsed", QUESTIONS, ids=lambda parsed: parsed.slug)
def test_every_dimension_of_the_rubric_has_signals(parsed):
    if parsed.kind == Kind.REVERSE:
        assert parsed.content["signals"]
        return
    dimensions = [one["name"] for one in bank.rubric_source(parsed.kind)["dimensions"]]
    assert [one["dimension"] for one in parsed.content["signals"]] == dimensions


@pytest.mark.parametrize(
    "parsed", [one for one in QUESTIONS if one.kind in ASKED], ids=lambda parsed: parsed.slug
)
def test_the_signals_of_a_dimension_tell_more_than_one_level(parsed):
    for signal in parsed.content["signals"]:
        named = [sign.partition(":")[0] for sign in signal["signs"]]
        below = [level for level in named if level in ("Mixed", "Not yet")]
        assert below, signal["dimension"]
        assert len(below) < len(named), signal["dimension"]


@pytest.mark.parametrize("parsed", CODING, ids=lambda parsed: parsed.slug)
def test_a_coding_question_was_worked_through(parsed):
    assert parsed.version >= 2
    assert parsed.content["history"][0]["version"] == parsed.version


@pytest.mark.parametrize(
    "parsed", [one for one in QUESTIONS if one.kind in ASKED], ids=lambda parsed: parsed.slug
)
def test_forty_minutes_hold_a_hello_and_the_questions_of_the_candidate(parsed):
    plan = parsed.content["time_plan"]
    assert parsed.content["minutes"] == 40
    assert plan[0]["text"].startswith("say hello")
    assert plan[-1]["text"] == "their questions to you"


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    assert bank.load(now=timezone.now()) == len(QUESTIONS)
    assert bank.load(now=timezone.now()) == 0
    assert Question.objects.count() == QuestionVersion.objects.count() == len(QUESTIONS)
    assert Rubric.objects.filter(retired_at=None).count() == 3


@pytest.mark.django_db
def test_export_gives_back_the_files_byte_for_byte(tmp_path):
    bank.load(now=timezone.now())
    call_command("questions", "export", str(tmp_path), verbosity=0)
    for file in bank.files():
        assert (tmp_path / file.relative_to(bank.FOLDER)).read_bytes() == file.read_bytes()


@pytest.mark.django_db
def test_an_import_brings_in_the_readable_and_names_the_others(tmp_path, capsys):
    whole = next(bank.files())
    shutil.copy(whole, tmp_path / "whole.md")
    (tmp_path / "broken.md").write_text("nothing")
    (tmp_path / "binary.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="2 files could not be brought in"):
        call_command("questions", "import", str(tmp_path))
    assert Question.objects.count() == 1
