"""Take in: files that came by e-mail or on a stick go through intake, and what became of each is told.

Nothing is lost. What is in order counts, what was here already is said to be so, and what was refused is kept
or, where it is too large, named, until somebody has said what to do with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from alongside.errors import AlongsideError, HandInError, NotSaved
from alongside.grading import intake, parcel
from alongside.grading.bundle import MOST_SENT, Bundled, hand_ins
from alongside.grading.course import Course, assessment_of
from alongside.grading.folders import receipt_of
from alongside.grading.intake import Arrival
from alongside.grading.nameless import as_handin
from alongside.grading.roster import CANDIDATE_ID, Candidate, read_roster, write_roster
from alongside.model.course import Fault, Received
from alongside.responses.atomic import contents
from alongside.responses.handin import handin_bytes, read_handin
from alongside.responses.html import printable
from alongside.responses.moments import moment, when
from alongside.strings import _

Outcome = Literal["taken", "double", "older", "damaged"] | Fault
"""What became of a file: taken, double (the same receipt is here), older (a later one counts), or refused."""
Sent = tuple[str, bytes]
"""A file as it came: its name and what it holds."""


@dataclass(frozen=True)
class Told:
    """One line about one hand-in: what it is called, what became of it, whose it is, and what was noticed."""

    source: str
    outcome: Outcome
    who: str = ""
    handed_in_at: str = ""
    receipt: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """A refused hand-in that nobody has dealt with yet, under the name of its folder."""

    home: str
    record: Received

    @property
    def outcome(self) -> Outcome:
        """Why it was refused, in one word."""
        return self.record.fault or "damaged"


def take_in_files(course: Course, session: str, sent: Iterable[Sent], now: datetime) -> list[Told]:
    """Take in every file, and each hand-in of a zip of many; return what became of each, in order.

    WorkspaceError where the session has not been released, NotSaved where the disk refuses: dropping the
    same files again then takes in the rest.
    """
    taken: list[tuple[str, Received, bool]] = []
    try:
        for name, raw in sent:
            taken += _take_one(course, session, printable(name), raw, now)
        intake.settle(course, session)
    except OSError as err:
        do = _("Free some space and take in the same files again: what is here already is recognised.")
        raise NotSaved(_("the disk did not take everything"), where=str(course.root), do=do) from err
    latest = latest_of(course, session)
    return [_told(source, record, known, latest) for source, record, known in taken]


def take_in_zip(course: Course, session: str, source: Path, now: datetime) -> list[Received]:
    """Take in each hand-in of a zip, never unpacked onto the disk; call `settle` after the last one.

    One that is not honest is refused as a whole, and kept.
    """
    raw = contents(source, MOST_SENT) or b""
    return [record for _source, record, _known in _take_one(course, session, source.name, raw, now)]


def waiting_in(course: Course, session: str) -> list[Waiting]:
    """Return what was refused and is not dealt with, the oldest first."""
    found = intake.kept(course, session).items()
    refused = [Waiting(home, one) for home, one in found if one.verdict != "accepted" and not one.then]
    return sorted(refused, key=lambda one: one.record.received_at)


def latest_of(course: Course, session: str) -> dict[str, str]:
    """Return each candidate's receipt that counts."""
    good = [one for one in intake.received(course, session) if one.verdict == "accepted"]
    return {str(one.candidate): str(one.receipt) for one in good}


def add_stranger(course: Course, session: str, home: str, name: str, *, by: str) -> Received:
    """Put whose a refused hand-in is on the list of candidates, under `name`, and take it in after all.

    HandInError where nothing of a stranger waits under `home`, or no name is given.
    """
    record = _waiting(course, session, home, "stranger")
    who, (first, _space, last) = str(record.candidate), name.strip().partition(" ")
    if not first or not CANDIDATE_ID.match(who):
        raise HandInError(_("give the name of this person"), where=who)
    people = read_roster(course) or {}
    if who not in people:
        write_roster(course, [*people.values(), Candidate(who, printable(first), printable(last))])
    arrival = Arrival(record.source, record.claimed, when(record.received_at))
    files = intake.files_of(course, session, home)
    taken = intake.take_in_sent(course, session, arrival, files)
    intake.settle(course, session)
    if taken.verdict == "accepted":
        return taken
    return intake.settle_refused(
        course, session, home, _("{by} put {who} on the list").format(by=by, who=who)
    )


