"""The sentences of own ratings beside assessors' levels."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    "compare.competence": N_("Competence"),
    "compare.mine": N_("How I rated myself"),
    "compare.theirs": N_("What assessors gave"),
    "compare.mine-in": N_("How I rated myself: {where}"),
    "compare.now": N_("Now"),
    "compare.when-where": N_("{when}, {where}"),
    "compare.said": N_("{when}: {said}"),
    "compare.nothing": N_("nothing yet"),
    # where the figures come from
    "compare.sources": N_(
        "Your own ratings come from these self-assessments, as they stood when you opened this page: {where}"
    ),
    "compare.no-own": N_(
        "You have not rated yourself on these competences yet. The self-assessments that count here stand "
        "in: {where}. Fill one in and keep the profile there, "
        "and it appears here when you open this page again."
    ),
    "compare.elsewhere": N_(
        "Your own ratings cannot be read on this page. At your own desk they appear here by themselves, "
        "from the self-assessments you filled in."
    ),
    "compare.my-scale": N_("My scale: {scale}"),
    "compare.their-scale": N_("The assessors' scale: {scale}"),
    # the charts
    "compare.charts": N_("Over time"),
    "compare.marks": N_(
        "Dots are your own ratings, a ring is how you see it now, squares are assessors' levels. "
        "The two scales are different: compare the direction, not the height."
    ),
    "compare.chart-of": N_("{competence}. How I rated myself: {mine}. What assessors gave: {theirs}."),
    # levels from letters
    "compare.letters": N_("Levels from your letters"),
    "compare.no-letters": N_(
        "No levels yet. They stand in the letter that you get after an assessment. Copy them in here, "
        "one for each competence."
    ),
    "compare.row": N_("{competence}: {level}"),
    "compare.add": N_("Add a level from a letter"),
    "compare.writing": N_("The level you are copying in"),
    "compare.date": N_("Date of the letter"),
    "compare.bad-date": N_("Choose a whole date. Until then the row keeps the one before."),
    "compare.level": N_("Level"),
    "compare.choose": N_("Choose a level"),
    "compare.next": N_("Next level from this letter"),
    "compare.close": N_("Close this row"),
    "compare.change": N_("Change"),
    "compare.change-one": N_("Change {competence} of {date}"),
    "compare.remove": N_("Remove"),
    "compare.remove-one": N_("Remove {competence} of {date}"),
    "compare.removed": N_("The level is removed. Undo brings it back."),
    "compare.undo": N_("Undo"),
    "compare.undone": N_("Undone: {rows}"),
    "compare.no-level": N_("No level was chosen there, so no row was added."),
    "compare.full": N_("No more levels fit in here. Remove older ones first."),
    "compare.note": N_("What I make of the difference"),
    "compare.no-version": N_("Nothing is written there."),
}

PLURALS = {
    "levels": NN_("{n} level", "{n} levels"),
}
