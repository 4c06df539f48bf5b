"""Can a rehearsed conversation be had, in several good ways, each line with its reason? Do timers fit?"""

from __future__ import annotations

from collections.abc import Iterator

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.finding import Finding
from alongside.content.check.rule import UnitRule
from alongside.content.check.ways import Ways
from alongside.model.kinds import Rehearsal, Triad
from alongside.model.scenario import Line, Scenario
from alongside.strings import _

GOOD_WAYS = 2
"""So many ways to a good ending a conversation has at least: with one it would be a quiz."""
SILENCE = range(3, 21)
"""Seconds of silence that can be felt, and endured at a screen."""

Place = tuple[object, ...]


def _rehearsals(files: UnitFiles) -> Iterator[tuple[Place, Rehearsal]]:
    for n, response in files.responses():
        if isinstance(response, Rehearsal):
            yield ("responses", n, "scenario"), response


def _lines(scenario: Scenario, place: Place) -> Iterator[tuple[Place, str, Line]]:
    """Yield each line with its place in the file and the id of its turn."""
    for n, turn in enumerate(scenario.turns):
        for k, line in enumerate(turn.lines):
            yield (*place, "turns", n, "lines", k), turn.id, line


class NoDeadEnd(UnitRule):
    """A conversation always comes to an end."""

    code = "C801"
    name = "dead-end"
    description = (
        "A rehearsed conversation begins and goes on at turns it has, and from everywhere ends somewhere."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for lines that lead nowhere, and for turns where somebody may be stuck."""
        for place, response in _rehearsals(files):
            scenario, file = response.scenario, files.data
            turns = {turn.id for turn in scenario.turns}
            known = turns | {ending.id for ending in scenario.endings}
            leads = [((*at, "next"), line.next) for at, _turn, line in _lines(scenario, place)]
            wrong = [(at, name) for at, name in leads if name not in known]
            wrong += [] if scenario.start in turns else [((*place, "start"), scenario.start)]
            for at, name in wrong:
                what = _("{id} has no turn and no ending {name}").format(id=response.id, name=name)
                yield self.at(file, file.line(*at), what, _("correct the id, or add what it names"))
            stuck = set() if wrong else Ways(scenario).stuck()
            for n, turn in enumerate(scenario.turns):
                if turn.id in stuck:
                    line = file.line(*place, "turns", n, "id")
                    what = _("{id}: somebody may stand at {turn} and find no way to an ending").format(
                        id=response.id, turn=turn.id
                    )
                    yield self.at(file, line, what, _("offer a line there that needs nothing"))


class NothingOutOfReach(UnitRule):
    """Everything that is written can happen."""

    code = "C802"
    name = "out-of-reach"
    description = "Every turn, line and ending of a rehearsed conversation can be reached by somebody."

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each turn, line and ending that nobody would ever see."""
        for place, response in _rehearsals(files):
            ways = Ways(response.scenario)
            parts = [("turns", response.scenario.turns), ("endings", response.scenario.endings)]
            ids = [((*place, name, n), one.id) for name, list_ in parts for n, one in enumerate(list_)]
            missed = [(at, name) for at, name in ids if name not in ways.places]
            missed += [
                (at, f"{turn} {line.id}")
                for at, turn, line in _lines(response.scenario, place)
                if turn in ways.places and (turn, line.id) not in ways.choices
            ]
            for at, name in missed:
                what = _("{id}: nobody can come to {name}").format(id=response.id, name=name)
                yield self.at(
                    files.data, files.data.line(*at, "id"), what, _("lead there, or give what it needs")
                )


class SeveralGoodWays(UnitRule):
    """There is more than one good way."""

    code = "C803"
    name = "good-ways"
    description = "A rehearsed conversation has at least two ways to a good ending."
    tag = "policy"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each conversation in which there is only one good way, or none."""
        for place, response in _rehearsals(files):
            if Ways(response.scenario).good() < GOOD_WAYS:
                line = files.data.line(*place, "endings")
                what = _("{id} has fewer than two ways to a good ending").format(id=response.id)
                yield self.at(files.data, line, what, _("write another one"))


class LinesTeach(UnitRule):
    """Every line teaches."""

    code = "C804"
    name = "lines"
    description = (
        "Every line has a reason; a silence takes 3 to 20 seconds and asks nothing; someone can be silent."
    )
    tag = "policy"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for lines without a reason, odd silences, and a conversation without any."""
        for place, response in _rehearsals(files):
            lines = list(_lines(response.scenario, place))
            for at, turn, line in lines:
                for what, do in _wrong(line):
                    where = f"{response.id} {turn} {line.id}"
                    yield self.at(files.data, files.data.line(*at, "id"), what.format(id=where), do)
            if not any(line.silence for _at, _turn, line in lines):
                what = _("in {id} nobody can be silent").format(id=response.id)
                yield self.at(files.data, files.data.line(*place), what, _("offer a silence somewhere"))


def _wrong(line: Line) -> Iterator[tuple[str, str]]:
    if not line.reason.strip():
        yield _("{id} gives no reason"), _("write one")
    if line.silence and line.silence not in SILENCE:
        yield _("the silence {id} does not take 3 to 20 seconds"), _("change silence")
    if line.silence and line.question != "none":
        yield _("the silence {id} asks a question"), _("write question: none")


class TimerFits(UnitRule):
    """A timer fits its activity."""

    code = "C805"
    name = "timer"
    description = (
        "The rounds of a timer fit into its activity, its signals into the talk, its roles into the rounds."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for rounds that take too long, signals that never come, and too few roles."""
        minutes = {activity.id: activity.minutes for activity in files.unit.activities}
        for n, response in files.responses():
            if not isinstance(response, Triad):
                continue
            line = files.data.line("responses", n, "id")
            for what, do in _misfit(response, minutes.get(response.activity or "")):
                yield self.at(files.data, line, what.format(id=response.id), do)


def _misfit(triad: Triad, minutes: int | None) -> Iterator[tuple[str, str]]:
    if triad.rounds < 1 or triad.talk < 1 or triad.feedback < 0:
        yield _("{id} has no time to talk"), _("give rounds and talk at least 1")
    if minutes is not None and triad.rounds * (triad.talk + triad.feedback) > minutes:
        yield _("the rounds of {id} take longer than its activity"), _("change one of them")
    if any(not 0 < signal.minute < triad.talk for signal in triad.signals):
        yield _("a signal of {id} does not come during the talk"), _("change its minute")
    if len(triad.roles) < max(2, triad.rounds):
        yield _("{id} has fewer roles than rounds, or only one"), _("add roles, or take out a round")
