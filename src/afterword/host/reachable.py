"""How this server is reached now, and what to type so that others reach it."""

import shlex
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from afterword.host import addresses
from afterword.kit.address import is_loopback

NETWORK_OPTIONS = ("--https", "--host", "0.0.0.0")  # noqa: S104  what the host asked for


USUAL_PORT = 8000

CADDY = "interviews.example.org {\n\treverse_proxy 127.0.0.1:8000\n}"
"""All that a web server needs to be told on a small server."""


@dataclass(frozen=True)
class Served:
    """Where links lead now."""

    address: str
    others: tuple[str, ...]

    @property
    def is_beyond(self) -> bool:
        """Whether another machine could open the address."""
        return not is_loopback(urlsplit(self.address).hostname or "")

    @property
    def is_https(self) -> bool:
        return self.address.startswith("https://")


def served() -> Served:
    """The address in links, and the other names of this machine that work as well."""
    address = settings.ADDRESSES[0] if settings.ADDRESSES else settings.LOCAL_ADDRESS
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    known = [*addresses.own_addresses(), *addresses.own_names()]
    others = [one for one in known if one in settings.ALLOWED_HOSTS and one != parts.hostname]
    if settings.ADDRESSES:
        return Served(address, ())
    return Served(address, tuple(f"{parts.scheme}://{one}{port}" for one in others))


def is_elsewhere(request: HttpRequest) -> bool:
    """Whether a request came from another machine, by its address or by the name it asked for."""
    asked = urlsplit(f"//{request.get_host()}").hostname or ""
    own = {*addresses.own_addresses(), *addresses.own_names()}
    if not is_loopback(asked) and asked not in own:
        return True  # a name that leads here from outside: a tunnel, a domain
    caller = request.META.get("REMOTE_ADDR", "")
    return not is_loopback(caller) and caller not in own


def command(*options: str) -> str:
    """What to type to serve with these options, the way it was started now, on the same port."""
    port = _local_port()
    if settings.STARTED_BY_MAKE and options == NETWORK_OPTIONS:
        return "make start NETWORK=1" + (f" PORT={port}" if port != USUAL_PORT else "")
    program = sys.argv[0] if "/" in sys.argv[0] else "afterword"
    same_port = ["--port", str(port)] if port != USUAL_PORT else []
    words = shlex.join([program, "serve", *options, *same_port])
    return f"AFTERWORD_DATA={shlex.quote(str(settings.DATA))} {words}"


def named_command() -> str:
    """What to type to serve under a public name, behind a tunnel or a proxy on this machine."""
    named = "AFTERWORD_ADDRESS=https://interviews.example.org AFTERWORD_BEHIND_PROXY=yes"
    return f"{named} {command()}"


def tunnel_command() -> str:
    """What carries visitors from a server one can sign in to by SSH to this machine."""
    port = _local_port()
    options = "-o ExitOnForwardFailure=yes -o ServerAliveInterval=15"
    return f"ssh -N {options} -R 127.0.0.1:8000:127.0.0.1:{port} you@interviews.example.org"


def _local_port() -> int:
    """The port on which this server answers, whatever name it is reached by."""
    parts = urlsplit(settings.LOCAL_ADDRESS)
    return parts.port or (443 if parts.scheme == "https" else 80)
