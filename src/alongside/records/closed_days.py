"""Closed days as somebody pastes them: a day or a range at the beginning of each line, then a name."""

from __future__ import annotations

import re
from datetime import date

from alongside.model.calendar import Closed
from alongside.strings import _

LONGEST = 120
"""Days of one range: longer ones are more often a slip in the year than a holiday."""
_DAY = r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4})"
_LINE = re.compile(
    rf"^\s*{_DAY}(?:\s*(?:–|—|-|/|,|;|to|until|till|\.\.\.?|…|\s)\s*{_DAY})?[\s:;,\t–—-]*(.*)$", re.I
)


def read_closed(text: str) -> tuple[list[Closed], list[str]]:
    """Return the closed days of a pasted text, and a sentence for each line that names none.

    A day is `2026-12-25`, or day first: `25.12.2026`, `25/12/2026`. Empty lines are passed over.
    """
    good, bad = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _LINE.match(line)
        days = _days(found[1], found[2]) if found else None
        if found is None or days is None:
            what = _("Line {number} was left out: it does not begin with a day or a range of days: {line}")
            bad.append(what.format(number=number, line=line.strip()[:80]))
        else:
            good.append(Closed(*days, name=" ".join(found[3].split())[:300]))
    return good, bad


def _days(first: str, last: str | None) -> tuple[date, date] | None:
    begin = _day(first)
    end = _day(last) if last else begin
    if begin is None or end is None or end < begin or (end - begin).days >= LONGEST:
        return None
    return begin, end


def _day(text: str) -> date | None:
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None
