"""Which rows of the ledger count, and what follows from them: pure functions of rows and current texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from alongside.grading.texts import Texts
from alongside.model.kinds.reflection import Criterion
from alongside.model.marks import Entered, Marking

State = Literal["counts", "outside", "archived", "withdrawn", "replaced"]
"""How a row stands.

replaced   a later row names it. withdrawn: it took a mark back. archived: about a text that was replaced,
           or about an observation after which there was a newer one.
outside    points from the gradebook, which nothing here is derived from. counts: all others.
"""
Progress = Literal["not marked", "marked once", "to agree", "to a third marker", "decided"]
"""How far the marking of one criterion is. Two marks on equal or adjacent levels are to agree on; two apart,
or different on a line that must be met, go to a third marker."""
DECIDES: tuple[Marking, ...] = ("override", "agreed", "third")
"""The passes whose level is the result, the strongest first."""
Criteria = Mapping[str, Sequence[Criterion]]
"""A task's id to its criteria."""


@dataclass(frozen=True)
class CriterionMarks:
    """The rows that count for one criterion of one candidate's text, by pass."""

    candidate: str
    task: str
    criterion: Criterion
    rows: dict[Marking, Entered] = field(default_factory=dict)

    @property
    def result(self) -> Entered | None:
        """The row that decides, or None."""
        return next((self.rows[one] for one in DECIDES if one in self.rows), None)

    @property
    def progress(self) -> Progress:
        """How far the marking is."""
        levels = [self.rows[one].level or 0 for one in ("first", "second") if one in self.rows]
        if self.result is not None:
            return "decided"
        if len(levels) < 2:
            return "marked once" if levels else "not marked"
        gap = abs(levels[0] - levels[1])
        return "to a third marker" if gap > 1 or (gap and self.criterion.must) else "to agree"


def states_of(rows: Sequence[Entered], texts: Texts) -> dict[int, State]:
    """Return how each row stands, by its number."""
    replaced = {row.replaces for row in rows}
    days = newest_days(rows)
    return {row.id: "replaced" if row.id in replaced else _state(row, texts, days) for row in rows}


def newest_days(rows: Sequence[Entered]) -> dict[tuple[str, str], str]:
    """Return the newest day on which each (candidate, task) was watched, of those on which a mark stands.

    A resubmission changes nothing about what somebody did before witnesses; a second observation does.
    """
    replaced = {row.replaces for row in rows}
    days: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.observed and row.level is not None and row.marking != "anchor" and row.id not in replaced:
            where = (row.candidate, row.task)
            days[where] = max(row.observed, days.get(where, ""))
    return days


def counting(rows: Sequence[Entered], texts: Texts) -> list[Entered]:
    """Return the rows that count, in the order in which they were entered."""
    states = states_of(rows, texts)
    return [row for row in rows if states[row.id] == "counts"]


def overview(rows: Sequence[Entered], texts: Texts, criteria: Criteria) -> list[CriterionMarks]:
    """Return every criterion of every candidate who has a text or a row that counts, marked or not."""
    given: dict[tuple[str, str, str], dict[Marking, Entered]] = defaultdict(dict)
    for row in counting(rows, texts):
        if row.criterion is not None and row.marking != "anchor":
            given[row.candidate, row.task, row.criterion][row.marking] = row
    people = sorted({who for who, _task in texts} | {who for who, _task, _criterion in given})
    return [
        CriterionMarks(who, task, one, given.get((who, task, one.id), {}))
        for who in people
        for task, listed in criteria.items()
        for one in listed
    ]


def points_of(rows: Sequence[Entered], texts: Texts, criteria: Criteria) -> dict[tuple[str, str], int]:
    """Return the sum of the levels of each (candidate, task) all of whose criteria are decided."""
    levels: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for one in overview(rows, texts, criteria):
        levels[one.candidate, one.task].append(one.result.level if one.result else None)
    return {where: sum(level or 0 for level in found) for where, found in levels.items() if None not in found}


def points_ever(rows: Sequence[Entered], texts: Texts, criteria: Criteria) -> set[tuple[str, str, int]]:
    """Return every (candidate, task, sum) that was the result at some time, on the texts of now.

    Points in a gradebook that are not among them did not come from the ledger.
    """
    about: dict[tuple[str, str], list[Entered]] = defaultdict(list)
    for row in rows:
        about[row.candidate, row.task].append(row)
    found = set()
    for where, own in about.items():  # what one answer is worth follows from its own rows alone
        mine = {where: texts[where]} if where in texts else {}
        listed = {where[1]: criteria[where[1]]} if where[1] in criteria else {}
        for end in range(1, len(own) + 1):
            found |= {(*one, points) for one, points in points_of(own[:end], mine, listed).items()}
    return found


def double_marked(rows: Sequence[Entered], texts: Texts) -> list[tuple[Entered, Entered]]:
    """Return the first and the second mark of each criterion that has both: what agreement is measured on."""
    first, second = (_in_pass(rows, texts, one) for one in ("first", "second"))
    return [(first[where], second[where]) for where in first if where in second]


def anchor_levels(rows: Sequence[Entered], texts: Texts) -> list[dict[str, int]]:
    """Return, for each criterion of each example, its levels by assessor."""
    found: dict[tuple[str, str, str | None], dict[str, int]] = defaultdict(dict)
    for row in counting(rows, texts):
        if row.marking == "anchor" and row.level is not None:
            found[row.candidate, row.task, row.criterion][row.assessor] = row.level
    return list(found.values())


def outside_marks(rows: Iterable[Entered], texts: Texts) -> dict[tuple[str, str], Entered]:
    """Return the latest points from outside of each (candidate, task), on its current text."""
    return {
        (row.candidate, row.task): row
        for row in rows
        if row.marking == "outside" and texts.get((row.candidate, row.task)) == row.sha256
    }


def _in_pass(rows: Sequence[Entered], texts: Texts, marking: Marking) -> dict[tuple[str, ...], Entered]:
    return {
        (row.session, row.candidate, row.task, row.criterion or ""): row
        for row in counting(rows, texts)
        if row.marking == marking
    }


def _state(row: Entered, texts: Texts, days: Mapping[tuple[str, str], str]) -> State:
    where = (row.candidate, row.task)
    current = texts.get(where) if row.observed is None else days.get(where, row.observed)
    if row.marking != "anchor" and current != (row.observed or row.sha256):
        return "archived"
    if row.marking == "outside":
        return "outside"
    return "counts" if row.level is not None else "withdrawn"
