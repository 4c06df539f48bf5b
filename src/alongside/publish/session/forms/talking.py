"""Forms to talk by: a conversation to rehearse as a script with choices, practice in threes by the clock."""

from __future__ import annotations

from collections.abc import Mapping

from alongside.model.kinds import Rehearsal, Triad
from alongside.model.scenario import Line, Scenario
from alongside.publish.session.forms.pieces import LETTERS, label, legend, note, one_line
from alongside.publish.session.look import Look
from alongside.publish.session.text import Block, paragraph
from alongside.strings import _


def rehearsal(rehearsal: Rehearsal, _look: Look) -> list[Block]:
    """Return the scene and every turn with its lines, each of which says where to go on."""
    scenario = rehearsal.scenario
    places = _places(scenario)
    opened = _opened(scenario, places)
    turns = [
        {
            "mark": places[turn.id],
            "who": one_line(turn.who),
            "says": one_line(turn.says),
            "lines": [
                {
                    "mark": _name(places[turn.id], n),
                    "text": _said(line),
                    "only": _only(line, opened),
                    "to": _to(line, scenario, places),
                }
                for n, line in enumerate(turn.lines)
            ],
        }
        for turn in sorted(scenario.turns, key=lambda turn: int(places[turn.id]))
    ]
    endings = [{"mark": places[one.id], "text": one_line(one.text)} for one in scenario.endings]
    told = _(
        "One person reads the other part, turn by turn. Say a line aloud, or say it in words of your own and "
        "take the line that comes nearest; then go on where it sends you. Cover what comes later."
    )
    return [paragraph(scenario.scene), note(told), {"kind": "script", "turns": turns, "endings": endings}]


def _places(scenario: Scenario) -> dict[str, str]:
    """Return turn or ending id to its number on paper: the first turn is 1, endings have letters."""
    turns = sorted(scenario.turns, key=lambda turn: turn.id != scenario.start)
    numbers = {turn.id: str(n) for n, turn in enumerate(turns, 1)}
    return numbers | {one.id: LETTERS[n] for n, one in enumerate(scenario.endings)}


def _name(turn: str, number: int) -> str:
    return f"{turn}{LETTERS[number].lower()}"


def _opened(scenario: Scenario, places: Mapping[str, str]) -> dict[str, list[str]]:
    """Return flag to the names of the lines that give it."""
    found: dict[str, list[str]] = {}
    for turn in scenario.turns:
        for number, line in enumerate(turn.lines):
            for flag in line.gives:
                found.setdefault(flag, []).append(_name(places[turn.id], number))
    return found


def _only(line: Line, opened: Mapping[str, list[str]]) -> str:
    """Return after which lines this one is open; '' where it is open to everybody."""
    ways = [_(" or ").join(sorted(opened.get(flag, ()))) for flag in line.needs]
    return _("only after {lines}").format(lines=_(", and ").join(ways)) if ways else ""


def _said(line: Line) -> str:
    waits = _("wait {n} seconds").format(n=line.silence)
    return f"{one_line(line.text)} ({waits})" if line.silence else one_line(line.text)


def _to(line: Line, scenario: Scenario, places: Mapping[str, str]) -> str:
    ends = {one.id for one in scenario.endings}
    words = _("ending {place}") if line.next in ends else _("go to {place}")
    return words.format(place=places.get(line.next, "?"))


def triad(triad: Triad, _look: Look) -> list[Block]:
    """Return the times, the roles and the signals."""
    return [note(times_of(triad)), *roles_of(triad)]


def times_of(triad: Triad) -> str:
    """Return how many rounds there are, and how long talk and feedback take."""
    told = _("Rounds: {rounds}. Minutes of talk: {talk}. Minutes of feedback: {feedback}.")
    return told.format(rounds=triad.rounds, talk=triad.talk, feedback=triad.feedback)


def roles_of(triad: Triad) -> list[Block]:
    """Return the roles, and what is called out in which minute."""
    called = (("", _("Minute {n}").format(n=one.minute), one.text) for one in triad.signals)
    signals = [label(_("Called out during the talk")), legend(called)] if triad.signals else []
    return [legend(("", role.title, role.hint) for role in triad.roles), *signals]
