"""The sentences of an if-then plan."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_

STRINGS = {
    # the plan that was made before
    "plan.before": N_("The plan you made before"),
    "plan.before-none": N_(
        "No plan of yours from before is kept here, so there is nothing to look back at. Begin below."
    ),
    "plan.before-elsewhere": N_(
        "Your plan from before cannot be shown on this page. Look it up where you wrote it, "
        "or take it as you remember it."
    ),
    "plan.before-paper": N_("I made one elsewhere, on paper for instance"),
    "plan.became": N_("What became of it?"),
    "plan.became.did": N_("I did it"),
    "plan.became.partly": N_("Partly"),
    "plan.became.not-yet": N_("Not yet"),
    "plan.became.dropped": N_("I let it go"),
    "plan.clear": N_("Clear"),
    "plan.learnt": N_("What did you learn from it?"),
    "plan.learnt.did": N_("What happened then, and what did you learn?"),
    "plan.learnt.partly": N_("Which part went as planned, and what would help with the rest?"),
    "plan.learnt.not-yet": N_("What got in the way?"),
    "plan.learnt.dropped": N_("What made you let it go?"),
    "plan.kind.did": N_("One thing that you saw or heard is enough."),
    "plan.kind.partly": N_("A part is more than nothing. The next plan can start from there."),
    "plan.kind.not-yet": N_(
        "Days rarely go as planned. What got in the way is worth knowing for the next plan."
    ),
    "plan.kind.dropped": N_("To let a plan go can be the right decision."),
    "plan.next": N_("Your next plan"),
    # the plan
    "plan.cue": N_("If or when …"),
    "plan.action": N_("then I …"),
    "plan.examples": N_("Examples. Take one and change it:"),
    "plan.date": N_("Date"),
    "plan.time": N_("Time"),
    "plan.place": N_("Where"),
    "plan.open": N_("Your plan is read back here as soon as these are filled in: {what}"),
    "plan.empty": N_("Nothing is written there."),
    # the plan read back; words in lists, in small letters, are those that people begin a field with
    "plan.read-back": N_("Your plan, read back"),
    "plan.words-cue": N_(
        "if|when|whenever|as soon as|after|before|once|each time|every time|the next time|next time|while"
    ),
    "plan.words-then": N_("then"),
    "plan.words-me": N_("i|i'll|i'm|i'd|we|we'll|my"),
    "plan.words-place": N_(
        "in|at|on|by|near|beside|behind|outside|inside|over|under|between|from|during|with|online"
    ),
    "plan.if": N_("If {cue}"),
    "plan.then": N_("{cue}, then {action}"),
    "plan.then-me": N_("{cue}, then I {action}"),
    "plan.then-said": N_("{cue}, {action}"),
    "plan.on": N_("on {day}"),
    "plan.on-at": N_("on {day} at {time}"),
    "plan.in": N_("in {place}"),
    "plan.whole": N_("{plan}; {moment}."),
    "plan.past": N_("This moment has passed."),
    "plan.reminder": N_("Download a reminder for my calendar"),
    "plan.reminder-hint": N_(
        "A small file for your own calendar: open it, and the calendar takes it in. "
        "Nothing is sent from here. Whoever can look into your calendar may read it there."
    ),
    "plan.downloaded": N_("The reminder is among your downloads."),
}
