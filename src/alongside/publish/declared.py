"""What a candidate declared about help with the writing, in words, for assessors and on the feedback."""

from __future__ import annotations

from alongside.model.handin import Declared, Helper
from alongside.strings import _


def helper_names() -> dict[Helper, str]:
    """Return what each sort of help is called."""
    return {
        "person": _("somebody who read it or talked it over with me"),
        "language": _("a tool for spelling or translation"),
        "ai": _("a program that writes or rewrites text (AI)"),
        "other": _("something else"),
    }


def declared_in_words(declared: Declared | None) -> str:
    """Return one sentence: what was declared, that there was no help, or that nothing was declared."""
    if declared is None:
        return _("Nothing was declared about help.")
    names = helper_names()
    told = "; ".join(names[one] for one in dict.fromkeys(declared.by))
    if not told:
        return _("Declared: written without help.")
    return _("Declared as help: {helpers}.").format(helpers=told)
