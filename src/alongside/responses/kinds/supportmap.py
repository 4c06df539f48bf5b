"""A map of people: each there once, in a ring and with gifts that exist; and how it is told."""

from __future__ import annotations

import msgspec

from alongside.model.kinds import SupportMap, SupportMapValue
from alongside.model.kinds.supportmap import Supporter
from alongside.responses.blocks import AnyBlock, Listing, Table
from alongside.responses.handling import Handling
from alongside.responses.kinds.sizes import LINE_LIMIT, NAME_LIMIT
from alongside.responses.unfit import check_known, check_length, check_once
from alongside.responses.untrusted import clean
from alongside.strings import _


def _cleaned(value: SupportMapValue) -> SupportMapValue:
    return SupportMapValue(people=[_cleaned_person(one) for one in value.people])


def _cleaned_person(one: Supporter) -> Supporter:
    return msgspec.structs.replace(one, name=clean(one.name), step=clean(one.step))


def _check(response: SupportMap, value: SupportMapValue, stored: SupportMapValue | None) -> None:
    """Raise AnswersError for somebody there twice, an unknown ring or gift, or a text too long.

    An empty ring says that somebody is not placed yet. What `stored` already names is allowed.
    """
    old = stored.people if stored else []
    check_once(response, [one.id for one in value.people])
    rings = {"", *(ring.id for ring in response.rings), *(one.ring for one in old)}
    gifts = {gift.id for gift in response.gifts}.union(*(one.gifts for one in old))
    for one in value.people:
        check_known(response, [one.ring], rings, _("ring"))
        check_known(response, one.gifts, gifts, _("kind of support"))
        check_once(response, one.gifts)
        check_length(response, one.name, NAME_LIMIT, "name")
        check_length(response, one.step, LINE_LIMIT, "step")


def _blocks(response: SupportMap | None, value: SupportMapValue) -> list[AnyBlock]:
    if not value.people:
        return []
    rings = {ring.id: ring.label.strip() for ring in response.rings} if response else {}
    gifts = {gift.id: gift.label.strip() for gift in response.gifts} if response else {}
    lasting = response.lasting if response else True
    head = [_("Person"), _("How near"), _("Gives"), *([_("Still there afterwards")] if lasting else [])]
    rows = [_row(one, rings, gifts, lasting) for one in value.people]
    given = {gift for one in value.people for gift in one.gifts}
    nobody = [label for name, label in gifts.items() if name not in given]
    missing = [Listing(_("Nobody gives"), nobody)] if nobody else []
    return [Table([*head, _("Next step")], rows), *missing]


def _row(one: Supporter, rings: dict[str, str], gifts: dict[str, str], lasting: bool) -> list[str]:
    ring = rings.get(one.ring, one.ring) or _("not placed yet")
    given = ", ".join(gifts.get(gift, gift) for gift in one.gifts) or "–"
    lasts = [_("yes") if one.lasts else _("no")] if lasting else []
    return [one.name.strip() or "–", ring, given, *lasts, one.step.strip()]


HANDLING = Handling(SupportMap, SupportMapValue, blocks=_blocks, check=_check, cleaned=_cleaned)
