"""Erasing what a person wrote: one answer or everything, wherever this computer's workspace keeps a copy."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alongside.errors import AnswersError
from alongside.model.base import unit_of
from alongside.model.handin import Receipt
from alongside.responses.aside import keep_pieces, pieces_in
from alongside.responses.atomic import contents, rewrite
from alongside.responses.attached import FOLDER
from alongside.responses.attaching import HOME
from alongside.responses.carrying import record_files
from alongside.responses.decode import Piece, encode
from alongside.responses.names import UNIT, file_of, set_aside_of
from alongside.responses.reading import take_in
from alongside.responses.receipts import receipts
from alongside.responses.refusals import not_changed
from alongside.responses.untrusted import MAX_BYTES
from alongside.strings import _

CHECKPOINTS = ".ipynb_checkpoints"
_TRACE = re.compile(r"\.?(?P<unit>[a-z][0-9]{1,2})\.responses.*\Z")


@dataclass
class Erased:
    """What was erased (paths), what may remain here and what lies with others (sentences)."""

    removed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


def erase_entry(workspace: Path, response_id: str) -> Erased:
    """Erase one answer with all its versions, in every folder of the workspace that holds one.

    A set-aside file that names the answer goes too; one that cannot be taken apart goes as a whole.
    """
    done = _Erasing(workspace)
    unit_id = unit_of(response_id)
    for unit, folder in _places(workspace):
        if unit == unit_id:
            _from_folder(done, folder, unit_id, response_id)
    for staged in sorted((workspace / "staging").glob("*/responses.json*")):
        if _mentions_bytes(staged, response_id):
            done.remove(staged)
            done.remove(staged.parent / FOLDER)
    return done.told(lambda receipt: response_id in receipt.ids)


def erase_everything(workspace: Path) -> Erased:
    """Erase every answer in the workspace: files, what was set aside, leftovers, checkpoints and staging.

    Files that were attached go too.

    The record of receipts stays: it holds no words, and says what lies with others.
    """
    done = _Erasing(workspace)
    for unit, folder in _places(workspace):
        done.remove_under_turn(file_of(folder, unit))
        for trace in _traces(folder, unit):
            done.remove(trace)
        done.remove(folder / CHECKPOINTS)
    done.remove(workspace / "staging")
    done.remove(workspace / HOME)
    for path in record_files(workspace):
        if path.exists():
            done.remove_under_turn(path)
        for trace in sorted(workspace.glob(f".{path.name}.saving*")):
            done.remove(trace)  # what a crash left of a save
    return done.told(lambda receipt: True)


class _Erasing:
    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.report = Erased()

    def remove(self, path: Path) -> None:
        """Delete a file, a link or a folder; a refusal becomes a sentence of the report."""
        if not os.path.lexists(path):
            return
        try:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        except OSError as err:
            told = _("{name} could not be erased ({answer}).")
            self.report.left.append(told.format(name=self.name(path), answer=err.strerror or err))
        else:
            self.report.removed.append(self.name(path))

    def remove_under_turn(self, path: Path) -> None:
        """Delete a file of answers while nobody is writing it."""

        def gone() -> tuple[None, None]:
            self.remove(path)
            return None, None

        try:
            rewrite(path, gone, not_changed)
        except AnswersError as err:
            self.report.left.append(str(err))

    def name(self, path: Path) -> str:
        return path.relative_to(self.workspace).as_posix()

    def told(self, concerns: Callable[[Receipt], bool]) -> Erased:
        """Return the report, with what had left the workspace before."""
        try:
            self.report.elsewhere += [_sentence(one) for one in receipts(self.workspace) if concerns(one)]
        except AnswersError as err:
            self.report.left.append(str(err))
        self.report.left.append(_("Files that you exported or took along yourself are not touched."))
        return self.report


def _from_folder(done: _Erasing, folder: Path, unit_id: str, response_id: str) -> None:
    path = file_of(folder, unit_id)

    def without() -> tuple[bytes | None, bool]:
        found = take_in(path, unit_id)
        others = [piece for piece in found.pieces if not _mentions(piece.raw, response_id)]
        if others:
            keep_pieces(folder, unit_id, others)
        entry = found.entries.pop(response_id, None)
        changed = entry is not None or bool(found.pieces)
        return (encode(unit_id, found.entries) if changed else None), entry is not None

    if rewrite(path, without, not_changed):
        done.report.removed.append(f"{done.name(path)}: {response_id}")
    for aside in set_aside_of(folder, unit_id):
        _from_set_aside(done, aside, response_id)
    for trace in _traces(folder, unit_id):
        if trace.parent.name == CHECKPOINTS:
            done.remove(trace)


def _from_set_aside(done: _Erasing, path: Path, response_id: str) -> None:
    kept = pieces_in(path)
    if kept is None:
        if _mentions_bytes(path, response_id):
            done.remove(path)
        else:
            told = _("{name} could not be read and may hold the answer still.")
            done.report.left.append(told.format(name=done.name(path)))
        return
    pairs = list(zip(kept["why"], kept["pieces"], strict=True))
    others = [Piece(raw, str(why)) for why, raw in pairs if not _mentions([why, raw], response_id)]
    if len(others) < len(pairs):
        if others:
            keep_pieces(path.parent, path.name.split(".", 1)[0], others)
        done.remove(path)


def _places(workspace: Path) -> list[tuple[str, Path]]:
    """Return unit id and folder wherever there is a trace of answers: a file, a leftover, a checkpoint."""
    found = set()
    for folder, inner, files in os.walk(workspace):
        inner[:] = [name for name in inner if not name.startswith(".") or name == CHECKPOINTS]
        here = Path(folder)
        for name in files:
            match = _TRACE.match(name)
            if match and UNIT.match(match["unit"]):
                found.add((match["unit"], here.parent if here.name == CHECKPOINTS else here))
    return sorted(found)


def _traces(folder: Path, unit_id: str) -> list[Path]:
    """Return every file that holds or may hold answers to a unit, except the file of answers itself."""
    near = [*folder.glob("*"), *folder.glob(f"{CHECKPOINTS}/*")]
    traces = (path for path in near if (match := _TRACE.match(path.name)) and match["unit"] == unit_id)
    return sorted(path for path in traces if path != file_of(folder, unit_id))


def _mentions(raw: Any, response_id: str) -> bool:
    return f'"{response_id}"' in json.dumps(raw, default=lambda one: one.pairs)


def _mentions_bytes(path: Path, response_id: str) -> bool:
    return response_id.encode() in (contents(path, MAX_BYTES * 4) or b"")


def _sentence(receipt: Receipt) -> str:
    ids = ", ".join(receipt.ids)
    if receipt.act == "shown":
        told = _("On {day} {ids} was shown to {to}, who may have kept a copy.")
        return told.format(day=receipt.at[:10], ids=ids, to=receipt.to)
    told = _(
        "On {day} {ids} was handed in for {to} (receipt {sha256}); that copy lies with those who received it."
    )
    return told.format(day=receipt.at[:10], ids=ids, to=receipt.to, sha256=(receipt.sha256 or "")[:12])
