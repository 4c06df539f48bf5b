"""Does every data file fit its shape, and lie where the kit looks for it?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alongside import paths
from alongside.content.check.curriculum import UNIT_SHAPES, Curriculum
from alongside.content.check.files import TextFile
from alongside.content.check.finding import Finding
from alongside.content.check.rule import Rule
from alongside.content.check.shapes import errors_in
from alongside.content.shelf import notebook_name
from alongside.model.base import ID, unit_of
from alongside.strings import _

_LETTERS = {"modules": "mtn", "exercises": "x", "assessments/source": "a"}
"""Which letters the ids on each shelf begin with: mentors, trainers, new leaders; exercises; assessments."""


class FitsShape(Rule):
    """Data files fit their shapes."""

    code = "C101"
    name = "shape"
    description = "Every data file has the fields its shape asks for, of the right kind, and no others."

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield one finding for each field of each entry that does not fit."""
        for file, shape in content.yaml_files.values():
            if file.problem:
                continue
            for place, what in errors_in(file.raw, shape):
                field = ".".join(str(step) for step in place)
                yield self.at(
                    file, file.line(*place), f"{field}: {what}" if field else what, _("correct this entry")
                )


class OnTheShelf(Rule):
    """Folders hold what their names say."""

    code = "C102"
    name = "folder"
    description = (
        "A folder on a shelf begins with its unit's id, and holds that unit's data file and notebook."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for folders without a unit, and for units under another name."""
        for shelf in UNIT_SHAPES:
            for folder in sorted((content.root / shelf).glob("*/")):
                yield from self._folder(content, shelf, folder)
        for files in content.units:
            if (
                files.notebook is None
                and f"{files.folder}/{notebook_name(files.unit)}" not in content.notebooks
            ):
                what = _("the notebook {name} is missing").format(name=notebook_name(files.unit))
                yield self.at(files.data, 1, what, _("add it beside this file"))

    def _folder(self, content: Curriculum, shelf: str, folder: Path) -> Iterator[Finding]:
        name = folder.relative_to(content.root).as_posix()
        data = paths.unit_file(folder)
        if data is None:
            yield self.at(
                TextFile(name),
                1,
                _("no data file in this folder"),
                _("add {names}").format(names=_(" or ").join(paths.UNIT_FILES)),
            )
            return
        file = content.yaml_files.get(f"{name}/{data.name}")
        unit_id = file[0].raw.get("id") if file and isinstance(file[0].raw, dict) else None
        if file and isinstance(unit_id, str):
            yield from self._named(file[0], shelf, folder.name, unit_id)

    def _named(self, file: TextFile, shelf: str, folder: str, unit_id: str) -> Iterator[Finding]:
        line = file.line("id") if hasattr(file, "line") else 1
        if unit_of(folder) != unit_id:
            what = _("the unit {id} lies in the folder {folder}").format(id=unit_id, folder=folder)
            yield self.at(file, line, what, _("begin the folder's name with the id"))
        if not ID.match(unit_id) or "-" in unit_id or unit_id[0] not in _LETTERS[shelf]:
            what = _("{id} is no id for {shelf}").format(id=unit_id, shelf=shelf)
            letters = _(" or ").join(_LETTERS[shelf])
            yield self.at(file, line, what, _("use {letters} and one or two digits").format(letters=letters))
