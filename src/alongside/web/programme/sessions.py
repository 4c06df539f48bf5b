"""Leading a session: the run sheet with clock times, notes at the point of use, and taps as it happens."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any, ClassVar

from tornado.web import HTTPError

from alongside import paths
from alongside.content import shelf
from alongside.content.load import fresh_unit, unit_folders
from alongside.content.notes import Section, notes_file, read_notes
from alongside.content.schedule import Slot, find_session, run_sheet
from alongside.model.unit import AnyUnit
from alongside.publish.prose import prose
from alongside.records import runlog
from alongside.strings import _
from alongside.web.page import Access, Page

USUAL_START = time(9, 0)


class TrainerPage(Page):
    """The front door of a trainer: every session that can be led."""

    access: ClassVar[Access] = "trainer"

    async def get(self) -> None:
        """Draw the strands with their sessions."""
        plan = shelf.programme()
        units = await self.work(all_units)
        self.draw("trainer.html", part="lead", plan=plan, units=units)


class RunSheetPage(Page):
    """The run sheet of one session."""

    access: ClassVar[Access] = "trainer"

    async def get(self, session_id: str) -> None:
        """Draw the sheet for today, from the chosen start, for a room or online."""
        session = find_session(shelf.programme(), session_id)
        online = self.get_query_argument("mode", "room") == "online"
        start = _start(self.get_query_argument("start", ""))
        log = await self.work(runlog.read_log, self.root, session_id)
        slots = run_sheet(session, await self.work(all_units), start, log.began(start.date()))
        self.draw(
            "runsheet.html",
            part="lead",
            session=session,
            slots=slots,
            notes=await self.work(_notes, slots, online),
            folders={unit_id: f"modules/{folder.name}" for unit_id, folder in unit_folders(paths.content_root()).items()},
            online=online,
            start=start.strftime("%H:%M"),
        )


class BeganPage(Page):
    """Records that an activity has begun."""

    access: ClassVar[Access] = "trainer"

    async def post(self, session_id: str) -> None:
        """Keep the tap with the server's clock, then show the sheet again."""
        session = find_session(shelf.programme(), session_id)
        slot_id = self.get_body_argument("slot")
        known = run_sheet(session, await self.work(all_units), datetime.now().astimezone(), {})
        if slot_id not in {slot.id for slot in known}:
            raise HTTPError(404, reason=_("This session has no such activity."))
        await self.work(runlog.record, self.root, session_id, slot_id, datetime.now().astimezone())
        again = self.get_body_argument("again", "")
        self.redirect(f"{self.base_url}alongside/trainer/{session_id}?{again}#{slot_id}")


def all_units() -> dict[str, AnyUnit]:
    """Return every unit of the kit by id."""
    return {unit_id: fresh_unit(folder) for unit_id, folder in unit_folders(paths.content_root()).items()}


def _start(given: str) -> datetime:
    try:
        at = time.fromisoformat(given) if given else USUAL_START
    except ValueError as err:
        raise HTTPError(400, reason=_("Give the start as hours and minutes, such as 09:30.")) from err
    return datetime.combine(datetime.now().astimezone().date(), at.replace(tzinfo=None)).astimezone()


def _notes(slots: list[Slot], online: bool) -> dict[str, Any]:
    """Return activity id to its notes as safe HTML, and unit id to what stands before and after."""
    root = paths.content_root()
    folders = unit_folders(root)
    drawn: dict[str, Any] = {}
    for unit_id in dict.fromkeys(slot.unit.id for slot in slots if slot.unit):
        for section in _sections(root, folders[unit_id]):
            name = section.activity or f"{unit_id} {section.title}"
            drawn[name] = prose(section.for_mode(online=online))
    return drawn


def _sections(root: Path, folder: Path) -> list[Section]:
    return read_notes(notes_file(root, folder.name))
