"""The four letters by which people find a live room: easy to read across a room and to say aloud, no word."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Container, Sequence

LETTERS = "CDHJMNPRTVWX"
"""No vowels, so no words; no letter that looks like another one or like a number on a projector."""
LENGTH = 4
UNWANTED = ("CNT", "CRP", "DMN", "HRN", "MRD", "NTC", "PRC", "PRN", "PTN", "RPD", "TRD", "TWT", "WTC")
"""Letters that read as a rude word without its vowels, in English or a neighbour's language."""


def new_code(used: Container[str], choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Return a code of four different letters that no open room has."""
    while True:
        left, code = list(LETTERS), ""
        for _letter in range(LENGTH):
            letter = choose(left)
            left.remove(letter)
            code += letter
        if code not in used and not any(one in code for one in UNWANTED):
            return code


def read_code(typed: str) -> str:
    """Return a code as somebody typed it: any case, with spaces or hyphens; "" where it can be none."""
    code = "".join(typed.upper().split()).replace("-", "")
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""
