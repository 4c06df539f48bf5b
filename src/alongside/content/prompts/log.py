"""A log as markdown: what was arranged, and an empty table."""

from __future__ import annotations

from alongside.model.kinds import Log
from alongside.model.kinds.log import Arrangement


def lines(log: Log) -> list[str]:
    """Return the arrangement, the rule about children, and one empty row."""
    head = f"| Date | Minutes | With whom (initials or a role) | {log.action.strip()} | Done |"
    agreed = log.arrangement
    return [
        _arranged(agreed) if agreed else "",
        "Never notes about a child.",
        f"{head}\n|---|---|---|---|---|\n|  |  |  |  |  |",
    ]


def _arranged(agreed: Arrangement) -> str:
    length = f"{agreed.least} to {agreed.most} minutes"
    return (
        f"Arranged: once, {length}."
        if agreed.meetings == 1
        else f"Arranged: {agreed.meetings} times, {length} each."
    )
