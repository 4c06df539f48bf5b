"""Does the design of a unit hold together: outcomes, trainer notes, opening cells?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.finding import Finding
from alongside.content.check.markdown import sections
from alongside.content.check.rule import UnitRule
from alongside.content.notes import notes_file
from alongside.model.kinds import Rating
from alongside.strings import _


class PractisedAndChecked(UnitRule):
    """Outcomes are worked on, and looked at."""

    code = "C307"
    name = "outcomes"
    description = (
        "Every outcome is practised in an activity, and checked by a response or by an item of a rating."
    )
    tag = "policy"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each outcome that no activity or no response serves."""
        unit = files.unit
        practised = {name for activity in unit.activities for name in activity.outcomes}
        checked = {name for response in unit.responses for name in response.outcomes}
        checked |= {
            item.outcome or "" for one in unit.responses if isinstance(one, Rating) for item in one.items
        }
        for n, outcome in enumerate(unit.outcomes):
            line = files.data.line("outcomes", n, "id")
            if outcome.id not in practised:
                what = _("no activity practises {id}").format(id=outcome.id)
                yield self.at(files.data, line, what, _("add it to the outcomes of an activity"))
            if outcome.id not in checked:
                what = _("no response checks {id}").format(id=outcome.id)
                yield self.at(
                    files.data, line, what, _("add it to the outcomes of a check, rating or reflection")
                )


class NotesSections(UnitRule):
    """Whoever leads an activity finds a note on it."""

    code = "C308"
    name = "notes-sections"
    description = (
        "The trainer notes of a unit have one section for each activity, in order, and for no other."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for missing, doubled, strange and misplaced sections."""
        wanted = [activity.id for activity in files.unit.activities]
        if not wanted or not (content.root / "trainer-notes").is_dir():
            return
        if files.notes is None:
            name = notes_file(Path(), files.folder.rsplit("/", 1)[1]).as_posix()
            if name not in content.notes:
                line = files.data.line("activities")
                what = _("{name} is missing").format(name=name)
                yield self.at(files.data, line, what, _("write a note for each activity"))
            return
        notes = files.notes
        found = [(s.activity, notes.line_at(s.start)) for s in sections(notes.text) if s.activity]
        yield from self._compare(files, wanted, found)

    def _compare(
        self, files: UnitFiles, wanted: list[str], found: list[tuple[str, int]]
    ) -> Iterator[Finding]:
        names = [name for name, _line in found]
        for n, name in enumerate(wanted):
            if name not in names:
                what = _("the trainer notes have no section {id}").format(id=name)
                line = files.data.line("activities", n, "id")
                yield self.at(files.data, line, what, _("add one that begins: ## {id}").format(id=name))
        for n, (name, line) in enumerate(found):
            if name not in wanted or name in names[:n]:
                what = (
                    _("{id} is not an activity of {unit}")
                    if name not in wanted
                    else _("{id} has a section above")
                )
                yield self.at(
                    files.notes, line, what.format(id=name, unit=files.unit.id), _("correct the heading")
                )
        if sorted(names) == sorted(wanted) and names != wanted:
            what = _("the sections stand in another order than the activities")
            yield self.at(files.notes, found[0][1], what, _("move them"))
