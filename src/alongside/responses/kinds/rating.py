"""Ratings: items and points of the scale that exist, and how profiles are told side by side."""

from __future__ import annotations

from alongside.model.kinds import Rating, RatingValue
from alongside.responses.blocks import AnyBlock, Table
from alongside.responses.handling import Handling
from alongside.responses.unfit import check_known, check_moment, listed, refusal
from alongside.strings import _

KEPT_LIMIT = 200
"""The most profiles that one self-assessment keeps."""


def _ids(value: RatingValue) -> set[str]:
    return set(value.ratings).union(*(profile.ratings for profile in value.kept))


def _points(value: RatingValue) -> set[int]:
    return set(value.ratings.values()).union(*(profile.ratings.values() for profile in value.kept))


def _check(response: Rating, value: RatingValue, stored: RatingValue | None) -> None:
    known = {item.id for item in response.items} | (_ids(stored) if stored else set())
    check_known(response, _ids(value), known, _("item"))
    points = {point.value for point in response.scale} | (_points(stored) if stored else set())
    wrong = sorted(_points(value) - points)
    if wrong:
        raise refusal(response, _("the scale has no point {points}").format(points=listed(map(str, wrong))))
    if len(value.kept) > KEPT_LIMIT:
        raise refusal(response, _("at most {limit} profiles are kept").format(limit=KEPT_LIMIT))
    for profile in value.kept:
        check_moment(response, profile.at)


def _blocks(response: Rating | None, value: RatingValue) -> list[AnyBlock]:
    if not value.ratings and not value.kept:
        return []
    items = {item.id: item.text.strip() for item in response.items} if response else {}
    labels = {point.value: f"{point.value} {point.label}" for point in response.scale} if response else {}
    profiles = [*(profile.ratings for profile in value.kept), value.ratings]
    ids = [*items, *sorted({name for profile in profiles for name in profile} - set(items))]

    def told(ratings: dict[str, int], item: str) -> str:
        return labels.get(ratings[item], str(ratings[item])) if item in ratings else "–"

    head = [_("Statement"), *(profile.at[:10] for profile in value.kept), _("Now")]
    return [
        Table(head, [[items.get(one, one), *(told(ratings, one) for ratings in profiles)] for one in ids])
    ]


HANDLING = Handling(Rating, RatingValue, blocks=_blocks, check=_check)
