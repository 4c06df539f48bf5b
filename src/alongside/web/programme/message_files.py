"""What is made of a draft: mails and a table to take out, a flyer or letters to print."""

from __future__ import annotations

from alongside.content import shelf
from alongside.model.programme import Programme
from alongside.publish.days import day_in_words, hours_in_words
from alongside.publish.ics import calendar_bytes
from alongside.publish.letters import session_in
from alongside.publish.messages import body_html, mails_zip, merge_csv, words_for
from alongside.strings import _
from alongside.web.programme.messages import Messages, Shown


class MailsFile(Messages):
    """A mail for each person, in a zip."""

    async def get(self, named: str) -> None:
        """Answer the zip."""
        shown = await self.draft(named)
        plan = await self.work(shelf.programme)
        version, telling = shown.version, _("tell-in-another-way")
        given = (shown.recipients, version.subject, version.text, attached(shown, plan), telling)
        body = await self.work(mails_zip, *given)
        self.set_header("Content-Type", "application/zip")
        self.set_attachment_header(f"{shown.draft.kind}-mails.zip")
        self.finish(body)


class MergeFile(Messages):
    """The table for mail merge."""

    async def get(self, named: str) -> None:
        """Answer the table."""
        shown = await self.draft(named)
        body = await self.work(merge_csv, shown.recipients, shown.version.subject, shown.version.text)
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_attachment_header(f"{shown.draft.kind}-merge.csv")
        self.finish(body.encode("utf-8-sig"))


class MessagePaper(Messages):
    """The message on paper: the flyer, or letters for those without mail; for everybody where all have it."""

    async def get(self, named: str) -> None:
        """Draw the sheets."""
        shown = await self.draft(named)
        plan = await self.work(shelf.programme)
        version = shown.version
        by_hand = [one for one in shown.recipients if one.why_not] or shown.recipients
        sheets = [words_for(one, version.subject, version.text) for one in by_hand]
        flyer = shown.draft.kind == "flyer"
        if flyer or not shown.recipients:
            sheets = [(version.subject, version.text)]
        self.draw(
            "message-paper.html",
            part="lead",
            shown=shown,
            flyer=flyer,
            plan=plan,
            sheets=[(subject, body_html(text)) for subject, text in sheets],
            session_in=session_in,
            words=day_in_words,
            hours=hours_in_words,
        )


def attached(shown: Shown, plan: Programme) -> bytes | None:
    """Return the file of dates that goes with a message, None for one that speaks of no date."""
    if shown.draft.kind in {"result", "flyer", "missed"}:
        return None
    meetings = [shown.meeting] if shown.draft.kind == "reminder" and shown.meeting else shown.dates
    titles = {one.id: one.title for strand in plan.strands for one in strand.sessions}
    return calendar_bytes(meetings, titles, plan.title) if meetings else None
