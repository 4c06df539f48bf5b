"""The framework of competences and the instruments: rubric, audit, evaluation."""

from __future__ import annotations

from typing import Literal

from alongside.model.base import Shape


class Descriptor(Shape, kw_only=True):
    """One behaviour an assessor can see, hear or read; `must` lines are pass or fail."""

    id: str
    text: str
    must: bool = False


class PhaseCell(Shape, kw_only=True):
    """The descriptors of one competence at one phase."""

    phase: Literal["1", "2", "3"]
    descriptors: list[Descriptor]


class Competence(Shape, kw_only=True):
    """One of the eight competences, with what you notice when it is not yet there."""

    id: str
    title: str
    taught_in: list[str]
    phases: list[PhaseCell]
    not_yet: list[str]


class Level(Shape, kw_only=True):
    """One level of judgement, 0 to 3."""

    value: int
    label: str
    means: str


class Framework(Shape, kw_only=True):
    """The whole of `framework.yaml`."""

    version: int
    levels: list[Level]
    award: str
    competences: list[Competence]
    evidence: list[str] = []


class InstrumentItem(Shape, kw_only=True):
    """One line of an instrument. `to` says who reads it when it is not the trainer."""

    id: str
    text: str
    answer: Literal["scale", "choice", "open", "outcomes", "scored"]
    choices: list[str] = []
    domain: str | None = None
    to: str = "trainer"


class Instrument(Shape, kw_only=True):
    """A questionnaire: an audit, a session evaluation, a log."""

    id: str
    title: str
    version: int
    minutes: int
    note: str
    items: list[InstrumentItem]
    scale: list[str] = []
    questions: list[str] = []
    """What is asked of every scale item, where an item is answered more than once."""
    domains: list[str] = []
    evidence: list[str] = []
