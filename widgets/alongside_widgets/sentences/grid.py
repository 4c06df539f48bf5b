"""The sentences of moments to place in a field."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    "grid.how": N_("Drag a card into the field. Or choose the card, then tap the field or a corner."),
    "grid.how-keys": N_(
        "On a keyboard: Enter picks a card up, arrows move it (with Shift by a little), "
        "Enter lays it, Escape puts it back."
    ),
    "grid.field": N_("The field: {across} goes across, {up} goes up"),
    "grid.cards": N_("The moments"),
    "grid.card": N_("Card {number}"),
    "grid.disc": N_("Card {number}: {place}"),
    "grid.lay": N_("Lay card {number} in"),
    "grid.end": N_("{axis}: {end}"),
    "grid.ends": N_("{up}, {across}"),
    "grid.at": N_("{up}, {across}: {corner}"),
    "grid.at-line": N_("{end}, {between}"),
    "grid.between": N_("between {one} and {other}"),
    "grid.middle": N_("in the middle"),
    "grid.middle-choice": N_("In the middle"),
    "grid.not-laid": N_("not laid yet"),
    "grid.take-off": N_("Take it off the field"),
    "grid.none-in-hand": N_("No card is picked up."),
    "grid.tap": N_("Tap the field where it belongs."),
    "grid.said": N_("Card {number} laid: {place}. Still to lay: {left}"),
    "grid.moved": N_("{place}. Across {across}, up {up} of 100"),
    "grid.put-back": N_("Card {number} put back"),
    "grid.taken-off": N_("Card {number} taken off the field"),
    "grid.undo": N_("Undo"),
    "grid.undone": N_("Undone"),
    "grid.own-label": N_("One of your own"),
    "grid.own-hint": N_("What was said or done? No names."),
    "grid.own-empty": N_("One of your own, not written yet"),
    "grid.own-full": N_("No room for more of your own"),
    "grid.remove": N_("Remove this one"),
    "grid.removed": N_("Card {number} is removed. Undo brings it back."),
    "grid.table": N_("Show as a table"),
    "grid.no-table": N_("Hide the table"),
    "grid.caption": N_("Where each moment lies, from {low} (low) to {high} (high)"),
    "grid.moment": N_("Moment"),
    "grid.where": N_("Where"),
    "grid.nothing": N_("No moment is laid."),
    "grid.look": N_("Compare with our reading"),
    "grid.look-again": N_("Show our reading again"),
    "grid.close": N_("Close our reading"),
    "grid.waiting": N_("Lay every card first."),
    "grid.same": N_("Here we agree."),
    "grid.same-also": N_("Here we agree. You could also defend: {places}"),
    "grid.both-between": N_("You keep this one between, and so do we: {places}"),
    "grid.you-between": N_("You keep this one between, which is fine. We lean to: {places}"),
    "grid.other": N_("We would lay it in: {places}"),
    "grid.no-reading": N_("We have no settled corner for this one."),
    "grid.totals": N_("Where we would lay them: {same} · Between: {between} · Elsewhere: {other}"),
    "grid.one-reading": N_("Ours is one reading. A card that you can argue for may stay where it lies."),
    "grid.on-paper": N_("Write the number of each moment where it belongs."),
    "grid.own-on-paper": N_("One of your own:"),
}

PLURALS = {
    "own-moments": NN_("Add one of your own ({n} more)", "Add one of your own ({n} more)"),
}
