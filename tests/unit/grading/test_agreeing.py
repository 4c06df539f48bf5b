"""Examples laid among the answers, drift, and how far assessors agree; the commands that show them."""

from __future__ import annotations

import shutil

import pytest
from anchored import ask, criteria, live, on_example
from builders import NOON
from marking import a_mark
from typer.testing import CliRunner

from alongside.cli import assess
from alongside.errors import KeyMissing, WorkspaceError
from alongside.grading import gradebook, marking
from alongside.grading.agreeing import agreement_of, drift_of
from alongside.grading.anchors import hash_of_anchor, standard_of
from alongside.grading.codes import codes_in
from alongside.grading.lane import autograde
from alongside.grading.laying import laid_in, who_is
from alongside.grading.ledger import opened
from alongside.grading.ledger_tables import marks_of
from alongside.grading.marking import Answer, Seat
from alongside.grading.standard import gate_of
from alongside.grading.texts import texts_in

# Laid among the answers


def test_laid_examples_have_codes_like_everybody_and_are_the_same_each_time(anchored):
    ask(anchored, required=False, laid=2)
    laid = laid_in(anchored, "a9")
    assert laid == laid_in(anchored, "a9")
    assert len(laid) == 2
    assert {len(code) for code in laid} == {len(code) for code in codes_in(anchored, "a9")}
    assert all(set(code) <= set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for code in laid)
    assert {one.anchors["a9-t1"].id for one in laid.values()} == {"a9-anchor-1", "a9-anchor-2"}
    code, one = next(iter(laid.items()))
    assert who_is(anchored, "a9", code) == one.id
    assert who_is(anchored, "a9", next(iter(codes_in(anchored, "a9")))) == "p01"


def test_no_more_are_laid_than_there_are_and_none_unless_asked(anchored):
    assert laid_in(anchored, "a9") == {}
    ask(anchored, laid=5)
    assert len(laid_in(anchored, "a9")) == 2


def test_what_is_kept_back_is_not_shown_beforehand_and_is_laid_first(anchored):
    ask(anchored, laid=2, kept_back=["a9-anchor-2"])
    assert [one.anchor.id for one in gate_of(anchored, "a9", "ann").examples] == ["a9-anchor-1"]
    assert [one.anchors["a9-t1"].id for one in laid_in(anchored, "a9").values()] == ["a9-anchor-2"]


def test_marks_on_laid_examples_reach_no_candidate_no_list_and_no_gradebook(anchored):
    autograde(anchored, "a9")
    ask(anchored, required=False, laid=1)
    (one,) = laid_in(anchored, "a9").values()
    number = int(one.anchors["a9-t1"].id[-1])
    rows = on_example(anchored, "ann", number, 3, 3, under=one.id).entered
    assert {(row.marking, row.candidate) for row in rows} == {("anchor", "a9-example-1")}
    listed = marks_of(anchored, "a9", NOON)
    assert {row["candidate"] for row in listed.rows} == {"p01"}
    assert {row["state"] for row in listed.rows} == {"not marked"}
    with gradebook.opened(anchored) as book:
        assert list(gradebook.standings(book, "a9")) == ["p01"]
    assert not (anchored.root / "submitted" / one.id).exists()


def test_alone_or_not_an_example_gets_no_result(anchored):
    ask(anchored, required=False, laid=1)
    (one,) = laid_in(anchored, "a9").values()
    anchor = one.anchors["a9-t1"]
    on_example(anchored, "ann", int(anchor.id[-1]), 3, 3, under=one.id)
    seat = Seat(
        anchored,
        Answer("a9", one.id, "a9-t1", hash_of_anchor(anchor)),
        criteria(anchored),
        "ann",
        example=True,
    )
    assert len(marking.stand_alone(seat, NOON)) == 2
    with opened(anchored) as ledger:
        assert {row.marking for row in ledger.rows("a9")} == {"anchor"}


def test_drift_is_told_when_nothing_can_be_learned_from_it(anchored):
    ask(anchored, required=False, laid=2)
    on_example(anchored, "ann", 1, 2, 3)
    on_example(anchored, "ann", 2, 0, 1)
    first, second = laid_in(anchored, "a9").values()
    on_example(anchored, "ann", int(first.anchors["a9-t1"].id[-1]), 2, 3, under=first.id)
    (half,) = drift_of(anchored, "a9")
    assert (half.assessor, half.left, half.laid) == ("ann", 1, None)
    on_example(anchored, "ann", int(second.anchors["a9-t1"].id[-1]), 2, 3, under=second.id)
    (whole,) = drift_of(anchored, "a9")
    shown = whole.laid.counts
    assert (whole.left, shown.exact.count, shown.adjacent.count, shown.apart.count) == (0, 2, 0, 2)
    assert whole.laid.difference == 1
    assert (whole.before.counts.exact.count, whole.before.difference) == (4, 0)


