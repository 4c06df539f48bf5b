"""The cohort of a course: `candidates.csv`, with the columns of `nbgrader db student import`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.errors import WorkspaceError
from alongside.grading.course import CANDIDATES, Course
from alongside.grading.folders import replace
from alongside.paths import Stamp, stamp

CANDIDATE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}\Z")
_NUMBER = re.compile(r"-[0-9]+\Z")
"""What the id of a second person of one name ends with."""
COLUMNS = ("id", "first_name", "last_name", "email")


@dataclass(frozen=True)
class Candidate:
    """Somebody of the cohort; the id names folders and rows of the gradebook."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """The name to show, or the id where no name is known."""
        return f"{self.first_name} {self.last_name}".strip() or self.id


def read_roster(course: Course) -> dict[str, Candidate] | None:
    """Return id to candidate, or None where the course keeps no list and takes everybody."""
    path = course.root / CANDIDATES
    seen = stamp(path)
    return None if seen is None else dict(_listed(path, seen))


def namesakes(cohort: Mapping[str, Candidate] | None, who: str) -> list[str]:
    """Return the ids of all others on the list whose name gives the same id, as in `ana-novak-2`."""
    first = _NUMBER.sub("", who)
    if cohort is None or first not in cohort:
        return []
    return [one for one in cohort if one != who and _NUMBER.sub("", one) == first]


@lru_cache(maxsize=4)
def _listed(path: Path, _seen: Stamp) -> dict[str, Candidate]:
    """Return what the list says, read again only when it has changed: every page of an answer asks for it."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {one.id: one for one in (_candidate(row, f"{path}:{n}") for n, row in enumerate(rows, 2))}


def _candidate(row: dict[str, str], where: str) -> Candidate:
    given = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if not CANDIDATE_ID.match(given["id"]):
        raise WorkspaceError(
            f"{given['id']!r} is not an id", where=where, do="Use letters, digits and hyphens, at most 64."
        )
    return Candidate(**given)


def write_roster(course: Course, candidates: list[Candidate]) -> None:
    """Write the list of the cohort in one step."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: getattr(one, name) for name in COLUMNS} for one in candidates)
    replace(course.root / CANDIDATES, text.getvalue().encode("utf-8"))
