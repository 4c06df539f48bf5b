"""The dates of a cohort: meetings as dated rows, by the clock and the time zone of the place."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from alongside.errors import WorkspaceError
from alongside.model.calendar import CalendarFile, Closed, ClosedRow, Meeting, MeetingRow
from alongside.records.cohort_file import COHORT, change_file, read_file
from alongside.responses.moments import moment
from alongside.strings import _

CALENDAR = "calendar.json"


def calendar_file(workspace: Path) -> Path:
    """Return where the calendar of a workspace lies."""
    return workspace / COHORT / CALENDAR


def dates_of(workspace: Path, group: str | None = None) -> list[Meeting]:
    """Return the meetings of a group in order of time, those of everybody among them; of None, all.

    Cancelled ones stay, and say so.
    """
    every = meetings_in(_read(workspace).meetings)
    found = [one for one in every if group is None or one.group in {"", group}]
    return sorted(found, key=lambda one: (one.start, one.session, one.id))


def planned_start(workspace: Path, session: str, group: str, now: datetime) -> time | None:
    """Return when a session of a group starts by the clock of its place; None where no day of it is planned.

    Today's meeting counts, else the next one, else the last one; without a group, of any.
    """
    planned = [one for one in dates_of(workspace, group or None) if one.session == session]
    there = [one for one in planned if not one.cancelled]
    left = [one for one in there if one.start.date() >= now.astimezone(one.start.tzinfo).date()]
    found = left[0] if left else there[-1] if there else None
    return found.start.time() if found else None


def groups_of(workspace: Path) -> list[str]:
    """Return the groups that have a meeting of their own, by name."""
    return sorted({one.group for one in dates_of(workspace) if one.group})


def closed_days(workspace: Path) -> list[Closed]:
    """Return the days on which nobody meets, as they stand now, in order."""
    return closed_in(_read(workspace).closed)


def closed_dates(workspace: Path) -> set[str]:
    """Return every closed day by itself, as ISO, for whoever counts working days."""
    return {
        (one.first + timedelta(number)).isoformat()
        for one in closed_days(workspace)
        for number in range((one.last - one.first).days + 1)
    }


def plan(workspace: Path, wanted: Sequence[MeetingRow], by: str, now: datetime) -> list[str]:
    """Give each session of `wanted` its date, in one step, and return the ids of the meetings.

    Where its group has a meeting of that session which is not cancelled, that one is changed, so that the
    files people took before are replaced and not doubled. What would change nothing writes no row.
    """
    ids: list[str] = []

    def grown(there: CalendarFile) -> CalendarFile:
        ids.clear()
        standing = {(one.session, one.group): one for one in meetings_in(there.meetings) if not one.cancelled}
        new = []
        for given in wanted:
            known = standing.get((given.session, given.group))
            ids.append(known.id if known else secrets.token_hex(8))
            row = _stamped(given, "changed" if known else "planned", ids[-1], by, now)
            _checked(row)
            if known is None or _differs(known, row):
                new.append(row)
        return msgspec.structs.replace(there, meetings=[*there.meetings, *new])

    change_file(calendar_file(workspace), CalendarFile, grown)
    return ids


def add(workspace: Path, wanted: MeetingRow, by: str, now: datetime) -> str:
    """Plan one more meeting, also of a session that has one, and return its id."""
    row = _stamped(wanted, "planned", secrets.token_hex(8), by, now)
    _checked(row)
    _append(workspace, row)
    return row.meeting


def change(
    workspace: Path, meeting: str, wanted: MeetingRow, by: str, now: datetime, *, seen: int | None = None
) -> Meeting:
    """Write how a meeting is from now on; `seen` is the sequence that whoever changes it saw."""

    def row(known: Meeting) -> MeetingRow | None:
        new = _stamped(wanted, "changed", meeting, by, now)
        new = msgspec.structs.replace(new, session=new.session or known.session)
        _checked(new)
        return new if _differs(known, new) else None

    return _after(workspace, meeting, row, seen)


def cancel(
    workspace: Path, meeting: str, why: str, by: str, now: datetime, *, seen: int | None = None
) -> Meeting:
    """Cancel a meeting; it stays in the calendar, and in the files for calendar programs, as cancelled."""
    row = MeetingRow(act="cancelled", meeting=meeting, at=moment(now), by=by, why=why)
    return _after(workspace, meeting, lambda known: None if known.cancelled else row, seen)


def put_back(workspace: Path, meeting: str, by: str, now: datetime, *, seen: int | None = None) -> Meeting:
    """Let a cancelled meeting take place after all."""
    row = MeetingRow(act="back", meeting=meeting, at=moment(now), by=by)
    return _after(workspace, meeting, lambda known: row if known.cancelled else None, seen)


def close_days(workspace: Path, days: Iterable[Closed], by: str, now: datetime) -> list[Closed]:
    """Add days on which nobody meets, those that are there already left out; return all of them."""
    wanted = list(days)

    def grown(there: CalendarFile) -> CalendarFile:
        known = {(one.first, one.last, one.name) for one in closed_in(there.closed)}
        fresh = dict.fromkeys(one for one in wanted if (one.first, one.last, one.name) not in known)
        rows = [_closed_row("closed", one, by, now) for one in fresh]
        return msgspec.structs.replace(there, closed=[*there.closed, *rows])

    return closed_in(change_file(calendar_file(workspace), CalendarFile, grown).closed)


def open_days(workspace: Path, days: Closed, by: str, now: datetime) -> list[Closed]:
    """Take closed days back; return what is left of them."""

    def grown(there: CalendarFile) -> CalendarFile:
        if days not in closed_in(there.closed):
            return there
        row = _closed_row("opened", days, by, now)
        return msgspec.structs.replace(there, closed=[*there.closed, row])

    return closed_in(change_file(calendar_file(workspace), CalendarFile, grown).closed)


def meetings_in(rows: Iterable[MeetingRow]) -> list[Meeting]:
    """Return the meetings that rows make, in the order in which they were planned."""
    made: dict[str, Meeting] = {}
    for row in rows:
        known = made.get(row.meeting)
        if row.act in {"planned", "changed"}:
            made[row.meeting] = _as_said(row, known)
        elif known is not None:
            made[row.meeting] = _turned(known, row)
    return list(made.values())


def closed_in(rows: Iterable[ClosedRow]) -> list[Closed]:
    """Return the closed days that rows leave, in order."""
    found: dict[Closed, None] = {}
    for row in rows:
        days = Closed(row.first, row.last, row.name)
        if row.act == "closed":
            found[days] = None
        else:
            found.pop(days, None)
    return sorted(found, key=lambda one: (one.first, one.last, one.name))


def by_the_clock(starts: str, zone: str) -> datetime:
    """Return the time at which a clock in `zone` shows `starts`.

    WorkspaceError for a zone that there is not, a day that there is not, and a time that the clocks jump
    over; of a time that comes twice it is the first.
    """
    there = _shown(starts, zone)
    if there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) != there.replace(tzinfo=None):
        what = _("On that day the clocks jump over {time}.").format(time=there.strftime("%H:%M"))
        raise WorkspaceError(what, do=_("Choose another time."))
    return there


def _shown(starts: str, zone: str) -> datetime:
    try:
        return datetime.fromisoformat(starts).replace(tzinfo=ZoneInfo(zone))
    except (ValueError, OSError, KeyError) as err:
        shown = starts.replace("T", " ")
        what = _("There is no {time} in the time zone {zone}.").format(time=shown, zone=zone)
        raise WorkspaceError(what, do=_("Give the day, the time and a zone such as Europe/Vienna.")) from err


def is_closed(day: date, closed: Iterable[Closed]) -> Closed | None:
    """Return the closed days that hold `day`, or None."""
    return next((one for one in closed if one.holds(day)), None)


def _read(workspace: Path) -> CalendarFile:
    return read_file(calendar_file(workspace), CalendarFile)


def _append(workspace: Path, row: MeetingRow) -> None:
    change_file(
        calendar_file(workspace),
        CalendarFile,
        lambda there: msgspec.structs.replace(there, meetings=[*there.meetings, row]),
    )


def _after(
    workspace: Path, meeting: str, make: Callable[[Meeting], MeetingRow | None], seen: int | None
) -> Meeting:
    """Add the row that `make` gives for the meeting as it stands, if any, and return it as it is then."""

    def grown(there: CalendarFile) -> CalendarFile:
        known = _called(there, meeting)
        if seen is not None and known.sequence != seen:
            raise WorkspaceError(
                _("Somebody changed this meeting in between, and nothing was changed now."),
                do=_("Look at it as it stands, then change it again if it is still needed."),
            )
        row = make(known)
        return msgspec.structs.replace(there, meetings=[*there.meetings, *([row] if row else [])])

    return _called(change_file(calendar_file(workspace), CalendarFile, grown), meeting)


def _called(there: CalendarFile, meeting: str) -> Meeting:
    found = next((one for one in meetings_in(there.meetings) if one.id == meeting), None)
    if found is None:
        raise WorkspaceError(_("There is no such meeting in the calendar."))
    return found


def _stamped(wanted: MeetingRow, act: str, meeting: str, by: str, now: datetime) -> MeetingRow:
    return msgspec.structs.replace(wanted, act=act, meeting=meeting, by=by, at=moment(now))


def _checked(row: MeetingRow) -> None:
    _start(row)
    by_the_clock(row.starts or "", row.zone or "")


def _start(row: MeetingRow) -> datetime:
    """Return when a row says that it starts; readable also after a country changed its clocks."""
    if row.starts is None or row.zone is None or row.minutes is None:
        raise WorkspaceError(_("A meeting needs its day, its time, its time zone and its minutes."))
    return _shown(row.starts, row.zone)


def _as_said(row: MeetingRow, known: Meeting | None) -> Meeting:
    start = _start(row)
    moved = None if known is None or known.start == start else known.start
    if known is not None and moved is None:
        moved = known.moved_from
    return Meeting(
        id=row.meeting,
        session=row.session,
        group=row.group,
        start=start,
        minutes=row.minutes or 0,
        place=row.place,
        cancelled=known.cancelled if known else False,
        zone=row.zone or "UTC",
        sequence=known.sequence + 1 if known else 0,
        changed=row.at,
        why=row.why,
        moved_from=moved,
    )


def _turned(known: Meeting, row: MeetingRow) -> Meeting:
    return replace(
        known,
        cancelled=row.act == "cancelled",
        sequence=known.sequence + 1,
        changed=row.at,
        why=row.why,
    )


def _differs(known: Meeting, row: MeetingRow) -> bool:
    there = (known.session, known.group, known.start, known.zone, known.minutes, known.place)
    return there != (row.session, row.group, _start(row), row.zone, row.minutes, row.place)


def _closed_row(act: Literal["closed", "opened"], days: Closed, by: str, now: datetime) -> ClosedRow:
    return ClosedRow(act=act, at=moment(now), by=by, first=days.first, last=days.last, name=days.name)
