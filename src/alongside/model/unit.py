"""A unit: a module, an exercise between sessions, or an assessment session.

Each has one data file (`module.yaml`, `exercise.yaml`, `assessment.yaml`) beside one notebook.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from alongside.model.base import Shape
from alongside.model.exploring import Exploration
from alongside.model.kinds import AnyResponse
from alongside.model.observing import Observation

Mode = Literal["solo", "pairs", "trios", "groups", "plenary", "online"]
Purpose = Literal["motivation", "knowledge", "technique", "embedding", "break"]
"""What an activity is for, after the four groups of mechanisms in [eef_epd_2021], and breaks."""
PRACTICE: frozenset[str] = frozenset({"technique", "embedding"})
"""The purposes whose minutes count as practice."""


class Outcome(Shape, kw_only=True):
    """What a participant can do by the end."""

    id: str
    text: str
    competences: list[str] = []


class Activity(Shape, kw_only=True):
    """A timed stretch of a session, in minutes."""

    id: str
    title: str
    minutes: int
    mode: list[Mode]
    purpose: Purpose
    outcomes: list[str] = []
    evidence: list[str] = []
    alone: int | None = None
    """Minutes to allow when working alone, where it differs."""


class SelfStudy(Shape, kw_only=True):
    """What to do before or after a session, in minutes."""

    minutes: int
    text: str


class UnitBase(Shape, tag_field="kind", kw_only=True):
    """What the three sorts of unit share. `version` rises when wording changes what an answer means."""

    id: str
    title: str
    version: int
    minutes: int
    why: str
    outcomes: list[Outcome] = []
    responses: list[AnyResponse] = []
    evidence: list[str] = []
    lang: str = "en"


class Module(UnitBase, tag="module", kw_only=True):
    """A taught module. `skills` modules owe at least half of their minutes to practice."""

    phase: Literal["1", "2", "3", "trainer", "new-leader"]
    audience: list[str]
    activities: list[Activity]
    skills: bool = False
    before: SelfStudy | None = None
    after: SelfStudy | None = None
    exercises: list[str] = []
    portfolio: int | None = None


class Exercise(UnitBase, tag="exercise", kw_only=True):
    """Practice between sessions, after the module it names."""

    after: str
    portfolio: int | None = None
    activities: list[Activity] = []
    explorations: list[Exploration] = []


class Assessment(UnitBase, tag="assessment", kw_only=True):
    """An assessment session: graded checks, marked tasks, observations; its key lives in the key folder."""

    phase: Literal["1", "2", "3", "trainer"]
    after: list[str] = []
    pass_points: int | None = None
    activities: list[Activity] = []
    observations: list[Observation] = []


AnyUnit = Module | Exercise | Assessment


def decode_unit(raw: object) -> AnyUnit:
    """Turn parsed YAML into a unit; msgspec.ValidationError names the path of what is wrong."""
    return msgspec.convert(raw, AnyUnit)
