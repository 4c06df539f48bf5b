"""`alongside assess` on the standard of assessors: examples, what a course asks, agreement, drift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from alongside.content.load import read_yaml
from alongside.errors import WorkspaceError
from alongside.grading.course import Course, course_of
from alongside.model.workspace import Workspace
from alongside.paths import MARKER, workspace_of
from alongside.stats.counts import Counts
from alongside.stats.pooled import Agreement, PanelAgreement
from alongside.stats.shares import Share
from alongside.strings import _, ngettext

Session = Annotated[str, typer.Argument(help="The session, such as a1.")]
Place = Annotated[Path, typer.Option("--in", help="The workspace, or the course folder itself.")]
Keys = Annotated[Path | None, typer.Option("--keys", help="The key folder, where it is not in the course.")]
_HERE = Path()
_ASKED = {"usual": None, "yes": True, "no": False}


def anchors(
    session: Session,
    folder: Place = _HERE,
    keys: Keys = None,
    levels: Annotated[bool, typer.Option(help="Also the agreed levels and reasons.")] = True,
) -> None:
    """Print the examples of a session as a page to read: Markdown, from the one file they stand in."""
    from alongside.grading.anchor_page import page_of

    typer.echo(page_of(course_of(folder), session, keys, levels=levels), nl=False)


def standard(
    session: Session,
    folder: Place = _HERE,
    required: Annotated[
        str, typer.Option(help="Whether examples come before live work: yes, no or usual.")
    ] = "",
    lay: Annotated[int, typer.Option(min=-1, max=5, help="How many examples to lay among the answers.")] = -1,
    keep_back: Annotated[
        list[str] | None,
        typer.Option(help="An example to lay and not to show; several times for several; `none` ends it."),
    ] = None,
) -> None:
    """Show how assessors stand to the examples; with an option, set what the course asks from now on."""
    from alongside.grading.anchors import standard_of
    from alongside.grading.ledger import opened
    from alongside.grading.standard import assessors_of, gate_of

    course = course_of(folder)
    if required or lay >= 0 or keep_back is not None:
        _set(course, session, _who(folder), (required, lay, keep_back))
    asked = standard_of(course, session)
    says = {None: _("where there is more than one assessor"), True: _("yes"), False: _("no")}
    typer.echo(_("Examples come before live work: {says}.").format(says=says[asked.required]))
    typer.echo(
        ngettext(
            "{n} example is laid among the answers.", "{n} examples are laid among the answers.", asked.laid
        ).format(n=asked.laid)
    )
    with opened(course) as ledger:
        people = sorted(assessors_of(course, session, ledger))
    for who in people:
        gate = gate_of(course, session, who)
        may = _("may mark.") if gate.open else _("may not mark yet.")
        typer.echo(" ".join([f"{who}:", may, *gate.missing]))


def agreement(
    sessions: Annotated[
        list[str] | None, typer.Argument(help="Sessions to pool, such as a1 a3; all when left out.")
    ] = None,
    folder: Place = _HERE,
) -> None:
    """Show how far assessors agree: counts first, coefficients from twenty decisions on, leniency."""
    from alongside.grading.agreeing import agreement_of

    course = course_of(folder)
    report = agreement_of(course, sessions or _all_sessions(course))
    names = ", ".join(report.sessions) or _("none")
    table = _table(_("Marked twice, in {names}").format(names=names), _("Lines"))
    table.add_row(_("all"), *_counted(report.double.counts))
    table.add_row(_("that must be met"), *_counted(report.must))
    _print(table, course)
    _say(report.double)
    for who, one in report.leniency.items():
        said = _("{who}: {difference} levels to the others, from {n} lines (above 0 is milder).")
        typer.echo(said.format(who=who, difference=f"{one.difference:+.2f}", n=one.decisions))
    if report.examples:
        table = _table(_("On the examples, at the first try"), _("Assessor"), _("Difference"))
        for row in report.examples:
            table.add_row(escape(row.assessor), *_counted(row.counts), _signed(row.difference))
        _print(table, course)
        _say(report.panel)


def drift(session: Session, folder: Place = _HERE) -> None:
    """Show how marks on examples that were laid among the answers lie to the agreed levels."""
    from alongside.grading.agreeing import drift_of

    course = course_of(folder)
    found = drift_of(course, session)
    if not found:
        typer.echo(_("No example that was laid among the answers has been marked."))
        return
    table = _table(_("Drift in session {session}").format(session=session), _("Assessor"), _("Difference"))
    for one in found:
        if one.laid is None:
            table.add_row(escape(one.assessor), _("still marking"), "", "", "")
            continue
        table.add_row(escape(one.assessor), *_counted(one.laid.counts), _signed(one.laid.difference))
        if one.before:
            name = _("{who}, beforehand").format(who=one.assessor)
            table.add_row(escape(name), *_counted(one.before.counts), _signed(one.before.difference))
    _print(table, course)


def add_to(app: typer.Typer) -> None:
    """Add these commands to `alongside assess`."""
    for command in (anchors, standard, agreement, drift):
        app.command(command.__name__)(command)


def _who(folder: Path) -> str:
    """Return whose workspace this is, or `course` where the command was given a bare course folder."""
    root = workspace_of(folder)
    return read_yaml(root / MARKER, Workspace).person.id if root else "course"


def _set(course: Course, session: str, who: str, asked: tuple[str, int, Sequence[str] | None]) -> None:
    from alongside.grading.anchors import set_standard, standard_of
    from alongside.model.anchor import Standard
    from alongside.responses.moments import moment

    required, lay, keep_back = asked
    if required and required not in _ASKED:
        raise WorkspaceError(_("{said!r} is not one of yes, no, usual").format(said=required))
    now = standard_of(course, session)
    fresh = Standard(
        session=session,
        at=moment(datetime.now(UTC)),
        by=who,
        required=_ASKED[required] if required else now.required,
        laid=lay if lay >= 0 else now.laid,
        kept_back=now.kept_back if keep_back is None else [one for one in keep_back if one != "none"],
    )
    set_standard(course, fresh)


def _all_sessions(course: Course) -> list[str]:
    return sorted(path.parent.name for path in (course.root / "source").glob("*/assessment.yaml"))


def _table(title: str, first: str, *more: str) -> Table:
    table = Table(title=escape(title))
    for head in (first, _("Same level"), _("One apart"), _("Two or more apart"), *more):
        table.add_column(head)
    return table


def _counted(found: Counts) -> list[str]:
    return [_share(one) for one in (found.exact, found.adjacent, found.apart)]


def _share(one: Share) -> str:
    """Return a count with the 95 % interval of its share, as `6 of 20 (15-52 %)`."""
    if one.low is None or one.high is None:
        return _("{count} of {of}").format(count=one.count, of=one.of)
    ends = f"{100 * one.low:.0f}-{100 * one.high:.0f} %"
    return _("{count} of {of} ({ends})").format(count=one.count, of=one.of, ends=ends)


def _signed(difference: float | None) -> str:
    return "" if difference is None else f"{difference:+.2f}"


def _say(found: Agreement | PanelAgreement) -> None:
    if found.warning:
        typer.echo(found.warning)
    for name, one in found.coefficients.items():
        value = one.why if one.value is None else f"{one.value:.2f}"
        ends = (
            ""
            if one.low is None
            else " " + _("({low} to {high})").format(low=f"{one.low:.2f}", high=f"{one.high:.2f}")
        )
        typer.echo(f"{name}: {value}{ends}")


def _print(table: Table, course: Course) -> None:
    table.caption = escape(course.note) or None
    Console().print(table)
