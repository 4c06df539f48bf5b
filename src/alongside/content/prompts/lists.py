"""Lists as markdown."""

from __future__ import annotations

from collections.abc import Iterable


def bullets(lines: Iterable[str]) -> str:
    """Return `lines` as one markdown list."""
    return "\n".join(f"- {line.strip()}" for line in lines)
