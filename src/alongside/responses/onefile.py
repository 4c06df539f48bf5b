"""Answers as one JSON file, as a page of the static edition saves them: the files of a zip without a zip.

`{"format": "alongside-answers", "schema": 1, "made_at": …, "files": {PATH: {…}}}`, where a path below the
workspace, such as `modules/m03-listening/m03.responses.json`, has what that file holds.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from alongside.errors import AnswersError, NewerSchema
from alongside.responses.archive import MAX_ARCHIVE, MAX_MEMBERS, leads_out
from alongside.responses.atomic import contents
from alongside.responses.decode import decode, encode
from alongside.responses.moments import moment
from alongside.responses.names import answer_files
from alongside.responses.untrusted import MAX_BYTES, Unreadable, clean, flaw, parse
from alongside.strings import _

FORMAT = "alongside-answers"
_DEEPER = 34
"""Levels of a whole file: those of a file of answers, and the two around it."""


def is_one_file(data: bytes) -> bool:
    """Return whether `data` begins as JSON does, and not as a zip."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def gathered(workspace: Path, now: datetime) -> bytes:
    """Return every answer of a workspace as one file, to go on with on a page that has no server.

    What cannot be read stays where it is. AnswersError where there is more than one file may hold.
    """
    files: dict[str, Any] = {}
    for unit, path in answer_files(workspace):
        try:
            entries = decode(contents(path, MAX_BYTES), unit).entries
        except (Unreadable, NewerSchema):
            continue
        if entries:
            files[path.relative_to(workspace).as_posix()] = json.loads(encode(unit, entries))
    whole = {"format": FORMAT, "schema": 1, "made_at": moment(now), "files": files}
    data = json.dumps(whole, ensure_ascii=False, indent=1).encode()
    if len(data) > MAX_ARCHIVE or len(files) > MAX_MEMBERS:
        raise AnswersError(_("There is more here than fits into one file of answers."), where=str(workspace))
    return data


def split(data: bytes, manifest: str) -> dict[str, bytes]:
    """Return name to content of every file of answers in `data`, and what it says of itself as `manifest`.

    AnswersError names the first thing that is not honest; nothing is decoded further than its frame.
    """
    try:
        whole = parse(data, max_bytes=MAX_ARCHIVE, max_depth=_DEEPER)
    except Unreadable as err:
        _refuse(str(err))
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        _refuse(flaw(whole) or _("it was not saved by a page of Alongside to be brought back."))
    told = {manifest: _json({"schema": whole.get("schema"), "made_at": whole.get("made_at")})}
    if _newer(whole.get("schema")):  # its frame may be another one: whoever reads the manifest says so
        return told
    files = whole.get("files")
    if not isinstance(files, dict) or len(files) > MAX_MEMBERS:
        _refuse(flaw(whole) or _("it has no list of answers."))
    if len({name.casefold() for name in files}) < len(files):
        _refuse(_("a file stands twice in it."))
    return told | {_checked(name): _json(one) for name, one in files.items()}


def _newer(schema: Any) -> bool:
    return isinstance(schema, int) and schema > 1


def _checked(name: str) -> str:
    if leads_out(name):
        _refuse(_("the name {name} could lead somewhere else.").format(name=f"“{clean(name)[:120]}”"))
    return name


def _json(value: Any) -> bytes:
    try:
        return json.dumps(value).encode()
    except TypeError:  # an object in which a name stands twice: which of the two was meant?
        _refuse(flaw(value))


def _refuse(what: str) -> NoReturn:
    raise AnswersError(
        _("This file of answers is not taken: {what}").format(what=what), do=_("Nothing was changed.")
    )
