"""Every sentence that a widget shows, in English: one file for each widget, and one for what they share."""

from __future__ import annotations

from alongside_widgets.sentences import (
    agreement,
    check,
    compare,
    log,
    markup,
    plan,
    rate,
    reflect,
    rehearse,
    shared,
    sort,
    supportmap,
    timeline,
    triad,
)

_FILES = (
    shared,
    reflect,
    rate,
    check,
    sort,
    rehearse,
    triad,
    agreement,
    log,
    markup,
    plan,
    compare,
    timeline,
    supportmap,
)

STRINGS: dict[str, str] = {key: text for file in _FILES for key, text in file.STRINGS.items()}
"""Key to English text."""
PLURALS: dict[str, tuple[str, str]] = {
    key: pair for file in _FILES for key, pair in getattr(file, "PLURALS", {}).items()
}
"""Key to the English singular and plural; the front end gets `words.one`, `words.other` and so on."""
