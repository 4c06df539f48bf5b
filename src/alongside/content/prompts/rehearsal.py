"""A conversation to rehearse, as markdown: its scene and its first turn."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Rehearsal
from alongside.model.scenario import Line, offered


def lines(rehearsal: Rehearsal) -> list[str]:
    """Return the scene, what is said first, and what may be answered."""
    scenario = rehearsal.scenario
    turn = next((one for one in scenario.turns if one.id == scenario.start), None)
    if turn is None:
        return [scenario.scene.strip()]
    said = f"> **{turn.who.strip()}.** {turn.says.strip()}"
    answers = bullets(_line(line) for line in offered(turn, ()))
    return [scenario.scene.strip(), said, "What do you say?", answers]


def _line(line: Line) -> str:
    return f"{line.text.strip()} (wait {line.silence} seconds)" if line.silence else line.text
