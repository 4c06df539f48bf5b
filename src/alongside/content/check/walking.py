"""Walking through plain data as YAML holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Place = tuple[object, ...]
"""The keys and numbers that lead to a value, from the top of a file."""


def mappings(raw: object, place: Place = ()) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield every mapping in `raw`, however deep, with its place; an outer one before those inside it."""
    if isinstance(raw, dict):
        yield place, raw
        for name, value in raw.items():
            yield from mappings(value, (*place, name))
    elif isinstance(raw, list):
        for n, value in enumerate(raw):
            yield from mappings(value, (*place, n))
