"""The standard: an assessor's marks on examples beside the agreed ones, and whether live work may begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alongside.errors import NotStandardised
from alongside.grading.anchors import anchors_of, hash_of_anchor, judged_of, standard_of
from alongside.grading.course import Course, assessment_of
from alongside.grading.ledger import Ledger, opened
from alongside.grading.panel import panel_of
from alongside.model.anchor import AgreedLevel, Anchor
from alongside.model.kinds.reflection import Criterion
from alongside.model.marks import BLIND, Entered, Mark
from alongside.strings import _, ngettext

TOLERATED = 1
"""So many levels from the agreed one are within the standard."""


@dataclass(frozen=True)
class Compared:
    """One criterion of an example: the agreed level, the assessor's of now, and the one of the first try."""

    criterion: Criterion
    agreed: AgreedLevel
    mine: Entered | None
    first: Entered | None

    @property
    def gap(self) -> int | None:
        """How many levels lie between; None where the assessor has given none."""
        return None if self.mine is None else abs((self.mine.level or 0) - self.agreed.level)

    @property
    def blocks(self) -> bool:
        """Whether this line alone keeps an assessor from live work."""
        return self.criterion.must and self.gap is not None and self.gap > TOLERATED


@dataclass(frozen=True)
class Judged:
    """One example as an assessor has marked it; a try ends when the agreed levels can be read."""

    anchor: Anchor
    lines: list[Compared]
    tries: list[str]

    @property
    def whole(self) -> bool:
        """Whether every line is marked, so that the agreed levels may be read."""
        return all(one.mine is not None for one in self.lines)

    @property
    def apart(self) -> list[Compared]:
        """The lines that must be met on which the levels lie too far apart."""
        return [one for one in self.lines if one.blocks]


@dataclass(frozen=True)
class Gate:
    """Whether an assessor may mark live work of a session, and what is missing."""

    session: str
    assessor: str
    required: bool
    examples: list[Judged]

    @property
    def met(self) -> bool:
        """Whether every example is marked, and every line that must be met is near enough."""
        return all(one.whole and not one.apart for one in self.examples)

    @property
    def open(self) -> bool:
        """Whether live work may be marked."""
        return self.met or not self.required

    @property
    def missing(self) -> list[str]:
        """What is still to be done, in sentences."""
        left = sum(not one.whole for one in self.examples)
        unmarked = ngettext(
            "{n} example is not fully marked yet.", "{n} examples are not fully marked yet.", left
        ).format(n=left)
        far = _(
            "“{title}”: on the line “{line}”, which must be met, your level and the agreed one are {n} apart."
        )
        found = [(one, line) for one in self.examples if one.whole for line in one.apart]
        return [unmarked] * bool(left) + [
            far.format(title=one.anchor.title, line=line.criterion.text, n=line.gap) for one, line in found
        ]


def gate_of(course: Course, session: str, assessor: str) -> Gate:
    """Return how an assessor stands before the live work of a session."""
    if not anchors_of(course, session):
        return Gate(session, assessor, False, [])
    with opened(course) as ledger:
        return _gate(course, session, ledger, assessor)


def assessors_of(course: Course, session: str, ledger: Ledger) -> set[str]:
    """Return who assesses a session: the members of its panel, else all who have marked in the course."""
    panel = panel_of(course, session)
    return ledger.assessors() if panel is None else {one.id for one in panel.assessors}


def check_standard(course: Course, session: str, ledger: Ledger, marks: Sequence[Mark]) -> None:
    """Raise NotStandardised where a new mark on live work comes from somebody who is not there yet.

    Corrections and what is taken back stay possible: they are about work that was done already.
    """
    for who in sorted({one.assessor for one in marks if one.marking in BLIND and one.replaces is None}):
        gate = _gate(course, session, ledger, who)
        if not gate.open:
            do = _("Open the session's examples at the marking desk. {missing}")
            what = _("{who} cannot mark live work of {session} yet").format(who=who, session=session)
            raise NotStandardised(what, do=do.format(missing=" ".join(gate.missing)))


def compare(anchor: Anchor, criteria: Sequence[Criterion], rows: Sequence[Entered]) -> Judged:
    """Return one assessor's marks on one text beside the agreed levels; `rows` are theirs, in order."""
    now: dict[str, Entered] = {}
    first: dict[str, Entered] = {}
    tries: list[str] = []
    for at in dict.fromkeys(row.at for row in rows):
        for row in (one for one in rows if one.at == at):
            if row.level is None:
                now.pop(str(row.criterion), None)
            else:
                now[str(row.criterion)] = row
        if len(now) == len(criteria):
            tries.append(at)
            first = first or dict(now)
    agreed = {one.criterion: one for one in anchor.levels}
    lines = [Compared(one, agreed[one.id], now.get(one.id), first.get(one.id)) for one in criteria]
    return Judged(anchor, lines, tries)


def rows_about(rows: Sequence[Entered], anchor: Anchor, candidate: str) -> list[Entered]:
    """Return the rows of the pass `anchor` about this text, entered under this id."""
    about = (candidate, anchor.about, hash_of_anchor(anchor), "anchor")
    return [row for row in rows if (row.candidate, row.task, row.sha256, row.marking) == about]


def shown_first(course: Course, session: str) -> list[Anchor]:
    """Return the anchors that are marked beforehand: all that are not kept back."""
    kept = standard_of(course, session).kept_back
    return [one for one in anchors_of(course, session) if one.id not in kept]


def enter_examples(course: Course, session: str, marks: Sequence[Mark], now: datetime) -> list[Entered]:
    """Enter marks on examples, all or none: no result follows from them, and no gradebook shows them."""
    if any(mark.marking != "anchor" or mark.session != session for mark in marks):
        raise ValueError("only marks on examples of this session are entered here")
    with opened(course) as ledger:
        return ledger.append(marks, now)


def _gate(course: Course, session: str, ledger: Ledger, assessor: str) -> Gate:
    anchors = shown_first(course, session)
    asked = standard_of(course, session).required
    if not anchors:
        return Gate(session, assessor, False, [])
    required = len(assessors_of(course, session, ledger) | {assessor}) > 1 if asked is None else asked
    rows = ledger.rows(session, assessor=assessor, marking="anchor")
    judged = judged_of(assessment_of(course, session))
    examples = [compare(one, judged[one.about], rows_about(rows, one, one.id)) for one in anchors]
    return Gate(session, assessor, required, examples)
