"""Cards to sort, as markdown: the groups, then the cards."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Sort


def lines(sort: Sort) -> list[str]:
    """Return the groups with their hints, and the cards."""
    groups = (f"**{g.title.strip()}**{': ' + g.hint.strip() if g.hint else ''}" for g in sort.groups)
    return [
        "Lay the cards under:",
        bullets(groups),
        "The cards:",
        bullets(card.text for card in sort.cards),
    ]
