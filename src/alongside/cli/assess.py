"""`alongside assess`: a session from release to feedback, in an assessor's workspace or course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from alongside.cli.assess_files import HERE, Place, Session, export, pack
from alongside.cli.panel import acts_as_rows
from alongside.errors import WorkspaceError
from alongside.grading.course import Course, course_of
from alongside.model.course import Received
from alongside.model.handin import Declared
from alongside.strings import _, ngettext

app = typer.Typer(help="Run an assessment session: release, collect, autograde, mark, give feedback.")

Keys = Annotated[Path | None, typer.Option("--keys", help="The key folder, where it is not in the course.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")]


@app.command()
def release(
    session: Session,
    folder: Place = HERE,
    due: Annotated[str, typer.Option(help="When it is due, such as 2026-11-20T18:00+01:00.")] = "",
) -> None:
    """Release a session: make the issued notebook and offer it in the exchange."""
    from alongside.grading import sessions

    offered = sessions.release(_course(folder), session, _moment(due) if due else None)
    typer.echo(
        _("Released {session}: candidates can fetch it from {place}.").format(session=session, place=offered)
    )


@app.command()
def fetch(session: Session, folder: Place = HERE) -> None:
    """Fetch a released session into your own workspace."""
    from alongside.grading import sessions

    typer.echo(_("Fetched to {place}.").format(place=sessions.fetch(folder, session)))


@app.command("hand-in")
def hand_in(
    session: Session,
    folder: Place = HERE,
    helped_by: Annotated[
        list[str] | None,
        typer.Option(help="Help you had: none, person, language, ai or other; may be repeated."),
    ] = None,
    helped_with: Annotated[str, typer.Option(help="With what you were helped, in one sentence.")] = "",
) -> None:
    """Hand in your answers to a session; the receipt proves what you handed in."""
    from alongside.grading import sessions

    declared = _declared(helped_by or [], helped_with)
    receipt = sessions.hand_in(folder, session, datetime.now(UTC), declared=declared)
    typer.echo(_("Handed in {session} at {at}.").format(session=session, at=receipt.at))
    typer.echo(_("Your receipt: {receipt}").format(receipt=receipt.sha256))


@app.command()
def collect(session: Session, folder: Place = HERE) -> None:
    """Collect everything that was handed in through the exchange, and name what is not in order."""
    from alongside.grading import sessions

    _tell(sessions.collect(_course(folder), session, datetime.now(UTC)))


@app.command("take-in")
def take_in(
    session: Session,
    files: Annotated[
        list[Path],
        typer.Argument(help="Hand-ins that came as files: responses.json, or a zip of one or of many."),
    ],
    folder: Place = HERE,
) -> None:
    """Take in hand-ins that came by e-mail or on a stick."""
    from alongside.grading import sessions

    _tell(sessions.take_in(_course(folder), session, files, datetime.now(UTC)))


@app.command()
def autograde(session: Session, folder: Place = HERE, keys: Keys = None) -> None:
    """Score the checked questions by the key; nothing that a candidate sent is executed."""
    from alongside.grading.lane import autograde as run

    course = _course(folder)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Scoring"), total=None)
        report = run(course, session, keys, lambda done, of: bar.update(task, completed=done, total=of))
    count = len(report.graded)
    typer.echo(ngettext("Graded {n} hand-in.", "Graded {n} hand-ins.", count).format(n=count))
    for old in report.set_aside:
        typer.echo(
            _("{who} has a new answer to {cell}: its mark ({score}) was set aside. Mark it again.").format(
                who=old.candidate, cell=old.cell, score="—" if old.score is None else f"{old.score:g}"
            )
        )
    for who, why in report.problems.items():
        typer.echo(_("{who} was left out. {why}").format(who=who, why=why), err=True)


@app.command()
def status(session: Session, folder: Place = HERE) -> None:
    """Show how every candidate stands."""
    from alongside.grading.states import state_of

    course = _course(folder)
    states = state_of(course, session)
    table = Table(title=_("Session {session}").format(session=session), caption=escape(course.note) or None)
    for head in (_("Candidate"), _("Hand-in"), _("Handed in (UTC)"), _("Points"), _("Marked"), _("Feedback")):
        table.add_column(head)
    for one in states:
        points = "" if one.score is None or not one.autograded else f"{one.score:g} / {one.points:g}"
        handed = _minute(one.handed_in_at or "")
        state = _("{state}, more than once").format(state=one.state) if one.doubled else one.state
        given = _("marks entered since") if one.entered_since else _yes(one.feedback_released)
        cells = (one.name, state, handed, points, _yes(one.marked), given)
        table.add_row(*map(escape, cells))
    console = Console()
    console.print(table)
    for one in states:
        for sentence in (*one.problems, *one.notes):
            console.print(escape(f"{one.name}: {sentence}"), soft_wrap=True)


@app.command()
def mark(
    session: Session,
    candidate: Annotated[str, typer.Argument(help="The candidate's id.")],
    task: Annotated[str, typer.Argument(help="The task, such as a1-t1.")],
    score: Annotated[float, typer.Argument(help="The points.")],
    *,
    comment: Annotated[str | None, typer.Option(help="What the candidate reads with the feedback.")] = None,
    folder: Place = HERE,
) -> None:
    """Give one answer its points and a comment."""
    from alongside.grading.marks import give_mark

    give_mark(_course(folder), session, (candidate, task), score, comment)
    typer.echo(_("{who}: {task} has {score} points.").format(who=candidate, task=task, score=f"{score:g}"))


@app.command()
def marks(session: Session, folder: Place = HERE, as_csv: AsCsv = False) -> None:
    """List how far every criterion is, from the ledger; first take in points found in the gradebook."""
    from alongside.grading import ledger_tables

    course = _course(folder)
    listed = ledger_tables.marks_of(course, session, datetime.now(UTC))
    if as_csv:
        typer.echo(ledger_tables.csv_of(listed.rows), nl=False)
        return
    heads = (_("Candidate"), _("Criterion"), _("First"), _("Second"), _("Third"), _("Agreed"), _("Override"))
    rows = [[row["candidate"], row["criterion"], *_passes(row), row["state"]] for row in listed.rows]
    _show(_("Marks of session {session}").format(session=session), (*heads, _("State")), rows, course.note)
    for sentence in listed.notes:
        typer.echo(sentence)


@app.command()
def trail(
    candidate: Annotated[str, typer.Argument(help="The candidate's id.")],
    folder: Place = HERE,
    as_csv: AsCsv = False,
) -> None:
    """List every mark ever entered for a candidate, which of them count, and what else was decided."""
    from alongside.grading import ledger_tables

    course = _course(folder)
    rows = ledger_tables.trail_of(course, candidate)
    if as_csv:
        typer.echo(ledger_tables.csv_of(rows), nl=False)
        return
    heads = (_("Row"), _("Entered (UTC)"), _("Assessor"), _("Pass"), _("Criterion"), _("Level"), _("State"))
    cells = [[row["id"], _minute(row["at"]), row["assessor"], row["marking"], *_judged(row)] for row in rows]
    _show(_("Marks of {who}").format(who=candidate), heads, cells, course.note)
    for row in rows:
        typer.echo(f"{row['id']}: {' '.join(row['evidence'].split())}")
    for row in acts_as_rows(course, candidate):
        typer.echo(f"{_minute(row['at'])} {row['by']}, {row['act']}: {row['said']}")


@app.command()
def feedback(
    session: Session,
    folder: Place = HERE,
    keys: Keys = None,
    unfinished: Annotated[bool, typer.Option(help="Also where something is not marked yet.")] = False,
    hold: Annotated[bool, typer.Option(help="Make the pages, and do not release them yet.")] = False,
) -> None:
    """Make a page of feedback for each candidate, and release it."""
    from alongside.grading.sessions import release_feedback
    from alongside.publish.feedback import make

    course = _course(folder)
    done = make(course, session, keys, unfinished=unfinished)
    released = [] if hold else release_feedback(course, session, done.made)
    typer.echo(_("Made: {names}").format(names=", ".join(done.made) or _("none")))
    if done.waiting:
        typer.echo(_("Not marked yet, so left out: {names}").format(names=", ".join(done.waiting)))
    for who, why in done.problems.items():
        typer.echo(_("{who} was left out. {why}").format(who=who, why=why), err=True)
    if not hold:
        typer.echo(_("Released: {names}").format(names=", ".join(released) or _("none")))


app.command()(pack)
app.command()(export)


def _declared(by: list[str], what: str) -> Declared | None:
    """Return what the options say about help; None where they say nothing."""
    if not by and not what:
        return None
    named = [one for one in by if one != "none"]
    if ("none" in by and (named or what)) or (what and not named):
        raise WorkspaceError(_("--helped-by says none, or nothing, and something"), do=_("Say which it is."))
    try:
        return msgspec.convert({"by": named, "what": what}, Declared)
    except msgspec.ValidationError as err:
        raise WorkspaceError(
            f"--helped-by {' '.join(named)}: {err}", do="It takes none, person, language, ai and other."
        ) from err


def _course(folder: Path) -> Course:
    """Return the course, after deleting what has to be gone by now."""
    from alongside.grading.evidence import delete_due_in

    course = course_of(folder)
    for left in delete_due_in(course, datetime.now(UTC)).left:
        told = _("This recording should be gone and could not be deleted: {file}")
        typer.echo(told.format(file=left), err=True)
    return course


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as err:
        raise WorkspaceError(f"{text!r} is not a time", do="Write it like 2026-11-20T18:00+01:00.") from err
    return moment if moment.tzinfo else moment.astimezone()


def _passes(row: dict[str, str]) -> list[str]:
    """Return the level of each pass with who gave it, as `2 (ann)`."""
    return [
        f"{row[one]} ({row[f'{one}_by']})" if row[one] else ""
        for one in ("first", "second", "third", "agreed", "override")
    ]


def _judged(row: dict[str, str]) -> list[str]:
    return [row["criterion"] or row["task"], row["level"] or row["points"], row["state"]]


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _show(title: str, heads: Sequence[str], rows: list[list[str]], note: str) -> None:
    table = Table(title=escape(title), caption=escape(note) or None)
    for head in heads:
        table.add_column(head)
    for row in rows:
        table.add_row(*map(escape, row))
    Console().print(table)


def _yes(said: bool) -> str:
    return _("yes") if said else ""


def _tell(taken: list[Received]) -> None:
    good = sum(one.verdict == "accepted" for one in taken)
    count = len(taken)
    typer.echo(
        ngettext("{good} of {n} hand-in is in order.", "{good} of {n} hand-ins are in order.", count).format(
            good=good, n=count
        )
    )
    for one in taken:
        for sentence in (*one.problems, *one.notes):
            typer.echo(f"  {one.candidate or one.source}: {sentence}", err=one.verdict != "accepted")
