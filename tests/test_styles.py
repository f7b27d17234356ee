"""The style sheets: what they dress is there, or they would only grow."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE, ISLAND = ROOT / "src" / "afterword", ROOT / "island"
# What the libraries in the page put on elements.
GIVEN = {"cm-editor", "htmx-request"}
# Of which the others are told by not having it: a table that stays one on a phone.
UNWORN = {"stays"}
COMMENT = re.compile(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", re.DOTALL)
SELECTORS = re.compile(r"([^{};]+)\{")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
# An attribute of a page, with logic in it or without, and the blocks that fill one.
WORN = re.compile(
    r"class=\\?\"((?:{%.*?%}|{{.*?}}|[^\"])*)\"|{% block \w+_class %}(.*?){% endblock %}", re.DOTALL
)
SAID = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
NAME = re.compile(r"[\w-]+")


def dressed() -> set[str]:
    """Every class that a style sheet says something of."""
    sheets = (file.read_text("utf-8") for file in (ISLAND / "css").glob("*.css"))
    selectors = (found[1] for one in sheets for found in SELECTORS.finditer(COMMENT.sub("", one)))
    return {name for one in selectors for name in CLASS.findall(one)}


def worn() -> Iterator[str]:
    """The names in all classes: of pages, of what Python writes for them, and of the scripts."""
    for page in SOURCE.rglob("templates/**/*.html"):
        yield from names_in(page.read_text("utf-8"))
    for file in SOURCE.rglob("*.py"):
        if not {"tests", "migrations"} & {*file.parts}:
            yield from named_by(ast.parse(file.read_text("utf-8")))
    for script in (ISLAND / "src").rglob("*.ts"):
        for said in SAID.findall(script.read_text("utf-8")):
            yield from NAME.findall(said)


def names_in(page: str) -> Iterator[str]:
    for found in WORN.finditer(page):
        yield from NAME.findall(found[1] or found[2] or "")


def named_by(module: ast.Module) -> Iterator[str]:
    """Of texts that hold an attribute, and of `{"class": …}` as fields of forms are given it."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from names_in(node.value)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "class":
                    yield from NAME.findall(ast.unparse(value))


def test_every_class_that_is_dressed_is_worn():
    named = {*worn()}
    begun = tuple(one for one in named if one.endswith("-"))  # `level-{}`: its end is put in
    bare = {one for one in dressed() - named - GIVEN - UNWORN if not one.startswith(begun)}
    assert len(dressed()) > 200
    assert bare == set()


def test_a_class_that_nobody_wears_would_be_noticed():
    assert {*names_in('<p class="soft{% if wide %} wide{% endif %}">')} >= {"soft", "wide"}
    assert "number-with-doubt" not in {*worn()}
