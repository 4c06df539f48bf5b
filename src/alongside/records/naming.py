"""Ids from names: readable where the alphabet allows it, plain letters and digits in every case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import count

LONGEST = 48
"""Characters of an id that come from the name; a number may follow, and 64 is the most an id may have."""
_NO_FOLDER = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
"""Names that Windows gives to no folder; Con is a name that Irish people have."""
_TABLE = """
ł l ø o đ d ß ss æ ae œ oe þ th ð d ı i ħ h ŋ ng
α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ u φ f χ ch ψ ps ω o
а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh
щ shch ы y э e ю yu я ya є ye і i ї yi ґ g ђ dj ј j љ lj њ nj ћ c џ dz ѓ gj ќ kj ѕ dz ў u
"""
_LETTERS = dict(zip(_TABLE.split()[::2], _TABLE.split()[1::2], strict=True))
"""Latin letters that are no letter with an accent, Greek, and the Cyrillic of the languages around us."""
_SYLLABLE = re.compile(r"(?:HANGUL SYLLABLE|(?:HIRAGANA|KATAKANA) LETTER(?: SMALL)?) (\w+)\Z")
_IDEOGRAPH = re.compile(r"CJK \w+ IDEOGRAPH-(\w+)\Z")

_JOINED = {"Mn", "Mc", "Me", "Lm", "Cf"}
"""Categories of what belongs to the letter before it: a mark, a sign, a joiner."""


def id_from(name: str) -> str:
    """Return an id of small letters, digits and hyphens: `Gráinne Mhic Oisín` is `grainne-mhic-oisin`.

    Greek and Cyrillic are written in Latin letters, syllables of Korean and Japanese by their sound, Chinese
    by the numbers of its characters, every other letter by the first letter of its name.
    """
    plain = "".join(map(_plain, unicodedata.normalize("NFC", name).lower()))
    short = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-")
    return f"{short}-1" if _NO_FOLDER.match(short) else short or "person"


def free_id(name: str, taken: Iterable[str]) -> str:
    """Return an id from the name that is not among `taken`: a second `ana-novak` is `ana-novak-2`."""
    first, lowered = id_from(name), {one.lower() for one in taken}
    numbered = (f"{first}-{number}" for number in count(2))
    return first if first not in lowered else next(one for one in numbered if one not in lowered)


def folded(text: str) -> str:
    """Return a text as it is compared and sorted: no difference of case, accents or spaces."""
    bare = (one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join("".join(bare).casefold().split())


def _plain(letter: str) -> str:
    """Return what stands for a small letter: some of a-z and 0-9, nothing, or a hyphen between words."""
    if letter in "'`’ʼʹ":
        return ""
    return letter if letter.isascii() else _LETTERS.get(letter) or _by_name(letter)


def _by_name(letter: str) -> str:
    called = unicodedata.name(letter, "")
    if syllable := _SYLLABLE.match(called):
        return syllable[1].lower()
    if ideograph := _IDEOGRAPH.match(called):
        return f"{ideograph[1].lower()}-"
    bare = unicodedata.normalize("NFKD", letter)
    if bare != letter:
        return "".join(_plain(one) for one in bare if not unicodedata.combining(one))
    if unicodedata.category(letter) in _JOINED:
        return ""
    return called.rsplit(" ", 1)[-1][:1].lower() if letter.isalnum() else "-"
