"""The texts of the handbook: chapters, cases and papers, in the order of `handbook.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alongside.content.handbook.reading import home, part
from alongside.errors import ContentError
from alongside.model.handbook import Case, Chapter, Handbook, Paper

Piece = Chapter | Case | Paper
SHELVES = ("chapters", "cases", "papers")
"""The lists of `handbook.yaml`; also what the addresses of their pages begin with."""


def book(root: Path | None = None) -> Handbook | None:
    """Return `handbook.yaml`, or None where there is none."""
    return part(root, "handbook.yaml", Handbook)


def pieces(of: Handbook | None) -> Iterator[tuple[str, Piece]]:
    """Yield the list that each text is in, with the text's entry, in reading order."""
    for shelf in SHELVES if of else ():
        yield from ((shelf, piece) for piece in getattr(of, shelf))


def text_of(piece: Piece, root: Path | None = None) -> str:
    """Return a text as markdown; ContentError names a file that cannot be read or lies elsewhere."""
    folder = home(root).resolve()
    path = (folder / piece.file).resolve()
    if not path.is_relative_to(folder):
        raise ContentError("lies outside the handbook", where=piece.file, do="Run: alongside check")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise ContentError(f"cannot be read ({err})", where=piece.file, do="Run: alongside check") from err
