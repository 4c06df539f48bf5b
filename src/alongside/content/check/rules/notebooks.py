"""Is every notebook one of the kit's forms, as it has to be committed?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alongside.content.check.curriculum import Curriculum
from alongside.content.check.files import NotebookFile
from alongside.content.check.finding import Finding
from alongside.content.check.rule import Rule
from alongside.content.grammar import KERNEL, TAGS, Refused, read_cells
from alongside.content.notebooks import kernel_of, normalised, tags_of, without_outputs
from alongside.model.base import ID, unit_of
from alongside.strings import _

Cell = dict[str, Any]


class NotebookRule(Rule):
    """A rule that looks at one notebook at a time, read or not by a unit."""

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield every breach of this rule, notebook by notebook."""
        for file in content.notebooks.values():
            if not file.problem:
                yield from self.check_notebook(file)

    def check_notebook(self, file: NotebookFile) -> Iterator[Finding]:
        """Yield every breach of this rule, cell by cell."""
        for n, cell in enumerate(file.cells):
            for what, do in self.check_cell(cell):
                yield self.at(file, file.cell_line(n), what, do)

    def check_cell(self, cell: Cell) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with one cell, and what to do."""
        raise NotImplementedError


class CellGrammar(NotebookRule):
    """Cells are of the kit's forms."""

    code = "C501"
    name = "cell-grammar"
    description = (
        "The first code cell is the import, every other one is a single call, and there are no raw cells."
    )

    def check_notebook(self, file: NotebookFile) -> Iterator[Finding]:
        """Yield a finding for each cell that would keep the notebook from starting by itself."""
        for n, cell in enumerate(read_cells(file.data)):
            if isinstance(cell, Refused):
                yield self.at(file, file.cell_line(n), cell.why, _("put anything else into the data file"))


class Kernel(NotebookRule):
    """Notebooks run on the kit's kernel."""

    code = "C502"
    name = "kernel"
    description = f"The notebook's kernelspec is {KERNEL}, and its format has cell ids (4.5)."

    def check_notebook(self, file: NotebookFile) -> Iterator[Finding]:
        """Yield a finding for another kernel, or an older format."""
        if kernel_of(file.data) != KERNEL:
            what = _("the kernel is {kernel}").format(kernel=kernel_of(file.data) or _("not named"))
            yield self.at(file, 1, what, _("choose the kernel {kernel}").format(kernel=KERNEL))
        if file.data.get("nbformat_minor", 0) < 5:
            yield self.at(
                file, 1, _("the format is older than 4.5"), _("save the notebook with a newer Jupyter")
            )


class NoOutputs(NotebookRule):
    """Nothing of a run is committed."""

    code = "C503"
    name = "outputs"
    description = "No cell has outputs or an execution count, and no state of widgets is kept."
    fixable = True
    tag = "privacy"

    def check_notebook(self, file: NotebookFile) -> Iterator[Finding]:
        """Yield a finding for each cell, and for the notebook, that shows it was run."""
        bare = without_outputs(file.data)
        for n, (unrun, cell) in enumerate(zip(bare["cells"], file.cells, strict=True)):
            answered = cell.get("outputs") or cell.get("execution_count") is not None
            if answered or unrun["metadata"] != cell["metadata"]:
                yield self.at(file, file.cell_line(n), _("the cell was run and shows it"), fix_it())
        if bare["metadata"] != file.data["metadata"]:
            yield self.at(file, 1, _("the notebook keeps the state of a run"), fix_it())


def fix_it() -> str:
    """Return what to do where the kit can do it itself."""
    return _("run: alongside check --fix")


class StableIds(NotebookRule):
    """Cells have ids that stay."""

    code = "C504"
    name = "cell-id"
    description = (
        "Every cell has an id of the kit's grammar, begun by its unit's and used once in the notebook."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each missing, strange or doubled id, notebook by notebook."""
        known = {files.notebook.path: files.unit.id for files in content.units if files.notebook is not None}
        for file in content.notebooks.values():
            yield from self._ids(file, known.get(file.path) or unit_of(file.path.split("/")[-2]))

    def _ids(self, file: NotebookFile, unit: str) -> Iterator[Finding]:
        seen = set()
        for n, cell in enumerate(file.cells):
            cell_id = cell.get("id")
            if not isinstance(cell_id, str) or not ID.match(cell_id) or not cell_id.startswith(f"{unit}-"):
                what = _("the cell's id is {id}").format(id=cell_id or _("missing"))
                yield self.at(file, file.cell_line(n), what, _("write it like {unit}-word").format(unit=unit))
            elif cell_id in seen:
                what = _("the id {id} is used above").format(id=cell_id)
                yield self.at(file, file.cell_line(n), what, _("give this cell an id of its own"))
            seen.add(cell_id)


class ClosedTags(NotebookRule):
    """Tags are from the list."""

    code = "C505"
    name = "tags"
    description = f"A cell's tags are from the closed list: {', '.join(sorted(TAGS))}."

    def check_cell(self, cell: Cell) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with each other tag."""
        for tag in tags_of(cell):
            if tag not in TAGS:
                yield (
                    _("{tag} is no tag of the kit").format(tag=tag),
                    _("take it out, or use one of the list"),
                )


class Locked(NotebookRule):
    """Readers cannot break a page."""

    code = "C506"
    name = "locked"
    description = "Cells cannot be edited or deleted, and the source of code cells is hidden."

    def check_cell(self, cell: Cell) -> Iterator[tuple[str, str]]:
        """Yield which locks are missing."""
        metadata = cell["metadata"]
        missing = [f"{name}: false" for name in ("editable", "deletable") if metadata.get(name) is not False]
        if cell["cell_type"] == "code" and (metadata.get("jupyter") or {}).get("source_hidden") is not True:
            missing.append("jupyter.source_hidden: true")
        if missing:
            yield (
                _("the cell is not locked"),
                _("add to its metadata {fields}").format(fields=", ".join(missing)),
            )


class OneForm(NotebookRule):
    """Notebooks have one form on disk."""

    code = "C507"
    name = "normalised"
    description = (
        "A notebook is written with an indent of one, sorted keys, letters as themselves, one newline last."
    )
    fixable = True

    def check_notebook(self, file: NotebookFile) -> Iterator[Finding]:
        """Yield a finding at the first line that would be written in another way."""
        wanted = normalised(file.data)
        if wanted != file.text:
            pairs = zip(file.text.split("\n"), wanted.split("\n"), strict=False)
            line = next((n for n, (is_, should) in enumerate(pairs, 1) if is_ != should), 1)
            yield self.at(file, line, _("the file is not in the one form of a notebook"), fix_it())
