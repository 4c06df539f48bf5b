"""The rows of the ledger of marks: who judged what at which level, when, and on what evidence."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import uuid4

import msgspec
from msgspec import Meta

from alongside.model.base import Id, Moment, Shape
from alongside.model.handin import Candidate, Session, Sha256

Marking = Literal["first", "second", "third", "agreed", "override", "anchor", "outside"]
"""In which pass a mark was given.

first, second  blind, by two people; third, by somebody else, where they differ too much.
agreed         what the first two settled on. override: what somebody with the right to do so decided later.
anchor         on an example with known levels, laid among the others; `candidate` is the example's id.
outside        points found in the gradebook that did not come from the ledger: of a task, not of a criterion.
"""
BLIND: tuple[Marking, ...] = ("first", "second", "third")
"""The passes that one person has only one of."""

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d\Z")]
"""A date, such as `2026-11-20`."""
Evidence = Annotated[str, Meta(max_length=4000)]
Token = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{8,64}\Z")]


def a_token() -> str:
    """Return a fresh name for a row that is about to be written."""
    return uuid4().hex


class Mark(Shape, kw_only=True):
    """A row to be written. `evidence` is one sentence and stands before `level`, as it is judged.

    level    0 to 3; None withdraws the row that is replaced (the evidence says why), or comes from outside.
    points   of an outside row only, 0 to 3 for each criterion of the task.
    sha256   the answer that was marked, as the hand-in carries it; `observed`, in its place, the day of a
             live observation. Exactly one of the two.
    replaces the id of the row that this one corrects; it stays, and no longer counts.
    token    the writer's own name for the row: the same row sent twice is kept once.
    """

    assessor: Candidate
    marking: Marking
    session: Session
    candidate: Candidate
    task: Id
    criterion: Id | None = None
    evidence: Evidence
    level: Annotated[int, Meta(ge=0, le=3)] | None = None
    points: Annotated[float, Meta(ge=0)] | None = None
    sha256: Sha256 | None = None
    observed: Day | None = None
    replaces: int | None = None
    token: Token = msgspec.field(default_factory=a_token)


class Entered(Mark, kw_only=True, gc=False):
    """A row of the ledger: a mark with its number, which grows, and when it was entered (UTC).

    It holds text and numbers only: a desk keeps thousands, and Python need not search them for cycles.
    """

    id: int
    at: Moment
