"""The sentences of a self-assessment."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_

STRINGS = {
    "rate.statement": N_("Statement"),
    "rate.answered": N_("{done} of {all} answered"),
    "rate.clear": N_("Clear"),
    "rate.clear-one": N_("Clear the answer to: {text}"),
    "rate.cleared": N_("Cleared: {text}"),
    "rate.unrated": N_("no answer"),
    "rate.keep": N_("Keep this profile"),
    "rate.keep-why": N_("so that you can compare it with a later one"),
    "rate.kept-now": N_("Profile of {date} kept."),
    "rate.kept-already": N_("This profile is already kept."),
    "rate.kept-once": N_(
        "Profile kept on {date}. Change your ratings later, and the two appear here side by side."
    ),
    "rate.over-time": N_("Your profiles over time"),
    "rate.chart": N_("Chart"),
    "rate.table": N_("Table"),
    "rate.show-as": N_("Show as"),
    "rate.now": N_("Now"),
    "rate.scale": N_("Scale"),
    "rate.point": N_("{when}: {value}"),
}
