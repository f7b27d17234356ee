"""A small provider on loopback, for OpenID Connect and for GitHub: it answers what a test tells it
to, and gives a token only for a code that was not used, to whoever has what it was asked with."""

import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
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
    codes: dict[str, str] = field(default_factory=dict)  # not used yet, and the challenge of each
    once: bool = True  # whether a code is used up by being used

    @property
    def environment(self) -> dict[str, str]:
        """What a host sets."""
        told = {"SERVER": self.address, "NAME": "The university", "ID": CLIENT, "SECRET": SECRET}
        return {f"AFTERWORD_OIDC_{name}": value for name, value in told.items()}

    def code(self, asked: dict[str, list[str]]) -> str:
        """A code for whoever was sent here to sign in."""
        self.asked.append(("/authorize", asked))
        code = f"once-{len(self.asked)}"
        self.codes[code] = asked.get("code_challenge", [""])[0]
        return code

    # Any: JSON.
    def answer(self, path: str, asked: dict[str, list[str]]) -> Any:
        self.asked.append((path, asked))
        if path in self.broken:
            return {}
        return {
            "/.well-known/openid-configuration": self._configuration,
            "/token": lambda: self._token(asked),
            "/userinfo": lambda: self.claims,
            "/user": lambda: {"id": 7, "login": "flo", "name": self.claims["name"]},
            "/user/emails": lambda: [
                {
                    "email": self.claims["email"],
                    "primary": True,
                    "verified": self.claims["email_verified"],
                }
            ],
        }[path]()

    def _is_theirs(self, asked: dict[str, list[str]]) -> bool:
        code = asked["code"][0]
        challenge = self.codes.get(code)
        if self.once:
            self.codes.pop(code, None)
        verifier = asked.get("code_verifier", [""])[0]
        digest = urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
        return challenge in ("", digest)

    def _configuration(self) -> dict[str, Any]:
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        doors = {f"{name}_endpoint": f"{self.address}/{at}" for name, at in places.items()}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/keys", **doors}

    def _token(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        if not self._is_theirs(asked):
            return {"error": "invalid_grant"}
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
            code = urlencode({"code": provider.code(asked), "state": asked["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{code}")
            self.end_headers()

        def _say(self, said: Any) -> None:  # Any: JSON
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Nobody reads it."""

    return Door
