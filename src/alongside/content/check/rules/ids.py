"""Ids: their grammar, and that none is used twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.files import YamlFile
from alongside.content.check.finding import Finding
from alongside.content.check.rule import Rule, UnitRule
from alongside.model.evidence import Source
from alongside.model.framework import Framework, Instrument
from alongside.model.key import Key
from alongside.model.kinds import Rehearsal, Timeline
from alongside.model.programme import Programme
from alongside.model.scenario import Scenario
from alongside.strings import _

Place = tuple[object, ...]
Named = tuple[Place, str]
"""Where an id stands in its file, and the id."""

_LETTER = {
    "reflection": "r",
    "rating": "s",
    "check": "k",
    "sort": "g",
    "agreement": "c",
    "log": "l",
    "rehearsal": "p",
    "triad": "w",
    "plan": "f",
    "markup": "m",
    "timeline": "e",
    "grid": "d",
    "supportmap": "n",
    "comparison": "v",
}
_GRADED_LETTER = {"reflection": "t", "check": "q"}
_PARTS = {
    "items": r"i\d+",
    "options": "[a-z]",
    "targets": r"t\d+",
    "cards": r"c\d+",
    "groups": r"g\d+",
    "people": r"p\d+",
    "fields": r"f\d+",
    "limits": r"l\d+",
    "marks": "[a-z]",
    "lines": r"[cl]\d+",
    "lanes": r"l\d+",
    "moments": r"c\d+",
    "rings": "[a-z]",
    "gifts": r"g\d+",
}


def _pattern(files: UnitFiles, kind: str) -> str:
    letters = _GRADED_LETTER if files.kind == "assessment" else _LETTER
    return rf"{files.unit.id}-{letters.get(kind, _LETTER[kind])}\d+"


def _expected(files: UnitFiles) -> Iterator[tuple[Place, str, str]]:
    """Yield the place, the id and the pattern of every id in a unit's data file."""
    unit = files.unit
    for name, letter in (("outcomes", "o"), ("activities", "a"), ("explorations", "u")):
        for n, entry in enumerate(getattr(unit, name, [])):
            yield (name, n, "id"), entry.id, rf"{unit.id}-{letter}\d+"
    for n, response in files.responses():
        yield ("responses", n, "id"), response.id, _pattern(files, response.__struct_config__.tag)
        for part, pattern in _PARTS.items():
            for k, entry in enumerate(getattr(response, part, [])):
                yield ("responses", n, part, k, "id"), entry.id, pattern
        for k, criterion in enumerate(getattr(response, "criteria", [])):
            yield ("responses", n, "criteria", k, "id"), criterion.id, rf"{response.id}-c\d+"
        if isinstance(response, Rehearsal):
            yield from _in_conversation(("responses", n, "scenario"), response.scenario)
        if isinstance(response, Timeline):
            for k, lane in enumerate(response.lanes):
                for j, option in enumerate(lane.options):
                    yield ("responses", n, "lanes", k, "options", j, "id"), option.id, "[a-z]"
    for n, watched in enumerate(getattr(unit, "observations", [])):
        yield ("observations", n, "id"), watched.id, rf"{unit.id}-b\d+"
        for k, criterion in enumerate(watched.criteria):
            yield ("observations", n, "criteria", k, "id"), criterion.id, rf"{watched.id}-c\d+"


def _in_conversation(place: Place, scenario: Scenario) -> Iterator[tuple[Place, str, str]]:
    for n, turn in enumerate(scenario.turns):
        yield (*place, "turns", n, "id"), turn.id, r"t\d+"
        for k, line in enumerate(turn.lines):
            yield (*place, "turns", n, "lines", k, "id"), line.id, "[a-z]"
    for n, ending in enumerate(scenario.endings):
        yield (*place, "endings", n, "id"), ending.id, r"e\d+"


