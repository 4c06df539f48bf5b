"""Examples with agreed levels: where they lie, who may mark live work, what a second try leaves behind."""

from __future__ import annotations

import pytest
from anchored import ANCHORS, ask, begun, criteria, live, on_example
from builders import NOON, a_content, a_handin, put
from msgspec import structs

from alongside.errors import ContentError, NotStandardised, WorkspaceError
from alongside.grading import marking, sessions
from alongside.grading.anchors import anchors_file, anchors_of, standard_of
from alongside.grading.course import set_up_course
from alongside.grading.ledger import opened
from alongside.grading.marking import Answer, Seat
from alongside.grading.panel import change_panel
from alongside.grading.standard import assessors_of, gate_of
from alongside.model.panel import Assessor

# Where examples lie


def test_examples_travel_with_the_key_folder(tmp_path):
    content = a_content(tmp_path / "content")
    beside = content / "assessments" / "anchors"
    beside.mkdir()
    (beside / "a9.yaml").write_text(ANCHORS, "utf-8")
    own = set_up_course(content, tmp_path / "one", tmp_path / "exchange")
    assert (own.root / "keys" / "anchors" / "a9.yaml").is_file()
    taken = tmp_path / "keys"
    (own.root / "keys").rename(taken)
    (beside / "a9.yaml").unlink()
    other = set_up_course(content, tmp_path / "two", tmp_path / "exchange", taken)
    assert [one.id for one in anchors_of(other, "a9")] == ["a9-anchor-1", "a9-anchor-2"]


def test_examples_beside_a_key_folder_are_found_and_none_are_needed(course, tmp_path):
    assert anchors_of(course, "a9") == []
    (tmp_path / "anchors").mkdir()
    (tmp_path / "anchors" / "a9.yaml").write_text(ANCHORS, "utf-8")
    assert len(anchors_of(course, "a9", tmp_path / "keys")) == 2
    assert anchors_file(None, "a9") is None


def test_examples_that_do_not_fit_the_session_are_refused_by_name(anchored):
    path = anchored.root / "keys" / "anchors" / "a9.yaml"
    path.write_text(
        ANCHORS.replace("criterion: a9-t1-c2, level: 1", "criterion: a9-t1-c1, level: 1"), "utf-8"
    )
    with pytest.raises(ContentError, match="a9-anchor-2 does not fit session a9"):
        anchors_of(anchored, "a9")


# The gate


def test_one_assessor_alone_may_mark_without_examples(anchored):
    assert gate_of(anchored, "a9", "ann").required is False
    assert len(live(anchored, "ann", 2, 2).entered) == 2


def test_from_the_second_assessor_on_examples_come_first(anchored):
    live(anchored, "ann", 2, 2)
    with pytest.raises(
        NotStandardised, match=r"ben cannot mark live work of a9 yet.*2 examples are not fully"
    ):
        live(anchored, "ben", 2, 2)
    on_example(anchored, "ben", 1, 2, 2)
    assert gate_of(anchored, "a9", "ben").missing == ["1 example is not fully marked yet."]
    on_example(anchored, "ben", 2, 1, 1)
    assert len(live(anchored, "ben", 2, 2).entered) == 2


def test_a_course_may_always_ask_for_examples_or_never(anchored):
    ask(anchored, required=True)
    with pytest.raises(NotStandardised):
        live(anchored, "ann", 2, 2)
    ask(anchored, required=False)
    live(anchored, "ann", 2, 2)
    assert live(anchored, "ben", 2, 2).entered


def test_a_session_without_examples_asks_for_none(course):
    put(course, a_handin())
    sessions.collect(course, "a9", NOON)
    ask(course, required=True)
    assert live(course, "ann", 2, 2).entered


@pytest.mark.parametrize(("level", "is_open"), [(0, False), (1, True), (2, True), (3, True)])
def test_within_one_level_on_a_line_that_must_be_met_is_near_enough(anchored, level, is_open):
    ask(anchored)
    on_example(anchored, "ann", 1, level, 3)
    on_example(anchored, "ann", 2, 0, 1)
    gate = gate_of(anchored, "a9", "ann")
    assert gate.open is is_open
    assert ("“An open one”" in " ".join(gate.missing)) is not is_open


