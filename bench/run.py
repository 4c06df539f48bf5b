"""Runs the benchmarks, or those that are named, one after the other, and prints their last lines as a table.

A ratio below 1 says that the kit needs less than its peer. The exit code is 0 when every benchmark could be
measured, whether or not it reached its target; the load of the machine stands beside each, because a ratio
that was measured on a busy machine is worth less.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

BENCHES = {
    "opening": 0.9,
    "light": 0.1,
    "saving": 0.4,
    "writing": None,
    "autograde": 0.0067,
    "marking_desk": None,
    "voila": 1.0,
    "library": None,
    "imports": 2.0,
    "room": None,
    "hub": None,
}
"""Each script with the ratio that it should not exceed, where one was set."""
RESULT = re.compile(r"^\S+ ratio (?P<ratio>\S+) \(ours .+, peer .+\)$")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}; all when left out"
    )
    options.add_argument("--runs", type=int, help="rounds of each benchmark, in place of its own number")
    given = options.parse_args()
    if unknown := set(given.names) - set(BENCHES):
        options.error(f"there is no benchmark {', '.join(sorted(unknown))}; choose from {', '.join(BENCHES)}")
    rows = [measured(name, given.runs) for name in given.names or BENCHES]
    print()
    for row in rows:
        print("  ".join(row))
    return 0 if all(RESULT.match(row[0]) for row in rows) else 1


def measured(name: str, runs: int | None) -> tuple[str, str, str]:
    """Run one benchmark and let its lines through; return its last line, its target and the load."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{name} ({load})" if load else name, flush=True)
    command = [sys.executable, str(Path(__file__).with_name(f"{name}.py"))]
    command += ["--runs", str(runs)] if runs else []
    last = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            last = line.strip() or last
            print(f"  {last}", flush=True)
    if process.returncode or not RESULT.match(last):
        return f"{name} could not be measured", "", load
    return last, verdict(name, last), load


def verdict(name: str, line: str) -> str:
    """Return how the ratio in `line` stands to the target."""
    found, target = RESULT.match(line), BENCHES[name]
    if found is None or target is None:
        return ""
    reached = float(found["ratio"]) <= target
    return f"target {target:g} {'reached' if reached else 'missed'}"


if __name__ == "__main__":
    sys.exit(main())
