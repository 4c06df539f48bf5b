"""A log: rows that are dated, short and there once; and how they are told."""

from __future__ import annotations

from collections import Counter

import msgspec

from alongside.model.kinds import Log, LogValue
from alongside.model.kinds.log import LogRow
from alongside.responses.blocks import AnyBlock, Listing, Table
from alongside.responses.handling import Handling
from alongside.responses.kinds.sizes import LINE_LIMIT, NAME_LIMIT
from alongside.responses.unfit import check_date, check_length, listed, refusal
from alongside.responses.untrusted import clean
from alongside.strings import _

ROW_LIMIT = 500
"""The most rows that one log keeps."""
DAY = 24 * 60
"""The most minutes that one row may have."""


def _cleaned(value: LogValue) -> LogValue:
    return LogValue(rows=[_cleaned_row(row) for row in value.rows])


def _cleaned_row(row: LogRow) -> LogRow:
    return msgspec.structs.replace(row, with_whom=clean(row.with_whom), action=clean(row.action))


def _check(response: Log, value: LogValue, _stored: LogValue | None) -> None:
    """Raise AnswersError for too many rows, an id used twice, or a row that is undated, odd or too long."""
    if len(value.rows) > ROW_LIMIT:
        raise refusal(response, _("at most {limit} rows are kept").format(limit=ROW_LIMIT))
    twice = sorted(name for name, count in Counter(row.id for row in value.rows).items() if count > 1)
    if twice:
        raise refusal(response, _("the row {ids} is there twice").format(ids=listed(twice)))
    for row in value.rows:
        _check_row(response, row)


def _check_row(response: Log, row: LogRow) -> None:
    check_date(response, row.date)
    if not 0 <= row.minutes <= DAY:
        raise refusal(
            response,
            _("the row of {date} has {minutes} minutes; 0 to {most} are possible").format(
                date=row.date, minutes=row.minutes, most=DAY
            ),
        )
    check_length(response, row.with_whom, NAME_LIMIT, "with_whom")
    check_length(response, row.action, LINE_LIMIT, "action")


def _blocks(response: Log | None, value: LogValue) -> list[AnyBlock]:
    if not value.rows:
        return []
    action = response.action.strip() if response else "action"
    head = [_("Date"), _("Minutes"), _("With whom"), action, _("Done")]
    rows = [
        [row.date, str(row.minutes), row.with_whom, row.action, _("yes") if row.done else _("no")]
        for row in sorted(value.rows, key=lambda row: row.date)
    ]
    minutes = sum(row.minutes for row in value.rows)
    total = _("{count} rows, {minutes} minutes").format(count=len(value.rows), minutes=minutes)
    return [Table(head, rows), Listing(_("Together"), [total])]


HANDLING = Handling(Log, LogValue, blocks=_blocks, check=_check, cleaned=_cleaned)
