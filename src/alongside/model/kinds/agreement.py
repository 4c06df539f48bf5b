"""A one-page agreement of two people."""

from __future__ import annotations

from typing import Annotated

import msgspec

from alongside.model.base import Shape
from alongside.model.response import Response


class Party(Shape, kw_only=True):
    """One of the people who agree, by role."""

    id: str
    label: str
    hint: str = ""


class Clause(Shape, kw_only=True):
    """One heading of an agreement. `suggested` are words that a person may take and change."""

    id: str
    label: str
    hint: str = ""
    suggested: str = ""


class Limit(Shape, kw_only=True):
    """One limit of confidentiality, in full."""

    id: str
    text: str


class Agreement(Response, tag="agreement", kw_only=True):
    """A one-page agreement of two people.

    Each of `limits` has to be acknowledged, and `own_words` asks for them in the person's own words,
    before the page is ready. `review` says when to look at it again.
    """

    title: str
    people: Annotated[list[Party], msgspec.Meta(min_length=2)]
    fields: list[Clause]
    limits: Annotated[list[Limit], msgspec.Meta(min_length=1)]
    own_words: str
    review: str = ""


class AgreementValue(Shape, kw_only=True):
    """Party or clause id to its text, the limits that were acknowledged, and the limits in own words.

    `review` is an ISO 8601 date, or empty. `ready` says that both can read it together.
    """

    fields: dict[str, str]
    limits: list[str]
    own_words: str
    review: str
    ready: bool
