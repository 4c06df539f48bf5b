"""The programme: strands of sessions made of units and breaks, audiences, phases, and who to call."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from alongside.model.base import Shape

_MAIL = r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"


class Part(Shape, kw_only=True):
    """One part of a session: a unit, a break, or a module that is still being written.

    Exactly one of `unit`, `pause` (minutes) and `planned` is given; `planned` needs `minutes`.
    """

    unit: str | None = None
    pause: int | None = None
    planned: str | None = None
    minutes: int | None = None


class Distance(Shape, kw_only=True):
    """How many days a session lies after an earlier one of its strand: as a rule, and between what bounds.

    The same number three times binds both: where one cannot be held on its day, both move.
    """

    of: str
    days: Annotated[int, Meta(ge=0, le=400)]
    least: Annotated[int, Meta(ge=0, le=400)]
    most: Annotated[int, Meta(ge=0, le=400)]


class Session(Shape, kw_only=True):
    """One meeting of a cohort. `minutes` is the sum of its parts; `when` says how it lies in the year.

    `after` is the same for whoever makes a calendar; `starts` the usual time by the clock.
    """

    id: str
    title: str
    minutes: int
    parts: list[Part]
    when: str = ""
    after: Distance | None = None
    starts: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d\Z")] = "09:00"


class Strand(Shape, kw_only=True):
    """A path through the programme: the short door, the long door, trainers, new leaders."""

    id: str
    title: str
    audience: str
    sessions: list[Session]
    price: Annotated[str, Meta(max_length=200)] = ""
    """What the whole of it costs a person or a school, in words; left out, no flyer names a price."""
    includes: Annotated[list[Annotated[str, Meta(max_length=200)]], Meta(max_length=20)] = []
    """What is in the price, a line each."""


class Audience(Shape, kw_only=True):
    """Who a pack is made for, and which modules it takes."""

    id: str
    title: str
    units: list[str]


class Phase(Shape, kw_only=True):
    """One of the three phases of recognition."""

    id: str
    title: str
    who: str


class Owner(Shape, kw_only=True):
    """Who looks after the programme and reads comments on it: a name and an address for mail."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    mail: Annotated[str, Meta(pattern=rf"^{_MAIL}\Z", max_length=200)]


class Contact(Shape, kw_only=True):
    """Somebody outside the team who is told of harm, or gets complaints; `when` they answer.

    `country` is the id of a country sheet. Somebody `fictional` stands in a demonstration, and nowhere else.
    """

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    role: Annotated[str, Meta(max_length=200)] = ""
    telephone: Annotated[str, Meta(pattern=r"^(\+?[0-9][0-9 ()/-]{3,30})?\Z")] = ""
    mail: Annotated[str, Meta(pattern=rf"^({_MAIL})?\Z", max_length=200)] = ""
    when: Annotated[str, Meta(max_length=200)] = ""
    country: Annotated[str, Meta(pattern=r"^([a-z][a-z0-9-]*)?\Z", max_length=60)] = ""
    fictional: bool = False


class Programme(Shape, kw_only=True):
    """The whole of `programme.yaml`."""

    title: str
    languages: list[str]
    phases: list[Phase]
    audiences: list[Audience]
    strands: list[Strand]
    between: list[str] = []
    """Exercises between sessions, in order."""
    assessments: list[str] = []
    """Assessment sessions, in order."""
    owner: Owner | None = None
    """Left out, comments go as a file or into the exchange only."""
    contacts: list[Contact] = []
    """Who is told of harm, in this order; left out, the page for concerns says so loudly."""
    complaints: list[Contact] = []
    """Who deals with complaints, neither trainer nor panel; the second for a second look, and for complaints
    about the first. Left out, the home pages say that nobody is named."""
