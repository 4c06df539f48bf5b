"""Can everyone find their way: headings, pictures, links?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from alongside.content.check.curriculum import Curriculum
from alongside.content.check.files import NotebookFile
from alongside.content.check.finding import Finding
from alongside.content.check.markdown import Heading, headings, without_code
from alongside.content.check.passages import (
    Passage,
    cells_of,
    fields_of,
    handbook_passages,
    handbook_texts,
    notes_passages,
)
from alongside.content.check.rule import Rule
from alongside.strings import _

_IMAGE = re.compile(r"!\[([^\]]*)\]\(|<img\b([^>]*)>", re.I)
_ALT = re.compile(r"""\balt\s*=\s*["']?[^"'>\s]""", re.I)
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(\s*<?([^)\s>]*)")
_BARE = re.compile(r"(?<![\w(\"'=/])(?:https?|http|ftp|file)://\S+|<(?:https?|ftp)://[^>]+>", re.I)
_EMPTY = re.compile(
    r"(click |tap )?(here|this|this (page|link|site)|link|more|read more|see more|details)", re.I
)
_OPEN = frozenset({"handbook", "modules", "exercises"})
"""The folders whose content everybody gets as pages."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


class HeadingOrder(Rule):
    """Headings make an outline."""

    code = "C601"
    name = "headings"
    description = (
        "A notebook, a note or a text of the handbook begins with its only first-level heading, and no "
        "heading skips a level."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each heading out of order, document by document."""
        for files in content.units:
            if files.notebook is not None:
                cells = list(cells_of(files, prompts=True))
                yield from self._document(cells)
        for passage in chain(notes_passages(content), handbook_texts(content)):
            yield from self._document([passage])

    def _document(self, passages: list[Passage]) -> Iterator[Finding]:
        depth = 0
        for passage in passages:
            for heading in headings(passage.text):
                wrong = _out_of_order(heading, depth)
                if wrong:
                    yield self.at(passage.file, passage.line(heading.start), *wrong)
                depth = heading.depth
        if depth == 0 and passages:
            yield self.at(
                passages[0].file, passages[0].line(0), _("there is no heading"), _("begin with a # heading")
            )


def _out_of_order(heading: Heading, depth: int) -> tuple[str, str] | None:
    if not heading.text:
        return _("the heading is empty"), _("give it words, or take it out")
    if heading.depth == 1 and depth > 0:
        return _("a second first-level heading"), _("use ## here")
    if heading.depth > depth + 1:
        what = _("a heading of level {new} after level {old}").format(new=heading.depth, old=depth)
        return what, _("use level {level}").format(level=depth + 1)
    return None


class MarkdownRule(Rule):
    """A rule that looks at every text that may hold links and pictures."""

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield every breach of this rule, text by text."""
        for files in content.units:
            yield from self._all(content, cells_of(files))
            yield from self._all(content, fields_of(files.data))
        yield from self._all(content, notes_passages(content))
        yield from self._all(content, handbook_passages(content))

    def _all(self, content: Curriculum, passages: Iterator[Passage]) -> Iterator[Finding]:
        for passage in passages:
            for offset, what, do in self.look(content, passage, without_code(passage.text)):
                yield self.at(passage.file, passage.line(offset), what, do)

    def look(self, content: Curriculum, passage: Passage, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield where, what is wrong, and what to do."""
        raise NotImplementedError


class AltText(MarkdownRule):
    """Pictures are described."""

    code = "C602"
    name = "alt-text"
    description = "Every picture has words for those who do not see it."

    def look(self, content: Curriculum, passage: Passage, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield a finding for each picture without."""
        for match in _IMAGE.finditer(text):
            if not (match[1] or "").strip() and not _ALT.search(match[2] or ""):
                yield (
                    match.start(),
                    _("a picture without words"),
                    _("say in its square brackets what it shows"),
                )


class LinkText(MarkdownRule):
    """Links say where they lead."""

    code = "C603"
    name = "link-text"
    description = "A link's words make sense by themselves: not here, not this page, not the bare address."
    severity = "warning"

    def look(self, content: Curriculum, passage: Passage, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield a finding for each link that says nothing."""
        for match in _LINK.finditer(text):
            if _EMPTY.fullmatch(match[1].strip(" .*_")) or _SCHEME.match(match[1]):
                what = _("the link says only: {words}").format(words=match[1])
                yield match.start(), what, _("name what it leads to")
        for match in _BARE.finditer(_LINK.sub(lambda m: " " * len(m[0]), text)):
            yield match.start(), _("a bare address"), _("make it a link with words")


class LinkTarget(MarkdownRule):
    """Links are safe, and lead somewhere."""

    code = "C604"
    name = "link-target"
    description = (
        "A link leads to https, to a place on the page, or to a file that lies in the content and that its "
        "readers get."
    )

    def look(self, content: Curriculum, passage: Passage, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield a finding for each link to anywhere else."""
        for match in _LINK.finditer(text):
            wrong = _leads_astray(content.root, passage, match[2])
            if wrong:
                yield match.start(), wrong, _("correct the address, or take the link out")


def _leads_astray(root: Path, passage: Passage, target: str) -> str | None:
    if target.startswith(("https://", "#", "mailto:")):
        return None
    if _SCHEME.match(target) or target.startswith("/"):
        return _("the link to {target} is neither https nor relative").format(target=target)
    place = (root / passage.file.path).parent / target.split("#", maxsplit=1)[0]
    if place.exists() and _is_closed(root, passage, place.resolve()):
        return _("the link to {target} leads out of what a learner gets").format(target=target)
    if not target or not place.resolve().is_relative_to(root) or not place.exists():
        return _("the link to {target} leads nowhere").format(target=target or '""')
    return None


def _is_closed(root: Path, passage: Passage, place: Path) -> bool:
    """Whether a learner who reads this passage does not get what lies at `place`."""
    shelf = place.relative_to(root).parts[:1] if place.is_relative_to(root) else ()
    if passage.file.path.startswith("handbook/"):
        return bool(shelf) and shelf[0] not in _OPEN
    return isinstance(passage.file, NotebookFile) and shelf == ("trainer-notes",)
