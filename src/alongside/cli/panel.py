"""`alongside assess …`: the panel of a session, time for one candidate, and the results of a phase."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from alongside import paths
from alongside.content.load import read_yaml
from alongside.errors import WorkspaceError
from alongside.grading.allocation import Given, allocate, reassign
from alongside.grading.course import Course, course_of
from alongside.model.workspace import Workspace
from alongside.strings import _

Session = Annotated[str, typer.Argument(help="The session, such as a1.")]
Candidate = Annotated[str, typer.Argument(help="The candidate's id.")]
Place = Annotated[Path, typer.Option("--in", help="The workspace, or the course folder itself.")]
Reason = Annotated[str, typer.Option(help="Why: it is kept with the date.")]
By = Annotated[str, typer.Option("--by", help="Your id; left out, that of the workspace.")]
_HERE = Path()


class Phase(StrEnum):
    """A phase of recognition."""

    one = "1"
    two = "2"
    three = "3"
    trainer = "trainer"


class Outcome(StrEnum):
    """What may become of an appeal."""

    upheld = "upheld"
    in_part = "upheld in part"
    not_upheld = "not upheld"


def allocate_hand_ins(
    session: Session,
    folder: Place = _HERE,
    seed: Annotated[str, typer.Option(help="What the first allocation is drawn with; chance without.")] = "",
    by: By = "",
) -> None:
    """Give each new hand-in two assessors of the panel, and each disagreement a third."""
    course = course_of(folder)
    _tell(allocate(course, session, _me(folder, by), datetime.now(UTC), seed or None))


def reassign_work(
    session: Session,
    assessor: Annotated[str, typer.Argument(help="The id of the assessor who is away.")],
    reason: Reason,
    folder: Place = _HERE,
    by: By = "",
) -> None:
    """Give the open work of an assessor who is away to others; what was entered stays."""
    course, me = course_of(folder), _me(folder, by)
    _tell(reassign(course, session, assessor, reason, by=me, now=datetime.now(UTC)))


def extend(
    session: Session,
    candidate: Candidate,
    reason: Reason,
    until: Annotated[str, typer.Option(help="Such as 2026-11-30T18:00; none takes it back.")] = "",
    *,
    folder: Place = _HERE,
    by: By = "",
) -> None:
    """Give one candidate more time."""
    from alongside.grading import extending

    where, me, now = (session, candidate), _me(folder, by), datetime.now(UTC)
    extending.extend(course_of(folder), where, until, reason, by=me, now=now)
    typer.echo(_("Kept. Score the questions again, so that points taken off for lateness follow."))


def adjust(
    session: Session,
    candidate: Candidate,
    what: Annotated[str, typer.Option(help="What was granted, such as: a reader.")],
    reason: Reason,
    *,
    folder: Place = _HERE,
    by: By = "",
) -> None:
    """Record an adjustment that was granted to one candidate."""
    from alongside.grading import extending

    me, now = _me(folder, by), datetime.now(UTC)
    extending.adjust(course_of(folder), (session, candidate), what, reason, by=me, now=now)
    typer.echo(_("Kept."))


def results(phase: Phase, folder: Place = _HERE) -> None:
    """List what the rule of the award says of each candidate, and what stands in the way."""
    from alongside.publish.attending import standings
    from alongside.publish.letter import missing_of

    course = course_of(folder)
    for one in standings(course, phase.value):
        typer.echo(f"{one.candidate} ({one.name}): {one.verdict.result}")
        for line in missing_of(course, phase.value, one.verdict):
            typer.echo(f"  {line}")


def elsewhere(
    phase: Phase,
    candidate: Candidate,
    competence: Annotated[str, typer.Argument(help="Such as c6; no session of the phase asks about it.")],
    level: Annotated[int, typer.Option(help="The level that was decided.", min=0, max=3)],
    evidence: Annotated[str, typer.Option(help="What was seen or read there, and who decided.")],
    *,
    folder: Place = _HERE,
    by: By = "",
) -> None:
    """Record what was decided elsewhere about a competence that no session of the phase asks about."""
    from alongside.grading import results as room
    from alongside.model.acts import Elsewhere

    about = {"candidate": candidate, "phase": phase.value, "competence": competence}
    act = Elsewhere(**about, level=level, reason=evidence)
    room.judge_elsewhere(course_of(folder), act, by=_me(folder, by), now=datetime.now(UTC))
    typer.echo(_("Kept."))


def letters(
    phase: Phase,
    people: Annotated[list[str] | None, typer.Argument(help="Candidates; all when left out.")] = None,
    folder: Place = _HERE,
    by: By = "",
) -> None:
    """Release the result letters of a phase; whoever falls short is deferred, once."""
    from alongside.publish.letter import letter_file, release

    course = course_of(folder)
    done = release(course, phase.value, people or [], by=_me(folder, by), now=datetime.now(UTC))
    for who in done.sent:
        typer.echo(_("{who}: {file}").format(who=who, file=letter_file(course, phase.value, who)))
    for who, why in done.waiting.items():
        typer.echo(_("{who} was left out: {why}").format(who=who, why=why))


def appeal(
    phase: Phase,
    candidate: Candidate,
    grounds: Annotated[str, typer.Option(help="What the candidate writes.")],
    on: Annotated[str, typer.Option(help="The day it came; today when left out.")] = "",
    *,
    folder: Place = _HERE,
    by: By = "",
) -> None:
    """Record an appeal that came in."""
    from alongside.grading import results as room

    me, now = _me(folder, by), datetime.now(UTC)
    room.appeal(course_of(folder), phase.value, candidate, _day(on), grounds, by=me, now=now)
    typer.echo(_("Kept."))


def decide_appeal(
    phase: Phase,
    candidate: Candidate,
    decided_by: Annotated[str, typer.Option(help="Who decided: an id outside the panel.")],
    outcome: Annotated[Outcome, typer.Option(help="What was decided.")],
    reason: Reason,
    *,
    folder: Place = _HERE,
    by: By = "",
) -> None:
    """Record what somebody outside the panel decided about an appeal."""
    from alongside.grading import results as room

    ruling, me = room.Ruling(decided_by, outcome.value, reason), _me(folder, by)
    room.decide_appeal(course_of(folder), phase.value, candidate, ruling, by=me, now=datetime.now(UTC))
    typer.echo(_("Kept."))


def acts_as_rows(course: Course, candidate: str) -> list[dict[str, str]]:
    """Return what was decided about a candidate beside marks, every value as text."""
    from alongside.grading.acts import acts_of

    found = []
    for row in acts_of(course, candidate=candidate):
        plain = msgspec.to_builtins(row.act)
        kind = plain.pop("act")
        said = "; ".join(f"{name}: {value}" for name, value in plain.items() if name != "candidate")
        found.append({"id": str(row.id), "at": row.at, "by": row.by, "act": kind, "said": said})
    return found


def add_to(app: typer.Typer) -> None:
    """Add these commands to `alongside assess`."""
    app.command("allocate")(allocate_hand_ins)
    app.command("reassign")(reassign_work)
    for command in (extend, adjust, results, elsewhere, letters, appeal):
        app.command()(command)
    app.command("decide-appeal")(decide_appeal)


def _me(folder: Path, by: str) -> str:
    if by:
        return by
    if not (paths.workspace_root(folder) / paths.MARKER).is_file():
        raise WorkspaceError(_("it is not known who decides"), do=_("Name yourself with --by ID."))
    return read_yaml(paths.workspace_root(folder) / paths.MARKER, Workspace).person.id


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now().astimezone().date()
    except ValueError as err:
        raise WorkspaceError(_("{text!r} is not a day").format(text=text), do="2026-11-20") from err


def _tell(given: Given) -> None:
    for row in given.rows:
        act = msgspec.to_builtins(row.act)
        typer.echo(f"{act['candidate']}: {act['assessor']} ({act['act']})")
    if not given.rows and not given.impossible:
        typer.echo(_("Nothing had to be allocated."))
    for line in given.impossible:
        typer.echo(line, err=True)
