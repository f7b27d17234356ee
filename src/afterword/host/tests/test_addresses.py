"""Where the machine is reached, and what stands in the way of listening."""

import socket

import pytest

from afterword.host import addresses
from afterword.host.errors import NoSuchAddress, PortTaken


def test_a_taken_port_is_named_with_another_to_try() -> None:
    with addresses.listening_socket("127.0.0.1", 0) as first:
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(PortTaken, match=f"--port {port + 1}"):
            addresses.listening_socket("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused_in_a_sentence() -> None:
    with pytest.raises(NoSuchAddress, match=r"cannot listen on 192\.0\.2\.7"):
        addresses.listening_socket("192.0.2.7", 0)


def test_loopback_is_nobodys_way_to_this_machine() -> None:
    assert not [one for one in addresses.own_addresses() if one.startswith("127.")]


def test_the_printed_address_leaves_out_the_usual_port() -> None:
    assert addresses.address_for("127.0.0.1", 443, https=True) == "https://127.0.0.1"
    assert addresses.address_for("127.0.0.1", 8000, https=False) == "http://127.0.0.1:8000"
    assert addresses.address_for("::1", 8000, https=False) == "http://[::1]:8000"


def test_serving_everywhere_answers_to_every_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "own_addresses", lambda: ["192.0.2.7"])
    monkeypatch.setattr(socket, "gethostname", lambda: "Laptop")
    assert addresses.hosts_for("0.0.0.0") == ["192.0.2.7", "laptop", "laptop.local"]
    assert addresses.address_for("0.0.0.0", 8000, https=True) == "https://192.0.2.7:8000"
