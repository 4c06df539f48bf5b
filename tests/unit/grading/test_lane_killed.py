"""Killed at any instant, the lane leaves every submission consistent, and running it again completes it."""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOON, PARTIAL, RIGHT, WRONG, a_handin, put

from alongside.grading import folders, gradebook, intake, lane, marks
from alongside.grading.course import Course
from alongside.grading.folders import receipt_of

LATER = NOON + timedelta(hours=5)
PEOPLE = [f"p{number:02}" for number in range(1, 61)]
OLD = {who: a_handin(who, checks=WRONG, text="Old.") for who in PEOPLE}
NEW = {who: a_handin(who, checks=RIGHT if who < "p31" else PARTIAL, text="New.", at=LATER) for who in PEOPLE}
POINTS = {**{receipt_of(raw): 0.0 for raw in OLD.values()}}
POINTS |= {receipt_of(raw): 6.0 if who < "p31" else 4.0 for who, raw in NEW.items()}


@contextmanager
def runner(course: Course) -> Iterator[subprocess.Popen[str]]:
    path = os.pathsep.join(filter(None, sys.path))
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("lane_runner.py")), str(course.root), "a9"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as process:
        yield process
        process.stdin.close()


def run_and_kill(process: subprocess.Popen[str], milliseconds: float) -> bool:
    """Run once, and kill after so long; say whether it was killed and not done before."""
    process.stdin.write(f"{milliseconds}\n")
    process.stdin.flush()
    return int(process.stdout.readline()) != 0


