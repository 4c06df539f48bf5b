"""A map of people as markdown: its rings, the kinds of support, and an empty table."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import SupportMap


def lines(support: SupportMap) -> list[str]:
    """Return the rings, nearest first, the kinds of support, and one empty row."""
    gifts = (f"{gift.label.strip()}{': ' + gift.hint.strip() if gift.hint else ''}" for gift in support.gifts)
    names = ["Who", "How near", "What they give"]
    names += ["Still there afterwards"] if support.lasting else []
    names += ["Next step"]
    table = f"| {' | '.join(names)} |\n{'|---' * len(names)}|\n{'|  ' * len(names)}|"
    return [
        "Initials or a role, never a full name.",
        "The rings, nearest first:",
        bullets(ring.label for ring in support.rings),
        "What somebody can give:",
        bullets(gifts),
        table,
    ]
