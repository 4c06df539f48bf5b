"""A timer for practice in threes, as markdown: its times, roles and signals."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Triad


def lines(triad: Triad) -> list[str]:
    """Return the times, then the roles, then the signals."""
    times = f"Rounds: {triad.rounds}. Minutes of talk: {triad.talk}. Minutes of feedback: {triad.feedback}."
    roles = (
        f"**{role.title.strip()}**{': ' + role.hint.strip() if role.hint else ''}" for role in triad.roles
    )
    signals = (f"Minute {signal.minute}: {signal.text.strip()}" for signal in triad.signals)
    return [times, bullets(roles), bullets(signals)]
