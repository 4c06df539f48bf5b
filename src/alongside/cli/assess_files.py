"""What `alongside assess` writes as files: grades for other systems, and a marking pack to print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alongside.errors import WorkspaceError
from alongside.grading.course import course_of
from alongside.strings import _

Session = Annotated[str, typer.Argument(help="The session, such as a1.")]
Place = Annotated[Path, typer.Option("--in", help="The workspace, or the course folder itself.")]
HERE = Path()


def export(
    session: Session,
    target: Annotated[Path, typer.Argument(help="The CSV file to write.")],
    folder: Place = HERE,
    *,
    tidy: Annotated[bool, typer.Option(help="One row for each mark, for statistics: docs/tidy.md.")] = False,
    undecided: Annotated[bool, typer.Option(help="With --tidy: blind marks without a result too.")] = False,
    nbgrader: Annotated[bool, typer.Option(help="The columns of nbgrader's own export.")] = False,
    moodle: Annotated[bool, typer.Option(help="The columns of a Moodle gradebook.")] = False,
    with_feedback: Annotated[bool, typer.Option(help="With --moodle: what was decided, as text.")] = False,
) -> None:
    """Write the grades as a CSV file for a spreadsheet or another system."""
    from alongside.grading import exports, marks
    from alongside.grading import tidy as frame
    from alongside.grading.folders import replace

    if tidy + nbgrader + moodle > 1:
        raise WorkspaceError(_("one file has one form"), do=_("Choose --tidy, --nbgrader or --moodle."))
    if (undecided and not tidy) or (with_feedback and not moodle):
        what = _("--undecided goes with --tidy, --with-feedback with --moodle")
        raise WorkspaceError(what, do=_("Add it, or leave the other out."))
    course = course_of(folder)
    if tidy:
        replace(target, frame.tidy_csv(course, session, undecided=undecided).encode())
    elif nbgrader:
        replace(target, exports.nbgrader_csv(course, session).encode())
    elif moodle:
        replace(target, exports.moodle_csv(course, session, feedback=with_feedback).encode())
    else:
        marks.export(course, session, target)
    typer.echo(_("Wrote {file}.").format(file=target))


def pack(
    session: Session,
    target: Annotated[Path, typer.Argument(help="The HTML file to write.")],
    task: Annotated[list[str] | None, typer.Option(help="Only this task; may be repeated.")] = None,
    folder: Place = HERE,
    assessor: Annotated[str | None, typer.Option(help="For whom, where the session has a panel.")] = None,
) -> None:
    """Write a marking pack to print: a page for each candidate and task, with codes and no names."""
    from alongside.grading.folders import replace
    from alongside.publish.pack import pack as made

    replace(target, made(course_of(folder), session, task, assessor).encode("utf-8"))
    typer.echo(_("Wrote {file}. Open it in a browser and print it.").format(file=target))
