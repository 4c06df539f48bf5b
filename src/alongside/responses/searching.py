"""Finding words in what was written, whatever their case and accents, and marking them for a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from alongside.responses.html import safe

MOST_WORDS = 12
"""More words than this in one search are left out: nobody types them, and each costs time."""
AROUND = 160
"""Characters that an excerpt shows on each side of a found word."""
SHORT = 1_200
"""A text up to this many characters is shown whole."""
_MOST_PLACES, _WIDEST = 6, 800
_LETTERS = {"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t", "æ": "ae", "œ": "oe"}
_LETTERS |= dict.fromkeys("‘’ʼ", "'")
"""Letters that Unicode does not take apart, and the apostrophes that a phone writes."""
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u20d0-\u20ff\ufe20-\ufe2f\ufeff]"
)
"""Accents once they stand alone, and characters without a width."""
_PIECES = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")


def folded(text: str) -> str:
    """Return `text` as it is compared: small letters, no accents, compatible forms made one."""
    if text.isascii():
        return text.lower()
    plain = _UNSEEN.sub("", normalize("NFKD", text).casefold())
    for letter, stands_for in _LETTERS.items():  # quicker than str.translate by far
        plain = plain.replace(letter, stands_for)
    return plain


def wanted(query: str) -> list[str]:
    """Return the folded words of a search, each once; none where nothing was asked for."""
    return list(dict.fromkeys(folded(query).split()))[:MOST_WORDS]


def holds(texts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether every word stands somewhere in one of `texts`, also as a part of a longer word."""
    left = list(words)
    for text in texts:
        if not left:
            break
        inside = folded(text)
        left = [word for word in left if word not in inside]
    return not left


def marked(text: str, words: Sequence[str]) -> str:
    """Return `text` as safe HTML with every found word inside `<mark>`."""
    pieces, done = [], 0
    for begin, end in spans(text, words):
        pieces += [safe(text[done:begin]), f"<mark>{safe(text[begin:end])}</mark>"]
        done = end
    return "".join([*pieces, safe(text[done:])])


def spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words stand in `text`, in order and without overlap, as positions of characters."""
    if not holds_any(text, words):
        return []
    letters, places = _letters(text)
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    found: list[tuple[int, int]] = []
    for one in re.finditer(pattern, letters):
        begin, end = places[one.start()], _after(text, places[one.end() - 1])
        if not found or begin >= found[-1][1]:
            found.append((begin, end))
    return found


def holds_any(text: str, words: Sequence[str]) -> bool:
    """Whether at least one of `words` stands in `text`."""
    inside = folded(text)
    return any(word in inside for word in words)


def excerpt(text: str, words: Sequence[str]) -> str:
    """Return a long text as the places where the words stand, with what is around them.

    A text of up to `SHORT` characters comes back whole; one without any of the words as its beginning.
    """
    if len(text) <= SHORT:
        return text
    windows: list[tuple[int, int]] = []
    for begin, end in spans(text, words):
        left, right = _widened(text, begin - AROUND, end + AROUND)
        if windows and left <= windows[-1][1]:
            first, last = windows[-1]
            windows[-1] = (first, right if right - first <= _WIDEST else last)
        elif len(windows) < _MOST_PLACES:
            windows.append((left, right))
    windows = windows or [_widened(text, 0, SHORT // 2)]
    return "\n\n".join(_cut(text, left, right) for left, right in windows)


def _letters(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its letters the place of the character that it came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    parts: list[str] = []
    places: list[int] = []
    for piece in _PIECES.finditer(text):
        part = folded(piece[0])
        parts.append(part)
        places += range(*piece.span()) if piece[0].isascii() else [piece.start()] * len(part)
    return "".join(parts), places


def _after(text: str, last: int) -> int:
    """The position after character `last` and the accents that stand on it."""
    after = last + 1
    while after < len(text) and not folded(text[after]):
        after += 1
    return after


def _widened(text: str, begin: int, end: int) -> tuple[int, int]:
    """The window from `begin` to `end`, moved outwards to the next blank within a long word's length."""
    begin, end = max(begin, 0), min(end, len(text))
    left = re.search(r"\s\S*\Z", text[max(begin - 40, 0) : begin])
    right = re.search(r"\s", text[end : end + 40])
    return (begin - len(left[0]) + 1 if left else begin), (end + right.start() if right else end)


def _cut(text: str, begin: int, end: int) -> str:
    return f"{'… ' if begin else ''}{text[begin:end].strip()}{' …' if end < len(text) else ''}"
