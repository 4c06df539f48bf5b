"""A timeline as markdown: what each letter means, and a row for each minute or month."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Timeline
from alongside.model.kinds.timeline import Lane


def lines(timeline: Timeline) -> list[str]:
    """Return the options of each lane under letters, and an empty table."""
    lanes = (part for lane in timeline.lanes for part in (f"**{lane.label.strip()}**", _options(lane)))
    return ["Names do not belong here.", *lanes, _table(timeline)]


def _options(lane: Lane) -> str:
    told = (
        f"{chr(ord('A') + n)} {one.label.strip()}{': ' + one.hint.strip() if one.hint else ''}"
        for n, one in enumerate(lane.options)
    )
    return bullets(told)


def _table(timeline: Timeline) -> str:
    names = [timeline.unit.capitalize(), *(lane.label.strip() for lane in timeline.lanes)]
    names += ["In a few words"] if timeline.notes else []
    rule = "|---" * len(names) + "|"
    empty = "|  " * (len(names) - 1) + "|"
    rows = (f"| {number} {empty}" for number in range(1, timeline.length + 1))
    return "\n".join([f"| {' | '.join(names)} |", rule, *rows])
