"""Does everything that is named exist: outcomes, activities, competences, units, options?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.files import YamlFile
from alongside.content.check.finding import Finding
from alongside.content.check.rule import Rule, UnitRule
from alongside.model.base import unit_of
from alongside.model.handbook import CountrySheet
from alongside.model.kinds import Check, Comparison, Markup, Rating, Reflection, Sort
from alongside.model.programme import Programme
from alongside.model.unit import Exercise, Module
from alongside.strings import _

Place = tuple[object, ...]
Cited = tuple[Place, str]
"""Where an id is named in a file, and the id."""


def _each(place: Place, names: Iterable[str]) -> list[Cited]:
    return [((*place, n), name) for n, name in enumerate(names)]


def _one(place: Place, name: str | None) -> list[Cited]:
    return [(place, name)] if name else []


class CitingRule(UnitRule):
    """A unit rule about names that have to exist somewhere."""

    def missing(
        self, file: YamlFile, cited: Iterable[Cited], known: Container[str], what: str
    ) -> Iterator[Finding]:
        """Yield a finding for each name not among the known ones; `what` has a place for it."""
        for place, name in cited:
            if name not in known:
                text = what.format(id=name)
                yield self.at(file, file.line(*place), text, _("correct the id, or add what it names"))


class InsideUnit(CitingRule):
    """Outcomes and activities named in a unit are in it."""

    code = "C203"
    name = "outcome-activity"
    description = (
        "Every outcome and activity that a unit's activities, responses and items name is one of its own."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each id that leads nowhere; a session may name outcomes of units before it."""
        known = {outcome.id for unit in _with_units_before(files, content) for outcome in unit.unit.outcomes}
        outcomes = [one for one in _outcomes(files) if unit_of(one[1]) not in content.unreadable]
        yield from self.missing(files.data, outcomes, known, _("there is no outcome {id}"))
        activities = {activity.id for activity in files.unit.activities}
        named = [c for n, r in files.responses() for c in _one(("responses", n, "activity"), r.activity)]
        for n, laid_open in enumerate(getattr(files.unit, "explorations", [])):
            named += _one(("explorations", n, "activity"), laid_open.activity)
        yield from self.missing(files.data, named, activities, _("there is no activity {id}"))


def _with_units_before(files: UnitFiles, content: Curriculum) -> list[UnitFiles]:
    before = files.unit.after if files.kind == "assessment" else []
    return [files, *(content.by_id[unit] for unit in before if unit in content.by_id)]


def _outcomes(files: UnitFiles) -> Iterator[Cited]:
    for n, activity in enumerate(files.unit.activities):
        yield from _each(("activities", n, "outcomes"), activity.outcomes)
    for n, response in files.responses():
        yield from _each(("responses", n, "outcomes"), response.outcomes)
        if isinstance(response, Rating):
            for k, item in enumerate(response.items):
                yield from _one(("responses", n, "items", k, "outcome"), item.outcome)
    for n, watched in enumerate(getattr(files.unit, "observations", [])):
        yield from _each(("observations", n, "outcomes"), watched.outcomes)


