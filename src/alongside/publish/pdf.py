"""PDFs by Typst: a template of ours and data, never a text joined to a template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import typst

TEMPLATES = Path(__file__).parent / "typst"
"""The templates; nothing outside this folder can be read by one."""
MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The date inside every file, so that the same data gives the same bytes on any day."""
_COVERED = ((0, 0x52F), (0x1E00, 0x20CF), (0x2100, 0x22FF), (0x25A0, 0x25FF), (0x2610, 0x2612))
"""Signs that the fonts which come with Typst can draw: Latin, Greek, Cyrillic, punctuation, ticks."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF that the template `<template>.typ` makes of `data`.

    The template reads it as `#let data = json(bytes(sys.inputs.data))`. Every text in it prints as it is
    written, whatever it holds. Words of the interface belong into `data` too, so that they are translated.
    """
    text = msgspec.json.encode(data).decode("utf-8")
    # The computer's own fonts only where a name needs them: reading them takes time, and they differ.
    fonts = _fonts(own=not all(map(_covered, set(_shown(msgspec.to_builtins(data))))))
    compiler = typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=fonts)
    made = compiler.compile(format="pdf", sys_inputs={"data": text}, timestamp=MADE)
    if not isinstance(made, bytes):
        raise TypeError(f"{template} gave no single file")
    return made


@cache
def _fonts(*, own: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=own)


def _covered(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _COVERED)


def _shown(value: object) -> Iterator[str]:
    """Give every sign of every text in `value`."""
    if isinstance(value, str):
        yield from value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _shown(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _shown(one)
