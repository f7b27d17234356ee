"""The shape of the house: floors, names, what is enqueued, what pages hold, which settings."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from afterword.host import followers
from afterword.kit import later

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "afterword"
FORBIDDEN = {"utils", "util", "helpers", "helper", "manager", "managers", "handler", "handlers",
             "data", "info", "misc", "common", "core"}  # fmt: skip
FORBIDDEN_VERBS = re.compile(r"^(process|do|handle)_")
SETTINGS_MOST = 25
# Of a file, and of a function; most are a fifth of that.
MOST_LINES, MOST_IN_A_FUNCTION, USUAL = 400, 40, 20
# Compiled: between two functions a loop over ratings would stop. And a list of options, one by one.
LONGER = {"numerics/kernels/", "study/command.py: add_options"}
# Names nobody has to be told about: what stands in them is a list.
LISTS = {"__init__.py", "apps.py", "urls.py"}


def modules() -> Iterator[Path]:
    for file in SOURCE.rglob("*.py"):
        if "migrations" not in file.parts:
            yield file


def shipped() -> Iterator[Path]:
    return (file for file in modules() if "tests" not in file.parts)


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def templates() -> Iterator[Path]:
    return SOURCE.rglob("templates/**/*.html")


def shown(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_the_floors_are_kept():
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


def test_no_file_has_a_name_that_says_nothing():
    named = {shown(file) for file in modules() if file.stem in FORBIDDEN}
    folders = {shown(file.parent) for file in modules() if file.parent.name in FORBIDDEN}
    assert named | folders == set()


# Names that the standard library's parser of HTML and its server give to what they call.
GIVEN = {
    "handle_starttag", "handle_endtag", "handle_data", "do_GET", "do_POST", "handle_no_permission",
}  # fmt: skip


def test_no_function_or_class_has_a_name_that_says_nothing():
    found = []
    for file in modules():
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", node.name)}
                if node.name in GIVEN:
                    continue
                if FORBIDDEN_VERBS.match(node.name) or words & {"utils", "helper", "manager"}:
                    found.append(f"{shown(file)}: {node.name}")
    assert found == []


def everything_written() -> Iterator[Path]:
    """What somebody wrote to be read: the code of the server and of the pages, and all tests."""
    tops = ("src", "tests", "journeys", "bench", "island/src", "island/test", "island/css")
    for file in (one for top in tops for one in (ROOT / top).rglob("*.*")):
        if file.suffix in {".py", ".ts", ".css", ".html"} and "migrations" not in file.parts:
            yield file


def test_no_file_is_crowded():
    lines = {shown(one): len(one.read_text("utf-8").splitlines()) for one in everything_written()}
    assert len(lines) > 1000
    assert {name: many for name, many in lines.items() if many > MOST_LINES} == {}


def lengths() -> Iterator[tuple[str, int]]:
    """Every function by its file and name, and how many lines it has below its docstring."""
    for file in shipped():
        for one in functions(parsed(file)):
            body = one.body[1:] if ast.get_docstring(one) else one.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            yield f"{file.relative_to(SOURCE)}: {one.name}", lines


def test_a_function_does_one_thing():
    found = list(lengths())
    longer = [name for name, lines in found if lines > MOST_IN_A_FUNCTION]
    assert [one for one in longer if not any(one.startswith(known) for known in LONGER)] == []
    assert sum(lines <= USUAL for _, lines in found) > 0.97 * len(found)


def test_every_module_says_what_it_is_for():
    silent = [
        shown(file)
        for file in shipped()
        if file.name not in LISTS and not ast.get_docstring(parsed(file))
    ]
    assert silent == []


# What every part has, and CONTRIBUTING.md tells of.
WORDS_DEEDS_DOORS = {
    "enums", "errors", "models", "access", "queries", "actions", "emails", "forms", "views", "urls",
    "api", "sockets", "tasks", "following", "apps",
}  # fmt: skip
LARGE = 20


def test_a_large_folder_says_where_everything_in_it_is():
    silent = []
    for file in SOURCE.rglob("__init__.py"):
        inside = {one.stem for one in file.parent.glob("*.py")} - {"__init__"}
        if len(inside) > LARGE and "tests" not in file.parts:
            told = set(re.findall(r"\w+", ast.get_docstring(parsed(file)) or ""))
            silent += [f"{shown(file)}: {one}" for one in inside - WORDS_DEEDS_DOORS - told]
    assert silent == []


def test_every_public_function_says_what_it_promises_unless_its_one_line_does():
    silent = [
        f"{shown(file)}: {one.name}"
        for file in shipped()
        for one in parsed(file).body
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        and not (one.name.startswith("_") or ast.get_docstring(one) or len(one.body) == 1)
    ]
    assert silent == []


# What is told to look away, and nothing after it that says why.
UNREASONED = re.compile(
    r"# (?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[^\]]*\])\W*$", re.MULTILINE
)


def test_every_exception_from_a_rule_says_why():
    assert UNREASONED.search("one = two  # noqa: S101")
    assert not UNREASONED.search("one = two  # noqa: S101  of a year before there was one")
    assert [shown(file) for file in shipped() if UNREASONED.search(file.read_text())] == []


ANY = re.compile(r"\bAny\b(?=[\],)|]| =)")
WHY_ANY = re.compile(r'(?:# |"""|\. )Any(?::|, )')


