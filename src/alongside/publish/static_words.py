"""What a page of the static edition says about the answers on it, for its script."""

from __future__ import annotations

from alongside.strings import _


def words() -> dict[str, str]:
    """Return the sentences by the names that `site/page.js` knows; counts stand where no plural is needed."""
    return {
        # in each box
        "box.idle": _("Stays on this page until you save it to a file"),
        "box.open": _("On this page only, not in a file yet"),
        "box.in-file": _("In your file"),
        # in the bar
        "nothing": _("Nothing is written on this page yet."),
        "unsaved": _("Answers not in a file yet: {n}"),
        "all-saved": _("Everything that you wrote is in your file."),
        "saved": _("Saved as {name}: your browser puts it among your downloads."),
        # after opening a file
        "came": _("Answers that came from the file: {n}."),
        "same": _("Already here: {n}."),
        "both": _("Different here: {n}. The later version is shown; the other is kept as well."),
        "homeless": _("Without a box on this page: {n}; kept for the next file that you save."),
        "unreadable": _("Damaged, and therefore left out: {n}; your file is as it was."),
        "units": _(
            "The file also holds answers to: {titles}. They will be in the next file that you save here."
        ),
        "empty": _("There is no answer in this file."),
        "swap": _("Use the other version"),
        # a file that is none
        "bad": _("This file was not opened: {why} Nothing was changed."),
        "bad.zip": _("it is a zip file. If it comes from a desk, bring it back at a desk."),
        "bad.other": _("it was not saved by a page of Alongside to be brought back."),
        "bad.newer": _("a newer version of Alongside made it."),
        "bad.damaged": _("it is damaged."),
        "bad.large": _("it is too large for a file of answers."),
    }
