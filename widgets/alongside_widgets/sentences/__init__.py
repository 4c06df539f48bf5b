"""Every sentence that a widget shows, in English: one file for each widget, and one for what they share."""

from __future__ import annotations

from alongside_widgets.sentences import (
    agreement,
    check,
    compare,
    grid,
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
    grid,
)


def texts_of(*names: str) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return the texts of widgets by name, and what all share: key to English, key to singular and plural."""
    files = [file for file in _FILES if file is shared or file.__name__.rpartition(".")[2] in names]
    plurals = [getattr(file, "PLURALS", {}) for file in files]
    return {k: v for file in files for k, v in file.STRINGS.items()}, {
        k: v for one in plurals for k, v in one.items()
    }


NAMES = tuple(file.__name__.rpartition(".")[2] for file in _FILES if file is not shared)
"""The widgets that have sentences."""
STRINGS, PLURALS = texts_of(*NAMES)
"""Key to English text; key to English singular and plural: a front end gets `words.one`, `words.other`."""
