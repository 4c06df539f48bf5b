"""What is decided about people beside marks, as dated rows that stay: pairs, dates, results, appeals."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from alongside.model.base import Id, Moment, Shape
from alongside.model.handin import Candidate, Session, Sha256
from alongside.model.marking import Level
from alongside.model.marks import Day, Token, a_token

Reason = Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"\S")]
Phase = Literal["1", "2", "3", "trainer"]
Outcome = Literal["upheld", "upheld in part", "not upheld"]
"""What became of an appeal."""


class Act(Shape, tag_field="act", kw_only=True):
    """What every row is about: a candidate, in a session or in a whole phase."""

    candidate: Candidate


class Allocated(Act, tag="allocated", kw_only=True):
    """An assessor has a candidate's hand-in to mark; two rows make a pair.

    Drawn with `seed`, from the panel file with the hash `panel`: the same again gives the same.
    """

    session: Session
    assessor: Candidate
    seed: str
    panel: Sha256


class Moved(Act, tag="moved", kw_only=True):
    """The open work of `instead_of` on these tasks of a candidate is `assessor`'s from now on."""

    session: Session
    tasks: Annotated[list[Id], Meta(min_length=1)]
    assessor: Candidate
    instead_of: Candidate
    reason: Reason


class Third(Act, tag="third", kw_only=True):
    """A third marker for criteria on which two differ too much; `about` is the hash or day of those marks."""

    session: Session
    task: Id
    criteria: Annotated[list[Id], Meta(min_length=1)]
    about: str
    assessor: Candidate
    seed: str
    reason: Annotated[str, Meta(max_length=4000)] = ""


class Extended(Act, tag="extended", kw_only=True):
    """A candidate has until `until`; None takes an earlier extension back. The latest row counts."""

    session: Session
    until: Moment | None = None
    reason: Reason


class Adjusted(Act, tag="adjusted", kw_only=True):
    """An adjustment that was granted: a reader, a break, another form. It changes no date."""

    session: Session
    what: Reason
    reason: Reason


class Elsewhere(Act, tag="elsewhere", kw_only=True):
    """What was decided elsewhere about a competence that no session of the phase asks about.

    The latest row of a competence counts. `reason` is the evidence: what was seen or read there, and by whom.
    """

    phase: Phase
    competence: Id
    level: Level
    reason: Reason


class Deferred(Act, tag="deferred", kw_only=True):
    """What is missing may be shown once more, until the end of the day `until`; there is one for each phase.

    `missing` are criteria, or competences that stand too low; `sessions` those in which they stand.
    """

    phase: Phase
    missing: Annotated[list[str], Meta(min_length=1)]
    sessions: list[Session]
    until: Day
    reason: Reason


class Released(Act, tag="released", kw_only=True):
    """A result letter went out: what it said, its hash, and the last day on which an appeal can come in.

    `verdict` is the hash of the levels and of what was missing: the same is not told twice.
    """

    phase: Phase
    result: Literal["award", "deferred"]
    verdict: Sha256
    sha256: Sha256
    appeal_until: Day


class Appealed(Act, tag="appealed", kw_only=True):
    """An appeal that came in on the day `on`."""

    phase: Phase
    on: Day
    grounds: Reason


class AppealDecided(Act, tag="appeal-decided", kw_only=True):
    """What somebody outside the panel decided about the appeal in row `appeal`."""

    phase: Phase
    appeal: int
    who: Candidate
    outcome: Outcome
    reason: Reason


AnyAct = (
    Allocated
    | Moved
    | Third
    | Extended
    | Adjusted
    | Elsewhere
    | Deferred
    | Released
    | Appealed
    | AppealDecided
)


class Recorded(Shape, kw_only=True):
    """A row: its number, which grows, when it was written (UTC), by whom, and what was decided."""

    id: int
    at: Moment
    by: Candidate
    act: AnyAct
    token: Token = msgspec.field(default_factory=a_token)


def session_of(act: AnyAct) -> str:
    """Return the session that an act is about, '' where it is about a phase."""
    return str(getattr(act, "session", ""))


def kind_of(act: Any) -> str:
    """Return what stands in the field `act` of an act."""
    return str(act.__struct_config__.tag)
