"""The prompt of a response as markdown, as it stands above its cell: on a code host, unrun, on paper.

The notebook and its data file must say the same; `alongside check --fix` writes this text.
"""

from __future__ import annotations

from alongside.model.unit import AnyResponse, Check, Rating, Reflection, Sort

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
    return ["Lay the cards under:", _bullets(groups), "The cards:", _bullets(card.text for card in sort.cards)]
