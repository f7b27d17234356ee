"""The access matrix: every route, for every subject, with every method.

A `Row` says who may; everybody else must be refused, and a refusal counts only where somebody
who may got an answer from the same object.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import canaries
from tests.access.world import EVERYBODY, NOBODY, World

METHODS = ("get", "head", "post", "put", "patch", "delete")
REFUSALS = frozenset({401, 403, 404, 410})
SIGN_IN_PAGES = frozenset({"/account/login/", "/account/login/code/"})


@dataclass(frozen=True)
class Row:
    """One route on one object. A method that is not named is answered with 405 or a refusal.

    An `api` row asks with the subject's personal token, and with the session where there is none.
    `of` names the object in reports; `shows` adds readers of a private field on this
    page alone.
    """

    route: str
    at: Mapping[str, object] = field(default_factory=dict)
    of: str = ""
    get: frozenset[str] | None = None
    post: frozenset[str] | None = None
    put: frozenset[str] | None = None
    patch: frozenset[str] | None = None
    delete: frozenset[str] | None = None
    body: object = None
    json: bool = False
    api: bool = False
    query: str = ""
    shows: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def allowed(self, method: str) -> frozenset[str] | None:
        """Who may use the method here; None where the route does not have it."""
        return self.get if method == "head" else getattr(self, method)

    @property
    def url(self) -> str:
        return reverse(self.route, kwargs=dict(self.at)) + self.query


@dataclass(frozen=True)
class Cell:
    """One question to the server, and its answer."""

    row: Row
    subject: str
    method: str
    response: HttpResponse

    @property
    def refused(self) -> bool:
        """Not found, forbidden, or sent to sign in."""
        if self.response.status_code in REFUSALS:
            return True
        place = self.response.headers.get("Location", "").partition("?")[0]
        return self.response.status_code == 302 and place in SIGN_IN_PAGES

    def __str__(self) -> str:
        where = f"{self.row.route}[{self.row.of}]" if self.row.of else self.row.route
        return f"{self.method.upper()} {where} by {self.subject}: {self.response.status_code}"


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """The name of every route in the URL conf; a route without a name is yielded as its pattern."""
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from routes(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}" if pattern.name else f"unnamed {pattern.pattern}"


def ask(world: World, row: Row, subject: str, method: str) -> Cell:
    """Put one question, and undo whatever it changed."""
    cache.clear()
    with transaction.atomic("default"), transaction.atomic("record"):
        response = _send(world, row, subject, method)
        response.content if not response.streaming else response.getvalue()
        transaction.set_rollback(True, "default")
        transaction.set_rollback(True, "record")
    return Cell(row, subject, method, response)


def _send(world: World, row: Row, subject: str, method: str) -> HttpResponse:
    client = world.script(subject) if row.api else world.browser(subject)
    send: Callable[..., HttpResponse] = getattr(client, method)
    if method in {"get", "head"}:
        return send(row.url)
    if row.json:
        return send(row.url, row.body or {}, content_type="application/json")
    if method == "post":
        return send(row.url, row.body or {})
    return send(row.url)


def wrong(cell: Cell) -> str:
    """What is wrong with an answer, or nothing."""
    if cell.response.status_code >= 500:
        return "an error"
    allowed = cell.row.allowed(cell.method)
    if cell.method == "head" and cell.response.status_code == 405:
        return ""
    if allowed is None:
        return "" if cell.response.status_code == 405 or cell.refused else "not a method of it"
    if cell.subject in allowed:
        return "refused" if cell.refused else ""
    return "" if cell.refused else "let in"


GUARDS = {
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY", "SAMEORIGIN"},
    "Referrer-Policy": {"same-origin", "strict-origin", "no-referrer"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
}
NEVER = {"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "http:", "https:"}


def unguarded(response: HttpResponse) -> set[str]:
    """The headers that should keep a browser from harm and are missing, or keep it from none."""
    policy = response.headers.get("Content-Security-Policy", "")
    directives = {words[0]: words[1:] for one in policy.split(";") if (words := one.split())}
    told = {word for words in directives.values() for word in words}
    weak = {name for name, good in GUARDS.items() if response.headers.get(name) not in good}
    if "no-store" not in response.headers.get("Cache-Control", ""):
        weak.add("Cache-Control")
    if directives.get("default-src") != ["'none'"] or "frame-ancestors" not in directives:
        weak.add("Content-Security-Policy")
    return weak | (told & NEVER)


def leaks(cell: Cell) -> set[str]:
    """The private fields in an answer that this subject may not read here."""
    body = cell.response.getvalue() if cell.response.streaming else cell.response.content
    headers = "\n".join(f"{name}: {value}" for name, value in cell.response.headers.items())
    seen = canaries.found_in(body) | canaries.found_in(headers.encode())
    return {
        private
        for private in seen
        if cell.subject not in canaries.READERS[private] | cell.row.shows.get(private, NOBODY)
    }


def walk(world: World, row: Row, tally: Counter[str]) -> Iterator[Cell]:
    """Every cell of a row, counted by what it showed."""
    for method in METHODS:
        for subject in sorted(_askers(row, method)):
            cell = ask(world, row, subject, method)
            tally[_kind(cell)] += 1
            yield cell


@dataclass
class Found:
    """What a walk over rows came to: how many cells of each kind, and what is wrong with them."""

    tally: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    bare: Counter[str] = field(default_factory=Counter)
    silent: list[Row] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.tally.total()} cells {dict(self.tally)}"


def walk_all(world: World, rows: Iterable[Row], *, refused_to_all: Container[str]) -> Found:
    """Every cell of all rows. A row that nobody may use is wrong, unless it is named so."""
    found = Found()
    for row in rows:
        cells = list(walk(world, row, found.tally))
        found.faults += [f"{cell}: {fault}" for cell in cells if (fault := wrong(cell))]
        found.leaked += [f"{cell} shows {told}" for cell in cells if (told := leaks(cell))]
        found.bare.update(f"{one}: {cell}" for cell in cells for one in unguarded(cell.response))
        nobody_may = not any(row.allowed(method) for method in METHODS)
        if nobody_may and row.of not in refused_to_all:
            found.silent.append(row)
    return found


def _askers(row: Row, method: str) -> frozenset[str]:
    """Everybody, for a method that the route has; for another, a stranger and whoever may most."""
    if row.allowed(method) is not None:
        return EVERYBODY
    inside = sorted((row.get or frozenset()) | (row.post or frozenset()))
    return frozenset({"anonymous", "outsider", *inside[:1]})


def _kind(cell: Cell) -> str:
    if cell.row.allowed(cell.method) is None:
        return "no such method"
    if cell.subject == "anonymous":
        return "anonymous"
    return "refused" if cell.refused else "let in"
