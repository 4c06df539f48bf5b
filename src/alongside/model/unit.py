"""A unit: a module, an exercise between sessions, or an assessment session.

Each has one data file (`module.yaml`, `exercise.yaml`, `assessment.yaml`) beside one notebook.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from alongside.model.base import Shape
from alongside.model.practice import Role, Signal
from alongside.model.scenario import Scenario

Mode = Literal["solo", "pairs", "trios", "groups", "plenary", "online"]
Purpose = Literal["motivation", "knowledge", "technique", "embedding", "break"]
"""What an activity is for, after the four groups of mechanisms in [eef_epd_2021], and breaks."""
PRACTICE: frozenset[str] = frozenset({"technique", "embedding"})
"""The purposes whose minutes count as practice."""
Sees = Literal["me", "shown", "trainer", "assessor"]
"""Who can read an answer: only me; whoever I show it to; my trainer; assessors once I hand in."""
Form = Literal["single", "multiple", "match", "order"]


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


class Criterion(Shape, kw_only=True):
    """One line of a rubric that an assessor judges at level 0 to 3."""

    id: str
    text: str
    competence: str
    must: bool = False


class Response(Shape, tag_field="kind", kw_only=True):
    """A place where a person answers. `sees` says who can read it."""

    id: str
    prompt: str
    activity: str | None = None
    hint: str = ""
    sees: list[Sees] = msgspec.field(default_factory=lambda: ["me"])
    outcomes: list[str] = []


class Reflection(Response, tag="reflection", kw_only=True):
    """A box to write in. `words` is a suggested length, never a limit. Criteria make it a marked task."""

    words: int | None = None
    criteria: list[Criterion] = []


class ScalePoint(Shape, kw_only=True):
    """One point of a rating scale: its number and its word."""

    value: int
    label: str


class RatingItem(Shape, kw_only=True):
    """One statement to rate."""

    id: str
    text: str
    outcome: str | None = None
    competence: str | None = None


class Rating(Response, tag="rating", kw_only=True):
    """A self-assessment: statements rated on one scale, lowest point first."""

    items: list[RatingItem]
    scale: list[ScalePoint]


class Option(Shape, kw_only=True):
    """One option of a check. `right`, `target` and `reason` stand in formative checks only."""

    id: str
    text: str
    reason: str = ""
    right: bool = False
    target: str | None = None


class Target(Shape, kw_only=True):
    """Something that options are matched to."""

    id: str
    text: str


class Check(Response, tag="check", kw_only=True):
    """A knowledge check.

    single, multiple: `options` with `right`. match: each option has a `target` out of `targets`.
    order: `order` lists the option ids in the right order; options left out of it do not belong,
    and `spare` then offers a place for them. A graded check carries `points` and no answer.
    """

    form: Form
    options: list[Option]
    targets: list[Target] = []
    order: list[str] = []
    spare: bool = False
    confidence: bool = True
    explain: str = ""
    points: int = 0


class Card(Shape, kw_only=True):
    """A card to sort. `best` names the groups where it may well lie; two where opinions may differ."""

    id: str
    text: str
    best: list[str] = []
    reason: str = ""


class Group(Shape, kw_only=True):
    """A pile that cards are sorted into."""

    id: str
    title: str
    hint: str = ""


class Sort(Response, tag="sort", kw_only=True):
    """Cards to lay in groups, with a pile for the disputed ones."""

    cards: list[Card]
    groups: list[Group]
    disputed: bool = True


class Party(Shape, kw_only=True):
    """One of the people who agree, by role."""

    id: str
    label: str
    hint: str = ""


class Clause(Shape, kw_only=True):
    """One heading of an agreement. `suggested` are words that a person may take and change."""

    id: str
    label: str
    hint: str = ""
    suggested: str = ""


class Limit(Shape, kw_only=True):
    """One limit of confidentiality, in full."""

    id: str
    text: str


class Agreement(Response, tag="agreement", kw_only=True):
    """A one-page agreement of two people.

    Each of `limits` has to be acknowledged, and `own_words` asks for them in the person's own words,
    before the page is ready. `review` says when to look at it again.
    """

    title: str
    people: Annotated[list[Party], msgspec.Meta(min_length=2)]
    fields: list[Clause]
    limits: Annotated[list[Limit], msgspec.Meta(min_length=1)]
    own_words: str
    review: str = ""


class Arrangement(Shape, kw_only=True):
    """How many meetings are agreed, and how many minutes each lasts, at least and at most."""

    meetings: int
    least: int
    most: int


class Log(Response, tag="log", kw_only=True):
    """Dated rows of meetings or practice; `action` names the column for what was practised or agreed."""

    action: str
    arrangement: Arrangement | None = None


class Rehearsal(Response, tag="rehearsal", kw_only=True):
    """A conversation to try out in several ways."""

    scenario: Scenario


class Triad(Response, tag="triad", kw_only=True):
    """A timer for practice in threes: rounds of talk and feedback, in minutes.

    Person one begins in the first of the `roles`, person two in the second; each round all move on by one.
    """

    rounds: int
    talk: int
    feedback: int
    roles: list[Role]
    signals: list[Signal] = []


AnyResponse = Reflection | Rating | Check | Sort | Agreement | Log | Rehearsal | Triad


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


class Assessment(UnitBase, tag="assessment", kw_only=True):
    """An assessment session: graded checks and marked tasks; its answers live in the key folder."""

    phase: Literal["1", "2", "3", "trainer"]
    after: list[str] = []
    pass_points: int | None = None
    activities: list[Activity] = []


AnyUnit = Module | Exercise | Assessment


def points_of(response: AnyResponse) -> int:
    """Return the most points a response can earn: a check's own, three for each criterion of a task."""
    if isinstance(response, Check):
        return response.points
    return 3 * len(response.criteria) if isinstance(response, Reflection) else 0


def decode_unit(raw: object) -> AnyUnit:
    """Turn parsed YAML into a unit; msgspec.ValidationError names the path of what is wrong."""
    return msgspec.convert(raw, AnyUnit)
