"""Forms to write on: a text, a log, a plan, an agreement, a comparison."""

from __future__ import annotations

from alongside.content.citing import kit_sources
from alongside.model.kinds import Agreement, Comparison, Log, Plan, Reflection
from alongside.model.kinds.log import Arrangement
from alongside.publish.session.forms.pieces import field, form, label, listed, note, one_line, writing
from alongside.publish.session.look import Look
from alongside.publish.session.text import Block, blocks
from alongside.strings import _, ngettext

_LOG_ROWS = 8


def reflection(task: Reflection, look: Look) -> list[Block]:
    """Return lines in proportion to the words asked; for a marked task what assessors look for."""
    must = _("{criterion} (must be met)")
    criteria = [must.format(criterion=one_line(c.text)) if c.must else c.text for c in task.criteria]
    looked_for = [label(_("What assessors look for")), listed(criteria)] if criteria else []
    asked = ngettext("About {n} word.", "About {n} words.", task.words or 0).format(n=task.words)
    return [*looked_for, *([note(asked)] if task.words else []), writing(look, task.words)]


def _arranged(agreed: Arrangement) -> str:
    told = ngettext(
        "Arranged: once, {least} to {most} minutes.",
        "Arranged: {meetings} times, {least} to {most} minutes each.",
        agreed.meetings,
    )
    return told.format(meetings=agreed.meetings, least=agreed.least, most=agreed.most)


def log(log: Log, look: Look) -> list[Block]:
    """Return the arrangement, the rule about children, and rows to fill in."""
    agreed = log.arrangement
    arranged = [note(_arranged(agreed))] if agreed else []
    columns = [
        (_("Date"), 1.2),
        (_("Minutes"), 1.1),
        (_("With whom (initials or a role)"), 2),
        (log.action, 4),
        (_("Done"), 1.2 if look.variant == "large" else 0.8),
    ]
    return [*arranged, note(_("Never notes about a child.")), form(columns, _LOG_ROWS)]


def plan(plan: Plan, look: Look) -> list[Block]:
    """Return what became of the plan before, then cue, action and day, with their examples."""
    became = [_("I did it"), _("partly"), _("not yet"), _("I let it go")]
    before = [
        label(_("The plan you made before: what became of it?")),
        {"kind": "ticks", "items": became},
        field(_("What did you learn from it?"), count=2),
    ]
    day = {"kind": "fields", "labels": [_("Date"), _("Time"), _("Where")]}
    return [
        *(before if plan.follows else []),
        field(_("If or when"), count=2),
        *_examples(plan.cues),
        field(_("then I"), count=look.lines(10) - 1),
        *_examples(plan.actions),
        day,
    ]


def _examples(texts: list[str]) -> list[Block]:
    return [label(_("For example")), listed(texts)] if texts else []


def agreement(page: Agreement, look: Look) -> list[Block]:
    """Return the whole page, from the people to the signatures."""
    clauses: list[Block] = []
    for number, clause in enumerate(page.fields, 1):
        words = one_line(clause.suggested)
        example = _("For example: {words}").format(words=words) if words else ""
        clauses.append(field(f"{number}. {clause.label}", clause.hint, count=3) | {"example": example})
    limits = [{"mark": "", "text": one_line(limit.text)} for limit in page.limits]
    return [
        label(page.title),
        *(field(one.label, one.hint) for one in page.people),
        *clauses,
        label(_("The limits: tick each when it has been said aloud")),
        {"kind": "boxes", "items": limits},
        label(page.own_words),
        writing(look, 40),
        field(_("We look at it again on"), page.review),
        {"kind": "signatures", "labels": [one_line(one.label) for one in page.people]},
    ]


def comparison(comparison: Comparison, look: Look) -> list[Block]:
    """Return the warning, a row for each competence, the levels, and lines for what one makes of it."""
    columns = [
        (_("Competence"), 2),
        (_("How I rated myself, and when"), 2),
        (_("Levels that assessors gave, and when"), 2),
    ]
    levels = "; ".join(f"{level.value} {one_line(level.label)}" for level in comparison.levels)
    rated = _("Own ratings come from the self-assessments {ids}.").format(ids=", ".join(comparison.ratings))
    return [
        *blocks(comparison.warning, sources=kit_sources()),
        note(rated),
        note(_("Assessors' levels: {levels}.").format(levels=levels)),
        form(columns, [[line.text, "", ""] for line in comparison.lines]),
        label(_("What I make of the difference")),
        writing(look, 60),
    ]
