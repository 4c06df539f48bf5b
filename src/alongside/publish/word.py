"""What a person wrote as a Word document: headings, prompts, answers as text, lists and tables."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from alongside.model.answers import Entry
from alongside.model.kinds import AnyResponse
from alongside.model.unit import AnyUnit
from alongside.publish.paper import LABEL, Paper
from alongside.responses.blocks import AnyBlock, Listing, Passage, Table
from alongside.responses.export import UnitFor
from alongside.responses.gather import UnitAnswers, gather
from alongside.responses.html import paragraphs_of
from alongside.responses.moments import when
from alongside.responses.telling import blocks_of
from alongside.strings import _

MOST_PARAGRAPHS = 2_000
"""A text with more keeps its blank lines as line ends: nobody wrote those by hand, and each costs time."""


def export_word(
    workspace: Path,
    unit_for: UnitFor,
    now: datetime,
    *,
    name: str,
    lang: str = "en",
    only: Path | None = None,
) -> bytes:
    """Return every answer of `workspace`, as it stands now, as the bytes of a Word document.

    `name` is whose answers they are; `only` is the folder of the one unit to take. Wording comes from the
    units that `unit_for` finds; `lang` is the language that the document is checked for spelling in.
    """
    found = [one for one in gather(workspace) if only is None or one.folder == only]
    paper = Paper(_("What I wrote"), lang, name, now)
    paper.write(_("What I wrote"), "Title")
    made = _("{name}, made on {when}. Earlier versions are not in this document.")
    paper.write(made.format(name=name, when=_day(now)))
    for one in found:
        _add_unit(paper, one, unit_for(one.unit, one.folder))
    if not any(one.entries for one in found):
        paper.write(_("Nothing has been written yet."))
    return paper.finished()


def _add_unit(paper: Paper, one: UnitAnswers, unit: AnyUnit | None) -> None:
    known = {response.id: response for response in unit.responses} if unit else {}
    order = [name for name in known if name in one.entries]
    order += [name for name in one.entries if name not in known]
    paper.write(unit.title if unit else one.unit, "Heading 1")
    for problem in one.problems:
        paper.write(problem)
    for name in order:
        _add_answer(paper, one.entries[name], known.get(name))


def _add_answer(paper: Paper, entry: Entry, response: AnyResponse | None) -> None:
    paper.write(entry.prompt, "Heading 2")
    blocks = blocks_of(response, entry.value)
    for block in blocks:
        _add_block(paper, block)
    if not blocks:
        paper.write(_("Not answered."))
    paper.write(_("Saved {when}").format(when=_day(when(entry.saved_at))), "Caption")


def _add_block(paper: Paper, block: AnyBlock) -> None:
    match block:
        case Passage(text):
            paragraphs = paragraphs_of(text)
            for paragraph in paragraphs if len(paragraphs) <= MOST_PARAGRAPHS else [text]:
                paper.write(paragraph)
        case Listing(label, items, ordered):
            paper.write(label, LABEL)
            paper.list(items or [_("Nothing")], ordered=ordered)
        case Table(head, rows):
            paper.table(head, rows)


def _day(moment: datetime) -> str:
    """The time by this computer's clock: `2026-03-01 11:42`."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
