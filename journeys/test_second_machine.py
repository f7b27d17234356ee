"""Two machines: a fresh start on one, and five minutes later a friend on the other is in the room.

Both are the test's own: network namespaces with a cable between them, and nothing else.
The server is started, stopped and started again exactly as its own pages say.
"""

import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from journeys import steps
from journeys.conftest import CHROMIUM, COMMAND, FLAGS, plain_environment, wait_for
from journeys.steps import ADA, BEN
from playwright.sync_api import Browser, Page, Playwright, expect

MINUTES = 5
STEPS_OF_THE_HOST, STEPS_OF_THE_FRIEND = 12, 6


@dataclass(frozen=True)
class Machine:
    """A network namespace with one address."""

    name: str
    address: str

    def words(self, *command: str) -> list[str]:
        """A command as it runs on this machine."""
        return ["ip", "netns", "exec", self.name, *command]


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=20)


@pytest.fixture
def machines() -> Iterator[tuple[Machine, Machine]]:
    """Two machines on one cable."""
    names = [f"afterword-{os.getpid()}-{which}" for which in ("here", "there")]
    both = Machine(names[0], "10.213.77.1"), Machine(names[1], "10.213.77.2")
    ends = [f"aw{os.getpid() % 100_000}{which}" for which in "ab"]
    try:
        for machine in both:
            _ip("netns", "add", machine.name)
        _ip("link", "add", ends[0], "type", "veth", "peer", "name", ends[1])
        for machine, end in zip(both, ends, strict=True):
            _ip("link", "set", end, "netns", machine.name)
            _ip("-n", machine.name, "addr", "add", f"{machine.address}/24", "dev", end)
            _ip("-n", machine.name, "link", "set", end, "up")
            _ip("-n", machine.name, "link", "set", "lo", "up")
    except (OSError, subprocess.CalledProcessError) as refused:
        _take_apart(both)
        pytest.skip(f"two network namespaces need root and iproute2: {refused}")
    yield both
    _take_apart(both)


def _take_apart(machines: tuple[Machine, Machine]) -> None:
    for machine in machines:
        subprocess.run(["ip", "netns", "del", machine.name], check=False, capture_output=True)


@pytest.fixture
def browser_on(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[[Machine], Browser]]:
    """Chromium as it runs on one of the machines."""
    opened: list[Browser] = []

    def browser(machine: Machine) -> Browser:
        script = tmp_path / f"chromium-{machine.name}"
        script.write_text(f'#!/bin/sh\nexec {shlex.join(machine.words(CHROMIUM))} "$@"\n')
        script.chmod(0o755)
        opened.append(playwright.chromium.launch(executable_path=script, args=FLAGS))
        return opened[-1]

    yield browser
    for one in opened:
        one.close()


@dataclass
class Terminal:
    """The window in which the host starts Afterword."""

    machine: Machine
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder / "terminal"

    def type(self, command: str) -> str:
        """Run a command until it says where Afterword is; what it said."""
        self.log.write_bytes(b"")
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(
                self.machine.words("sh", "-c", f"exec env {command}"),
                stdout=said, stderr=subprocess.STDOUT, cwd=self.folder, env=plain_environment(),
            )  # fmt: skip
        wait_for(lambda: "Afterword is at" in self.log.read_text(), what=command, patience=90)
        return self.log.read_text()

    def press_control_c(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


@pytest.fixture
def terminal(machines: tuple[Machine, Machine], tmp_path: Path) -> Iterator[Terminal]:
    window = Terminal(machines[0], tmp_path)
    yield window
    window.press_control_c()


def test_a_friend_on_a_second_machine_is_in_the_room_within_five_minutes(
    machines: tuple[Machine, Machine],
    browser_on: Callable[[Machine], Browser],
    terminal: Terminal,
    visitor: Callable[..., Page],
) -> None:
    here, there = machines
    began = time.monotonic()
    did: list[str] = []

    # A fresh start, and the questions. Ada needs her friend on this network.
    said = terminal.type(f"AFTERWORD_DATA={terminal.folder / 'data'} {COMMAND} serve")
    link = re.search(r"http\S+code=\S+", said)
    assert link
    ada = visitor("Ada", browser=browser_on(here), ignore_https_errors=True)
    steps.set_up(ada, link[0], host=ADA, purpose="Me and a friend", reach="This network")
    did += ["start it", "open the link", "make the account", "who is it for", "who reaches it"]

    # The page says what to type: the same once more, with HTTPS.
    steps.reads(ada, "One more start, with HTTPS")
    command = steps.link_shown(ada, "The command")
    terminal.press_control_c()
    said = terminal.type(command)
    address = re.search(r"https://\S+", said)
    assert address
    assert address[0] == f"https://{here.address}:8000"
    ada.goto(address[0])
    steps.sign_in(ada, ADA)
    steps.reads(ada, "Try it from a second device")
    did += ["stop it", "start it again", "open the address", "sign in"]

    # The friend's machine says hello, and Ada's page knows by itself.
    ben = visitor("Ben", browser=browser_on(there), ignore_https_errors=True)
    if ada.get_by_role("button", name="Make a link to try").count():
        steps.press(ada, "Make a link to try")
    ben.goto(steps.link_shown(ada, "The link for the second device"))
    steps.reads(ben, "Hello from Afterword")
    expect(ada.get_by_text("Reached from another device")).to_be_visible()
    steps.press(ada, "Make the link for my friend")
    invitation = steps.link_shown(ada, "The link for your friend")
    assert invitation.startswith(address[0])
    did += ["try it from there", "make the friend's link"]
    assert len(did) <= STEPS_OF_THE_HOST

    # The friend comes by the link, books at once and is in the room.
    steps.sign_up(ben, invitation, BEN)
    steps.start_now(ben, whom="Ada", chair="The candidate's chair")
    steps.enter_room(ben)
    took = time.monotonic() - began
    friends = ["open the link", "sign up to join", "make the account", "book", "go to the room"]
    assert len(friends) <= STEPS_OF_THE_FRIEND
    assert took < MINUTES * 60
    print(f"\n{len(did)} steps of the host, {len(friends)} of the friend, {took:.0f} s")

    # What needs HTTPS is there on the second machine: a secure context, cookies, a live line.
    assert ben.evaluate("isSecureContext && 'mediaDevices' in navigator")
    assert all(cookie["secure"] for cookie in ben.context.cookies())
    steps.do_next(steps.desk(ada), "Open it")
    steps.press(ada, "Let Afterword pick one")
    steps.enter_room(ada)
    steps.agree_and_start(ada, ben)
    steps.type_at_end(ben, "# typed on the second machine\n")
    steps.sees(ada, "# typed on the second machine")
    steps.type_at_end(ada, "# and on the first\n")
    steps.same_text(ada, ben, has=["# typed on the second machine", "# and on the first"])