class InFramework(CitingRule):
    """Competences are in the framework."""

    code = "C204"
    name = "competence"
    description = (
        "Every competence that an outcome, an item, a criterion or a comparison names is in the framework."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each competence the framework does not have."""
        if content.framework is None:
            return
        known = {competence.id for competence in content.framework.competences}
        yield from self.missing(
            files.data, _competences(files), known, _("the framework has no competence {id}")
        )


def _competences(files: UnitFiles) -> Iterator[Cited]:
    for n, outcome in enumerate(files.unit.outcomes):
        yield from _each(("outcomes", n, "competences"), outcome.competences)
    for n, response in files.responses():
        if isinstance(response, Rating):
            for k, item in enumerate(response.items):
                yield from _one(("responses", n, "items", k, "competence"), item.competence)
        if isinstance(response, Reflection):
            for k, criterion in enumerate(response.criteria):
                yield from _one(("responses", n, "criteria", k, "competence"), criterion.competence)
        if isinstance(response, Comparison):
            yield from (
                (("responses", n, "lines", k, "id"), line.id) for k, line in enumerate(response.lines)
            )
    for n, watched in enumerate(getattr(files.unit, "observations", [])):
        for k, criterion in enumerate(watched.criteria):
            yield from _one(("observations", n, "criteria", k, "competence"), criterion.competence)


class OtherUnits(CitingRule):
    """Units named by units exist."""

    code = "C205"
    name = "unit"
    description = "Every unit that a unit names exists, and a module and its exercises name each other."

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each unit that is not there, or that does not answer."""
        known = {*content.by_id, *content.unreadable}
        yield from self.missing(files.data, _units(files), known, _("there is no unit {id}"))
        for place, other in _partners(files):
            if other in content.by_id and files.unit.id not in dict(_flip(_partners(content.by_id[other]))):
                what = _("{other} does not name {unit} in return").format(other=other, unit=files.unit.id)
                yield self.at(files.data, files.data.line(*place), what, _("name both, or neither"))


def _units(files: UnitFiles) -> list[Cited]:
    if files.kind == "assessment":
        return _each(("after",), files.unit.after)
    return _partners(files)


def _partners(files: UnitFiles) -> list[Cited]:
    if isinstance(files.unit, Module):
        return _each(("exercises",), files.unit.exercises)
    return _one(("after",), files.unit.after) if isinstance(files.unit, Exercise) else []


def _flip(cited: Iterable[Cited]) -> Iterator[tuple[str, Place]]:
    return ((name, place) for place, name in cited)


class InProgramme(Rule):
    """The programme and the units agree."""

    code = "C206"
    name = "programme"
    description = (
        "Every unit, audience and country sheet that the programme names exists, every unit has a place in "
        "it, and a session lies after an earlier one of its strand."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each name that leads nowhere, and for each unit that nobody would meet."""
        for programme, file in content.all_of(Programme):
            known = {*content.by_id, *content.unreadable}
            audiences = {audience.id for audience in programme.audiences}
            strands = [(("strands", n, "audience"), s.audience) for n, s in enumerate(programme.strands)]
            for place, name in _programme_units(programme):
                if name not in known:
                    what = _("there is no unit {id}").format(id=name)
                    yield self.at(file, file.line(*place), what, _("correct the id, or plan it with planned"))
            yield from self._audiences(file, strands, audiences)
            yield from self._sheets(content, programme, file)
            yield from self._distances(programme, file)
            yield from self._placed(content, programme, audiences)

    def _audiences(self, file: YamlFile, cited: list[Cited], known: set[str]) -> Iterator[Finding]:
        for place, name in cited:
            if name not in known:
                what = _("the programme has no audience {id}").format(id=name)
                yield self.at(file, file.line(*place), what, _("correct the word, or add the audience"))

    def _sheets(self, content: Curriculum, programme: Programme, file: YamlFile) -> Iterator[Finding]:
        known = {sheet.id for sheet, _file in content.all_of(CountrySheet)}
        for field in ("contacts", "complaints"):
            for n, contact in enumerate(getattr(programme, field)):
                if contact.country and contact.country not in known:
                    what = _("the handbook has no country sheet {id}").format(id=contact.country)
                    yield self.at(
                        file, file.line(field, n, "country"), what, _("correct the id, or add the sheet")
                    )

    def _distances(self, programme: Programme, file: YamlFile) -> Iterator[Finding]:
        for n, strand in enumerate(programme.strands):
            before: set[str] = set()
            for k, session in enumerate(strand.sessions):
                after, place = session.after, ("strands", n, "sessions", k, "after")
                if after is not None and after.of not in before:
                    what = _("no session {id} comes before this one in its strand").format(id=after.of)
                    yield self.at(file, file.line(*place), what, _("name one that does"))
                if after is not None and not after.least <= after.days <= after.most:
                    what = _("the days do not lie between the least and the most")
                    yield self.at(file, file.line(*place), what, _("put the three numbers right"))
                before.add(session.id)

    def _placed(self, content: Curriculum, programme: Programme, audiences: set[str]) -> Iterator[Finding]:
        placed = {name for _place, name in _programme_units(programme)}
        for files in content.units:
            if files.unit.id not in placed:
                what = _("the programme has no place for {id}").format(id=files.unit.id)
                yield self.at(files.data, files.data.line("id"), what, _("add it to programme.yaml"))
            if isinstance(files.unit, Module):
                yield from self._audiences(files.data, _each(("audience",), files.unit.audience), audiences)


def _programme_units(programme: Programme) -> Iterator[Cited]:
    for n, audience in enumerate(programme.audiences):
        yield from _each(("audiences", n, "units"), audience.units)
    for n, strand in enumerate(programme.strands):
        for k, session in enumerate(strand.sessions):
            for j, part in enumerate(session.parts):
                yield from _one(("strands", n, "sessions", k, "parts", j, "unit"), part.unit)
    yield from _each(("between",), programme.between)
    yield from _each(("assessments",), programme.assessments)


class InsideItem(CitingRule):
    """Answers name what there is to choose."""

    code = "C207"
    name = "item-parts"
    description = "A target, an order, and what is best for a card or a line name parts of the same item."

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each answer that nobody could give."""
        for n, response in files.responses():
            place = ("responses", n)
            if isinstance(response, Check):
                targets = {target.id for target in response.targets}
                named = [(("responses", n, "options", k), o.target) for k, o in enumerate(response.options)]
                given = [(where, target) for where, target in named if target]
                yield from self.missing(files.data, given, targets, _("there is no target {id}"))
                options = {option.id for option in response.options}
                order = _each((*place, "order"), response.order)
                yield from self.missing(files.data, order, options, _("there is no option {id}"))
            if isinstance(response, Sort):
                groups = {group.id for group in response.groups}
                for k, card in enumerate(response.cards):
                    best = _each((*place, "cards", k, "best"), card.best)
                    yield from self.missing(files.data, best, groups, _("there is no group {id}"))
            if isinstance(response, Markup):
                marks = {mark.id for mark in response.marks}
                for k, marked in enumerate(response.lines):
                    best = _each((*place, "lines", k, "best"), marked.best)
                    yield from self.missing(files.data, best, marks, _("there is no mark {id}"))
