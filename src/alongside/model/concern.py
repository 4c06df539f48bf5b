"""A concern: what an assessor read that may mean harm. It goes to a person, never into marks."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from alongside.model.base import Id, Moment, RowId, Shape
from alongside.model.handin import Candidate, Session

SCHEMA = 1

About = Literal["child", "adult", "writer", "unclear"]
"""Who may be harmed: a child, another adult, the person who wrote, or it is not clear."""
Way = Literal["telephone", "in person", "mail"]
"""How somebody was told."""


class Concern(Shape, kw_only=True):
    """What was noticed, by whom, where: `words` are those of the text as far as possible. Never changed.

    `now` means that somebody may be in danger at this moment.
    """

    id: RowId
    at: Moment
    by: Candidate
    session: Session
    task: Id
    code: Annotated[str, Meta(max_length=40)]
    candidate: Candidate
    about: About
    now: bool = False
    words: Annotated[str, Meta(min_length=1, max_length=4000)]


class Handed(Shape, kw_only=True):
    """One step after it, a dated row: `told` by the assessor, `received` by the contact."""

    act: Literal["told", "received"]
    at: Moment
    by: Candidate
    way: Way
    to: Annotated[str, Meta(max_length=200)] = ""


class ConcernFile(Shape, kw_only=True):
    """The whole of one file in `course/concerns/`."""

    schema: int = msgspec.field(default=SCHEMA)
    concern: Concern
    steps: list[Handed] = []
