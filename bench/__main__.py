"""`python -m bench [name …]`: measure every promise of speed, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

PLUMBING = {"__init__", "__main__", "bare", "crowd", "long_search", "ruler"}


def main(wanted: list[str]) -> int:
    there = sorted(file.stem for file in Path(__file__).parent.glob("*.py"))
    names = [one for one in there if one not in PLUMBING and (not wanted or one in wanted)]
    ran = [subprocess.run([sys.executable, "-m", f"bench.{one}"], check=False) for one in names]
    return max((one.returncode for one in ran), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
