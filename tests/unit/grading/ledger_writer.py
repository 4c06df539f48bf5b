"""Run as a program by the tests: enters marks one by one and prints a line for each that was acknowledged.

ledger_writer.py ADDRESS NAME COUNT; 0 is for ever.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count

from marking import a_mark

from alongside.grading.ledger import Ledger
from alongside.store.connecting import connect


def main(address: str, name: str, times: int) -> None:
    """Enter two marks of `NAME-0`, then two of `NAME-1` …, each two in one piece."""
    ledger = Ledger(connect(address))
    for n in count() if times == 0 else range(times):
        marks = [a_mark(candidate=f"{name}-{n}", criterion=f"a9-t1-c{one}") for one in (1, 2)]
        ledger.append(marks, datetime.now(UTC))
        sys.stdout.write(f"{name}-{n}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
