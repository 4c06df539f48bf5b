"""Leading a session: the run sheet with clock times, notes at the point of use, and taps as it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import ClassVar

from tornado.httputil import url_concat
from tornado.web import HTTPError

from alongside import paths
from alongside.content import shelf
from alongside.content.citing import kit_sources
from alongside.content.load import fresh_unit, unit_folders
from alongside.content.notes import Notes, Section, arranged, notes_file, read_notes
from alongside.content.replan import Proposal, replan
from alongside.content.schedule import Slot, find_session, run_sheet, span_of, start_of, under_way
from alongside.errors import ContentError
from alongside.model.programme import Session
from alongside.model.unit import AnyUnit
from alongside.publish.prose import prose
from alongside.records import runlog
from alongside.records.calendar import planned_start
from alongside.strings import _
from alongside.web.page import Access, Page
from alongside.web.programme.chapters import all_chapters
from alongside.web.programme.editions import offered

USUAL_START = time(9, 0)
TODAY = timedelta(hours=12)
"""For how long a tap says what is under way, and when the session began."""


@dataclass(frozen=True)
class UnitNotes:
    """The notes of one unit, drawn as safe HTML: title and text before and after, activity id to text.

    `problem` says why there are none.
    """

    folder: str
    before: list[tuple[str, str]]
    activities: dict[str, str]
    after: list[tuple[str, str]]
    problem: str = ""


@dataclass(frozen=True)
class Sheet:
    """One run sheet: its slots, the slot that is under way, what could be cut, and unit id to notes."""

    slots: list[Slot]
    now: Slot | None
    proposal: Proposal
    notes: dict[str, UnitNotes]

    @property
    def ends(self) -> datetime:
        """When the session was planned to end."""
        return self.proposal.ends


class TrainerPage(Page):
    """The front door of a trainer: every session that can be led, and the chapters for trainers."""

    access: ClassVar[Access] = "trainer"

    async def get(self) -> None:
        """Draw the strands with their sessions, and the chapters on what lies around them."""
        plan = await self.plan()
        units = await self.work(all_units)
        around = await self.work(all_chapters)
        self.draw("trainer.html", part="lead", plan=plan, units=units, chapters=around)


class RunSheetPage(Page):
    """The run sheet of one session."""

    access: ClassVar[Access] = "trainer"

    async def get(self, session_id: str) -> None:
        """Draw the sheet for today, from the chosen start, for a room or online."""
        session = await self.work(session_called, session_id)
        online = self.get_query_argument("mode", "room") == "online"
        at = await self.work(start_asked, self.root, session, self.get_query_argument("start", ""))
        sheet = await self.work(_sheet, self.root, session, at, online)
        self.draw(
            "runsheet.html",
            part="lead",
            session=session,
            sheet=sheet,
            online=online,
            start=at.strftime("%H:%M"),
            printing=await self.work(offered, self.root),
        )


class BeganPage(Page):
    """Records that an activity has begun, or that it has not begun after all."""

    access: ClassVar[Access] = "trainer"

    async def post(self, session_id: str) -> None:
        """Keep the tap with the server's clock, then show the sheet again."""
        session = await self.work(session_called, session_id)
        at = start_given(self.get_body_argument("start", ""))
        mode = "online" if self.get_body_argument("mode", "room") == "online" else "room"
        slot_id = self.get_body_argument("slot")
        undone = self.get_body_argument("undone", "") == "yes"
        await self.work(_tap, self.root, session, (slot_id, at), undone)
        sheet = f"{self.base_url}alongside/trainer/{session.id}"
        self.redirect(url_concat(sheet, {"start": at.strftime("%H:%M"), "mode": mode}) + f"#{slot_id}")


def session_called(session_id: str) -> Session:
    """Return the session of the programme with this id; 404 where there is none."""
    try:
        return find_session(shelf.programme(), session_id)
    except ContentError as err:
        raise HTTPError(404, reason=_("The programme has no such session.")) from err


def all_units() -> dict[str, AnyUnit]:
    """Return every unit of the kit by id."""
    return {unit_id: fresh_unit(folder) for unit_id, folder in unit_folders(paths.content_root()).items()}


def start_given(text: str) -> time:
    """Return a start as a trainer gives it, `09:30`; the usual start for nothing, 400 for anything else."""
    try:
        given = time.fromisoformat(text) if text else USUAL_START
    except ValueError as err:
        raise HTTPError(400, reason=_("Give the start as hours and minutes, such as 09:30.")) from err
    return given.replace(second=0, microsecond=0, tzinfo=None)


def start_asked(root: Path, session: Session, text: str, group: str = "") -> time:
    """Return the start asked for; else of the sheet tapped today, of the calendar, or the usual one."""
    now = datetime.now().astimezone()
    known = text or runlog.read_log(root, session.id).started(now - TODAY, now)
    planned = None if known else planned_start(root, session.id, group, now)
    return planned or start_given(known or session.starts)


def _tap(root: Path, session: Session, tapped: tuple[str, time], undone: bool) -> None:
    now = datetime.now().astimezone()
    slot_id, at = tapped
    if slot_id not in {slot.id for slot in run_sheet(session, all_units(), now, {})}:
        raise HTTPError(404, reason=_("This session has no such activity."))
    runlog.record(root, session.id, slot_id, now, undone=undone, start=f"{at:%H:%M}")


def slots_of(root: Path, session: Session, at: time, now: datetime) -> list[Slot]:
    """Return the slots of a session that starts at `at` o'clock, with what was tapped and chosen so far."""
    start = start_of(at, now, session.minutes)
    log, span = runlog.read_log(root, session.id), span_of(start, session.minutes, now)
    return run_sheet(session, all_units(), start, log.began(*span), log.given(*span))


def _sheet(root: Path, session: Session, at: time, online: bool) -> Sheet:
    now = datetime.now().astimezone()
    slots = slots_of(root, session, at, now)
    taught = {slot.unit.id: slot.unit for slot in slots if slot.unit}
    notes = {unit_id: _unit_notes(unit, online) for unit_id, unit in taught.items()}
    return Sheet(slots, under_way(slots), replan(slots, now), notes)


def _unit_notes(unit: AnyUnit, online: bool) -> UnitNotes:
    root = paths.content_root()
    home = unit_folders(root)[unit.id]
    folder = f"{home.parent.name}/{home.name}"
    try:
        notes, problem = arranged(read_notes(notes_file(root, home.name))), ""
    except ContentError as err:
        notes, problem = Notes(), str(err)

    def drawn(section: Section) -> str:
        return prose(section.for_mode(online=online), kit_sources(), to=f"../unit/{folder}#sources")

    def titled(sections: list[Section]) -> list[tuple[str, str]]:
        return [(section.title, drawn(section)) for section in sections]

    activities = {activity: drawn(section) for activity, section in notes.activities.items()}
    return UnitNotes(folder, titled(notes.before), activities, titled(notes.after), problem)
