"""What the pages of the static edition load: scripts, styles and a mark, named by their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside_widgets import WIDGETS, front_name
from alongside_widgets.base import front_ends_script, styles, tokens

FOLDER = "files"
_SITE = Path(__file__).parent / "site"
_PAGES = Path(__file__).parents[1] / "web" / "static"
"""The look of the kit's own pages, of which the static edition is one more."""
_MOUNTING = ("model.js", "mounting.js")
_SCRIPTS = ("answers.js", "keeping.js", "page.js")


@dataclass(frozen=True)
class Shipped:
    """Plain name to address, and address to content: `page.css` is `files/page.3f2a….css`."""

    addresses: dict[str, str]
    contents: dict[str, bytes]


def shipped(shared: dict[str, Any]) -> Shipped:
    """Return every file that pages load; a changed file has another name, so that no cache keeps the old one.

    `shared` is what scripts find on every page as `alongsideSite`.
    """
    names = [front_name(kind) for kind in WIDGETS]
    plain = {
        "contents.js": _scoped(_read(_PAGES / "contents.js")),
        "filter.js": _scoped(_read(_PAGES / "filter.js")),
        "fronts.css": styles(names),
        "fronts.js": front_ends_script(names),
        "mark.svg": _read(_PAGES / "mark.svg"),
        "site.js": f"globalThis.alongsideSite = {json.dumps(shared, ensure_ascii=False)};\n",
        "page.css": "\n".join((tokens(), site_styles())),
        "page.js": _scoped(mounting() + _joined(_SCRIPTS)),
    }
    addresses = {name: f"{FOLDER}/{_hashed(name, text)}" for name, text in plain.items()}
    return Shipped(addresses, {addresses[name]: text.encode() for name, text in plain.items()})


def mounting() -> str:
    """Return the script that every page with exercises begins with: `Model` and `mountAll`."""
    return _joined(_MOUNTING)


def keeping() -> str:
    """Return the script that reads and writes files of answers, and joins two versions of one answer."""
    return _read(_SITE / "answers.js")


def site_styles() -> str:
    """Return the styles of the kit's pages with those of pages that keep answers in a browser."""
    return "\n".join((_read(_PAGES / "page.css"), _read(_SITE / "site.css")))


def _joined(names: Iterable[str]) -> str:
    return "".join(_read(_SITE / name) for name in names)


def _scoped(script: str) -> str:
    """Return a script whose names are its own, as those of a module would be."""
    return f"(() => {{\n{script}}})();\n"


def _hashed(name: str, text: str) -> str:
    stem, _dot, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.{suffix}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
