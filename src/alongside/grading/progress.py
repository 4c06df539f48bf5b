"""How far the marking of a session is, for pages: read once, then only what came after it.

The ledger only grows and its numbers grow with it, so what was read stays true. A page in a large cohort asks
the ledger for new rows, the disk whether hand-ins have changed, and counts in memory.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Literal

from alongside.errors import AlongsideError
from alongside.grading.answers import ALONE
from alongside.grading.counting import DECIDES
from alongside.grading.course import Course
from alongside.grading.duties import Duties
from alongside.grading.intake import answers_of
from alongside.grading.joining import NOTHING, Joining
from alongside.grading.ledger import address_of, opened
from alongside.grading.parcel import ANSWERS
from alongside.model.marks import Entered
from alongside.paths import Stamp, stamp

Wait = Literal["open", "second", "settle", "taken", "others", "decided", "unreadable"]
"""What an answer waits for, from one assessor's side.

open     this assessor's own mark. second: another assessor's. settle: both marks are there, and no result.
taken    two others have marked it. others: there is a panel, and it has not given it to this assessor.
decided  every criterion has a result. unreadable: the hand-in is damaged.
"""
_Text = tuple[str, str, str]
"""Candidate, task, and the hash of the answer or the day of the observation."""


@dataclass
class _Count:
    """The rows of a session, counted: what stands in each place, and how many places of a text are filled."""

    last: Entered | None = None
    heads: dict[tuple[str | None, ...], Entered] = field(default_factory=dict)
    blind: Counter[_Text] = field(default_factory=Counter)
    own: Counter[tuple[str, _Text]] = field(default_factory=Counter)
    deciding: Counter[tuple[str | None, _Text]] = field(default_factory=Counter)
    decided: Counter[_Text] = field(default_factory=Counter)
    days: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, row: Entered) -> None:
        """Let a row take the place of what stood in its slot."""
        self.last = row
        about = row.sha256 or row.observed
        if about is None or row.criterion is None or row.marking == "anchor":
            return
        slot = (row.candidate, row.task, row.criterion, row.marking, about)
        if slot in self.heads:
            self._count(self.heads[slot], -1)
        self.heads[slot] = row
        self._count(row, 1)

    def _count(self, row: Entered, by: int) -> None:
        if row.level is None:
            return
        text = (row.candidate, row.task, row.sha256 or row.observed or "")
        if row.observed:
            self.days[row.candidate, row.task][row.observed] += by
        if row.marking in {"first", "second"}:
            self.blind[text] += by
        if row.marking in {"first", "second", "third"}:
            self.own[row.assessor, text] += by
        if row.marking in DECIDES:
            self._decide(row.criterion, text, by)

    def _decide(self, criterion: str | None, text: _Text, by: int) -> None:
        before = bool(self.deciding[criterion, text])
        self.deciding[criterion, text] += by
        self.decided[text] += bool(self.deciding[criterion, text]) - before

    def day(self, candidate: str, task: str) -> str:
        """Return the newest day on which somebody was watched and a mark stands; '' for none."""
        return max((day for day, rows in self.days[candidate, task].items() if rows), default="")


class Progress:
    """How every answer of a session stands at one moment."""

    def __init__(
        self, count: _Count, texts: dict[str, dict[str, str] | None] | None, criteria: dict[str, int]
    ) -> None:
        """Take the counted rows, each candidate's hashes by task (None: unreadable), and criteria by task.

        Without any texts, what is judged are observations, each on the newest day that has marks.
        """
        self._count, self._texts, self._criteria = count, texts, criteria

    def waits(self, candidate: str, task: str, assessor: str) -> Wait:
        """Return what one answer waits for, from one assessor's side."""
        about = self._about(candidate, task)
        if about is None:
            return "unreadable"
        text, all_of = (candidate, task, about), self._criteria[task]
        # `get`: for what it does not have, a Counter answers in a slow way, and a page asks for thousands
        if self._count.decided.get(text, 0) == all_of:
            return "decided"
        own, blind = self._count.own.get((assessor, text), 0), self._count.blind.get(text, 0)
        if own == all_of:
            return "settle" if blind >= 2 * all_of else "second"
        return "taken" if not own and blind >= 2 * all_of else "open"

    def allotted(self, candidate: str, task: str, assessor: str, duties: Duties) -> Wait:
        """Return the same where a panel says who marks what."""
        about = self._about(candidate, task)
        if about is None:
            return "unreadable"
        text, all_of = (candidate, task, about), self._criteria[task]
        if self._count.decided[text] == all_of:
            return "decided"
        thirds = duties.third_for(assessor, *text)
        if thirds:
            return "open" if any(not self._count.deciding[one, text] for one in thirds) else "others"
        place = duties.place(assessor, candidate, task)
        if place is None:
            return "others"
        own = sum(self._count.own[who, text] for who in (assessor, *place.before))
        if own < all_of:
            return "open"
        return "settle" if self._count.blind[text] >= 2 * all_of else "second"

    def day(self, candidate: str, task: str) -> str:
        """Return the newest day on which an observation has marks; '' where it has none."""
        return self._count.day(candidate, task)

    def _about(self, candidate: str, task: str) -> str | None:
        if self._texts is None:
            return self.day(candidate, task)
        hashes = self._texts.get(candidate)
        return None if hashes is None else hashes.get(task, NOTHING)


_counts: dict[tuple[str, str], _Count] = {}
_Seen = tuple[Stamp, Joining]
"""The file as it was when it was read, and what is marked together."""
_hashes: dict[str, tuple[_Seen, dict[str, str] | None]] = {}
_turn = Lock()


def progress_of(
    course: Course, session: str, people: list[str], criteria: dict[str, int], joining: Joining = ALONE
) -> Progress:
    """Return how the answers of `people` stand; `criteria` is each task's number of criteria.

    Tasks of `joining` are marked with what was chosen for them, and wait anew when something else is.
    """
    with _turn:
        count = _counted(course, session)
        place = str(course.root / "submitted")
        texts = {who: _texts(f"{place}/{who}/{session}/{ANSWERS}", joining) for who in people}
    return Progress(count, texts, criteria)


def watched_of(course: Course, session: str, criteria: dict[str, int]) -> Progress:
    """Return how the observations of a session stand; `criteria` is each one's number of criteria."""
    with _turn:
        return Progress(_counted(course, session), None, criteria)


def _counted(course: Course, session: str) -> _Count:
    place = (str(address_of(course)), session)
    count = _counts.setdefault(place, _Count())
    with opened(course) as ledger:
        rows = ledger.rows(session, since=count.last.id if count.last else 0)
        if count.last is not None and (not rows or rows[0] != count.last):
            # Another ledger lies there now, a restored one perhaps: nothing that was read of the old is true.
            count, rows = _Count(), ledger.rows(session)
            _counts[place] = count
    for row in rows[1:] if count.last else rows:
        count.add(row)
    return count


def _texts(path: str, joining: Joining) -> dict[str, str] | None:
    seen = stamp(path)
    if seen is None:
        return None
    mark = (seen, joining)
    if path not in _hashes or _hashes[path][0] != mark:
        _hashes[path] = (mark, _read(Path(path).parent, joining))
    return _hashes[path][1]


def _read(folder: Path, joining: Joining) -> dict[str, str] | None:
    try:
        handed = answers_of(folder)
    except AlongsideError:
        return None
    return joining.hashes(handed)
