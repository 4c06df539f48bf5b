"""Drafts of messages, and who does not want any: nothing here sends anything."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from alongside.errors import AlongsideError, WorkspaceError
from alongside.model.message import DraftFile, Stranger, Version, Wish, WishesFile
from alongside.model.people import Person
from alongside.records.cohort_file import COHORT, change_file, read_file
from alongside.records.naming import folded
from alongside.responses.moments import moment
from alongside.strings import _

FOLDER = "messages"
WISHES = "no-messages.json"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
MAIL = re.compile(rf"(?=.{{1,254}}\Z){_ATOM}(\.{_ATOM})*@[A-Za-z0-9-]{{1,63}}(\.[A-Za-z0-9-]{{1,63}})+\Z")
"""An address that goes into the head of a mail: letters of ASCII, and nothing that ends a line."""
_PASTED = re.compile(
    r"^\s*(?P<name>[^<>;\t]*?)\s*[<;\t,]?\s*(?P<mail>[^\s<>;,]+@[^\s<>;,]+)\s*>?\s*[;,]?\s*$"
)


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom a message goes. `why_not` says why it goes by another way; empty: by mail."""

    who: str
    name: str
    mail: str = ""
    organisation: str = ""
    group: str = ""
    why_not: str = ""


def start(workspace: Path, draft: DraftFile) -> str:
    """Write a new draft and return its id."""
    named = secrets.token_hex(8)
    new = msgspec.structs.replace(draft, id=named)
    change_file(_file(workspace, named), DraftFile, lambda _there: new)
    return named


def keep(workspace: Path, draft_id: str, version: Version, seen: str) -> DraftFile:
    """Add a version to a draft; `seen` is when the version was written that whoever changes it had before."""
    draft_of(workspace, draft_id)

    def grown(there: DraftFile) -> DraftFile:
        if there.versions[-1].at != seen:
            raise WorkspaceError(
                _("Somebody changed this draft in between, and nothing was changed now."),
                do=_("Copy your text, open the draft again, and put it in where it is still needed."),
            )
        return msgspec.structs.replace(there, versions=[*there.versions, version])

    return change_file(_file(workspace, draft_id), DraftFile, grown)


def draft_of(workspace: Path, draft_id: str) -> DraftFile:
    """Return a draft; WorkspaceError where there is none."""
    path = _file(workspace, draft_id)
    draft = read_file(path, DraftFile) if path.is_file() else DraftFile()
    if not draft.versions:
        raise WorkspaceError(_("There is no such draft."))
    return draft


def drafts_in(workspace: Path) -> tuple[list[DraftFile], list[str]]:
    """Return the drafts, the newest first, and a sentence for each file that cannot be read."""
    found, problems = [], []
    for path in sorted((workspace / COHORT / FOLDER).glob("[!.]*.json")):
        try:
            found.append(draft_of(workspace, path.stem))
        except AlongsideError as err:
            problems.append(str(err))
    return sorted(found, key=lambda one: one.versions[-1].at, reverse=True), problems


def wish(
    workspace: Path, who: str, act: Literal["out", "in"], by: str, now: datetime, *, why: str = ""
) -> None:
    """Write down that somebody wants no messages by mail, or wants them again."""
    row = Wish(at=moment(now), by=by, who=_key(who), act=act, why=why)
    change_file(
        workspace / COHORT / WISHES,
        WishesFile,
        lambda there: msgspec.structs.replace(there, wishes=[*there.wishes, row]),
    )


def meant(typed: str, everybody: Iterable[Person]) -> str:
    """Return the id or the address that was typed, or the id of whoever alone has the name that was typed.

    WorkspaceError where it is nobody, or two people: a wish that fits nobody would keep no mail back.
    """
    people, typed = list(everybody), typed.strip()
    if MAIL.match(typed) or typed in {one.id for one in people}:
        return typed
    named = [one for one in people if folded(one.name) == folded(typed)]
    if len(named) == 1:
        return named[0].id
    if named:
        both = ", ".join(f"{one.id} ({one.school or one.organisation})" for one in named)
        what, do = _("More than one person is called {name}."), _("Write one of these: {ids}.")
        raise WorkspaceError(what.format(name=typed), do=do.format(ids=both))
    do = _("Choose a name from the list, or write the whole address.")
    raise WorkspaceError(_("Nobody is called {name}, and it is no address.").format(name=typed), do=do)


def unwilling(workspace: Path) -> dict[str, Wish]:
    """Return who wants no messages by mail, as it stands now, with the row that says so."""
    last = {one.who: one for one in read_file(workspace / COHORT / WISHES, WishesFile).wishes}
    return {who: one for who, one in last.items() if one.act == "out"}


def recipients(version: Version, everybody: Iterable[Person], no_messages: Iterable[str]) -> list[Recipient]:
    """Return to whom a version goes, by name; each with the reason where it cannot go by mail.

    Somebody who left the cohort is left out. Who opted out by id or by address gets no mail, however they
    came onto the list.
    """
    known, unwanted = {one.id: one for one in everybody}, set(no_messages)
    found = [
        Recipient(one.id, one.name, one.mail, one.organisation, one.group)
        for one in (known[who] for who in dict.fromkeys(version.people) if who in known)
    ]
    found += [Recipient(_key(one.mail or one.name), one.name or one.mail, one.mail) for one in version.others]
    told = [replace(one, why_not=_why_not(one, unwanted)) for one in found]
    return sorted(told, key=lambda one: (one.name.casefold(), one.who))


def read_others(text: str) -> tuple[list[Stranger], list[str]]:
    """Return the people of a pasted list, `Name <mail>`, `Name; mail` or a mail; a sentence per bad line."""
    good: dict[str, Stranger] = {}
    bad = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _PASTED.match(line)
        if found and MAIL.match(found["mail"]):
            name = " ".join(found["name"].strip("\"' ").split())[:200]
            good.setdefault(found["mail"].lower(), Stranger(name=name, mail=found["mail"]))
        else:
            what = _("Line {number} was left out, it has no address for mail: {line}")
            bad.append(what.format(number=number, line=line.strip()[:80]))
    return list(good.values()), bad


def newest(draft: DraftFile) -> Version:
    """Return the version of a draft that counts."""
    return draft.versions[-1]


def _why_not(one: Recipient, unwanted: set[str]) -> str:
    if one.who in unwanted or _key(one.mail) in unwanted:
        return _("wants no messages by mail")
    if not one.mail:
        return _("no address is known")
    return "" if MAIL.match(one.mail) else _("the address cannot be used: {mail}").format(mail=one.mail)


def _key(who: str) -> str:
    return who.strip().lower() if "@" in who else who.strip()


def _file(workspace: Path, draft_id: str) -> Path:
    if not (draft_id.isascii() and draft_id.isalnum()):
        raise WorkspaceError(_("There is no such draft."))
    return workspace / COHORT / FOLDER / f"{draft_id}.json"
