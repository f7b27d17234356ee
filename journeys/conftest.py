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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
PATIENCE = 30.0


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
        found = re.search(r"[Ss]et-up code:?\s+(\S+)", self.printed)
        assert found, self.printed
        return found[1]

    def command(self, *arguments: str) -> str:
        """Run `afterword …` on the same folder; what it printed."""
        ran = subprocess.run(
            [sys.executable, "-m", "afterword.cli", *arguments],
            env=self.environment, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        return ran.stdout

    def stop(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def start(data: Path, *, port: int | None = None, arguments: tuple[str, ...] = ()) -> Site:
    """Start `afterword serve` and wait until it answers."""
    port = port or free_port()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AFTERWORD_", "DJANGO_"))}
    environment = {**kept, "AFTERWORD_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    log = data.parent / f"server-{port}.log"
    with log.open("ab") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "afterword.cli", "serve", "--port", str(port), *arguments],
            env=environment, stdout=printed, stderr=subprocess.STDOUT,
        )  # fmt: skip
    site = Site(f"http://127.0.0.1:{port}", data, process, log, environment)
    wait_for(lambda: answers(site), what=f"the server to answer\n{site.printed}")
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


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An Afterword with an empty folder, as after a fresh `make start`."""
    data = tmp_path / "data"
    running = start(data)
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens somebody's own browser: `visitor("Ben", width=390, dark=True)`."""
    contexts: list[BrowserContext] = []

    def opened(name: str, *, width: int = 1280, dark: bool = False, **options: object) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            **options,
        )
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{name}: {error}"))
        page.on(
            "console",
            lambda said: (
                "Content Security Policy" in said.text and complaints.append(f"{name}: {said.text}")
            ),
        )
        return page

    complaints: list[str] = []
    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
