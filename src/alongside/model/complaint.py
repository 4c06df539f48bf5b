"""A complaint: somebody says that the programme did something wrong. It is no concern, and never in marks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from alongside.model.base import Moment, RowId, Shape

SCHEMA = 1

About = Literal["mentor", "trainer", "assessment", "programme", "other"]
"""Whom or what it is about."""
Act = Literal[
    "acknowledged", "heard", "noted", "answered", "second look asked", "second look answered", "withdrawn"
]
"""What was done. `answered` and `second look answered` carry an outcome and its reasons."""
Outcome = Literal["upheld", "partly upheld", "not upheld", "settled"]
Words = Annotated[str, Meta(min_length=1, max_length=8000)]
Line = Annotated[str, Meta(max_length=200)]


class Complaint(Shape, kw_only=True):
    """What somebody wrote, never changed. `name` is empty where it is anonymous: then nobody can answer.

    `reach` says how the answer finds them, `wish` what they would like to happen.
    """

    id: RowId
    at: Moment
    about: About
    words: Words
    wish: Annotated[str, Meta(max_length=2000)] = ""
    name: Line = ""
    reach: Line = ""


class Step(Shape, kw_only=True):
    """One thing that was done about it, a dated row; `day` is when it was done."""

    act: Act
    at: Moment
    by: Annotated[str, Meta(max_length=80)]
    day: date
    what: Annotated[str, Meta(max_length=4000)] = ""
    outcome: Outcome | None = None


class ComplaintFile(Shape, kw_only=True):
    """The whole of one file in `cohort/complaints/`; `arrived` is the day on which it could first be read."""

    schema: int = msgspec.field(default=SCHEMA)
    complaint: Complaint
    arrived: date
    steps: list[Step] = []


class SentComplaint(Shape, kw_only=True):
    """What a file carries that goes to the person for complaints."""

    format: Literal["alongside-complaint"]
    schema: int
    complaint: Complaint
