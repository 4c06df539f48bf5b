"""The sentences of lines to mark."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    "markup.how": N_("Read a line, then choose its mark. The same mark again takes it off."),
    "markup.how-several": N_("Read a line, then choose one mark or more. The same mark again takes it off."),
    "markup.how-keys": N_("On a keyboard: arrows go from line to line, a number marks the line."),
    "markup.legend": N_("The marks"),
    "markup.line": N_("Line {number}"),
    "markup.who": N_("{who}:"),
    "markup.marked": N_("Marked: {marks}"),
    "markup.unmarked": N_("Not marked yet"),
    "markup.said": N_("Line {number}: {mark}"),
    "markup.said-off": N_("Line {number}: {mark} taken off"),
    "markup.strike": N_("Strike the words that make it so: {marks}"),
    "markup.rewrite": N_("The line anew, without them"),
    "markup.rewrite-hint": N_("What can be said when those words are gone?"),
    "markup.on-paper": N_(
        "Where it is {marks}: strike the words that make it so, and write the line anew below it."
    ),
    "markup.struck": N_("struck: {words}"),
    "markup.nothing": N_("No line is marked."),
    "markup.look": N_("Compare with our reading"),
    "markup.look-again": N_("Show our reading again"),
    "markup.close": N_("Close our reading"),
    "markup.waiting": N_("Mark every line first."),
    "markup.same": N_("Here we agree."),
    "markup.same-also": N_("Here we agree. Opinions may differ; you could also defend: {marks}"),
    "markup.part": N_("Here we agree in part: {shared}"),
    "markup.other": N_("We would mark it: {marks}"),
    "markup.no-reading": N_("We have no settled mark for this one."),
    "markup.word": N_("“{word}”"),
    "markup.both-struck": N_("Struck by you and by us: {words}."),
    "markup.we-too": N_("We would strike these too: {words}."),
    "markup.we-strike": N_("We would strike: {words}."),
    "markup.you-too": N_("You also struck {words}; we would let that stand."),
    "markup.one-way": N_("One way to say it:"),
    "markup.one-reading": N_("Ours is one reading. A mark that you can argue for may stay."),
}

PLURALS = {
    "lines-marked": NN_("{done} of {n} line marked", "{done} of {n} lines marked"),
    "lines-agreed": NN_("We agree on {same} of {n} line.", "We agree on {same} of {n} lines."),
    "lines-in-part": NN_("On {n} more we agree in part.", "On {n} more we agree in part."),
}
