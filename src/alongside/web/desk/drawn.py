"""An answer as the journal shows it: safe HTML, excerpts of what is long, found words marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from alongside.model.answers import Earlier, Entry
from alongside.responses.blocks import AnyBlock, Passage
from alongside.responses.export import why_kept
from alongside.responses.html import Tell, blocks_html, safe
from alongside.responses.searching import excerpt, holds_any, marked
from alongside.responses.showing import why_not
from alongside.responses.telling import texts_of
from alongside.web.desk.journal import EARLIER_TEXT, Asked, Group
from alongside.web.desk.written import Piece, Place


@dataclass(frozen=True)
class Version:
    """An earlier version of an answer: when it was saved (UTC), why it was kept, its safe HTML."""

    saved_at: str
    why: str
    html: str


@dataclass(frozen=True)
class Written:
    """One answer to show; `prompt` and `html` are safe HTML.

    `cut` says that only parts of a long text stand here. `elsewhere` counts earlier versions that are too
    long to stand here; `opened` says that a search found its words in an earlier version. `why_not` is a
    sentence where the answer cannot be shown to anybody.
    """

    entry: Entry
    place: Place
    prompt: str
    html: str
    cut: bool
    earlier: list[Version]
    elsewhere: int
    opened: bool
    why_not: str


@dataclass(frozen=True)
class Shown:
    """Answers to show below one heading; `place` is theirs where they are grouped by module."""

    title: str
    place: Place | None
    answers: list[Written]


def drawn(group: Group, asked: Asked) -> Shown:
    """Return a group of the journal, ready to be shown."""
    return Shown(group.title, group.place, [draw(piece, asked) for piece in group.pieces])


def draw(piece: Piece, asked: Asked) -> Written:
    """Return one answer, ready to be shown: whole unless words are sought in all of them."""
    words = asked.words
    tell = partial(marked, words=words) if words else safe
    shorten = bool(words) and not asked.only
    blocks = [_shortened(block, words) if shorten else block for block in piece.blocks]
    short = asked.only or sum(_length(version) for _one, version in piece.versions) <= EARLIER_TEXT
    shown = piece.versions if short else []
    return Written(
        entry=piece.entry,
        place=piece.place,
        prompt=tell(piece.entry.prompt),
        html=blocks_html(blocks, tell),
        cut=blocks != piece.blocks,
        earlier=[_version(one, version, tell) for one, version in shown],
        elsewhere=0 if short else len(piece.versions),
        opened=any(holds_any(text, words) for _one, version in shown for text in texts_of(version)),
        why_not=why_not(piece.response, piece.entry),
    )


def _version(one: Earlier, blocks: list[AnyBlock], tell: Tell) -> Version:
    return Version(one.saved_at, why_kept(one), blocks_html(blocks, tell))


def _shortened(block: AnyBlock, words: list[str]) -> AnyBlock:
    return Passage(excerpt(block.text, words)) if isinstance(block, Passage) else block


def _length(blocks: Iterable[AnyBlock]) -> int:
    return sum(map(len, texts_of(blocks)))
