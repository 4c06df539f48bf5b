"""A self-assessment as markdown: its scale and its statements."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Rating


def lines(rating: Rating) -> list[str]:
    """Return the scale, then the statements."""
    scale = "Scale: " + ", ".join(f"{point.value} {point.label}" for point in rating.scale) + "."
    return [scale, bullets(item.text for item in rating.items)]
