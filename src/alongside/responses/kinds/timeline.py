"""A timeline: stretches, lanes and options that exist, a few words each; and how it is told."""

from __future__ import annotations

from collections import Counter

import msgspec

from alongside.model.kinds import Timeline, TimelineValue
from alongside.model.kinds.timeline import Lane, Stretch
from alongside.responses.blocks import AnyBlock, Listing, Table
from alongside.responses.handling import Handling
from alongside.responses.unfit import check_known, check_length, check_once, refusal
from alongside.responses.untrusted import clean
from alongside.strings import _

NOTE_LIMIT = 200
"""The most characters for the words to one stretch."""


def _cleaned(value: TimelineValue) -> TimelineValue:
    return TimelineValue(stretches=[msgspec.structs.replace(s, note=clean(s.note)) for s in value.stretches])


def _check(response: Timeline, value: TimelineValue, stored: TimelineValue | None) -> None:
    """Raise AnswersError for a stretch past the end or there twice, an unknown mark, or too many words.

    What `stored` already names is allowed: content may grow shorter or drop an option.
    """
    check_once(response, [str(one.number) for one in value.stretches])
    old = stored.stretches if stored else []
    last = max([response.length, *(one.number for one in old)])
    known = {(lane.id, option.id) for lane in response.lanes for option in lane.options}
    known |= {mark for one in old for mark in one.marks.items()}
    for one in value.stretches:
        if one.number > last:
            raise refusal(response, _("there is no stretch {number}").format(number=one.number))
        check_known(response, one.marks, {lane for lane, _option in known}, _("lane"))
        for lane, option in one.marks.items():
            check_known(response, [option], {o for name, o in known if name == lane}, _("option"))
        check_length(response, one.note, NOTE_LIMIT, "note")


def _blocks(response: Timeline | None, value: TimelineValue) -> list[AnyBlock]:
    noted = [one for one in value.stretches if one.marks or one.note.strip()]
    if not noted:
        return []
    lanes = {lane.id: lane for lane in response.lanes} if response else {}
    ids = [*lanes, *sorted({name for one in noted for name in one.marks} - set(lanes))]
    labels = [lanes[one].label.strip() if one in lanes else one for one in ids]
    units = {"minute": _("Minute"), "month": _("Month")}
    first = units[response.unit] if response else _("Stretch")
    rows = [_row(one, ids, lanes) for one in sorted(noted, key=lambda one: one.number)]
    table = Table([first, *labels, _("In a few words")], rows)
    return [
        table,
        *(_sums(noted, name, label, lanes.get(name)) for name, label in zip(ids, labels, strict=True)),
    ]


def _row(stretch: Stretch, ids: list[str], lanes: dict[str, Lane]) -> list[str]:
    marks = [_label(lanes.get(one), stretch.marks.get(one, "")) for one in ids]
    return [str(stretch.number), *marks, stretch.note.strip()]


def _label(lane: Lane | None, option: str) -> str:
    options = {one.id: one.label.strip() for one in lane.options} if lane else {}
    return options.get(option, option)


def _sums(noted: list[Stretch], name: str, label: str, lane: Lane | None) -> Listing:
    """Return how often each option of a lane is marked."""
    counts = Counter(one.marks[name] for one in noted if name in one.marks)
    all_of = sum(counts.values())
    told = _("{option}: {count} of {noted} noted")
    lines = [told.format(option=_label(lane, o), count=n, noted=all_of) for o, n in counts.most_common()]
    return Listing(label, lines)


HANDLING = Handling(Timeline, TimelineValue, blocks=_blocks, check=_check, cleaned=_cleaned)
