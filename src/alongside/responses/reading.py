"""Reading the answers to one unit."""

from __future__ import annotations

from pathlib import Path

from alongside.errors import AnswersError, NewerSchema, NotSaved
from alongside.model.answers import AnswerFile, Entry
from alongside.responses.aside import keep_pieces, move_file, sentences
from alongside.responses.atomic import contents, rewrite
from alongside.responses.decode import Decoded, decode, encode
from alongside.responses.names import file_of
from alongside.responses.untrusted import MAX_BYTES, Unreadable
from alongside.strings import _


def read(folder: Path, unit_id: str) -> AnswerFile:
    """Return the answers to `unit_id` in `folder`; none where nothing was answered.

    What is damaged is set aside and named in `set_aside`, the rest stays in use.
    Raises NewerSchema where a newer kit wrote the file, AnswersError where it cannot be opened.
    """
    path = file_of(folder, unit_id)
    found, damage = _look(path, unit_id)
    told = []
    if damage:
        try:
            found = Decoded(rewrite(path, lambda: _repaired(path, unit_id)))
        except NotSaved as err:
            told = [
                _("{name} is damaged ({why}) and could not be set aside. {problem}").format(
                    name=path.name, why=damage, problem=err
                )
            ]
    return AnswerFile(unit=unit_id, entries=found.entries, set_aside=told + sentences(folder, unit_id))


def take_in(path: Path, unit_id: str) -> Decoded:
    """Return what the file holds, after moving it aside where the whole is damaged.

    Only for whoever has the turn at `path`, and who must keep the damaged pieces before writing without them.
    """
    try:
        return _decoded(path, unit_id)
    except Unreadable:
        move_file(path, unit_id)
        return Decoded()


def _look(path: Path, unit_id: str) -> tuple[Decoded, str]:
    try:
        decoded = _decoded(path, unit_id)
    except Unreadable as err:
        return Decoded(), str(err)
    except OSError as err:
        raise AnswersError(
            _("cannot be read ({answer}).").format(answer=err.strerror or err),
            where=str(path),
            do=_("Check that the file is yours and the disk is connected."),
        ) from err
    return decoded, "; ".join(piece.why for piece in decoded.pieces)


def _decoded(path: Path, unit_id: str) -> Decoded:
    try:
        return decode(contents(path, MAX_BYTES), unit_id)
    except NewerSchema as err:
        raise NewerSchema(err.what, where=str(path), do=err.do) from err


def _repaired(path: Path, unit_id: str) -> tuple[bytes | None, dict[str, Entry]]:
    found = take_in(path, unit_id)
    if not found.pieces:
        return None, found.entries
    keep_pieces(path.parent, unit_id, found.pieces)
    return encode(unit_id, found.entries), found.entries
