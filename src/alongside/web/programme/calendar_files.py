"""The dates of a group to take out: a file for calendar programs, a list to print."""

from __future__ import annotations

from pathlib import Path

from alongside.content import shelf
from alongside.model.programme import Programme
from alongside.publish.days import day_in_words
from alongside.publish.ics import calendar_bytes
from alongside.records.calendar import dates_of
from alongside.web.programme.calendar import Calendar, view_of


class CalendarPaper(Calendar):
    """The dates of a group as a plain list to print."""

    async def get(self) -> None:
        """Draw the list."""
        view = await self.work(view_of, self.root, self.group)
        self.draw("calendar-paper.html", part="lead", view=view, words=day_in_words)


class CalendarFilePage(Calendar):
    """The dates of a group as a file for calendar programs."""

    async def get(self) -> None:
        """Answer the file as a download."""
        plan = await self.work(shelf.programme)
        body = await self.work(ics_of, self.root, self.group, plan)
        name = "".join(sign if sign.isalnum() else "-" for sign in self.group or "") or "everybody"
        self.set_header("Content-Type", "text/calendar; charset=utf-8")
        self.set_attachment_header(f"sessions-{name}.ics")
        self.finish(body)


def ics_of(root: Path, group: str | None, plan: Programme) -> bytes:
    """Return the calendar file of a group; of None, with all meetings."""
    sessions = {one.id: one for strand in plan.strands for one in strand.sessions}
    titles = {name: one.title for name, one in sessions.items()}
    return calendar_bytes(dates_of(root, group), titles, plan.title)
