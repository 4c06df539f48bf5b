"""A marking file, which needs no desk, and the file of marks that comes back from it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from alongside.model.base import Id, Moment, Shape
from alongside.model.handin import Candidate, Session, Sha256
from alongside.model.marking import Begun
from alongside.model.marks import Token

SCHEMA = 1
MOST_SAVES = 200
"""So many earlier saves a file of marks names; what came in by one before them is corrected at the desk."""

Code = Annotated[str, Meta(pattern=r"^[A-Z2-9]{6,20}\Z")]
"""The code of a candidate in one session."""


class Taken(Shape, kw_only=True):
    """That marks came back: when, at whose desk, and how many criteria were entered."""

    at: Moment
    by: Candidate
    entered: int


class MarkingFile(Shape, kw_only=True):
    """That a marking file was made: for whom, by whom, and what came back of it.

    `id` is in the file and nowhere else that an assessor reads: marks that name it come from that file.
    `past` are saves that came before one that is taken in: what they held, that one replaces.
    """

    schema: int = msgspec.field(default=SCHEMA)
    id: Token
    session: Session
    assessor: Candidate
    at: Moment
    by: Candidate
    answers: int
    taken: list[Taken] = []
    past: list[Token] = []


class Judged(Begun, kw_only=True):
    """One criterion as it was judged without the desk: an own judgement, never what two agreed on."""

    stage: Literal["mark", "correct"]


class JudgedAnswer(Shape, kw_only=True):
    """What was judged of one answer; `sha256` is the text that was read, `at` when it was last changed."""

    task: Id
    code: Code
    sha256: Sha256
    at: Moment
    criteria: dict[Id, Judged]


class FileOfMarks(Shape, kw_only=True):
    """What a marking file saves; `saves` names every time that it did, this one last."""

    kind: Literal["alongside-marks"]
    schema: int
    file: Token
    session: Session
    assessor: Candidate
    saves: Annotated[list[Token], Meta(min_length=1, max_length=MOST_SAVES)]
    answers: Annotated[list[JudgedAnswer], Meta(max_length=20_000)]
