"""Whether an agreement or a log fits: lengths, dates, minutes, and limits before it is called ready."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import msgspec

from alongside.errors import AnswersError
from alongside.model.answers import AgreementValue, AnyValue, LogRow, LogValue
from alongside.model.unit import Agreement, AnyResponse, Log
from alongside.responses.unfit import check_known, check_once, listed, refusal
from alongside.responses.untrusted import clean
from alongside.strings import _

NAME_LIMIT = 60
"""The most characters for a person: initials or a role."""
LINE_LIMIT = 2_000
"""The most characters for the action of a row, or for the limits in a person's own words."""
CLAUSE_LIMIT = 4_000
"""The most characters under one heading of an agreement."""
ROW_LIMIT = 500
"""The most rows that one log keeps."""
DAY = 24 * 60
"""The most minutes that one row may have."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")


def cleaned(value: AgreementValue | LogValue) -> AgreementValue | LogValue:
    """Return `value` with what is not text replaced in everything that a person wrote."""
    if isinstance(value, LogValue):
        return LogValue(rows=[_cleaned_row(row) for row in value.rows])
    fields = {name: clean(text) for name, text in value.fields.items()}
    return msgspec.structs.replace(value, fields=fields, own_words=clean(value.own_words))


def _cleaned_row(row: LogRow) -> LogRow:
    return msgspec.structs.replace(row, with_whom=clean(row.with_whom), action=clean(row.action))


def check_agreement(response: Agreement, value: AgreementValue, stored: AnyValue | None) -> None:
    """Raise AnswersError for an unknown id, a text too long, no date, or a page called ready too soon.

    What `stored` already names is allowed: content may drop a clause that somebody has written.
    """
    before = stored if isinstance(stored, AgreementValue) else None
    parts = {one.id for one in (*response.people, *response.fields)} | set(before.fields if before else ())
    check_known(response, value.fields, parts, _("field"))
    limits = {limit.id for limit in response.limits}
    check_known(response, value.limits, limits | set(before.limits if before else ()), _("limit"))
    check_once(response, value.limits)
    people = {one.id for one in response.people}
    for name, text in value.fields.items():
        _check_length(response, text, NAME_LIMIT if name in people else CLAUSE_LIMIT, name)
    _check_length(response, value.own_words, LINE_LIMIT, "own_words")
    if value.review:
        _check_date(response, value.review)
    if value.ready:
        _check_ready(response, value)


def _check_ready(response: Agreement, value: AgreementValue) -> None:
    missing = [limit.id for limit in response.limits if limit.id not in value.limits]
    if missing:
        raise refusal(
            response, _("it is not ready while {ids} is not acknowledged").format(ids=listed(missing))
        )
    if not value.own_words.strip():
        raise refusal(response, _("it is not ready without the limits in your own words"))


def check_log(response: Log, value: LogValue) -> None:
    """Raise AnswersError for too many rows, an id used twice, or a row that is undated, odd or too long."""
    if len(value.rows) > ROW_LIMIT:
        raise refusal(response, _("at most {limit} rows are kept").format(limit=ROW_LIMIT))
    twice = sorted(name for name, count in Counter(row.id for row in value.rows).items() if count > 1)
    if twice:
        raise refusal(response, _("the row {ids} is there twice").format(ids=listed(twice)))
    for row in value.rows:
        _check_row(response, row)


def _check_row(response: Log, row: LogRow) -> None:
    _check_date(response, row.date)
    if not 0 <= row.minutes <= DAY:
        raise refusal(
            response,
            _("the row of {date} has {minutes} minutes; 0 to {most} are possible").format(
                date=row.date, minutes=row.minutes, most=DAY
            ),
        )
    _check_length(response, row.with_whom, NAME_LIMIT, "with_whom")
    _check_length(response, row.action, LINE_LIMIT, "action")


def _check_length(response: AnyResponse, text: str, limit: int, name: str) -> None:
    if len(text) > limit:
        raise AnswersError(
            _("{field} has {count} characters; {limit} fit.").format(
                field=listed([name]), count=len(text), limit=limit
            ),
            where=response.id,
            do=_("Shorten it: this is one page."),
        )


def _check_date(response: AnyResponse, text: str) -> None:
    try:
        if _DATE.match(text):
            date.fromisoformat(text)
            return
    except ValueError:
        pass
    raise refusal(response, _("“{text}” is not a date").format(text=clean(text)[:80]))
