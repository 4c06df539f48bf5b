"""The sentences of a log of meetings or practice."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    "log.never": N_(
        "Never notes about a child, and nobody else's story: "
        "dates, minutes, a role, and what was agreed or tried."
    ),
    "log.date": N_("Date"),
    "log.minutes": N_("Minutes"),
    "log.with": N_("With whom"),
    "log.with-hint": N_("Initials or a role, never a full name"),
    "log.done": N_("Done"),
    "log.done-one": N_("Done: {date}"),
    "log.yes": N_("yes"),
    "log.no": N_("no"),
    "log.tools": N_("Change or remove"),
    "log.row": N_("The row you are writing"),
    "log.add": N_("Add a row"),
    "log.change": N_("Change"),
    "log.change-one": N_("Change the row of {date}"),
    "log.remove": N_("Remove"),
    "log.remove-one": N_("Remove the row of {date}"),
    "log.removed": N_("The row of {date} is removed. Undo brings it back."),
    "log.close": N_("Close this row"),
    "log.undo": N_("Undo"),
    "log.undone": N_("Undone: {rows}"),
    "log.nothing-written": N_("Nothing was written there, so no row was added."),
    "log.empty": N_("No rows yet."),
    "log.bad-date": N_("Choose a whole date. Until then the row keeps the one before."),
    "log.bad-minutes": N_("Whole minutes, 0 to 1440. Until then the row keeps the number before."),
    "log.short": N_("shorter than arranged"),
    "log.long": N_("longer than arranged"),
    "log.range": N_("{least} to {most}"),
    "log.arranged": N_("Arranged: {meetings} × {minutes} minutes"),
    "log.held": N_("So far: {done} of {all}, {minutes} of {range} minutes"),
    "log.sum": N_("Together: {rows}, {minutes}"),
    "log.download": N_("Download as a table (CSV)"),
}

PLURALS = {
    "rows": NN_("{n} row", "{n} rows"),
}
