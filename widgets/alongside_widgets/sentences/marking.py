"""How a sentence is marked for translation; extract with the keywords `N_` and `NN_:1,2`."""

from __future__ import annotations


def N_(text: str) -> str:
    """Mark `text` for translation."""
    return text


def NN_(one: str, other: str) -> tuple[str, str]:
    """Mark a text that counts something, with `{n}`, for translation."""
    return one, other
