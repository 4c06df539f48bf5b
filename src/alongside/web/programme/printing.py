"""Everything for one session on paper, as the PDF that the run sheet's button asks for."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import ClassVar

from alongside.model.programme import Session
from alongside.publish.session.look import Look
from alongside.publish.session.signing import names_in
from alongside.publish.session.whole import Asked, session_pdf
from alongside.web.page import Access, Page
from alongside.web.programme.editions import look_given
from alongside.web.programme.sessions import session_called, start_given


class PrintPage(Page):
    """The PDF of a session."""

    access: ClassVar[Access] = "trainer"

    async def get(self, session_id: str) -> None:
        """Answer the PDF for a start, an edition and a group."""
        session = await self.work(session_called, session_id)
        at = start_given(self.get_query_argument("start", "") or session.starts)
        look = look_given(self.get_query_argument("edition", "standard"))
        group = self.get_query_argument("group", "")
        body = await self.work(_pdf, self.root, session, at, look, group)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'inline; filename="{session.id}-{look.variant}.pdf"')
        self.finish(body)


def _pdf(root: Path, session: Session, at: time, look: Look, group: str) -> bytes:
    start = datetime.combine(date.today(), at).astimezone()
    names = tuple(names_in(root, group, start.date()))
    return session_pdf(Asked(session.id, start, look, names, group)).pdf
