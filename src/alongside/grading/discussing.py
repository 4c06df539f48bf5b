"""Questions to talk over with a candidate, made by rules from the candidate's own sentences.

A rule looks for words in a sentence and quotes it; it judges nothing, and says nothing about who wrote it.
The words are English; elsewhere numbers, questions, quoted speech and the longest sentences are left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from alongside.strings import _

Cue = Literal["claim", "should", "number", "turn", "cause", "asked", "said", "long"]
"""What was found in a sentence, the best to talk about first.

claim  something about always, never, everybody, with no example near. should: a duty.
number a count or a share.
turn   the moment when something changed. cause: one thing said to follow from another.
asked  a question. said: words of somebody, quoted. long: the longest sentence.
"""
MOST = 3
SHORTEST, LONGEST = 12, 220
"""Characters that a sentence needs to be worth quoting, and after which its quotation is cut at a word."""
_LOOKED_AT = 100_000

_SENTENCE = re.compile(r"[^\n.!?…。！？]+(?:[.!?…。！？]+[\"”’»)\]]*|\n|\Z)|\.")


@dataclass(frozen=True)
class Talk:
    """One question to talk over: what was found, the candidate's words, and what to ask."""

    cue: Cue
    quote: str
    ask: str


def _about(words: str) -> Callable[[str], bool]:
    pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return lambda sentence: bool(pattern.search(sentence))


_claims = _about(
    r"always|never|everyone|everybody|nobody|no one|all (?:of )?(?:the )?\w+s|every \w+|clearly|obviously|"
    r"of course|without doubt|certainly|the best|the only"
)
_example = _about(
    r"for example|for instance|e\.g|such as|once|when (?:I|we|he|she) \w+|last (?:week|month|year)|yesterday"
)
_CUES: dict[Cue, Callable[[str], bool]] = {
    "should": _about(r"should|must|ought to|ha(?:s|ve|d) to|needs? to|need(?:ed)? to"),
    "number": lambda sentence: bool(re.search(r"(?<!\w)\d+(?:[.,]\d+)?(?:\s?%)?(?!\w)", sentence)),
    "turn": _about(
        r"then I|until|suddenly|for the first time|I (?:realised|realized|noticed|understood|stopped)|"
        r"I changed|"
        r"changed (?:my|her|his|their)|at that (?:moment|point)|from then on|instead|no longer|surprised"
    ),
    "cause": _about(
        r"because|therefore|as a result|led to|thanks to|so that|which made|made (?:him|her|them|me)"
    ),
    "asked": lambda sentence: sentence.rstrip('"”’»)] ').endswith("?"),
    "said": lambda sentence: bool(re.search(r"[“„«\"][^“”„«»\"]{4,}[”“»\"]", sentence)),
}


def talk_about(texts: Sequence[str]) -> list[Talk]:
    """Return up to three questions about different sentences of `texts`, with other cues where it can be.

    The same texts give the same questions, in the order in which their sentences stand.
    """
    sentences = [one for text in texts for one in _sentences(text[:_LOOKED_AT])]
    chosen: dict[int, Cue] = {}
    for cue in ("claim", *_CUES):
        place = next((n for n in _having(cue, sentences) if n not in chosen), None)
        if place is not None and len(chosen) < MOST:
            chosen[place] = cue
    for place in sorted(range(len(sentences)), key=lambda n: (-len(sentences[n]), n)):
        if len(chosen) < MOST:
            chosen.setdefault(place, "long")
    asks = _asks()
    return [Talk(cue, _cut(sentences[place]), asks[cue]) for place, cue in sorted(chosen.items())]


def _having(cue: str, sentences: Sequence[str]) -> list[int]:
    if cue != "claim":
        return [n for n, one in enumerate(sentences) if _CUES[cue](one)]
    return [
        n
        for n, one in enumerate(sentences)
        if _claims(one) and not any(_example(near) for near in sentences[n : n + 2])
    ]


def _sentences(text: str) -> list[str]:
    found = (" ".join(match[0].split()) for match in _SENTENCE.finditer(_joined(text)))
    return [one for one in found if len(one) >= SHORTEST]


def _joined(text: str) -> str:
    """Return a text in which a stop inside a number or after a title ends no sentence."""
    text = re.sub(r"(?<=\d)\.(?=\d)", "\u2024", text)
    return re.sub(r"\b(Mr|Mrs|Ms|Dr|St|Prof|e\.g|i\.e)\.", lambda found: found[1] + "\u2024", text)


def _cut(sentence: str) -> str:
    plain = sentence.replace("\u2024", ".")
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"


def _asks() -> dict[Cue, str]:
    return {
        "claim": _(
            "What happened that made you write this? Tell me about one time, and one time it was not so."
        ),
        "should": _("Who says so, and what would you do if the other person saw it differently?"),
        "number": _("Where does this number come from, and what would have been different with another one?"),
        "turn": _(
            "Take me to this moment: what did you see or hear just before, and what else could you have done?"
        ),
        "cause": _("How do you know that the one came from the other? What else might explain it?"),
        "asked": _("Why this question, in these words? What did you hope to hear, and what did you hear?"),
        "said": _("What did these words tell you then? What would the other person say that they meant?"),
        "long": _("Tell me this again in your own words, now: what matters most in it to you?"),
    }
