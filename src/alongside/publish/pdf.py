"""PDFs by Typst: a template of ours and data, never a text joined to a template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import msgspec
import typst

TEMPLATES = Path(__file__).parent / "typst"
"""The templates; nothing outside this folder can be read by one."""
MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The date inside every file, so that the same data gives the same bytes on any day."""
STANDARD = "ua-1"
"""PDF/UA-1: structure for screen readers, and no sign without a shape."""
_NO_SHAPE = re.compile(r"could not be displayed")
_ORDINARY = re.compile(r"[\n -~]")


@dataclass(frozen=True)
class Printed:
    """A PDF, and the signs of its data that no font of this computer can draw: they stand as `?`."""

    pdf: bytes
    missing: frozenset[str] = frozenset()


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF that the template `<template>.typ` makes of `data`; see `printed`."""
    return printed(template, data).pdf


def printed(template: str, data: Mapping[str, Any]) -> Printed:
    """Return the PDF that the template `<template>.typ` makes of `data`, and what it could not draw.

    The template reads it as `#let data = json(bytes(sys.inputs.data))`. Every text in it prints as it is
    written, whatever it holds. Words of the interface belong into `data` too, so that they are translated.
    """
    plain = msgspec.to_builtins(data)
    # The computer's own fonts only where a name needs them: reading them takes time, and they differ.
    for own in (False, True):
        try:
            return Printed(_made(template, plain, own=own))
        except typst.TypstError as err:
            if not _NO_SHAPE.search(str(err)):
                raise
    missing = frozenset(sign for sign in set(_shown(plain)) if not _drawable(sign))
    return Printed(_made(template, _without(plain, missing), own=True), missing)


def named_signs(signs: Collection[str]) -> str:
    """Return signs by number and Unicode name, so that they can be told without their shape."""
    return ", ".join(f"U+{ord(one):04X} {unicodedata.name(one, '')}".strip() for one in sorted(signs))


def _made(template: str, plain: Any, *, own: bool) -> bytes:
    text = msgspec.json.encode(plain).decode("utf-8")
    compiler = typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=_fonts(own=own))
    made = compiler.compile(format="pdf", sys_inputs={"data": text}, timestamp=MADE, pdf_standards=STANDARD)
    if not isinstance(made, bytes):
        raise TypeError(f"{template} gave no single file")
    return made


@cache
def _fonts(*, own: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=own, font_paths=[str(fontpkg_noto_sans.ROOT / "files")])


@cache
def _drawable(sign: str) -> bool:
    """Whether some font has a shape for a sign: a page with nothing else on it is tried."""
    if _ORDINARY.match(sign):
        return True
    try:
        _made("sign", {"sign": sign}, own=True)
    except typst.TypstError:
        return False
    return True


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


def _without(value: Any, signs: Collection[str]) -> Any:
    if isinstance(value, str):
        return "".join("?" if sign in signs else sign for sign in value)
    if isinstance(value, Mapping):
        return {name: _without(one, signs) for name, one in value.items()}
    return [_without(one, signs) for one in value] if isinstance(value, list | tuple) else value
