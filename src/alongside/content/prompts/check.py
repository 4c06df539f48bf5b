"""A check as markdown: its options by letter, and what they are matched with."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Check

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def lines(check: Check) -> list[str]:
    """Return the options, and the targets of a match."""
    options = [f"{LETTERS[n]}. {option.text.strip()}" for n, option in enumerate(check.options)]
    if not check.targets:
        return [bullets(options)]
    return [bullets(options), "Match each with one of these:", bullets(t.text for t in check.targets)]
