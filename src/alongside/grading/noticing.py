"""What is worth a remark about a hand-in that is taken in: its clock, its other files, its notebook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath

from alongside.grading import parcel
from alongside.grading.folders import RECEIPT_FILE, receipt_of
from alongside.model.handin import HandIn
from alongside.responses.attached import FOLDER
from alongside.responses.html import printable
from alongside.responses.moments import moment, when

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
"""Nothing was handed in before: such a time is that of a clock which was never set."""
_EXPECTED = {parcel.ANSWERS, "assessment.yaml", "timestamp.txt", "receipt.json"}


def noticed(
    handed: HandIn,
    at: datetime,
    linked: list[str],
    issued: Mapping[str, bytes],
    found: Mapping[str, bytes],
) -> list[str]:
    """Return a sentence for each thing to remark; `at` is when it came, `found` are its files."""
    names = [f"{printable(name)} has a second name on the disk (a hard link)" for name in linked]
    return [
        *_clock(when(handed.handed_in_at), at),
        *_saved_later(handed),
        *names,
        *_beside(handed, issued, found),
    ]


def _clock(at: datetime, now: datetime) -> list[str]:
    if at < EARLIEST:
        return [f"it says it was handed in at {moment(at)}: a clock is wrong, so it counts from its arrival"]
    ahead = (at - now).total_seconds() > 120
    return (
        [f"it says it was handed in at {moment(at)}, after it was received: a clock is wrong"]
        if ahead
        else []
    )


def _saved_later(handed: HandIn) -> list[str]:
    at = when(handed.handed_in_at)
    later = [one.id for one in handed.answers if (when(one.saved_at) - at).total_seconds() > 120]
    return [f"saved after it was handed in, by its own times: {', '.join(later)}"] if later else []


def _beside(handed: HandIn, issued: Mapping[str, bytes], found: Mapping[str, bytes]) -> list[str]:
    notes = []
    expected = _EXPECTED | {f"{FOLDER}/{one.file}" for one in handed.attachments}
    for path, raw in found.items():
        name, shown = PurePosixPath(path).name, printable(path)
        if name in issued and name.endswith(".ipynb"):
            if raw != issued[name]:
                notes.append(f"{shown} differs from the notebook that was issued; it is kept and not read")
        elif path == RECEIPT_FILE:
            if raw.decode("utf-8", "replace").strip() != receipt_of(found[parcel.ANSWERS]):
                notes.append(f"{shown} is not the receipt of these answers")
        elif path not in expected:
            notes.append(f"{shown} was not asked for; it is kept and not read")
    return notes
