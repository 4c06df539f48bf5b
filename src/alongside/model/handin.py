"""What leaves a person's folder: the hand-in of a session, and the receipts that say what has left.

The hand-in is one frozen `responses.json`. `sha256` of an answer is of the RFC 8785 JSON of its `value` as it
stands in the file; the receipt is the SHA-256 of the file.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from msgspec import Meta, defstruct

from alongside.model.answers import Version
from alongside.model.attachment import MOST_FILES, Attachment, Sha256
from alongside.model.base import Id, Moment, Shape
from alongside.model.kinds import VALUE_OF, AnyValue

SCHEMA = 1

Candidate = Annotated[str, Meta(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*\Z", max_length=64)]
"""The id of whoever hands in: letters, digits and hyphens, because it becomes the name of a folder."""
Session = Annotated[str, Meta(pattern=r"^[a-z][0-9]{1,2}\Z")]
"""The id of a unit: `a1`."""


class Handed(Shape, tag_field="kind", kw_only=True):
    """What every handed-in answer carries; each kind adds its `value`."""

    id: Id
    saved_at: Moment
    lang: Annotated[str, Meta(max_length=35)]
    prompt: Annotated[str, Meta(max_length=20_000)]
    content_version: Version
    sha256: Sha256
    value: AnyValue


STAYS = frozenset({"triad"})
"""The kinds that leave nobody's file: where a timer stands is no evidence of anything."""


def _handed_of(kind: str, value: type[AnyValue]) -> type[Handed]:
    name = f"Handed{value.__name__.removesuffix('Value')}"
    about = {"__doc__": f"A handed-in answer of the kind {kind}."}
    fields = [("value", value)]
    return defstruct(name, fields, bases=(Handed,), namespace=about, module=__name__, tag=kind, kw_only=True)


HANDED_OF: dict[str, type[Handed]] = {k: _handed_of(k, v) for k, v in VALUE_OF.items() if k not in STAYS}
"""Kind to the shape of a handed-in answer."""
AnyHanded: Any = reduce(or_, HANDED_OF.values())
"""A handed-in answer of any kind, as a decoder needs to know it."""


Helper = Literal["person", "language", "ai", "other"]
"""What somebody had help from: a person, a tool for spelling or translation, a program that writes, else."""


class Declared(Shape, kw_only=True):
    """What a candidate says about help with the writing: from whom (nobody: an empty list), and with what."""

    by: Annotated[list[Helper], Meta(max_length=4)] = []
    what: Annotated[str, Meta(max_length=2000)] = ""


class HandIn(Shape, kw_only=True):
    """The whole of a handed-in `responses.json`. `portfolio` holds answers from any unit that were chosen.

    `help` is None where nothing was declared, as in every file from before there was a declaration.
    `attachments` names the files that lie beside it, in the folder `attachments`.
    """

    schema: int
    session: Session
    candidate: Candidate
    handed_in_at: Moment
    answers: list[AnyHanded]
    portfolio: list[AnyHanded] = []
    help: Declared | None = None
    attachments: Annotated[list[Attachment], Meta(max_length=MOST_FILES)] = []


class Receipt(Shape, kw_only=True):
    """One thing that left the folder: what (`ids`), when, how (`act`), to whom or for which session (`to`).

    `sha256` is the receipt of a hand-in; what is only shown to someone has none. `files` are the hashes of
    the files that went along; the receipt covers them, because the hand-in names them.
    """

    act: Literal["handed-in", "shown"]
    ids: list[Id]
    at: Moment
    to: str
    sha256: Sha256 | None = None
    files: list[Sha256] = []


class Receipts(Shape, kw_only=True):
    """The whole of `receipts.json` at the root of a workspace: no words, only ids, times and hashes."""

    schema: int
    receipts: list[Receipt]
