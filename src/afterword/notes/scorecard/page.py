"""The scorecard as one file: page, style, script, typefaces, icons; nothing from elsewhere."""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair
from afterword.interviews.queries import chair
from afterword.notes.enums import Confidence, Recommendation
from afterword.notes.scorecard.offer import payload
from afterword.questions.enums import Level
from afterword.questions.models import QuestionVersion

BUILT = files("afterword.kit") / "static" / "built"
FONTS = (
    ("Literata", "literata.woff2", "400 600"),
    ("Figtree", "figtree.woff2", "400 650"),
)


# What could end a script's element, or begin a comment in it, in a way that JSON reads the same.
HARMLESS = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What is put into every scorecard file, with the policy that lets nothing else run."""

    style: str
    script: str
    icons: str
    policy: str


@cache
def parts() -> Parts:
    """Read once; raises FileNotFoundError where the front end was not built."""
    style = _fonts() + _text("scorecard.css")
    script = _text("scorecard.js")
    if "</script" in script.lower() or "</style" in style.lower() or "<!--" in script:
        raise ValueError("the scorecard's script or style would end before its end")
    return Parts(style, script, _icons(), _policy(style=style, script=script))


def _policy(*, style: str, script: str) -> str:
    """No network at all, and no script or style but these two."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "font-src data:",
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(name: str) -> str:
    return (BUILT / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _icons() -> str:
    """The sprite as part of the page, so that `#clock` finds its icon without a request."""
    return _text("icons.svg").replace("<svg ", "<svg hidden ", 1).strip()


def _fonts() -> str:
    return "".join(_font(*font) for font in FONTS)


def _font(family: str, file: str, weights: str) -> str:
    woff = base64.b64encode((BUILT / "fonts" / file).read_bytes()).decode()
    return (
        f"@font-face{{font-family:{family};font-weight:{weights};font-display:swap;"
        f"src:url(data:font/woff2;base64,{woff}) format('woff2')}}"
    )


def html(mine: Chair, versions: Sequence[QuestionVersion]) -> str:
    """The whole file for an interviewer's chair."""
    interview = mine.interview
    words = payload(mine, versions)
    context = {
        "parts": parts(),
        "payload": _json(words),
        "candidate": chair(interview, ChairKind.CANDIDATE).name,
        "kind": interview.get_kind_display(),
        "seniority": interview.get_seniority_display(),
        "minutes": interview.minutes,
        "guest": mine.is_guest,
        "address": words["address"],
        "versions": versions,
        "dimensions": [_dimension(one) for one in interview.rubric.dimensions],
        "recommendations": Recommendation.choices,
        "confidences": Confidence.choices,
    }
    return render_to_string("notes/scorecard_file.html", context)


def name(mine: Chair) -> str:
    """What the file is called on her disk: nothing in it that a header could stumble over."""
    starts_at = mine.interview.starts_at
    return f"scorecard-{starts_at:%Y-%m-%d}.html" if starts_at else "scorecard.html"


# Any: JSON, and a rubric's dimension.
def _json(words: dict[str, Any]) -> SafeString:
    return mark_safe(json.dumps(words).translate(HARMLESS))  # noqa: S308  harmless in a script


def _dimension(dimension: dict[str, Any]) -> dict[str, Any]:
    anchors = dimension["anchors"]
    levels = [{"value": "", "word": "not assessed", "anchor": "", "icon": "level-0"}]
    for level in Level:
        anchor = anchors.get(str(level.value), "")
        levels.append(
            {
                "value": str(level.value),
                "word": level.label,
                "anchor": anchor,
                "icon": f"level-{level}",
            }
        )
    return {**dimension, "levels": levels}
