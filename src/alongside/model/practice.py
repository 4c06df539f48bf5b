"""Practice in threes: who does what, and what is called out while the talk goes on."""

from __future__ import annotations

from alongside.model.base import Shape


class Role(Shape, kw_only=True):
    """One of the roles, and in a few words what is done in it."""

    title: str
    hint: str = ""


class Signal(Shape, kw_only=True):
    """Words that appear during the talk once so many minutes have passed."""

    minute: int
    text: str
