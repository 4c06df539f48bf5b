"""`alongside check`: the content against every rule."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from alongside.content.check import run
from alongside.content.check.curriculum import Curriculum
from alongside.content.check.fix import fix as fix_files
from alongside.content.check.reading import reading_levels
from alongside.content.check.rulebook import rulebook
from alongside.content.check.rules.people import fictional_only
from alongside.content.shelf import programme
from alongside.errors import AlongsideError
from alongside.paths import content_root
from alongside.strings import _, ngettext


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders to look at; all of the content when left out."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="First put right what the kit can.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Add how hard each unit is to read.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Print every rule, and look at nothing.")] = False,
) -> None:
    """Check the content against every rule; ends with 1 when anything is found."""
    if rules:
        typer.echo(rulebook(), nl=False)
        return
    places = paths or [content_root()]
    found = 0
    for root in dict.fromkeys(run.root_of(place) for place in places):
        found += _check(root, [place for place in places if run.root_of(place) == root], fix=fix)
        if report:
            _report(root)
    if found:
        typer.echo(ngettext("{n} finding", "{n} findings", found).format(n=found), err=True)
        raise typer.Exit(1)
    typer.echo(_("Nothing found."), err=True)


def _check(root: Path, places: list[Path], *, fix: bool) -> int:
    for path in fix_files(root, places) if fix else ():
        typer.echo(_("Rewrote {path}").format(path=path), err=True)
    found = run.within(run.findings(root), root, places)
    for finding in found:
        typer.echo(str(finding))
    with suppress(AlongsideError):  # a programme that cannot be read is among the findings
        for field in fictional_only(programme(root)):
            told = _(
                "programme.yaml names only fictional people under {field}: put real ones in their place."
            )
            typer.echo(told.format(field=field), err=True)
    return len(found)


def _report(root: Path) -> None:
    typer.echo(_("How hard to read, by the Flesch-Kincaid formula: a count, not a judgement."))
    for level in reading_levels(Curriculum(root)):
        line = _("{unit} {title}: {words} words, {per} words a sentence, {grade} years of school")
        typer.echo(
            line.format(
                unit=level.unit,
                title=level.title,
                words=level.words,
                per=f"{level.per_sentence:.1f}",
                grade=f"{level.grade:.1f}",
            )
        )
