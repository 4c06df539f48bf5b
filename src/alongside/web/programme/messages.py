"""Messages to the people of a cohort: begun from a text of ours, changed by hand, taken out as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Literal

import msgspec
from tornado.web import HTTPError

from alongside.content import shelf
from alongside.content.messages import filled, letter_for
from alongside.errors import AlongsideError, WorkspaceError
from alongside.model.calendar import Meeting
from alongside.model.message import DraftFile, Kind, Stranger, Version, Wish
from alongside.model.people import Person
from alongside.model.programme import Programme, Strand
from alongside.publish.days import day_in_words
from alongside.publish.letters import session_in, values_for
from alongside.publish.messages import left_open
from alongside.records import messages as records
from alongside.records.attendance import absent_from
from alongside.records.calendar import dates_of
from alongside.records.messages import Recipient
from alongside.records.people import read_people
from alongside.responses.moments import moment
from alongside.strings import _
from alongside.web.page import Access, Page
from alongside.web.programme.sessions import all_units


@dataclass(frozen=True)
class Shown:
    """A draft as its page shows it, with what it was filled from."""

    draft: DraftFile
    version: Version
    strand: Strand
    meeting: Meeting | None
    people: list[Person]
    recipients: list[Recipient]
    dates: list[Meeting]

    @property
    def stale(self) -> bool:
        """Whether the meeting was changed after the draft was filled."""
        return self.meeting is not None and self.meeting.changed != self.draft.seen

    @property
    def others(self) -> str:
        """Those who do not belong to the cohort, as they were pasted."""
        return "\n".join(f"{one.name} <{one.mail}>" if one.name else one.mail for one in self.version.others)


class Messages(Page):
    """What the pages for messages share."""

    access: ClassVar[Access] = "trainer"

    async def draft(self, named: str) -> Shown:
        """Return the draft with an id; 404 where there is none."""
        try:
            return await self.work(_shown, self.root, named)
        except WorkspaceError as err:
            if (self.root / "cohort" / "messages" / f"{named}.json").is_file():
                raise
            raise HTTPError(404, reason=_("There is no such draft.")) from err

    def word(self, name: str) -> str:
        """Return a field of the form on one line."""
        return " ".join(self.get_body_argument(name, "").split())


class MessagesPage(Messages):
    """Begin a message, find a draft, and write down who wants none."""

    async def get(self) -> None:
        """Draw the page."""
        await self.show([])

    async def post(self) -> None:
        """Begin a draft, or write down a wish."""
        act = self.get_body_argument("act", "")
        try:
            if act == "new":
                named = await self.work(self.begin)
                self.redirect(f"{self.base_url}alongside/cohort/messages/{named}", status=303)
                return
            if act not in {"out", "in"}:
                raise HTTPError(400, reason=_("This page has no such step."))
            who, why = self.word("who"), self.word("why")[:300]
            await self.work(self.write_wish, who, act, why)
        except (AlongsideError, msgspec.ValidationError) as err:
            self.set_status(422)
            await self.show([], trouble=str(err))
            return
        await self.show([_("Written down.")])

    def write_wish(self, who: str, act: Literal["out", "in"], why: str) -> None:
        """Write down who wants no messages, or wants them again."""
        if act == "out":
            who = records.meant(who, read_people(self.root).everybody.values())
        records.wish(self.root, who, act, self.workspace.person.id, datetime.now(UTC), why=why)

    def begin(self) -> str:
        """Write a draft from the text for its kind, and return its id."""
        plan = shelf.programme()
        kind = msgspec.convert(self.word("kind"), Kind)
        dates = dates_of(self.root)
        one = next((meeting for meeting in dates if meeting.id == self.word("meeting")), None)
        strand = _strand_of(plan, one.session) if one else _strand(plan, self.word("strand"))
        group = one.group if one else self.word("group")
        there = dates_of(self.root, group or None)
        if one is None and kind in {"joining", "invitation"}:
            one = _first(there, strand)
        values = values_for(plan, all_units(), strand, there, one, sender=self.workspace.person.name)
        letter = letter_for(kind)
        people = [] if kind in {"invitation", "flyer"} else _group(self.root, group)
        if kind == "missed":
            missed = absent_from(self.root, one.session, one.group, one.start.date()) if one else set()
            people = [person for person in people if person.id in missed]
        first = Version(
            at=moment(datetime.now(UTC)),
            by=self.workspace.person.id,
            subject=filled(letter.subject, values),
            text=filled(letter.text, values),
            people=[person.id for person in people],
        )
        draft = DraftFile(
            kind=kind,
            strand=strand.id,
            group=group,
            meeting=one.id if one else "",
            seen=one.changed if one else "",
            versions=[first],
        )
        return records.start(self.root, draft)

    async def show(self, told: list[str], trouble: str = "") -> None:
        """Draw the page, with what was just done."""
        plan = await self.work(shelf.programme)
        drafts, problems = await self.work(records.drafts_in, self.root)
        people = await self.work(read_people, self.root)
        titles = {one.id: one.title for strand in plan.strands for one in strand.sessions}
        wishes: dict[str, Wish] = await self.work(records.unwilling, self.root)
        self.draw(
            "messages.html",
            part="lead",
            plan=plan,
            drafts=drafts,
            problems=problems,
            told=told,
            trouble=trouble,
            kinds=kind_names(),
            meetings=[one for one in await self.work(dates_of, self.root) if not one.cancelled],
            titles=titles,
            groups=list(people.groups()),
            names={who: one.name for who, one in people.everybody.items()},
            people=people.present(),
            wishes=wishes,
            words=day_in_words,
        )


class MessagePage(Messages):
    """One draft: its words, to whom it goes, and the files that can be made of it."""

    async def get(self, named: str) -> None:
        """Draw the draft."""
        await self.show(named, [])

    async def post(self, named: str) -> None:
        """Keep the draft as the form has it."""
        shown = await self.draft(named)
        others, bad = records.read_others(self.get_body_argument("others", ""))
        try:
            await self.work(records.keep, self.root, named, self.version(others), self.word("seen"))
        except (AlongsideError, msgspec.ValidationError) as err:
            self.set_status(422)
            text = self.get_body_argument("text", "").replace("\r\n", "\n")
            await self.show(named, bad, trouble=str(err), text=text or shown.version.text)
            return
        await self.show(named, [_("The draft is kept."), *bad])

    def version(self, others: list[Stranger]) -> Version:
        """Return the draft as the form has it."""
        raw = {
            "at": moment(datetime.now(UTC)),
            "by": self.workspace.person.id,
            "subject": self.word("subject"),
            "text": self.get_body_argument("text", "").replace("\r\n", "\n").strip(),
            "people": self.get_body_arguments("person"),
            "others": msgspec.to_builtins(others),
        }
        return msgspec.convert(raw, Version)

    async def show(self, named: str, told: list[str], trouble: str = "", text: str = "") -> None:
        """Draw the draft; `text` is what was typed where it could not be kept."""
        shown = await self.draft(named)
        self.draw(
            "message.html",
            part="lead",
            shown=shown,
            text=text or shown.version.text,
            told=told,
            trouble=trouble,
            kinds=kind_names(),
            open=left_open(shown.version.subject, shown.version.text),
        )


def kind_names() -> dict[Kind, str]:
    """Return what each kind of message is called."""
    return {
        "invitation": _("Invitation"),
        "flyer": _("Flyer"),
        "joining": _("Joining letter"),
        "reminder": _("Reminder of a session"),
        "missed": _("After a missed session"),
        "result": _("A result is there"),
    }


def _shown(root: Path, named: str) -> Shown:
    draft = records.draft_of(root, named)
    version, plan, people = records.newest(draft), shelf.programme(), read_people(root)
    there = dates_of(root, draft.group or None)
    strand = _strand(plan, draft.strand)
    return Shown(
        draft=draft,
        version=version,
        strand=strand,
        meeting=next((one for one in dates_of(root) if one.id == draft.meeting), None),
        people=people.present(),
        recipients=records.recipients(version, people.present(), records.unwilling(root)),
        dates=[one for one in there if session_in(strand, one.session)],
    )


def _group(root: Path, group: str) -> list[Person]:
    present = read_people(root).present()
    return [one for one in present if "trainee" in one.roles and (not group or one.group == group)]


def _first(meetings: list[Meeting], strand: Strand) -> Meeting | None:
    own = (one for one in meetings if not one.cancelled and session_in(strand, one.session))
    return next(own, None)


def _strand_of(plan: Programme, session_id: str) -> Strand:
    found = next((one for one in plan.strands if session_in(one, session_id)), None)
    return found or plan.strands[0]


def _strand(plan: Programme, named: str) -> Strand:
    found = next((one for one in plan.strands if one.id == named), None)
    if found is None:
        raise WorkspaceError(_("The programme has no such path."))
    return found
