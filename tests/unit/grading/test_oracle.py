"""The oracle: on the same submissions, stock nbgrader and the lane give the same grades, flags and comments.

Everything here runs nbgrader's own commands, as somebody would who knows only its manual.
"""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOON, PARTIAL, RIGHT, WRONG, a_course, a_handin, put
from stock import kernel_environment, nbgrader

from alongside.grading import gradebook, lane
from alongside.grading.course import Course, open_course
from alongside.grading.folders import feedback_file, receipt_of
from alongside.grading.standings import Standing

pytestmark = pytest.mark.timeout(900)  # six commands of nbgrader and a kernel for each hand-in
LATE = NOON + timedelta(hours=3)
HANDED_IN = {
    "all-right": a_handin("all-right"),
    "attack": a_handin("attack", WRONG, text="<img src=x onerror=alert(1)>\n```\n%%bash\nrm -rf /\n```\n"),
    "empty": a_handin("empty", {}, text=None),
    "late": a_handin("late", PARTIAL, at=LATE),
    "one-only": a_handin("one-only", {"a9-q2": {"chosen": ["a", "b", "c", "d"]}}, text=""),
}


@pytest.fixture(scope="module")
def kernel(tmp_path_factory) -> dict[str, str]:
    """The environment of nbgrader's commands."""
    return kernel_environment(tmp_path_factory.mktemp("jupyter"))


@pytest.fixture(scope="module")
def stock(tmp_path_factory, kernel) -> Course:
    """A course taken from source to collected and autograded submissions by stock commands only."""
    course = a_course(tmp_path_factory.mktemp("stock"))
    nbgrader(course, kernel, "generate_assignment", "a9")
    nbgrader(course, kernel, "release_assignment", "a9")
    with gradebook.opened(course) as book:
        gradebook.set_due(book, "a9", NOON)
    for who, raw in HANDED_IN.items():
        put(course, raw, who, LATE if who == "late" else NOON)
    nbgrader(course, kernel, "collect", "a9")
    nbgrader(course, kernel, "autograde", "a9")
    return course


@pytest.fixture(scope="module")
def graded(stock, tmp_path_factory) -> Course:
    """The same submissions, graded by the lane in a gradebook of its own."""
    root = tmp_path_factory.mktemp("lane")
    shutil.copytree(stock.root, root / "course", ignore=shutil.ignore_patterns("autograded", "gradebook.db"))
    course = open_course(root / "course")
    from alongside.grading.issuing import issue

    issue(course, "a9")
    with gradebook.opened(course) as book:
        gradebook.set_due(book, "a9", NOON)
    lane.autograde(course, "a9")
    return course


def standings(course: Course) -> dict[str, Standing]:
    with gradebook.opened(course) as book:
        return gradebook.standings(book, "a9")


def test_the_stock_commands_collected_everybody(stock):
    assert sorted(path.name for path in (stock.root / "submitted").iterdir()) == sorted(HANDED_IN)


@pytest.mark.parametrize("who", HANDED_IN)
def test_the_lane_and_stock_autograde_agree(stock, graded, who):
    assert standings(graded)[who] == standings(stock)[who]


def test_they_agree_on_something(stock):
    """A comparison of two empty things would prove nothing."""
    scores = {who: one.score for who, one in standings(stock).items()}
    assert scores == {"all-right": 6, "attack": 0, "empty": 0, "late": 4, "one-only": 0}
    assert standings(stock)["late"].seconds_late == 10_800


def test_issuing_in_this_process_makes_what_the_command_makes(stock, graded):
    for name in ("a9.ipynb", "assessment.yaml"):
        issued = [(one.place("release", "a9") / name).read_bytes() for one in (stock, graded)]
        assert issued[0] == issued[1]


def test_both_leave_the_same_files_behind(stock, graded):
    def files(course: Course) -> list[str]:
        return sorted(
            path.relative_to(course.root).as_posix() for path in (course.root / "autograded").rglob("*")
        )

    assert files(stock) == files(graded)


def test_stock_feedback_is_released_under_the_receipt_and_nothing_in_it_is_alive(stock, kernel):
    nbgrader(stock, kernel, "generate_feedback", "a9", "--student", "attack")
    nbgrader(stock, kernel, "release_feedback", "a9")
    page = feedback_file(stock.exchange, stock.id, receipt_of(HANDED_IN["attack"]), "a9")
    html = page.read_text(encoding="utf-8")
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert re.findall(r"<(?:script|img|iframe|link)\b|<[^>]*\son\w+\s*=", html, re.I) == []
    assert re.findall(r"(?:src|href)\s*=\s*[\"']?http|url\([\"']?http|@import", html, re.I) == []


def test_the_lane_takes_over_where_stock_autograde_left_off(stock, graded, tmp_path):
    """Also when stock nbgrader graded first, a replaced text loses its mark."""
    shutil.copytree(Path(stock.root), tmp_path / "course")
    course = open_course(tmp_path / "course")
    with gradebook.opened(course) as book:
        gradebook.mark(book, "a9", ("all-right", "a9-t1"), 5, "On the old text.")
    folder = course.place("submitted", "a9", "all-right")
    (folder / "responses.json").write_bytes(a_handin("all-right", RIGHT, text="A new text."))
    assert [old.candidate for old in lane.autograde(course, "a9").set_aside] == ["all-right"]
