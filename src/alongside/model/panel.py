"""The panel of an assessment session: who marks, who is in the chair, and who may not mark whom."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from alongside.model.base import Shape
from alongside.model.handin import Candidate, Session
from alongside.model.marks import Day
from alongside.model.programme import Owner

SCHEMA = 1

Lang = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", max_length=35)]
"""A language as it stands in hand-ins: `en`, `sl`, `pt-BR`."""
Wording = Annotated[str, Meta(max_length=200)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]


class Conflict(Shape, kw_only=True):
    """A candidate whom an assessor may not mark, and why, in a few words."""

    candidate: Candidate
    why: Wording


class Assessor(Shape, kw_only=True):
    """Somebody who marks; `id` is the one in the `alongside.yaml` of their own workspace.

    `away` gives them no new work. `conflicts` are those that do not follow from what is known of candidates.
    """

    id: Candidate
    name: Name
    organisation: Wording = ""
    languages: Annotated[list[Lang], Meta(min_length=1, max_length=20)]
    conflicts: Annotated[list[Conflict], Meta(max_length=500)] = []
    away: bool = False


class Entrant(Shape, kw_only=True):
    """What an allocation has to know of a candidate; what is left out is not known.

    `language` is that of the hand-in where it is left out. `line_manager` and `mentor` are ids of assessors.
    """

    id: Candidate
    organisation: Wording = ""
    language: Lang | None = None
    line_manager: Candidate | None = None
    mentor: Candidate | None = None


class Panel(Shape, kw_only=True):
    """The whole of `course/panel/<session>.yaml`.

    `chair` is the id of the person who may override with a reason; they need not be one of the assessors.
    `contact` is who candidates write to. `closed` are days that are no working days, besides Saturday and
    Sunday.
    """

    schema: int
    session: Session
    assessors: Annotated[list[Assessor], Meta(max_length=200)]
    chair: Candidate | None = None
    contact: Owner | None = None
    candidates: Annotated[list[Entrant], Meta(max_length=5000)] = []
    closed: Annotated[list[Day], Meta(max_length=400)] = []

    def assessor(self, who: str) -> Assessor | None:
        """Return the assessor with an id, or None."""
        return next((one for one in self.assessors if one.id == who), None)

    def entrant(self, who: str) -> Entrant:
        """Return what is known of a candidate."""
        return next((one for one in self.candidates if one.id == who), Entrant(id=who))
