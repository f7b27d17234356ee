"""Browsers and a server of their own for the stories in this folder.

Everything is real: `afterword serve` on a free port with an empty folder, Debian's Chromium, the
worker. Nothing is mocked; a story may read the server's database only to wait or to look twice.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
# Playwright keeps an event loop in this thread, and Django would refuse its tables for that.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
COMMAND = Path(sys.executable).with_name("afterword")
PATIENCE = 30.0  # Machines that try this are often busy with other things.
expect.set_options(timeout=PATIENCE * 1000)


@dataclass
class Site:
    """A running Afterword."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def printed(self) -> str:
        return self.log.read_text(errors="replace")

    @property
    def setup_code(self) -> str:
        """The one-time code that the server printed when it started."""
        return self.setup_link.partition("code=")[2]

    @property
    def setup_link(self) -> str:
        """The link with that code, which a host follows in the terminal."""
        found = re.findall(r"https?://\S+/setup/\?code=\S+", self.printed)
        assert found, self.printed
        return found[-1]

    def command(self, *arguments: str) -> str:
        """Run `afterword …` on the same folder; what it printed."""
        ran = subprocess.run(
            [COMMAND, *arguments],
            env=self.environment, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        return ran.stdout

    def stop(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.wait(PATIENCE)


def plain_environment() -> dict[str, str]:
    """The environment of somebody's terminal: nothing of this test run is in it."""
    ours = ("AFTERWORD_", "DJANGO_", "PYTEST_", "MAKE", "MFLAGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def start(data: Path, *, port: int | None = None, arguments: tuple[str, ...] = ()) -> Site:
    """Start `afterword serve` and wait until it answers."""
    port = port or free_port()
    environment = {**plain_environment(), "AFTERWORD_DATA": str(data)}
    log = data.parent / f"server-{port}.log"
    with log.open("ab") as printed:
        process = subprocess.Popen(
            [COMMAND, "serve", "--port", str(port), *arguments],
            env=environment, stdout=printed, stderr=subprocess.STDOUT,
        )  # fmt: skip
    site = Site(f"http://127.0.0.1:{port}", data, process, log, environment)
    try:
        wait_for(lambda: answers(site), what="the server to answer", patience=2 * PATIENCE)
    except AssertionError:
        process.kill()
        raise
    return site


def answers(site: Site) -> bool:
    assert site.process.poll() is None, site.printed
    try:
        with urllib.request.urlopen(f"{site.url}/up", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def wait_for(happened: Callable[[], object], *, what: str, patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited {patience:.0f} s for {what}")


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that one first start leaves: tables, questions, keys, and no person."""
    data = tmp_path_factory.mktemp("first") / "data"
    start(data).stop()
    return data


@pytest.fixture
def site(first_start: Path, tmp_path: Path) -> Iterator[Site]:
    """An Afterword that nobody has set up yet, as after a fresh `make start`."""
    data = tmp_path / "data"
    shutil.copytree(first_start, data)
    running = start(data)
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


TOLD_FAILED = pytest.StashKey[bool]()
SCREENSHOTS = Path(__file__).parent / "screenshots"
FACES = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
WITH_AXE = {(1280, "light"), (390, "dark")}


@dataclass
class Look:
    """A look at a page on the way: axe must find nothing, on a wide light and a narrow dark one.

    With SCREENSHOTS=1 the page is also kept as pictures, to be compared by eye.
    """

    story: str
    found: list[str] = field(default_factory=list)

    def __call__(self, page: Page, name: str) -> None:
        usual = page.viewport_size
        for width, scheme in FACES:
            if os.environ.get("SCREENSHOTS") or (width, scheme) in WITH_AXE:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                self._look(page, f"{name} {width} {scheme}", axe=(width, scheme) in WITH_AXE)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(usual)

    def _look(self, page: Page, name: str, *, axe: bool) -> None:
        if os.environ.get("SCREENSHOTS"):
            place = SCREENSHOTS / self.story / f"{name}.png"
            page.screenshot(path=place, full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if wide:
            self.found.append(f"{name}: wider than the window")
        if axe:
            self.found += [f"{name}: {one}" for one in violations(page)]


def violations(page: Page) -> list[str]:
    """What axe finds on a page, one line for each element."""
    answer = Axe().run(page).response
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['target']})"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


@pytest.fixture
def look(request: pytest.FixtureRequest) -> Iterator[Look]:
    looking = Look(request.node.name.removeprefix("test_").replace("_", "-"))
    yield looking
    assert looking.found == [], "\n".join(looking.found)


@dataclass
class Visitors:
    """Opens somebody's own browser: `visitor("Ben", width=390, dark=True)`.

    Whatever a page complains about in its console fails the story.
    """

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __call__(
        self,
        name: str,
        *,
        width: int = 1280,
        dark: bool = False,
        browser: Browser | None = None,
        **options: object,
    ) -> Page:
        context = (browser or self.browser).new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE * 1000)
        context.on("weberror", lambda thrown: self.complaints.append(f"{name}: {thrown.error}"))
        context.on("console", lambda said: self._heard(name, said.text))
        self.contexts.append(context)
        return context.new_page()

    def show(self, folder: Path) -> None:
        """What everybody saw last, for whoever finds out why a story stopped."""
        for context in self.contexts:
            for page in context.pages:
                print(f"--- {page.url}\n{page.locator('body').inner_text()[:2000]}")
                page.screenshot(path=folder / f"{id(page)}.png")
        print(f"Pictures are in {folder}")

    def _heard(self, name: str, said: str) -> None:
        if "Content Security Policy" in said:
            self.complaints.append(f"{name}: {said}")


@pytest.fixture
def visitor(
    chromium: Browser, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Visitors]:
    visitors = Visitors(chromium)
    yield visitors
    if request.node.stash.get(TOLD_FAILED, False):
        visitors.show(tmp_path)
    for context in visitors.contexts:
        context.close()
    assert visitors.complaints == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[TOLD_FAILED] = True
    return report
