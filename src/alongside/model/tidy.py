"""One row of the tidy frame: a candidate, a task or observation, a criterion, a pass. See docs/tidy.md."""

from __future__ import annotations

from typing import Literal

from alongside.model.base import Shape


class TidyRow(Shape, kw_only=True):
    """What is known of one criterion in one pass; None stands for what is not there. Times are UTC, ISO 8601.

    `marking` is "" in the one row of a criterion of which no mark is told. `decided_*` repeat on every row
    of a criterion what was decided. `has_evidence`: whether the row of the ledger has a sentence.
    """

    session: str
    candidate: str
    task: str
    kind: Literal["task", "observation"]
    criterion: str
    competence: str
    must: bool
    state: str
    marking: str
    assessor: str | None
    level: int | None
    has_evidence: bool
    observed: str | None
    marked_at: str | None
    decided_level: int | None
    decided_in: str | None
    decided_at: str | None
    handed_in_at: str | None
    help: str | None
