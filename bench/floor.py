"""The floor under autograding: the same bytes read, parsed, compared, rewritten and inserted, no more.

No check of anything, no hash, no sanitising, no upsert, no waiting for the disk: one transaction, by means
of the standard library. What the lane costs beyond this is what its promises cost.

floor.py COURSE SESSION, for a course in which nothing has been graded.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

ANSWER = {"single": "right", "multiple": "right", "match": "pairs", "order": "order"}
GIVEN = {"single": "chosen", "multiple": "chosen", "match": "pairs", "order": "order"}
Row = tuple[Any, ...]


def main(course: Path, session: str) -> None:
    release = course / "release" / session
    issued = json.loads((release / f"{session}.ipynb").read_bytes())
    about = (release / "assessment.yaml").read_bytes()
    forms = {one["id"]: one["form"] for one in yaml.safe_load(about)["responses"] if one["kind"] == "check"}
    key = {
        one["id"]: one for one in yaml.safe_load((course / "keys" / f"{session}.yaml").read_bytes())["items"]
    }
    rows: dict[str, list[Row]] = {"student": [], "submission": [], "notebook": [], "grade": [], "comment": []}
    with sqlite3.connect(course / "gradebook.db") as db:
        cells = structure(db, session)
        for folder in sorted((course / "submitted").glob(f"*/{session}")):
            raw, stamp = (folder / "responses.json").read_bytes(), (folder / "timestamp.txt").read_bytes()
            values = {one["id"]: one["value"] for one in json.loads(raw)["answers"]}
            scores = {name: score(key[name], form, values.get(name, {})) for name, form in forms.items()}
            target = course / "autograded" / folder.parent.name / session
            target.mkdir(parents=True)
            (target / f"{session}.ipynb").write_text(json.dumps(filled(issued, values, scores)))
            (target / "assessment.yaml").write_bytes(about)
            (target / "timestamp.txt").write_bytes(stamp)
            (target / "responses.json").write_bytes(raw)
            add(rows, cells, folder.parent.name, stamp, scores)
        insert(db, rows)


def score(item: dict[str, Any], form: str, value: dict[str, Any]) -> float:
    return float(item["points"]) if value.get(GIVEN[form]) == item.get(ANSWER[form]) else 0.0


def filled(issued: dict[str, Any], values: dict[str, Any], scores: dict[str, float]) -> dict[str, Any]:
    def outputs(cell: dict[str, Any]) -> list[dict[str, Any]]:
        name = cell["id"].removesuffix("-answer")
        told = scores.get(name) if cell["id"] == name else values.get(name)
        return [{"output_type": "display_data", "metadata": {}, "data": {"text/plain": str(told)}}]

    cells = [{**cell, "outputs": outputs(cell)} if "outputs" in cell else cell for cell in issued["cells"]]
    return {**issued, "cells": cells}


def structure(db: sqlite3.Connection, session: str) -> dict[str, Any]:
    (assignment,) = db.execute("select id from assignment where name = ?", (session,)).fetchone()
    (notebook,) = db.execute("select id from notebook where assignment_id = ?", (assignment,)).fetchone()
    query = "select id, name, type from base_cell where notebook_id = ? and type in ('GradeCell', 'TaskCell')"
    return {
        "assignment": assignment,
        "notebook": notebook,
        "cells": db.execute(query, (notebook,)).fetchall(),
    }


def add(
    rows: dict[str, list[Row]], there: dict[str, Any], who: str, stamp: bytes, scores: dict[str, float]
) -> None:
    submission, notebook = uuid4().hex, uuid4().hex
    rows["student"].append((who,))
    rows["submission"].append((submission, there["assignment"], who, stamp.decode().removesuffix(" UTC")))
    rows["notebook"].append((notebook, submission, there["notebook"]))
    for cell, name, kind in there["cells"]:
        points = scores.get(name)
        rows["grade"].append((uuid4().hex, notebook, cell, points, points is None))
        if kind == "TaskCell":
            rows["comment"].append((uuid4().hex, notebook, cell))


def insert(db: sqlite3.Connection, rows: dict[str, list[Row]]) -> None:
    columns = {
        "student": "student (id)",
        "submission": "submitted_assignment (id, assignment_id, student_id, timestamp)",
        "notebook": "submitted_notebook (id, assignment_id, notebook_id)",
        "grade": "grade (id, notebook_id, cell_id, auto_score, needs_manual_grade)",
        "comment": "comment (id, notebook_id, cell_id)",
    }
    for name, into in columns.items():
        marks = ", ".join("?" for _ in into.split(","))
        db.executemany(f"insert into {into} values ({marks})", rows[name])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
