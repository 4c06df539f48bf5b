"""Take it with me: every answer of a workspace in one zip file, and back from it into any workspace.

What was chosen, shown and commented travels along (`alongside.responses.carrying`).

What a page of the static edition saved comes back in the same way (`alongside.responses.onefile`).
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath

from alongside.errors import AnswersError, NewerSchema
from alongside.responses import carrying, receipts
from alongside.responses.archive import MAX_ARCHIVE, MAX_MEMBERS, MAX_TOTAL, members_of, portable
from alongside.responses.aside import free_name, keep_pieces
from alongside.responses.atomic import contents, rewrite, write_new
from alongside.responses.decode import Decoded, decode, encode
from alongside.responses.gather import gather
from alongside.responses.merging import Merged, merge
from alongside.responses.moments import moment
from alongside.responses.names import ANSWERS, SET_ASIDE, answer_files, set_aside_files
from alongside.responses.onefile import is_one_file, split
from alongside.responses.reading import take_in
from alongside.responses.refusals import not_changed
from alongside.responses.untrusted import MAX_BYTES, Unreadable, parse
from alongside.strings import _

SCHEMA = 1
MANIFEST = "alongside-answers.json"
_RECEIPTS = "receipts.json"


@dataclass(frozen=True)
class Taken:
    """A zip file of answers: what it holds and what it could not take, as paths below the workspace."""

    path: Path
    files: list[str]
    left_behind: list[str]


@dataclass
class Restored:
    """What came back, as `folder/id`: new here; kept in both versions; the same already."""

    added: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """Sentences about what was chosen, shown and commented."""


def take_along(workspace: Path, target: Path, now: datetime) -> Taken:
    """Write every answer, what was set aside, the receipts and the records into the new zip file `target`.

    AnswersError where `target` exists already or the whole is too large, NotSaved where the disk refuses.
    """
    gather(workspace)  # sets aside what is damaged, so that what is taken can be restored
    members, left = _members(workspace)
    if len(members) > MAX_MEMBERS or sum(map(len, members.values())) > MAX_TOTAL:
        raise AnswersError(_("There is more here than fits into one file of answers."), where=str(workspace))
    data = _packed(members, now)
    if len(data) > MAX_ARCHIVE:
        raise AnswersError(_("There is more here than fits into one file of answers."), where=str(workspace))
    try:
        write_new(target, data)
    except FileExistsError as err:
        raise AnswersError(_("exists already."), where=str(target), do=_("Choose another name.")) from err
    except OSError as err:
        raise not_changed(err, target.parent) from err
    return Taken(target, sorted(members), left)


def restore(archive: Path | bytes, workspace: Path) -> Restored:
    """Bring the answers of a file into `workspace`; where both have an answer, both versions are kept.

    The whole file is checked before anything is written. Raises AnswersError, NewerSchema, NotSaved.
    """
    data = archive if isinstance(archive, bytes) else _read(archive)
    members = split(data, MANIFEST) if is_one_file(data) else members_of(data)
    _check_manifest(members.pop(MANIFEST, None))
    ledger = members.pop(_RECEIPTS, None)
    known = _receipts_in(ledger)
    records = [_record(name, members.pop(name)) for name in carrying.SHAPES if name in members]
    answers = {name: _decoded(name, data) for name, data in members.items() if _match(name, ANSWERS)}
    others = {name: data for name, data in members.items() if _match(name, SET_ASIDE)}
    for name in members:
        if name not in answers and name not in others:
            raise _refusal(name, _("it has no place among answers."))
        _check_place(workspace, name)
    done = Restored()
    for name, incoming in answers.items():
        _put(workspace, name, incoming, done)
    for name, data in others.items():
        _put_aside(workspace, name, data, done)
    for record in records:
        done.told += carrying.bring_in(workspace, record)
    if known:
        receipts.add(workspace, known)
    return done


def _members(workspace: Path) -> tuple[dict[str, bytes], list[str]]:
    members: dict[str, bytes] = {}
    left: list[str] = []
    beside = [receipts.receipts_file(workspace), *carrying.record_files(workspace)]
    for path in [*(path for _unit, path in answer_files(workspace)), *set_aside_files(workspace), *beside]:
        name = "/".join(portable(part) for part in path.relative_to(workspace).parts)
        data = contents(path, MAX_BYTES)
        if data is not None and (len(data) > MAX_BYTES or name in members or _is_damaged(name, data)):
            left.append(name)
        elif data is not None:
            members[name] = data
    return members, left


def _is_damaged(name: str, data: bytes) -> bool:
    """Whether `data` is a record that would keep the whole file from being restored."""
    try:
        if name in carrying.SHAPES:
            carrying.decoded(name, data)
    except (Unreadable, NewerSchema):
        return True
    return False


def _packed(members: dict[str, bytes], now: datetime) -> bytes:
    manifest = json.dumps({"schema": SCHEMA, "made_at": moment(now)}, indent=2).encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {MANIFEST: manifest, **members}.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _read(archive: Path) -> bytes:
    try:
        data = contents(archive, MAX_ARCHIVE)
    except OSError as err:
        raise _refusal(str(archive), err.strerror or str(err)) from err
    if data is None:
        raise _refusal(str(archive), _("there is no such file."))
    return data


def _check_manifest(data: bytes | None) -> None:
    if data is None:
        raise _refusal(MANIFEST, _("it is missing, so this is not a file of answers."))
    try:
        raw = parse(data)
    except Unreadable as err:
        raise _refusal(MANIFEST, str(err)) from err
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if isinstance(schema, int) and schema > SCHEMA:
        raise NewerSchema(
            _("A newer version of the kit made this file."), do=_("Update the kit; nothing was changed.")
        )
    if schema != SCHEMA or isinstance(schema, bool):
        raise _refusal(MANIFEST, _("it does not say its schema."))


def _receipts_in(data: bytes | None) -> list[receipts.Receipt]:
    try:
        return [] if data is None else receipts.decoded(data)
    except Unreadable as err:
        raise _refusal(_RECEIPTS, str(err)) from err


def _record(name: str, data: bytes) -> carrying.AnyRecord:
    try:
        return carrying.decoded(name, data)
    except Unreadable as err:
        raise _refusal(name, str(err)) from err


def _decoded(name: str, data: bytes) -> Decoded:
    try:
        return decode(data, PurePosixPath(name).name.split(".", 1)[0])
    except NewerSchema as err:
        raise NewerSchema(err.what, where=name, do=err.do) from err
    except Unreadable as err:
        raise _refusal(name, str(err)) from err


def _match(name: str, pattern: object) -> bool:
    return bool(pattern.match(PurePosixPath(name).name))  # type: ignore[attr-defined]


def _check_place(workspace: Path, name: str) -> None:
    """Refuse a name that leads out of the workspace, or through a link, on this computer."""
    path = workspace / name
    inside = path.parent.resolve() == workspace.resolve().joinpath(*PurePosixPath(name).parent.parts)
    if not inside or path.is_symlink():
        raise _refusal(name, _("a link stands in its way here."))
    if any(place.is_file() for place in path.parents if place != workspace and workspace in place.parents):
        raise _refusal(name, _("a file stands where its folder should be."))


def _put(workspace: Path, name: str, incoming: Decoded, done: Restored) -> None:
    path = workspace / name
    unit_id = path.name.split(".", 1)[0]
    _make_folder(path.parent)

    def joined() -> tuple[bytes | None, Merged]:
        merged = merge(take_in(path, unit_id), incoming)
        if merged.pieces:
            kept = keep_pieces(path.parent, unit_id, merged.pieces)
            done.set_aside.append(kept.relative_to(workspace).as_posix())
        return encode(unit_id, merged.entries), merged

    merged = rewrite(path, joined, not_changed)
    folder = PurePosixPath(name).parent.as_posix()
    done.added += [f"{folder}/{one}" for one in merged.added]
    done.both += [f"{folder}/{one}" for one in merged.both]
    done.same += [f"{folder}/{one}" for one in merged.same]


def _put_aside(workspace: Path, name: str, data: bytes, done: Restored) -> None:
    path = workspace / name
    _make_folder(path.parent)
    if contents(path, MAX_BYTES) == data:
        return
    try:
        target = free_name(path.parent, path.name.split(".", 1)[0]) if path.exists() else path
        write_new(target, data)
    except OSError as err:
        raise not_changed(err, path.parent) from err
    done.set_aside.append(target.relative_to(workspace).as_posix())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, folder.parent) from err


def _refusal(name: str, what: str) -> AnswersError:
    return AnswersError(what, where=name, do=_("Nothing was changed."))
