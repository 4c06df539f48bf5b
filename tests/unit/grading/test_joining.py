"""A task with an item of the portfolio is marked with what was chosen for it: text and choice together."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta

import pytest
from builders import NOON
from judging import CHOSEN, ask_for_item, hand_in

from alongside.grading import gradebook, lane, marking
from alongside.grading.answers import nothing_answered
from alongside.grading.course import assessment_of
from alongside.grading.intake import answers_of
from alongside.grading.joining import NOTHING, Joining, joining_of
from alongside.grading.ledger_tables import trail_of
from alongside.grading.marking import Answer, Seat
from alongside.grading.progress import progress_of
from alongside.grading.texts import criteria_of, texts_in
from alongside.model.marking import Begun
from alongside.paths import content_root
from alongside.publish import feedback
from alongside.responses.handin import hash_of

LATER = NOON + timedelta(hours=1)
CHANGED = {**CHOSEN, "x03-r1": "Four silences."}


@pytest.fixture
def item(course):
    return ask_for_item(course)


def now_marked(course):
    return texts_in(course, "a9")["p01", "a9-t1"]


def own(course):
    handed = answers_of(course.place("submitted", "a9", "p01"))
    return {one.id: one.sha256 for one in (*handed.answers, *handed.portfolio)}


def mark_all(course, who="ann"):
    criteria = criteria_of(assessment_of(course, "a9"))["a9-t1"]
    seat = Seat(course, Answer("a9", "p01", "a9-t1", now_marked(course)), criteria, who)
    given = {one.id: Begun(evidence="Line 2 shows it.", level=2) for one in criteria}
    marking.save(seat, given, NOON)
    return marking.stand_alone(seat, NOON)


def waits(course):
    joining = joining_of(assessment_of(course, "a9"))
    return progress_of(course, "a9", ["p01"], {"a9-t1": 2}, joining).waits("p01", "a9-t1", "ann")


def test_the_hash_is_of_the_text_and_of_every_chosen_answer(item):
    hand_in(item, CHOSEN)
    hashes = own(item)
    items = {name: hashes[name] for name in CHOSEN}
    assert now_marked(item) == hash_of({"text": hashes["a9-t1"], "items": items})


def test_where_nothing_was_chosen_the_hash_is_that_of_the_text(item):
    hand_in(item, {"m01-r1": "Of another item."})
    assert now_marked(item) == own(item)["a9-t1"]


def test_what_was_chosen_without_a_note_is_marked_with_the_hash_of_nothing(item):
    hand_in(item, CHOSEN, text=None, checks={})
    items = {name: own(item)[name] for name in CHOSEN}
    assert now_marked(item) == hash_of({"text": NOTHING, "items": items})
    assert not nothing_answered(answers_of(item.place("submitted", "a9", "p01")))


def test_the_order_of_choosing_changes_nothing(item):
    hand_in(item, CHOSEN)
    before = now_marked(item)
    hand_in(item, dict(reversed(CHOSEN.items())), at=LATER)
    assert now_marked(item) == before


def test_a_session_without_an_item_is_marked_as_before(course):
    hand_in(course, CHOSEN)
    assert now_marked(course) == own(course)["a9-t1"]
    assert joining_of(assessment_of(course, "a9")) == Joining()


def test_only_answers_of_the_item_s_units_belong_to_it_and_the_rest_goes_along(item):
    hand_in(item, {**CHOSEN, "m01-r1": "A card.", "m77-r1": "Of no unit."})
    handed, joining = answers_of(item.place("submitted", "a9", "p01")), joining_of(assessment_of(item, "a9"))
    assert [one.id for one in joining.chosen(handed, "a9-t1")] == list(CHOSEN)
    assert [one.id for one in joining.along(handed)] == ["m01-r1", "m77-r1"]


@pytest.mark.parametrize(
    "second", [CHANGED, {"x03-r1": CHOSEN["x03-r1"]}, {}], ids=["other", "fewer", "none"]
)
def test_a_changed_choice_archives_the_marks_and_waits_anew(item, second):
    """In the ledger, on the desk and in the gradebook alike."""
    hand_in(item, CHOSEN)
    lane.autograde(item, "a9")
    mark_all(item)
    assert waits(item) == "decided"
    hand_in(item, second, at=LATER)
    report = lane.autograde(item, "a9")
    assert waits(item) == "open"
    assert {row["state"] for row in trail_of(item, "p01")} == {"archived"}
    assert [old.cell for old in report.set_aside] == ["a9-t1"]
    with gradebook.opened(item) as book:
        assert gradebook.standings(book, "a9")["p01"].cells["a9-t1"].needs_marking


def test_marks_count_again_when_the_first_choice_comes_back(item):
    hand_in(item, CHOSEN)
    mark_all(item)
    hand_in(item, CHANGED, at=LATER)
    hand_in(item, CHOSEN, at=LATER + timedelta(hours=1))
    assert waits(item) == "decided"


def test_what_was_chosen_beside_the_item_changes_nothing(item):
    hand_in(item, CHOSEN)
    mark_all(item)
    hand_in(item, {**CHOSEN, "m01-r1": "Of another item."}, at=LATER)
    assert waits(item) == "decided"


def test_the_graded_notebook_holds_what_was_chosen_below_the_text(item):
    hand_in(item, CHOSEN)
    lane.autograde(item, "a9")
    notebook = (item.place("autograded", "a9", "p01") / "a9.ipynb").read_text(encoding="utf-8")
    assert all(text in notebook for text in CHOSEN.values())


def test_feedback_shows_what_was_chosen_beside_the_judgement_and_nothing_of_it_is_alive(item):
    hand_in(item, {**CHOSEN, "x03-r1": "<script>alert(1)</script> <img src=x onerror=alert(1)>"})
    lane.autograde(item, "a9")
    mark_all(item)
    assert feedback.make(item, "a9").made == ["p01"]
    page = (item.place("feedback", "a9", "p01") / "a9.html").read_text(encoding="utf-8")
    assert "What you chose from your portfolio" in page
    assert CHOSEN["m03-r2"] in page
    assert "Line 2 shows it." in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "<img" not in page


def test_an_item_that_the_content_gives_to_another_unit_is_read_anew(item, tmp_path, monkeypatch):
    root, assessment = tmp_path / "edition", assessment_of(item, "a9")
    shutil.copytree(content_root() / "exercises", root / "exercises")
    monkeypatch.setattr("alongside.paths.content_root", lambda: root)
    (unit,) = [name for name in joining_of(assessment).units if name == "x03"]
    (data,) = (root / "exercises").glob(f"{unit}-*/exercise.yaml")
    data.write_text(re.sub(r"(?m)^portfolio: .*\n", "", data.read_text("utf-8")), "utf-8")
    assert unit not in joining_of(assessment).units
