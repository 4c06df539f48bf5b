"""What a course folder keeps about itself: its settings, and one record for each hand-in received."""

from __future__ import annotations

from typing import Literal

import msgspec

from alongside.model.base import Shape

SCHEMA = 1

Verdict = Literal["accepted", "foreign", "damaged"]
"""accepted: it counts for its candidate. foreign: not of this session or cohort. damaged: cannot be read."""


Fault = Literal["session", "stranger", "name", "namesake", "nameless", "large"]
"""Why a hand-in was refused, where a person can do something about it.

session: of another one. stranger: not on the list of the cohort. name: it came in somebody else's.
namesake: two on the list have the name that its id was made from.
nameless: answers that do not say whose they are. large: not even copied.
"""


class CourseSettings(Shape, kw_only=True):
    """`course.yaml`: the id in the exchange, and two folders, relative to the course or absolute.

    `note` is a sentence for every page about this course: that its people are fictional, for instance.
    On a Hub `accounts` is the file that says whose an account is: a hand-in is then from whoever owns it.
    """

    schema: int
    id: str
    exchange: str
    keys: str | None = None
    note: str = ""
    accounts: str = ""


class Received(Shape, kw_only=True):
    """`record.json` beside a raw hand-in: what it was and what became of it.

    `receipt` is the SHA-256 of its `responses.json`; times are UTC, ISO 8601. `counts_from` is the
    earlier of what the hand-in says and when it was received, and decides which of several counts.
    `notes` name what was noticed (a changed notebook, extra files); `problems` why it was refused, `fault`
    in one word. `claimed` is in whose name it came. `then` says what an assessor did with a refused one.
    """

    schema: int
    session: str
    source: str
    received_at: str
    verdict: Verdict
    candidate: str | None = None
    handed_in_at: str | None = None
    counts_from: str | None = None
    receipt: str | None = None
    problems: list[str] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)
    fault: Fault | None = None
    claimed: str | None = None
    then: str = ""
