"""What an assessor keeps at the marking desk: drafts, one file for each answer, and phrases; no marks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from alongside.errors import WorkspaceError
from alongside.grading.codes import MARKING
from alongside.grading.course import Course
from alongside.model.base import as_file
from alongside.model.marking import MOST_PHRASES, SCHEMA, Begun, Draft, Phrase, Phrases
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

T = TypeVar("T", Draft, Phrases)
_LARGEST = 1_000_000
Where = tuple[str, str, str]
"""Session, candidate, task."""


def draft_of(course: Course, assessor: str, where: Where) -> Draft | None:
    """Return what an assessor has begun about an answer; None where there is nothing, or nothing legible."""
    try:
        return _read(_draft_file(course, assessor, where), Draft)
    except WorkspaceError:
        return None  # a draft that cannot be read must not keep anybody from marking


def keep_draft(course: Course, assessor: str, where: Where, draft: Draft) -> None:
    """Keep a draft; NotSaved where the disk refuses. It returns when the disk has it."""
    path = _draft_file(course, assessor, where)
    _write(path, lambda: draft)


def drop_draft(course: Course, assessor: str, where: Where, done: set[str]) -> None:
    """Take criteria that are entered out of a draft; an empty one is deleted."""
    path, there = _draft_file(course, assessor, where), draft_of(course, assessor, where)
    if there is None:
        return
    left: dict[str, Begun] = {one: begun for one, begun in there.criteria.items() if one not in done}
    if left:
        _write(path, lambda: msgspec.structs.replace(there, criteria=left))
    else:
        path.unlink(missing_ok=True)


def phrases_of(course: Course, assessor: str) -> list[Phrase]:
    """Return an assessor's phrases; WorkspaceError where the file cannot be read."""
    there = _read(_phrases_file(course, assessor), Phrases)
    return there.phrases if there else []


def change_phrases(course: Course, assessor: str, change: Callable[[list[Phrase]], list[Phrase]]) -> None:
    """Change an assessor's phrases and keep them; WorkspaceError where they are too many."""
    path = _phrases_file(course, assessor)

    def changed() -> Phrases:
        there = _read(path, Phrases)
        new = change(there.phrases if there else [])
        if len(new) > MOST_PHRASES:
            raise WorkspaceError(_("{n} phrases are the most that are kept.").format(n=MOST_PHRASES))
        return Phrases(phrases=new)

    _write(path, changed)


def _draft_file(course: Course, assessor: str, where: Where) -> Path:
    session, candidate, task = where
    return course.root / MARKING / assessor / session / f"{candidate}+{task}.json"


def _phrases_file(course: Course, assessor: str) -> Path:
    return course.root / MARKING / assessor / "phrases.json"


def _read(path: Path, shape: type[T]) -> T | None:
    data = contents(path, _LARGEST)
    if data is None:
        return None
    do = _("Set the file aside under another name; it holds no marks.")
    try:
        read = msgspec.json.decode(data[:_LARGEST], type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
        raise WorkspaceError(_("cannot be read: {why}").format(why=err), where=str(path), do=do) from err
    if read.schema != SCHEMA:
        raise WorkspaceError(_("A newer version of the kit wrote it."), where=str(path), do=do)
    return read


def _write(path: Path, make: Callable[[], T]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, path.parent) from err
    rewrite(path, lambda: (as_file(make()), None), not_changed)
