"""The bank that comes with Afterword: questions and default rubrics, read from its folder."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import yaml

from afterword.journal.actions import SYSTEM
from afterword.questions import actions, source
from afterword.questions.enums import Kind
from afterword.questions.models import QuestionVersion
from afterword.questions.source import Parsed

FOLDER = Path(__file__).parent / "bank"
RUBRIC_KINDS = (Kind.CODING, Kind.BEHAVIOURAL, Kind.DESIGN)


def files(folder: Path = FOLDER) -> Iterator[Path]:
    """The question files of a folder, in a steady order."""
    return iter(sorted(folder.rglob("*.md")))


def read(file: Path) -> Parsed:
    """One question file. Raises QuestionUnreadable; line ends are kept as they are."""
    with file.open(newline="", encoding="utf-8") as opened:
        return source.parse(opened.read())


def rubric_source(kind: Kind) -> dict[str, object]:
    """Title and dimensions of a default rubric."""
    text = (FOLDER / "rubrics" / f"{kind}.yaml").read_text(encoding="utf-8")
    return source_of_rubric(text)


def source_of_rubric(text: str) -> dict[str, object]:
    """A rubric file as JSON: the anchors' levels become text."""
    found = yaml.safe_load(text)
    for dimension in found["dimensions"]:
        dimension["anchors"] = {str(k): str(v) for k, v in dimension["anchors"].items()}
    return dict(found)


def load(*, now: datetime) -> int:
    """Bring the database up to the bank; how many questions were new or changed."""
    _load_rubrics(now=now)
    known = set(
        QuestionVersion.objects.filter(question__program=None).values_list("digest", flat=True)
    )
    changed = 0
    for file in files():
        parsed = read(file)
        if parsed.digest not in known:
            changed += actions.keep(parsed, program=None, by=SYSTEM)[1]
    return changed


def _load_rubrics(*, now: datetime) -> None:
    for kind in RUBRIC_KINDS:
        found = rubric_source(kind)
        dimensions = found["dimensions"]
        assert isinstance(dimensions, list)  # noqa: S101  tells mypy what the file format says
        actions.write_rubric(
            kind,
            title=str(found["title"]),
            dimensions=dimensions,
            program=None,
            by=SYSTEM,
            now=now,
        )
