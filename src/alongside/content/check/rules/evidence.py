"""Is what we claim supported, and said no louder than its source says it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.finding import Finding
from alongside.content.check.markdown import Span, blocks, sentences
from alongside.content.check.passages import (
    Passage,
    data_passages,
    handbook_passages,
    notes_passages,
    unit_passages,
)
from alongside.content.check.rule import Rule, UnitRule
from alongside.content.check.walking import Place, mappings
from alongside.model.evidence import Source
from alongside.model.framework import Framework, Instrument
from alongside.model.key import Key
from alongside.model.programme import Programme
from alongside.strings import _

_CITATION = re.compile(r"\[([a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:; ?[a-z][a-z0-9]*(?:_[a-z0-9]+)*)*)\](?!\()")
_YEAR = re.compile(r"\b(1[5-9]|20)\d\d(s|[-–/]\d{2,4})?\b")
_REFERENCE = re.compile(r"\b[a-z]\d{1,2}(-[a-z0-9]+)*\b|\A\s*(\d+\.|\| *\d+ *\|)", re.I)
_NUMBER = re.compile(r"\d|\bper ?cent\b|%", re.I)
_OF_CONTENT = (Framework, Instrument, Programme, Key)


def citations(text: str) -> Iterator[tuple[int, str]]:
    """Yield every key cited in square brackets, with where its bracket begins."""
    for match in _CITATION.finditer(text):
        for key in match[1].split(";"):
            yield match.start(), key.strip()


def all_passages(content: Curriculum) -> Iterator[Passage]:
    """Yield every text that may cite: units, notes, handbook, framework, instruments, programme, keys."""
    for files in content.units:
        yield from unit_passages(files)
    yield from notes_passages(content)
    yield from handbook_passages(content)
    yield from data_passages(content, _OF_CONTENT)


def _lists(raw: Any) -> Iterator[tuple[Place, str]]:
    """Yield every key in a list called `evidence`, with its place."""
    for place, one in mappings(raw):
        listed = one.get("evidence")
        for n, key in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(key, str):
                yield (*place, "evidence", n), key


class KnownSources(Rule):
    """Sources exist."""

    code = "C701"
    name = "citation"
    description = "Every key cited in a text or listed as evidence is in handbook/evidence.yaml."

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each key that no source has."""
        known = content.evidence
        if not known:
            return
        for passage in all_passages(content):
            for offset, key in citations(passage.text):
                if key not in known:
                    yield self._unknown(passage.file, passage.line(offset), key)
        for file, shape in content.yaml_files.values():
            if shape != list[Source]:
                for place, key in _lists(file.raw):
                    if key not in known:
                        yield self._unknown(file, file.line(*place), key)

    def _unknown(self, file: Any, line: int, key: str) -> Finding:
        what = _("there is no source {key}").format(key=key)
        return self.at(file, line, what, _("correct the key, or add the source to handbook/evidence.yaml"))


class ListedSources(UnitRule):
    """A unit's list of sources is its own."""

    code = "C702"
    name = "evidence-list"
    description = (
        "A unit lists each source that it or one of its activities cites, and none that neither it nor its "
        "trainer notes cite."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for keys cited and not listed, and for keys listed and not cited."""
        listed = files.unit.evidence
        cited: set[str] = set()
        for passage in unit_passages(files):
            for offset, key in citations(passage.text):
                if key not in listed and key not in cited and key in content.evidence:
                    what = _("{key} is cited and not in the unit's evidence").format(key=key)
                    yield self.at(passage.file, passage.line(offset), what, _("add it to the list"))
                cited.add(key)
        for n, activity in enumerate(files.unit.activities):
            for k, key in enumerate(activity.evidence):
                if key not in listed:
                    what = _("{key} stands at an activity and not in the unit's evidence").format(key=key)
                    line = files.data.line("activities", n, "evidence", k)
                    yield self.at(files.data, line, what, _("add it to the list"))
        if files.notes:
            cited |= {key for _offset, key in citations(files.notes.text)}
        for n, key in enumerate(listed):
            if key not in cited:
                what = _("{key} is listed, and nothing in the unit cites it").format(key=key)
                line = files.data.line("evidence", n)
                yield self.at(files.data, line, what, _("cite it where it is used, or take it out"))


class PrintedNumbers(Rule):
    """Numbers are printed only where they are safe."""

    code = "C703"
    name = "print-numbers"
    description = (
        "A sentence that cites a source whose print_numbers is not yes-with-caveat, or whose status is "
        "unconfirmed, holds no number but years. An entry in a list of sources counts as one sentence."
    )
    tag = "policy"

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each such sentence with a number."""
        guarded = {key for key, source in content.evidence.items() if not may_print(source)}
        for passage in all_passages(content):
            for piece in pieces(passage.text):
                keys = [key for _at, key in citations(piece.text) if key in guarded]
                if keys and has_number(piece.text):
                    what = _("a number beside {key}, whose numbers may not be printed").format(key=keys[0])
                    yield self.at(
                        passage.file,
                        passage.line(piece.start),
                        what,
                        _("take the number out, or check the original and record that in evidence.yaml"),
                    )


def may_print(source: Source) -> bool:
    """Say whether numbers of `source` may stand in a text."""
    return source.print_numbers == "yes-with-caveat" and source.status == "confirmed"


def pieces(text: str) -> Iterator[Span]:
    """Yield sentences; a block that begins with its citation, as a list of sources does, is one piece."""
    for block in blocks(text):
        if _CITATION.match(block.text.lstrip(" -*>|")):
            yield block
        else:
            yield from sentences(block)


def has_number(text: str) -> bool:
    """Say whether a sentence holds a figure: digits or per cent, but not a year, an id or a citation."""
    for noise in (_CITATION, _REFERENCE, _YEAR):
        text = noise.sub(" ", text)
    return bool(_NUMBER.search(text))
