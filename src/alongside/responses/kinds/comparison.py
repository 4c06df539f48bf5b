"""Own ratings beside assessors' levels: what was copied from letters fits, and how it is told."""

from __future__ import annotations

import msgspec

from alongside.model.kinds import Comparison, ComparisonValue
from alongside.model.kinds.comparison import GivenLevel
from alongside.responses.blocks import AnyBlock, Listing, Table
from alongside.responses.handling import Handling
from alongside.responses.unfit import check_date, check_known, check_length, check_once, listed, refusal
from alongside.responses.untrusted import clean
from alongside.strings import _

NOTE_LIMIT = 10_000
"""The most characters for what somebody makes of the difference."""


def _cleaned(value: ComparisonValue) -> ComparisonValue:
    return msgspec.structs.replace(value, note=clean(value.note))


def _check(response: Comparison, value: ComparisonValue, stored: ComparisonValue | None) -> None:
    """Raise AnswersError for a row twice, an unknown day, competence or level, or a note too long."""
    before = stored.given if stored else []
    check_once(response, [row.id for row in value.given])
    known = {line.id for line in response.lines} | {row.competence for row in before}
    check_known(response, [row.competence for row in value.given], known, _("competence"))
    levels = {level.value for level in response.levels} | {row.level for row in before}
    wrong = sorted({row.level for row in value.given} - levels)
    if wrong:
        raise refusal(response, _("there is no level {levels}").format(levels=listed(map(str, wrong))))
    for row in value.given:
        check_date(response, row.date)
    check_length(response, value.note, NOTE_LIMIT, "note")


def _blocks(response: Comparison | None, value: ComparisonValue) -> list[AnyBlock]:
    lines = {line.id: line.text.strip() for line in response.lines} if response else {}
    levels = {one.value: f"{one.value} {one.label.strip()}" for one in response.levels} if response else {}

    def told(row: GivenLevel) -> list[str]:
        return [row.date, lines.get(row.competence, row.competence), levels.get(row.level, str(row.level))]

    found: list[AnyBlock] = []
    if value.given:
        head = [_("Date of the letter"), _("Competence"), _("Level that assessors gave")]
        found.append(Table(head, [told(row) for row in sorted(value.given, key=lambda row: row.date)]))
    if value.note.strip():
        found.append(Listing(_("What I make of the difference"), [value.note.strip()]))
    return found


HANDLING = Handling(Comparison, ComparisonValue, blocks=_blocks, check=_check, cleaned=_cleaned)
