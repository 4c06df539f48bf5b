"""The framework, the instruments and the demonstration cohort: what they name exists."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.content.check.curriculum import Curriculum
from alongside.content.check.files import YamlFile
from alongside.content.check.finding import Finding
from alongside.content.check.rule import Rule
from alongside.model.demonstration import AT_DESK, Demonstration, Participant, SessionAnswers
from alongside.model.framework import Instrument, InstrumentItem
from alongside.model.kinds import Check, CheckValue, Reflection
from alongside.model.unit import AnyUnit
from alongside.strings import _


class InstrumentParts(Rule):
    """Instruments can be filled in."""

    code = "C209"
    name = "instrument"
    description = (
        "An instrument's items name its own domains, and have the choices or the scale they are answered on."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each item that nobody could answer or sum up."""
        for instrument, file in content.all_of(Instrument):
            for n, item in enumerate(instrument.items):
                wrong = _wrong(instrument, item)
                if wrong:
                    yield self.at(file, file.line("items", n, "id"), wrong, _("add it, or correct the item"))


def _wrong(instrument: Instrument, item: InstrumentItem) -> str | None:
    if item.domain and item.domain not in instrument.domains:
        return _("{id} names the domain {domain}, which is not listed").format(id=item.id, domain=item.domain)
    if item.answer == "choice" and len(item.choices) < 2:
        return _("{id} is a choice without choices").format(id=item.id)
    if item.answer == "scale" and not (instrument.scale or item.choices):
        return _("{id} is answered on a scale, and there is none").format(id=item.id)
    return None


class CohortAnswers(Rule):
    """The demonstration cohort answers what was asked."""

    code = "C210"
    name = "demonstration"
    description = (
        "The demonstration cohort answers questions that its session asks, with options that they have."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each answer that the session has no place for."""
        for cohort, file in content.all_of(Demonstration):
            files = content.by_id.get(cohort.session)
            if files is None and cohort.session not in content.unreadable:
                what = _("there is no session {id}").format(id=cohort.session)
                yield self.at(file, file.line("session"), what, _("correct the id"))
            if files:
                for n, person in enumerate(cohort.people):
                    yield from self._person(file, n, person, files.unit)

    def _person(self, file: YamlFile, n: int, person: Participant, unit: AnyUnit) -> Iterator[Finding]:
        if person.answers is None and person.id != AT_DESK and person.state not in {"missing", "empty"}:
            what = _("{id} hands in and has no answers").format(id=person.id)
            yield self.at(file, file.line("people", n, "id"), what, _("add answers, or another state"))
        for which in ("answers", "first"):
            given = getattr(person, which)
            for place, what in _strange(unit, given) if given else ():
                line = file.line("people", n, which, *place)
                yield self.at(file, line, what, _("correct it after the session's data file"))


def _strange(unit: AnyUnit, given: SessionAnswers) -> Iterator[tuple[tuple[str, str], str]]:
    checks = {one.id: one for one in unit.responses if isinstance(one, Check)}
    texts = {one.id for one in unit.responses if isinstance(one, Reflection)}
    for name in given.texts:
        if name not in texts:
            yield ("texts", name), _("the session has no text {id}").format(id=name)
    for name, value in given.checks.items():
        if name not in checks:
            yield ("checks", name), _("the session has no check {id}").format(id=name)
        elif _named(value) - _offered(checks[name]):
            strange = ", ".join(sorted(_named(value) - _offered(checks[name])))
            yield ("checks", name), _("{id} does not offer {strange}").format(id=name, strange=strange)


def _named(value: CheckValue) -> set[str]:
    return {*value.chosen, *value.order, *value.spare, *value.pairs, *value.pairs.values()}


def _offered(check: Check) -> set[str]:
    return {part.id for part in (*check.options, *check.targets)}
