"""The list of candidates follows the people of the cohort: same ids, and nobody is lost who handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from alongside.errors import WorkspaceError
from alongside.grading.course import Course, course_of
from alongside.grading.ledger import is_there, opened
from alongside.grading.roster import Candidate, read_roster, write_roster
from alongside.model.people import Person, State
from alongside.strings import _

_FORMULA = "=+-@\t "
"""What a spreadsheet that opens the list would take for the beginning of a formula."""


@dataclass(frozen=True)
class Followed:
    """What was written: names of those who came, went and are called otherwise, and of whom the list keeps.

    `kept` withdrew and have handed in, so that they stay. `course` is whether there is a course at all.
    """

    added: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    course: bool = True

    def told(self) -> list[str]:
        """Return what was written in sentences; none where there is no course."""
        if not self.course:
            return []
        pairs = (
            (_("New in the list of candidates: {names}."), self.added),
            (_("No longer in the list of candidates: {names}."), self.dropped),
            (_("Under a new name or address in the list of candidates: {names}."), self.renamed),
            (_("Still in the list of candidates, because something was handed in: {names}."), self.kept),
        )
        said = [sentence.format(names=", ".join(names)) for sentence, names in pairs if names]
        return said or [_("The list of candidates is as it was.")]

    @property
    def changed(self) -> bool:
        """Whether the list is other than before."""
        return bool(self.added or self.dropped or self.renamed)


def follow(course: Course, people: Mapping[str, Person], states: Mapping[str, State]) -> Followed:
    """Write the list of candidates out of the cohort's people as they stand; return what is new in it.

    Trainees who are present, or whose first day is ahead, stand in it. Who withdrew leaves it, except with a
    hand-in or a mark. Who stands in it and is not of the cohort stays as they are.
    """
    followed, new = _followed(_listed(course), people, states, with_work(course))
    if followed.changed or read_roster(course) is None:
        write_roster(course, sorted(new.values(), key=lambda one: one.id))
    return followed


def follow_in(
    workspace: Path, people: Mapping[str, Person], states: Mapping[str, State], *, write: bool = True
) -> Followed:
    """Do the same for the course of a workspace, where it has one; without `write` only look ahead."""
    try:
        course = course_of(workspace)
    except WorkspaceError:
        return Followed(course=False)
    return (follow if write else foreseen)(course, people, states)


def foreseen(course: Course, people: Mapping[str, Person], states: Mapping[str, State]) -> Followed:
    """Return what `follow` would write, and write nothing."""
    return _followed(_listed(course), people, states, with_work(course))[0]


def _listed(course: Course) -> dict[str, Candidate]:
    """Return who stands in the list; where there is none, who was taken in without one."""
    there = read_roster(course)
    return {who: Candidate(who) for who in _taken_in(course)} if there is None else there


def with_work(course: Course) -> set[str]:
    """Return the ids of everybody who has handed something in, taken in or not, or has a mark."""
    sent = {place.name.partition("+")[0] for place in course.exchange.glob("*/inbound/[!.]*+*")}
    return _taken_in(course) | sent | set(_marked(course))


def _taken_in(course: Course) -> set[str]:
    return {place.parent.name for place in (course.root / "submitted").glob("[!.]*/[!.]*")}


def _marked(course: Course) -> Iterable[str]:
    if not is_there(course):
        return
    with opened(course) as ledger:
        yield from (row.candidate for row in ledger.rows())


def _followed(
    there: Mapping[str, Candidate],
    people: Mapping[str, Person],
    states: Mapping[str, State],
    working: set[str],
) -> tuple[Followed, dict[str, Candidate]]:
    followed, new = Followed(), dict(there)
    for who, person in people.items():
        known = there.get(who)
        if states[who] in {"present", "coming"} and "trainee" in person.roles:
            new[who] = _candidate(person, known)
            (followed.renamed if known else followed.added).extend([person.name] * (new[who] != known))
        elif who in working:
            new[who] = Candidate(who) if states[who] == "erased" else _candidate(person, known)
            followed.kept.extend([person.name] * (states[who] != "present"))
            followed.renamed.extend([person.name] * (known is not None and new[who] != known))
        elif known:
            del new[who]
            followed.dropped.append(person.name)
    return followed, new


def _candidate(person: Person, known: Candidate | None) -> Candidate:
    """Return the line of a person; the way in which a known name was divided stays."""
    first, _space, last = person.name.lstrip(_FORMULA).partition(" ")
    mail = person.mail or (known.email if known else "")
    if known is not None and known.name == person.name:
        return replace(known, email=mail)
    return Candidate(person.id, first, last, mail)
