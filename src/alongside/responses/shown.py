"""What others show to the person of this desk: found in the exchange, read as untrusted, and replied to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from alongside.errors import AnswersError
from alongside.model.showing import REPLY, SCHEMA, Copy, Reply
from alongside.model.workspace import Person
from alongside.responses.foreign import files_of, put, read_foreign, take_away
from alongside.responses.html import printable
from alongside.responses.moments import moment
from alongside.responses.searching import folded
from alongside.responses.showing import copy_file, one_line, reply_file
from alongside.responses.untrusted import Unreadable
from alongside.strings import _

Wanted = Callable[[Copy], bool]
"""Whether this desk may look at a copy."""
_COPY = ".copy.json"


def addressed(to: str, person: Person) -> bool:
    """Whether `to` means this person: the name, the initials or the id, whatever case, dots and accents."""
    words = folded(person.name).replace(".", " ").split()
    meant = folded(to).replace(".", " ").split()
    initials = "".join(word[0] for word in words)
    return bool(meant) and (
        meant == words or (len(words) > 1 and "".join(meant) == initials) or meant == [folded(person.id)]
    )


def shown_to(exchange: Path, wanted: Wanted) -> tuple[list[Copy], list[str]]:
    """Return the wanted copies of the exchange, newest first, and a sentence for each damaged one."""
    found, problems = [], []
    for path in files_of(exchange / "shown", _COPY):
        try:
            copy = _read(path)
        except Unreadable as err:
            told = _("{file} was left out: {why}")
            problems.append(told.format(file=printable(path.name)[:80], why=err))
        else:
            found += [copy] if wanted(copy) else []
    return sorted(found, key=lambda one: one.at, reverse=True), problems


def find_shown(exchange: Path, copy_id: str, wanted: Wanted) -> Copy | None:
    """Return one copy of the exchange, or None where there is none that this desk may look at."""
    try:
        copy = _read(copy_file(exchange, copy_id))
    except Unreadable:
        return None
    return copy if wanted(copy) else None


def reply_to(exchange: Path, copy_id: str) -> Reply | None:
    """Return what was replied to a copy so far, or None."""
    try:
        reply = read_foreign(reply_file(exchange, copy_id), Reply)
    except Unreadable:
        return None
    return reply if reply.copy == copy_id else None


def make_reply(copy_id: str, by: str, text: str, now: datetime) -> Reply:
    """Return a reply; AnswersError where there is nothing in it or too much."""
    raw = {"format": REPLY, "schema": SCHEMA, "copy": copy_id, "by": one_line(by)[:80], "at": moment(now)}
    try:
        return msgspec.convert({**raw, "text": printable(text).strip()}, Reply)
    except msgspec.ValidationError as err:
        raise AnswersError(
            _("A reply has between 1 and 20,000 characters."), do=_("It was not kept.")
        ) from err


def reply(exchange: Path, answer: Reply) -> None:
    """Put a reply beside its copy, in place of an earlier one; AnswersError where that was withdrawn."""
    if copy_file(exchange, answer.copy).is_file():
        put(reply_file(exchange, answer.copy), answer)
        if copy_file(exchange, answer.copy).is_file():
            return
        take_away(reply_file(exchange, answer.copy))
    raise AnswersError(_("This was withdrawn while you wrote."), do=_("Your reply was not kept."))


def _read(path: Path) -> Copy:
    copy = read_foreign(path, Copy)
    if path.name != f"{copy.id}{_COPY}":
        raise Unreadable(_("Its name is not that of what is in it."))
    return copy
