"""The codes under which candidates are marked: one for each candidate in a session, and no name."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from functools import lru_cache
from itertools import count
from pathlib import Path

from alongside.errors import WorkspaceError
from alongside.grading.course import Course
from alongside.paths import names_in
from alongside.responses.atomic import contents, rewrite

MARKING = "marking"
"""The folder of a course in which the marking desk keeps what is not a mark."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No I and 1, no O and 0: a code is read aloud and written on paper."""
_LENGTH = 6


def codes_in(course: Course, session: str) -> dict[str, str]:
    """Return code to candidate, in order of codes, for everybody whose hand-in can be marked.

    The order says nothing about names or about who came first.
    """
    return codes_for(course, session, handed_in(course, session))


def handed_in(course: Course, session: str) -> list[str]:
    """Return the ids of everybody who has a folder for a session in `submitted/`, in no order."""
    place = f"{course.root}/submitted"
    return [who for who in names_in(place) if os.path.isdir(f"{place}/{who}/{session}")]  # noqa: PTH112


def codes_for(course: Course, session: str, people: Iterable[str]) -> dict[str, str]:
    """Return code to id, in order of codes, for these ids: all codes of a course look alike."""
    return dict(sorted(_codes(_secret(course), session, list(people)).items()))


def by_lot(course: Course, words: str) -> bytes:
    """Return a number as bytes that is always the same for the same words, and that nobody can foretell."""
    return hmac.digest(_secret(course), words.encode(), hashlib.sha256)


def watched_codes(course: Course, session: str, people: Iterable[str]) -> dict[str, str]:
    """Return code to candidate for those who are watched in a session.

    These codes are others than those of the written answers: who has watched somebody, and so knows the name,
    does not know whose text is whose.
    """
    return _codes(_secret(course), f"{session} watched", people)


def _codes(secret: bytes, session: str, people: Iterable[str]) -> dict[str, str]:
    """Return code to candidate; codes are made longer in the rare case that two are the same."""
    return dict(_made(secret, session, tuple(people)))


@lru_cache(maxsize=32)
def _made(secret: bytes, session: str, people: tuple[str, ...]) -> dict[str, str]:
    """Return the same for the same people: a page asks for it at every look."""
    digests = {who: hmac.digest(secret, f"{session} {who}".encode(), hashlib.sha256) for who in people}
    for length in count(_LENGTH):
        codes = {_spelt(digest, length): who for who, digest in digests.items()}
        if len(codes) == len(digests):
            return codes
    raise AssertionError("two candidates have one id")


def _spelt(digest: bytes, length: int) -> str:
    number, letters = int.from_bytes(digest, "big"), []
    for _place in range(length):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(letters)


def _secret(course: Course) -> bytes:
    """Return what the codes of a course are made with, made once: without it a name tells no code."""
    path = course.root / MARKING / "codes.key"
    there = contents(path, 64)
    if there is not None:
        return _checked(path, there)
    path.parent.mkdir(parents=True, exist_ok=True)

    def first() -> tuple[bytes | None, bytes]:
        earlier, fresh = contents(path, 64), secrets.token_hex(16).encode()
        return (fresh, fresh) if earlier is None else (None, earlier)

    return _checked(path, rewrite(path, first))


def _checked(path: Path, secret: bytes) -> bytes:
    if len(secret) != 32:
        do = "Restore it from a backup; deleted, it is made anew, and every candidate gets another code."
        raise WorkspaceError("the key of the candidates' codes is damaged", where=str(path), do=do)
    return secret
