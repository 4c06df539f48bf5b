"""The sentences of a timer for practice in threes."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_

STRINGS = {
    "triad.plan": N_("Rounds: {rounds}. Minutes of talk: {talk}. Minutes of feedback: {feedback}."),
    "triad.minute": N_("Minute {n}"),
    "triad.person": N_("Person {number}"),
    "triad.round": N_("Round {number} of {all}"),
    "triad.phase.talk": N_("{round}: talk"),
    "triad.phase.feedback": N_("{round}: feedback"),
    "triad.done": N_("All rounds are done."),
    "triad.moment.half": N_("Half of the time is over."),
    "triad.moment.minute": N_("The last minute."),
    "triad.moment.over": N_("Time. Stop, wherever you are."),
    "triad.start": N_("Start"),
    "triad.pause": N_("Pause"),
    "triad.paused": N_("Paused."),
    "triad.go-on": N_("Go on"),
    "triad.next.talk": N_("Next: round {number}"),
    "triad.next.feedback": N_("Next: feedback"),
    "triad.next.done": N_("Finish"),
    "triad.restart": N_("Back to the first round"),
    "triad.full": N_("Full screen"),
    "triad.small": N_("Leave full screen"),
    "triad.sound": N_("A soft tone when the time is over"),
}
