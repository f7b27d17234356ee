"""Every setting there is, read from the environment in one place and complained about loudly.

`docs/host/settings.md` tells a host what each does. Nothing else reads the environment.
"""

import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs
from django.core.exceptions import ImproperlyConfigured

PREFIX = "AFTERWORD_"


def text(name: str, default: str = "") -> str:
    """A setting as it stands."""
    return os.environ.get(PREFIX + name, default).strip()


def switch(name: str, *, default: bool) -> bool:
    """A setting that is yes or no."""
    answer = text(name, "yes" if default else "no").lower()
    if answer not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{PREFIX}{name} is {answer!r}: write yes or no")
    return answer == "yes"


def folder() -> Path:
    """The folder that holds everything; made if it is missing, readable by its owner alone."""
    place = Path(text("DATA") or platformdirs.user_data_dir("afterword")).absolute()
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            return place
    except OSError as refused:
        raise ImproperlyConfigured(
            f"cannot write to the data folder {place}: {refused.strerror}."
            f" Make it yours, or choose another with {PREFIX}DATA."
        ) from refused


def folder_within(place: Path, name: str) -> Path:
    """A folder in it, for its owner alone."""
    within = place / name
    within.mkdir(mode=0o700, exist_ok=True)
    return within


def secret_key(place: Path) -> str:
    """The key that signs sessions and links: from the environment, or made once in the folder."""
    if key := text("SECRET_KEY"):
        return key
    file = place / "secret_key"
    try:
        with file.open("x") as new:
            file.chmod(0o600)
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text().strip()


def addresses() -> list[str]:
    """The addresses people reach it by, such as https://interviews.example.org."""
    given = [one.strip().rstrip("/") for one in text("ADDRESS").split(",") if one.strip()]
    for one in given:
        parts = urlsplit(one)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ImproperlyConfigured(
                f"{PREFIX}ADDRESS is {one!r}: write it like https://interviews.example.org"
            )
    return given


def database(url: str, *, name_suffix: str = "") -> dict[str, object]:
    """Django's settings for postgresql://user:password@host:port/name."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{PREFIX}DATABASE must look like postgresql://user:password@host:5432/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/") + name_suffix,
        "USER": parts.username or "",
        "PASSWORD": parts.password or "",
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


def sqlite(file: Path) -> dict[str, object]:
    """Django's settings for a SQLite file that keeps what it acknowledged."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,  # threads stay, see answering.py, and so may what they opened
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            # What is deleted is gone from the file, too: somebody may have left for good.
            " PRAGMA secure_delete=ON;",
        },
    }


def mail(url: str) -> dict[str, object]:
    """Django's settings for smtp://user:password@host:587 (smtps:// for TLS from the start)."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(f"{PREFIX}SMTP must look like smtp://user:password@host:587")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": parts.username or "",
        "EMAIL_HOST_PASSWORD": parts.password or "",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }


def allowed_hosts(given: list[str]) -> list[str]:
    """The names this server answers to: loopback, the addresses, and those of `serve --host`."""
    hosts = {"localhost", "127.0.0.1", "[::1]"}
    names = [urlsplit(one).hostname or "" for one in given]
    hosts.update(f"[{name}]" if ":" in name else name for name in names)
    hosts.update(one.strip() for one in text("HOSTS").split(",") if one.strip())
    return sorted(hosts)


def local_address(place: Path) -> str:
    """Where `afterword serve` answers: as it says itself, or as it said when it last started."""
    if given := text("LOCAL_ADDRESS"):
        return given
    try:
        return (place / "address").read_text().strip()
    except FileNotFoundError:
        return "http://127.0.0.1:8000"


def started_by_make() -> bool:
    """Whether `make start` is what was typed, so that pages can say what to type instead."""
    return "MAKELEVEL" in os.environ
