"""What an audit says, as rows of words; and rows as a table, in HTML for a screen and markdown for a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from alongside.exploring.audit import Audit, Standing, Turnout, chosen, standings, turnout, turnouts
from alongside.strings import _


@dataclass(frozen=True)
class Table:
    """A caption, the words of the first row, and the rows below it; each row's first word is its name."""

    caption: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Reading:
    """What may be told of a choice; `order` is None where the group is too small, or would give one away."""

    order: Table | None
    who: list[Table]


def reading(audit: Audit, country: str, sector: str, fewest: int) -> Reading:
    """Return the order of the domains for one choice, if it may be told, and who answered."""
    who = _who(audit, country, sector, fewest)
    if turnout(audit, country, sector, fewest=fewest).answered is None:
        return Reading(None, who)
    return Reading(_order(standings(audit, chosen(audit.answers, country, sector), fewest)), who)


def _order(found: Iterable[Standing]) -> Table:
    head = [_("Domain"), _("Median priority"), _("95 % interval"), _("Ticked at H"), _("People")]
    return Table(_("The seven domains, by priority"), head, [_domain(one) for one in found])


def _domain(one: Standing) -> list[str]:
    if one.priority is None or one.ticked is None:
        return [one.domain, _("too few"), "", "", ""]
    ends = [one.priority.low, one.priority.high]
    interval = (
        _("{low} to {high}").format(low=_figure(ends[0]), high=_figure(ends[1])) if None not in ends else ""
    )
    return [one.domain, _figure(one.priority.value), interval, f"{one.ticked:.0%}", str(one.priority.units)]


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _who(audit: Audit, country: str, sector: str, fewest: int) -> list[Table]:
    if country and sector:
        return [_answered(_("This group"), [turnout(audit, country, sector, fewest=fewest)], fewest)]
    tables = []
    if not country:
        tables.append(
            _answered(
                _("Who answered, by country"), turnouts(audit, "country", "", sector, fewest=fewest), fewest
            )
        )
    if not sector:
        tables.append(
            _answered(_("Who answered, by sector"), turnouts(audit, "sector", country, fewest=fewest), fewest)
        )
    return tables


def _answered(caption: str, found: Iterable[Turnout], fewest: int) -> Table:
    head = [_("Group"), _("Asked"), _("Answered"), _("Share")]
    return Table(caption, head, [_group(one, fewest) for one in found])


def _group(one: Turnout, fewest: int) -> list[str]:
    name = one.group or _("not said")
    asked = "" if one.invited is None else str(one.invited)
    if one.answered is None:
        return [name, asked, _("hidden"), ""]
    return [name, asked, str(one.answered), f"{one.answered / one.invited:.0%}" if one.invited else ""]


def html(found: Reading, fewest: int) -> str:
    """Return a reading as HTML, everything in it escaped."""
    hidden = _("Nothing is told here: fewer than {fewest} people answered, or another group would show.")
    order = _html(found.order) if found.order else f"<p>{escape(hidden.format(fewest=fewest))}</p>"
    return order + "".join(_html(table) for table in found.who)


def _html(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(word)}</td>" for word in words)}</tr>'
        for name, *words in table.rows
    )
    caption = f"<caption>{escape(table.caption)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def markdown(table: Table) -> str:
    """Return a table without its caption as markdown, as it stands in a text cell."""
    lines = [table.head, ["---"] * len(table.head), *table.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
