"""The sentences of an agreement to draft, print and sign."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    "agreement.people-hint": N_("Initials or a role are enough"),
    "agreement.limits": N_("The limits of confidentiality"),
    "agreement.must": N_("must be there"),
    "agreement.limits-how": N_(
        "Tick each limit once you could say it aloud. Then say them all in your own words."
    ),
    "agreement.take": N_("Begin with these words"),
    "agreement.take-one": N_("Begin with these words: {label}"),
    "agreement.review": N_("We look at this again on"),
    "agreement.ready": N_("Ready to read together"),
    "agreement.unready": N_("Back to drafting"),
    "agreement.missing": N_("Before it is ready to read together: {what}"),
    "agreement.own-words": N_("the limits in your own words"),
    "agreement.complete": N_("The limits are all there. Whatever else is empty you can fill in together."),
    "agreement.not-yet": N_(
        "Not quite yet. The limits come first: somebody may rely on this page. Here is where it goes on."
    ),
    "agreement.ready-now": N_(
        "Ready to read together. Read it aloud to each other, change what either of you would not say, "
        "then print it and sign it both."
    ),
    "agreement.unready-now": N_("Back to drafting."),
    "agreement.no-longer": N_("A limit is missing now, so the page is a draft again."),
    "agreement.ticked": N_("{done} of {all} ticked"),
    "agreement.print": N_("Print this page"),
    "agreement.draft": N_("A draft: not yet ready to read together"),
    "agreement.signature": N_("Signature"),
    "agreement.date": N_("Date"),
}

PLURALS = {
    "limits": NN_("{n} limit to tick", "{n} limits to tick"),
}