def test_two_apart_on_another_line_does_not_keep_anybody_out(anchored):
    ask(anchored)
    on_example(anchored, "ann", 1, 2, 0)
    on_example(anchored, "ann", 2, 0, 3)
    assert gate_of(anchored, "a9", "ann").open


def test_a_second_try_opens_the_gate_and_the_first_one_stays_with_its_day(anchored):
    ask(anchored)
    on_example(anchored, "ann", 1, 0, 0)
    on_example(anchored, "ann", 2, 0, 1)
    assert not gate_of(anchored, "a9", "ann").open
    on_example(anchored, "ann", 1, 2, 2, day=1)
    gate = gate_of(anchored, "a9", "ann")
    assert gate.open
    assert [one[:10] for one in gate.examples[0].tries] == ["2026-11-20", "2026-11-21"]
    line = gate.examples[0].lines[0]
    assert (line.first.level, line.mine.level) == (0, 2)
    with opened(anchored) as ledger:
        rows = ledger.rows("a9", "a9-anchor-1")
    assert [(row.level, row.marking, row.replaces is None) for row in rows] == [
        (0, "anchor", True),
        (0, "anchor", True),
        (2, "anchor", False),
        (2, "anchor", False),
    ]


def test_what_is_corrected_before_all_lines_are_marked_belongs_to_the_first_try(anchored):
    """The agreed levels cannot be read before."""
    on_example(anchored, "ann", 1, 0)
    on_example(anchored, "ann", 1, 1)
    on_example(anchored, "ann", 1, 1, 3, day=1)
    judged = gate_of(anchored, "a9", "ann").examples[0]
    assert (len(judged.tries), judged.lines[0].first.level) == (1, 1)


def test_an_example_whose_text_was_changed_is_marked_again(anchored):
    ask(anchored)
    on_example(anchored, "ann", 1, 2, 3)
    on_example(anchored, "ann", 2, 0, 1)
    path = anchored.root / "keys" / "anchors" / "a9.yaml"
    path.write_text(path.read_text("utf-8").replace("by the summer?", "by Easter?") + "\n", "utf-8")
    assert gate_of(anchored, "a9", "ann").missing == ["1 example is not fully marked yet."]


def test_a_mark_on_an_example_is_everybodys_own(anchored):
    assert len(on_example(anchored, "ann", 1, 2, 3).entered) == 2
    assert len(on_example(anchored, "ben", 1, 2, 3).entered) == 2
    assert on_example(anchored, "ben", 1, 2, 3).entered == []


def test_a_correction_of_live_work_stays_possible(anchored):
    row = live(anchored, "ann", 2, 2).entered[0]
    ask(anchored)
    seat = Seat(anchored, Answer("a9", "p01", "a9-t1", row.sha256), criteria(anchored), "ann")
    assert marking.save(seat, {"a9-t1-c1": begun(1, row.id)}, NOON).entered


def test_what_a_course_asks_is_kept_with_its_days(anchored):
    assert standard_of(anchored, "a9").required is None
    ask(anchored, required=True)
    ask(anchored, required=False, laid=1)
    assert (standard_of(anchored, "a9").required, standard_of(anchored, "a9").laid) == (False, 1)
    assert (anchored.root / "marking" / "standards.json").read_text("utf-8").count('"at"') == 2
    with pytest.raises(WorkspaceError, match=r"session a9 has no example a9-anchor-7\. It has: a9-anchor-1"):
        ask(anchored, kept_back=["a9-anchor-7"])


@pytest.mark.parametrize(("members", "required"), [(("ann", "ben"), True), (("ann",), False)])
def test_where_there_is_a_panel_its_members_are_the_assessors(anchored, members, required):
    listed = [Assessor(id=who, name=who, languages=["en"]) for who in members]
    change_panel(anchored, "a9", lambda there: structs.replace(there, assessors=listed))
    assert gate_of(anchored, "a9", "ann").required is required
    with opened(anchored) as ledger:
        assert assessors_of(anchored, "a9", ledger) == set(members)
