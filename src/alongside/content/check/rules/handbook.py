"""Is the handbook whole: its files, what it names, its dates, and what its sources allow?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from alongside.content.check.curriculum import Curriculum
from alongside.content.check.files import TextFile, YamlFile
from alongside.content.check.finding import Finding
from alongside.content.check.markdown import blocks
from alongside.content.check.rule import Rule
from alongside.content.check.rules.evidence import has_number, may_print
from alongside.content.check.walking import Place, mappings
from alongside.content.handbook.book import pieces
from alongside.model.handbook import BLANK, CountrySheet, Glossary, Handbook, RouteMap
from alongside.strings import _

Named = Iterator[tuple[YamlFile, Place, str]]
"""A file, where in it a name stands, and the name."""
_INVENTED = re.compile(r"\b(invented|fictional|made up)\b", re.I)
_RULED = re.compile(r"handbook/(evidence|handbook|route-map|glossary|countries/[a-z0-9-]+)\.yaml")


class HandbookFiles(Rule):
    """Every text of the handbook has a place in it."""

    code = "C901"
    name = "handbook-files"
    description = (
        "Every file that handbook.yaml names is a text of the handbook, and every file there is named by it "
        "or is one of its data files."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each name without a file, each file without a name, and each named twice."""
        named: set[str] = set()
        for file, place, name in _files(content):
            path = (PurePosixPath("handbook") / name).as_posix()
            if path not in content.handbook_texts:
                what = _("there is no text {file}").format(file=path)
                yield self.at(file, file.line(*place), what, _("correct the name, or add the file"))
            elif path in named:
                what = _("{file} is named before").format(file=path)
                yield self.at(file, file.line(*place), what, _("name each text once"))
            named.add(path)
        if content.all_of(Handbook) or "handbook/handbook.yaml" not in content.yaml_files:
            yield from self._unnamed(content, named)

    def _unnamed(self, content: Curriculum, named: set[str]) -> Iterator[Finding]:
        for path in sorted((content.root / "handbook").rglob("*")):
            name = path.relative_to(content.root).as_posix()
            if path.is_file() and "/." not in name and name not in named and not _RULED.fullmatch(name):
                do = _("name it in handbook/handbook.yaml, or take it out")
                yield self.at(TextFile(name), 1, _("nothing names this file"), do)


def _files(content: Curriculum) -> Named:
    for whole, file in content.all_of(Handbook):
        numbers: dict[str, int] = {}
        for shelf, piece in pieces(whole):
            numbers[shelf] = numbers.get(shelf, -1) + 1
            yield file, (shelf, numbers[shelf], "file"), piece.file


