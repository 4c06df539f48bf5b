"""What the marking desk says: why something was not entered, and what passes and waiting are called."""

from __future__ import annotations

from alongside.grading.marking import Outcome
from alongside.strings import _, ngettext


def problems_of(outcome: Outcome) -> dict[str, str]:
    """Return why each criterion that was not entered was not."""
    evidence = _(
        "Write the evidence first: one sentence on what in the text shows it. Then choose the level."
    )
    level = _("The sentence is kept as a draft. Choose a level as well, then it is entered.")
    return {
        **dict.fromkeys(outcome.no_evidence, evidence),
        **dict.fromkeys(outcome.no_level, level),
        **dict.fromkeys(outcome.beyond, beyond()),
        **dict.fromkeys(outcome.stale, stale()),
    }


def stale() -> str:
    """Return what is said where somebody else was quicker."""
    return _(
        "Something was entered here since this page was loaded. It stands above; what you wrote is in the "
        "boxes and not entered. Read both, then save again if yours shall take its place."
    )


def beyond() -> str:
    """Return what is said where two would settle on a level that neither of them has given."""
    return _(
        "What you settle on is one of your two levels. If you both think otherwise by now, the chair of the "
        "panel decides with a reason."
    )


def newer_text() -> str:
    """Return what is said where the candidate handed in again."""
    return _(
        "The candidate has handed in a new text since this page was loaded. Nothing was entered. Your "
        "sentences are still in the boxes: read the new text, change them where needed, and save."
    )


def not_all(entered: int, left: int) -> str:
    """Return how much was entered and how much was not."""
    first = ngettext("{n} criterion is entered.", "{n} criteria are entered.", entered).format(n=entered)
    second = ngettext("{n} is not yet: see below.", "{n} are not yet: see below.", left).format(n=left)
    return f"{first} {second}"


def wait_names() -> dict[str, str]:
    """Return what each way of waiting is called."""
    return {
        "open": _("waits for your mark"),
        "second": _("waits for a second assessor"),
        "settle": _("to be settled"),
        "taken": _("marked by two others"),
        "others": _("not given to you"),
        "decided": _("decided"),
        "unreadable": _("cannot be read"),
    }


def pass_names() -> dict[str, str]:
    """Return what each pass is called."""
    return {
        "first": _("first mark"),
        "second": _("second mark"),
        "third": _("third mark"),
        "agreed": _("agreed"),
        "override": _("decided by one person"),
        "anchor": _("first mark"),  # an example that is laid among the answers looks like one of them
    }


def no_reason() -> str:
    """Return what is missing where the chair decides without a reason or a level."""
    return _("Write the reason, then choose the level: both stand on the record.")
