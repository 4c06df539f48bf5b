"""The lane: autograding without executing anything, in milliseconds for each submission.

It writes the rows that `nbgrader autograde` would write, a batch in one transaction, and after them an
autograded copy made from the issued notebooks. Killed at any instant, it leaves no row and no copy half
written, and no copy whose rows are not there yet; running it again completes the rest. Differences from
nbgrader on purpose: a mark on an unchanged answer is not asked for again when the lane runs again, and a mark
on an answer that has since changed is set aside instead of kept beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec

from alongside.errors import AlongsideError, HandInError, KeyMissing
from alongside.grading import gradebook
from alongside.grading.answers import changed_answers, check_of
from alongside.grading.copies import TIMESTAMP, Copies
from alongside.grading.course import Course, assessment_of, key_of
from alongside.grading.extending import extended_in
from alongside.grading.folders import replace, sweep
from alongside.grading.intake import answers_of
from alongside.grading.joining import Joining, joining_of
from alongside.grading.parcel import ANSWERS
from alongside.grading.recording import OldMark, Recorder, Sheet
from alongside.grading.score import score_item
from alongside.model.handin import HandIn
from alongside.model.key import Key
from alongside.model.kinds import Check, CheckValue
from alongside.model.unit import Assessment
from alongside.responses.handin import read_handin

OLD_MARKS = "old-marks.jsonl"
"""One line for each mark that stood on a text which was replaced; nothing ever deletes a line."""
BATCH = 25
"""Submissions in one transaction, and in memory at once."""
Told = Callable[[int, int], None]
"""Hears after each batch how many submissions are done, and how many there are."""


@dataclass(frozen=True)
class LaneReport:
    """What a run did: whose submissions were graded, which marks were set aside, which could not be read."""

    graded: list[str] = field(default_factory=list)
    set_aside: list[OldMark] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


def autograde(
    course: Course, session: str, keys: Path | None = None, told: Told = lambda _done, _all: None
) -> LaneReport:
    """Score every submission of `session`; KeyMissing, and nothing written, where the key is incomplete."""
    assessment = assessment_of(course, session)
    scorer = Scorer(assessment, key_of(course, session, keys))
    copies = Copies(course, session, assessment, scorer.joining)
    for step in ("submitted", "autograded"):
        sweep((course.root / step).glob("*/"))
    names = sorted(one.parent.name for one in (course.root / "submitted").glob(f"*/{session}"))
    report, done, more = LaneReport(), 0, extended_in(course, session)
    with gradebook.opened(course) as book:
        recorder = Recorder(book, course, session)
        for batch in _batches(names):
            work = [one for who in batch if (one := _work(course, session, who, report.problems))]
            sheets = [_sheet(scorer, copies, one, more.get(one.who)) for one in work]
            set_aside = recorder.record(sheets)
            _keep_old_marks(course, session, set_aside)
            book.db.commit()
            for one, sheet in zip(work, sheets, strict=True):
                copies.write(one.who, one.handed, sheet.scores, one.sent)
            report.graded.extend(one.who for one in work)
            report.set_aside.extend(set_aside)
            done += len(batch)
            told(done, len(names))
    return report


class Scorer:
    """The checked questions of a session with their keys; KeyMissing when one is missing or does not fit."""

    def __init__(self, assessment: Assessment, key: Key) -> None:
        """Check that every question has its answer before anything is scored."""
        self.items = {one.id: one for one in key.items}
        self.joining = joining_of(assessment)
        self.checks = {one.id: one for one in assessment.responses if isinstance(one, Check) and one.points}
        for check in self.checks.values():
            self._must_fit(check, key.id)

    def scores(self, handed: HandIn) -> dict[str, float]:
        """Return the points that a hand-in earns on every checked question."""
        return {name: self._score(check, handed) for name, check in self.checks.items()}

    def _score(self, check: Check, handed: HandIn) -> float:
        return score_item(self.items[check.id], check.form, check_of(handed, check.id))

    def _must_fit(self, check: Check, key_id: str) -> None:
        where = f"{key_id}.yaml"
        item = self.items.get(check.id)
        if item is None:
            raise KeyMissing(f"the key has no answer for {check.id}", where=where)
        if item.points != check.points:
            what = f"{check.id} is worth {item.points} in the key and {check.points} in the session"
            raise KeyMissing(what, where=where, do="Make them equal.")
        try:
            score_item(item, check.form, CheckValue())
        except ValueError as err:
            raise KeyMissing(str(err), where=where) from err


@dataclass(frozen=True)
class _Work:
    """One submission as it was read, once: what is scored is what the copy holds."""

    who: str
    handed: HandIn
    at: datetime
    sent: dict[str, bytes]


def _batches(names: list[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _work(course: Course, session: str, who: str, problems: dict[str, str]) -> _Work | None:
    """Read one submission; what is wrong with it is named and stops nobody else's."""
    folder = course.place("submitted", session, who)
    try:
        sent = {name: (folder / name).read_bytes() for name in (ANSWERS, TIMESTAMP)}
        return _Work(who, read_handin(sent[ANSWERS]), _time(sent[TIMESTAMP]), sent)
    except OSError as err:
        problems[who] = str(HandInError(f"cannot be read ({err.strerror})", where=str(err.filename)))
    except AlongsideError as err:
        problems[who] = str(err)
    return None


def _sheet(scorer: Scorer, copies: Copies, one: _Work, until: datetime | None) -> Sheet:
    changed = _changed(copies.place(one.who), one, scorer.joining)
    return Sheet(one.who, one.at, scorer.scores(one.handed), changed, until)


def _changed(graded: Path, one: _Work, joining: Joining) -> frozenset[str]:
    """Return the answers that are not those that the marks in the gradebook are about."""
    path = graded / ANSWERS
    if not path.is_file() or path.read_bytes() == one.sent[ANSWERS]:
        return frozenset()
    try:
        return changed_answers(answers_of(graded), one.handed, joining)
    except AlongsideError:
        return frozenset()


def _time(raw: bytes) -> datetime:
    text = raw.decode("utf-8", "replace").strip()
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S.%f UTC").replace(tzinfo=UTC)
    except ValueError as err:
        do = "Collect it again."
        raise HandInError(f"{text[:40]!r} is not the time of a hand-in", where=TIMESTAMP, do=do) from err


def _keep_old_marks(course: Course, session: str, marks: Sequence[OldMark]) -> None:
    """Keep marks of replaced texts before the transaction is committed: they are somebody's work.

    A run that is killed in between is followed by one that keeps them once more; better twice than never.
    """
    if not marks:
        return
    path = course.root / OLD_MARKS
    earlier = path.read_bytes() if path.is_file() else b""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = b"".join(
        msgspec.json.encode({"session": session, "at": now, **asdict(one)}) + b"\n" for one in marks
    )
    replace(path, earlier + lines)
