"""Messages to people of a cohort: drafts as dated rows, and who does not want any."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from alongside.model.base import Moment, RowId, Shape
from alongside.model.calendar import Group, Who

SCHEMA = 1

Kind = Literal["invitation", "joining", "reminder", "missed", "result", "flyer"]
"""What a message is for; each has a text of ours to begin with."""
Subject = Annotated[str, Meta(min_length=1, max_length=300)]
Text = Annotated[str, Meta(min_length=1, max_length=20_000)]
Address = Annotated[str, Meta(max_length=254)]


class Stranger(Shape, kw_only=True):
    """Somebody who does not belong to the cohort (yet): a name and an address for mail."""

    name: Annotated[str, Meta(max_length=200)] = ""
    mail: Address = ""


class Version(Shape, kw_only=True):
    """A draft as somebody left it: the words, and to whom it goes (ids of people, and others)."""

    at: Moment
    by: Who
    subject: Subject
    text: Text
    people: Annotated[list[Who], Meta(max_length=2000)] = []
    others: Annotated[list[Stranger], Meta(max_length=2000)] = []


class DraftFile(Shape, kw_only=True):
    """The whole of one file in `cohort/messages/`: the newest version counts, the others stay.

    `meeting` is the one that it speaks of, with the row of the calendar (`seen`) from which it was filled.
    """

    schema: int = msgspec.field(default=SCHEMA)
    id: RowId = "0"
    kind: Kind = "reminder"
    strand: Annotated[str, Meta(max_length=60)] = ""
    group: Group = ""
    meeting: Annotated[str, Meta(max_length=40)] = ""
    seen: Annotated[str, Meta(max_length=40)] = ""
    versions: list[Version] = []


class Wish(Shape, kw_only=True):
    """`out` means that somebody wants no messages by mail, `in` that they want them again.

    `who` is the id of a person, or an address for mail in small letters.
    """

    at: Moment
    by: Who
    who: Annotated[str, Meta(min_length=1, max_length=254)]
    act: Literal["out", "in"]
    why: Annotated[str, Meta(max_length=300)] = ""


class WishesFile(Shape, kw_only=True):
    """The whole of `cohort/no-messages.json`, oldest row first."""

    schema: int = msgspec.field(default=SCHEMA)
    wishes: list[Wish] = []
