"""Intake: what was handed in is kept byte for byte, checked, and turned into a submission.

`received/a1/<id>/raw/` holds the hand-in and `record.json` what became of it. `submitted/<candidate>/a1/`
gets the issued notebook, `assessment.yaml`, the checked `responses.json` and `timestamp.txt`. Nothing that
a candidate sent is executed or read as a notebook. One bad hand-in stops nobody else's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import msgspec

from alongside.errors import AlongsideError, HandInError
from alongside.grading import parcel, roster
from alongside.grading.accounts import owner_of
from alongside.grading.attachments import check_files
from alongside.grading.course import Course, assessment_of
from alongside.grading.folders import DATA, appear, inbound, issued_in, receipt_of, sweep, write
from alongside.grading.folders import replace as replace_file
from alongside.grading.nameless import says_not_whose
from alongside.grading.noticing import EARLIEST, noticed
from alongside.model.course import SCHEMA, Fault, Received
from alongside.model.handin import HandIn
from alongside.model.unit import Assessment
from alongside.paths import Stamp, names_in, stamp
from alongside.responses.handin import check_against, read_handin
from alongside.responses.html import printable
from alongside.responses.moments import moment, when
from alongside.strings import _

RECORD = "record.json"
RAW = "raw"


@dataclass(frozen=True)
class Arrival:
    """A hand-in as it came: the name of its file or folder, whose it says it is, and when it was received.

    `linked` are its files that have a second name on the disk. `alone` means that nothing but itself says
    whose it is: a desk makes its id from the name that was typed there, and two people may have the same.
    """

    source: str
    claimed: str | None
    at: datetime
    linked: list[str] = field(default_factory=list)
    alone: bool = False

    def record(self, session: str) -> Received:
        """Return the record of something of which nothing is known yet: damaged until it proves otherwise."""
        return Received(
            schema=SCHEMA,
            session=session,
            source=self.source,
            received_at=moment(self.at),
            verdict="damaged",
            candidate=self.claimed and printable(self.claimed),
            claimed=self.claimed and printable(self.claimed),
        )


def collect(course: Course, session: str, now: datetime) -> list[Received]:
    """Take in every hand-in that lies in the exchange; return what became of each, in order of time."""
    taken = [
        take_in(course, session, one.path, now, claimed=owner_of(course, one))
        for one in inbound(course.exchange, course.id, session)
    ]
    settle(course, session)
    return taken


def take_in(
    course: Course, session: str, source: Path, now: datetime, claimed: str | None = None
) -> Received:
    """Keep one hand-in (a folder, a `responses.json` or a zip) and say what it is.

    Whatever it holds, nothing is raised.
    `claimed` is whose it says it is, from the name of its folder. Call `settle` after the last one.
    """
    try:
        files, linked = parcel.gather(source), parcel.linked(source)
    except HandInError as err:
        _issued(course, session)
        return refuse(course, session, Arrival(printable(source.name), claimed, now), err)
    return take_in_sent(course, session, Arrival(source.name, claimed, now, linked), files)


def take_in_sent(course: Course, session: str, arrival: Arrival, files: dict[str, bytes]) -> Received:
    """Keep one hand-in whose files were read already, by their relative names, and say what it is.

    Names must be such that every system can hold them; what the files hold may be anything.
    """
    _issued(course, session)
    files = parcel.opened(files)
    claimed, arrival = arrival.claimed, replace(arrival, source=printable(arrival.source))
    home = course.place("received", session) / _id_of(files)
    known = _record_in(home)
    if known is not None and known.verdict == "accepted":
        if claimed in {None, known.candidate}:
            return known
        home = home.with_name(f"{home.name}-{receipt_of(repr(claimed).encode())[:8]}")
        known = _record_in(home)
    if known is not None:
        arrival = replace(arrival, at=when(known.received_at))
    record = _judge(course, session, arrival, files)
    appear(home, lambda folder: _keep(folder, files, record))
    return record


def received(course: Course, session: str) -> list[Received]:
    """Return the record of every hand-in of `session`, in the order in which they count."""
    records = kept(course, session).values()
    return sorted(records, key=lambda one: (one.counts_from or one.received_at, one.received_at))


def kept(course: Course, session: str) -> dict[str, Received]:
    """Return the record of every hand-in of `session` by the name of the folder in which it is kept."""
    place = course.place("received", session)
    found = {name: _record_in(f"{place}/{name}") for name in names_in(place) if not name.startswith(".")}
    return {name: record for name, record in found.items() if record is not None}


def files_of(course: Course, session: str, home: str) -> dict[str, bytes]:
    """Return the files of a kept hand-in, as they came, by their relative names."""
    place = course.place("received", session) / home / RAW
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in _files_in(place)}


def settle_refused(course: Course, session: str, home: str, then: str) -> Received:
    """Write beside a refused hand-in what became of it; HandInError where none of that name was refused."""
    record = kept(course, session).get(home)
    if record is None or record.verdict == "accepted":
        raise HandInError(_("nothing of that name waits here"), where=printable(home)[:60])
    changed = msgspec.structs.replace(record, then=then)
    body = msgspec.json.format(msgspec.json.encode(changed), indent=2)
    replace_file(course.place("received", session) / home / RECORD, body)
    return changed


def settle(course: Course, session: str) -> list[str]:
    """Make `submitted/` hold the latest accepted hand-in of every candidate; return whose changed."""
    sweep([course.place("received", session), *(course.root / "submitted").glob("*/")])
    latest: dict[str, tuple[Received, Path]] = {}
    for home in sorted(course.place("received", session).glob("[!.]*")):
        record = _record_in(home)
        if record is None or record.verdict != "accepted" or record.candidate is None:
            continue
        other = latest.get(record.candidate)
        if other is None or (record.counts_from or "") > (other[0].counts_from or ""):
            latest[record.candidate] = (record, home)
    return [who for who, (record, home) in latest.items() if _install(course, session, record, home)]


def answers_of(folder: Path) -> HandIn:
    """Return the hand-in in a folder of `submitted/` or `autograded/`; HandInError where there is none."""
    path = folder / parcel.ANSWERS
    try:
        return _checked(path.read_bytes())
    except OSError as err:
        raise HandInError(f"cannot be read ({err.strerror})", where=str(path)) from err


@lru_cache(maxsize=8)
def _checked(data: bytes) -> HandIn:
    """Return what these bytes say: one page asks for `submitted/`, then for its copy in `autograded/`."""
    return read_handin(data)


def moment_of(record: Received) -> datetime:
    """Return when a hand-in counts as handed in."""
    return when(record.counts_from or record.received_at)


def _install(course: Course, session: str, record: Received, home: Path) -> bool:
    target = course.place("submitted", session, str(record.candidate))
    answers = target / parcel.ANSWERS
    if answers.is_file() and receipt_of(answers.read_bytes()) == record.receipt:
        return False
    raw = parcel.members(files_of(course, session, home.name))[parcel.ANSWERS]
    issued = _issued(course, session)
    at = moment_of(record)

    def fill(folder: Path) -> None:
        for name, content in issued.items():
            write(folder / name, content)
        write(folder / parcel.ANSWERS, raw)
        write(folder / "timestamp.txt", f"{at:%Y-%m-%d %H:%M:%S.%f} UTC".encode())

    appear(target, fill)
    return True


def _issued(course: Course, session: str) -> dict[str, bytes]:
    return issued_in(course.place("release", session), session)


def _assessment(course: Course, session: str) -> Assessment:
    """Return what was asked, read once: reading it for every hand-in would cost more than the rest."""
    data = course.place("release", session) / DATA
    return _read_once(course, session, data.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read_once(course: Course, session: str, _changed: int) -> Assessment:
    return assessment_of(course, session)


def _judge(course: Course, session: str, arrival: Arrival, files: dict[str, bytes]) -> Received:
    blank = arrival.record(session)
    try:
        if says_not_whose(files):
            what = "holds answers and does not say whose they are"
            return msgspec.structs.replace(blank, verdict="foreign", problems=[what], fault="nameless")
        found = parcel.members(files)
        raw = found.get(parcel.ANSWERS)
        if raw is None:
            raise HandInError(f"holds no {parcel.ANSWERS}", do="Ask for the file that handing in made.")
        handed = read_handin(raw)
        if handed.session == session:
            check_against(_assessment(course, session), handed)
        check_files(handed, found, arrival.at.date())
    except AlongsideError as err:
        return msgspec.structs.replace(blank, problems=[printable(str(err))], fault=_fault_of(err))
    said = when(handed.handed_in_at)
    at = said if said >= EARLIEST else arrival.at
    fault, why = _why_foreign(course, session, handed, arrival)
    return msgspec.structs.replace(
        blank,
        verdict="foreign" if fault else "accepted",
        candidate=handed.candidate,
        handed_in_at=moment(said),
        counts_from=moment(min(at, arrival.at)),
        receipt=receipt_of(raw),
        problems=[why] if why else [],
        fault=fault,
        notes=noticed(handed, arrival.at, arrival.linked, _issued(course, session), found),
    )


def _fault_of(err: AlongsideError) -> Fault | None:
    return "large" if isinstance(err, parcel.TooLarge) else None


def _why_foreign(course: Course, session: str, handed: HandIn, arrival: Arrival) -> tuple[Fault | None, str]:
    claimed = arrival.claimed
    if handed.session != session:
        return "session", f"these are answers of session {handed.session}, not {session}"
    if not roster.CANDIDATE_ID.match(handed.candidate):
        return "name", f"{handed.candidate!r} is not the id of a candidate"
    if claimed is not None and claimed != handed.candidate:
        return "name", f"it came in the name of {claimed}, but the answers are those of {handed.candidate}"
    cohort = roster.read_roster(course)
    if cohort is not None and handed.candidate not in cohort:
        return "stranger", f"{handed.candidate} is not on the list of the cohort ({roster.CANDIDATES})"
    if arrival.alone and claimed is None and (others := roster.namesakes(cohort, handed.candidate)):
        return "namesake", f"{handed.candidate} has the same name as {', '.join(others)}"
    return None, ""


def refuse(course: Course, session: str, arrival: Arrival, why: HandInError) -> Received:
    """Record a hand-in that cannot even be copied; what it is stays where it lies."""
    name = hashlib.sha256(f"{arrival.source}{why}".encode("utf-8", "replace")).hexdigest()[:16]
    home = course.place("received", session) / f"refused-{name}"
    record = _record_in(home)
    if record is None or record.then:
        left = "it was not copied and lies where it came from"
        record = msgspec.structs.replace(
            arrival.record(session), problems=[printable(str(why))], notes=[left], fault=_fault_of(why)
        )
        appear(home, lambda folder: _keep(folder, {}, record))
    return record


def _keep(folder: Path, files: dict[str, bytes], record: Received) -> None:
    for name, raw in files.items():
        path = folder / RAW / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, raw)
    write(folder / RECORD, msgspec.json.format(msgspec.json.encode(record), indent=2))


def _record_in(home: Path | str) -> Received | None:
    path = f"{home}/{RECORD}"
    seen = stamp(path)
    return None if seen is None else _record(path, seen)


@lru_cache(maxsize=8192)
def _record(path: str, _seen: Stamp) -> Received:
    return msgspec.json.decode(Path(path).read_bytes(), type=Received)


def _files_in(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _id_of(files: dict[str, bytes]) -> str:
    """What goes along is named in the answers, and may be deleted later: the id is that of all else."""
    digest = hashlib.sha256()
    for name in sorted(name for name in files if parcel.ANSWERS not in files or not parcel.goes_along(name)):
        digest.update(f"{name}\0{len(files[name])}\0".encode("utf-8", "surrogateescape") + files[name])
    return digest.hexdigest()[:24]
