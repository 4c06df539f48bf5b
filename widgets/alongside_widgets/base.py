"""What every widget shares: how its files are joined, and its side of saving through a kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from alongside_widgets.strings import widget_strings

Keep = Callable[[dict[str, Any], int], dict[str, Any]]
"""Keeps a value saved on a revision: `{"rev", "saved_at", "conflict"}`, or `{"problem": "one sentence"}`."""

_HERE = Path(__file__).parent
_SCRIPTS = ("shared.js", "ways.js", "saving.js", "conflict.js")
_STYLES = ("tokens.css", "shared.css")
_LAYING = ("check", "sort", "markup", "grid")
"""The widgets in which things are laid and compared: they get these files as well."""
_LAYING_SCRIPTS = ("steady.js", "drag.js", "reasons.js")
_LAYING_STYLES = ("laying.css",)
_FORMS = ("agreement", "compare", "log", "markup", "plan", "supportmap", "timeline", "grid")
"""The widgets with fields to fill in: they get these files as well."""
_FORM_SCRIPTS = ("forms.js",)
_FORM_STYLES = ("forms.css",)
_ROWS = ("compare", "log", "supportmap")
"""The widgets with rows that are added, changed and taken back: they get this file as well."""
_ROW_SCRIPTS = ("rows.js",)
_EXPORT = "export default { render };"


def front_end(name: str) -> str:
    """Return the front end of widget `name` as one ES module that imports nothing."""
    return f"{_body(name)}{_EXPORT}\n"


def front_ends(names: Iterable[str]) -> str:
    """Return the front ends of several widgets as one ES module, with what they share standing in it once.

    It exports `fronts`: the name of a widget to its `{render}`.
    """
    return _together(names, "export const fronts = ")


def front_ends_script(names: Iterable[str]) -> str:
    """Return the same as a classic script, for pages opened from `file://`, where modules do not load.

    It leaves the name of a widget to its `{render}` in the global `alongsideFrontEnds`.
    """
    return f"(() => {{\n{_together(names, 'globalThis.alongsideFrontEnds = ')}}})();\n"


def _together(names: Iterable[str], given_to: str) -> str:
    files = (*_SCRIPTS, *_LAYING_SCRIPTS, *_FORM_SCRIPTS, *_ROW_SCRIPTS)
    shared = [_read("shared", file) for file in files]
    own = [f'"{name}": (() => {{\n{_own(name)}return {{ render }};\n}})(),' for name in names]
    return "\n".join([*shared, f"{given_to}{{", *own, "};\n"])


def styles(names: Iterable[str]) -> str:
    """Return the style sheets of several widgets as one, with what they share standing in it once."""
    shared = [_read("shared", file) for file in (*_STYLES, *_LAYING_STYLES, *_FORM_STYLES)]
    return "\n".join([*shared, *(_read(name, "widget.css") for name in names)])


def style(name: str) -> str:
    """Return the style sheet of widget `name`: design tokens, the shared part and its own."""
    laying = _LAYING_STYLES if name in _LAYING else ()
    forms = _FORM_STYLES if name in _FORMS else ()
    shared = [_read("shared", file) for file in (*_STYLES, *laying, *forms)]
    return "\n".join([*shared, _read(name, "widget.css")])


def tokens() -> str:
    """Return the design tokens alone, for pages that carry no widget."""
    return _read("shared", "tokens.css")


@cache
def _read(folder: str, file: str) -> str:
    return (_HERE / folder / file).read_text(encoding="utf-8")


@cache
def _body(name: str) -> str:
    laying = _LAYING_SCRIPTS if name in _LAYING else ()
    forms = _FORM_SCRIPTS if name in _FORMS else ()
    rows = _ROW_SCRIPTS if name in _ROWS else ()
    files = (*_SCRIPTS, *laying, *forms, *rows)
    return "\n".join([*(_read("shared", file) for file in files), _own(name)])


@cache
def _own(name: str) -> str:
    """Return what stands in the folder of widget `name` alone, without its export."""
    main = _read(name, "widget.js").rstrip()
    if not main.endswith(_EXPORT):
        raise ValueError(f"{name}/widget.js must end with the line: {_EXPORT}")
    parts = sorted(path.name for path in (_HERE / name).glob("*.js") if path.name != "widget.js")
    return "\n".join([*(_read(name, file) for file in parts), main.removesuffix(_EXPORT)])


class KitWidget(anywidget.AnyWidget):
    """A box to answer in; see docs/joints.md, "Saving from a widget", for its traits.

    `keep` is asked to keep each answer that arrives over the comm (way "kernel"); without it nothing is kept.
    """

    plain_html: ClassVar[Callable[..., str]]
    """The same item as plain HTML, from the widget's own module."""

    item = traitlets.Dict().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    rev = traitlets.Int(0).tag(sync=True)
    saved_at = traitlets.Unicode("").tag(sync=True)
    strings = traitlets.Dict().tag(sync=True)
    saving = traitlets.Dict().tag(sync=True)
    outgoing = traitlets.Dict().tag(sync=True)
    incoming = traitlets.Dict().tag(sync=True)

    def __init__(self, *, keep: Keep | None = None, **traits: Any) -> None:
        """Make the box with `traits`; interface texts are English unless `strings` are given."""
        traits.setdefault("strings", widget_strings())
        super().__init__(**traits)
        self._keep = keep
        self.observe(self._on_outgoing, names="outgoing")

    def _on_outgoing(self, change: dict[str, Any]) -> None:
        sent = change["new"]
        value, rev = sent.get("value"), sent.get("rev")
        # Whoever can reach the kernel's socket can send this: only what a front end sends is passed on.
        if self._keep is None or not isinstance(value, dict) or not isinstance(rev, int):
            return
        told = _kept(self._keep, value, rev)
        with self.hold_sync():
            if not told.get("problem"):
                self.set_trait("answer", value)
                self.set_trait("saved_at", told["saved_at"])
                self.set_trait("rev", told["rev"])
            self.incoming = {**told, "n": sent.get("n")}

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Return anywidget's bundle with the plain form as `text/html`; never the answer."""
        shown = super()._repr_mimebundle_(**options)
        if shown is None:
            return None
        bundle, metadata = shown if isinstance(shown, tuple) else (shown, {})
        return {**bundle, "text/html": type(self).plain_html(self.item, self.strings)}, metadata


def _kept(keep: Keep, value: dict[str, Any], rev: int) -> dict[str, Any]:
    try:
        return keep(value, rev)
    except Exception as error:  # no one else would hear of it: a comm has no caller, so the box says it
        return {"problem": str(error)}
