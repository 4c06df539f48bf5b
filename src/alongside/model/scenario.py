"""A branching conversation to rehearse: what the other person says, what you may say, how it may end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, Protocol, TypeVar

from alongside.model.base import Shape

Stance = Literal["telling", "together", "drawing"]
"""Telling; thinking together; drawing out what the other person thinks."""
Asked = Literal["open", "closed", "disguised", "none"]
"""What sort of question a line is: an open one, a closed one, advice with a question mark, or none."""
Outcome = Literal["good", "mixed", "poor"]


class Line(Shape, kw_only=True):
    """Something to say, or a silence of so many seconds; `next` is the turn or the ending that it leads to.

    A line is offered only where all flags that it `needs` were given by lines before it.
    """

    id: str
    text: str
    stance: Stance
    question: Asked
    next: str
    reason: str
    needs: list[str] = []
    gives: list[str] = []
    silence: int = 0


class Turn(Shape, kw_only=True):
    """What the other person says, and the lines that may follow."""

    id: str
    who: str
    says: str
    lines: list[Line]


class Ending(Shape, kw_only=True):
    """How the conversation has ended."""

    id: str
    text: str
    kind: Outcome


class Scenario(Shape, kw_only=True):
    """The whole conversation. `scene` says where it takes place and with whom; `start` is its first turn."""

    scene: str
    start: str
    turns: list[Turn]
    endings: list[Ending]


class Chosen(Protocol):
    """A step of a path, as it was kept."""

    @property
    def turn(self) -> str:
        """The id of the turn that was answered."""

    @property
    def line(self) -> str:
        """The id of the line that was chosen."""


AnyChosen = TypeVar("AnyChosen", bound=Chosen)


def offered(turn: Turn, flags: Iterable[str]) -> list[Line]:
    """Return the lines of `turn` that are open to whoever has these flags."""
    return [line for line in turn.lines if set(line.needs) <= set(flags)]


def replay(scenario: Scenario, path: Iterable[AnyChosen]) -> Iterator[tuple[Turn, Line, AnyChosen]]:
    """Yield each step of a kept path with its turn and line, up to the first that is not in the scenario."""
    turns = {turn.id: turn for turn in scenario.turns}
    here, flags = scenario.start, set[str]()
    for step in path:
        turn = turns.get(here)
        if turn is None or step.turn != here:
            return
        line = next((one for one in offered(turn, flags) if one.id == step.line), None)
        if line is None:
            return
        yield turn, line, step
        flags.update(line.gives)
        here = line.next
