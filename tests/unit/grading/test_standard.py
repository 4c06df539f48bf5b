"""Examples with agreed levels: who may mark live work, what a second try leaves behind, and drift."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from builders import NOON, a_content, a_handin, put
from marking import a_mark

from alongside.errors import ContentError, NotStandardised, WorkspaceError
from alongside.grading import gradebook, marking, sessions
from alongside.grading.agreeing import agreement_of, drift_of
from alongside.grading.anchors import anchors_file, anchors_of, hash_of_anchor, set_standard, standard_of
from alongside.grading.codes import codes_in
from alongside.grading.course import assessment_of, set_up_course
from alongside.grading.lane import autograde
from alongside.grading.laying import laid_in, who_is
from alongside.grading.ledger import opened
from alongside.grading.ledger_tables import marks_of
from alongside.grading.marking import Answer, Seat
from alongside.grading.standard import gate_of
from alongside.grading.texts import criteria_of, texts_in
from alongside.model.anchor import Standard
from alongside.model.marking import Begun

ANCHORS = """
id: a9
anchors:
- id: a9-anchor-1
  title: An open one
  kind: clear-phase-1
  text: What would you like to be different by the summer?
  levels:
  - {criterion: a9-t1-c1, level: 2, evidence: It begins with what., reason: Nothing narrows it.}
  - {criterion: a9-t1-c2, level: 3, evidence: By the summer., reason: It leaves all of it to her.}
- id: a9-anchor-2
  title: A closed one
  kind: not-yet
  text: Do you not think that you should talk to him?
  levels:
  - {criterion: a9-t1-c1, level: 0, evidence: Do you not think., reason: Yes or no answers it.}
  - {criterion: a9-t1-c2, level: 1, evidence: You should talk to him., reason: The step is not hers.}
