"""The demonstration cohort: fictional people whose answers fill a workspace that shows how the kit works.

`assessments/demonstration/cohort.yaml` is content: the demonstration hands these answers in by the ordinary
way, and nothing in it is already marked.
"""

from __future__ import annotations

from typing import Literal

from alongside.model.base import Shape
from alongside.model.handin import Declared
from alongside.model.kinds import CheckValue, ReflectionValue

AT_DESK = "you"
"""The id of the person who opens the demonstration; has no answers and hands in by hand."""

State = Literal["on-time", "late", "missing", "empty", "doubled", "damaged"]
"""How the hand-in arrives.

on-time, late    one whole file, before or after the deadline.
missing          nothing was handed in.
empty            a file was handed in without one answer in it.
doubled          two files: `first`, then `answers`.
damaged          the file with `answers` arrives broken off; whoever builds the demonstration breaks it.
"""


class SessionAnswers(Shape, kw_only=True):
    """One person's answers to one session, by response id: checks as chosen, texts as written.

    `help` is what was declared at hand-in, None where nothing was.
    """

    checks: dict[str, CheckValue] = {}
    texts: dict[str, ReflectionValue] = {}
    help: Declared | None = None


class Participant(Shape, kw_only=True):
    """A fictional person of the cohort, who serves as the candidate id `id` of the course.

    `lang` is the language they write in. `minutes_to_spare` counts from the hand-in to the deadline:
    negative when late, None when nothing came. `answers` holds what was handed in last and `first`
    the earlier hand-in of someone who did it twice. `note` says what the example is there to show.
    """

    id: str
    name: str
    school: str
    sector: str
    country: str
    note: str
    state: State
    lang: str = "en"
    minutes_to_spare: int | None = None
    answers: SessionAnswers | None = None
    first: SessionAnswers | None = None


class Demonstration(Shape, kw_only=True):
    """The whole of `cohort.yaml`. `fictional` is the sentence shown wherever these people appear."""

    id: str
    title: str
    session: str
    fictional: str
    people: list[Participant]
