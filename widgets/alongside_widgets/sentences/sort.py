"""The sentences of cards to sort."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    "sort.start": N_("Still to lay"),
    "sort.disputed": N_("We disagree about these"),
    "sort.disputed-hint": N_("Working alone? Lay here what you could argue both ways."),
    "sort.how": N_("Choose a card, then its pile; or drag it there."),
    "sort.how-keys": N_("On a keyboard: Enter picks a card up, a number lays it."),
    "sort.card": N_("Card {number}"),
    "sort.lay-in": N_("Lay card {number} in"),
    "sort.put-back": N_("Back to the cards still to lay"),
    "sort.all-laid": N_("Every card is laid."),
    "sort.said": N_("Card {number} laid in {pile}, {left} left"),
    "sort.said-back": N_("Card {number} put back, {left} left"),
    "sort.undo": N_("Undo"),
    "sort.undone": N_("Undone, {left} left"),
    "sort.look": N_("Compare with our reading"),
    "sort.look-again": N_("Show our reading again"),
    "sort.close": N_("Close our reading"),
    "sort.waiting": N_("Lay every card first."),
    "sort.same": N_("Here we agree."),
    "sort.same-also": N_("Here we agree. You could also defend: {places}"),
    "sort.other": N_("We would choose: {places}"),
    "sort.open": N_("You keep this one open, which is fine. We lean to: {places}"),
    "sort.open-both": N_("You keep this one open, and so do we: {places}"),
    "sort.no-reading": N_("We have no settled place for this one."),
    "sort.totals": N_("Where we would lay them: {same} · Kept open: {open} · Elsewhere: {other}"),
    "sort.one-reading": N_("Ours is one reading. A card that you can argue for may stay where it lies."),
}

PLURALS = {
    "cards": NN_("{n} card", "{n} cards"),
}
