"""Data that an exercise lays open to stock controls; what is chosen in them is no answer and is not kept."""

from __future__ import annotations

from typing import Literal

from alongside.model.base import Shape


class Exploration(Shape, kw_only=True):
    """A needs audit to read: `answers` and `invited` name CSV files beside the unit's data file."""

    id: str
    activity: str
    kind: Literal["needs-audit"]
    answers: str
    invited: str
