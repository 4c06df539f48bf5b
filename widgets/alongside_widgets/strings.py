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


def N_(text: str) -> str:
    """Mark `text` for translation."""
    return text


def NN_(one: str, other: str) -> tuple[str, str]:
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
    "state.bad-browser": N_(
        "Not saved yet. {problem} Your answer is kept in this browser and is sent again."
    ),
    "state.bad-screen": N_(
        "Not saved yet. {problem} Your answer is kept on this screen: leave this page open."
    ),
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
    "conflict.taken": N_(
        "The other version is now in the box. The one before can be had back until you go on."
    ),
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
    # a knowledge check
    "check.choose": N_("Choose …"),
    "check.match-with": N_("Match each with one of these:"),
    "check.pair": N_("{text} → {target}"),
    "check.numbered": N_("{place}. {text}"),
    "check.nothing": N_("Nothing is chosen there."),
    "check.up": N_("Move up"),
    "check.up-one": N_("Move up: {text}"),
    "check.down": N_("Move down"),
    "check.down-one": N_("Move down: {text}"),
    "check.aside": N_("Lay aside"),
    "check.aside-one": N_("Lay aside: {text}"),
    "check.back": N_("Put back"),
    "check.back-one": N_("Put back: {text}"),
    "check.as-is": N_("I would leave them in this order"),
    "check.spare": N_("Does not belong"),
    "check.spare-empty": N_("Nothing is laid aside."),
    "check.placed": N_("Now place {place} of {all}: {text}"),
    "check.laid-aside": N_("Laid aside: {text}"),
    "check.how-sure": N_("How sure are you?"),
    "check.how-sure-graded": N_("How sure are you? This does not count."),
    "check.sure-1": N_("A guess"),
    "check.sure-2": N_("Fairly sure"),
    "check.sure-3": N_("Sure"),
    "check.look": N_("Check my answer"),
    "check.look-again": N_("Show the reasons again"),
    "check.close": N_("Close the reasons"),
    "check.waiting": N_("Answer first, then see the reasons."),
    "check.single.chosen-right": N_("You chose this, and it is right."),
    "check.single.chosen-wrong": N_("You chose this. It is not the one."),
    "check.single.left-right": N_("This is the one."),
    "check.single.left-wrong": N_("Not this one."),
    "check.multiple.chosen-right": N_("You chose this, and it belongs."),
    "check.multiple.chosen-wrong": N_("You chose this. It does not belong."),
    "check.multiple.left-right": N_("You left this out. It belongs."),
    "check.multiple.left-wrong": N_("You left this out, rightly."),
    "check.match.same": N_("Right."),
    "check.match.other": N_("We would choose: {target}"),
    "check.order.same-place": N_("Place {ours}, as in our order."),
    "check.order.same-spare": N_("Laid aside, rightly."),
    "check.order.place-place": N_("Place {yours} with you, place {ours} in our order."),
    "check.order.place-spare": N_("Place {yours} with you. We would lay it aside."),
    "check.order.spare-place": N_("You laid it aside. It is number {ours} in our order."),
    "check.our-order": N_("Our order:"),
    "check.all-same": N_("Right: your answer is the same as ours."),
    "check.single.other": N_("Not this time. Each answer above has its reason."),
    "check.some-same": N_("The same as ours in {done} of {all}. The reasons stand above."),
    "check.sure-but": N_("You were sure. What made you sure? That thought deserves a second look."),
    "check.guess-but": N_("You called it a guess, and it came out right. Do the reasons match your own?"),
    "check.unanswered": N_("Not answered yet."),
    "check.recording": N_("Not recorded yet."),
    "check.recorded": N_("Recorded. It is marked once you hand in, and only then do assessors see it."),
    # cards to sort
    "sort.start": N_("Still to lay"),
    "sort.disputed": N_("We disagree about these"),
    "sort.disputed-hint": N_("Working alone? Lay here what you could argue both ways."),
    "sort.how": N_("Choose a card, then its pile; or drag it there."),
    "sort.how-keys": N_("On a keyboard: Enter picks a card up, a number lays it."),
    "sort.card": N_("Card {number}"),
    "sort.lay-in": N_("Lay card {number} in"),
    "sort.put-back": N_("Back to the cards still to lay"),
    "sort.all-laid": N_("Every card is laid."),
    "sort.said": N_("Card {number} laid in {pile}, {left} left"),
    "sort.said-back": N_("Card {number} put back, {left} left"),
    "sort.undo": N_("Undo"),
    "sort.undone": N_("Undone, {left} left"),
    "sort.look": N_("Compare with our reading"),
    "sort.look-again": N_("Show our reading again"),
    "sort.close": N_("Close our reading"),
    "sort.waiting": N_("Lay every card first."),
    "sort.same": N_("Here we agree."),
    "sort.same-also": N_("Here we agree. You could also defend: {places}"),
    "sort.other": N_("We would choose: {places}"),
    "sort.open": N_("You keep this one open, which is fine. We lean to: {places}"),
    "sort.open-both": N_("You keep this one open, and so do we: {places}"),
    "sort.no-reading": N_("We have no settled place for this one."),
    "sort.totals": N_("Where we would lay them: {same} · Kept open: {open} · Elsewhere: {other}"),
    "sort.one-reading": N_("Ours is one reading. A card that you can argue for may stay where it lies."),
}
"""Key to English text."""

PLURALS: dict[str, tuple[str, str]] = {
    "words": NN_("{n} word", "{n} words"),
    "cards": NN_("{n} card", "{n} cards"),
    "points": NN_("{n} point", "{n} points"),
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
    """Return every text of the widgets in `lang`, English where one is not translated, and `lang`."""
    catalogue = _translations(lang)
    texts = {key: catalogue.gettext(text) for key, text in STRINGS.items()}
    samples = _SAMPLES | {"many": _MANY.get(lang[:2], _SAMPLES["many"])}
    for key, (one, other) in PLURALS.items():
        texts |= {f"{key}.{form}": catalogue.ngettext(one, other, n) for form, n in samples.items()}
    return {**texts, "lang": lang}
