"""A needs audit, read from CSV files: what comes first, how sure that is, and who did not answer.

The instrument and its questions A, B and H are `assessments/instruments/needs-audit.yaml`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pandas as pd

from alongside.errors import ContentError
from alongside.model.framework import Instrument
from alongside.stats.estimate import Estimate, estimate
from alongside.strings import _

FEWEST = 5
"""No group smaller than this is ever told; the instrument itself promises eight."""
LEAST_LINES = 2
"""Whoever answered fewer lines of a domain than this has no value for it."""
SEED = 2026
"""What the draws of the intervals begin with, so that the same answers give the same ends."""
BACKGROUND = ["country", "sector"]


@dataclass(frozen=True)
class Audit:
    """A person a row in `answers` (columns country, sector, n1a, n1b, n1h …), a group a row in `invited`."""

    answers: pd.DataFrame
    invited: pd.DataFrame
    domains: dict[str, list[str]]


@dataclass(frozen=True)
class Standing:
    """A domain in the order: its median priority (1 to 16) with interval, and the share of ticks at H.

    Both are None where too few people answered the domain.
    """

    domain: str
    priority: Estimate | None
    ticked: float | None


@dataclass(frozen=True)
class Turnout:
    """How many of a group were asked and how many answered; None where it is unknown or too few to tell."""

    group: str
    invited: int | None
    answered: int | None


def read(answers: Path, invited: Path, instrument: Instrument) -> Audit:
    """Return the audit in two CSV files; ContentError names the file, the row and the column at fault."""
    domains: dict[str, list[str]] = {}
    for item in instrument.items:
        if item.domain:
            domains.setdefault(item.domain, []).append(item.id)
    lines = [line for its in domains.values() for line in its]
    wanted = {f"{line}{question}": question for line in lines for question in "abh"}
    table = _table(answers, [*BACKGROUND, *wanted])
    for column, question in wanted.items():
        _refuse_others(answers, table, column, {0, 1} if question == "h" else {1, 2, 3, 4})
    return Audit(table, _table(invited, [*BACKGROUND, "invited"]), domains)


def _table(path: Path, columns: list[str]) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, comment="#")
    except (OSError, ValueError) as err:
        what = _("is no table that can be read ({reason})").format(reason=err)
        raise ContentError(what, where=path.name) from err
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ContentError(
            _("has no column {name}").format(name=missing[0]),
            where=path.name,
            do=_("Compare its first line with that of the kit's own file."),
        )
    return table.loc[:, columns]


def _refuse_others(path: Path, table: pd.DataFrame, column: str, allowed: set[int]) -> None:
    odd = table[column].notna() & ~table[column].isin(allowed)
    if odd.any():
        row = int(odd.to_numpy().argmax())
        raise ContentError(
            _("{value} is no answer").format(value=table[column].iloc[row]),
            where=_("{file}, person {row}, column {column}").format(
                file=path.name, row=row + 1, column=column
            ),
            do=_("Write {allowed}, or leave it empty.").format(allowed=", ".join(map(str, sorted(allowed)))),
        )


def chosen(table: pd.DataFrame, country: str = "", sector: str = "") -> pd.DataFrame:
    """Return the rows of one country, one sector, or both; an empty name chooses all, blanks included."""
    for column, name in zip(BACKGROUND, (country, sector), strict=True):
        table = table[table[column] == name] if name else table
    return table


def priorities(answers: pd.DataFrame, lines: list[str]) -> pd.Series:
    """Return each person's priority for a domain: the mean of A x (5 - B) over its answered lines, 1 to 16.

    A line counts where both A and B are given. Missing where fewer than `LEAST_LINES` lines count.
    """
    each = pd.DataFrame({line: answers[f"{line}a"] * (5 - answers[f"{line}b"]) for line in lines})
    return each.mean(axis=1).where(each.notna().sum(axis=1) >= LEAST_LINES)


def standings(audit: Audit, answers: pd.DataFrame, fewest: int = FEWEST) -> list[Standing]:
    """Return the domains by the median of `priorities`, highest first, or nothing of too small a group.

    The interval is the 95 % percentile bootstrap over people, from `SEED`. A domain that fewer than
    `fewest` people answered comes last and without figures. ValueError where `fewest` is below `FEWEST`.
    """
    _at_least(fewest)
    if len(answers) < fewest:
        return []
    found = [_standing(answers, domain, lines, fewest) for domain, lines in audit.domains.items()]
    return sorted(found, key=lambda one: -(one.priority.value or 0) if one.priority else 0)


def _standing(answers: pd.DataFrame, domain: str, lines: list[str], fewest: int) -> Standing:
    values = priorities(answers, lines).dropna()
    if len(values) < fewest:
        return Standing(domain, None, None)
    tally = Counter((float(value),) for value in values)
    ticks = answers.loc[values.index, [f"{line}h" for line in lines]]
    return Standing(domain, estimate(tally, _median, SEED), float(ticks.stack().mean()))


def _median(tally: Counter[tuple[float]]) -> float:
    return median([value for (value,) in tally.elements()])


def turnouts(
    audit: Audit, by: str, country: str = "", sector: str = "", *, fewest: int = FEWEST
) -> list[Turnout]:
    """Return who was asked and who answered, by `country` or `sector` within what is chosen.

    People who left that line of the background empty are a group without a name.

    A group with fewer than `fewest` answers is told without their number. Where that hides one group alone,
    the next smallest is hidden too, or a subtraction would tell. ValueError as in `standings`.
    """
    _at_least(fewest)
    asked = chosen(audit.invited, country, sector).groupby(by, sort=False)["invited"].sum()
    answered = chosen(audit.answers, country, sector)[by].fillna("").value_counts()
    groups = [*asked.index, *([""] if "" in answered.index else [])]
    counts = {group: int(answered.get(group, 0)) for group in groups}
    hidden = _hidden(counts, fewest)
    return [
        Turnout(
            group,
            int(asked[group]) if group in asked.index else None,
            None if group in hidden else counts[group],
        )
        for group in groups
    ]


def turnout(audit: Audit, country: str = "", sector: str = "", *, fewest: int = FEWEST) -> Turnout:
    """Return the line of one choice, hidden wherever the tables of `turnouts` would hide it."""
    if not country and not sector:
        return Turnout("", int(audit.invited["invited"].sum()), len(audit.answers))
    by, group = ("sector", sector) if sector else ("country", country)
    among = turnouts(audit, by, country if sector else "", fewest=fewest)
    return next((one for one in among if one.group == group), Turnout(group, None, None))


def _hidden(counts: dict[str, int], fewest: int) -> set[str]:
    hidden = {group for group, count in counts.items() if count < fewest}
    others = [group for group in counts if group not in hidden]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=counts.__getitem__))
    return hidden


def _at_least(fewest: int) -> None:
    if fewest < FEWEST:
        raise ValueError(f"{fewest} is below {FEWEST}, the smallest group that may be told")
