"""A marking pack on paper: one file to print, a page for each candidate and task, codes and no names.

What stands on a page is bound to the text by four signs of its hash, behind the code: whoever types the
marks in later gives them too, so that no mark lands on a text that was handed in since.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from jinja2 import PackageLoader

from alongside import paths
from alongside.content.load import read_yaml
from alongside.errors import AlongsideError, KeyMissing, WorkspaceError
from alongside.grading.answers import value_of
from alongside.grading.codes import codes_in
from alongside.grading.course import Course, assessment_of, key_of
from alongside.grading.duties import duties_of
from alongside.grading.intake import answers_of
from alongside.grading.joining import NOTHING, Joining, joining_of
from alongside.grading.texts import criteria_of
from alongside.model.attachment import Attachment
from alongside.model.framework import Framework, Level
from alongside.model.handin import HandIn
from alongside.model.key import Key
from alongside.model.kinds import Reflection
from alongside.model.kinds.reflection import Criterion
from alongside.model.unit import Assessment
from alongside.publish.chosen import Chosen, chosen_html
from alongside.publish.declared import declared_in_words
from alongside.publish.templating import environment
from alongside.responses.html import answer_html
from alongside.strings import _

_pages = environment(PackageLoader("alongside.publish"))
SIGNS = 4
"""How many signs of the hash stand behind the code."""


@dataclass(frozen=True)
class Judging:
    """One criterion on paper: what each level looks like, by the mark scheme or else by the framework."""

    criterion: Criterion
    looks: dict[int, str]
    watch_for: str = ""


@dataclass(frozen=True)
class Sheet:
    """One page: a task of one candidate. `answer` and `chosen` are safe HTML; `problem`: what is wrong."""

    code: str
    task: Reflection
    answer: str = ""
    chosen: list[Chosen] = field(default_factory=list)
    declared: str = ""
    helped_with: str = ""
    problem: str = ""
    files: list[Attachment] = field(default_factory=list)


Place = tuple[Reflection, tuple[str, str]]
"""A task, and the code and id of a candidate."""


def paper_code(code: str, sha256: str) -> str:
    """Return the code as it stands on paper: the candidate's, and the first signs of the text's hash."""
    return f"{code}-{sha256[:SIGNS].upper()}"


def parted(paper: str) -> tuple[str, str]:
    """Return the candidate's code and the signs of the text, of what somebody typed."""
    code, _dash, signs = "".join(paper.upper().split()).partition("-")
    return code, signs


def pack(
    course: Course,
    session: str,
    tasks: list[str] | None = None,
    assessor: str | None = None,
    only: Collection[tuple[str, str]] | None = None,
) -> str:
    """Return the pack of a session as one HTML file that needs nothing else; `tasks` are ids, all if None.

    Where the session has a panel the pack is for one `assessor`, and holds what the panel gave to that one.
    `only` leaves out whatever is not among these tasks and codes. WorkspaceError where the session has no
    such task, nobody has handed in, nothing was given, or nothing is left.
    """
    assessment = assessment_of(course, session)
    chosen = _tasks(assessment, tasks)
    people = codes_in(course, session)
    if not people:
        raise WorkspaceError(_("Nobody's hand-in has been collected yet, so there is nothing to print."))
    places = _given(course, session, assessor, [(one, who) for one in chosen for who in people.items()])
    places = [(task, who) for task, who in places if only is None or (task.id, who[0]) in only]
    if not places:
        raise WorkspaceError(_("Nothing here waits for your mark, so there is nothing to print."))
    joining = joining_of(assessment)
    framework: Framework = read_yaml(paths.content_root() / "assessments" / "framework.yaml", Framework)
    return _pages.get_template("pack.html").render(
        title=assessment.title,
        session=session,
        lang=assessment.lang,
        note=course.note,
        levels=framework.levels,
        judgings={one.id: _judgings(one, _key(course, session), framework.levels) for one in chosen},
        notes=_notes(_key(course, session)),
        sheets=[_sheet(course, session, joining, one, who) for one, who in places],
    )


def _given(course: Course, session: str, assessor: str | None, places: list[Place]) -> list[Place]:
    """Return what is this assessor's to mark: everything where there is no panel."""
    duties = duties_of(course, session)
    if duties is None:
        return places
    if assessor is None:
        what = _("{session} has a panel, and a pack is for one assessor").format(session=session)
        raise WorkspaceError(what, do=_("Say for whom: --assessor ID."))
    mine = [(task, who) for task, who in places if duties.gives(assessor, who[1], task.id)]
    if not mine:
        raise WorkspaceError(_("The panel has given {who} nothing here to print.").format(who=assessor))
    return mine


def _tasks(assessment: Assessment, wanted: list[str] | None) -> list[Reflection]:
    criteria = criteria_of(assessment)
    marked = [one for one in assessment.responses if isinstance(one, Reflection) and one.id in criteria]
    unknown = sorted(set(wanted or []) - set(criteria))
    if unknown or not marked:
        named = ", ".join(unknown) or _("written task")
        do = _("It has: {tasks}.").format(tasks=", ".join(criteria) or "-")
        raise WorkspaceError(_("{session} has no {task}").format(session=assessment.id, task=named), do=do)
    return [one for one in marked if wanted is None or not wanted or one.id in wanted]


def _sheet(course: Course, session: str, joining: Joining, task: Reflection, who: tuple[str, str]) -> Sheet:
    code, candidate = who
    try:
        handed: HandIn = answers_of(course.place("submitted", session, candidate))
    except AlongsideError:
        return Sheet(code, task, problem=_("This hand-in cannot be read, so it cannot be marked."))
    return Sheet(
        paper_code(code, joining.hashes(handed).get(task.id, NOTHING)),
        task,
        answer=answer_html(task, value_of(handed, task.id)),
        chosen=chosen_html(joining.chosen(handed, task.id)),
        declared=declared_in_words(handed.help),
        helped_with=handed.help.what if handed.help else "",
        files=[one for one in handed.attachments if one.task == task.id],
    )


def _judgings(task: Reflection, key: Key | None, levels: list[Level]) -> list[Judging]:
    known = next((one.criteria for one in (key.tasks if key else []) if one.id == task.id), [])
    schemes = {one.id: one for one in known}
    found = []
    for criterion in task.criteria:
        scheme = schemes.get(criterion.id)
        looks = {one.value: one.means for one in levels}
        looks |= {one.level: one.looks_like for one in scheme.levels} if scheme else {}
        found.append(Judging(criterion, looks, scheme.watch_for if scheme else ""))
    return found


def _notes(key: Key | None) -> dict[str, str]:
    return {one.id: one.note for one in key.tasks} if key else {}


def _key(course: Course, session: str) -> Key | None:
    try:
        return key_of(course, session)
    except KeyMissing:
        return None
