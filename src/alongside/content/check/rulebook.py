"""The rules as a page: `docs/rules.md` is this text."""

from __future__ import annotations

from alongside.content.check.rule import Rule
from alongside.content.check.rules import RULES

_FAMILIES = {
    "C0": "Files",
    "C1": "Shapes and places",
    "C2": "Ids and references",
    "C3": "Time and design",
    "C4": "Checked items and keys",
    "C5": "Notebooks",
    "C6": "Reading and finding one's way",
    "C7": "Evidence and claims",
    "C8": "Rehearsed conversations and timers",
    "C9": "Handbook",
}
_HEAD = ("| Code | Name | Rule | Kind |", "|---|---|---|---|")
_OPENING = """# The rules of the content

`alongside check` reads everything below the folder of the content (or of a workspace) and prints one line for
each breach: `path:line CODE what is wrong; what to do`. It ends with 1 when it printed any.
`alongside check --fix` first puts right what is marked *fixable*, `--report` adds how hard each unit is to
read, and `--rules` prints this page. No rule can be switched off for a file: a rule that is too strict is
changed, with its samples in `tests/content/samples/`.

An *error* breaks something or must not go out; a *warning* serves somebody worse than need be. The tag says
why a rule is there: *privacy* protects people and keys, *policy* is what we decided, *technical* is what
would break.
"""


def rulebook() -> str:
    """Return every rule as markdown, family by family."""
    parts = [_OPENING]
    for prefix, family in _FAMILIES.items():
        rows = [_row(rule) for rule in RULES if rule.code.startswith(prefix)]
        parts.append("\n".join([f"## {family}", "", *_HEAD, *rows, ""]))
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    kind = f"{rule.severity}, {rule.tag}{', fixable' if rule.fixable else ''}"
    return f"| {rule.code} | {rule.name} | {rule.description.replace('|', chr(92) + '|')} | {kind} |"
