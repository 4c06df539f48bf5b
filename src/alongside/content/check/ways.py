"""Every way through a rehearsed conversation: what can be reached, where one is stuck, what ends well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from alongside.model.scenario import Line, Scenario, Turn, offered

State = tuple[str, frozenset[str]]
"""A turn, and the flags that were given on the way to it."""
MANY = 500
"""So many ways to a good ending are counted, and no more: a conversation with loops has no end of them."""


@dataclass
class Ways:
    """What happens in `scenario` to everybody who could ever have it."""

    scenario: Scenario
    states: dict[State, list[tuple[Line, State]]] = field(default_factory=dict)
    """Each state that can be reached, with the lines that are offered there and where they lead."""

    def __post_init__(self) -> None:
        """Follow every line from the start."""
        new = [(self.scenario.start, frozenset[str]())]
        while new:
            state = new.pop()
            if state not in self.states:
                self.states[state] = list(self._onward(state))
                new += [after for _line, after in self.states[state]]

    def _onward(self, state: State) -> Iterator[tuple[Line, State]]:
        turn = self.turns.get(state[0])
        for line in offered(turn, state[1]) if turn else ():
            yield line, (line.next, state[1].union(line.gives))

    @cached_property
    def turns(self) -> dict[str, Turn]:
        """Every turn under its id."""
        return {turn.id: turn for turn in self.scenario.turns}

    @cached_property
    def places(self) -> set[str]:
        """The ids of the turns and endings that somebody can reach."""
        return {name for name, _flags in self.states}

    @cached_property
    def choices(self) -> set[tuple[str, str]]:
        """The turn and the id of each line that somebody can choose."""
        return {(state[0], line.id) for state, onward in self.states.items() for line, _after in onward}

    def stuck(self) -> set[str]:
        """Return the turns at which somebody may stand and never come to an ending."""
        ends = {ending.id for ending in self.scenario.endings}
        good = {state for state in self.states if state[0] in ends}
        while True:
            more = {
                s for s, onward in self.states.items() if any(after in good for _l, after in onward)
            } - good
            if not more:
                return {name for name, _flags in self.states.keys() - good if name in self.turns}
            good |= more

    def good(self) -> int:
        """Return how many ways lead to a good ending without a place that comes twice, `MANY` at most."""
        ends = {ending.id for ending in self.scenario.endings if ending.kind == "good"}
        ways = self._to(ends, (self.scenario.start, frozenset()), ())
        return sum(1 for _way in islice(ways, MANY))

    def _to(self, ends: set[str], state: State, been: tuple[State, ...]) -> Iterator[State]:
        if state[0] in ends:
            yield state
        elif state not in been:
            for _line, after in self.states[state]:
                yield from self._to(ends, after, (*been, state))
