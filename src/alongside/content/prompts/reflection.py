"""A box to write in, as markdown: what assessors look for, where it is marked."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Reflection


def lines(task: Reflection) -> list[str]:
    """Return the criteria of a task; nothing for other texts."""
    if not task.criteria:
        return []
    criteria = (f"{c.text.strip()}{' (must be met)' if c.must else ''}" for c in task.criteria)
    return ["What assessors look for:", bullets(criteria)]
