"""A page with widgets on it, and a stand-in for the desk, both served to the browser without any network."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from alongside_widgets import WIDGETS, front_name
from alongside_widgets.base import front_end, style
from alongside_widgets.strings import widget_strings
from playwright.sync_api import BrowserContext, Page, Request, Route

ORIGIN = "http://alongside.test"
BASE = "/user/ines/"
XSRF = "2|abc|def"
MODEL = (Path(__file__).parent / "model.js").read_text(encoding="utf-8")


@dataclass
class Desk:
    """The answers a server would keep, in memory; set `down` or `problem` to make it fail."""

    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    puts: list[dict[str, Any]] = field(default_factory=list)
    down: bool = False
    problem: str = ""
    clock: int = 0

    def keep(self, url: str, value: dict[str, Any]) -> dict[str, Any]:
        """Keep `value` as the next revision, as somebody else's save would."""
        self.clock += 1
        rev = self.kept.get(url, {"rev": 0})["rev"] + 1
        self.kept[url] = {"rev": rev, "saved_at": f"2026-03-03T09:41:{self.clock:02}.000Z", "value": value}
        return self.kept[url]

    def answer(self, route: Route, request: Request, url: str) -> None:
        if self.down:
            route.abort()
        elif request.method == "GET":
            route.fulfill(json=self.kept.get(url, {"rev": 0, "saved_at": "", "value": None}))
        elif request.headers.get("x-xsrftoken") != XSRF:
            route.fulfill(status=403, json={"problem": "The token is missing."})
        elif self.problem:
            route.fulfill(status=507, json={"problem": self.problem})
        else:
            route.fulfill(json=self._put(url, json.loads(request.post_data or "{}")))

    def _put(self, url: str, sent: dict[str, Any]) -> dict[str, Any]:
        self.puts.append(sent)
        before = self.kept.get(url, {"rev": 0})
        conflict = before if before["rev"] > sent["rev"] else None
        now = self.keep(url, sent["value"])
        return {"rev": now["rev"], "saved_at": now["saved_at"], "conflict": conflict}


def box(item: dict[str, Any], way: str = "desk", **state: Any) -> dict[str, Any]:
    """Return the state a widget for `item` starts from; `state` overrides any trait."""
    saving = {"way": way, "url": f"alongside/api/answers/{item['id']}", "store": f"ines:{item['id']}"}
    start = {"answer": {}, "rev": 0, "saved_at": "", "outgoing": {}, "incoming": {}}
    return {**start, "item": item, "strings": widget_strings(), "saving": saving, **state}


class Bench:
    """One browser context: opens pages with boxes, and keeps what the desk received."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.desk = Desk()
        self.html = ""
        context.add_cookies([{"name": "_xsrf", "value": XSRF, "url": ORIGIN}])
        context.route(f"{ORIGIN}/**", self._serve)

    def open(self, *boxes: dict[str, Any], theme: str = "light", width: int = 900) -> Page:
        """Open a page with `boxes`; their models are `window.models`, in order."""
        self.html = _page(boxes, theme)
        page = self.context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{ORIGIN}{BASE}page")
        page.wait_for_selector("body[data-ready]")
        return page

    def _serve(self, route: Route, request: Request) -> None:
        path = unquote(urlsplit(request.url).path)
        if path.startswith(f"{BASE}alongside/api/"):
            self.desk.answer(route, request, path.removeprefix(BASE))
        elif path == f"{BASE}page":
            policy = {"Content-Security-Policy": POLICY}
            route.fulfill(content_type="text/html; charset=utf-8", headers=policy, body=self.html)
        else:
            route.fulfill(content_type=_TYPES[path.rsplit(".", 1)[-1]], body=_file(path))


_TYPES = {"js": "text/javascript", "css": "text/css", "ico": "image/x-icon"}


def _file(path: str) -> str:
    if path.startswith("/front/"):
        return front_end(path.removeprefix("/front/").removesuffix(".js"))
    if path == "/style.css":
        return _BODY + "\n".join(style(front_name(kind)) for kind in WIDGETS)
    return {"/model.js": MODEL, "/start.js": _START, "/favicon.ico": ""}[path]


POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
"""As strict as the kit's own pages: an inline style or script on a page fails its test."""

_HTML = """<!doctype html>
<html lang="en" data-theme="{theme}"><head><meta charset="utf-8"><title>Boxes</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="alongside-base" content="{base}"><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>Boxes</h1>{places}</main>
<script id="boxes" type="application/json">{state}</script><script type="module" src="/start.js"></script>
</body></html>"""

_BODY = """
body { margin: 0 auto; padding: 16px; max-width: 54rem; background: var(--alo-paper); color: var(--alo-ink); }
"""

_START = """
import { Model } from "/model.js";
const boxes = JSON.parse(document.getElementById("boxes").textContent);
window.models = boxes.map((one) => new Model(one.state));
window.ends = [];
for (const [n, one] of boxes.entries()) {
  const front = (await import(`/front/${one.front}.js`)).default;
  window.ends[n] = await front.render({ model: window.models[n], el: document.getElementById(`box-${n}`) });
}
document.body.dataset.ready = "";
"""


def _page(boxes: tuple[dict[str, Any], ...], theme: str) -> str:
    fronts = [front_name(one["item"]["kind"]) for one in boxes]
    state = [{"front": front, "state": one} for front, one in zip(fronts, boxes, strict=True)]
    return _HTML.format(
        theme=theme,
        base=BASE,
        places="".join(f'<div id="box-{n}"></div>' for n in range(len(boxes))),
        state=json.dumps(state).replace("<", "\\u003c"),
    )
