"""The sentences of a conversation to rehearse."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    "rehearse.you": N_("You"),
    "rehearse.ask": N_("What do you say?"),
    "rehearse.wait": N_("wait {all} seconds"),
    "rehearse.wait-said": N_("You say nothing, for {all} seconds."),
    "rehearse.waiting": N_("You say nothing."),
    "rehearse.count": N_("{done} of {all} seconds"),
    "rehearse.speak": N_("Speak after all"),
    "rehearse.own": N_("Say it in my own words"),
    "rehearse.own-label": N_("Your own words"),
    "rehearse.own-hint": N_("The lines are covered until you have written yours."),
    "rehearse.compare": N_("Compare with the lines"),
    "rehearse.lines": N_("Back to the lines"),
    "rehearse.nearest": N_("Which of these comes nearest to yours?"),
    "rehearse.change": N_("Change my words"),
    "rehearse.back": N_("Back one turn"),
    "rehearse.again": N_("Start again"),
    "rehearse.moved": N_("This conversation has been rewritten since. You go on from here."),
    "rehearse.review": N_("How it went"),
    "rehearse.below": N_("Below, turn by turn: what each line cost or gave, and a way back to try another."),
    "rehearse.end.good": N_("A good way through"),
    "rehearse.end.mixed": N_("Something gained, something left"),
    "rehearse.end.poor": N_("A door that stayed shut"),
    "rehearse.share": N_("Share of the words"),
    "rehearse.shares": N_("You {mine}, {who} {theirs}: {percent} per cent were yours."),
    "rehearse.stances": N_("What you were doing"),
    "rehearse.stance.telling": N_("Telling"),
    "rehearse.stance.together": N_("Thinking together"),
    "rehearse.stance.drawing": N_("Drawing out"),
    "rehearse.questions": N_("Your questions"),
    "rehearse.question.open": N_("Open"),
    "rehearse.question.closed": N_("Closed"),
    "rehearse.question.disguised": N_("Advice with a question mark"),
    "rehearse.question.none": N_("No question"),
    "rehearse.near": N_("Nearest line: {text}"),
    "rehearse.closed": N_("One more line opens here after something that was said, or left unsaid, before."),
    "rehearse.from-here": N_("Try again from here"),
    "rehearse.from-here-one": N_("Try again from here: {text}"),
    "rehearse.said": N_("{who}: {text}"),
    "rehearse.nothing": N_("Nothing has been said there."),
}

PLURALS = {
    "runs": NN_("Carried to an end {n} time", "Carried to an end {n} times"),
    "seconds": NN_("{n} second of silence", "{n} seconds of silence"),
}
