"""The autograded copy of a submission: the issued notebooks with answers and scores as plain text.

Nothing in it is alive, and nothing of it comes from a notebook that a candidate sent.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from alongside.content.grammar import Call, read_cells
from alongside.grading.course import Course
from alongside.grading.folders import appear, issued_in, replace, write_all
from alongside.grading.joining import Joining
from alongside.grading.parcel import ANSWERS
from alongside.model.handin import HandIn
from alongside.model.unit import Assessment
from alongside.responses.html import answer_text

TIMESTAMP = "timestamp.txt"
Tell = Callable[[Call], str]
"""What stands under a call: the answer or the score, as text."""


class Copies:
    """Makes the autograded folders of one session."""

    def __init__(self, course: Course, session: str, assessment: Assessment, joining: Joining) -> None:
        """Read what was issued, once; WorkspaceError where nothing was."""
        self._joining = joining
        issued = issued_in(course.place("release", session), session)
        self._home = course.root / "autograded"
        self._session = session
        self._responses = {one.id: one for one in assessment.responses}
        self._notebooks = {
            name: _Template(raw, set(self._responses))
            for name, raw in issued.items()
            if name.endswith(".ipynb")
        }
        self._others = {name: raw for name, raw in issued.items() if name not in self._notebooks}

    def place(self, who: str) -> Path:
        """Return where the copy of a candidate's submission stands."""
        return self._home / who / self._session

    def write(self, who: str, handed: HandIn, scores: Mapping[str, float], sent: Mapping[str, bytes]) -> None:
        """Write a candidate's copy; `sent` are the answers and the time, byte for byte as submitted.

        The answers come last: whose copy holds them has all the rest of it, and its rows in the gradebook.
        """
        values = {one.id: one.value for one in handed.answers}

        def tell(call: Call) -> str:
            if call.name == "score":
                return str(scores.get(call.target, 0.0))
            told = [answer_text(self._responses[call.target], values.get(call.target))]
            chosen = self._joining.chosen(handed, call.target)
            return "\n\n".join([*told, *(f"{one.id}\n{answer_text(None, one.value)}" for one in chosen)])

        notebooks = {name: one.filled(tell) for name, one in self._notebooks.items()}
        files = {**notebooks, **self._others, TIMESTAMP: sent[TIMESTAMP], ANSWERS: sent[ANSWERS]}
        _put(self.place(who), files)


def _put(folder: Path, files: dict[str, bytes]) -> None:
    """Let a folder appear whole; in one that is there, change file by file what is not the same."""
    if not folder.is_dir():
        appear(folder, lambda fresh: write_all(fresh, files))
        return
    for name, raw in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != raw:
            replace(path, raw)


class _Template:
    """An issued notebook as JSON, cut where outputs belong, so that filling it in is quick."""

    def __init__(self, raw: bytes, known: set[str]) -> None:
        notebook = msgspec.json.decode(raw)
        mark = secrets.token_hex(16)
        cells, self._calls = [], []
        for cell, read in zip(notebook["cells"], read_cells(notebook), strict=True):
            if isinstance(read, Call) and (read.name == "score" or read.target in known):
                cells.append({**cell, "outputs": mark})
                self._calls.append(read)
            else:
                cells.append({**cell, "outputs": []} if "outputs" in cell else cell)
        whole = msgspec.json.format(msgspec.json.encode({**notebook, "cells": cells}), indent=1) + b"\n"
        self._pieces = re.split(f'"{mark}"'.encode(), whole)

    def filled(self, tell: Tell) -> bytes:
        """Return the notebook with what `tell` says under each call."""
        outputs = (msgspec.json.encode([_output(call, tell(call))]) for call in self._calls)
        first, *rest = self._pieces
        return b"".join([first, *(part for pair in zip(outputs, rest, strict=True) for part in pair)])


def _output(call: Call, text: str) -> dict[str, Any]:
    output: dict[str, Any] = {"metadata": {}, "data": {"text/plain": text}}
    if call.name == "score":
        return {"output_type": "execute_result", **output, "execution_count": None}
    return {"output_type": "display_data", **output}
