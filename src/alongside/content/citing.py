"""Citations: `[kraft_2018]` in a text names an entry of the evidence, and people read a name and a year."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from alongside import paths
from alongside.content.load import read_yaml
from alongside.model.evidence import Source

CITATION = re.compile(r"\[([a-z][a-z0-9_]*(?:\s*[;,]\s*[a-z][a-z0-9_]*)*)\](?!\()")
_PERSON = re.compile(r"([^,&;(]+), (?:[A-Z]\.[ -]?)+")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@lru_cache(maxsize=1)
def kit_sources() -> dict[str, Source]:
    """Return the kit's evidence by key; installed content does not change while the kit runs."""
    rows: list[Any] = read_yaml(paths.content_root() / "handbook" / "evidence.yaml", list[Source])
    return {row.key: row for row in rows}


def keys_of(citation: re.Match[str]) -> list[str]:
    """Return the keys that one citation names."""
    return re.split(r"\s*[;,]\s*", citation[1])


def spelled_out(text: str) -> str:
    """Return a text without markup, in which every known citation is a name and a year."""
    return CITATION.sub(_spelled, text) if "[" in text else text


def _spelled(citation: re.Match[str]) -> str:
    known = [kit_sources().get(key) for key in keys_of(citation)]
    named = [short_name(source) for source in known if source]
    return f"({'; '.join(named)})" if len(named) == len(known) else citation[0]


def short_name(source: Source) -> str:
    """Return how a source is named in running text: surnames, or the body that published it, and the year.

    Brackets among the authors hold remarks: supervisors, the edition, who reported it.
    """
    authors = _IN_BRACKETS.sub("", source.authors).strip()
    surnames = [name.strip() for name in _PERSON.findall(authors)]
    match surnames:
        case []:
            who = authors.split(";")[0].strip() or source.title
        case [one]:
            who = one
        case [one, other]:
            who = f"{one} and {other}"
        case [one, *_rest]:
            who = f"{one} and others"
    return f"{who} {source.year or ''}".strip()
