"""Hand-ins of a session, made by dice with a fixed seed: twelve sorts in turn; intake takes all of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from builders import a_handin, answer

from alongside.model.key import Key, KeyItem
from alongside.model.kinds import Check, Reflection
from alongside.model.unit import Assessment

TEXTS = (
    "What would you like to be different by Friday?",
    "<script>fetch('//x.test')</script><img src=x onerror=alert(1)>",
    "```\n%%bash\nrm -rf /\n```\n!touch here\n{{ 7 * 7 }} ${7*7}",
    "Zdravo, svet. 你好。 مرحبا. 👩🏽‍🏫 e\u0301 \u202egnp.exe",
    "### BEGIN SOLUTION\nscore = 99\n### END SOLUTION\n1.0",
    "Line upon line.\n" * 400,
    " \n\t ",
    '=HYPERLINK("http://x.test")',
)
Value = dict[str, Any]


@dataclass(frozen=True)
class Generated:
    """A hand-in: whose, of which sort, its bytes, when it was handed in, and its extension if it has one."""

    candidate: str
    sort: str
    raw: bytes
    at: datetime
    extension: timedelta | None = None


def handins(assessment: Assessment, key: Key, due: datetime, count: int) -> list[Generated]:
    """Return `count` hand-ins; the first twelve are one of each sort."""
    return [_handin(assessment, key, due, number) for number in range(count)]


def _handin(assessment: Assessment, key: Key, due: datetime, number: int) -> Generated:
    dice = random.Random(number)
    sort = list(SORTS)[number % len(SORTS)]
    choose, writes, minutes, extended = SORTS[sort]
    items = {one.id: one for one in key.items}
    checks = [one for one in assessment.responses if isinstance(one, Check)]
    tasks = [one for one in assessment.responses if isinstance(one, Reflection)]
    given = {one.id: choose(dice, one, items[one.id]) for one in checks}
    answers = [answer(name, value, "check") for name, value in given.items() if value is not None]
    if writes:
        answers += [answer(one.id, {"text": dice.choice(TEXTS)}, "reflection") for one in tasks]
    dice.shuffle(answers)
    who, at = f"g{number:03}", due + timedelta(minutes=minutes * dice.randint(1, 9))
    raw = a_handin(who, at=at, session=assessment.id, answers=answers)
    return Generated(who, sort, raw, at, timedelta(hours=4) if extended else None)


def _right(_dice: random.Random, check: Check, item: KeyItem) -> Value | None:
    match check.form:
        case "match":
            return {"pairs": dict(item.pairs)}
        case "order":
            return {"order": list(item.order)}
    return {"chosen": list(item.right)}


def _wrong(_dice: random.Random, check: Check, item: KeyItem) -> Value | None:
    options = [one.id for one in check.options]
    match check.form:
        case "match":
            targets = [one.id for one in check.targets]
            turned = dict(zip(targets, [*targets[1:], targets[0]], strict=True))
            return {"pairs": {option: turned[target] for option, target in item.pairs.items()}}
        case "order":
            return {"order": list(reversed(item.order))}
        case "single":
            return {"chosen": [one for one in options if one not in item.right][:1]}
    return {"chosen": [one for one in options if one not in item.right]}


def _any(dice: random.Random, check: Check, _item: KeyItem) -> Value | None:
    options = [one.id for one in check.options]
    some = dice.sample(options, dice.randint(0, len(options)))
    match check.form:
        case "match":
            targets = [one.id for one in check.targets]
            return {"pairs": {one: dice.choice(targets) for one in some}, "confidence": dice.randint(1, 3)}
        case "order":
            return {
                "order": some,
                "spare": [one for one in options if one not in some and dice.random() < 0.5],
            }
        case "single":
            return {"chosen": some[:1], "confidence": dice.randint(1, 3)}
    return {"chosen": some, "looked": dice.random() < 0.5}


def _everything(dice: random.Random, check: Check, item: KeyItem) -> Value | None:
    options = [one.id for one in check.options]
    if check.form == "order":
        return {"order": dice.sample(options, len(options))}
    return {"chosen": options} if check.form == "multiple" else _any(dice, check, item)


def _some_left_out(dice: random.Random, check: Check, item: KeyItem) -> Value | None:
    return _any(dice, check, item) if dice.random() < 0.5 else None


def _nothing(_dice: random.Random, _check: Check, _item: KeyItem) -> Value | None:
    return None


def _blank(_dice: random.Random, _check: Check, _item: KeyItem) -> Value | None:
    return {}


Choose = Callable[[random.Random, Check, KeyItem], Value | None]
SORTS: dict[str, tuple[Choose, bool, int, bool]] = {
    "all right": (_right, True, -60, False),
    "all wrong": (_wrong, True, -60, False),
    "by dice": (_any, True, -60, False),
    "nothing at all": (_nothing, False, -60, False),
    "opened and left empty": (_blank, True, -60, False),
    "tasks only": (_nothing, True, -60, False),
    "checks only": (_any, False, -60, False),
    "everything ticked": (_everything, True, -60, False),
    "some left out": (_some_left_out, True, -60, False),
    "exactly in time": (_any, True, 0, False),
    "late": (_right, True, 50, False),
    "late but for an extension": (_any, True, 40, True),
}
"""The sort to how checks are answered, whether tasks are, minutes after the time, and whether extended."""


def sorts_of(generated: Iterable[Generated]) -> set[str]:
    """Return the sorts that stand among these."""
    return {one.sort for one in generated}
