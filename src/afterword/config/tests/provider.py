"""A small OpenID Connect provider on loopback: it answers what a test tells it to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "afterword", "a secret between the two"


@dataclass
class Provider:
    """What the provider says of whoever signs in there, and what it was asked."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)  # Any: a provider may say anything
    token: dict[str, Any] = field(default_factory=dict)  # what its token says differently
    broken: set[str] = field(default_factory=set)  # pages that answer with nothing of use
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What a host sets."""
        told = {"SERVER": self.address, "NAME": "The university", "ID": CLIENT, "SECRET": SECRET}
        return {f"AFTERWORD_OIDC_{name}": value for name, value in told.items()}

    def answer(self, path: str, asked: dict[str, list[str]]) -> dict[str, Any]:
        self.asked.append((path, asked))
        if path in self.broken:
            return {}
        return {
            "/.well-known/openid-configuration": self._configuration,
            "/token": self._token,
            "/userinfo": lambda: self.claims,
        }[path]()

    def _configuration(self) -> dict[str, Any]:
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        doors = {f"{name}_endpoint": f"{self.address}/{at}" for name, at in places.items()}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/keys", **doors}

    def _token(self) -> dict[str, Any]:
        usual = {"iss": self.address, "aud": CLIENT, "exp": time() + 60, **self.claims}
        token = jwt.encode({**usual, **self.token}, SECRET + SECRET, algorithm="HS256")
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": token}


@contextmanager
def answering() -> Iterator[Provider]:
    """A provider, for as long as the test runs."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _door(provider))
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def _door(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at = urlsplit(self.path)
            asked = parse_qs(at.query)
            if at.path == "/authorize":
                return self._back(asked)
            return self._say(provider.answer(at.path, asked))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(provider.answer(urlsplit(self.path).path, parse_qs(body)))

        def _back(self, asked: dict[str, list[str]]) -> None:
            provider.asked.append(("/authorize", asked))
            code = urlencode({"code": "once", "state": asked["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{code}")
            self.end_headers()

        def _say(self, said: dict[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Nobody reads it."""

    return Door
