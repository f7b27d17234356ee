"""What was acknowledged survives kill -9, once; what was said survives a stop. A real server."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pysqlite3
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from afterword.interviews import protocol
from afterword.interviews.tests.updates import text_of, typed

LONG = os.environ.get("FORTRESS") == "yes"
KILLS = int(os.environ.get("KILLS", "10000" if LONG else "5"))
SEED = int(os.environ.get("SEED", str(random.randrange(1_000_000))))
ROOT = Path(__file__).parents[3]
PONG = protocol.BY_NAME["pong"].code

SCENE = """
import json, django; django.setup()
from django.conf import settings; settings.ALLOWED_HOSTS = ["*"]
from django.test import Client
from django.utils import timezone
from afterword.interviews.models import Chair, Interview
from afterword.people.models import Person
from afterword.questions.models import Rubric
now = timezone.now()
rubric = Rubric.objects.create(kind="coding", title="Coding", dimensions=[])
interview = Interview.objects.create(rubric=rubric, state="running", starts_at=now, started_at=now)
cookies = []
for kind in ("interviewer", "candidate"):
    person = Person.objects.create_user(kind + "@example.org", "a long enough password", name=kind)
    Chair.objects.create(interview=interview, kind=kind, person=person, consented_at=now)
    client = Client()
    client.force_login(person)
    cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].output(attrs=[], header="").strip())
print(json.dumps({"room": str(interview.pk), "cookies": cookies}))
"""

CHECK = """
import sys, uuid, django; django.setup()
from afterword.interviews import record
print(record.verify(uuid.UUID(sys.argv[1])))
"""

TEXT = """
import sys, uuid, django; django.setup()
from base64 import b64encode
from afterword.interviews.edits import snapshots
if __name__ == "__main__":
    room = uuid.UUID(sys.argv[1])
    while snapshots.compact([room]):
        pass
    print(b64encode(bytes(snapshots.newest(room).state)).decode())
"""


class Writer:
    """One tab that types without pause, and keeps its acknowledgements outside of the server."""

    def __init__(self, tab: str, cookie: str) -> None:
        self.tab = tab
        self.cookie = cookie
        self.said = 0
        self.acked = 0

    def write(self, url: str, room: str) -> None:
        """Type until the server dies."""
        with suppress(ConnectionClosed, OSError, EOFError), self.sits(url, room) as line:
            while True:
                self.said += 1
                self._edit(line, self.said)
                self._listen(line, 0.003)

    @contextmanager
    def sits(self, url: str, room: str) -> Iterator[ClientConnection]:
        """A line to the room, with everything sent again that was not acknowledged."""
        address = f"{url.replace('http', 'ws')}/interviews/{room}/room/socket"
        with connect(address, origin=url, additional_headers={"Cookie": self.cookie}) as line:
            self._resume(line)
            yield line

    def type(self, line: ClientConnection, edits: int) -> None:
        """So many edits, until the server has heard them."""
        for _ in range(edits):
            self.said += 1
            self._edit(line, self.said)
        line.send(protocol.words("ping", {"number": 1}))
        while line.recv(timeout=10)[0] != PONG:
            pass

    def _resume(self, line) -> None:
        words = {"version": protocol.VERSION, "tab": self.tab, "since": 0}
        line.send(protocol.words("hello", words))
        welcome = json.loads(line.recv(timeout=10)[1:])
        assert welcome["had"] >= self.acked, "an acknowledged edit is gone"
        for number in range(self.acked + 1, self.said + 1):
            self._edit(line, number)

    def _edit(self, line, number: int) -> None:
        words = typed(f"{self.tab} {number};", client=2 * number + int(self.tab, 16))
        line.send(bytes([2]) + protocol.count(number) + words)

    def _listen(self, line, seconds: float) -> None:
        ends = time.monotonic() + seconds
        with suppress(TimeoutError):
            while (left := ends - time.monotonic()) > 0:
                frame = line.recv(timeout=left)
                if frame[0] == 67:
                    self.acked = protocol.read_count(frame, 1)[0]


def python(script: str, data: Path, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment(data), capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return ran.stdout


def environment(data: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AFTERWORD_", "DJANGO_"))}
    own = {"AFTERWORD_DATA": str(data), "DJANGO_SETTINGS_MODULE": "afterword.config.settings"}
    return {**kept, **own, "PYTHONPATH": str(ROOT)}


@contextmanager
def server(data: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "afterword.config.asgi:application"]
    options = ["--port", str(port), "--ws", "websockets-sansio", "--log-level", "warning"]
    process = subprocess.Popen([*command, *options], env=environment(data))
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_it_answers(url)
        yield url, process
    finally:
        process.kill()
        process.wait(10)


def wait_until_it_answers(url: str) -> None:
    for _ in range(300):
        with suppress(OSError), urllib.request.urlopen(f"{url}/up", timeout=2):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not come up")


on_files = pytest.mark.skipif(
    "AFTERWORD_DATABASE" in os.environ, reason="another database server is not ours to kill"
)


@on_files
def test_what_was_acknowledged_survives_kill_9(migrated: Path, tmp_path: Path) -> None:
    data = shutil.copytree(migrated, tmp_path / "data")
    scene = json.loads(python(SCENE, data))
    writers = [Writer(f"{at:016x}", cookie) for at, cookie in enumerate(scene["cookies"])]
    chance = random.Random(SEED)
    for _ in range(KILLS):
        with server(data) as (url, process):
            threads = [
                threading.Thread(target=writer.write, args=(url, scene["room"]))
                for writer in writers
            ]
            for thread in threads:
                thread.start()
            time.sleep(0.5 + 0.7 * chance.random())
            process.send_signal(signal.SIGKILL)
            for thread in threads:
                thread.join(20)
    found = recorded(data)
    acked = sum(writer.acked for writer in writers)
    print(f"seed {SEED}: {KILLS} kills, {acked} acknowledged, {sum(found.values())} recorded")  # noqa: T201
    assert acked > 10 * KILLS
    for writer in writers:
        for number in range(1, writer.acked + 1):
            assert found[writer.tab, number] == 1, (writer.tab, number)
    assert set(found.values()) == {1}
    assert int(python(CHECK, data, scene["room"])) >= sum(found.values())
    text = text_of(b64decode(python(TEXT, data, scene["room"])))
    assert Counter(text.split(";")[:-1]) == Counter(f"{tab} {number}" for tab, number in found)


@on_files
def test_what_was_said_last_is_written_before_a_server_ends(migrated: Path, tmp_path: Path) -> None:
    data = shutil.copytree(migrated, tmp_path / "data")
    scene = json.loads(python(SCENE, data))
    ada = Writer(f"{0:016x}", scene["cookies"][0])
    with server(data) as (url, process), ada.sits(url, scene["room"]) as line:
        ada.type(line, 3)
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    assert ada.acked == 0
    assert recorded(data) == {(ada.tab, number): 1 for number in (1, 2, 3)}
    assert int(python(CHECK, data, scene["room"])) >= 3


def recorded(data: Path) -> Counter[tuple[str, int]]:
    """How often each edit is in the record, read without any of our code's help."""
    with closing(pysqlite3.connect(data / "record.sqlite3")) as record:
        assert record.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = record.execute("SELECT body FROM interviews_entry WHERE kind = 'edit'")
        bodies = [bytes(body) for (body,) in rows]
    updates = [body[protocol.read_count(body, 0)[1] :] for body in bodies]
    words = [text_of(update).rstrip(";").split() for update in updates]
    return Counter((tab, int(number)) for tab, number in words)
