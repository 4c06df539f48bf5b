"""Who marks whom: pairs drawn from a seed, as even as the conflicts and languages let them be.

A pure calculation: the same seed, panel and hand-ins give the same pairs, whatever the order in which they
come. Even means that no chain of exchanges would make the numbers of two assessors more alike: the
semi-matching of least cost of Harvey, Ladner, Lovász and Tamir, "Semi-matchings for bipartite graphs and load
balancing", Journal of Algorithms 59 (2006) 53-78, here with two places for each hand-in.
"""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alongside.grading.panel import conflicts_of, reads, together
from alongside.model.panel import Assessor, Panel
from alongside.strings import _

Pairs = dict[str, list[str]]
"""A candidate to the two assessors."""


@dataclass(frozen=True)
class Drawn:
    """The pairs that were drawn, and a sentence for each candidate for whom there is none."""

    pairs: Pairs = field(default_factory=dict)
    impossible: dict[str, str] = field(default_factory=dict)


def draw(panel: Panel, languages: Mapping[str, str], loads: Mapping[str, int], seed: str) -> Drawn:
    """Return a pair for each candidate in `languages` (id to the language of the hand-in).

    `loads` is how many each assessor has already: those stay, and count towards the balance.
    """
    may = {who: eligible(panel, who, language) for who, language in languages.items()}
    short = {who: _why_not(panel, who, languages[who], found) for who, found in may.items() if len(found) < 2}
    left = {who: [one.id for one in found] for who, found in may.items() if len(found) >= 2}
    load = Counter({one.id: loads.get(one.id, 0) for one in panel.assessors})
    pairs: Pairs = {}
    for who in sorted(left, key=lambda one: (len(left[one]), lot(seed, one))):
        pairs[who] = sorted(left[who], key=lambda one: (load[one], lot(seed, who, one)))[:2]
        load.update(pairs[who])
    _even(pairs, left, load, seed)
    _mix(pairs, left, panel, seed)
    return Drawn(
        {who: sorted(pair, key=lambda one: lot(seed, who, one)) for who, pair in pairs.items()}, short
    )


def choose(may: Sequence[Assessor], load: Mapping[str, int], seed: str, *about: str) -> str | None:
    """Return the one with the least to do, by lot among equals; None where there is nobody."""
    found = sorted(may, key=lambda one: (load.get(one.id, 0), lot(seed, *about, one.id)))
    return found[0].id if found else None


def eligible(panel: Panel, candidate: str, language: str) -> list[Assessor]:
    """Return who may mark a candidate: there, reading the language, and without a conflict."""
    return [
        one
        for one in panel.assessors
        if not one.away and reads(one, language) and not conflicts_of(panel, one, candidate)
    ]


def lot(seed: str, *words: str) -> str:
    """Return where chance puts something: the same seed and words, the same place."""
    return hashlib.sha256("\0".join((seed, *words)).encode()).hexdigest()


def why_nobody(panel: Panel, candidate: str, language: str) -> str:
    """Return what keeps each assessor from a candidate, in one sentence."""
    reasons = []
    for one in panel.assessors:
        found = conflicts_of(panel, one, candidate)
        if not reads(one, language):
            found.append(_("does not read {language}").format(language=language))
        if one.away:
            found.append(_("away"))
        if found:
            reasons.append(f"{one.name} ({', '.join(found)})")
    return _("Left out: {names}.").format(names="; ".join(reasons)) if reasons else ""


def _why_not(panel: Panel, who: str, language: str, found: list[Assessor]) -> str:
    free = ", ".join(one.name for one in found) or _("nobody")
    said = _("Two assessors are needed for {who}, and only these may mark: {names}.")
    do = _("Add an assessor who reads {language} and is not close to the candidate, then allocate again.")
    sentences = (
        said.format(who=who, names=free),
        why_nobody(panel, who, language),
        do.format(language=language),
    )
    return " ".join(one for one in sentences if one)


def _even(pairs: Pairs, may: Mapping[str, list[str]], load: Counter[str], seed: str) -> None:
    """Pass hand-ins along chains of assessors until no chain makes two of them more alike."""
    by_load = sorted(load, key=lambda one: lot(seed, "even", one))
    while True:
        for start in sorted(by_load, key=lambda one: -load[one]):
            chain = _chain(start, pairs, may, load, seed)
            if chain:
                break
        else:
            return
        load[start] -= 1
        for giver, candidate, taker in chain:
            pairs[candidate][pairs[candidate].index(giver)] = taker
        load[chain[-1][2]] += 1


def _chain(
    start: str, pairs: Pairs, may: Mapping[str, list[str]], load: Counter[str], seed: str
) -> list[tuple[str, str, str]]:
    """Return the shortest way to pass work on from `start` to somebody with two less; [] for none."""
    way: dict[str, tuple[str, str]] = {}
    waiting = deque([start])
    while waiting:
        giver = waiting.popleft()
        mine = sorted((who for who, pair in pairs.items() if giver in pair), key=lambda who: lot(seed, who))
        for candidate in mine:
            for taker in sorted(may[candidate], key=lambda one: lot(seed, candidate, one)):
                if taker in way or taker == start or taker in pairs[candidate]:
                    continue
                way[taker] = (giver, candidate)
                if load[taker] <= load[start] - 2:
                    return _steps(taker, start, way)
                waiting.append(taker)
    return []


def _steps(last: str, start: str, way: Mapping[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    steps = []
    while last != start:
        giver, candidate = way[last]
        steps.append((giver, candidate, last))
        last = giver
    return steps[::-1]


def _mix(pairs: Pairs, may: Mapping[str, list[str]], panel: Panel, seed: str) -> None:
    """Exchange two assessors where that parts a pair from one organisation and makes no other; loads stay."""
    by_id = {one.id: one for one in panel.assessors}

    def close(pair: Sequence[str]) -> bool:
        return together(by_id[pair[0]], by_id[pair[1]])

    for who in sorted(pairs, key=lambda one: lot(seed, "mix", one)):
        if not close(pairs[who]):
            continue
        for other, mine, theirs in _exchanges(who, pairs, may, seed):
            one = [theirs if name == mine else name for name in pairs[who]]
            two = [mine if name == theirs else name for name in pairs[other]]
            if not close(one) and close(two) <= close(pairs[other]):
                pairs[who], pairs[other] = one, two
                break


def _exchanges(who: str, pairs: Pairs, may: Mapping[str, list[str]], seed: str) -> list[tuple[str, str, str]]:
    """Return every exchange with another pair that conflicts and languages allow: candidate, mine, theirs."""
    others = sorted((one for one in pairs if one != who), key=lambda one: lot(seed, who, one))
    return [
        (other, mine, theirs)
        for other in others
        for mine in pairs[who]
        for theirs in pairs[other]
        if theirs in may[who] and theirs not in pairs[who] and mine in may[other] and mine not in pairs[other]
    ]
