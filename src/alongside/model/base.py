"""What every shape of the kit has in common: ids, moments, dates and rows."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Annotated, Any

import msgspec
from msgspec import Meta

ID = re.compile(r"[a-z][0-9]{1,2}(-[a-z0-9]+)*\Z")
"""Letters, digits and hyphens: the same id is a grade_id, a CSS selector and a file name."""
TEXT_LIMIT = 200_000
"""The most characters that one written answer may have."""

Id = Annotated[str, Meta(pattern=r"^[a-z][0-9]{1,2}(-[a-z0-9]+)*\Z", max_length=80)]
"""An id as `ID` has it."""
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z\Z")]
"""A time in UTC, ISO 8601, such as `2026-03-01T10:42:03.125Z`."""
RowId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9]{1,40}\Z")]
"""The id of a row that a person added; the browser makes it."""


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A value read from a file: frozen, and an unknown field is an error."""


def build_shapes(base: type[Shape] = Shape) -> None:
    """Have msgspec find out now how every shape is read, and not when it is first read.

    Where threads read a shape for the first time at the same moment, msgspec (0.22) may end the process.
    """
    for shape in base.__subclasses__():
        with suppress(TypeError):  # what is read only as one of its tagged kinds
            msgspec.json.Decoder(shape)
        build_shapes(shape)


def as_file(value: Any) -> bytes:
    """Return the bytes of a file that holds `value`, legible for people.

    Its `schema` stands there although it is the default, or a newer kit could not tell what it reads.
    """
    whole = {"schema": value.schema, **msgspec.to_builtins(value)}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def unit_of(any_id: str) -> str:
    """Return the unit that an id belongs to: `m03` for `m03-r4`."""
    return any_id.split("-", 1)[0]