class HandbookIds(Rule):
    """The ids of the handbook tell its pieces apart."""

    code = "C902"
    name = "handbook-ids"
    description = (
        "No id of a text, question, term or language of the handbook is used twice, and a country sheet has "
        "the name of its file."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding at every second use of an id, and for each sheet under another name."""
        for file, places in _own_ids(content):
            seen: set[str] = set()
            for place, name in places:
                if name in seen:
                    what = _("the id {id} is used before").format(id=name)
                    yield self.at(file, file.line(*place), what, _("give this one an id of its own"))
                seen.add(name)
        for sheet, file in content.all_of(CountrySheet):
            if PurePosixPath(file.path).stem != sheet.id:
                what = _("the sheet {id} lies in the file {file}").format(id=sheet.id, file=file.path)
                yield self.at(file, file.line("id"), what, _("call both the same"))


def _own_ids(content: Curriculum) -> Iterator[tuple[YamlFile, list[tuple[Place, str]]]]:
    for book, file in content.all_of(Handbook):
        for shelf in ("chapters", "cases", "papers"):
            yield file, [((shelf, n, "id"), one.id) for n, one in enumerate(getattr(book, shelf))]
    for route, file in content.all_of(RouteMap):
        yield file, [(("questions", n, "id"), one.id) for n, one in enumerate(route.questions)]
    for words, file in content.all_of(Glossary):
        yield file, [(("terms", n, "id"), one.id) for n, one in enumerate(words.terms)]
        yield file, [(("languages", n, "code"), one.code) for n, one in enumerate(words.languages)]


class HandbookNames(Rule):
    """What the handbook names exists."""

    code = "C903"
    name = "handbook-names"
    description = (
        "Every unit, audience, competence, language and term that the handbook names exists; a unit that is "
        "only planned has no page yet."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each name that leads nowhere; what cannot be known is passed over."""
        units = {*content.by_id, *content.unreadable}
        yield from self._missing(_units(content), units, _("there is no unit {id}"))
        if content.programme is not None:
            known = {audience.id for audience in content.programme.audiences}
            yield from self._missing(_audiences(content), known, _("the programme has no audience {id}"))
        if content.framework is not None:
            known = {competence.id for competence in content.framework.competences}
            yield from self._missing(_competences(content), known, _("the framework has no competence {id}"))
        for words, _file in content.all_of(Glossary):
            codes = {one.code for one in words.languages}
            yield from self._missing(_languages(content), codes, _("the glossary has no language {id}"))
            terms = {one.id for one in words.terms}
            yield from self._missing(_terms(content), terms, _("the glossary has no term {id}"))

    def _missing(self, named: Named, known: Iterable[str], what: str) -> Iterator[Finding]:
        for file, place, name in named:
            if name not in known:
                do = _("correct the id, or add what it names")
                yield self.at(file, file.line(*place), what.format(id=name), do)


def _each(file: YamlFile, place: Place, names: Iterable[str]) -> Named:
    yield from ((file, (*place, n), name) for n, name in enumerate(names))


def _units(content: Curriculum) -> Named:
    for book, file in content.all_of(Handbook):
        for shelf in ("chapters", "cases"):
            for n, one in enumerate(getattr(book, shelf)):
                yield from _each(file, (shelf, n, "units"), one.units)
    for route, file in content.all_of(RouteMap):
        for n, question in enumerate(route.questions):
            yield from _each(file, ("questions", n, "units"), question.units)
    for words, file in content.all_of(Glossary):
        for n, term in enumerate(words.terms):
            yield from _each(file, ("terms", n, "units"), term.units)


def _audiences(content: Curriculum) -> Named:
    for book, file in content.all_of(Handbook):
        for n, chapter in enumerate(book.chapters):
            yield from _each(file, ("chapters", n, "audience"), chapter.audience)


def _competences(content: Curriculum) -> Named:
    for book, file in content.all_of(Handbook):
        for n, case in enumerate(book.cases):
            yield from _each(file, ("cases", n, "competences"), case.competences)


def _languages(content: Curriculum) -> Named:
    for words, file in content.all_of(Glossary):
        for n, term in enumerate(words.terms):
            yield from ((file, ("terms", n, "words", k, "lang"), w.lang) for k, w in enumerate(term.words))


def _terms(content: Curriculum) -> Named:
    for sheet, file in content.all_of(CountrySheet):
        yield from ((file, ("words", n, "term"), word.term) for n, word in enumerate(sheet.words))


class HandbookDates(Rule):
    """The handbook says how old it is."""

    code = "C904"
    name = "handbook-dates"
    description = (
        "A country sheet says when it was checked, unless it is the blank one, and the next check of a "
        "question of the route map comes after its last."
    )
    tag = "policy"

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each sheet without its day and each question with no later check."""
        for sheet, file in content.all_of(CountrySheet):
            if sheet.checked is None and sheet.id != BLANK:
                what = _("the sheet does not say when it was checked")
                yield self.at(file, file.line("checked"), what, _("write checked and the day"))
        for route, file in content.all_of(RouteMap):
            for n, question in enumerate(route.questions):
                if question.next_check <= question.checked:
                    line = file.line("questions", n, "next_check")
                    do = _("give a day after {day}").format(day=question.checked.isoformat())
                    yield self.at(file, line, _("the next check is not after the last"), do)


class HandbookNumbers(Rule):
    """Numbers of the handbook's data files are those of sources that allow it."""

    code = "C905"
    name = "handbook-numbers"
    description = (
        "A text of the handbook's data files that holds a number and stands over a list of evidence has a "
        "source among them whose numbers may be printed."
    )
    tag = "policy"

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each text with a number that none of its sources lets print."""
        for file, shape in content.yaml_files.values():
            if shape in (RouteMap, Glossary, CountrySheet):
                for place, keys, text in _resting(file.raw):
                    sources = [content.evidence[key] for key in keys if key in content.evidence]
                    if sources and has_number(text) and not any(map(may_print, sources)):
                        what = _("a number, and {keys} may not have theirs printed").format(
                            keys=_(" and ").join(source.key for source in sources)
                        )
                        do = _("take the number out, or check the original and record that in evidence.yaml")
                        yield self.at(file, file.line(*place), what, do)


def _resting(raw: object) -> Iterator[tuple[Place, list[str], str]]:
    """Yield each text beside a list of evidence: its place, the keys, its words."""
    for place, one in mappings(raw):
        listed = one.get("evidence")
        keys = [key for key in listed if isinstance(key, str)] if isinstance(listed, list) else None
        for name in ("text", "but", "meaning", "not"):
            if keys is not None and isinstance(one.get(name), str):
                yield (*place, name), keys, one[name]


class StopsFound(Rule):
    """What the route map sends people to can be found."""

    code = "C906"
    name = "stops"
    description = "A stop of the route map names a source; that of a longer one has an address."

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each stop at which there is nothing to read."""
        for route, file in content.all_of(RouteMap):
            for n, question in enumerate(route.questions):
                for stop in ("five", "thirty", "deep"):
                    keys = getattr(question, stop).evidence
                    known = [content.evidence[key] for key in keys if key in content.evidence]
                    line = file.line("questions", n, stop, "evidence")
                    if not keys:
                        yield self.at(file, line, _("this stop names no source"), _("add its key"))
                    elif stop != "five" and known and not any(one.url or one.doi for one in known):
                        what = _("nobody can find {key}: it has no address").format(key=known[0].key)
                        yield self.at(file, line, what, _("name a source with a url or a doi"))


class InventedCases(Rule):
    """An invented case says so."""

    code = "C907"
    name = "invented-case"
    description = "A case says within its first two paragraphs that it is invented."
    tag = "policy"

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each case that could be taken for a real one."""
        for book, _file in content.all_of(Handbook):
            for case in book.cases:
                file = content.handbook_texts.get(f"handbook/{case.file}")
                if file is not None and not file.problem and not _says_so(file.text):
                    do = _("say under the title that people and places are invented")
                    yield self.at(file, 1, _("the case does not say that it is invented"), do)


def _says_so(text: str) -> bool:
    opening = list(blocks(text))[:3]
    return any(_INVENTED.search(block.text) for block in opening)
