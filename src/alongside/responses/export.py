"""Export: everything a person wrote, as one page to read or print, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from alongside.model.answers import Earlier, Entry
from alongside.model.kinds import AnyResponse
from alongside.model.unit import AnyUnit
from alongside.responses.gather import UnitAnswers, gather
from alongside.responses.html import answer_html, safe
from alongside.responses.moments import moment, when
from alongside.responses.untrusted import clean
from alongside.strings import _

SCHEMA = 1
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
UnitFor = Callable[[str, Path], AnyUnit | None]
"""Finds the unit with an id whose answers lie in a folder, or None: answers are shown with ids then."""
_STYLE = """
body { font: 17px/1.5 system-ui, sans-serif; max-width: 70ch; margin: 2rem auto; padding: 0 1rem;
  color: #1c1b1a; background: #fff; overflow-wrap: anywhere }
h2 { border-bottom: 2px solid #0f6b66; margin-top: 3rem } h3 { font-size: 1.05rem; margin-bottom: .3rem }
.answer { border-left: 3px solid #0f6b66; padding-left: 1rem } .answer-label { font-weight: 600; margin: 0 }
.when, .problem { color: #57534e; font-size: .9rem } .earlier { margin-left: 2rem }
table { border-collapse: collapse }
th, td { border: 1px solid #a8a29e; padding: .3rem .6rem; text-align: start }
@media print {
  body { margin: 0; max-width: none } h2, h3 { break-after: avoid } table { break-inside: avoid }
}
"""


def export_json(workspace: Path, now: datetime) -> bytes:
    """Return every answer of `workspace`, with its earlier versions, as indented JSON."""
    units = [
        {
            "unit": one.unit,
            "folder": _place(one, workspace),
            "entries": msgspec.to_builtins(list(one.entries.values())),
            "problems": one.problems,
        }
        for one in gather(workspace)
    ]
    whole = {"schema": SCHEMA, "exported_at": moment(now), "units": units}
    return json.dumps(whole, indent=2, ensure_ascii=False).encode() + b"\n"


def export_html(workspace: Path, unit_for: UnitFor, now: datetime, lang: str = "en") -> str:
    """Return every answer of `workspace` as one page that needs nothing else and prints well.

    Wording comes from the units that `unit_for` finds; `lang` is the language of the page's own words.
    """
    found = gather(workspace)
    made = safe(_("Made on {when} from {folder}.").format(when=_readable(moment(now)), folder=workspace.name))
    body = "".join(_unit(one, unit_for(one.unit, one.folder), workspace) for one in found)
    return page_html(_("What I wrote"), f'<p class="when">{made}</p>\n{body or _nothing()}', lang)


def page_html(title: str, body: str, lang: str, after: str = "") -> str:
    """Return a page that needs nothing else and runs nothing; `body` and `after` are safe HTML."""
    called = safe(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{safe(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{called}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{called}</h1>\n"
        f"{body}</main>\n{after}</body>\n</html>\n"
    )


def _unit(one: UnitAnswers, unit: AnyUnit | None, workspace: Path) -> str:
    responses = {response.id: response for response in unit.responses} if unit else {}
    title = f"{one.unit} {unit.title}" if unit else one.unit
    order = [name for name in responses if name in one.entries]
    order += [name for name in one.entries if name not in responses]
    entries = "".join(_entry(one.entries[name], responses.get(name)) for name in order)
    problems = "".join(f'<p class="problem">{safe(problem)}</p>' for problem in one.problems)
    place = f'<p class="when">{safe(_place(one, workspace))}</p>'
    return f'<section>\n<h2 dir="auto">{safe(title)}</h2>\n{place}\n{problems}{entries}</section>\n'


def _entry(entry: Entry, response: AnyResponse | None) -> str:
    earlier = "".join(_earlier(one, response) for one in reversed(entry.earlier))
    saved = safe(_("Saved {when}").format(when=_readable(entry.saved_at)))
    return (
        f'<article id="{safe(entry.id)}">\n<h3 dir="auto">{safe(entry.prompt)}</h3>\n'
        f'{answer_html(response, entry.value)}\n<p class="when">{saved}</p>\n{earlier}</article>\n'
    )


def _earlier(one: Earlier, response: AnyResponse | None) -> str:
    told = _("Earlier version, saved {when} ({why})").format(when=_readable(one.saved_at), why=why_kept(one))
    answer = answer_html(response, one.value)
    return f'<div class="earlier">\n<p class="when">{safe(told)}</p>\n{answer}\n</div>\n'


def why_kept(one: Earlier) -> str:
    """Return why an earlier version was kept, in the reader's language."""
    return {
        "elsewhere": _("kept because another page or computer saved too"),
        "sitting": _("kept from an earlier sitting"),
        "reworded": _("an answer to an earlier wording"),
        "handed-in": _("as it was handed in"),
    }[one.why]


def _readable(saved_at: str) -> str:
    return when(saved_at).strftime("%Y-%m-%d %H:%M UTC")


def _place(one: UnitAnswers, workspace: Path) -> str:
    return clean(one.folder.relative_to(workspace).as_posix())


def _nothing() -> str:
    sentence = _("Nothing has been written yet.")
    return f"<p>{safe(sentence)}</p>\n"
