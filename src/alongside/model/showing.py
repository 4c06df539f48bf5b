"""What a person shows to somebody they choose: a copy of a few answers, the reply, and the record of both."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.base import TEXT_LIMIT, Id, Moment, Shape
from alongside.model.handin import AnyHanded

SCHEMA = 1
COPY, REPLY = "alongside-shown", "alongside-reply"

Token = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
"""The name of a copy: nobody guesses it, and it is a file name on every system."""
Name = Annotated[str, Meta(min_length=1, max_length=80)]
"""A person's name or initials, as somebody typed them."""
Role = Literal["trainer", "partner", "adviser"]
"""Who somebody is to the person who shows."""
Way = Literal["exchange", "file"]
"""How a copy goes: into the exchange folder, or as one file to send."""


class ShownAnswer(Shape, kw_only=True):
    """One answer of a copy: the `title` of its unit, the answer as data, and as `text`."""

    title: Annotated[str, Meta(max_length=300)]
    text: Annotated[str, Meta(max_length=2 * TEXT_LIMIT)]
    answer: AnyHanded


class Copy(Shape, kw_only=True):
    """What is shown: by whom, to whom, when (UTC), a covering line, and answers as they were at that moment.

    `use` has one value: a copy is for a conversation, and never evidence for an award.
    """

    format: Literal["alongside-shown"]
    schema: int
    use: Literal["conversation"]
    id: Token
    by: Name
    role: Role
    to: Name
    at: Moment
    answers: Annotated[list[ShownAnswer], Meta(min_length=1, max_length=50)]
    line: Annotated[str, Meta(max_length=1_000)] = ""


class Reply(Shape, kw_only=True):
    """What somebody wrote back about the copy named `copy`."""

    format: Literal["alongside-reply"]
    schema: int
    copy: Token
    by: Name
    at: Moment
    text: Annotated[str, Meta(min_length=1, max_length=20_000)]


class Showing(Shape, kw_only=True):
    """One line of the record: which answers went to whom, how and when, and what came back."""

    copy: Token
    folder: str
    ids: list[Id]
    role: Role
    to: Name
    at: Moment
    way: Way
    withdrawn_at: Moment | None = None
    reply: Reply | None = None


class Showings(Shape, kw_only=True):
    """The whole of `shown.json` at the root of a workspace."""

    schema: int
    showings: list[Showing] = []
