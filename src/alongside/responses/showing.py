"""Showing answers to somebody: the copy that is made, the record of it, the reply, and taking it back.

The copy lies in the exchange as `shown/<copy>.copy.json`, the reply beside it as `<copy>.reply.json`; this
workspace keeps the copy in `staging/shown/` and the record in `shown.json`. Only answers as they are now
leave: no earlier versions, and nothing that only the person may see.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from alongside.errors import AnswersError
from alongside.model.answers import Entry
from alongside.model.handin import HANDED_OF, Receipt
from alongside.model.kinds import AnyResponse, kind_of
from alongside.model.showing import COPY, SCHEMA, Copy, Reply, Role, Showing, Showings, Way
from alongside.responses import receipts
from alongside.responses.atomic import rewrite
from alongside.responses.foreign import LARGEST, put, read_foreign, take_away
from alongside.responses.handin import as_handed
from alongside.responses.html import answer_text, printable
from alongside.responses.moments import moment
from alongside.responses.own import read_own
from alongside.responses.refusals import not_changed
from alongside.responses.telling import blocks_of
from alongside.responses.untrusted import Unreadable
from alongside.strings import _

Change = Callable[[list[Showing]], list[Showing]]


@dataclass(frozen=True)
class Whom:
    """To whom something is shown, by whom, the line that goes along, and how it goes."""

    by: str
    role: Role
    to: str
    line: str = ""
    way: Way = "exchange"


@dataclass(frozen=True)
class Picked:
    """An answer to show: its entry, its response and the title of its unit."""

    entry: Entry
    response: AnyResponse | None
    title: str


def why_not(response: AnyResponse | None, entry: Entry) -> str:
    """Return why an answer cannot be shown, as a sentence, or "" where it can."""
    if response is None:
        return _("The module does not know this place any more, so nobody can say who may see it.")
    if set(response.sees) == {"me"}:
        return _("Only you can read this: the module promised so when it asked. It never leaves your folder.")
    if not {"shown", "trainer"} & set(response.sees):
        return _("This goes to assessors when you hand in, and to nobody else.")
    if kind_of(entry) not in HANDED_OF:
        return _("A timer has nothing to show.")
    return "" if blocks_of(response, entry.value) else _("There is nothing in it yet.")


def make_copy(whom: Whom, picked: Iterable[Picked], now: datetime) -> Copy:
    """Return a copy to show; AnswersError where one of the answers may not leave, or a field does not fit."""
    chosen = list(picked)
    for one in chosen:
        if reason := why_not(one.response, one.entry):
            raise AnswersError(reason, where=one.entry.id, do=_("Nothing was shown."))
    raw = {
        "format": COPY,
        "schema": SCHEMA,
        "use": "conversation",
        "id": secrets.token_hex(16),
        "by": whom.by,
        "role": whom.role,
        "to": one_line(whom.to),
        "line": printable(whom.line).strip(),
        "at": moment(now),
        "answers": [_shown(one) for one in chosen],
    }
    try:
        copy = msgspec.convert(raw, Copy)
    except msgspec.ValidationError as err:
        raise AnswersError(
            _("This cannot be shown as it is: {why}").format(why=err), do=_("Nothing was shown.")
        ) from err
    if len(msgspec.json.encode(copy)) > LARGEST // 2:
        raise AnswersError(_("This is too much for one copy."), do=_("Show fewer answers at once."))
    return copy


def show(workspace: Path, exchange: Path, copy: Copy, folder: str, way: Way) -> Showing:
    """Show a copy of answers of `folder`: keep it, put it into the exchange where it goes there, record it.

    AnswersError where the record cannot be kept or a disk refuses; nothing lies in the exchange then.
    """
    ids = [one.answer.id for one in copy.answers]
    line = Showing(copy=copy.id, folder=folder, ids=ids, role=copy.role, to=copy.to, at=copy.at, way=way)
    change_showings(workspace, lambda known: [*known, line])  # first: what lies elsewhere can always be found
    try:
        put(kept_copy(workspace, copy.id), copy)
        if way == "exchange":
            put(copy_file(exchange, copy.id), copy)
        receipts.record(workspace, Receipt(act="shown", ids=ids, at=copy.at, to=called(copy.role, copy.to)))
    except AnswersError:
        _delete(workspace, exchange, copy.id)
        change_showings(workspace, lambda known: [one for one in known if one.copy != copy.id])
        raise
    return line


def withdraw(workspace: Path, exchange: Path, showing: Showing, now: datetime) -> bool:
    """Take a copy back: delete it and what was replied from the exchange; return whether it lay there still.

    What somebody read before, or got as a file, cannot be called back. NotSaved where the disk refuses.
    """
    lay = _delete(workspace, exchange, showing.copy)
    _replace(workspace, showing.copy, withdrawn_at=moment(now))
    return lay


def withdraw_all(workspace: Path, exchange: Path, response_id: str = "") -> None:
    """Delete every copy that holds an answer (all copies without an id), with its replies and its record.

    The receipts still say what was shown, and to whom.
    """
    gone = [one for one in showings(workspace) if not response_id or response_id in one.ids]
    for one in gone:
        _delete(workspace, exchange, one.copy)
    copies = {one.copy for one in gone}
    if copies:
        change_showings(workspace, lambda known: [one for one in known if one.copy not in copies])


def take_reply(workspace: Path, reply: Reply) -> Showing:
    """Keep a reply beside what it answers; AnswersError where nothing like it was shown from here."""
    known = {one.copy: one for one in showings(workspace)}
    if reply.copy not in known:
        raise AnswersError(
            _("This is a reply to something that was not shown from here."), do=_("It was not kept.")
        )
    if known[reply.copy].reply != reply:
        _replace(workspace, reply.copy, reply=reply)
    return known[reply.copy]


def collect_replies(workspace: Path, exchange: Path) -> list[str]:
    """Keep every reply that lies in the exchange; return a sentence for each that is damaged."""
    problems = []
    for one in showings(workspace):
        path = reply_file(exchange, one.copy)
        if one.withdrawn_at or one.way != "exchange" or not path.is_file():
            continue
        try:
            reply = read_foreign(path, Reply)
            if reply.copy != one.copy:
                raise Unreadable(_("It answers something else."))
            take_reply(workspace, reply)
        except Unreadable as err:
            told = _("The reply of {name} ({file}) was left out: {why}")
            problems.append(told.format(name=one.to, file=path.name, why=err))
    return problems


def showings(workspace: Path) -> list[Showing]:
    """Return what was shown from this workspace, oldest first; AnswersError where the record is damaged."""
    do = _("Move it to another place and keep it: it says what you have shown.")
    kept = read_own(showings_file(workspace), Showings, do=do)
    return kept.showings if kept else []


def change_showings(workspace: Path, change: Change) -> None:
    """Keep what `change` makes of the record; a file that says so already is left as it is."""

    def changed() -> tuple[bytes | None, None]:
        known = showings(workspace)
        now = change(known)
        whole = msgspec.json.encode(Showings(schema=SCHEMA, showings=now))
        return (msgspec.json.format(whole, indent=2) + b"\n" if now != known else None), None

    rewrite(showings_file(workspace), changed, not_changed)


def own_copy(workspace: Path, copy_id: str) -> Copy | None:
    """Return the copy as it was shown, or None where it is not kept any more."""
    try:
        return read_foreign(kept_copy(workspace, copy_id), Copy)
    except Unreadable:
        return None


def called(role: Role, name: str) -> str:
    """Return somebody as the record names them: `Ana Kos (my trainer)`."""
    kinds = {"trainer": _("my trainer"), "partner": _("my partner"), "adviser": _("my adviser")}
    return f"{name} ({kinds[role]})"


def one_line(text: str) -> str:
    """Return a name as one line without control characters."""
    return " ".join(printable(text).split())


def showings_file(workspace: Path) -> Path:
    """Return where the record lies."""
    return workspace / "shown.json"


def kept_copy(workspace: Path, copy_id: str) -> Path:
    """Return where this workspace keeps what it showed."""
    return workspace / "staging" / "shown" / f"{copy_id}.copy.json"


def copy_file(exchange: Path, copy_id: str) -> Path:
    """Return where a copy lies in the exchange."""
    return exchange / "shown" / f"{copy_id}.copy.json"


def reply_file(exchange: Path, copy_id: str) -> Path:
    """Return where the reply to a copy lies in the exchange."""
    return exchange / "shown" / f"{copy_id}.reply.json"


def _shown(one: Picked) -> dict[str, Any]:
    text = answer_text(one.response, one.entry.value)
    return {"title": one.title, "text": text, "answer": as_handed(one.entry)}


def _delete(workspace: Path, exchange: Path, copy_id: str) -> bool:
    lay = take_away(copy_file(exchange, copy_id))
    take_away(reply_file(exchange, copy_id))
    take_away(kept_copy(workspace, copy_id))
    return lay


def _replace(workspace: Path, copy_id: str, **changed: Any) -> None:
    def change(known: list[Showing]) -> list[Showing]:
        return [msgspec.structs.replace(one, **changed) if one.copy == copy_id else one for one in known]

    change_showings(workspace, change)
