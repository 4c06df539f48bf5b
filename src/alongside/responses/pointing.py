"""Words that may say who somebody is or where they work, found by rules, for the person who wrote them.

Nothing is blocked, changed, kept or sent. The rules are about spelling, not about meaning: they miss names at
the beginning of a sentence, and point at words that are none. Where a language writes nouns with a capital,
or knows no capitals, the rule about capitals steps back and the others stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from alongside.responses.pointing_words import BEGINNERS, COMMON, JOINING, SCHOOLS, TITLES

Sort = Literal["name", "school", "mail", "telephone", "web"]
"""What a passage may be; a `name` is any run of words with a capital in the middle of a sentence."""

MOST = 40
"""The most passages that are pointed out in one text: after that, nobody reads on."""
_AROUND = 45
_WORDS = 8
"""How long a name may be, so that a text made of capitals is looked through quickly too."""
_NOUNS_CAPITAL = frozenset({"de", "lb"})
"""Languages that write every noun with a capital."""
_MANY, _SHARE = 12, 0.22
"""So many capitals in mid-sentence, and such a share of all words there, are no longer names."""

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"']{3,200}", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?<![\w/.-])(?:\+|00)?\(?\d(?:[ ()/.-]{0,2}\d){7,14}(?![\w/-])")
_DATES = re.compile(r"\d{4}\s?[-/]\s?\d{2,4}(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*\.?")
_ENDS = re.compile(r"[.!?:;…。！？]|\n|[“”„«»\"‘(\[–—•*]|(?<!\w)[-'](?!\w)|\d\)")
"""What a word with a capital may begin a sentence after."""


@dataclass(frozen=True)
class Pointed:
    """One passage: what it may be, its words, the words around it, and where it begins."""

    sort: Sort
    words: str
    before: str
    after: str
    at: int


@dataclass(frozen=True)
class _Word:
    """A word of a text: how it is written, where it stands, and whether a sentence may begin with it."""

    text: str
    at: int
    first: bool

    @property
    def plain(self) -> str:
        """The word without a stop, and without the ’s that it belongs with."""
        return re.sub(r"[’']s?$", "", self.text.rstrip("."))

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is: one capital first, not all of them."""
        return self.plain[:1].isupper() and not (len(self.plain) > 1 and self.plain.isupper())

    @property
    def end(self) -> int:
        """Where it ends, without a stop and without ’s."""
        return self.at + len(self.plain)


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that `texts` write with a capital in mid-sentence: names that everybody has read."""
    return frozenset(word.plain for text in texts for word in _words(text) if word.capital and not word.first)


def pointed_in(text: str, known: frozenset[str] = frozenset(), lang: str = "en") -> list[Pointed]:
    """Return what `text` may give away, in its order, each passage once; `known` words are left out."""
    rest, taken = text, list[tuple[int, int, Sort]]()
    for look in (_mails, _webs, _telephones, _schools, _names):
        passages = list(look(rest, known, lang))
        taken.extend(passages)
        rest = _without(rest, passages)
    found: dict[tuple[Sort, str], Pointed] = {}
    for start, end, sort in sorted(taken):
        words = text[start:end]
        found.setdefault((sort, words), _pointed(text, start, end, sort))
    return list(found.values())[:MOST]


def capitals_tell(text: str, lang: str = "en") -> bool:
    """Whether a capital in mid-sentence says anything in this text."""
    words = _words(text)
    if lang.split("-", 1)[0].lower() in _NOUNS_CAPITAL:
        return False
    inside = [word for word in words if not word.first]
    capitals = sum(word.capital for word in inside)
    return not (capitals >= _MANY and capitals > _SHARE * len(inside))


def _pointed(text: str, start: int, end: int, sort: Sort) -> Pointed:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before = " ".join((before.split(" ", 1)[1] if start > _AROUND and " " in before else before).split("\n"))
    after = " ".join((after.rsplit(" ", 1)[0] if end + _AROUND < len(text) else after).split("\n"))
    return Pointed(sort, text[start:end], before, after, start)


def _without(text: str, passages: Iterable[tuple[int, int, Sort]]) -> str:
    """Return `text` as long as it was, with nothing where something was found already."""
    letters = list(text)
    for start, end, _sort in passages:
        letters[start:end] = "|" * (end - start)
    return "".join(letters)


def _mails(text: str, _known: frozenset[str], _lang: str) -> Iterator[tuple[int, int, Sort]]:
    return ((found.start(), found.end(), "mail") for found in _MAIL.finditer(text))


def _webs(text: str, _known: frozenset[str], _lang: str) -> Iterator[tuple[int, int, Sort]]:
    return ((found.start(), found.end(), "web") for found in _WEB.finditer(text))


def _telephones(text: str, _known: frozenset[str], _lang: str) -> Iterator[tuple[int, int, Sort]]:
    found = (one for one in _TELEPHONE.finditer(text) if not _DATES.search(one[0]))
    return ((one.start(), one.end(), "telephone") for one in found)


def _schools(text: str, known: frozenset[str], _lang: str) -> Iterator[tuple[int, int, Sort]]:
    """Yield words for a school with the name beside them: Hill Primary, osnovna šola Javor."""
    words, end = _words(text), -1
    for place, word in enumerate(words):
        if word.plain.casefold() not in SCHOOLS or word.at < end:
            continue
        first, last = place, _run_end(text, words, place, known)
        while (
            first
            and place - first < _WORDS
            and _before_school(words[first - 1], known)
            and _beside(text, words, first - 1)
        ):
            first -= 1
        run = words[first : last + 1]
        if words[first].at >= end and any(
            _named(one, known) and one.plain.casefold() not in SCHOOLS for one in run
        ):
            end = words[last].end
            yield words[first].at, end, "school"


def _beside(text: str, words: list[_Word], place: int) -> bool:
    return _close(text, words[place], words[place + 1])


def _before_school(word: _Word, known: frozenset[str]) -> bool:
    """Whether a word in front of a word for a school is part of its name, and not The or Our."""
    plain = word.plain.casefold()
    return plain in SCHOOLS or (_named(word, known) and not (word.first and plain in BEGINNERS))


def _run_end(text: str, words: list[_Word], place: int, known: frozenset[str]) -> int:
    """Return the place of the last word of the name that begins at `place`, small words inside it counted."""
    last = place
    while last - place < _WORDS:
        ahead = last + 1
        while ahead < len(words) and ahead - last < 3 and words[ahead].plain.casefold() in JOINING:
            ahead += 1
        if ahead >= len(words) or not _named(words[ahead], known):
            return last
        if not all(_beside(text, words, one) for one in range(last, ahead)):
            return last
        last = ahead
    return last


def _names(text: str, known: frozenset[str], lang: str) -> Iterator[tuple[int, int, Sort]]:
    words, tell = _words(text), capitals_tell(text, lang)
    place = 0
    while place < len(words):
        last = _run_end(text, words, place, known)
        run = words[place : last + 1]
        titled = words[place].plain.casefold() in TITLES and len(run) > 1
        begins = words[place].first or not _named(words[place], known)
        if titled or (tell and _named(words[place], known) and (not begins or _full_name(run))):
            yield words[place].at, words[last].end, "name"
            place = last + 1
        else:
            place += 1


def _full_name(run: list[_Word]) -> bool:
    """Whether a sentence begins with a name of two words rather than with a word before a name."""
    return len(run) > 1 and run[0].plain.casefold() not in BEGINNERS


def _named(word: _Word, known: frozenset[str]) -> bool:
    return word.capital and word.plain not in known and word.plain not in COMMON and len(word.plain) > 1


def _close(text: str, one: _Word, other: _Word) -> bool:
    return text[one.at + len(one.text) : other.at] in {" ", "\u00a0"} and not _stops(one)


def _stops(word: _Word) -> bool:
    """Whether a sentence ends with this word: a stop that is not an abbreviation's, as in St. or M."""
    return word.text.endswith(".") and word.plain.casefold() not in TITLES and len(word.plain) > 1


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    end, stopped = 0, True
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        first = stopped or not found or bool(_ENDS.search(gap))
        found.append(_Word(match[0], match.start(), first))
        stopped, end = _stops(found[-1]), match.end()
    return found
