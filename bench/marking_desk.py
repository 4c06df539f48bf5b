"""Waiting for a page of the marking desk: ours beside formgrader's, 300 candidates by 12 portfolio items.

One server has both, as an assessor's desk always has, over one course and one gradebook. A page counts with
what has to be asked for before it stands complete: ours is whole in one answer, formgrader's asks its own
programming interface for the rows of a list, and for the scores and comments of a notebook. Scripts, styles
and drawing are left out on both sides. Each side saves for candidates of its own, so that neither finds what
the other left. The clock starts when the request is sent and stops when the last byte has been read.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from html import unescape
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import large_course
from common import alternate, last_line, median, shown
from large_course import SESSION
from servers import Server, desk

from alongside.grading.codes import codes_in
from alongside.grading.course import Course

MOST = 100.0
"""Milliseconds in which 95 of 100 pages of the desk should have answered."""
SENTENCE = "In the third line he waits, and she goes on by herself."
Act = Callable[[], float]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=60)
    options.add_argument("--candidates", type=int, default=300)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-desk-") as made:
        course = large_course.make(Path(made) / "workspace", given.candidates)
        with desk(course.root.parent) as server:
            measured = compare(course, server, given.runs)
    for name, spent in measured.items():
        print(f"{name}: {shown(median(spent))} ms, 95 of 100 in {shown(late(spent))} ms")
    slowest = max(late(spent) for name, spent in measured.items() if name.startswith("ours"))
    said = "reached" if slowest <= MOST else "missed"
    print(f"the slowest of our pages at the 95th percentile: {shown(slowest)} ms (at most {MOST:g}: {said})")
    print(
        last_line(
            "marking_desk",
            median(measured["ours, one answer"]),
            median(measured["formgrader, one answer"]),
            "ms",
        )
    )


def late(spent: list[float]) -> float:
    """Return what 95 of 100 stayed below."""
    return sorted(spent)[min(len(spent) - 1, round(0.95 * len(spent)))]


def compare(course: Course, server: Server, runs: int) -> dict[str, list[float]]:
    kit, stock = Ours(Line(server), course), Formgrader(Line(server), course)
    acts: dict[str, Act] = {
        "ours, the list of candidates": kit.session,
        "formgrader, the list of submissions": stock.submissions,
        "ours, what waits next": kit.following,
        "formgrader, the list of notebooks": stock.notebooks,
        "ours, one answer": kit.answer,
        "formgrader, one answer": stock.answer,
        "ours, keeping a draft": kit.draft,
        "ours, entering levels": kit.enter,
        "formgrader, saving a score and a comment": stock.save,
    }
    alternate(3, *acts.values())
    return dict(zip(acts, alternate(runs, *acts.values()), strict=True))


@dataclass
class Line:
    """A connection that stays open, as a browser's does."""

    server: Server
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(self.server.base).netloc, timeout=90)

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[float, str]:
        """Return the milliseconds until an answer had been read, and the answer; stop at a refusal."""
        headers = {"Authorization": f"token {self.server.token}"} | ({"Content-Type": kind} if kind else {})
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        spent = 1000 * (time.perf_counter() - began)
        if answer.status not in {200, 303}:
            raise SystemExit(f"{method} {path} answered {answer.status}: {text.decode()[:2000]}")
        return spent, text.decode()

    def get(self, *paths: str) -> float:
        """Return the milliseconds of asking for one thing after the other."""
        return sum(self.ask("GET", path)[0] for path in paths)

    def put(self, path: str, value: Any) -> float:
        """Return the milliseconds of sending a value as JSON."""
        return self.ask("PUT", path, json.dumps(value).encode(), "application/json")[0]


