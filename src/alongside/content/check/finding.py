"""One thing that is wrong: where, which rule, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """A breach of one rule. `path` is relative to the root of the content; `line` counts from 1."""

    path: str
    line: int
    code: str
    what: str
    do: str

    def __str__(self) -> str:
        """Return the line that is printed."""
        return f"{self.path}:{self.line} {self.code} {self.what}; {self.do}"