class IdGrammar(UnitRule):
    """Ids follow the grammar."""

    code = "C201"
    name = "id-grammar"
    description = (
        "An id is its unit, a hyphen, one letter for what it is, and a number, as docs/joints.md has it."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each id that another kind of thing, or another unit, would have."""
        for place, found, pattern in _expected(files):
            if not re.fullmatch(pattern, found):
                shown = pattern.replace(r"\d+", "1").replace("[a-z]", "a")
                yield self.at(
                    files.data,
                    files.data.line(*place),
                    _("the id {id} does not fit its place").format(id=found),
                    _("write it like {example}").format(example=shown),
                )


class UniqueIds(Rule):
    """Ids are used once."""

    code = "C202"
    name = "duplicate-id"
    description = "No id is used twice where it has to tell things apart."

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding at every second use of an id."""
        for file, names in _spaces(content):
            for place, name in _second_uses(names):
                yield self.at(
                    file,
                    file.line(*place),
                    _("the id {id} is used before").format(id=name),
                    _("give this one an id of its own"),
                )
        yield from self._units(content)

    def _units(self, content: Curriculum) -> Iterator[Finding]:
        count = Counter(files.unit.id for files in content.units)
        for files in content.units:
            if count[files.unit.id] > 1 and content.by_id[files.unit.id] is files:
                what = _("another folder holds a unit {id}").format(id=files.unit.id)
                yield self.at(files.data, files.data.line("id"), what, _("give one of them another id"))


def _second_uses(names: Iterable[Named]) -> Iterator[Named]:
    seen = set()
    for place, name in names:
        if name in seen:
            yield place, name
        seen.add(name)


def _list(at: Place, entries: Iterable[object], field: str = "id") -> list[Named]:
    return [((*at, n, field), getattr(entry, field)) for n, entry in enumerate(entries)]


def _spaces(content: Curriculum) -> Iterator[tuple[YamlFile, list[Named]]]:
    """Yield every set of ids that have to differ, with the file they stand in."""
    for files in content.units:
        for names in _in_unit(files):
            yield files.data, names
    for sources, file in content.all_of(list[Source]):
        yield file, _list((), sources, "key")
    for instrument, file in content.all_of(Instrument):
        yield file, _list(("items",), instrument.items)
    for key, file in content.all_of(Key):
        yield file, [*_list(("items",), key.items), *_list(("tasks",), key.tasks)]
    for framework, file in content.all_of(Framework):
        yield file, _in_framework(framework)
    for programme, file in content.all_of(Programme):
        yield file, _in_programme(programme)
        yield file, _list(("audiences",), programme.audiences)


def _in_unit(files: UnitFiles) -> Iterator[list[Named]]:
    yield [(place, name) for place, name, _p in _expected(files) if len(place) == 3]
    for n, response in files.responses():
        for part in (*_PARTS, "criteria"):
            yield _list(("responses", n, part), getattr(response, part, []))
        if isinstance(response, Rehearsal):
            yield from _in_scenario(("responses", n, "scenario"), response.scenario)
        if isinstance(response, Timeline):
            for k, lane in enumerate(response.lanes):
                yield _list(("responses", n, "lanes", k, "options"), lane.options)
    for n, watched in enumerate(getattr(files.unit, "observations", [])):
        yield _list(("observations", n, "criteria"), watched.criteria)


def _in_scenario(place: Place, scenario: Scenario) -> Iterator[list[Named]]:
    yield _list((*place, "turns"), scenario.turns) + _list((*place, "endings"), scenario.endings)
    for k, turn in enumerate(scenario.turns):
        yield _list((*place, "turns", k, "lines"), turn.lines)


def _in_framework(framework: Framework) -> list[Named]:
    names = _list(("competences",), framework.competences)
    for n, competence in enumerate(framework.competences):
        for k, cell in enumerate(competence.phases):
            names += _list(("competences", n, "phases", k, "descriptors"), cell.descriptors)
    return names


def _in_programme(programme: Programme) -> list[Named]:
    names = _list(("strands",), programme.strands)
    for n, strand in enumerate(programme.strands):
        names += _list(("strands", n, "sessions"), strand.sessions)
    return names
