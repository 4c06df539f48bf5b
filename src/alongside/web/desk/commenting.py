"""Comment on this activity: writing, changing and erasing comments, and passing them on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, urlencode

from tornado.web import HTTPError

from alongside.content.load import fresh_unit
from alongside.content.shelf import programme
from alongside.errors import AnswersError
from alongside.model.comments import Comment
from alongside.model.programme import Owner
from alongside.model.unit import Activity, AnyUnit
from alongside.responses.comments import comments, erase_comment, fresh_id, keep_comment, passed_on, send
from alongside.responses.html import passage_html, printable, safe
from alongside.responses.moments import moment
from alongside.responses.sendable import sendable
from alongside.strings import _
from alongside.web.desk.places import unit_folder
from alongside.web.desk.showing import name_of
from alongside.web.page import Access, Page

LONGEST_LINK = 1_800
"""Characters of a mail link that every mail program takes; longer comments go as a file."""


@dataclass(frozen=True)
class Place:
    """The activity that a comment is about, in the unit of one folder."""

    folder: str
    unit: AnyUnit
    activity: Activity


class CommentPage(Page):
    """The form for one activity, with the comments that were written about it before."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw an empty form, or the comment that is to be changed."""
        place = await self.work(_place, self.root, *self._asked(self.get_query_argument))
        await self.form(place, self.get_query_argument("id", ""))

    async def post(self) -> None:
        """Keep what was written, new or in place of the comment it changes; 422 where there is nothing."""
        place = await self.work(_place, self.root, *self._asked(self.get_body_argument))
        changed, text = self.get_body_argument("id", ""), self.get_body_argument("text", "")
        named = self.get_body_argument("named", "") == "yes"
        try:
            await self.work(_keep, self.root, place, changed, printable(text).strip(), named)
        except AnswersError as err:
            self.set_status(422)
            await self.form(place, changed, text, named=named, problem=str(err))
        else:
            self.redirect(f"{self.base_url}alongside/comments")

    async def form(
        self, place: Place, comment_id: str, text: str = "", *, named: bool = False, problem: str = ""
    ) -> None:
        """Draw the form with what was written so far."""
        known = await self.work(comments, self.root)
        changing = next((one for one in known if one.id == comment_id), None)
        if comment_id and changing is None:
            raise HTTPError(404, reason=_("There is no such comment here; it may have been erased."))
        if changing and not problem:
            text, named = changing.text, changing.named
        self.draw(
            "comment.html",
            part="learn",
            place=place,
            changing=changing,
            text=text,
            named=named,
            problem=problem,
        )

    @staticmethod
    def _asked(given: Callable[[str, str], str]) -> tuple[str, str]:
        return given("in", ""), given("activity", "")


class CommentsPage(Page):
    """Every comment of this desk, and the ways in which they go to whoever looks after the programme."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw the comments, newest first."""
        mine = await self.work(comments, self.root)
        owner = (await self.work(programme)).owner
        told = [(one, passage_html(one.text)) for one in reversed(mine)]
        link = mail_link(owner, mine, name_of(self.workspace)) if owner and mine else ""
        self.draw("comments.html", part="learn", told=told, owner=owner, link=link)

    async def post(self) -> None:
        """Put all of them into the exchange, or erase one."""
        act, exchange = self.get_body_argument("act", ""), self.root / self.workspace.exchange
        if act == "send":
            now = moment(datetime.now(UTC))
            await self.work(send, self.root, exchange, name_of(self.workspace), now)
        elif act == "erase":
            await self.work(erase_comment, self.root, exchange, self.get_body_argument("id", ""))
        else:
            raise HTTPError(400)
        self.redirect(f"{self.base_url}alongside/comments")


class CommentsFilePage(Page):
    """All comments as one file to send."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Answer a page that carries the comments as text and as data."""
        mine = await self.work(comments, self.root)
        if not mine:
            raise HTTPError(404, reason=_("There is no comment to send yet."))
        by = name_of(self.workspace)
        body = "".join(_told(one, by) for one in mine)
        page = sendable(_("Comments on activities"), body, passed_on(mine, by), self.workspace.lang)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_attachment_header("alongside-comments.html")
        self.finish(page)


def mail_link(owner: Owner, some: Iterable[Comment], by: str) -> str:
    """Return a `mailto:` address with the comments in it, or "" where they are too long for one."""
    texts = [f"{one.activity} {one.title}\n{one.text}\n{_by(one, by)}" for one in some]
    about = {"subject": _("Comments on activities"), "body": "\n\n".join(texts)}
    link = f"mailto:{quote(owner.mail, safe='@')}?{urlencode(about, quote_via=quote)}"
    return link if len(link) <= LONGEST_LINK else ""


def _by(one: Comment, by: str) -> str:
    return f"– {by}" if one.named else ""


def _told(one: Comment, by: str) -> str:
    name = f'<p class="when">{safe(_by(one, by))}</p>' if one.named else ""
    version = _("version {number}, {day}").format(number=one.version, day=one.at[:10])
    return (
        f"<article>\n<h2>{safe(one.activity)} {safe(one.title)}</h2>\n"
        f'<p class="when">{safe(version)}</p>\n{passage_html(one.text)}{name}\n</article>\n'
    )


def _place(root: Path, folder: str, activity_id: str) -> Place:
    unit = fresh_unit(unit_folder(root, folder))
    found = [activity for activity in unit.activities if activity.id == activity_id]
    if not found:
        raise HTTPError(404, reason=_("There is no such activity in this unit."))
    return Place(folder, unit, found[0])


def _keep(root: Path, place: Place, changed: str, text: str, named: bool) -> None:
    known = {one.id for one in comments(root)}
    if changed and changed not in known:
        raise HTTPError(404, reason=_("There is no such comment here; it may have been erased."))
    comment = Comment(
        id=changed or fresh_id(),
        folder=place.folder,
        activity=place.activity.id,
        title=place.activity.title[:300],
        version=place.unit.version,
        at=moment(datetime.now(UTC)),
        text=text,
        named=named,
    )
    keep_comment(root, comment)
