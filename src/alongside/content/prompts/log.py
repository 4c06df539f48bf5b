"""A log as markdown: what was arranged, and an empty table."""

from __future__ import annotations

from alongside.model.kinds import Log


def lines(log: Log) -> list[str]:
    """Return the arrangement, the rule about children, and one empty row."""
    head = f"| Date | Minutes | With whom (initials or a role) | {log.action.strip()} | Done |"
    agreed = log.arrangement
    told = agreed and f"Arranged: {agreed.meetings} times, {agreed.least} to {agreed.most} minutes each."
    return [told or "", "Never notes about a child.", f"{head}\n|---|---|---|---|---|\n|  |  |  |  |  |"]
