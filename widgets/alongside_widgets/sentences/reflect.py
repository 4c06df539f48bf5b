"""The sentences of a box to write in."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_

STRINGS = {
    "reflect.suggested": N_("about {words} suggested"),
    "reflect.criteria": N_("What assessors look for"),
    "reflect.must": N_("must be met"),
    "reflect.empty": N_("Nothing is written there."),
}
