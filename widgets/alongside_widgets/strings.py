"""Every sentence that a widget shows, in English, and its translation for the front end.

Extract with the keywords `N_` and `NN_:1,2`. The front end gets plain data and picks a plural form by the
plural categories of the Unicode CLDR, which browsers know (`Intl.PluralRules`); gettext counts differently.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "alongside-widgets"
LOCALE_DIR = Path(__file__).parent / "locale"


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark `text` for translation."""
    return text


def NN_(one: str, other: str) -> tuple[str, str]:  # noqa: N802
    """Mark a text that counts something, with `{n}`, for translation."""
    return one, other


STRINGS: dict[str, str] = {
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
    "state.bad-browser": N_("Not saved yet. {problem} Your answer is kept in this browser and is sent again."),
    "state.bad-screen": N_("Not saved yet. {problem} Your answer is kept on this screen: leave this page open."),
    "save.unreachable": N_("Your desk does not answer."),
    "save.refused": N_("Your desk could not keep it."),
    "save.signed-out": N_("You are signed out: open this page again in a new tab and sign in."),
    "save.silent": N_("The module does not answer; open it again if this stays."),
    "save.browser-full": N_("This browser does not let the page keep anything."),
    # the same answer changed in two places
    "conflict.both": N_("This answer was also changed elsewhere, at {time}. Both versions are kept."),
    "conflict.show": N_("Show the other version"),
    "conflict.hide": N_("Hide the other version"),
    "conflict.take": N_("Use the other version"),
    "conflict.keep": N_("Go on with this one"),
    "conflict.kept": N_("You go on with the version in the box."),
    "conflict.taken": N_("The other version is now in the box. The one before can be had back until you go on."),
    # a box to write in
    "reflect.suggested": N_("about {words} suggested"),
    "reflect.criteria": N_("What assessors look for"),
    "reflect.must": N_("must be met"),
    "reflect.empty": N_("Nothing is written there."),
    # a self-assessment
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
    "rate.kept-once": N_("Profile kept on {date}. Change your ratings later, and the two appear here side by side."),
    "rate.over-time": N_("Your profiles over time"),
    "rate.chart": N_("Chart"),
    "rate.table": N_("Table"),
    "rate.show-as": N_("Show as"),
    "rate.now": N_("Now"),
    "rate.scale": N_("Scale"),
    "rate.point": N_("{when}: {value}"),
}
"""Key to English text."""

PLURALS: dict[str, tuple[str, str]] = {
    "words": NN_("{n} word", "{n} words"),
}
"""Key to the English singular and plural; the front end gets `words.one`, `words.other` and so on."""

_SAMPLES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
"""A number of each plural category, right for the languages of Europe but for the two below."""
_MANY = {"ga": 8, "cy": 6}
"""What "many" is in Irish and Welsh."""


@cache
def _translations(lang: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, [lang], fallback=True)


def widget_strings(lang: str = "en") -> dict[str, str]:
    """Return every text of the widgets in `lang` (English where there is no translation), and `lang` itself."""
    catalogue = _translations(lang)
    texts = {key: catalogue.gettext(text) for key, text in STRINGS.items()}
    samples = _SAMPLES | {"many": _MANY.get(lang.split("_")[0].split("-")[0], _SAMPLES["many"])}
    for key, (one, other) in PLURALS.items():
        texts |= {f"{key}.{form}": catalogue.ngettext(one, other, n) for form, n in samples.items()}
    return {**texts, "lang": lang}