def test_whoever_says_any_says_why():
    says_any = [file for file in shipped() if ANY.search(file.read_text())]
    assert len(says_any) > 50
    assert [shown(file) for file in says_any if not WHY_ANY.search(file.read_text())] == []


def test_what_is_imported_within_a_function_says_why():
    silent = []
    for file in shipped():
        lines = file.read_text().splitlines()
        for one in functions(parsed(file)):
            within = [
                node for node in ast.walk(one) if isinstance(node, ast.Import | ast.ImportFrom)
            ]
            said = [lines[node.lineno - 1] for node in within]
            above = lines[within[0].lineno - 2].strip() if within else "#"
            if not above.startswith("#") and not any("#" in line for line in said):
                silent.append(f"{shown(file)}: {one.name}")
    assert silent == []


def enqueued() -> Iterator[tuple[str, str]]:
    """Every name that is enqueued, and where."""
    for file in shipped():
        for node in ast.walk(parsed(file)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = ast.unparse(node.func).split(".")[-1]
            if name == "enqueue" and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value), shown(file)


def test_every_name_that_is_enqueued_is_a_task():
    names = [name for name, _ in enqueued()]
    assert "people.post_letter" in names  # the search finds something
    for name in [*names, *settings.PERIODIC]:
        later.find(name)


def test_every_follower_is_there():
    for name in settings.FOLLOWERS.values():
        assert callable(followers.find(name))


def test_a_name_that_is_no_task_is_noticed():
    with pytest.raises(LookupError):
        later.find("people.no_such_task")


INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
LOGIC = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE)


def test_no_page_holds_inline_script_or_style():
    pages = list(templates())
    assert len(pages) > 10
    found = [
        f"{shown(page)}: {match[0].strip()}"
        for page in pages
        for pattern in (INLINE, SCRIPT)
        if (match := pattern.search(LOGIC.sub(" ", page.read_text()))) and not is_standalone(page)
    ]
    assert found == []


def is_standalone(page: Path) -> bool:
    """The scorecard file is one file that works offline: it carries its own style and script."""
    return "scorecard_file" in str(page) or page.name.startswith("scorecard_page")


@pytest.mark.parametrize("text", ['<p style="color:red">', "<script>1</script>", "<a onclick='x'>"])
def test_inline_script_and_style_would_be_noticed(text):
    assert INLINE.search(text) or SCRIPT.search(text)


VAGUE = re.compile(r"\b(failed|passed|weak|poor|score|rank|flag(ged)?|no-show)\b", re.IGNORECASE)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", re.DOTALL)


def test_pages_do_not_use_the_words_we_do_not_use():
    found = [
        f"{shown(page)}: {match[0]}"
        for page in templates()
        if (match := VAGUE.search(TAGS.sub(" ", page.read_text())))
    ]
    assert found == []


def settings_read() -> set[str]:
    """Every AFTERWORD_ setting that the code reads, from its one place."""
    text = "".join((SOURCE / "config" / name).read_text() for name in
                   ("settings.py", "environment.py"))  # fmt: skip
    names = set(re.findall(r'\b(?:text|switch)\(\s*"([A-Z_]+)"', text))
    return names | provider_settings()


def provider_settings() -> set[str]:
    """Those of other people's sign-ins, which are read by name and part."""
    return {"GITHUB_ID", "GITHUB_SECRET", "GOOGLE_ID", "GOOGLE_SECRET",
            "OIDC_SERVER", "OIDC_NAME", "OIDC_ID", "OIDC_SECRET"}  # fmt: skip


def test_every_setting_is_documented_and_there_are_few():
    documented = set(
        re.findall(r"`AFTERWORD_([A-Z_]+)`", (ROOT / "docs/host/settings.md").read_text())
    )
    assert documented == settings_read()
    assert len(documented) < SETTINGS_MOST


def test_only_config_reads_the_environment():
    reading = {
        shown(file) for file in shipped() if re.search(r"\bos\.(environ|getenv)", file.read_text())
    }
    assert reading == {
        "src/afterword/cli.py",  # names the settings module
        "src/afterword/config/asgi.py",  # and so does the server
        "src/afterword/config/environment.py",
        "src/afterword/config/settings_test.py",
        "src/afterword/host/serving.py",  # tells the settings what was typed
        "src/afterword/numerics/compiling.py",  # in a notebook there are no settings
    }


@pytest.mark.parametrize("name", ["start", "wheel", "server", "develop"])
def test_locks_name_no_index_and_pin_every_file(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert "index-url" not in text
    assert "://" not in text
    packages = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,-]+\])?==", text, re.MULTILINE)
    assert len(packages) > 30
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z0-9])", text.strip()))


def test_the_front_ends_lock_names_no_registry():
    assert '"resolved"' not in (ROOT / "island" / "package-lock.json").read_text()


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


def test_every_address_of_ours_has_a_name():
    ours = [one for one in patterns(get_resolver())
            if getattr(one.callback, "__module__", "").startswith("afterword.")]  # fmt: skip
    assert len(ours) > 30
    assert [str(one.pattern) for one in ours if not one.name] == []


def test_no_two_decisions_have_one_number():
    notes = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [int(note.name[:4]) for note in notes]
    assert numbers == list(range(1, len(notes) + 1))
    for note, number in zip(notes, numbers, strict=True):
        assert note.read_text("utf-8").startswith(f"# {number}. ")
