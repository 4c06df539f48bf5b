"""The hand-in of a session: one frozen `responses.json`, built from answers, read as untrusted input."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import rfc8785

from alongside.errors import AnswersError, HandInError
from alongside.model.answers import AnswerFile, Entry
from alongside.model.attachment import Attachment
from alongside.model.base import TEXT_LIMIT, unit_of
from alongside.model.handin import HANDED_OF, SCHEMA, AnyHanded, Declared, HandIn
from alongside.model.kinds import AnyValue, ReflectionValue, kind_of
from alongside.model.unit import AnyUnit
from alongside.responses.attached import flaw_of, tasks_in
from alongside.responses.fitting import check_fits, response_in
from alongside.responses.moments import moment, when
from alongside.responses.reading import read
from alongside.responses.untrusted import MAX_BYTES, Unreadable, flaw, parse
from alongside.strings import _

MAX_ANSWERS = 200
"""The most answers, and the most portfolio items, in one hand-in."""
Selected = tuple[str, str, Path]
"""A portfolio item that the person chose: unit id, response id, folder of the unit."""
_LISTS = ("answers", "portfolio")
_AT = re.compile(r"(?P<what>.*) - at `(?:key in )?\$\.?(?P<where>[^`]*)`", re.DOTALL)


def build(  # noqa: PLR0917 (the order of docs/joints.md)
    workspace: Path,
    unit: AnyUnit,
    answers: AnswerFile,
    candidate: str,
    now: datetime,
    portfolio: Iterable[Selected] = (),
    declared: Declared | None = None,
    attachments: Iterable[Attachment] = (),
) -> HandIn:
    """Return the hand-in of session `unit`: its answers as they are now, and the items of the portfolio.

    No earlier versions and nothing that only the person may see, unless it was chosen for the portfolio.
    `declared` is what the person says about help, `attachments` are the files that lie beside it. Raises
    HandInError naming what is wrong.
    """
    shared = [response.id for response in unit.responses if set(response.sees) != {"me"}]
    own = [answers.entries[name] for name in shared if name in answers.entries]
    own = [entry for entry in own if kind_of(entry) in HANDED_OF]
    raw = {
        "schema": SCHEMA,
        "session": unit.id,
        "candidate": candidate,
        "handed_in_at": moment(now),
        "answers": [as_handed(entry) for entry in own],
        "portfolio": [as_handed(_chosen(workspace, one)) for one in portfolio],
    }
    if declared is not None:
        raw["help"] = {"by": declared.by, "what": declared.what}
    if files := msgspec.to_builtins(list(attachments)):
        raw["attachments"] = files
    return _checked(raw)


def handin_bytes(handin: HandIn) -> bytes:
    """Return the file that is handed in: indented JSON in UTF-8. HandInError where it would be too large."""
    data = msgspec.json.format(msgspec.json.encode(handin), indent=2) + b"\n"
    if len(data) > MAX_BYTES:
        raise HandInError(_("it would be larger than {size} MB.").format(size=MAX_BYTES // 1024**2))
    return data


def receipt_of(data: bytes) -> str:
    """Return the receipt of a hand-in: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def hash_of(value: AnyValue | dict[str, Any]) -> str:
    """Return the SHA-256 of the RFC 8785 JSON of a value, as it stands in the file."""
    return hashlib.sha256(rfc8785.dumps(msgspec.to_builtins(value))).hexdigest()


def read_handin(data: bytes) -> HandIn:
    """Return a handed-in file that anybody may have written; HandInError names the field that is wrong."""
    try:
        raw = parse(data)
    except Unreadable as err:
        raise HandInError(str(err), where="responses.json") from err
    wrong = flaw(raw)
    if wrong:
        _refuse("", wrong)
    if not isinstance(raw, dict):
        _refuse("", _("it is not a hand-in."))
    return _checked(raw)


def check_against(unit: AnyUnit, handin: HandIn) -> None:
    """Raise HandInError where a hand-in names a response, option, card or item that `unit` does not have."""
    if handin.session != unit.id:
        _refuse(
            "session", _("this is for {session}, not {unit}.").format(session=handin.session, unit=unit.id)
        )
    for number, answer in enumerate(handin.answers):
        try:
            response = response_in(unit, answer.id)
            if kind_of(response) != kind_of(answer):
                _refuse(
                    f"answers[{number}].kind",
                    _("{id} is a {kind}.").format(id=answer.id, kind=kind_of(response)),
                )
            check_fits(response, answer.value)
        except AnswersError as err:
            raise HandInError(err.what, where=f"answers[{number}] {answer.id}") from err
    for number, file in enumerate(handin.attachments):
        if file.task not in tasks_in(unit):
            _refuse(f"attachments[{number}].task", _("{id} is no task that is marked.").format(id=file.task))


