"""A field of two axes, as markdown: the axes, the corners, then the moments."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Grid
from alongside.model.kinds.grid import Axis, CornerName


def lines(grid: Grid) -> list[str]:
    """Return the axes, the corners with their places and hints, and the moments."""
    axes = [_axis("Across", grid.across), _axis("Up", grid.up)]
    corners = (_corner(grid, one) for one in grid.corners)
    moments = "\n".join(f"{n}. {' '.join(one.text.split())}" for n, one in enumerate(grid.moments, 1))
    own = f"Room for your own: {grid.own}." if grid.own else ""
    return [
        bullets(axes),
        "The corners:",
        bullets(corners),
        "Where does each lie?" if moments else "",
        moments,
        own,
    ]


def _corner(grid: Grid, one: CornerName) -> str:
    across, up = one.corner.split("-")
    ends = f"{getattr(grid.across, across).strip()}, {getattr(grid.up, up).strip()}"
    return f"**{one.title.strip()}** ({ends}){': ' + one.hint.strip() if one.hint else ''}"


def _axis(way: str, axis: Axis) -> str:
    return f"{way}: **{axis.label.strip()}**, from {axis.low.strip()} to {axis.high.strip()}"
