"""The prompt of a response as markdown, as it stands above its cell: on a code host, unrun, on paper.

The notebook and its data file must say the same; `alongside check --fix` writes this text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alongside.content.prompts import (
    agreement,
    check,
    comparison,
    grid,
    log,
    markup,
    plan,
    rating,
    reflection,
    rehearsal,
    sort,
    supportmap,
    timeline,
    triad,
)
from alongside.model.kinds import AnyResponse, kind_of

LINES_OF: dict[str, Callable[[Any], list[str]]] = {
    "reflection": reflection.lines,
    "rating": rating.lines,
    "check": check.lines,
    "sort": sort.lines,
    "agreement": agreement.lines,
    "log": log.lines,
    "rehearsal": rehearsal.lines,
    "triad": triad.lines,
    "markup": markup.lines,
    "plan": plan.lines,
    "comparison": comparison.lines,
    "timeline": timeline.lines,
    "supportmap": supportmap.lines,
    "grid": grid.lines,
}
"""Kind to what stands below the prompt and the hint: everything that there is to choose from."""


def prompt_markdown(response: AnyResponse) -> str:
    """Return the markdown of a response: its prompt, hint and everything there is to choose from."""
    parts = [f"**{response.prompt.strip()}**"]
    if response.hint:
        parts.append(f"*{response.hint.strip()}*")
    parts += LINES_OF[kind_of(response)](response)
    return "\n\n".join(part for part in parts if part)
