"""Do the cells of a unit's notebook stand where its data file says, with the words it says?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.finding import Finding
from alongside.content.check.rule import UnitRule
from alongside.content.check.rules.notebooks import fix_it
from alongside.content.grammar import Call, Start, Text, read_cells, source_of
from alongside.content.notebooks import tags_of
from alongside.content.prompts import prompt_markdown
from alongside.model.kinds import AnyResponse, Check, points_of
from alongside.strings import _

SCHEMA_VERSION = 3
"""nbgrader's version of its cell metadata."""


class CellNames(UnitRule):
    """Cells are named after what they show."""

    code = "C508"
    name = "cell-names"
    description = (
        "A call's cell has the id of what it shows, and a response's has the prompt cell just above; a text "
        "cell has another id. In an assessment the id ends in -answer."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for calls under another id, and for calls without their prompt."""
        if files.notebook is None:
            return
        cells = read_cells(files.notebook.data)
        graded = files.kind == "assessment"
        laid_open = {one.id for one in getattr(files.unit, "explorations", [])}
        shown = {one.id for one in files.unit.responses} | laid_open
        for n, cell in enumerate(cells):
            line = files.notebook.cell_line(n)
            if not isinstance(cell, Call) or cell.target not in shown:
                continue
            wanted = f"{cell.target}-answer" if graded and cell.name != "score" else cell.target
            if cell.id != wanted:
                what = _("the cell's id is {id}").format(id=cell.id)
                yield self.at(files.notebook, line, what, _("name it {id}").format(id=wanted))
            if cell.target in laid_open:
                continue
            above = cells[n - 1] if n else None
            if cell.name != "score" and not _is_prompt(above, prompt_id(files, cell.target)):
                what = _("the cell above is not the prompt of {id}").format(id=cell.target)
                do = _("put a text cell {id} there, tagged prompt").format(id=prompt_id(files, cell.target))
                yield self.at(files.notebook, line, what, do)


def _is_prompt(cell: object, wanted: str) -> bool:
    return isinstance(cell, Text) and cell.id == wanted and "prompt" in cell.tags


def prompt_id(files: UnitFiles, response_id: str) -> str:
    """Return the id of a response's prompt cell: a task's own in an assessment, else with `-prompt`."""
    response = next(one for one in files.unit.responses if one.id == response_id)
    return response_id if is_task(files, response) else f"{response_id}-prompt"


def is_task(files: UnitFiles, response: AnyResponse) -> bool:
    """Say whether nbgrader knows this response as a task that people mark."""
    return files.kind == "assessment" and not isinstance(response, Check)


class Prompts(UnitRule):
    """One prompt, two places."""

    code = "C509"
    name = "prompt-text"
    description = (
        "A prompt cell says what the data file says, and no cell is tagged prompt without being one."
    )
    fixable = True

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each prompt cell with other words."""
        if files.notebook is None:
            return
        wanted = prompts_of(files)
        for n, cell in enumerate(files.notebook.cells):
            if cell.get("id") in wanted and source_of(cell) != wanted[cell["id"]]:
                what = _("the prompt {id} is not what the data file says").format(id=cell["id"])
                yield self.at(files.notebook, files.notebook.cell_line(n), what, fix_it())
            elif cell.get("id") not in wanted and "prompt" in tags_of(cell):
                what = _("the cell is tagged prompt and belongs to no response")
                yield self.at(files.notebook, files.notebook.cell_line(n), what, _("take the tag out"))


def prompts_of(files: UnitFiles) -> dict[str, str]:
    """Return the id of each prompt cell and what it says."""
    return {prompt_id(files, one.id): prompt_markdown(one) for one in files.unit.responses}


class GradingCells(UnitRule):
    """nbgrader knows what to do."""

    code = "C510"
    name = "nbgrader"
    description = (
        "In an assessment each code and task cell has nbgrader's metadata: locked, its own id as grade_id, "
        "the points of a check or 3 for each criterion of a task. Elsewhere no cell has any."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each cell with other metadata."""
        if files.notebook is None:
            return
        for n, (raw, cell) in enumerate(
            zip(files.notebook.cells, read_cells(files.notebook.data), strict=True)
        ):
            wanted = _metadata(files, cell) if files.kind == "assessment" else None
            given = raw["metadata"].get("nbgrader")
            if given != wanted:
                what = _("nbgrader's metadata of {id} is {given}").format(
                    id=cell.id, given=_differing(given, wanted)
                )
                do = (
                    _("write {wanted}").format(wanted=_differing(wanted, given))
                    if wanted
                    else _("take it out")
                )
                yield self.at(files.notebook, files.notebook.cell_line(n), what, do)


def _metadata(files: UnitFiles, cell: object) -> dict[str, Any] | None:
    """Return what nbgrader has to be told about a cell; None for plain text."""
    by_id = {response.id: response for response in files.unit.responses}
    common = {"locked": True, "schema_version": SCHEMA_VERSION, "solution": False}
    if isinstance(cell, Start) or (isinstance(cell, Call) and cell.name != "score"):
        return common | {"grade": False, "task": False, "grade_id": cell.id}
    if isinstance(cell, Call):
        points = points_of(by_id[cell.target]) if cell.target in by_id else 0
        return common | {"grade": True, "task": False, "grade_id": cell.id, "points": points}
    response = by_id.get(getattr(cell, "id", ""))
    if response is not None and is_task(files, response):
        return common | {"grade": False, "task": True, "grade_id": response.id, "points": points_of(response)}
    return None


def _differing(one: Any, other: Any) -> str:
    """Return the fields of `one` that `other` has not, or has otherwise, as text."""
    if not isinstance(one, dict):
        return _("missing") if one is None else str(one)
    fields = {
        name: value for name, value in one.items() if not isinstance(other, dict) or other.get(name) != value
    }
    return ", ".join(f"{name}: {value}" for name, value in sorted(fields.items())) or _("less")


class Openings(UnitRule):
    """Every activity has its place on the page."""

    code = "C511"
    name = "activity-cells"
    description = (
        "Each activity is opened by a cell with its id and a ### heading, in the order of the data file."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for missing and misplaced openings, and for those without their heading."""
        wanted = [activity.id for activity in files.unit.activities]
        if files.notebook is None or not wanted:
            return
        places = {cell.get("id"): n for n, cell in enumerate(files.notebook.cells)}
        for n, name in enumerate(wanted):
            if name not in places:
                what = _("no cell of the notebook opens {id}").format(id=name)
                line = files.data.line("activities", n, "id")
                yield self.at(files.data, line, what, _("give the cell with its heading this id"))
            elif not source_of(files.notebook.cells[places[name]]).startswith("### "):
                line = files.notebook.cell_line(places[name])
                what = _("{id} does not begin with its heading").format(id=name)
                yield self.at(files.notebook, line, what, _("begin it with ###"))
        order = [places[name] for name in wanted if name in places]
        if order != sorted(order):
            late = next(n for before, n in pairwise(order) if n < before)
            what = _("the activities stand in another order than in the data file")
            yield self.at(files.notebook, files.notebook.cell_line(late), what, _("move the cells"))
