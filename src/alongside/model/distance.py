"""What travels between assessors and people at a distance as one file: a session, and what comes back."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.base import Moment, Shape
from alongside.model.handin import Candidate, Session, Sha256

SCHEMA = 1


class SessionFile(Shape, tag_field="format", tag="alongside-session", kw_only=True):
    """A released session for a desk without the exchange: its notebooks and data file, by name, as text."""

    schema: int
    session: Session
    made_at: Moment
    files: Annotated[dict[str, str], Meta(max_length=10)]


class ReturnFile(Shape, tag_field="format", tag="alongside-return", kw_only=True):
    """What goes back to one candidate about one session; the page around it is what is read.

    `receipt` is that of the hand-in that it is about, None where the candidate was only watched.
    """

    schema: int
    about: Literal["feedback", "result"]
    session: Session
    candidate: Candidate
    made_at: Moment
    receipt: Sha256 | None = None


AnyFile = SessionFile | ReturnFile
"""What a desk brings in from a file."""
