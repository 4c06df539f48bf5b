"""An agreement as markdown: a page with room to write."""

from __future__ import annotations

from alongside.content.prompts.lists import bullets
from alongside.model.kinds import Agreement
from alongside.model.kinds.agreement import Clause


def lines(page: Agreement) -> list[str]:
    """Return the whole page, from the people to the signatures."""
    people = (f"{one.label.strip()}: ______" for one in page.people)
    limits = ["The limits, each to be said:", bullets(limit.text for limit in page.limits)]
    own_words = f"**{page.own_words.strip()}** ______"
    review = f"**We look at it again on** ______{f' *{page.review.strip()}*' if page.review else ''}"
    clauses = "\n".join(f"{n}. {_clause(one)}" for n, one in enumerate(page.fields, 1))
    signed = "Signed ______ and ______"
    return [f"**{page.title.strip()}**", bullets(people), clauses, *limits, own_words, review, signed]


def _clause(clause: Clause) -> str:
    words = (clause.hint.strip(), clause.suggested.strip())
    return " ".join([f"**{clause.label.strip()}.**", *(f"*{word}*" for word in words if word)])
