"""The rule that turns one answered check into points.

It is the only one: `kit.score` under nbgrader and the kit's own lane both call it, so it imports nothing
but shapes and a trainee's kernel can load it. Every form gives a share from 0 to 1 of the item's points:

single    all or nothing: exactly the one right option.
multiple  max(0, hits - false alarms) / number of right options. Ticking everything gains nothing
          as long as no more than half of the options are right.
match     right pairs / all pairs.
order     right pairs / all pairs, where a pair is two options that stand in the answer, in the key or in
          both. A pair is right when both belong and lie in the key's order. So an option wrongly laid
          aside spoils its pairs, and an option that does not belong adds wrong ones. Where nothing has
          to be laid aside a blind shuffle earns half: give an order options that do not belong.

`confidence` and `looked` never count. What is unanswered earns 0.
"""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import TypeVar

from alongside.model.key import KeyItem
from alongside.model.kinds import CheckValue
from alongside.model.kinds.check import Form

Answer = TypeVar("Answer", list[str], dict[str, str])


def score_item(key_item: KeyItem, form: Form, value: CheckValue | None) -> float:
    """Return the points that `value` earns, from 0 to `key_item.points`; None is an unanswered check.

    Options the key does not know count as wrong choices. ValueError where the key has no answer of this form.
    """
    if value is None:
        return 0.0
    match form:
        case "single":
            share = share_of_single(_given(key_item, key_item.right), value.chosen)
        case "multiple":
            share = share_of_multiple(_given(key_item, key_item.right), value.chosen)
        case "match":
            share = share_of_match(_given(key_item, key_item.pairs), value.pairs)
        case "order":
            share = share_of_order(_given(key_item, key_item.order, least=2), value.order)
    return key_item.points * share


def share_of_single(right: list[str], chosen: list[str]) -> float:
    """Return 1 when exactly the right option was chosen, otherwise 0."""
    return float(set(chosen) == set(right))


def share_of_multiple(right: list[str], chosen: list[str]) -> float:
    """Return hits less false alarms as a share of the right options, never below 0."""
    hits = len(set(chosen) & set(right))
    false_alarms = len(set(chosen) - set(right))
    return max(0, hits - false_alarms) / len(right)


def share_of_match(right: dict[str, str], pairs: dict[str, str]) -> float:
    """Return the share of options that lie with their target."""
    return sum(pairs.get(option) == target for option, target in right.items()) / len(right)


def share_of_order(right: list[str], order: list[str]) -> float:
    """Return the share of pairs in the right order; see the rule above for what counts as a pair."""
    place = {option: n for n, option in enumerate(dict.fromkeys(order))}
    kept = sum(
        first in place and second in place and place[first] < place[second]
        for first, second in combinations(right, 2)
    )
    intruders = len(place.keys() - set(right))
    all_pairs = comb(len(right), 2) + intruders * len(right)
    return kept / all_pairs


def _given(key_item: KeyItem, answer: Answer, least: int = 1) -> Answer:
    if len(answer) < least:
        raise ValueError(f"{key_item.id}: the key holds no answer of this form")
    return answer
