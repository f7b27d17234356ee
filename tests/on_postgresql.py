"""Run a command with AFTERWORD_DATABASE pointing at a PostgreSQL server of its own.

    python tests/on_postgresql.py pytest -q src tests

The server lives in a temporary folder and goes when the command ends. Without PostgreSQL on this
machine, says that the command was left out, and succeeds.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def main(command: list[str]) -> int:
    binaries = binaries_of_server()
    if binaries is None:
        print("Left out: no PostgreSQL server is installed (Debian: apt-get install postgresql).")
        return 0
    with server(binaries) as url:
        version = run([binaries / "postgres", "--version"]).strip()
        print(f"The same tests on {version}", flush=True)
        return subprocess.run(command, env={**os.environ, "AFTERWORD_DATABASE": url}).returncode


def binaries_of_server() -> Path | None:
    """Where initdb and postgres lie: the newest of Debian's folders, or what the PATH names."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("postgres"):
        homes.append(Path(found).resolve().parent)
    for home in homes:
        if (home / "initdb").exists() and (home / "postgres").exists():
            return home
    return None


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """A running server's URL. PostgreSQL refuses to be root, so then it is `nobody`."""
    place = Path(tempfile.mkdtemp(prefix="afterword-postgresql-"))
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(place, nobody.pw_uid, nobody.pw_gid)
    data = place / "data"
    port = free_port()
    run([binaries / "initdb", "-D", data, "-U", "afterword", "-A", "trust", "-E", "UTF8",
         "--locale=C", "--no-sync"])  # fmt: skip
    settings = f"-c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories={place}"
    control = [binaries / "pg_ctl", "-D", data, "-w", "-s", "-l", place / "log"]
    run([*control, "-o", f"{settings} -p {port}", "start"])
    try:
        yield f"postgresql://afterword@127.0.0.1:{port}/afterword"
    finally:
        run([*control, "-m", "immediate", "stop"])
        shutil.rmtree(place, ignore_errors=True)


def run(command: list[object]) -> str:
    """Run one of PostgreSQL's own commands as somebody it accepts."""
    user = "nobody" if os.geteuid() == 0 else None
    group = pwd.getpwnam("nobody").pw_gid if user else None
    done = subprocess.run(
        [str(word) for word in command], user=user, group=group, extra_groups=[] if user else None,
        cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
