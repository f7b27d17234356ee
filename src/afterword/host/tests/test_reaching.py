"""What a host is told of the address: at the start, and when asking it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from afterword.host import greeting, reachable
from afterword.host.commands import check


def test_behind_a_name_the_code_leads_to_that_name(db: None, tmp_path: Path) -> None:
    public = "https://interviews.example.org"
    said = greeting.words("http://127.0.0.1:8000", public=public, certificate=None, place=tmp_path)
    assert f"Afterword is at {public}\n" in said
    assert f"{public}/setup/?code=" in said


@pytest.mark.parametrize(
    ("here", "port"), [("http://127.0.0.1:8000", ""), ("http://127.0.0.1:8123", "8123")]
)
def test_what_to_type_leads_to_the_port_that_is_used(
    here: str,
    port: str,
    settings: Any,  # pytest-django's own kind of settings
) -> None:
    settings.LOCAL_ADDRESS, settings.STARTED_BY_MAKE = here, False
    again = f" --port {port}" if port else ""
    assert reachable.command("--https").endswith(f" serve --https{again}")
    assert reachable.named_command().endswith(f" serve{again}")
    assert f":127.0.0.1:{port or 8000} " in reachable.tunnel_command()
    settings.STARTED_BY_MAKE = True
    typed = f"make start NETWORK=1 PORT={port}" if port else "make start NETWORK=1"
    assert reachable.command(*reachable.NETWORK_OPTIONS) == typed


@pytest.mark.parametrize(("status", "said"), [(400, "AFTERWORD_ADDRESS"), (502, "no Afterword")])
def test_a_check_says_what_an_answer_means(status: int, said: str) -> None:
    with answering_with(status) as address:
        found = check.asked(address)
    assert not found.well
    assert said in found.sentence


@contextmanager
def answering_with(status: int) -> Iterator[str]:
    """A web server that answers everything with this status, once."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_answer_once, args=(server, status)).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def _answer_once(server: socket.socket, status: int) -> None:
    with server.accept()[0] as visitor:
        visitor.recv(4096)
        visitor.sendall(f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode())
