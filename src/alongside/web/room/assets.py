"""The scripts and styles of the room, by content hash: what a phone has once, it never asks for again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from alongside_widgets import WIDGETS, front_name
from alongside_widgets.base import front_ends, styles, tokens
from tornado.web import HTTPError

from alongside.publish.shipped import keeping, mounting, site_styles

_HERE = Path(__file__).parent / "static"
_PAGES = Path(__file__).parents[1] / "static"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Asset:
    """One file as served: its hashed name, its type and its bytes."""

    name: str
    type: str
    body: bytes


class Assets:
    """Every file in `static/` beside this module, and what the room shares with the kit's other pages."""

    def __init__(self) -> None:
        files = {path.name: path.read_text(encoding="utf-8") for path in sorted(_HERE.iterdir())}
        names = [front_name(kind) for kind in WIDGETS]
        shelf = keeping() + files.pop("shelf.js")
        files |= {
            "fronts.js": front_ends(names),
            "fronts.css": styles(names),
            "mark.svg": (_PAGES / "mark.svg").read_text(encoding="utf-8"),
            "contents.js": (_PAGES / "contents.js").read_text(encoding="utf-8"),
            "filter.js": (_PAGES / "filter.js").read_text(encoding="utf-8"),
            "room.css": "\n".join((tokens(), site_styles(), files["room.css"])),
            "unit.js": mounting() + shelf + files["unit.js"],
            "home.js": shelf + files["home.js"],
            "handin.js": shelf + files["handin.js"],
        }
        by_plain = {name: _asset(name, text.encode()) for name, text in files.items()}
        self._addresses = {name: f"/static/{asset.name}" for name, asset in by_plain.items()}
        self._by_hashed = {asset.name: asset for asset in by_plain.values()}

    def address(self, plain: str) -> str:
        """Return the address of a file, such as `/static/room.3f2a….css`."""
        return self._addresses[plain]

    def get(self, hashed: str) -> Asset:
        """Return the file with this hashed name; 404 for any other name."""
        if hashed not in self._by_hashed:
            raise HTTPError(404)
        return self._by_hashed[hashed]


def _asset(name: str, body: bytes) -> Asset:
    stem, _dot, suffix = name.rpartition(".")
    return Asset(f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}", _TYPES[f".{suffix}"], body)
