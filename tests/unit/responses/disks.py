"""Run as a program by the tests: does one thing on a disk that refuses, and prints what came of it.

disks.py FOLDER [--limit BYTES] [--uid UID] [--characters N]
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from answering import NOW, a_unit

from alongside.errors import NotSaved
from alongside.responses.files import save


def main() -> None:
    """Save one long text and print `saved`, or `not saved: ` and the sentence that the page would show."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--uid", type=int)
    parser.add_argument("--characters", type=int, default=10)
    asked = parser.parse_args()
    unit = a_unit()
    if asked.limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (asked.limit, asked.limit))
    if asked.uid:
        os.setuid(asked.uid)
    try:
        save(asked.folder, unit, "m03-r2", {"text": "x" * asked.characters}, 0, NOW)
    except NotSaved as err:
        sys.stdout.write(f"not saved: {err}")
    else:
        sys.stdout.write("saved")


if __name__ == "__main__":
    main()
