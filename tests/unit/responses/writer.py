"""Run as a program by the tests: saves in a loop and prints a line for every acknowledged save.

writer.py FOLDER RESPONSE_ID NAME COUNT
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from answering import a_unit

from alongside.responses.files import save


def main(folder: Path, response_id: str, name: str, times: int) -> None:
    """Save `NAME-0`, `NAME-1` … like a page opened while nothing was answered yet; 0 times is for ever."""
    unit, rev = a_unit(), 0
    for n in count() if times == 0 else range(times):
        saved = save(folder, unit, response_id, {"text": f"{name}-{n}"}, rev, datetime.now(UTC))
        rev = saved.entry.rev
        sys.stdout.write(f"{name}-{n}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
