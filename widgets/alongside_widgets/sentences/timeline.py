"""The sentences of a timeline: minutes of a conversation, or months."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    "timeline.names": N_("Names do not belong here: no person, no school, no child."),
    "timeline.minute": N_("Minute {number}"),
    "timeline.month": N_("Month {number}"),
    "timeline.head.minute": N_("Minute"),
    "timeline.head.month": N_("Month"),
    "timeline.note": N_("In a few words"),
    "timeline.of": N_("{stretch}: {what}"),
    "timeline.meaning": N_("What the words mean"),
    # by hand
    "timeline.hand": N_("Fill in by hand"),
    "timeline.or-hand": N_("Or fill in by hand"),
    "timeline.how": N_(
        "Press what fits, and press again to take it back. What you did not notice stays empty."
    ),
    "timeline.how-keys": N_(
        "On a keyboard: the arrows move, a letter or its number chooses, Delete empties."
    ),
    "timeline.parts.minute": N_("Which minutes"),
    "timeline.parts.month": N_("Which months"),
    "timeline.part": N_("{first} to {last}"),
    # while it runs
    "timeline.live": N_("Note while it runs"),
    "timeline.live-how": N_(
        "Start when the conversation starts. The minute moves on by itself, without a sound; "
        "you press what you notice."
    ),
    "timeline.start": N_("Start the clock"),
    "timeline.start-at": N_("Go on at minute {number}"),
    "timeline.now": N_("Minute {number} of {all}"),
    "timeline.left": N_("{time} left of this minute"),
    "timeline.pause": N_("Pause"),
    "timeline.go-on": N_("Go on"),
    "timeline.paused": N_("Paused"),
    "timeline.mend": N_("Back to minute {number}"),
    "timeline.mending": N_("You are mending minute {number}"),
    "timeline.present": N_("On to minute {number}"),
    "timeline.end": N_("End the clock"),
    "timeline.over": N_("The time is over."),
    # the whole
    "timeline.whole": N_("The whole"),
    "timeline.none": N_("Nothing is noted yet."),
    "timeline.chart": N_("The whole as strips. The table says the same in words."),
    "timeline.table": N_("Show the same as a table"),
    "timeline.table-hide": N_("Hide the table"),
    "timeline.noted": N_("{noted} of {all} noted"),
    "timeline.sum": N_("{option}: {count} of {noted} noted; longest run: {run}"),
    "timeline.sum-none": N_("{option}: in none of them"),
    # on paper
    "timeline.paper": N_("Ring one letter in each place. What you did not notice stays empty."),
}

PLURALS = {
    "months": NN_("{n} month", "{n} months"),
}
