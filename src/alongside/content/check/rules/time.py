"""Do the minutes add up: in a unit, in its plan, in the trainer's notes, in a session?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.finding import Finding
from alongside.content.check.markdown import sections
from alongside.content.check.rule import Rule, UnitRule
from alongside.content.grammar import source_of
from alongside.model.programme import Part, Programme
from alongside.model.unit import PRACTICE, Module
from alongside.strings import _

_ROW = re.compile(r"^\| *(\*\*)?(\d+)(?(1)\*\*) *\|", re.M)
_TABLE = re.compile(r"^\| *Minutes *\|.*\n(?:\|.*(?:\n|\Z))+", re.M)
_BREAKDOWN = re.compile(r"\*\*Time\.\*\* (.*?)(?=\.\s|\.$|\n\n|\Z)", re.M | re.S)


class ActivityMinutes(UnitRule):
    """Activities fill their unit."""

    code = "C301"
    name = "minutes"
    description = "The minutes of a unit's activities add up to the minutes of the unit."

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding where the sum is another one."""
        total = sum(activity.minutes for activity in files.unit.activities)
        if files.unit.activities and total != files.unit.minutes:
            what = _("the activities take {total} minutes, the unit {minutes}")
            yield self.at(
                files.data,
                files.data.line("minutes"),
                what.format(total=total, minutes=files.unit.minutes),
                _("change one of them"),
            )


class SessionMinutes(Rule):
    """Parts fill their session."""

    code = "C302"
    name = "session-minutes"
    description = (
        "A part of a session is a unit, a break or a plan with minutes, and the parts add up to the session."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each odd part and each sum that is another one."""
        for programme, file in content.all_of(Programme):
            for n, strand in enumerate(programme.strands):
                for k, session in enumerate(strand.sessions):
                    place = ("strands", n, "sessions", k)
                    for j, part in enumerate(session.parts):
                        if not _one_thing(part):
                            line = file.line(*place, "parts", j)
                            yield self.at(
                                file,
                                line,
                                _("this part is not exactly one thing"),
                                _("give it unit, or pause, or planned with minutes"),
                            )
                    lengths = [_length(part, content) for part in session.parts]
                    if None not in lengths and sum(filter(None, lengths)) != session.minutes:
                        what = _("the parts take {total} minutes, the session {minutes}")
                        yield self.at(
                            file,
                            file.line(*place, "minutes"),
                            what.format(total=sum(filter(None, lengths)), minutes=session.minutes),
                            _("change one of them"),
                        )


def _one_thing(part: Part) -> bool:
    given = [part.unit is not None, part.pause is not None, part.planned is not None]
    return sum(given) == 1 and (part.minutes is not None) == (part.planned is not None)


def _length(part: Part, content: Curriculum) -> int | None:
    if part.unit is not None:
        files = content.by_id.get(part.unit)
        return files.unit.minutes if files else None
    return part.pause if part.pause is not None else part.minutes


class PlanTable(UnitRule):
    """The plan on the page is the plan."""

    code = "C303"
    name = "plan-table"
    description = (
        "A table in the notebook that begins with Minutes has the unit's activities in order, and their sum."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each such table with other minutes than the data file."""
        if files.notebook is None or not files.unit.activities:
            return
        wanted = [activity.minutes for activity in files.unit.activities]
        for n, cell in enumerate(files.notebook.cells):
            for table in _TABLE.finditer(source_of(cell)):
                rows = [(bool(row[1]), int(row[2])) for row in _ROW.finditer(table[0])]
                given = [minutes for bold, minutes in rows if not bold]
                totals = [minutes for bold, minutes in rows if bold]
                line = files.notebook.source_line(n, table.start())
                if given != wanted:
                    what = _("the table says {given}, the activities take {wanted} minutes")
                    yield self.at(
                        files.notebook,
                        line,
                        what.format(given=_sum(given), wanted=_sum(wanted)),
                        _("write the minutes of the data file, in their order"),
                    )
                elif totals not in ([], [sum(wanted)]):
                    what = _("the table ends with {given}, and its rows add up to {wanted}")
                    yield self.at(
                        files.notebook,
                        line,
                        what.format(given=totals[0], wanted=sum(wanted)),
                        _("correct the sum"),
                    )


def _sum(minutes: list[int]) -> str:
    return " + ".join(map(str, minutes)) or "0"


class NotesBreakdown(UnitRule):
    """The trainer's minutes add up as well."""

    code = "C304"
    name = "notes-minutes"
    description = (
        "A list of minutes after **Time.** in a trainer note adds up to the minutes of its activity."
    )
    severity = "warning"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each list that can be read and adds up to something else."""
        if files.notes is None:
            return
        minutes = {activity.id: activity.minutes for activity in files.unit.activities}
        for section in sections(files.notes.text):
            found = _BREAKDOWN.search(files.notes.text, section.start, section.end)
            total = breakdown(found[1]) if found else None
            if found and total is not None and total != minutes.get(section.activity or "", total):
                what = _("these minutes add up to {total}, the activity takes {minutes}")
                yield self.at(
                    files.notes,
                    files.notes.line_at(found.start()),
                    what.format(total=total, minutes=minutes[section.activity]),
                    _("change one of them"),
                )


def breakdown(text: str) -> int | None:
    """Return the sum of `rating 1, round one 12 + 2, writing 3: 16`; None where a piece has no number last.

    A number after a colon is the sum, and no piece; what follows a semicolon and has no number, a remark.
    """
    listed = re.sub(r": \d+\Z", "", text)
    if not listed[-1:].isdigit():
        listed = listed.rpartition(";")[0]
    numbers = [re.search(r"(\d+)\Z", piece) for piece in re.split(r"[,;] | \+ (?=\d)", listed)]
    found = [int(number[1]) for number in numbers if number]
    return sum(found) if len(found) == len(numbers) else None


class Practice(UnitRule):
    """Skills are practised."""

    code = "C305"
    name = "practice"
    description = "A skills module gives at least half of its minutes to practice (technique and embedding)."
    tag = "policy"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding where a skills module has less."""
        unit = files.unit
        if isinstance(unit, Module) and unit.skills:
            practice = sum(activity.minutes for activity in unit.activities if activity.purpose in PRACTICE)
            if 2 * practice < unit.minutes:
                what = _("{practice} of {minutes} minutes are practice")
                yield self.at(
                    files.data,
                    files.data.line("activities"),
                    what.format(practice=practice, minutes=unit.minutes),
                    _("make it half, or take out skills: true"),
                )


class ShortInput(UnitRule):
    """Nobody listens for long."""

    code = "C306"
    name = "input"
    description = "No activity whose purpose is knowledge takes more than 20 minutes."
    tag = "policy"
    longest = 20

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each longer one."""
        for n, activity in enumerate(files.unit.activities):
            if activity.purpose == "knowledge" and activity.minutes > self.longest:
                yield self.at(
                    files.data,
                    files.data.line("activities", n, "minutes"),
                    _("{id} is {minutes} minutes of input").format(id=activity.id, minutes=activity.minutes),
                    _("stay within {longest}, or split it with something to do").format(longest=self.longest),
                )
