"""How an answer that does not fit is refused: in one sentence that names what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from alongside.errors import AnswersError
from alongside.model.kinds import AnyResponse
from alongside.responses.moments import when
from alongside.responses.untrusted import clean
from alongside.strings import _

_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")


def check_known(response: AnyResponse, named: Iterable[str], known: set[str], what: str) -> None:
    """Raise AnswersError that lists what of `named` is not `known`; `what` says what it would be."""
    unknown = sorted(set(named) - known)
    if unknown:
        raise refusal(response, _("there is no {what} {ids}").format(what=what, ids=listed(unknown)))


def check_once(response: AnyResponse, named: list[str]) -> None:
    """Raise AnswersError that lists what is named twice."""
    twice = sorted(one for one, count in Counter(named).items() if count > 1)
    if twice:
        raise refusal(response, _("{ids} stands in two places").format(ids=listed(twice)))


def listed(names: Iterable[str]) -> str:
    """Return a few names, shortened: they may come from anybody."""
    some = [clean(name)[:80] for name in names]
    return ", ".join(some[:5]) + (" …" if len(some) > 5 else "")


def refusal(response: AnyResponse, what: str) -> AnswersError:
    """Return the error that says `what` is wrong with an answer to `response`."""
    return AnswersError(what + ".", where=response.id, do=_("Reload the page; nothing was changed."))


def check_length(response: AnyResponse, text: str, limit: int, name: str) -> None:
    """Raise AnswersError where `text`, the field `name`, is longer than `limit` characters."""
    if len(text) > limit:
        raise AnswersError(
            _("{field} has {count} characters; {limit} fit.").format(
                field=listed([name]), count=len(text), limit=limit
            ),
            where=response.id,
            do=_("Shorten it."),
        )


def check_date(response: AnyResponse, text: str) -> None:
    """Raise AnswersError where `text` is not an ISO 8601 date."""
    try:
        if _DATE.match(text):
            date.fromisoformat(text)
            return
    except ValueError:
        pass
    raise refusal(response, _("“{text}” is not a date").format(text=clean(text)[:80]))


def check_moment(response: AnyResponse, text: str) -> None:
    """Raise AnswersError where `text` is not a time."""
    try:
        when(text)
    except ValueError:
        raise refusal(response, _("“{at}” is not a time").format(at=clean(text)[:80])) from None
