"""Interface text in the reader's language, through gettext; widgets have a table of their own."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

DOMAIN = "alongside"
LOCALE = Path(__file__).parent / "locale"
_current: ContextVar[gettext.NullTranslations | None] = ContextVar("alongside_translations", default=None)


def translations(lang: str) -> gettext.NullTranslations:
    """Return the catalogue of `lang`; English stands where nothing is translated."""
    return gettext.translation(DOMAIN, LOCALE, languages=[lang], fallback=True)


def speak(catalogue: gettext.NullTranslations) -> None:
    """Use `catalogue` for every `_` in the rest of this task, and in the threads that it starts."""
    _current.set(catalogue)


@contextmanager
def speaking(catalogue: gettext.NullTranslations) -> Iterator[None]:
    """Use `catalogue` for every `_` inside the block, in this task only."""
    token = _current.set(catalogue)
    try:
        yield
    finally:
        _current.reset(token)


def _(text: str) -> str:
    """Return `text` in the current language."""
    catalogue = _current.get()
    return catalogue.gettext(text) if catalogue else text


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a counted text that fits `count` in the current language."""
    catalogue = _current.get()
    return catalogue.ngettext(one, many, count) if catalogue else (one if count == 1 else many)
