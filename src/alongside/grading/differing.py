"""What changed between an answer that was handed in before and the one of now, in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from alongside.errors import AlongsideError
from alongside.grading import intake
from alongside.grading.course import Course
from alongside.grading.folders import receipt_of
from alongside.model.handin import HandIn
from alongside.responses.handin import read_handin

Kind = Literal["same", "gone", "new"]
MANY = 4000
"""With more words than that in both texts together whole lines are compared: it takes the square of them."""
_WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Span:
    """Words that stand in both texts, only in the earlier one, or only in the one of now."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Changed:
    """An answer beside the one before it; `at` is when that was handed in."""

    at: str
    spans: list[Span]


def changed_since(
    course: Course, who: str, handed: HandIn, differs: Callable[[HandIn], bool], text: Callable[[HandIn], str]
) -> Changed | None:
    """Return what changed since the latest earlier hand-in whose answer differs; None where there is none.

    `text` gives the words of the answer in a hand-in. What cannot be read any more is passed over.
    """
    for before in earlier(course, who, handed):
        if differs(before):
            return Changed(before.handed_in_at, spans(text(before), text(handed)))
    return None


def earlier(course: Course, who: str, handed: HandIn) -> list[HandIn]:
    """Return what a candidate handed in before, the latest first."""
    records = intake.kept(course, handed.session).items()
    mine = [(home, one) for home, one in records if one.candidate == who]
    good = [(home, one) for home, one in mine if one.verdict == "accepted" and one.receipt]
    found = [_read(course, handed.session, home, str(one.receipt)) for home, one in good]
    there = [one for one in found if one is not None and one.handed_in_at < handed.handed_in_at]
    return sorted(there, key=lambda one: one.handed_in_at, reverse=True)


def spans(before: str, now: str) -> list[Span]:
    """Return both texts as one row of spans, word by word, or line by line where they are very long."""
    a, b = _WORDS.findall(before), _WORDS.findall(now)
    if len(a) + len(b) > MANY:
        a, b = before.splitlines(keepends=True), now.splitlines(keepends=True)
    found: list[Span] = []
    for kind, start, end, first, last in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Span("same", "".join(b[first:last])))
            continue
        gone, new = "".join(a[start:end]), "".join(b[first:last])
        found += [Span("gone", gone)] if gone else []
        found += [Span("new", new)] if new else []
    return found


def _read(course: Course, session: str, home: str, receipt: str) -> HandIn | None:
    """Return the kept hand-in of this receipt, or None where it is not there or cannot be read."""
    try:
        bodies = intake.files_of(course, session, home).values()
        return next((read_handin(body) for body in bodies if receipt_of(body) == receipt), None)
    except (OSError, AlongsideError):
        return None
