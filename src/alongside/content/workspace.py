"""Making a workspace, and bringing its copies of the curriculum up to date without touching an answer.

What was issued is remembered by marks: the hash of the bytes and, for a notebook, the fingerprint of what
a reader meets, because Jupyter writes a notebook anew whenever it is saved. A file that still is what was
issued may be replaced by a newer one; a file that somebody changed is their own edition and stays.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import yaml

from alongside import paths
from alongside.content.load import fresh_unit, unit_folders
from alongside.content.notebooks import fingerprint
from alongside.content.shelf import notebook_name
from alongside.errors import ContentError, WorkspaceError
from alongside.model.workspace import SCHEMA, Person, Workspace
from alongside.strings import _

ISSUED = ".alongside/issued.json"
HANDED_OUT = {"module": "modules", "exercise": "exercises"}
"""Units that lie on every desk; assessment sessions arrive through the exchange instead."""
Record = dict[str, list[str]]
"""File name, relative to the workspace, to the marks of what was issued last."""


@dataclass
class Refreshed:
    """What a refresh did: files new, files renewed, and own editions that were left alone."""

    new: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)


def make(folder: Path, *, person: Person, demonstration: bool = False, lang: str = "en") -> Refreshed:
    """Make `folder` a workspace with its own copy of the modules and exercises.

    WorkspaceError where it cannot be written, or holds other things already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise WorkspaceError(_("is not empty"), where=str(folder), do=_("Choose a new folder."))
        settings = Workspace(schema=SCHEMA, person=person, lang=lang, demonstration=demonstration)
        text = yaml.safe_dump(_plain(settings), sort_keys=False, allow_unicode=True)
        (folder / paths.MARKER).write_text(text, encoding="utf-8")
        return refresh(folder)
    except OSError as err:
        raise WorkspaceError(
            _("cannot be written ({reason})").format(reason=err.strerror),
            where=str(folder),
            do=_("Choose a folder of your own."),
        ) from err


def _plain(settings: Workspace) -> dict[str, object]:
    return {
        "schema": settings.schema,
        "person": {"id": settings.person.id, "name": settings.person.name},
        "lang": settings.lang,
        "demonstration": settings.demonstration,
    }


def refresh(folder: Path) -> Refreshed:
    """Copy new and renewed files of the curriculum into the workspace `folder`; answers are not looked at."""
    record = folder / ISSUED
    issued = _read_record(record)
    done = Refreshed()
    for source, target in _copies(folder):
        _refresh_one(source, target, target.relative_to(folder).as_posix(), issued, done)
    record.parent.mkdir(exist_ok=True)
    _write(record, msgspec.json.format(msgspec.json.encode(issued)))
    return done


def _copies(folder: Path) -> list[tuple[Path, Path]]:
    pairs = []
    for source in unit_folders(paths.content_root()).values():
        unit = fresh_unit(source)
        shelf = HANDED_OUT.get(unit.__struct_config__.tag)
        data = paths.unit_file(source)
        if shelf is None or data is None:
            continue
        for name in (data.name, notebook_name(unit)):
            pairs.append((source / name, folder / shelf / source.name / name))
    return pairs


def _of_the_kit(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as err:
        raise ContentError(
            _("cannot be read ({reason})").format(reason=err.strerror),
            where=str(source),
            do=_("The kit's own folder is not whole: download it again, or run: alongside check"),
        ) from err


def _refresh_one(source: Path, target: Path, name: str, issued: Record, done: Refreshed) -> None:
    wanted = _of_the_kit(source)
    there = target.read_bytes() if target.exists() else None
    if there is None:
        done.new.append(name)
    elif _reads_alike(target, there, wanted, issued.get(name, [])):
        issued[name] = marks_of(target, wanted)
        return
    elif not set(marks_of(target, there)).isdisjoint(issued.get(name, [])):
        done.renewed.append(name)
    else:
        done.own.append(name)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, wanted)
    issued[name] = marks_of(target, wanted)


def _reads_alike(path: Path, there: bytes, wanted: bytes, issued: list[str]) -> bool:
    """Whether nothing needs writing: the same bytes, or a notebook that was only saved again."""
    mark = marks_of(path, there)[1:]
    was_saved_again = _hash(there) not in issued and bool(mark)
    return there == wanted or (was_saved_again and mark == marks_of(path, wanted)[1:])


def marks_of(path: Path, body: bytes) -> list[str]:
    """Return what `body` is recognised by: its SHA-256 and, where it is a notebook, its fingerprint."""
    if path.suffix != ".ipynb":
        return [_hash(body)]
    try:
        return [_hash(body), fingerprint(json.loads(body))]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return [_hash(body)]  # damaged: only its bytes can be recognised


def _read_record(path: Path) -> Record:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except (OSError, msgspec.MsgspecError):
        return {}


def _write(path: Path, body: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(body)
    beside.replace(path)


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
