"""A copy of somebody's answers, as a page shows it: everything in it is escaped, nothing in it is trusted."""

from __future__ import annotations

from dataclasses import dataclass

from alongside import paths
from alongside.content.load import find_unit, response_of
from alongside.errors import AlongsideError
from alongside.model.kinds import AnyResponse
from alongside.model.showing import Copy, ShownAnswer
from alongside.responses.fitting import check_fits
from alongside.responses.html import answer_html, passage_html, printable, safe
from alongside.strings import _


@dataclass(frozen=True)
class ReadAnswer:
    """One answer of a copy; `html` is safe, everything else plain text."""

    title: str
    prompt: str
    saved_at: str
    html: str


@dataclass(frozen=True)
class ReadCopy:
    """A copy to read; `line` is safe HTML, names are plain text without control characters."""

    copy: Copy
    by: str
    to: str
    line: str
    answers: list[ReadAnswer]


def drawn_copy(copy: Copy) -> ReadCopy:
    """Return a copy, ready to be shown."""
    line = passage_html(copy.line) if copy.line.strip() else ""
    return ReadCopy(copy, _name(copy.by), _name(copy.to), line, [_drawn(one) for one in copy.answers])


def told_copy(copy: Copy) -> str:
    """Return a copy as the safe HTML of a file to send."""
    read = drawn_copy(copy)
    told = _("{by} shows you this for a conversation. It is no evidence for an award and was not handed in.")
    keep = _("Please do not pass it on. {by} may withdraw it: delete this file then.")
    lines = [told.format(by=read.by), keep.format(by=read.by)]
    head = "".join(f"<p>{safe(line)}</p>" for line in lines)
    answers = "".join(
        f'<article>\n<h2 dir="auto">{safe(one.prompt)}</h2>\n<p class="when">{safe(one.title)}</p>\n'
        f"{one.html}\n</article>\n"
        for one in read.answers
    )
    how = _("Whoever has Alongside can open this file there (Lead, “Shown to me”) and write a reply.")
    return f'{head}\n{read.line}\n{answers}<p class="when">{safe(how)}</p>\n'


def _drawn(one: ShownAnswer) -> ReadAnswer:
    response = _response(one)
    told = answer_html(response, one.answer.value) if response else _as_text(one.text)
    return ReadAnswer(printable(one.title), printable(one.answer.prompt), one.answer.saved_at, told)


def _response(one: ShownAnswer) -> AnyResponse | None:
    """The wording of this answer, where this kit knows the same version of it and the value fits."""
    try:
        unit, _folder = find_unit(one.answer.id, paths.content_root())
        response = response_of(unit, one.answer.id)
        check_fits(response, one.answer.value)
    except AlongsideError:
        return None
    return response if unit.version == one.answer.content_version else None


def _as_text(text: str) -> str:
    return f'<div class="answer">{passage_html(text)}</div>'


def _name(text: str) -> str:
    return " ".join(printable(text).split())