def test_a_laid_example_opens_no_gate(anchored):
    ask(anchored, laid=2)
    for one in laid_in(anchored, "a9").values():
        on_example(anchored, "ann", int(one.anchors["a9-t1"].id[-1]), 1, 2, under=one.id)
    assert not gate_of(anchored, "a9", "ann").open


# Agreement


def test_agreement_counts_live_pairs_alone_and_first_tries_on_examples(anchored):
    on_example(anchored, "ann", 1, 0, 3)
    on_example(anchored, "ann", 1, 2, 3, day=1)
    ask(anchored, required=False)
    live(anchored, "ann", 2, 3)
    live(anchored, "ben", 2, 1)
    report = agreement_of(anchored, ["a9"])
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


def test_agreement_over_two_sessions_is_pooled(anchored):
    ask(anchored, required=False)
    live(anchored, "ann", 2, 3)
    live(anchored, "ben", 2, 1)
    for folder in (anchored.place("release", "a9"), anchored.place("submitted", "a9", "p01")):
        other = shutil.copytree(folder, folder.parent / "a8")
        for path in (one for one in other.iterdir() if one.suffix in {".yaml", ".json"}):
            path.write_text(path.read_text("utf-8").replace("a9", "a8"), "utf-8")
    sha256 = texts_in(anchored, "a8")["p01", "a8-t1"]
    both = {"session": "a8", "task": "a8-t1", "criterion": "a8-t1-c1", "sha256": sha256}
    with opened(anchored) as ledger:
        ledger.append([a_mark(**both), a_mark(**both, assessor="ben", marking="second", level=1)], NOON)
    assert agreement_of(anchored, ["a8"]).double.counts.adjacent.count == 1
    pooled = agreement_of(anchored, ["a8", "a9", "a9"])
    assert (pooled.sessions, pooled.double.counts.decisions, pooled.must.decisions) == (["a8", "a9"], 3, 2)


def test_agreement_of_nothing_is_counts_of_nothing(anchored):
    report = agreement_of(anchored, [])
    assert (report.double.counts.decisions, report.double.counts.exact.value) == (0, None)


# On the command line


@pytest.fixture
def say(anchored):
    def run(*words):
        done = CliRunner().invoke(assess.app, [*words, "--in", str(anchored.root)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    return run


def test_the_readable_page_has_the_examples_with_or_without_their_levels(say):
    whole, bare = say("anchors", "a9"), say("anchors", "a9", "--no-levels")
    for text in (whole, bare):
        assert "## a9-t1: An open one" in text
        assert "> What would you like to be different by the summer?" in text
        assert "a9-t1-c1 (must)" in text
    assert "**a9-t1-c1 (must): 2.** It begins with what. Nothing narrows it." in whole
    assert "Nothing narrows it." not in bare
    assert "Evidence: ____" in bare


def test_a_course_without_examples_says_where_they_come_from(course):
    with pytest.raises(KeyMissing, match="name it with --keys DIR"):
        CliRunner().invoke(assess.app, ["anchors", "a9", "--in", str(course.root)], catch_exceptions=False)


def test_the_command_shows_who_may_mark_and_sets_what_is_asked(anchored, say):
    assert "where there is more than one assessor" in say("standard", "a9")
    on_example(anchored, "ann", 1, 2, 3)
    said = say("standard", "a9", "--required", "yes", "--lay", "1", "--keep-back", "a9-anchor-2")
    assert "Examples come before live work: yes." in said
    assert "1 example is laid among the answers." in said
    assert "ann: may mark." in said
    said = say("standard", "a9", "--keep-back", "none")
    assert "ann: may not mark yet. 1 example is not fully marked yet." in said
    assert (standard_of(anchored, "a9").laid, standard_of(anchored, "a9").required) == (1, True)
    with pytest.raises(WorkspaceError, match="'maybe' is not one of yes, no, usual"):
        say("standard", "a9", "--required", "maybe")


def test_the_command_shows_counts_and_drift(anchored, say):
    assert "No example that was laid among the answers has been marked." in say("drift", "a9")
    ask(anchored, required=False, laid=1)
    live(anchored, "ann", 2, 3)
    live(anchored, "ben", 2, 1)
    (one,) = laid_in(anchored, "a9").values()
    on_example(anchored, "ann", int(one.anchors["a9-t1"].id[-1]), 3, 3, under=one.id)
    said = say("agreement")
    assert "1 of 2 (9-91 %)" in said
    assert "2 decisions were judged twice." in said
    assert "ann: +1.00 levels to the others, from 2 lines" in said
    assert "ann" in say("drift", "a9")
