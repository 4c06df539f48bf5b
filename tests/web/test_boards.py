"""Whose answers an assessor sees on the board: with a panel, and with examples laid among them."""

from __future__ import annotations

import pytest
from anchored import anchored, ask, on_example  # noqa: F401
from builders import NOON, a_handin, put
from courses import course, released  # noqa: F401

from alongside.grading import sessions
from alongside.grading.allocation import allocate
from alongside.grading.duties import duties_of
from alongside.grading.laying import laid_in
from alongside.grading.panel import change_panel
from alongside.model.panel import Assessor, Conflict, Panel
from alongside.web.programme.boards import board_of


def a_panel(_there: Panel) -> Panel:
    """Two who may mark p01, and one who may not; the chair marks nobody."""
    close = [Conflict(candidate="p01", why="sister")]
    listed = [
        Assessor(id=who, name=who, languages=["en"], conflicts=close if who == "cat" else [])
        for who in ("ann", "ben", "cat")
    ]
    return Panel(schema=1, session="a9", assessors=listed, chair="zoe")


@pytest.fixture
def shared(anchored):  # noqa: F811
    """One hand-in with its pair, and an example laid among the answers."""
    change_panel(anchored, "a9", a_panel)
    ask(anchored, required=False, laid=1)
    allocate(anchored, "a9", "zoe", NOON)
    return anchored


def board(given, assessor):
    return board_of(given.root, "a9", assessor, "task")


def test_laid_examples_are_on_the_board_of_everybody_who_has_work_there(shared):
    ((code, _laid),) = laid_in(shared, "a9").items()
    for who in ("ann", "ben"):
        assert code in board(shared, who).people
        assert board(shared, who).waits("a9-t1", code) == "open"
    assert board(shared, "cat").people == {}
    assert list(board(shared, "zoe").people.values()) == ["p01"]


def test_a_laid_example_is_nobodys_in_the_allocation_and_is_marked_all_the_same(shared):
    ((code, laid),) = laid_in(shared, "a9").items()
    duties = duties_of(shared, "a9")
    assert duties.candidates("ann") == {"p01"}
    assert len(on_example(shared, "ann", number_of(shared, laid), 2, 2, under=laid.id).entered) == 2
    assert board(shared, "ann").waits("a9-t1", code) == "second"
    assert board(shared, "ben").waits("a9-t1", code) == "open"


def test_late_hand_ins_come_to_nobodys_board_before_they_are_allocated(shared):
    put(shared, a_handin("p02"), "p02")
    sessions.collect(shared, "a9", NOON)
    assert "p02" not in board(shared, "ann").people.values()
    allocate(shared, "a9", "zoe", NOON)
    seen = [who for who in ("ann", "ben", "cat") if "p02" in board(shared, who).people.values()]
    assert len(seen) == 2


def number_of(given, laid):
    """Return the number of the example that lies there."""
    return int(laid.anchors["a9-t1"].id[-1])
