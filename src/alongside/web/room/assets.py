"""The scripts and styles of the room, by content hash: what a phone has once, it never asks for again."""

from __future__ import annotations

from pathlib import Path

from alongside_widgets import WIDGETS, front_name
from alongside_widgets.base import front_ends, styles, tokens

from alongside.publish.hashed import Hashed
from alongside.publish.shipped import keeping, mounting, site_styles

_HERE = Path(__file__).parent / "static"
_PAGES = Path(__file__).parents[1] / "static"


class Assets(Hashed):
    """Every file in `static/` beside this module, and what the room shares with the kit's other pages."""

    def __init__(self) -> None:
        files = {path.name: path.read_text(encoding="utf-8") for path in sorted(_HERE.iterdir())}
        names = [front_name(kind) for kind in WIDGETS]
        shelf = keeping() + files.pop("shelf.js")
        panel = (_PAGES / "sharing.css").read_text(encoding="utf-8")
        files |= {
            "fronts.js": front_ends(names),
            "fronts.css": styles(names),
            "mark.svg": (_PAGES / "mark.svg").read_text(encoding="utf-8"),
            "contents.js": (_PAGES / "contents.js").read_text(encoding="utf-8"),
            "live.js": (_PAGES / "sharing.js").read_text(encoding="utf-8"),
            "filter.js": (_PAGES / "filter.js").read_text(encoding="utf-8"),
            "room.css": "\n".join((tokens(), site_styles(), files["room.css"], panel)),
            "unit.js": mounting() + shelf + files["unit.js"],
            "home.js": shelf + files["home.js"],
            "handin.js": shelf + files["handin.js"],
        }
        super().__init__({name: text.encode() for name, text in files.items()})

    def address(self, plain: str) -> str:
        """Return the address of a file, such as `/static/room.3f2a….css`."""
        return f"/static/{self.plain(plain).name}"
