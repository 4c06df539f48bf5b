"""Hours of everybody: what each person of a group has, what is missing by name, a table and certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from tornado.web import HTTPError

from alongside.content.hours import strand_called
from alongside.content.shelf import programme
from alongside.errors import AlongsideError, ContentError, WorkspaceError
from alongside.model.attendance import Asked, Granted, Row
from alongside.model.programme import Phase, Strand
from alongside.publish.attending import asked_now, least_of
from alongside.publish.certificates import Frame, certificates, has_hours
from alongside.publish.days import day_in_words
from alongside.records.attendance import record
from alongside.records.hours import LONGEST_BREAK, spent, timed
from alongside.records.hours_table import OfGroup, group_hours, hours_csv, state_of, usual_path
from alongside.records.people import read_people
from alongside.strings import _
from alongside.web.page import Access, Page


@dataclass(frozen=True)
class View:
    """The hours of one group on one path, and what awards ask of attendance."""

    group: str
    groups: list[str]
    strand: Strand
    strands: list[Strand]
    hours: OfGroup
    planned: dict[str, int]
    least: int
    asked: list[Asked]
    phases: dict[str, Phase]

    def named(self, row: Asked) -> str:
        """Return the titles of the sessions that an award asks for."""
        titles = {one.id: one.title for strand in self.strands for one in strand.sessions}
        return "; ".join(titles.get(one, one) for one in row.sessions)


class Hours(Page):
    """What the pages of hours share: which group, and which path."""

    access: ClassVar[Access] = "trainer"

    def view(self) -> View:
        """Return the hours of the group and the path that the address names; 404 for a path there is not."""
        people, plan = read_people(self.root), programme()
        groups = list(people.groups())
        group = self.get_query_argument("group", "") or next(iter(groups), "")
        try:
            path = self.get_query_argument("path", "")
            strand = strand_called(plan, path) if path else usual_path(self.root, plan.strands, group)
        except ContentError as err:
            raise HTTPError(404, reason=_("The programme has no such path.")) from err
        asked = asked_now(self.root)
        least = least_of(asked, strand)
        hours = group_hours(self.root, people, strand, group, least=least, day=date.today())
        return View(
            group,
            groups,
            strand,
            plan.strands,
            hours,
            {one.id: timed()[one.id].counted for one in strand.sessions},
            least,
            asked,
            {one.id: one for one in plan.phases},
        )

    def sheets(self, view: View) -> bytes:
        """Return the certificates of those who are asked for, else of the whole group; 404 for nobody."""
        who = self.get_query_argument("person", "")
        chosen = [one for one in view.hours.people if who in {"", one.person.id}]
        people = [(one.person, one.hours) for one in chosen if has_hours(one.hours)]
        if not people:
            raise HTTPError(404, reason=_("There are no hours to certify yet."))
        note = _("Demonstration: this person is fictional.") if self.workspace.demonstration else ""
        return certificates(people, Frame(programme().title, date.today(), self.workspace.lang, note))


class HoursOfEverybodyPage(Hours):
    """Everybody's hours in a group, and what is missing, by name."""

    async def get(self) -> None:
        """Draw the page."""
        await self.show()

    async def post(self) -> None:
        """Let a session count for somebody who was not there, with a reason, or take that back."""
        try:
            await self.work(self.grant)
        except (AlongsideError, ValueError) as err:
            self.set_status(422)
            await self.show(trouble=str(err))
            return
        self.redirect(self.request.uri or self.request.path, status=303)

    async def show(self, trouble: str = "") -> None:
        """Draw the page, with what could not be done."""
        view = await self.work(self.view)
        words = {"spent": spent, "state_of": state_of, "in_words": day_in_words}
        self.draw(
            "cohort-hours.html", part="lead", view=view, trouble=trouble, longest=LONGEST_BREAK, **words
        )

    def grant(self) -> None:
        """Write the row that lets a session count, or that takes this back."""
        who, session, why = (self.get_body_argument(one, "").strip() for one in ("person", "session", "why"))
        person = read_people(self.root).everybody.get(who)
        if person is None or session not in timed():
            raise WorkspaceError(_("There is no such person, or no such session."))
        if not why:
            raise WorkspaceError(_("Say why: it stands beside the award."))
        what = Granted(granted=self.get_body_argument("act", "") == "grant")
        now = datetime.now().astimezone()
        given = {"at": now, "by": self.workspace.person.id, "group": person.group, "day": now.date()}
        record(self.root, session, [Row(person=who, what=what, note=why, **given)])


class HoursFile(Hours):
    """The same as a table for a spreadsheet."""

    async def get(self) -> None:
        """Answer the table as CSV."""
        view = await self.work(self.view)
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", 'attachment; filename="attendance-hours.csv"')
        # The mark in front lets Excel read the letters rightly.
        self.finish("\ufeff" + await self.work(hours_csv, view.hours.people))


class CertificatesFile(Hours):
    """Certificates of attendance: of one person, or of a whole group, a page each."""

    async def get(self) -> None:
        """Answer the PDF."""
        view = await self.work(self.view)
        made = await self.work(self.sheets, view)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", 'attachment; filename="certificates-of-attendance.pdf"')
        self.finish(made)