"""


@pytest.fixture
def graded(course):
    """One hand-in; a line that must be met; two examples beside the key."""
    data = course.place("release", "a9") / "assessment.yaml"
    text = data.read_text("utf-8")
    assert text.count("text: The question is open., competence: c1") == 1
    data.write_text(text.replace("is open., competence: c1", "is open., competence: c1, must: true"), "utf-8")
    folder = course.root / "keys" / "anchors"
    folder.mkdir()
    (folder / "a9.yaml").write_text(ANCHORS, "utf-8")
    put(course, a_handin(text="What would help?"))
    sessions.collect(course, "a9", NOON)
    return course


def begun(level, seen=None, words="It is open."):
    return Begun(evidence=words, level=level, seen=seen)


def live(course, assessor, *levels, candidate="p01"):
    """Mark the one hand-in."""
    sha256 = texts_in(course, "a9")["p01", "a9-t1"]
    seat = Seat(course, Answer("a9", candidate, "a9-t1", sha256), _criteria(course), assessor)
    return marking.save(seat, {f"a9-t1-c{n}": begun(level) for n, level in enumerate(levels, 1)}, NOON)


def on_example(course, assessor, number, *levels, day=0, under=""):
    """Mark an example; a second time is a correction."""
    anchor = anchors_of(course, "a9")[number - 1]
    answer = Answer("a9", under or anchor.id, "a9-t1", hash_of_anchor(anchor))
    seat = Seat(course, answer, _criteria(course), assessor, example=True)
    seen = {slot.criterion.id: slot.seen for slot in marking.slots_of(seat)}
    given = {f"a9-t1-c{n}": begun(one, seen[f"a9-t1-c{n}"]) for n, one in enumerate(levels, 1)}
    return marking.save(seat, given, NOON + timedelta(days=day))


def ask(course, required=True, **more):
    set_standard(course, Standard(session="a9", at="2026-11-20", by="lead", required=required, **more))


def _criteria(course):
    return criteria_of(assessment_of(course, "a9"))["a9-t1"]


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


def test_examples_that_do_not_fit_the_session_are_refused_by_name(graded):
    path = graded.root / "keys" / "anchors" / "a9.yaml"
    path.write_text(
        ANCHORS.replace("criterion: a9-t1-c2, level: 1", "criterion: a9-t1-c1, level: 1"), "utf-8"
    )
    with pytest.raises(ContentError, match="a9-anchor-2 does not fit session a9"):
        anchors_of(graded, "a9")


# The gate


def test_one_assessor_alone_may_mark_without_examples(graded):
    assert gate_of(graded, "a9", "ann").required is False
    assert len(live(graded, "ann", 2, 2).entered) == 2


def test_from_the_second_assessor_on_examples_come_first(graded):
    live(graded, "ann", 2, 2)
    with pytest.raises(
        NotStandardised, match=r"ben cannot mark live work of a9 yet.*2 examples are not fully"
    ):
        live(graded, "ben", 2, 2)
    on_example(graded, "ben", 1, 2, 2)
    assert gate_of(graded, "a9", "ben").missing == ["1 example is not fully marked yet."]
    on_example(graded, "ben", 2, 1, 1)
    assert len(live(graded, "ben", 2, 2).entered) == 2


def test_a_course_may_always_ask_for_examples_or_never(graded):
    ask(graded, required=True)
    with pytest.raises(NotStandardised):
        live(graded, "ann", 2, 2)
    ask(graded, required=False)
    live(graded, "ann", 2, 2)
    assert live(graded, "ben", 2, 2).entered


def test_a_session_without_examples_asks_for_none(course):
    put(course, a_handin())
    sessions.collect(course, "a9", NOON)
    ask(course, required=True)
    assert live(course, "ann", 2, 2).entered


@pytest.mark.parametrize(("level", "is_open"), [(0, False), (1, True), (2, True), (3, True)])
def test_within_one_level_on_a_line_that_must_be_met_is_near_enough(graded, level, is_open):
    ask(graded)
    on_example(graded, "ann", 1, level, 3)
    on_example(graded, "ann", 2, 0, 1)
    gate = gate_of(graded, "a9", "ann")
    assert gate.open is is_open
    assert ("“An open one”" in " ".join(gate.missing)) is not is_open


def test_two_apart_on_another_line_does_not_keep_anybody_out(graded):
    ask(graded)
    on_example(graded, "ann", 1, 2, 0)
    on_example(graded, "ann", 2, 0, 3)
    assert gate_of(graded, "a9", "ann").open


def test_a_second_try_opens_the_gate_and_the_first_one_stays_with_its_day(graded):
    ask(graded)
    on_example(graded, "ann", 1, 0, 0)
    on_example(graded, "ann", 2, 0, 1)
    assert not gate_of(graded, "a9", "ann").open
    on_example(graded, "ann", 1, 2, 2, day=1)
    gate = gate_of(graded, "a9", "ann")
    assert gate.open
    assert [one[:10] for one in gate.examples[0].tries] == ["2026-11-20", "2026-11-21"]
    line = gate.examples[0].lines[0]
    assert (line.first.level, line.mine.level) == (0, 2)
    with opened(graded) as ledger:
        rows = ledger.rows("a9", "a9-anchor-1")
    assert [(row.level, row.marking, row.replaces is None) for row in rows] == [
        (0, "anchor", True),
        (0, "anchor", True),
        (2, "anchor", False),
        (2, "anchor", False),
    ]


def test_what_is_corrected_before_all_lines_are_marked_belongs_to_the_first_try(graded):
    """The agreed levels cannot be read before."""
    on_example(graded, "ann", 1, 0)
    on_example(graded, "ann", 1, 1)
    on_example(graded, "ann", 1, 1, 3, day=1)
    judged = gate_of(graded, "a9", "ann").examples[0]
    assert (len(judged.tries), judged.lines[0].first.level) == (1, 1)


def test_an_example_whose_text_was_changed_is_marked_again(graded):
    ask(graded)
    on_example(graded, "ann", 1, 2, 3)
    on_example(graded, "ann", 2, 0, 1)
    path = graded.root / "keys" / "anchors" / "a9.yaml"
    path.write_text(path.read_text("utf-8").replace("by the summer?", "by Easter?") + "\n", "utf-8")
    assert gate_of(graded, "a9", "ann").missing == ["1 example is not fully marked yet."]


def test_a_mark_on_an_example_is_everybodys_own(graded):
    assert len(on_example(graded, "ann", 1, 2, 3).entered) == 2
    assert len(on_example(graded, "ben", 1, 2, 3).entered) == 2
    assert on_example(graded, "ben", 1, 2, 3).entered == []


def test_a_correction_of_live_work_stays_possible(graded):
    row = live(graded, "ann", 2, 2).entered[0]
    ask(graded)
    seat = Seat(graded, Answer("a9", "p01", "a9-t1", row.sha256), _criteria(graded), "ann")
    assert marking.save(seat, {"a9-t1-c1": begun(1, row.id)}, NOON).entered


def test_what_a_course_asks_is_kept_with_its_days(graded):
    assert standard_of(graded, "a9").required is None
    ask(graded, required=True)
    ask(graded, required=False, laid=1)
    assert (standard_of(graded, "a9").required, standard_of(graded, "a9").laid) == (False, 1)
    assert (graded.root / "marking" / "standards.json").read_text("utf-8").count('"at"') == 2
    with pytest.raises(WorkspaceError, match=r"session a9 has no example a9-anchor-7\. It has: a9-anchor-1"):
        ask(graded, kept_back=["a9-anchor-7"])


# Laid among the answers


def test_laid_examples_have_codes_like_everybody_and_are_the_same_each_time(graded):
    ask(graded, required=False, laid=2)
    laid = laid_in(graded, "a9")
    assert laid == laid_in(graded, "a9")
    assert len(laid) == 2
    assert {len(code) for code in laid} == {len(code) for code in codes_in(graded, "a9")}
    assert all(set(code) <= set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for code in laid)
    assert {one.anchors["a9-t1"].id for one in laid.values()} == {"a9-anchor-1", "a9-anchor-2"}
    code, one = next(iter(laid.items()))
    assert who_is(graded, "a9", code) == one.id
    assert who_is(graded, "a9", next(iter(codes_in(graded, "a9")))) == "p01"


def test_no_more_are_laid_than_there_are_and_none_unless_asked(graded):
    assert laid_in(graded, "a9") == {}
    ask(graded, laid=5)
    assert len(laid_in(graded, "a9")) == 2


def test_what_is_kept_back_is_not_shown_beforehand_and_is_laid_first(graded):
    ask(graded, laid=2, kept_back=["a9-anchor-2"])
    assert [one.anchor.id for one in gate_of(graded, "a9", "ann").examples] == ["a9-anchor-1"]
    assert [one.anchors["a9-t1"].id for one in laid_in(graded, "a9").values()] == ["a9-anchor-2"]


def test_marks_on_laid_examples_reach_no_candidate_no_list_and_no_gradebook(graded):
    autograde(graded, "a9")
    ask(graded, required=False, laid=1)
    (one,) = laid_in(graded, "a9").values()
    number = int(one.anchors["a9-t1"].id[-1])
    rows = on_example(graded, "ann", number, 3, 3, under=one.id).entered
    assert {(row.marking, row.candidate) for row in rows} == {("anchor", "a9-example-1")}
    listed = marks_of(graded, "a9", NOON)
    assert {row["candidate"] for row in listed.rows} == {"p01"}
    assert {row["state"] for row in listed.rows} == {"not marked"}
    with gradebook.opened(graded) as book:
        assert list(gradebook.standings(book, "a9")) == ["p01"]
    assert not (graded.root / "submitted" / one.id).exists()


def test_alone_or_not_an_example_gets_no_result(graded):
    ask(graded, required=False, laid=1)
    (one,) = laid_in(graded, "a9").values()
    anchor = one.anchors["a9-t1"]
    on_example(graded, "ann", int(anchor.id[-1]), 3, 3, under=one.id)
    seat = Seat(
        graded, Answer("a9", one.id, "a9-t1", hash_of_anchor(anchor)), _criteria(graded), "ann", example=True
    )
    assert len(marking.stand_alone(seat, NOON)) == 2
    with opened(graded) as ledger:
        assert {row.marking for row in ledger.rows("a9")} == {"anchor"}


def test_drift_is_told_when_nothing_can_be_learned_from_it(graded):
    ask(graded, required=False, laid=2)
    on_example(graded, "ann", 1, 2, 3)
    on_example(graded, "ann", 2, 0, 1)
    first, second = laid_in(graded, "a9").values()
    on_example(graded, "ann", int(first.anchors["a9-t1"].id[-1]), 2, 3, under=first.id)
    (half,) = drift_of(graded, "a9")
    assert (half.assessor, half.left, half.laid) == ("ann", 1, None)
    on_example(graded, "ann", int(second.anchors["a9-t1"].id[-1]), 2, 3, under=second.id)
    (whole,) = drift_of(graded, "a9")
    shown = whole.laid.counts
    assert (whole.left, shown.exact.count, shown.adjacent.count, shown.apart.count) == (0, 2, 0, 2)
    assert whole.laid.difference == 1
    assert (whole.before.counts.exact.count, whole.before.difference) == (4, 0)


def test_a_laid_example_opens_no_gate(graded):
    ask(graded, laid=2)
    for one in laid_in(graded, "a9").values():
        on_example(graded, "ann", int(one.anchors["a9-t1"].id[-1]), 1, 2, under=one.id)
    assert not gate_of(graded, "a9", "ann").open


# Agreement


def test_agreement_counts_live_pairs_alone_and_first_tries_on_examples(graded):
    on_example(graded, "ann", 1, 0, 3)
    on_example(graded, "ann", 1, 2, 3, day=1)
    ask(graded, required=False)
    live(graded, "ann", 2, 3)
    live(graded, "ben", 2, 1)
    report = agreement_of(graded, ["a9"])
    shares = report.double.counts
    assert (shares.decisions, shares.exact.count, shares.apart.count) == (2, 1, 1)
    assert (report.must.decisions, report.must.exact.count) == (1, 1)
    assert report.double.coefficients == {}
    assert report.double.warning.startswith("2 decisions were judged twice.")
    assert {who: (one.difference, one.decisions) for who, one in report.leniency.items()} == {
        "ann": (1, 2),
        "ben": (-1, 2),
    }
    (ann,) = report.examples
    assert (ann.assessor, ann.counts.exact.count, ann.counts.apart.count) == ("ann", 1, 1)
    assert ann.difference == -1


def test_agreement_over_two_sessions_is_pooled(graded):
    ask(graded, required=False)
    live(graded, "ann", 2, 3)
    live(graded, "ben", 2, 1)
    for folder in (graded.place("release", "a9"), graded.place("submitted", "a9", "p01")):
        other = shutil.copytree(folder, folder.parent / "a8")
        for path in (one for one in other.iterdir() if one.suffix in {".yaml", ".json"}):
            path.write_text(path.read_text("utf-8").replace("a9", "a8"), "utf-8")
    sha256 = texts_in(graded, "a8")["p01", "a8-t1"]
    both = {"session": "a8", "task": "a8-t1", "criterion": "a8-t1-c1", "sha256": sha256}
    with opened(graded) as ledger:
        ledger.append([a_mark(**both), a_mark(**both, assessor="ben", marking="second", level=1)], NOON)
    assert agreement_of(graded, ["a8"]).double.counts.adjacent.count == 1
    pooled = agreement_of(graded, ["a8", "a9", "a9"])
    assert (pooled.sessions, pooled.double.counts.decisions, pooled.must.decisions) == (["a8", "a9"], 3, 2)


def test_agreement_of_nothing_is_counts_of_nothing(graded):
    report = agreement_of(graded, [])
    assert (report.double.counts.decisions, report.double.counts.exact.value) == (0, None)
