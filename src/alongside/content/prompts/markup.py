"""Lines to mark, as markdown: the marks, then the lines by number."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Markup
from alongside.model.kinds.markup import MarkedLine


def lines(markup: Markup) -> list[str]:
    """Return the marks with their hints, what is done on a judged line, and the lines."""
    marks = (f"**{m.label.strip()}**{': ' + m.hint.strip() if m.hint else ''}" for m in markup.marks)
    choose = "one mark or more" if markup.several else "one mark"
    strikes = [f"**{mark.label.strip()}**" for mark in markup.marks if mark.strikes]
    strike = f"Where it is {' or '.join(strikes)}: strike the words that make it so, and write the line anew."
    numbered = "\n".join(f"{n}. {_line(line)}" for n, line in enumerate(markup.lines, 1))
    return [f"Give each line {choose}:", bullets(marks), strike if strikes else "", numbered]


def _line(line: MarkedLine) -> str:
    who = f"**{line.who.strip()}:** " if line.who else ""
    return f"{who}{' '.join(line.text.split())}"
