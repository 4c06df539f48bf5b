"""A hand-in whose answers were sent over a network: foreign until checked, and never in another's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NoReturn

import msgspec

from alongside.errors import AnswersError, HandInError
from alongside.model.answers import AnyEntry, Entry
from alongside.model.attachment import Attachment
from alongside.model.base import unit_of
from alongside.model.handin import HANDED_OF, SCHEMA, HandIn
from alongside.model.kinds import kind_of
from alongside.model.unit import AnyUnit
from alongside.responses.fitting import check_fits, response_in
from alongside.responses.handin import as_handed, check_against, read_handin
from alongside.responses.moments import moment
from alongside.strings import _

Units = Callable[[str], AnyUnit | None]
"""The id of a unit to the unit from which pieces may go along, or None."""


def built(  # noqa: PLR0917 (what was sent, and what only the caller says)
    unit: AnyUnit,
    sent: Any,
    candidate: str,
    now: datetime,
    others: Units,
    attachments: Iterable[Attachment] = (),
) -> HandIn:
    """Return the hand-in of session `unit` made of what a browser sent; HandInError names what is wrong.

    `sent` is parsed JSON: `{"answers": [entry], "portfolio": [entry], "help": {"by", "what"}}`. Who hands in,
    when, and which files go along is said by the caller alone. What only its writer may see is left out.
    """
    given = _fields(sent)
    raw: dict[str, Any] = {
        "schema": SCHEMA,
        "session": unit.id,
        "candidate": candidate,
        "handed_in_at": moment(now),
        "answers": [as_handed(one) for one in given["answers"] if _leaves(unit, one)],
        "portfolio": [as_handed(one) for one in given["portfolio"]],
    }
    if given["help"] is not None:
        raw["help"] = given["help"]
    if files := msgspec.to_builtins(list(attachments)):
        raw["attachments"] = files
    handin = read_handin(msgspec.json.encode(raw))
    check_against(unit, handin)
    for entry in given["portfolio"]:
        _check_piece(unit, entry, others)
    return handin


def _fields(sent: Any) -> dict[str, Any]:
    known = {"answers", "portfolio", "help"}
    if not isinstance(sent, dict) or not set(sent) <= known:
        _refuse("", _("it is not a hand-in."))
    lists = {name: _entries(name, sent.get(name, [])) for name in ("answers", "portfolio")}
    return {**lists, "help": sent.get("help")}


def _entries(name: str, raw: Any) -> list[Entry]:
    if not isinstance(raw, list):
        _refuse(name, _("it is not a hand-in."))
    entries = []
    for number, one in enumerate(raw):
        try:
            entries.append(msgspec.convert(one, AnyEntry))
        except (msgspec.ValidationError, RecursionError) as err:
            _refuse(f"{name}[{number}]", f"{err}.")
    return entries


def _leaves(unit: AnyUnit, entry: Entry) -> bool:
    """Whether an answer may leave its writer's browser; an unknown one is named by the check after this."""
    private = any(one.id == entry.id and set(one.sees) == {"me"} for one in unit.responses)
    return not private and kind_of(entry) in HANDED_OF


def _check_piece(session: AnyUnit, entry: Entry, others: Units) -> None:
    unit = others(unit_of(entry.id))
    if unit is None or unit.id == session.id:
        _refuse(entry.id, _("no such piece can go along."))
    try:
        response = response_in(unit, entry.id)
        if kind_of(response) != kind_of(entry) or set(response.sees) == {"me"}:
            _refuse(entry.id, _("no such piece can go along."))
        check_fits(response, entry.value)
    except AnswersError as err:
        _refuse(entry.id, err.what)


def _refuse(where: str, what: str) -> NoReturn:
    raise HandInError(what, where=where, do=_("Nothing was handed in."))
