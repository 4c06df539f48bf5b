"""What a trainee's kernel pays for the kit: `import alongside.notebook` beside `import anywidget`.

Each import in a new process, the two taking turns; the time inside the process, from before the import to
after it. The peer is the least that any notebook with a widget of this sort has to import.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from functools import partial

from common import alternate, last_line, median

TIMED = "from time import perf_counter as now; began = now(); import {name}; print(now() - began)"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=20)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="bench-imports-") as folder:
        acts = [partial(seconds, name, folder) for name in ("alongside.notebook", "anywidget")]
        for act in acts:
            act()  # once without counting: the files are compiled and read into memory
        ours, peer = alternate(runs, *acts)
    print(last_line("import", median(ours), median(peer)))


def seconds(name: str, folder: str) -> float:
    """Return how long a new process takes to import `name`."""
    command = [sys.executable, "-P", "-c", TIMED.format(name=name)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout)


if __name__ == "__main__":
    main()
