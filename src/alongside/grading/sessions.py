"""An assessment session from release to feedback, as plain functions for pages and commands.

Nothing here prints. Everything is said by what is returned, or by an error that a person can act on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from alongside import paths
from alongside.content.load import read_yaml, unit_in
from alongside.errors import HandInError, WorkspaceError
from alongside.grading import arriving, gradebook, intake
from alongside.grading.course import Course
from alongside.grading.delivering import folder_name, send
from alongside.grading.folders import (
    RECEIPT_FILE,
    appear,
    copy_all,
    feedback_file,
    handed_in_folder,
    letter_name,
    receipt_of,
    released_in,
    replace,
    returned_file,
    stamp_of,
    write_all,
)
from alongside.grading.issuing import issue
from alongside.grading.parcel import ANSWERS
from alongside.grading.states import SubmissionState, state_of
from alongside.model.course import Received
from alongside.model.handin import Declared, HandIn, Receipt
from alongside.model.workspace import Workspace
from alongside.responses import files, receipts
from alongside.responses.attaching import freeze, own_files
from alongside.responses.handin import Selected, build
from alongside.responses.moments import when

__all__ = [
    "SubmissionState",
    "collect",
    "feedback_home",
    "fetch",
    "fetch_feedback",
    "fetch_letter",
    "hand_in",
    "reaches",
    "receipt_in",
    "release",
    "release_feedback",
    "released_pages",
    "state_of",
    "take_in",
]


def release(course: Course, session: str, due: datetime | None = None) -> Path:
    """Release a session: nbgrader makes the issued notebook, and the exchange offers it; return where.

    `due` is when it is due; left out, an earlier date stays.
    """
    issue(course, session)
    if due is not None:
        with gradebook.opened(course) as book:
            gradebook.set_due(book, session, due)
    outbound = course.exchange / course.id / "outbound" / session
    (course.exchange / course.id / "inbound").mkdir(parents=True, exist_ok=True)
    appear(outbound, lambda folder: copy_all(course.place("release", session), folder))
    return outbound


def fetch(workspace: Path, session: str) -> Path:
    """Fetch a released session into `assessments/<session>`; answers and files already there stay."""
    root, settings = _workspace(workspace)
    exchange = root / settings.exchange
    offered = exchange / released_in(exchange, session) / "outbound" / session
    target = root / "assessments" / session
    for path in sorted(offered.iterdir()):
        if path.is_file() and not (target / path.name).exists():
            replace(target / path.name, path.read_bytes())
    return target


def hand_in(
    workspace: Path,
    session: str,
    now: datetime,
    portfolio: Iterable[Selected] = (),
    declared: Declared | None = None,
    *,
    by_file: bool = False,
) -> Receipt:
    """Hand in this session's answers, files that go along and chosen portfolio items; return the receipt.

    `by_file` makes the file to send (`receipts.staged_file`) and puts nothing into the exchange.
    `declared` is what the person says about help received; None says nothing about it. What goes is frozen
    in staging first, so that what was handed in is what was shown. HandInError where the session was not
    fetched or something in it cannot be handed in; nothing leaves the folder then.
    """
    root, settings = _workspace(workspace)
    folder = root / "assessments" / session
    if not (folder / f"{session}.ipynb").is_file():
        raise HandInError(f"session {session} has not been fetched", where=str(folder), do="Fetch it first.")
    exchange = root / settings.exchange
    course_id = "" if by_file else released_in(exchange, session)
    answers = files.read(folder, session)
    pieces = list(portfolio)
    along = [one.attachment for one in own_files(root, session)]
    handed = build(root, unit_in(folder), answers, settings.person.id, now, pieces, declared, along)
    staged, receipt = receipts.stage(root, handed)
    frozen = freeze(root, session, along, now.date())
    if not by_file:
        notebook = (folder / f"{session}.ipynb").read_bytes()
        send(exchange, course_id, handed, staged.read_bytes(), notebook, frozen)
    receipts.record(root, receipt)
    receipts.keep_handed_in(folder, session, [one.id for one in handed.answers])
    for unit_id, response_id, place in pieces:
        receipts.keep_handed_in(place, unit_id, [response_id])
    if not by_file:
        _remember(root, course_id, handed, receipt, folder)
    return receipt


def reaches(workspace: Path, session: str) -> bool:
    """Return whether this workspace shares an exchange with the assessors of a session."""
    root, settings = _workspace(workspace)
    try:
        return bool(released_in(root / settings.exchange, session))
    except WorkspaceError:
        return False


def collect(course: Course, session: str, now: datetime) -> list[Received]:
    """Take in everything that was handed in through the exchange; return what became of each."""
    return intake.collect(course, session, now)


def take_in(course: Course, session: str, sources: list[Path], now: datetime) -> list[Received]:
    """Take in hand-ins that came as files: folders, `responses.json` files, and zips of one or of many."""
    taken = []
    for source in sources:
        zipped = source.suffix.lower() == ".zip" and source.is_file() and not source.is_symlink()
        if zipped:
            taken += arriving.take_in_zip(course, session, source, now)
        else:
            taken.append(intake.take_in(course, session, source, now))
    intake.settle(course, session)
    return taken


def release_feedback(course: Course, session: str, people: Iterable[str]) -> list[str]:
    """Put the feedback that was made of these people into the exchange, each page for its own; return whose.

    Who is left out keeps an older page in `feedback/`: of another text perhaps, or of levels that were taken
    back since. It must not go out as if it were today's. Who handed in nothing and was watched gets the page
    as a file: it is released, and no exchange has it.
    """
    released = []
    for who in sorted(people):
        page = course.place("feedback", session, who) / f"{session}.html"
        replace(_released_at(course, session, who), page.read_bytes())
        released.append(who)
    return released


def released_pages(course: Course, session: str) -> dict[str, Path]:
    """Return whose feedback on a session is released, and where the page lies."""
    made = sorted((course.root / "feedback").glob(f"*/{session}/{session}.html"))
    places = {who: _released_at(course, session, who) for who in (page.parent.parent.name for page in made)}
    return {who: place for who, place in places.items() if place.is_file()}


def receipt_in(course: Course, session: str, who: str) -> str | None:
    """Return the receipt of the hand-in that counts; None where there is none."""
    answers = course.place("submitted", session, who) / ANSWERS
    return receipt_of(answers.read_bytes()) if answers.is_file() else None


def _released_at(course: Course, session: str, who: str) -> Path:
    receipt = receipt_in(course, session, who)
    if receipt is None:
        return returned_file(course.root, session, who)
    return feedback_file(course.exchange, course.id, receipt, session)


def fetch_feedback(workspace: Path, session: str) -> list[Path]:
    """Fetch the feedback on what this workspace handed in; return the pages, the latest hand-in last."""
    return _fetched(workspace, session, session)


def fetch_letter(workspace: Path, session: str) -> list[Path]:
    """Fetch the result letters that were filed under what this workspace handed in; the latest is last."""
    return _fetched(workspace, session, letter_name(session))


def _fetched(workspace: Path, session: str, name: str) -> list[Path]:
    """Fetch from the exchange, where there is one; what came as a file lies there already."""
    root, settings = _workspace(workspace)
    homes = feedback_home(root, session)
    if reaches(root, session):
        exchange = root / settings.exchange
        course_id = released_in(exchange, session)
        for receipt in receipts.receipts(root):
            if receipt.act != "handed-in" or receipt.to != session or receipt.sha256 is None:
                continue
            page = feedback_file(exchange, course_id, receipt.sha256, name)
            if page.is_file():
                replace(homes / stamp_of(when(receipt.at)) / f"{name}.html", page.read_bytes())
    return sorted(homes.glob(f"[!.]*/{name}.html"))


def feedback_home(root: Path, session: str) -> Path:
    """Return where a workspace keeps what came back about a session, in a folder for each hand-in."""
    return root / "assessments" / session / "feedback"


def _workspace(place: Path) -> tuple[Path, Workspace]:
    root = paths.workspace_root(place)
    return root, read_yaml(root / paths.MARKER, Workspace)


def _remember(root: Path, course_id: str, handed: HandIn, receipt: Receipt, folder: Path) -> None:
    """Keep what `nbgrader list` and `fetch_feedback` look for: the notebook and the receipt, no answers."""
    kept = {
        f"{handed.session}.ipynb": (folder / f"{handed.session}.ipynb").read_bytes(),
        "timestamp.txt": receipt.at.encode(),
        RECEIPT_FILE: (receipt.sha256 or "").encode(),
    }
    appear(handed_in_folder(root) / course_id / folder_name(handed), lambda place: write_all(place, kept))
