"""How one person stands in an assessment session: handed in or not, and what was released to them alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alongside.errors import AlongsideError
from alongside.grading.course import CONFIG, Course, open_course
from alongside.grading.delivering import handed_in, released_to
from alongside.grading.folders import STAMP, letter_name
from alongside.web.room.house import House


@dataclass(frozen=True)
class Standing:
    """When the latest hand-in came, by this computer's clock ("" for none), and which pages there are."""

    handed_in: str = ""
    feedback: bool = False
    letter: bool = False


def standing_of(house: House, person: str, session: str) -> Standing:
    """Return how `person` stands; nothing where the course cannot be read, so that the list still shows."""
    try:
        stamps = [stamp for stamp, _receipt in handed_in(house.exchange, course_of(house), person, session)]
        return Standing(
            handed_in=_clock(max(stamps)) if stamps else "",
            feedback=released(house, person, session, session) is not None,
            letter=released(house, person, session, letter_name(session)) is not None,
        )
    except (AlongsideError, OSError):
        return Standing()


def released(house: House, person: str, session: str, name: str) -> Path | None:
    """Return the newest page `name` that was released on what `person` handed in, or None."""
    return released_to(house.exchange, course_of(house), person, session, name)


def course_of(house: House) -> Course | None:
    """Return the course of this workspace, where it has one."""
    return open_course(house.course) if (house.course / CONFIG).is_file() else None


def _clock(stamp: str) -> str:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC).astimezone().strftime("%Y-%m-%d %H:%M")