def give_to(course: Course, session: str, home: str, who: str, *, by: str, now: datetime) -> Received:
    """Take in what did not say whose it is, or not well enough, as that of the candidate `who`.

    Answers without a name count from when their file was made, by its own word. A hand-in under another id
    is changed in its id alone. HandInError where there is nothing for the session, or nobody is `who`.
    """
    record = _waiting(course, session, home, "nameless", "stranger", "namesake")
    cohort = read_roster(course)
    if not CANDIDATE_ID.match(who) or (cohort is not None and who not in cohort):
        raise HandInError(_("choose whose answers these are"), where=record.source)
    files = _as_theirs(course, session, home, record, who)
    arrival = Arrival(record.source, who, when(record.received_at))
    taken = intake.take_in_sent(course, session, arrival, files)
    if taken.verdict != "accepted":
        raise HandInError("; ".join(taken.problems), where=record.source)
    intake.settle(course, session)
    told = _("{by} said at {at} that these are the answers of {who}").format(by=by, at=moment(now), who=who)
    if intake.kept(course, session)[home].verdict != "accepted":
        intake.settle_refused(course, session, home, told)
    return taken


def _as_theirs(course: Course, session: str, home: str, record: Received, who: str) -> dict[str, bytes]:
    """Return the files of a refused hand-in as those of `who`; as they came where they say so already."""
    files = intake.files_of(course, session, home)
    if record.fault == "nameless":
        whole = next(iter(files.values()))
        raw = as_handin(whole, assessment_of(course, session), who, when(record.received_at))
        return {parcel.ANSWERS: raw}
    if record.candidate == who:
        return files
    found = parcel.members(files)
    handed = msgspec.structs.replace(read_handin(found[parcel.ANSWERS]), candidate=who)
    return {**found, parcel.ANSWERS: handin_bytes(handed)}


def put_aside(course: Course, session: str, home: str, *, by: str, now: datetime) -> Received:
    """Stop naming a refused hand-in; it stays where it is kept, with who said so and when."""
    told = _("put aside by {by} at {at}").format(by=by, at=moment(now))
    return intake.settle_refused(course, session, home, told)


def _waiting(course: Course, session: str, home: str, *faults: Fault) -> Received:
    record = intake.kept(course, session).get(home)
    if record is None or record.verdict == "accepted" or record.then or record.fault not in faults:
        raise HandInError(_("this was dealt with already, or is not here"), do=_("Load the page again."))
    return record


def _take_one(
    course: Course, session: str, name: str, raw: bytes, now: datetime
) -> list[tuple[str, Received, bool]]:
    try:
        found = hand_ins(name, raw)
    except HandInError as err:
        return [(name, intake.refuse(course, session, Arrival(name, None, now), err), False)]
    return [_take_bundled(course, session, one, now) for one in found]


def _take_bundled(course: Course, session: str, one: Bundled, now: datetime) -> tuple[str, Received, bool]:
    """A hand-in that is here already is not kept twice: its receipt says that it is the same."""
    receipt = _receipt_in(one)
    for record in intake.received(course, session):
        if record.verdict == "accepted" and receipt and record.receipt == receipt:
            return one.source, record, True
    arrival = Arrival(one.source, one.claimed, now, alone=True)
    large = next((name for name, raw in one.files.items() if len(raw) > parcel.room_for(name)), None)
    if large is not None:
        why = parcel.TooLarge(f"is larger than {parcel.room_for(large) // 2**20} MB", where=one.source)
        return one.source, intake.refuse(course, session, arrival, why), False
    return one.source, intake.take_in_sent(course, session, arrival, one.files), False


def _receipt_in(one: Bundled) -> str:
    try:
        raw = parcel.members(one.files).get(parcel.ANSWERS)
    except AlongsideError:
        return ""
    return receipt_of(raw) if raw is not None else ""


def _told(source: str, record: Received, known: bool, latest: dict[str, str]) -> Told:
    outcome: Outcome = record.fault or "damaged"
    if record.verdict == "accepted":
        counts = latest.get(str(record.candidate)) == record.receipt
        outcome = "double" if known else "taken" if counts else "older"
    said = tuple(record.problems) if known else (*record.problems, *record.notes)
    about = (record.candidate or "", record.handed_in_at or "", record.receipt or "")
    return Told(source, outcome, *about, said)
