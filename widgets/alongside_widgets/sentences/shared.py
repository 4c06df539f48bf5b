"""The sentences that every widget shares."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    # who can read an answer
    "sees.me": N_("Only you can read this"),
    "sees.shown": N_("Only you, and people you show it to"),
    "sees.trainer": N_("You and your trainer"),
    "sees.assessor": N_("You and the assessors, once you hand in"),
    "sees.shown+trainer": N_("You, your trainer, and people you show it to"),
    "sees.shown+assessor": N_("You, people you show it to, and the assessors once you hand in"),
    "sees.trainer+assessor": N_("You, your trainer, and the assessors once you hand in"),
    "sees.shown+trainer+assessor": N_(
        "You, your trainer, people you show it to, and the assessors once you hand in"
    ),
    # saving
    "state.idle": N_("Saves by itself"),
    "state.nothing-kept": N_("Nothing you type here is kept"),
    "state.typing": N_("Writing …"),
    "state.saving": N_("Saving …"),
    "state.saved": N_("Saved {time}"),
    "state.bad-browser": N_(
        "Not saved yet. {problem} Your answer is kept in this browser and is sent again."
    ),
    "state.bad-screen": N_(
        "Not saved yet. {problem} Your answer is kept on this screen: leave this page open."
    ),
    "save.unreachable": N_("Your desk does not answer."),
    "save.refused": N_("Your desk could not keep it."),
    "save.signed-out": N_(
        "Your desk is closed or you are signed out: open this page again in a new tab and go on there."
    ),
    "save.silent": N_("The module does not answer; open it again if this stays."),
    "save.browser-full": N_("This browser does not let the page keep anything."),
    # the same answer changed in two places
    "conflict.both": N_("This answer was also changed elsewhere, at {time}. Both versions are kept."),
    "conflict.show": N_("Show the other version"),
    "conflict.hide": N_("Hide the other version"),
    "conflict.take": N_("Use the other version"),
    "conflict.keep": N_("Go on with this one"),
    "conflict.kept": N_("You go on with the version in the box."),
    "conflict.taken": N_(
        "The other version is now in the box. The one before can be had back until you go on."
    ),
}

PLURALS = {
    "words": NN_("{n} word", "{n} words"),
    "points": NN_("{n} point", "{n} points"),
    "minutes": NN_("{n} minute", "{n} minutes"),
}
