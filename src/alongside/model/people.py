"""Who belongs to a cohort, as dated rows: `cohort/people.json` in the workspace of whoever runs it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from alongside.model.base import Shape
from alongside.model.handin import Candidate

SCHEMA = 1
FIRST_GROUP = "A"
"""The group of everybody where nobody speaks of groups."""

PersonId = Candidate
"""The id of a person is the id of a candidate: what is handed in follows it from group to group."""
Line = Annotated[str, Meta(max_length=200)]
"""A short text on one line."""
Name = Annotated[str, Meta(min_length=1, max_length=200)]
"""A short text that is not empty."""
Group = Annotated[str, Meta(pattern=r"^[^/\\\x00-\x1f]{1,40}\Z")]
"""The name of a group: it stands in addresses and on signs, so it is short and has no slash."""
Aware = Annotated[datetime, Meta(tz=True)]
"""A time with its offset from UTC."""
Role = Literal["trainee", "trainer", "assessor", "coordinator", "complaints"]
"""What somebody does in the programme; `complaints` gets the complaints, and is best nothing else."""
Act = Literal["joined", "changed", "moved", "withdrew", "returned", "erased"]
"""What a row says. `moved` is a change of group; `erased` comes after everything personal was taken out."""
State = Literal["coming", "present", "withdrawn", "erased"]
"""How somebody stands on a day; `coming` has a first day that is still ahead."""


class Person(Shape, kw_only=True):
    """Somebody of the programme. Everybody belongs to exactly one organisation.

    `line_manager` and `mentor` are names, or ids of people of the cohort, as they were given.
    """

    id: PersonId
    name: Name
    organisation: Name
    school: Line = ""
    lang: Annotated[str, Meta(min_length=2, max_length=35)] = "en"
    roles: Annotated[list[Role], Meta(min_length=1, max_length=5)] = msgspec.field(
        default_factory=lambda: ["trainee"]
    )
    group: Group = FIRST_GROUP
    line_manager: Line = ""
    mentor: Line = ""
    mail: Line = ""


class Row(Shape, kw_only=True):
    """One thing that happened: written `at` by `by`, it holds from the date `day`. Never changed.

    `fields` has what was set, by the names of `Person`: everything for `joined`, what is new for others.
    """

    at: Aware
    by: str
    person: PersonId
    act: Act
    day: date
    fields: dict[str, str | list[Role]] = {}
    why: Annotated[str, Meta(max_length=2000)] = ""


class PeopleFile(Shape, kw_only=True):
    """The whole of `cohort/people.json`, rows in the order in which they were written."""

    schema: int
    rows: list[Row] = msgspec.field(default_factory=list)
