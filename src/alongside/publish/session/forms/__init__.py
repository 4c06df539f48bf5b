"""The printed form of each kind of response: what a person needs to answer it on paper, and no answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alongside.model.kinds import AnyResponse, kind_of
from alongside.publish.session.forms import choosing, placing, talking, writing
from alongside.publish.session.look import Look
from alongside.publish.session.text import Block, plain

FORM_OF: dict[str, Callable[[Any, Look], list[Block]]] = {
    "reflection": writing.reflection,
    "rating": choosing.rating,
    "check": choosing.check,
    "sort": choosing.sort,
    "agreement": writing.agreement,
    "log": writing.log,
    "rehearsal": talking.rehearsal,
    "triad": talking.triad,
    "plan": writing.plan,
    "markup": choosing.markup,
    "timeline": placing.timeline,
    "grid": placing.grid,
    "supportmap": placing.supportmap,
    "comparison": writing.comparison,
}
"""Kind to the blocks that stand below its prompt."""


def task(response: AnyResponse, look: Look) -> Block:
    """Return a response as it is printed: its prompt, its hint and the form to fill in."""
    form = FORM_OF[kind_of(response)](response, look)
    hint = plain(response.hint)[0]["text"]
    return {"kind": "task", "id": response.id, "prompt": plain(response.prompt), "hint": hint, "blocks": form}
