"""The command's help, a warm start, and memory at rest."""

import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench import ruler

COMMAND = Path(sys.executable).with_name("afterword")
HELP_CPU, WARM_SECONDS, RESIDENT_MB, REST = 0.3, 3.0, 150.0, 10


def run() -> None:
    ours, peer = _cpu([COMMAND, "--help"]), _cpu([sys.executable, "-c", "import argparse"])
    ruler.note("starting/help", ours=ours, peer=peer, goal=f"{HELP_CPU} s of CPU",
               met=ours <= HELP_CPU, command="make bench ONLY=starting")  # fmt: skip
    place = Path(tempfile.mkdtemp(prefix="afterword-bench-"))
    cold, at_first = _start(place)
    warm, later = min(_start(place) for _ in range(3))
    resident = max(at_first, later)
    ruler.note("starting/warm", ours=warm, peer=cold, goal=f"{WARM_SECONDS} s to the first answer",
               met=warm <= WARM_SECONDS, command="make bench ONLY=starting",
               peer_is="the first start of an empty folder")  # fmt: skip
    ruler.note("starting/resident", ours=resident, peer=None, goal=f"under {RESIDENT_MB:.0f} MB",
               met=resident < RESIDENT_MB, command="make bench ONLY=starting",
               scale=f"{REST} s after the first page, worker inside; the worst of four starts"
               )  # fmt: skip


def _cpu(command: list[object]) -> float:
    """CPU seconds of a command: the least of five."""
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


def _start(place: Path) -> tuple[float, float]:
    """Seconds from the command to its first answer, and megabytes at rest afterwards."""
    said = place / "said"
    begun = time.monotonic()
    with said.open("w") as out:
        server = subprocess.Popen([COMMAND, "serve", "--port", "0"], stdout=out,
                                  env={**os.environ, "AFTERWORD_DATA": str(place)})  # fmt: skip
    try:
        while not (found := re.search(r"Afterword is at (\S+)", said.read_text())):
            assert server.poll() is None, "the server did not start"
            time.sleep(0.01)
        urllib.request.urlopen(f"{found[1]}/up").read()
        taken = time.monotonic() - begun
        urllib.request.urlopen(f"{found[1]}/setup/").read()
        time.sleep(REST)
        return taken, _resident(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1000


if __name__ == "__main__":
    run()
