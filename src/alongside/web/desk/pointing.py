"""What in a hand-in may say who somebody is: looked up here, shown to its writer, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from alongside.content.shelf import programme
from alongside.model.answers import Entry
from alongside.model.kinds import kind_of
from alongside.model.unit import AnyUnit
from alongside.responses import files
from alongside.responses.pointing import Pointed, Sort, capitals_tell, known_words, pointed_in
from alongside.responses.telling import blocks_of, texts_of
from alongside.strings import _
from alongside.web.desk.portfolio import Offer


@dataclass(frozen=True)
class InPlace:
    """One answer with what was noticed in it. `capitals`: whether names were looked for by their capitals."""

    prompt: str
    address: str
    pointed: list[Pointed]
    capitals: bool


def noticed_in(root: Path, unit: AnyUnit, along: Iterable[Offer]) -> list[InPlace]:
    """Return the answers that would be handed in now and in which something was noticed, or could not be."""
    folder = root / "assessments" / unit.id
    entries = files.read(folder, unit.id).entries
    own = [one for one in unit.responses if set(one.sees) != {"me"} and one.id in entries]
    known = known_words([*_strings(unit), *_strings(programme())])
    found = [_place(entries[one.id], f"unit/assessments/{unit.id}#w-{one.id}", known) for one in own]
    for offer in along:
        piece = offer.piece
        theirs = known | known_words(_strings(piece.place.unit))
        found.append(_place(piece.entry, f"unit/{piece.place.folder}#w-{piece.entry.id}", theirs))
    return [one for one in found if one.pointed or not one.capitals]


def _place(entry: Entry, address: str, known: frozenset[str]) -> InPlace:
    # Without its response an answer is told in ids: what the unit itself wrote is not looked at.
    text = "\n".join(texts_of(blocks_of(None, entry.value))) if kind_of(entry) != "check" else ""
    return InPlace(
        entry.prompt, address, pointed_in(text, known, entry.lang), capitals_tell(text, entry.lang)
    )


def _strings(shape: object) -> Iterator[str]:
    """Yield every text in a shape."""
    waiting: list[Any] = [msgspec.to_builtins(shape)]
    while waiting:
        raw = waiting.pop()
        if isinstance(raw, str):
            yield raw
        elif isinstance(raw, dict):
            waiting.extend(raw.values())
        elif isinstance(raw, list):
            waiting.extend(raw)


def sort_names() -> dict[Sort, str]:
    """Return what each sort of passage is called."""
    return {
        "name": _("perhaps a name"),
        "school": _("perhaps a school"),
        "mail": _("an e-mail address"),
        "telephone": _("perhaps a telephone number"),
        "web": _("a web address"),
    }
