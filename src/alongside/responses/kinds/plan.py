"""An if-then plan: lengths and a day that there is; and how it is told."""

from __future__ import annotations

import msgspec

from alongside.model.kinds import Plan, PlanValue
from alongside.responses.blocks import AnyBlock, Listing
from alongside.responses.handling import Handling
from alongside.responses.kinds.sizes import LINE_LIMIT
from alongside.responses.unfit import check_date, check_length
from alongside.responses.untrusted import clean
from alongside.strings import _

PLACE_LIMIT = 200
"""The most characters for a place."""
LEARNT_LIMIT = 4_000
"""The most characters for what was learnt from the plan before."""


def _cleaned(value: PlanValue) -> PlanValue:
    texts = {name: clean(getattr(value, name)) for name in ("cue", "action", "place", "learnt")}
    return msgspec.structs.replace(value, **texts)


def _check(response: Plan, value: PlanValue, _stored: PlanValue | None) -> None:
    """Raise AnswersError for a text too long, or a date that is none."""
    check_length(response, value.cue, LINE_LIMIT, "cue")
    check_length(response, value.action, LINE_LIMIT, "action")
    check_length(response, value.place, PLACE_LIMIT, "place")
    check_length(response, value.learnt, LEARNT_LIMIT, "learnt")
    if value.date:
        check_date(response, value.date)


def _became(value: PlanValue) -> str:
    words = {"did": _("done"), "partly": _("partly"), "not-yet": _("not yet"), "dropped": _("let go")}
    return words.get(value.became, "")


def _blocks(_response: Plan | None, value: PlanValue) -> list[AnyBlock]:
    told = [
        (_("What became of the plan before"), _became(value)),
        (_("What I learnt from it"), value.learnt),
        (_("If or when"), value.cue),
        (_("then I"), value.action),
        (_("On"), " ".join(part for part in (value.date, value.time) if part)),
        (_("Where"), value.place),
    ]
    return [Listing(label, [text.strip()]) for label, text in told if text.strip()]


HANDLING = Handling(Plan, PlanValue, blocks=_blocks, check=_check, cleaned=_cleaned)
