"""The command as it is typed."""

import re
import resource
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from afterword.host import certificate, starting
from afterword.host.tests.test_upgrading import (
    COMMAND,
    ONE_PERSON,
    SLOWEST,
    afterword,
    on_data_of,
    run_sql,
)

HELP_SECONDS, RESIDENT_MB = 0.3, 140
HANDSHAKE = (
    b"GET /interviews/01234567-89ab-cdef-0123-456789abcdef/room/socket?key=a-secret HTTP/1.1\r\n"
    b"Host: 127.0.0.1\r\nOrigin: https://elsewhere.example\r\nCookie: session=a-secret\r\n"
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: YSBwZWFjaCByaXBlbnMgLg==\r\n\r\n"
)
"""Of a page on another site."""


@contextmanager
def running(place: Path, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """The command in the background; ended, if it has not been, when the block is left."""
    with (place / "said").open("w") as said:
        started = subprocess.Popen(
            [COMMAND, *words],
            env=on_data_of(place),
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        yield started
    finally:
        if started.poll() is None:
            started.kill()
        started.wait(timeout=SLOWEST)


def said(place: Path, pattern: str, *, seconds: float = SLOWEST) -> "re.Match[str]":
    """What the command in the background has printed, once it has."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := re.search(pattern, (place / "said").read_text()):
            return found
        time.sleep(0.05)
    raise AssertionError(f"{pattern} was not said: {(place / 'said').read_text()}")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


def test_help_answers_at_once() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([COMMAND, "--help"], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert "serve" in done.stdout
    assert spent < HELP_SECONDS


def test_whoever_has_read_enough_of_a_file_ends_it_without_a_word(place: Path) -> None:
    sheet = place / "sheet.csv"
    sheet.write_text("Company,Role\nAcme,Dev\n")
    started = subprocess.Popen(
        [COMMAND, "import", sheet, "--dry-run"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert started.stdout is not None
    started.stdout.close()
    assert started.stderr is not None
    assert started.stderr.read() == b""
    assert started.wait(timeout=SLOWEST) == 0


def test_an_unknown_command_says_which_there_are(place: Path) -> None:
    done = afterword(place, "sevre")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "serve" in done.stderr


def test_serve_answers_prints_the_code_and_leaves_when_told(place: Path) -> None:
    with running(place, "serve", "--port", "0") as server:
        said(place, "^Bringing the databases up to date")
        address = said(place, r"Afterword is at (http://127\.0\.0\.1:\d+)")[1]
        said(place, r"/setup/\?code=([A-Z0-9-]{14})\n")
        with urllib.request.urlopen(f"{address}/up") as answer:
            assert answer.read() == b"up\n"
        with urllib.request.urlopen(address) as answer:
            assert answer.url == f"{address}/setup/"
        assert most_memory(server.pid) < RESIDENT_MB, "a first start leaves nothing behind"
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0


def test_a_first_start_that_is_stopped_says_so(tmp_path: Path) -> None:
    with running(tmp_path, "serve", "--port", "0") as server:
        said(tmp_path, "Bringing the databases up to date")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 1
    assert (tmp_path / "said").read_text().endswith("\nafterword: stopped.\n")


def test_a_first_start_that_is_told_to_end_leaves_nobody_behind(tmp_path: Path) -> None:
    with running(tmp_path, "serve", "--port", "0") as server:
        said(tmp_path, "Bringing the databases up to date")
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0
    starting.only_server(tmp_path).close()


def test_what_stands_in_the_way_of_serving_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "afterword.sqlite3").write_text("a letter to my grandmother, quite long" * 50)
    refused = afterword(tmp_path, "serve", "--port", "0")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("afterword: cannot use the database")
    assert "Traceback" not in refused.stderr


def test_a_second_server_on_the_same_folder_is_refused(place: Path) -> None:
    with running(place, "serve", "--port", "0"):
        said(place, "Afterword is at")
        refused = afterword(place, "serve", "--port", "0")
    assert refused.returncode == 1
    assert "One folder, one server" in refused.stderr


def test_a_refused_socket_is_one_calm_line_of_the_log(place: Path) -> None:
    with running(place, "serve", "--port", "0"):
        port = int(said(place, r"Afterword is at http://127\.0\.0\.1:(\d+)")[1])
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(HANDSHAKE)
            assert line.recv(64).startswith(b"HTTP/1.1 403 ")
        said(place, r" INFO \S+: a socket was refused: a foreign Origin\n")
    assert not re.search("ERROR|Traceback|elsewhere|a-secret", (place / "said").read_text())


def test_each_start_makes_another_code(place: Path) -> None:
    codes = []
    for _ in range(2):
        with running(place, "serve", "--port", "0"):
            codes.append(said(place, r"The code ([A-Z0-9-]{14}) works once")[1])
    assert codes[0] != codes[1]
    assert codes[1] not in (place / "setup_code.sha256").read_text()


def test_https_is_answered_with_the_printed_certificate(place: Path) -> None:
    with running(place, "serve", "--https", "--port", "0"):
        address = said(place, r"Afterword is at (https://127\.0\.0\.1:\d+)")[1]
        own = certificate.kept(place / "tls")
        assert own is not None
        said(place, own.fingerprint[:47])
        context = ssl.create_default_context(cafile=own.certificate)
        with urllib.request.urlopen(f"{address}/setup/", context=context) as answer:
            assert "__Host-csrf=" in answer.headers["Set-Cookie"]
            assert "Strict-Transport-Security" not in answer.headers


def test_work_of_a_killed_worker_is_done_by_the_next(place: Path) -> None:
    assert afterword(place, "migrate").returncode == 0
    lines = place / "lines"
    enqueue(place, "afterword.host.tests.work.sleep_the_first_time", str(lines))
    with running(place, "worker") as killed:
        wait_for(lambda: lines.exists() and "begun" in lines.read_text())
        killed.send_signal(signal.SIGKILL)
        killed.wait(timeout=10)
    assert lines.read_text() == "begun\n"
    run_sql(place, "UPDATE host_heartbeat SET seen_at = '2020-01-01 00:00:00'")  # a minute later
    with running(place, "worker") as second:
        wait_for(lambda: "done" in lines.read_text())
        wait_for(lambda: statuses(place) == [("SUCCESSFUL",)])
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=20) == 0
    assert lines.read_text() == "begun\nbegun\ndone\n"


def test_check_reads_the_chains_and_says_which_sqlite_runs(place: Path) -> None:
    afterword(place, "migrate")
    done = afterword(place, "check")
    assert re.search(r"Database: +SQLite 3\.\d+\.\d+, wal mode", done.stdout), done.stderr
    assert re.search(r"Journal: +\d+ entries, and the chain holds", done.stdout)


def test_check_asks_an_address(place: Path) -> None:
    with running(place, "serve", "--port", "0"):
        address = said(place, r"Afterword is at (http\S+)")[1]
        assert f"{address}/up answers" in afterword(place, "check", "--address", address).stdout
    assert "did not answer" in afterword(place, "check", "--address", address).stdout


def test_reset_links_to_where_the_server_last_was(tmp_path: Path) -> None:
    (tmp_path / "address").write_text("https://192.0.2.7:8000")
    assert afterword(tmp_path, "migrate").returncode == 0
    with closing(sqlite3.connect(tmp_path / "afterword.sqlite3")) as database, database:
        database.execute(ONE_PERSON)
    said = afterword(tmp_path, "host", "reset", "A@example.org").stdout
    assert re.search(r"https://192\.0\.2\.7:8000/return/\S{43}\n", said)


def test_an_empty_folder_is_told_to_be_brought_up_to_date(tmp_path: Path) -> None:
    for words in (("host", "reset"), ("check",), ("worker",)):
        done = afterword(tmp_path, *words)
        assert done.returncode == 1
        assert "not up to date" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_reset_without_a_host_says_so(place: Path) -> None:
    afterword(place, "migrate")
    done = afterword(place, "host", "reset")
    assert done.returncode == 1
    assert done.stderr.startswith("afterword: there is no host yet")


def most_memory(pid: int) -> float:
    """The most megabytes that a process has held at once."""
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert peak is not None
    return int(peak[1]) / 1000


def enqueue(place: Path, path: str, argument: str) -> None:
    code = (
        "import django; django.setup()\n"
        "from afterword.host.tests import work\n"
        f"work.{path.rsplit('.', 1)[1]}.enqueue({argument!r})\n"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        env={**on_data_of(place), "DJANGO_SETTINGS_MODULE": "afterword.config.settings"},
        check=True,
        timeout=SLOWEST,
    )


def statuses(place: Path) -> list[tuple[object, ...]]:
    return run_sql(
        place,
        f"SELECT status FROM {DBTaskResult._meta.db_table} WHERE task_path LIKE '%sleep%'",
    )


def wait_for(happened, *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")
