"""A comparison as markdown: what it is worth, a table to fill in, and the levels."""

from __future__ import annotations

from alongside.model.kinds import Comparison


def lines(comparison: Comparison) -> list[str]:
    """Return the warning, where own ratings come from, an empty row for each competence, and the levels."""
    head = (
        "| Competence | How I rated myself, and when | Levels that assessors gave, and when |\n|---|---|---|"
    )
    rows = "\n".join(f"| {line.text.strip()} |  |  |" for line in comparison.lines)
    levels = "; ".join(f"{level.value} {level.label.strip()}" for level in comparison.levels)
    return [
        f"*{comparison.warning.strip()}*",
        f"Own ratings come from the self-assessments {', '.join(comparison.ratings)}.",
        f"{head}\n{rows}",
        f"Assessors' levels: {levels}.",
        "**What I make of the difference** ______",
    ]
