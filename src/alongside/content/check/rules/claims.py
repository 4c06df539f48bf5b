"""The claims policy: what nobody may say in the name of the programme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from alongside.content.check.curriculum import Curriculum
from alongside.content.check.finding import Finding
from alongside.content.check.markdown import Span, blocks
from alongside.content.check.passages import Passage
from alongside.content.check.rule import Rule
from alongside.content.check.rules.evidence import all_passages
from alongside.content.load import read_yaml
from alongside.model.base import Shape
from alongside.strings import _

CLAIMS = Path(__file__).parents[1] / "claims.yaml"
_LISTED = re.compile(r"[ \t>]*([-*] |\d+\. |\|)")
JUDGED = frozenset({"options", "cards"})
"""Lists whose texts are there to be judged by whoever answers: they claim nothing; their reasons do."""


class Claim(Shape):
    """A claim we do not make: how it is worded, what may be said instead, and the sources for that.

    `allow` is a pattern that makes a matching paragraph harmless.
    """

    id: str
    pattern: str
    claim: str
    instead: str
    sources: list[str]
    allow: str | None = None


class ClaimsPolicy(Shape):
    """The whole of `claims.yaml`; `corrections` are the words by which a paragraph shows that it corrects."""

    corrections: list[str]
    claims: list[Claim]


@cache
def policy() -> ClaimsPolicy:
    """Return the claims policy that comes with the kit."""
    return read_yaml(CLAIMS, ClaimsPolicy)


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def claims_in(text: str, lead: str = "") -> Iterator[Claim]:
    """Yield every claim that a paragraph makes and neither it nor what leads to it corrects."""
    text, around = _plain(text), _plain(f"{lead} {text}")
    made = [claim for claim in policy().claims if _found(claim.pattern, text)]
    if made and not any(_found(words, around) for words in policy().corrections):
        yield from (claim for claim in made if not (claim.allow and _found(claim.allow, text)))


def _plain(text: str) -> str:
    """Return `text` as the patterns expect it: in lower case, in one line, without stars of emphasis."""
    return " ".join(text.lower().replace("*", "").split())


def with_lead(text: str) -> Iterator[tuple[Span, str]]:
    """Yield each block with what leads to it: for an item or a row, the text before and the first one."""
    lead = first = ""
    for block in blocks(text):
        if _LISTED.match(block.text):
            first = first or block.text
        else:
            lead, first = block.text, ""
        yield block, f"{lead} {first}" if first else ""


class ForbiddenClaims(Rule):
    """We do not say what is not known."""

    code = "C704"
    name = "claims"
    description = (
        "No paragraph makes a claim of claims.yaml, unless it corrects it: with the word myth, 'you may "
        "hear', 'not shown' and the like, in itself or in what leads to its list. Options and cards, and "
        "what people say in the route map, are left out."
    )
    tag = "policy"

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each paragraph that makes one."""
        for passage in all_passages(content):
            if not _is_judged(passage) and not _is_corrected(passage):
                for block, lead in with_lead(passage.text):
                    for claim in claims_in(block.text, lead):
                        what = _("this says {claim}").format(claim=claim.claim)
                        do = _('say instead: "{instead}" [{sources}]').format(
                            instead=claim.instead, sources="; ".join(claim.sources)
                        )
                        yield self.at(passage.file, passage.line(block.start), what, do)


def _is_corrected(passage: Passage) -> bool:
    """Whether this is what people say in the route map: the line beside it says what is known instead."""
    return passage.place[-1:] == ("say",) and "people_say" in passage.place


def _is_judged(passage: Passage) -> bool:
    return bool(JUDGED & set(map(str, passage.place))) and passage.place[-1] == "text"
