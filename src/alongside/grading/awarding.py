"""The rule of an award: pure functions of decided levels, with everything that stands in the way named.

"Every competence at 2; one may be at 1 if c1, c4 and c7 are at least at 2; and every line marked as a must is
met" (`framework.yaml`, `award`). A must line is met at level 2 or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

MEETS = 2
ALWAYS = ("c1", "c4", "c7")
"""The competences of which none may stand below level 2."""

Why = Literal["not shown", "not decided", "below", "core below", "must not met", "not attended"]
"""What stands in the way.

not shown   no session of the phase asks about this competence, and nothing decided elsewhere is entered.
not decided a criterion has no result. Both leave the result open, because no candidate can help it.
below       a competence below 2, where the rule lets one stand at 1 and no more.
core below  c1, c4 or c7 below 2. must not met: a line that has to be met is below 2.
not attended    a session of the programme that the award asks for; it can be made up, so it defers nobody.
"""
Result = Literal["award", "deferred", "open"]


@dataclass(frozen=True)
class Judgement:
    """One criterion of a candidate in one session: the competence it is about, and its level once decided.

    Both are '' for what was decided elsewhere about a whole competence.
    """

    session: str
    criterion: str
    competence: str
    must: bool = False
    level: int | None = None


@dataclass(frozen=True)
class Block:
    """One thing that stands in the way: of a competence, or of one criterion; `level` where there is one.

    Of attendance, `session` is one of the programme, and there is no competence.
    """

    why: Why
    competence: str
    criterion: str = ""
    session: str = ""
    level: int | None = None


@dataclass(frozen=True)
class Verdict:
    """The result, the level of each competence (None: not known), and what stands in the way."""

    result: Result
    levels: dict[str, int | None] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


def verdict_of(
    judgements: Sequence[Judgement], competences: Iterable[str], missed: Iterable[str] = ()
) -> Verdict:
    """Return what the rule says; it stays open while a criterion has no result, or a competence has none.

    `missed` are sessions that the award asks for and that are not attended: there is no award without them,
    and it stays open where nothing else stands in the way.
    """
    wanted = list(competences)
    levels = {one: level_of(judgements, one) for one in wanted}
    undecided = [_about(one, "not decided") for one in judgements if one.level is None]
    musts = [_about(one, "must not met") for one in judgements if one.must and _below(one.level)]
    shown = {one.competence for one in judgements}
    missing = [Block("not shown", one) for one in wanted if one not in shown]
    blocks = [*undecided, *missing, *_low(levels), *musts]
    away = [Block("not attended", "", session=one) for one in missed]
    result: Result = "open" if undecided or missing else "deferred" if blocks else "open" if away else "award"
    return Verdict(result, levels, [*blocks, *away])


def level_of(judgements: Iterable[Judgement], competence: str) -> int | None:
    """Return the level of a competence: the highest that more than half of its criteria reach.

    For an even number that is the lower of the two in the middle. None while one
    has no result, or without any.
    """
    about = [one.level for one in judgements if one.competence == competence]
    known = sorted(one for one in about if one is not None)
    return known[(len(known) - 1) // 2] if known and len(known) == len(about) else None


def _low(levels: Mapping[str, int | None]) -> list[Block]:
    low = {name: level for name, level in levels.items() if _below(level)}
    core = [Block("core below", name, level=level) for name, level in low.items() if name in ALWAYS]
    rest = {name: level for name, level in low.items() if name not in ALWAYS}
    allowed = len(low) == 1 and list(rest.values()) == [1]
    return [*core, *([] if allowed else [Block("below", name, level=level) for name, level in rest.items()])]


def _below(level: int | None) -> bool:
    return level is not None and level < MEETS


def _about(one: Judgement, why: Why) -> Block:
    return Block(why, one.competence, one.criterion, one.session, one.level)
