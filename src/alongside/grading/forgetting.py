"""Taking a candidate out of a course: pages and what nothing rests on go, marks and theirs stay.

Marks and decisions are rows that nothing deletes; they know an id alone. What was handed in stays where a
mark rests on it, because an appeal, or whoever checks an award, has to find what was judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from alongside.grading import evidence
from alongside.grading.acts import acts_of
from alongside.grading.codes import MARKING
from alongside.grading.course import Course
from alongside.grading.folders import feedback_file, inbound, letter_name, receipt_of, remove
from alongside.grading.intake import kept
from alongside.grading.ledger import is_there, opened
from alongside.grading.parcel import ANSWERS
from alongside.model.acts import AppealDecided, Appealed, Released
from alongside.strings import _


def appeal_open_until(course: Course, who: str, today: date) -> str | None:
    """Return the last day on which an appeal may come, "" while one is undecided; None where neither is."""
    acts = acts_of(course, candidate=who)
    decided = {row.act.appeal for row in acts if isinstance(row.act, AppealDecided)}
    if any(isinstance(row.act, Appealed) and row.id not in decided for row in acts):
        return ""
    days = [row.act.appeal_until for row in acts if isinstance(row.act, Released)]
    last = max(days, default="")
    return last if last >= today.isoformat() and last else None


def marked_sessions(course: Course, who: str) -> set[str]:
    """Return the sessions in which a mark stands for a candidate."""
    if not is_there(course):
        return set()
    with opened(course) as ledger:
        return {row.session for row in ledger.rows() if row.candidate == who}


def forget_work(course: Course, who: str, today: date) -> list[str]:
    """Delete drafts, feedback, letters, files that went along and what nobody has marked.

    Nothing goes while an appeal may come. Marks keep the hash of each file that they rest on.

    Returns a sentence for each place that could not be deleted.
    """
    if appeal_open_until(course, who, today) is not None:
        return []
    marked = marked_sessions(course, who)
    problems = [
        _("{place} was not deleted.").format(place=place) for place in evidence.erase(course, who).left
    ]
    for place in dict.fromkeys([*_pages(course, who), *_handed_in(course, who, marked)]):
        try:
            _take_away(place)
        except OSError as err:
            what = _("{place} was not deleted ({why}).")
            problems.append(what.format(place=place.relative_to(place.parents[2]), why=err.strerror))
    return problems


def _pages(course: Course, who: str) -> Iterator[Path]:
    """Every page made about a candidate, and what assessors had begun to write."""
    yield from course.root.glob(f"letters/*/{who}.html")
    yield from course.root.glob(f"returned/*/{who}.html")
    yield course.root / "feedback" / who
    yield from course.root.glob(f"{MARKING}/*/*/{who}+*.json")
    for session, receipt in _receipts(course, who):
        for name in (session, letter_name(session)):
            yield feedback_file(course.exchange, course.id, receipt, name)


def _handed_in(course: Course, who: str, marked: set[str]) -> Iterator[Path]:
    for session in _sessions(course):
        yield from (one.path for one in inbound(course.exchange, course.id, session) if one.candidate == who)
        if session in marked:
            continue
        yield from (course.place(step, session, who) for step in ("submitted", "autograded"))
        for home, record in kept(course, session).items():
            if who in {record.candidate, record.claimed}:
                yield course.place("received", session) / home


def _receipts(course: Course, who: str) -> Iterator[tuple[str, str]]:
    for session in _sessions(course):
        for record in kept(course, session).values():
            if record.candidate == who and record.receipt:
                yield session, record.receipt
        for one in inbound(course.exchange, course.id, session):
            if one.candidate == who and (one.path / ANSWERS).is_file():
                yield session, receipt_of((one.path / ANSWERS).read_bytes())


def _sessions(course: Course) -> list[str]:
    shelves: list[Callable[[], Iterator[Path]]] = [
        lambda: (course.root / "received").glob("[!.]*/"),
        lambda: (course.exchange / course.id / "outbound").glob("[!.]*/"),
    ]
    return sorted({place.name for shelf in shelves for place in shelf()})


def _take_away(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        remove(place)
    else:
        place.unlink(missing_ok=True)
