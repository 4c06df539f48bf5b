"""What a person chose to hand in with each session: ids in an order, no words."""

from __future__ import annotations

from alongside.model.base import Id, Shape
from alongside.model.handin import Session

SCHEMA = 1


class Chosen(Shape, kw_only=True):
    """One chosen answer: its id, and the folder of its unit below the workspace, `modules/m03-listening`."""

    folder: str
    id: Id


class Portfolio(Shape, kw_only=True):
    """The whole of `portfolio.json` at the root of a workspace: session to what was chosen, in order."""

    schema: int
    sessions: dict[Session, list[Chosen]] = {}
