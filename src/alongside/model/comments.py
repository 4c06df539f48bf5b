"""Comments on activities: as a person keeps them, and as they go to whoever looks after the programme."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.answers import Version
from alongside.model.base import Id, Moment, Shape
from alongside.model.showing import Name, Token

SCHEMA = 1
COMMENTS = "alongside-comments"

Text = Annotated[str, Meta(min_length=1, max_length=5_000)]
"""What a comment says."""
Title = Annotated[str, Meta(max_length=300)]
"""The title of an activity when the comment was written."""


class Comment(Shape, kw_only=True):
    """One comment as its author keeps it; `folder` is that of the unit, below the workspace.

    `named`: it may be passed on with the author's name.
    """

    id: Token
    folder: Annotated[str, Meta(max_length=300)]
    activity: Id
    title: Title
    version: Version
    at: Moment
    text: Text
    named: bool = False
    sent_at: Moment | None = None


class Comments(Shape, kw_only=True):
    """The whole of `comments.json` at the root of a workspace."""

    schema: int
    comments: list[Comment] = []


class Passed(Shape, kw_only=True):
    """One comment as others get it; `by` is None where the author did not want to be named."""

    id: Token
    activity: Id
    title: Title
    version: Version
    at: Moment
    text: Text
    by: Name | None = None


class PassedOn(Shape, kw_only=True):
    """What is sent: one comment in the exchange, or all of them in one file."""

    format: Literal["alongside-comments"]
    schema: int
    comments: Annotated[list[Passed], Meta(min_length=1, max_length=500)]
