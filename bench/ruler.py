"""How a promise of speed is measured: against a peer, in the same run, in turns, as a ratio."""

import json
import platform
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "results.jsonl"
PACKAGES = ("django", "uvicorn", "pysqlite3")


def in_turns(
    ours: Callable[[], object], peer: Callable[[], object], *, rounds: int
) -> tuple[float, float]:
    """Median CPU seconds of each, measured in turns so that a noisy minute hits both."""
    for one in (ours, peer):
        one()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for one, kept in zip((ours, peer), times, strict=True):
            begun = time.process_time()
            one()
            kept.append(time.process_time() - begun)
    return statistics.median(times[0]), statistics.median(times[1])


def note(
    name: str, *, ours: float, peer: float | None, goal: str, met: bool, command: str,
    seed: int | None = None, **more: object,
) -> dict[str, object]:  # fmt: skip
    """Append one result, good or bad, and say it."""
    result = {
        "name": name,
        "ours": ours,
        "peer": peer,
        "ratio": round(ours / peer, 3) if peer else None,
        "goal": goal,
        "met": met,
        "command": command,
        "seed": seed,
        "versions": {"python": platform.python_version(), **{p: version(p) for p in PACKAGES}},
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        **more,
    }
    with RESULTS.open("a") as file:
        file.write(json.dumps(result) + "\n")
    against = f", peer {peer:.4g}, ratio {result['ratio']}" if peer else ""
    print(f"{name}: {ours:.4g}{against}; goal {goal}: {'met' if met else 'not met'}")
    return result
