"""Nothing of a key reaches a learner, and no graded item is known from practice."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.files import read_text
from alongside.content.check.finding import Finding
from alongside.content.check.passages import learner_passages, words_of
from alongside.content.check.rule import Rule, UnitRule
from alongside.model.key import Key
from alongside.model.kinds import AnyResponse
from alongside.strings import _

LEAK = 10
"""So many words in a row of a key in a learner's text are a leak."""
SAME_RUN, SAME_SHARE, LONG_ENOUGH = 6, 0.6, 6
"""A graded text repeats a formative one with so many words in a row in common, or with this share of matching
words (difflib's ratio over words). With fewer words than `LONG_ENOUGH` (and more than two) only an equal text
counts."""

Shingle = tuple[str, ...]


def shingles(words: list[str], length: int) -> Iterator[Shingle]:
    """Yield every run of `length` words."""
    return (tuple(words[n : n + length]) for n in range(len(words) - length + 1))


class KeyLeak(Rule):
    """Keys stay with assessors."""

    code = "C404"
    name = "key-leak"
    description = (
        f"No {LEAK} words in a row of a key's reasons or mark schemes, or of an anchor, stand in anything "
        "that a learner can get."
    )
    tag = "privacy"

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each passage of a learner that holds a run of words of a key."""
        given = [(passage, words_of(passage.text)) for passage in learner_passages(content)]
        open_text = {run for key in _asked(content) for run in shingles(words_of(key), LEAK)}
        secret = {run for text in _secrets(content) for run in shingles(words_of(text), LEAK)} - open_text
        for passage, words in given:
            leaked = next((run for run in shingles(words, LEAK) if run in secret), None)
            if leaked:
                what = _('a key or an anchor says this too: "{words}"').format(words=" ".join(leaked))
                yield self.at(passage.file, passage.line(0), what, _("take it out here, or change it there"))


def _secrets(content: Curriculum) -> Iterator[str]:
    for key, _file in content.keys.values():
        for item in key.items:
            yield from item.reasons.values()
        yield from _schemes(key)
    for path in sorted((content.root / "assessments" / "anchors").rglob("*")):
        if path.suffix in {".md", ".yaml"}:
            yield read_text(content.root, path).text


def _schemes(key: Key) -> Iterator[str]:
    for task in key.tasks:
        yield task.note
        for criterion in task.criteria:
            yield criterion.watch_for
            yield from (level.looks_like for level in criterion.levels)


def _asked(content: Curriculum) -> Iterator[str]:
    """Yield what a session itself asks: a key may quote it."""
    for files in content.units:
        if files.kind == "assessment":
            for response in files.unit.responses:
                yield from wordings(response)


def wordings(response: AnyResponse) -> Iterator[str]:
    """Yield the prompt of a response and what there is to judge; targets are words of the programme."""
    yield response.prompt
    for name in ("options", "cards", "items", "criteria"):
        yield from (part.text for part in getattr(response, name, []))


class RepeatedItem(UnitRule):
    """Graded items are new."""

    code = "C405"
    name = "repeated-item"
    description = (
        f"No text of a graded item repeats one of a formative item: {SAME_RUN} words in a row, "
        f"or {SAME_SHARE:.0%} of the words."
    )
    tag = "policy"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each prompt or option that is too near to one a learner may have practised."""
        if files.kind != "assessment":
            return
        known = [
            (one.id, text)
            for u in content.units
            if u is not files and u.kind != "assessment"
            for one in u.unit.responses
            for text in wordings(one)
        ]
        for n, response in files.responses():
            for text in wordings(response):
                twin = next((name for name, other in known if alike(text, other)), None)
                if twin:
                    what = _('{id} repeats {other}: "{text}"').format(
                        id=response.id, other=twin, text=_short(text)
                    )
                    yield self.at(
                        files.data, files.data.line("responses", n, "id"), what, _("ask it in another way")
                    )


def alike(one: str, other: str) -> bool:
    """Say whether two texts are too near for a graded item."""
    a, b = _tokens(one), _tokens(other)
    if min(len(a), len(b)) < LONG_ENOUGH:
        return len(a) > 2 and a == b
    if not _runs(one).isdisjoint(_runs(other)):
        return True
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    near = matcher.real_quick_ratio() >= SAME_SHARE and matcher.quick_ratio() >= SAME_SHARE
    return near and matcher.ratio() >= SAME_SHARE


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(words_of(text))


@lru_cache(maxsize=4096)
def _runs(text: str) -> frozenset[Shingle]:
    return frozenset(shingles(list(_tokens(text)), SAME_RUN))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
