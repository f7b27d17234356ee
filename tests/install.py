"""Installs what is pinned and then Afterword: `python tests/install.py requirements/start.txt`.

pip by itself either says nothing for a minute or too much. This says how far it is, and lets pip's
own words be read where it stops. Standard library alone: nothing else is installed yet.
"""

import re
import subprocess
import sys
from pathlib import Path

PIP = [sys.executable, "-m", "pip", "install", "--progress-bar", "off"]
A_PACKAGE = re.compile(r"(Collecting|Requirement already satisfied:) ")
UNPACKING = "Installing collected packages"
WORTH_READING = 15  # lines: what pip says last is why it stopped


def main(requirements: str) -> None:
    """Every package that the file pins, then Afterword itself."""
    named = len(re.findall(r"^[\w.-]+==", Path(requirements).read_text(), re.MULTILINE))
    tell(f"Installing what Afterword is built on, about {named} packages: a minute or two.")
    install("--require-hashes", "-r", requirements)
    install("--no-build-isolation", "--no-deps", "-e", ".")


def install(*what: str) -> None:
    """Run pip; leave with its last words if it stops."""
    said: list[str] = []
    fetched = 0
    with subprocess.Popen(
        [*PIP, *what], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            fetched += bool(A_PACKAGE.match(line))
            follow(line, fetched=fetched)
    if pip.returncode:
        sys.exit("".join(said[-WORTH_READING:]) + "afterword: pip stopped; its words are above.")


def follow(line: str, *, fetched: int) -> None:
    """Say how far it is: now and then, so that a log stays short."""
    if line.startswith(UNPACKING) and fetched:
        tell("  all are here; unpacking them, which is half of it")
    elif A_PACKAGE.match(line) and fetched % 20 == 0:
        tell(f"  {fetched} are here")


def tell(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
