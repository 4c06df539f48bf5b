"""What pages of the room say about answers, for their scripts."""

from __future__ import annotations

from alongside.publish.static_words import words as words_of_files
from alongside.strings import _


def words() -> dict[str, str]:
    """Return the sentences by the names that the scripts know; counts stand where no plural is needed."""
    return words_of_files() | {
        "nothing": _("You have not written anything in this browser yet."),
        "unsaved": _("Kept in this browser. Not in a file yet: {n}"),
        "all-saved": _("Kept in this browser, and in your file."),
        "came": _("Answers that came from the file: {n}."),
        "same": _("Already here: {n}."),
        "both": _("Different here: {n}. The later version is shown; the other is kept as well."),
        "full": _(
            "This browser keeps nothing: it is full, or set to keep nothing (a private window does so)."
        ),
        "bad.zip": _("it is a zip file that was not saved by a desk of Alongside."),
        "bad.old": _("this browser is too old to open zip files. Bring it back at a desk."),
        "bad.damaged": _("it is damaged."),
        "answered": _("Answered here: {n}"),
        "erase.sure": _("Erase everything that you wrote in this browser? What is in no file is then gone."),
        "erased": _("Everything that you wrote was erased from this browser."),
        "empty-place": _("nothing is written here"),
        "missing": _("Places still empty: {n}. You may hand in all the same."),
        "full-house": _("Everything is answered."),
        "no-pieces": _("You have not written anything yet that could go along."),
        "sending": _("Handing in …"),
        "unreachable": _(
            "The trainer's computer does not answer, so nothing was handed in. Your answers are kept in this "
            "browser. Try again in a moment, or save them to a file and give that to your trainer."
        ),
        "covers": _("It covers what goes along, too. Files: {n}."),
        "handed-in": _("Handed in at {when}. Answers in it: {n}."),
    }
