"""Putting a hand-in into the exchange, and finding what was released about it: without nbgrader."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from alongside.errors import WorkspaceError
from alongside.grading.course import Course
from alongside.grading.folders import (
    RECEIPT_FILE,
    feedback_file,
    inbound,
    put_inbound,
    receipt_of,
    released_in,
    stamp_of,
)
from alongside.grading.intake import moment_of, received
from alongside.grading.parcel import ANSWERS
from alongside.model.handin import HandIn, Receipt
from alongside.responses.handin import handin_bytes
from alongside.responses.moments import when


def folder_name(handed: HandIn) -> str:
    """Return the name of a hand-in in the exchange, as nbgrader forms it: whose, of what, when."""
    return f"{handed.candidate}+{handed.session}+{stamp_of(when(handed.handed_in_at))}"


def send(  # noqa: PLR0917 (what goes, and where)
    exchange: Path,
    course_id: str,
    handed: HandIn,
    raw: bytes,
    notebook: bytes,
    along: Mapping[str, bytes] | None = None,
) -> None:
    """Put `raw`, the bytes of `handed`, and the files that go along into the exchange.

    WorkspaceError where it cannot be written.
    """
    sent = {
        ANSWERS: raw,
        f"{handed.session}.ipynb": notebook,
        "timestamp.txt": stamp_of(when(handed.handed_in_at)).encode(),
        RECEIPT_FILE: receipt_of(raw).encode(),
        **(along or {}),
    }
    try:
        put_inbound(exchange, course_id, folder_name(handed), sent)
    except OSError as err:
        raise WorkspaceError(
            f"the hand-in could not be written ({err.strerror})",
            where=str(exchange),
            do="Nothing was handed in; try again when the folder can be reached.",
        ) from err


def deliver(exchange: Path, handed: HandIn, along: Mapping[str, bytes] | None = None) -> Receipt:
    """Put a checked hand-in that lies in no workspace into the exchange, with files; return its receipt."""
    course_id = released_in(exchange, handed.session)
    raw = handin_bytes(handed)
    outbound = exchange / course_id / "outbound" / handed.session
    notebook = (outbound / f"{handed.session}.ipynb").read_bytes()
    send(exchange, course_id, handed, raw, notebook, along)
    ids = [one.id for one in (*handed.answers, *handed.portfolio)]
    files = [one.sha256 for one in handed.attachments]
    at, to = handed.handed_in_at, handed.session
    return Receipt(act="handed-in", ids=ids, at=at, to=to, sha256=receipt_of(raw), files=files)


def handed_in(exchange: Path, course: Course | None, candidate: str, session: str) -> set[tuple[str, str]]:
    """Return stamp and receipt of everything that one candidate handed in.

    That is what came through the exchange in this name and, where there is a course, what was taken in.
    """
    found = set()
    for one in inbound(exchange, released_in(exchange, session), session):
        answers = one.path / ANSWERS
        if one.candidate == candidate and answers.is_file():
            found.add((one.stamp, receipt_of(answers.read_bytes())))
    for record in received(course, session) if course else []:
        if record.verdict == "accepted" and record.candidate == candidate and record.receipt:
            found.add((stamp_of(moment_of(record)), record.receipt))
    return found


def released_to(
    exchange: Path, course: Course | None, candidate: str, session: str, name: str
) -> Path | None:
    """Return the page `name` released on the latest hand-in of one candidate, or None.

    A page is filed under nothing but the receipt of what it is about.
    """
    course_id = released_in(exchange, session)
    known = sorted(handed_in(exchange, course, candidate, session), reverse=True)
    pages = [feedback_file(exchange, course_id, receipt, name) for _stamp, receipt in known]
    return next((page for page in pages if page.is_file()), None)
