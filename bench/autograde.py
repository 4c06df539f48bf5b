"""CPU time for each further submission: our lane beside `nbgrader autograde` and beside the floor, on a1.

Marginal: `(CPU(more) - CPU(few)) / (more - few)` of the whole command, the kernels it starts included, so
that what a command costs once does not count. CPU time, because whatever else runs moves it least. The
answers are those of the fictional cohort, in turn, under new ids. The lane and nbgrader must have written the
same scores for the same candidates; otherwise there is no ratio. The floor is in `floor.py`.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from common import alternate, last_line, median, shown

from alongside import paths
from alongside.content import workspace
from alongside.grading import gradebook
from alongside.grading.course import open_course
from alongside.grading.demonstration import set_up
from alongside.model.workspace import Person

SESSION = "a1"
OURS, PEER = (50, 550), (5, 25)
FLOOR = Path(__file__).with_name("floor.py")
"""Few and more submissions: the peer gets fewer, because it needs over a second for each."""
Spent = tuple[float, float]
"""CPU seconds for each further submission, and those of the command itself."""
Scores = dict[str, dict[str, float | None]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="bench-autograding-") as made:
        named = dict(zip(("lane", "floor", "stock"), compare(Path(made), runs), strict=True))
    for name, spent in named.items():
        each = " ".join(f"{1000 * one:.2f}" for one, _start in sorted(spent))
        print(f"{name}: {each} ms for each further one; start {median([start for _, start in spent]):.2f} s")
    lane, floor, stock = (median([one for one, _start in spent]) for spent in named.values())
    print(f"lane / floor {shown(lane / floor)} (at most 5); stock / lane {stock / lane:.0f} (at least 150)")
    print(last_line("autograde", 1000 * lane, 1000 * stock, "ms"))


def compare(folder: Path, runs: int) -> list[list[Spent]]:
    course = demonstration_course(folder / "workspace")
    lane = [sys.executable, "-m", "alongside", "assess", "autograde", SESSION]
    stock = [sys.executable, "-m", "nbgrader", "autograde", SESSION]
    floor = [sys.executable, str(FLOOR), ".", SESSION]
    written: list[Scores] = []

    def grade(command: list[str], count: int) -> float:
        copy = folder / "course"
        make_course(course, copy, count)
        seconds = cpu_of(command, copy)
        if command is not floor:
            written.append(scores_in(copy, count))
        shutil.rmtree(copy)
        return seconds

    acts = [partial(spent, partial(grade, command), *OURS) for command in (lane, floor)]
    acts.append(partial(spent, partial(grade, stock), *PEER))
    results = alternate(runs, *acts)
    same_or_stop(written)
    return results


def demonstration_course(place: Path) -> Path:
    """Make a demonstration workspace; return its course, where the fictional cohort has been collected."""
    workspace.make(place, person=Person(id="bench", name="Bench"), demonstration=True)
    return set_up(place, keys=paths.content_root() / "assessments" / "keys").root


def make_course(origin: Path, copy: Path, count: int) -> None:
    """Copy a course, with `count` submissions that repeat those of `origin` in turn."""
    shutil.copytree(origin, copy, ignore=shutil.ignore_patterns("submitted", "received"))
    models = sorted((origin / "submitted").glob(f"*/{SESSION}"))
    for number, model in enumerate(islice(cycle(models), count)):
        who = candidate(number)
        target = copy / "submitted" / who / SESSION
        shutil.copytree(model, target)
        answers = target / "responses.json"
        handed = {**json.loads(answers.read_bytes()), "candidate": who}
        answers.write_text(json.dumps(handed, ensure_ascii=False), encoding="utf-8")


def candidate(number: int) -> str:
    return f"c{number + 1:03}"


def spent(grade: Callable[[int], float], few: int, more: int) -> Spent:
    first, second = grade(few), grade(more)
    each = (second - first) / (more - few)
    return each, first - few * each


def cpu_of(command: list[str], folder: Path) -> float:
    """Return the CPU seconds, user and system, of a command and of what it started and waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def scores_in(folder: Path, count: int) -> Scores:
    """Return what the machine gave to every candidate for every cell; stop where somebody was left out."""
    with gradebook.opened(open_course(folder)) as book:
        standings = gradebook.standings(book, SESSION)
    found = {who: {name: cell.auto for name, cell in one.cells.items()} for who, one in standings.items()}
    if set(found) != {candidate(number) for number in range(count)}:
        raise SystemExit(f"Of {count} submissions only these were graded: {', '.join(sorted(found))}")
    return found


def same_or_stop(written: list[Scores]) -> None:
    """Stop where a candidate has other scores in one gradebook than in the largest."""
    whole = max(written, key=len)
    for scores in written:
        for who, cells in scores.items():
            if cells != whole[who]:
                raise SystemExit(f"{who} has {cells} in one gradebook and {whole[who]} in another.")
    scored = [score for score in whole[candidate(0)].values() if score is not None]
    print(f"The same scores in {len(written)} gradebooks, {len(scored)} questions for each candidate.")


if __name__ == "__main__":
    main()
