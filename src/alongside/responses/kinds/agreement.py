"""An agreement: lengths, its date, and limits before it is called ready; and how it is told."""

from __future__ import annotations

import msgspec

from alongside.model.kinds import Agreement, AgreementValue
from alongside.responses.blocks import AnyBlock, Listing
from alongside.responses.handling import Handling
from alongside.responses.kinds.sizes import LINE_LIMIT, NAME_LIMIT
from alongside.responses.unfit import check_date, check_known, check_length, check_once, listed, refusal
from alongside.responses.untrusted import clean
from alongside.strings import _

CLAUSE_LIMIT = 4_000
"""The most characters under one heading of an agreement."""


def _cleaned(value: AgreementValue) -> AgreementValue:
    fields = {name: clean(text) for name, text in value.fields.items()}
    return msgspec.structs.replace(value, fields=fields, own_words=clean(value.own_words))


def _check(response: Agreement, value: AgreementValue, stored: AgreementValue | None) -> None:
    """Raise AnswersError for an unknown id, a text too long, no date, or a page called ready too soon.

    What `stored` already names is allowed: content may drop a clause that somebody has written.
    """
    parts = {one.id for one in (*response.people, *response.fields)} | set(stored.fields if stored else ())
    check_known(response, value.fields, parts, _("field"))
    limits = {limit.id for limit in response.limits}
    check_known(response, value.limits, limits | set(stored.limits if stored else ()), _("limit"))
    check_once(response, value.limits)
    people = {one.id for one in response.people}
    for name, text in value.fields.items():
        check_length(response, text, NAME_LIMIT if name in people else CLAUSE_LIMIT, name)
    check_length(response, value.own_words, LINE_LIMIT, "own_words")
    if value.review:
        check_date(response, value.review)
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


def _blocks(response: Agreement | None, value: AgreementValue) -> list[AnyBlock]:
    parts = (*response.people, *response.fields) if response else ()
    labels = {part.id: part.label.strip() for part in parts}
    limits = {limit.id: limit.text.strip() for limit in response.limits} if response else {}
    ids = [*labels, *(name for name in value.fields if name not in labels)]
    written = [(labels.get(one, one), value.fields.get(one, "").strip()) for one in ids]
    if value.own_words.strip():
        written.append((response.own_words.strip() if response else "own_words", value.own_words.strip()))
    found: list[AnyBlock] = [Listing(label, [text]) for label, text in written if text]
    if value.limits:
        found.append(Listing(_("Limits acknowledged"), [limits.get(one, one) for one in value.limits]))
    if value.review:
        found.append(Listing(_("Looked at again on"), [value.review]))
    if found:
        found.append(Listing(_("Ready to read together"), [_("Yes") if value.ready else _("Not yet")]))
    return found


HANDLING = Handling(Agreement, AgreementValue, blocks=_blocks, check=_check, cleaned=_cleaned)