class Ours:
    """The pages of the marking desk; answers in turn, and levels for every other candidate without any."""

    def __init__(self, line: Line, course: Course) -> None:
        self.line, self.home = line, f"/alongside/assessor/{SESSION}"
        codes = {who: code for code, who in codes_in(course, SESSION).items()}
        unmarked = sorted(codes)[2 * len(codes) // 3 :: 2]
        self.answers = cycle(sorted(codes.values())[::7])
        self.tasks = cycle(f"{SESSION}-t{n + 1}" for n in range(12))
        self.free = cycle((codes[who], f"{SESSION}-t{n + 1}") for who in unmarked for n in range(12))

    def session(self) -> float:
        return self.line.get(self.home)

    def following(self) -> float:
        return self.line.get(f"{self.home}/mark")

    def answer(self) -> float:
        return self.line.get(f"{self.home}/mark?task={next(self.tasks)}&code={next(self.answers)}")

    def draft(self) -> float:
        task, code = next(self.tasks), next(self.answers)
        begun = {f"{task}-c1": {"evidence": SENTENCE, "level": None, "seen": None}}
        sent = {"task": task, "code": code, "sha256": "0" * 64, "criteria": begun}
        return self.line.put(f"/alongside/api/marking/{SESSION}", sent)

    def enter(self) -> float:
        """Enter a sentence and a level for every line of one answer; the page is asked for beforehand."""
        code, task = next(self.free)
        address = f"{self.home}/mark?task={task}&code={code}"
        sent = urlencode({**hidden(self.line.ask("GET", address)[1]), "act": "save"}).encode()
        return self.line.ask("POST", address, sent, "application/x-www-form-urlencoded")[0]


def hidden(page: str) -> dict[str, str]:
    """Return what the form of a page would send, with a sentence and a level for each criterion."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    lines = [name.removeprefix("seen-") for name in found if name.startswith("seen-")]
    given = {
        f"{name}-{one}": said for one in lines for name, said in (("evidence", SENTENCE), ("level", "2"))
    }
    return {name: unescape(value) for name, value in found.items() if name != "_xsrf"} | given


class Formgrader:
    """The same acts in formgrader; scores for the other half of those who have none."""

    def __init__(self, line: Line, course: Course) -> None:
        self.line, self.home = line, "/formgrader"
        rows = list(gradebook_rows(course))
        people = sorted({who for who, _notebook, _grade, _comment in rows})
        own = set(people[2 * len(people) // 3 + 1 :: 2])
        notebooks = {who: notebook for who, notebook, _grade, _comment in rows}
        self.answers = cycle([notebooks[who] for who in people[::7]])
        self.free = cycle([(grade, comment) for who, _notebook, grade, comment in rows if who in own])

    def submissions(self) -> float:
        return self.line.get(
            f"{self.home}/manage_submissions/{SESSION}", f"{self.home}/api/submissions/{SESSION}"
        )

    def notebooks(self) -> float:
        place = f"{SESSION}/{SESSION}"
        return self.line.get(f"{self.home}/gradebook/{place}", f"{self.home}/api/submitted_notebooks/{place}")

    def answer(self) -> float:
        asked = next(self.answers)
        beside = [f"{self.home}/api/{name}?submission_id={asked}" for name in ("grades", "comments")]
        return self.line.get(f"{self.home}/submissions/{asked}/?index=0", *beside)

    def save(self) -> float:
        grade, comment = next(self.free)
        first = self.line.put(f"{self.home}/api/comment/{comment}", {"manual_comment": SENTENCE})
        return first + self.line.put(f"{self.home}/api/grade/{grade}", {"manual_score": 6})


def gradebook_rows(course: Course) -> Iterator[tuple[str, str, str, str]]:
    """Give, for every answer in the gradebook, its candidate and the ids of notebook, grade and comment."""
    query = """
        select sa.student_id, sn.id, grade.id, comment.id
        from grade
        join submitted_notebook sn on sn.id = grade.notebook_id
        join submitted_assignment sa on sa.id = sn.assignment_id
        join comment on comment.notebook_id = sn.id and comment.cell_id = grade.cell_id
        order by sa.student_id, grade.id
    """
    with closing(sqlite3.connect(course.gradebook)) as book:
        yield from book.execute(query)


if __name__ == "__main__":
    main()
