"""An if-then plan as markdown: what became of the one before, and places to write in."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Plan


def lines(plan: Plan) -> list[str]:
    """Return the question about the plan before, the cue and the action with their examples, and a day."""
    before = (
        "The plan you made before: what became of it (I did it; partly; not yet; I let it go), "
        "and what did you learn from it? ______"
    )
    return [
        before if plan.follows else "",
        "**If or when** ______",
        _examples(plan.cues),
        "**then I** ______",
        _examples(plan.actions),
        "Date ______ Time ______ Where ______",
    ]


def _examples(texts: list[str]) -> str:
    return f"For example:\n\n{bullets(texts)}" if texts else ""
