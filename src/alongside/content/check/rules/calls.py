"""Notebooks and data files: every response has its cell, and every cell its response."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.finding import Finding
from alongside.content.check.rule import UnitRule
from alongside.content.grammar import KIND_OF_CALL, Call, read_cells
from alongside.model.exploring import Exploration
from alongside.model.kinds import Check
from alongside.strings import _

_CALL_OF_KIND = {kind: call for call, kind in KIND_OF_CALL.items()}


class CallsAndResponses(UnitRule):
    """Cells and responses belong together."""

    code = "C208"
    name = "calls"
    description = (
        "Each response and each exploration is shown by exactly one cell with the call of its kind, and each "
        "cell shows one."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for cells that lead nowhere, and for responses without their cells."""
        if files.notebook is None:
            return
        calls = [
            (n, cell) for n, cell in enumerate(read_cells(files.notebook.data)) if isinstance(cell, Call)
        ]
        for n, call in calls:
            wrong = self._wrong(files, call)
            if wrong:
                yield self.at(files.notebook, files.notebook.cell_line(n), *wrong)
        made = [(call.name, call.target) for _n, call in calls]
        for n, response in files.responses():
            wanted = [_CALL_OF_KIND[response.__struct_config__.tag]]
            if files.kind == "assessment" and isinstance(response, Check):
                wanted.append("score")
            for name in wanted:
                times = made.count((name, response.id))
                if times != 1:
                    what = _('the notebook has {times} cells kit.{name}("{id}")').format(
                        times=times or _("no"), name=name, id=response.id
                    )
                    yield self.at(files.data, files.data.line("responses", n, "id"), what, _("it needs one"))
        yield from self._explorations(files, made)

    def _explorations(self, files: UnitFiles, made: list[tuple[str, str]]) -> Iterator[Finding]:
        for n, laid_open in enumerate(_laid_open(files)):
            times = made.count(("explore", laid_open.id))
            if times != 1:
                what = _('the notebook has {times} cells kit.{name}("{id}")').format(
                    times=times or _("no"), name="explore", id=laid_open.id
                )
                yield self.at(files.data, files.data.line("explorations", n, "id"), what, _("it needs one"))

    def _wrong(self, files: UnitFiles, call: Call) -> tuple[str, str] | None:
        if call.name == "explore":
            if call.target in {one.id for one in _laid_open(files)}:
                return None
            what = _("{unit} has no exploration {id}").format(unit=files.unit.id, id=call.target)
            return what, _("correct the id, or add the exploration to the data file")
        response = next((one for _n, one in files.responses() if one.id == call.target), None)
        if response is None:
            what = _("{unit} has no response {id}").format(unit=files.unit.id, id=call.target)
            return what, _("correct the id, or add the response to the data file")
        kind = response.__struct_config__.tag
        scored = files.kind == "assessment" and kind == "check"
        if call.name != _CALL_OF_KIND[kind] and not (call.name == "score" and scored):
            what = _("{id} is a {kind}, not for kit.{name}").format(id=call.target, kind=kind, name=call.name)
            return what, _("write kit.{name}").format(name=_CALL_OF_KIND[kind])
        return None


def _laid_open(files: UnitFiles) -> list[Exploration]:
    return getattr(files.unit, "explorations", [])