def as_handed(entry: Entry) -> dict[str, Any]:
    """Return an answer as it leaves a folder: as it is now, with its hash, without earlier versions."""
    same = ("id", "saved_at", "lang", "prompt", "content_version")
    value = msgspec.to_builtins(entry.value)
    carried = {name: getattr(entry, name) for name in same}
    return {"kind": kind_of(entry), **carried, "value": value, "sha256": hash_of(value)}


def _chosen(workspace: Path, selected: Selected) -> Entry:
    unit_id, response_id, folder = selected
    if not folder.resolve().is_relative_to(workspace.resolve()):
        _refuse(response_id, _("{folder} lies outside your workspace.").format(folder=folder))
    entry = read(folder, unit_id).entries.get(response_id)
    if entry is None:
        _refuse(response_id, _("nothing has been written there yet, so it cannot go into a portfolio."))
    if kind_of(entry) not in HANDED_OF:
        _refuse(response_id, _("a timer is no evidence, so it cannot go into a portfolio."))
    return entry


def _checked(raw: dict[str, Any]) -> HandIn:
    schema = raw.get("schema")
    if schema != SCHEMA or isinstance(schema, bool):
        _refuse(
            "schema",
            _("it is {found}; this kit reads {schema}.").format(found=str(schema)[:20], schema=SCHEMA),
        )
    for name in _LISTS:
        if isinstance(raw.get(name), list) and len(raw[name]) > MAX_ANSWERS:
            _refuse(name, _("there are more than {limit}.").format(limit=MAX_ANSWERS))
    handin = _shaped(raw)
    _check_time("handed_in_at", handin.handed_in_at)
    for name in _LISTS:
        _check_list(name, getattr(handin, name), raw.get(name, []))
    for number, answer in enumerate(handin.answers):
        if unit_of(answer.id) != handin.session:
            _refuse(
                f"answers[{number}].id",
                _("{id} is not of {session}.").format(id=answer.id, session=handin.session),
            )
    where, wrong = flaw_of(handin.attachments)
    if wrong:
        _refuse(where, wrong)
    return handin


def _shaped(raw: dict[str, Any]) -> HandIn:
    try:
        return msgspec.convert(raw, HandIn)
    except (msgspec.ValidationError, RecursionError) as err:
        found = _AT.fullmatch(str(err))
        _refuse(found["where"] if found else "", f"{found['what'] if found else err}.")


def _check_list(name: str, answers: list[AnyHanded], raw: list[Any]) -> None:
    seen: set[str] = set()
    for number, (answer, as_sent) in enumerate(zip(answers, raw, strict=True)):
        where = f"{name}[{number}]"
        if answer.id in seen:
            _refuse(f"{where}.id", _("{id} stands twice.").format(id=answer.id))
        seen.add(answer.id)
        _check_time(f"{where}.saved_at", answer.saved_at)
        _check_hash(f"{where}.sha256", answer, as_sent["value"])
        if isinstance(answer.value, ReflectionValue):
            _check_text(f"{where}.value.text", answer.value.text)


def _check_text(where: str, text: str) -> None:
    if len(text) > TEXT_LIMIT:
        _refuse(where, _("it has more than {limit} characters.").format(limit=TEXT_LIMIT))


def _check_hash(where: str, answer: AnyHanded, as_sent: Any) -> None:
    try:
        found = hash_of(as_sent)
    except (rfc8785.CanonicalizationError, ValueError) as err:
        _refuse(where, _("the value has no hash ({why}).").format(why=err))
    if found != answer.sha256:
        _refuse(where, _("{id} was changed after it was handed in.").format(id=answer.id))


def _check_time(where: str, text: str) -> None:
    try:
        when(text)
    except ValueError:
        _refuse(where, _("“{text}” is not a time.").format(text=text))


def _refuse(where: str, what: str) -> NoReturn:
    raise HandInError(
        what, where=f"responses.json {where}".strip(), do=_("Ask for the file to be handed in again.")
    )
