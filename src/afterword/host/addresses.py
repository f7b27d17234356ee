"""Where this machine can be reached, and the socket that Afterword listens on."""

import errno
import fcntl
import socket
import struct
import sys
from ipaddress import ip_address

from afterword.host.errors import NoSuchAddress, PortTaken

EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104  names of "every address", to compare with
_SIOCGIFADDR = 0x8915  # Linux: ask a network interface for its address


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket bound to the address; it does not listen yet. Raises PortTaken, NoSuchAddress."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as refused:
        bound.close()
        if refused.errno == errno.EADDRINUSE:
            raise PortTaken(host, port) from None
        raise NoSuchAddress(host, port, refused.strerror or str(refused)) from None
    bound.set_inheritable(True)
    return bound


def own_addresses() -> list[str]:
    """This machine's addresses on its networks, the likeliest first; never loopback."""
    found = [*_address_of_route(), *_addresses_of_interfaces()]
    return list(dict.fromkeys(one for one in found if not ip_address(one).is_loopback))


def own_names() -> list[str]:
    """The names that others on the network may know this machine by."""
    name = socket.gethostname().lower()
    if not name or name.startswith("localhost"):
        return []
    return [name] if "." in name else [name, f"{name}.local"]


def hosts_for(host: str) -> list[str]:
    """The names and addresses that a server bound to `host` answers to."""
    if host in EVERYWHERE:
        return [*own_addresses(), *own_names()]
    return [f"[{host}]" if ":" in host else host]


def address_for(host: str, port: int, *, https: bool) -> str:
    """The one address to print and to put into links."""
    name = host
    if host in EVERYWHERE:
        name = next(iter(own_addresses()), "127.0.0.1")
    if ":" in name:
        name = f"[{name}]"
    scheme, usual = ("https", 443) if https else ("http", 80)
    return f"{scheme}://{name}" + ("" if port == usual else f":{port}")


def _address_of_route() -> list[str]:
    """The address that packets to elsewhere would leave from. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return []
        return [str(asking.getsockname()[0])]


def _addresses_of_interfaces() -> list[str]:
    if not sys.platform.startswith("linux"):
        return []
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            question = struct.pack("256s", name.encode()[:15])
            try:
                answer = fcntl.ioctl(asking.fileno(), _SIOCGIFADDR, question)
            except OSError:  # an interface without an address
                continue
            found.append(socket.inet_ntoa(answer[20:24]))
    return found
