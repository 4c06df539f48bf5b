"""What a late hand-in costs: nothing, unless the course's `nbgrader_config.py` sets nbgrader's own plugin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from traitlets.config.loader import Config, PyFileConfigLoader
from traitlets.utils.importstring import import_item

from alongside.grading.course import CONFIG, Course

_PLUGINS = ("AssignLatePenalties", "LateSubmissionPlugin")


def penalty_of(course: Course, candidate: str, score: float, seconds_late: float) -> float | None:
    """Return the points that nbgrader's plugin takes off a late hand-in, between 0 and its score, or None."""
    path = course.root / CONFIG
    plugin = _plugin(str(course.root), path.stat().st_mtime_ns)
    if plugin is None:
        return None
    penalty = plugin.late_submission_penalty(candidate, score, seconds_late)
    return None if penalty is None else min(max(penalty, 0.0), score)


def more_time(due: datetime | None, until: datetime | None, there: timedelta | None) -> timedelta | None:
    """Return nbgrader's extension of a hand-in that is due at `due` (UTC, naive) and for somebody at `until`.

    `there` is one that was granted by nbgrader's own means: it stays where the kit has given no other.
    """
    if due is None or until is None:
        return there
    return max(until.astimezone(UTC).replace(tzinfo=None) - due, timedelta(0))


@lru_cache(maxsize=8)
def _plugin(root: str, _changed: int) -> Any:
    """Return the plugin that the course configures; importing it is dear, so only where there is one."""
    config: Config = PyFileConfigLoader(CONFIG, path=root).load_config()
    if not any(name in config for name in _PLUGINS):
        return None
    named = config.AssignLatePenalties.get("plugin_class", "nbgrader.plugins.LateSubmissionPlugin")
    return (import_item(named) if isinstance(named, str) else named)(config=config)