def run_to_the_end(process: subprocess.Popen[str]) -> int:
    """Run once and return the exit status."""
    process.stdin.write("\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def lay(course: Course, handed: dict[str, bytes], at) -> None:
    for who, raw in handed.items():
        put(course, raw, who, at)


def inconsistent(course: Course) -> list[str]:
    """What is wrong now: half a folder, rows half written, points or marks that belong to another text."""
    with gradebook.opened(course) as book:
        standings = gradebook.standings(book, "a9")
    wrong = [f"{who}: {len(one.cells)} rows" for who, one in standings.items() if len(one.cells) != 3]
    for folder in (course.root / "autograded").glob("*/a9"):
        who, raw = folder.parent.name, (folder / "responses.json").read_bytes()
        text = json.loads(raw)["answers"][-1]["value"]["text"]
        if sorted(one.name for one in folder.iterdir() if one.suffix != ".new") != FILES:
            wrong.append(f"{who}: {sorted(folder.iterdir())}")
        if text == "New." and text not in (folder / "a9.ipynb").read_text():
            wrong.append(f"{who}: answers without their notebook")
        task = standings[who].cells["a9-t1"]
        machine = sum(cell.auto or 0 for cell in standings[who].cells.values())
        if text == "New." and (machine != POINTS[receipt_of(raw)] or task.comment is not None):
            wrong.append(f"{who}: {machine} points, {task.comment!r}, beside the new text")
        if task.comment is not None and task.comment != "On the old text.":
            wrong.append(f"{who}: {task.comment!r}")
    return wrong


FILES = ["a9.ipynb", "assessment.yaml", "responses.json", "timestamp.txt"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are forked")
def test_a_killed_run_leaves_everything_consistent_and_the_next_one_completes_it(course):
    """Sixty first hand-ins, then sixty others in their place, with marks on the first; a dozen kills each."""
    dice = random.Random(11)
    killed = 0
    with runner(course) as process:
        for handed, at in ((OLD, NOON), (NEW, LATER)):
            lay(course, handed, at)
            for turn in range(12):
                killed += run_and_kill(process, 30 * turn + 40 * dice.random())
                assert inconsistent(course) == []
            assert run_to_the_end(process) == 0
            finish(course, handed)
    assert killed > 6


def finish(course: Course, handed: dict[str, bytes]) -> None:
    """Everybody is there with the right points; the first time, everybody gets a mark."""
    with gradebook.opened(course) as book:
        standings = gradebook.standings(book, "a9")
    assert sorted(standings) == PEOPLE
    for who, raw in handed.items():
        machine = sum(cell.auto or 0 for cell in standings[who].cells.values())
        assert machine == POINTS[receipt_of(raw)]
        assert (course.place("autograded", "a9", who) / "responses.json").read_bytes() == raw
    if handed is OLD:
        for who in PEOPLE[::7]:
            marks.give_mark(course, "a9", (who, "a9-t1"), 5, "On the old text.")
        return
    kept = [json.loads(line) for line in (course.root / lane.OLD_MARKS).read_text().splitlines()]
    assert {one["candidate"] for one in kept} == set(PEOPLE[::7])
    assert not any(standings[who].cells["a9-t1"].manual for who in PEOPLE)


def test_a_folder_that_was_being_replaced_is_put_back(course):
    """The instant between two renames: the old one is aside, the new one not there yet."""
    put(course, OLD["p01"], "p01")
    intake.collect(course, "a9", LATER)
    target = course.place("submitted", "a9", "p01")
    target.rename(target.with_name(".a9.0a1b2c3d.old"))
    (target.with_name(".a9.0a1b2c3d.new")).mkdir()
    assert lane.autograde(course, "a9").graded == ["p01"]
    assert target.is_dir()


def test_what_a_killed_run_left_is_deleted_when_it_is_old(course):
    put(course, OLD["p01"], "p01")
    intake.collect(course, "a9", LATER)
    left = course.root / "submitted" / "p01" / ".a9.0a1b2c3d.new"
    left.mkdir()
    folders.sweep([left.parent])
    assert left.is_dir()
    os.utime(left, (0, 0))
    folders.sweep([left.parent])
    assert not left.exists()


def test_running_again_writes_nothing_anew(course):
    lay(course, {who: OLD[who] for who in PEOPLE[:3]}, NOON)
    intake.collect(course, "a9", LATER)
    lane.autograde(course, "a9")
    before = {path: path.stat().st_mtime_ns for path in (course.root / "autograded").rglob("*")}
    lane.autograde(course, "a9")
    assert {path: path.stat().st_mtime_ns for path in (course.root / "autograded").rglob("*")} == before


def test_progress_is_told_after_each_batch(course, monkeypatch):
    monkeypatch.setattr(lane, "BATCH", 2)
    lay(course, {who: OLD[who] for who in PEOPLE[:5]}, NOON)
    intake.collect(course, "a9", LATER)
    told = []
    lane.autograde(course, "a9", told=lambda done, of: told.append((done, of)))
    assert told == [(2, 5), (4, 5), (5, 5)]


def many(course: Course, count: int) -> None:
    """Lay the one submission down so many times more, each under a name of its own."""
    origin = course.place("submitted", "a9", "p01")
    for number in range(count):
        target = course.place("submitted", "a9", f"m{number:03}")
        target.mkdir(parents=True)
        for name in FILES:
            (target / name).write_bytes((origin / name).read_bytes())


def held_after_each_batch(course: Course) -> list[int]:
    """Bytes that are held when a batch is done, rubbish taken out, so that no earlier test counts."""
    held: list[int] = []

    def told(_done: int, _of: int) -> None:
        gc.collect()
        held.append(tracemalloc.get_traced_memory()[0])

    tracemalloc.start()
    try:
        lane.autograde(course, "a9", told=told)
    finally:
        tracemalloc.stop()
    return held


def test_memory_does_not_grow_with_the_number_of_submissions(course, monkeypatch):
    """Of 50 more only their names stay: some hundred bytes each, where a hand-in has thirty thousand."""
    monkeypatch.setattr(lane, "BATCH", 5)
    put(course, a_handin("p01", text="Long. " * 5000), "p01")
    intake.collect(course, "a9", LATER)
    many(course, 59)
    held = held_after_each_batch(course)
    assert len(held) == 12
    assert held[-1] - held[1] < 50 * 1500
