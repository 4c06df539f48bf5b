"""Marked lines: marks and words that exist, one mark where only one is asked for, and how they are told."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from alongside.model.kinds import Markup, MarkupValue
from alongside.model.kinds.markup import MarkedLine, words_of
from alongside.responses.blocks import AnyBlock, Table
from alongside.responses.handling import Handling
from alongside.responses.kinds.sizes import LINE_LIMIT
from alongside.responses.unfit import check_known, check_length, check_once, refusal
from alongside.responses.untrusted import clean
from alongside.strings import _

NOTHING = MarkupValue()


def _cleaned(value: MarkupValue) -> MarkupValue:
    struck = {line: [clean(word) for word in words] for line, words in value.struck.items()}
    rewritten = {line: clean(text) for line, text in value.rewritten.items()}
    return msgspec.structs.replace(value, struck=struck, rewritten=rewritten)


def _check(response: Markup, value: MarkupValue, stored: MarkupValue | None) -> None:
    """Raise AnswersError for an unknown line, mark or word, a mark too many, or a line anew that is too long.

    What `stored` already says of a line is allowed: content may reword or drop a line that is marked.
    """
    before = stored or NOTHING
    lines = {line.id: line for line in response.lines}
    known = {*lines, *before.marks, *before.struck, *before.rewritten}
    check_known(response, {*value.marks, *value.struck, *value.rewritten}, known, _("line"))
    marks = {mark.id for mark in response.marks}
    for line, given in value.marks.items():
        _check_marks(response, given, marks, before.marks.get(line, []))
    for line, words in value.struck.items():
        text = lines[line].text if line in lines else ""
        check_known(response, words, {*words_of(text), *before.struck.get(line, [])}, _("word"))
        check_once(response, words)
    for line, text in value.rewritten.items():
        check_length(response, text, LINE_LIMIT, line)


def _check_marks(response: Markup, given: list[str], known: set[str], before: list[str]) -> None:
    check_known(response, given, {*known, *before}, _("mark"))
    check_once(response, given)
    if not response.several and len(given) > max(1, len(before)):
        raise refusal(response, _("a line takes one mark only"))


def _blocks(response: Markup | None, value: MarkupValue) -> list[AnyBlock]:
    labels = {mark.id: mark.label.strip() for mark in response.marks} if response else {}
    rows = [
        [
            text,
            ", ".join(labels.get(mark, mark) for mark in value.marks.get(line, [])),
            ", ".join(words_of(text).get(word, word) for word in value.struck.get(line, [])),
            value.rewritten.get(line, "").strip(),
        ]
        for line, text in _noted(response, value)
    ]
    head = [_("Line"), _("Marked as"), _("Struck"), _("Written anew")]
    told = [n for n in range(len(head)) if n < 2 or any(row[n] for row in rows)]
    return [Table([head[n] for n in told], [[row[n] for n in told] for row in rows])] if rows else []


def _noted(response: Markup | None, value: MarkupValue) -> Iterator[tuple[str, str]]:
    """Yield the id and the wording of each line about which something is noted, in the order of the lines."""
    texts = {line.id: _wording(line) for line in response.lines} if response else {}
    noted = [*value.marks, *value.struck, *value.rewritten]
    for line in dict.fromkeys([*texts, *noted]):
        if value.marks.get(line) or value.struck.get(line) or value.rewritten.get(line, "").strip():
            yield line, texts.get(line, line)


def _wording(line: MarkedLine) -> str:
    return f"{line.who.strip()}: {line.text.strip()}" if line.who.strip() else line.text.strip()


HANDLING = Handling(Markup, MarkupValue, blocks=_blocks, check=_check, cleaned=_cleaned)
