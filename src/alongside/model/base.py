"""What every shape of the kit has in common, and the grammar of ids."""

from __future__ import annotations

import re

import msgspec

ID = re.compile(r"[a-z][0-9]{1,2}(-[a-z0-9]+)*\Z")
"""Letters, digits and hyphens: the same id is a grade_id, a CSS selector and a file name."""


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A value read from a file: frozen, and an unknown field is an error."""


def unit_of(any_id: str) -> str:
    """Return the unit that an id belongs to: `m03` for `m03-r4`."""
    return any_id.split("-", 1)[0]
