"""The texts with which messages begin: `messages/<kind>.md`, a subject and words with places to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alongside import paths
from alongside.errors import ContentError

FOLDER = "messages"
PLACES = frozenset(
    {
        "about",
        "bring",
        "dates",
        "day",
        "hours",
        "name",
        "package",
        "place",
        "programme",
        "sender",
        "session",
        "strand",
    }
)
"""What can be filled in; `name` is left until each person's own mail is made."""
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Letter:
    """A subject and a text of paragraphs; lines that begin with a hyphen are a list."""

    subject: str
    text: str


def letter_for(kind: str, root: Path | None = None) -> Letter:
    """Return the text for a kind of message; ContentError where it is missing or names an unknown place."""
    path = (root or paths.content_root()) / FOLDER / f"{kind}.md"
    where = f"{FOLDER}/{path.name}"
    try:
        first, _line, rest = path.read_text(encoding="utf-8").lstrip("\ufeff").partition("\n")
    except (OSError, UnicodeDecodeError) as err:
        raise ContentError(f"cannot be read ({err})", where=where, do="Put the file back.") from err
    unknown = sorted(set(_PLACE.findall(first + rest)) - PLACES)
    if not first.startswith("# ") or not rest.strip():
        raise ContentError("needs a first line '# Subject', and a text after it", where=where)
    if unknown:
        do = f"Use one of: {', '.join(sorted(PLACES))}."
        raise ContentError(f"has nothing to put for {{{unknown[0]}}}", where=where, do=do)
    return Letter(first[2:].strip(), rest.strip() + "\n")


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with what is in `values` in its places; what is put in is not looked through again.

    A paragraph whose only place has nothing to say goes; a place without a value stays as it is.
    """
    whole = _PLACE.sub(lambda found: values.get(found[1], found[0]), text)
    return re.sub(r"\n{3,}", "\n\n", whole)
