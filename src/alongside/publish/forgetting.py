"""Erasing a person on request: every place that knows them, what goes from it, and what stays and why.

This is the one list. A place that is new has to be put in here, and in the test that looks through a whole
workspace for the name.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from alongside.errors import AlongsideError, WorkspaceError
from alongside.grading.course import Course, course_of
from alongside.grading.forgetting import appeal_open_until, forget_work, marked_sessions
from alongside.publish.days import day_in_words
from alongside.records.erasing import erase
from alongside.records.forgetting import forget_words, named
from alongside.records.people import read_people
from alongside.strings import _


def forget(
    workspace: Path, exchange: Path, person_id: str, *, by: str, now: datetime, day: date
) -> list[str]:
    """Erase a person everywhere; return a sentence for each place that could not be reached.

    WorkspaceError where there is nobody with that id. Doing it again does what was left.
    """
    who = named(read_people(workspace), person_id)
    problems = forget_words(workspace, exchange, who)
    course = _course(workspace)
    if course:
        try:
            problems += forget_work(course, person_id, day)
        except AlongsideError as err:
            problems.append(str(err))
    erase(workspace, person_id, by, now, day)  # last: without the names nothing else is found
    return problems


def goes() -> list[str]:
    """Return sentences on what is erased."""
    return [
        _(
            "From the list of people: name, organisation, school, language, line manager, mentor, e-mail and "
            "every reason that was written, from old lines too. Badges end, and so do visits in a room."
        ),
        _("From attendance: notes, how something was made up and with whom."),
        _(
            "From messages, the calendar and what a group kept of a room: the whole name and the address. "
            "The person is on no list of a message any more."
        ),
        _("That they wanted no messages. If you write to that address again, you have to know it yourself."),
        _("What they share in a room that is open now, and what they showed through the exchange."),
        _("Their name on comments about activities; the comments stay."),
        _("Letters, feedback, and what assessors had begun to write."),
        _("What they handed in and nobody has marked."),
        _(
            "Photos, documents and recordings that went along with their work or with a score sheet about "
            "them, and those that wait in a room; marks keep a fingerprint of each, from which nothing can "
            "be read."
        ),
    ]


def stays(workspace: Path, person_id: str, today: date) -> list[str]:
    """Return sentences on what stays, and why."""
    return [
        _(
            "The id {id}, in the cohort's rows and wherever work is kept under it. If it was made from the "
            "name, it still tells the name."
        ).format(id=person_id),
        _("Attendance under the id: it is the record of hours that somebody may have to prove."),
        *_of_the_course(workspace, person_id, today),
        _(
            "A complaint: it is with the person for complaints, whose page deletes it when its time is "
            "over. No other page does, so that no complaint is erased by those whom it is about."
        ),
        _("A concern about somebody's safety: it is with the named contact, by the rules of your country."),
        _(
            "What others wrote of the person in their own answers, a first name alone in a text, printed "
            "sheets, files that were sent or saved elsewhere, and backups, until they are replaced."
        ),
        _(
            "The person's own desk, and their account and folder on a Hub: they are theirs. On a Hub whoever "
            "looks after the machine deletes the account."
        ),
    ]


def _of_the_course(workspace: Path, person_id: str, today: date) -> list[str]:
    course = _course(workspace)
    if course is None:
        return [_("Work and marks: no course is within reach of this desk. Whoever has it erases there too.")]
    said = [
        _(
            "Marks, with the sentences that assessors gave as their reasons, and decisions about an award, "
            "under the id: they are rows that nobody can delete, and the proof of how it was judged. What "
            "the panel knew stays with them."
        )
    ]
    marked = sorted(marked_sessions(course, person_id))
    if marked:
        told = _("What was handed in for {sessions}, under the id: marks rest on it.")
        said.append(told.format(sessions=", ".join(marked)))
    until = appeal_open_until(course, person_id, today)
    if until is not None:
        said.append(_appeal(until))
    return said


def _appeal(until: str) -> str:
    if not until:
        return _(
            "Letters, feedback, hand-ins and files: an appeal is not decided yet. Erase once more after that."
        )
    told = _(
        "Letters, feedback, hand-ins and files: an appeal may come until {day}. Erase once more after that."
    )
    return told.format(day=day_in_words(date.fromisoformat(until)))


def _course(workspace: Path) -> Course | None:
    try:
        return course_of(workspace)
    except WorkspaceError:
        return None
