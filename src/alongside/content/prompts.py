"""The prompt of a response as markdown, as it stands above its cell: on a code host, unrun, on paper.

The notebook and its data file must say the same; `alongside check --fix` writes this text.
"""

from __future__ import annotations

from alongside.model.scenario import Line, Scenario, offered
from alongside.model.unit import (
    Agreement,
    AnyResponse,
    Check,
    Clause,
    Log,
    Rating,
    Reflection,
    Rehearsal,
    Sort,
    Triad,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def prompt_markdown(response: AnyResponse) -> str:
    """Return the markdown of a response: its prompt, hint and everything there is to choose from."""
    parts = [f"**{response.prompt.strip()}**"]
    if response.hint:
        parts.append(f"*{response.hint.strip()}*")
    match response:
        case Reflection():
            parts += _criteria(response)
        case Rating():
            parts += [_scale(response), _bullets(item.text for item in response.items)]
        case Check():
            parts += _options(response)
        case Sort():
            parts += _cards(response)
        case Agreement():
            parts += _agreement(response)
        case Log():
            parts += _log(response)
        case Rehearsal():
            parts += _opening(response.scenario)
        case Triad():
            parts += _rounds(response)
    return "\n\n".join(part for part in parts if part)


def _bullets(lines: object) -> str:
    return "\n".join(f"- {line.strip()}" for line in lines)  # type: ignore[attr-defined]


def _scale(rating: Rating) -> str:
    return "Scale: " + ", ".join(f"{point.value} {point.label}" for point in rating.scale) + "."


def _criteria(task: Reflection) -> list[str]:
    if not task.criteria:
        return []
    lines = (f"{c.text.strip()}{' (must be met)' if c.must else ''}" for c in task.criteria)
    return ["What assessors look for:", _bullets(lines)]


def _options(check: Check) -> list[str]:
    lines = [f"{LETTERS[n]}. {option.text.strip()}" for n, option in enumerate(check.options)]
    if not check.targets:
        return [_bullets(lines)]
    return [_bullets(lines), "Match each with one of these:", _bullets(t.text for t in check.targets)]


def _cards(sort: Sort) -> list[str]:
    groups = (f"**{g.title.strip()}**{': ' + g.hint.strip() if g.hint else ''}" for g in sort.groups)
    return [
        "Lay the cards under:",
        _bullets(groups),
        "The cards:",
        _bullets(card.text for card in sort.cards),
    ]


def _agreement(page: Agreement) -> list[str]:
    people = (f"{one.label.strip()}: ______" for one in page.people)
    limits = ["The limits, each to be said:", _bullets(limit.text for limit in page.limits)]
    own_words = f"**{page.own_words.strip()}** ______"
    review = f"**We look at it again on** ______{f' *{page.review.strip()}*' if page.review else ''}"
    clauses = "\n".join(f"{n}. {_clause(one)}" for n, one in enumerate(page.fields, 1))
    signed = "Signed ______ and ______"
    return [f"**{page.title.strip()}**", _bullets(people), clauses, *limits, own_words, review, signed]


def _clause(clause: Clause) -> str:
    words = (clause.hint.strip(), clause.suggested.strip())
    return " ".join([f"**{clause.label.strip()}.**", *(f"*{word}*" for word in words if word)])


def _log(log: Log) -> list[str]:
    head = f"| Date | Minutes | With whom (initials or a role) | {log.action.strip()} | Done |"
    agreed = log.arrangement
    told = agreed and f"Arranged: {agreed.meetings} times, {agreed.least} to {agreed.most} minutes each."
    return [told or "", "Never notes about a child.", f"{head}\n|---|---|---|---|---|\n|  |  |  |  |  |"]


def _opening(scenario: Scenario) -> list[str]:
    turn = next((one for one in scenario.turns if one.id == scenario.start), None)
    if turn is None:
        return [scenario.scene.strip()]
    said = f"> **{turn.who.strip()}.** {turn.says.strip()}"
    lines = _bullets(_line(line) for line in offered(turn, ()))
    return [scenario.scene.strip(), said, "What do you say?", lines]


def _line(line: Line) -> str:
    return f"{line.text.strip()} (wait {line.silence} seconds)" if line.silence else line.text


def _rounds(triad: Triad) -> list[str]:
    times = f"Rounds: {triad.rounds}. Minutes of talk: {triad.talk}. Minutes of feedback: {triad.feedback}."
    roles = (
        f"**{role.title.strip()}**{': ' + role.hint.strip() if role.hint else ''}" for role in triad.roles
    )
    signals = (f"Minute {signal.minute}: {signal.text.strip()}" for signal in triad.signals)
    return [times, _bullets(roles), _bullets(signals)]
