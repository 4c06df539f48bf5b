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
    # a conversation to rehearse
    "rehearse.you": N_("You"),
    "rehearse.ask": N_("What do you say?"),
    "rehearse.wait": N_("wait {all} seconds"),
    "rehearse.wait-said": N_("You say nothing, for {all} seconds."),
    "rehearse.waiting": N_("You say nothing."),
    "rehearse.count": N_("{done} of {all} seconds"),
    "rehearse.speak": N_("Speak after all"),
    "rehearse.own": N_("Say it in my own words"),
    "rehearse.own-label": N_("Your own words"),
    "rehearse.own-hint": N_("The lines are covered until you have written yours."),
    "rehearse.compare": N_("Compare with the lines"),
    "rehearse.lines": N_("Back to the lines"),
    "rehearse.nearest": N_("Which of these comes nearest to yours?"),
    "rehearse.change": N_("Change my words"),
    "rehearse.back": N_("Back one turn"),
    "rehearse.again": N_("Start again"),
    "rehearse.moved": N_("This conversation has been rewritten since. You go on from here."),
    "rehearse.review": N_("How it went"),
    "rehearse.below": N_("Below, turn by turn: what each line cost or gave, and a way back to try another."),
    "rehearse.end.good": N_("A good way through"),
    "rehearse.end.mixed": N_("Something gained, something left"),
    "rehearse.end.poor": N_("A door that stayed shut"),
    "rehearse.share": N_("Share of the words"),
    "rehearse.shares": N_("You {mine}, {who} {theirs}: {percent} per cent were yours."),
    "rehearse.stances": N_("What you were doing"),
    "rehearse.stance.telling": N_("Telling"),
    "rehearse.stance.together": N_("Thinking together"),
    "rehearse.stance.drawing": N_("Drawing out"),
    "rehearse.questions": N_("Your questions"),
    "rehearse.question.open": N_("Open"),
    "rehearse.question.closed": N_("Closed"),
    "rehearse.question.disguised": N_("Advice with a question mark"),
    "rehearse.question.none": N_("No question"),
    "rehearse.near": N_("Nearest line: {text}"),
    "rehearse.closed": N_("One more line opens here after something that was said, or left unsaid, before."),
    "rehearse.from-here": N_("Try again from here"),
    "rehearse.from-here-one": N_("Try again from here: {text}"),
    "rehearse.said": N_("{who}: {text}"),
    "rehearse.nothing": N_("Nothing has been said there."),
    # a timer for practice in threes
    "triad.plan": N_("Rounds: {rounds}. Minutes of talk: {talk}. Minutes of feedback: {feedback}."),
    "triad.minute": N_("Minute {n}"),
    "triad.person": N_("Person {number}"),
    "triad.round": N_("Round {number} of {all}"),
    "triad.phase.talk": N_("{round}: talk"),
    "triad.phase.feedback": N_("{round}: feedback"),
    "triad.done": N_("All rounds are done."),
    "triad.moment.half": N_("Half of the time is over."),
    "triad.moment.minute": N_("The last minute."),
    "triad.moment.over": N_("Time. Stop, wherever you are."),
    "triad.start": N_("Start"),
    "triad.pause": N_("Pause"),
    "triad.paused": N_("Paused."),
    "triad.go-on": N_("Go on"),
    "triad.next.talk": N_("Next: round {number}"),
    "triad.next.feedback": N_("Next: feedback"),
    "triad.next.done": N_("Finish"),
    "triad.restart": N_("Back to the first round"),
    "triad.full": N_("Full screen"),
    "triad.small": N_("Leave full screen"),
    "triad.sound": N_("A soft tone when the time is over"),
    # an agreement to draft, print and sign
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
    # a log of meetings or practice
    "log.never": N_(
        "Never notes about a child, and nobody else's story: "
        "dates, minutes, a role, and what was agreed or tried."
    ),
    "log.date": N_("Date"),
    "log.minutes": N_("Minutes"),
    "log.with": N_("With whom"),
    "log.with-hint": N_("Initials or a role, never a full name"),
    "log.done": N_("Done"),
    "log.done-one": N_("Done: {date}"),
    "log.yes": N_("yes"),
    "log.no": N_("no"),
    "log.tools": N_("Change or remove"),
    "log.row": N_("The row you are writing"),
    "log.add": N_("Add a row"),
    "log.change": N_("Change"),
    "log.change-one": N_("Change the row of {date}"),
    "log.remove": N_("Remove"),
    "log.remove-one": N_("Remove the row of {date}"),
    "log.removed": N_("The row of {date} is removed. Undo brings it back."),
    "log.close": N_("Close this row"),
    "log.undo": N_("Undo"),
    "log.undone": N_("Undone: {rows}"),
    "log.nothing-written": N_("Nothing was written there, so no row was added."),
    "log.empty": N_("No rows yet."),
    "log.bad-date": N_("Choose a whole date. Until then the row keeps the one before."),
    "log.bad-minutes": N_("Whole minutes, 0 to 1440. Until then the row keeps the number before."),
    "log.short": N_("shorter than arranged"),
    "log.long": N_("longer than arranged"),
    "log.range": N_("{least} to {most}"),
    "log.arranged": N_("Arranged: {meetings} × {minutes} minutes"),
    "log.held": N_("So far: {done} of {all}, {minutes} of {range} minutes"),
    "log.sum": N_("Together: {rows}, {minutes}"),
    "log.download": N_("Download as a table (CSV)"),
}
"""Key to English text."""

PLURALS: dict[str, tuple[str, str]] = {
    "words": NN_("{n} word", "{n} words"),
    "cards": NN_("{n} card", "{n} cards"),
    "points": NN_("{n} point", "{n} points"),
    "limits": NN_("{n} limit to tick", "{n} limits to tick"),
    "rows": NN_("{n} row", "{n} rows"),
    "seconds": NN_("{n} second of silence", "{n} seconds of silence"),
    "runs": NN_("Carried to an end {n} time", "Carried to an end {n} times"),
    "minutes": NN_("{n} minute", "{n} minutes"),
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
