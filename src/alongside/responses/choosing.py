"""Which answers go along with a session's hand-in: chosen by the person, in an order, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from alongside.errors import AnswersError
from alongside.model.portfolio import SCHEMA, Chosen, Portfolio
from alongside.responses.atomic import rewrite
from alongside.responses.handin import MAX_ANSWERS
from alongside.responses.own import read_own
from alongside.responses.refusals import not_changed
from alongside.strings import _

Change = Callable[[list[Chosen]], list[Chosen]]
"""Makes a new choice of the one that is kept."""


def portfolio_file(workspace: Path) -> Path:
    """Return where the choices lie."""
    return workspace / "portfolio.json"


def chosen(workspace: Path, session: str) -> list[Chosen]:
    """Return what was chosen for `session`, in order; AnswersError where the file cannot be read."""
    return _read(workspace).sessions.get(session, [])


def choose(workspace: Path, session: str, change: Change) -> list[Chosen]:
    """Change what was chosen for `session` and keep it; return the new choice.

    AnswersError for more pieces than one hand-in holds, NotSaved where the disk refuses.
    """

    def changed() -> tuple[bytes, list[Chosen]]:
        kept = _read(workspace)
        new = change(kept.sessions.get(session, []))
        if len(new) > MAX_ANSWERS:
            raise AnswersError(
                _("At most {limit} pieces go along with one hand-in.").format(limit=MAX_ANSWERS)
            )
        whole = Portfolio(schema=SCHEMA, sessions={**kept.sessions, session: new})
        return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n", new

    return rewrite(portfolio_file(workspace), changed, not_changed)


def added(more: list[Chosen]) -> Change:
    """Put `more` at the end; an answer stands once, even where two folders hold one with the same id."""

    def change(now: list[Chosen]) -> list[Chosen]:
        ids = {one.id for one in now}
        return [*now, *{one.id: one for one in more if one.id not in ids}.values()]

    return change


def taken_out(piece: Chosen) -> Change:
    """Leave `piece` out."""
    return lambda now: [one for one in now if one != piece]


def moved(piece: Chosen, by: int) -> Change:
    """Move `piece` by so many places, as far as there are places."""

    def change(now: list[Chosen]) -> list[Chosen]:
        if piece not in now:
            return now
        place = now.index(piece)
        others = [one for one in now if one != piece]
        target = min(max(place + by, 0), len(others))
        return [*others[:target], piece, *others[target:]]

    return change


def _read(workspace: Path) -> Portfolio:
    do = _("Delete it and choose again; it holds no answers, only which ones you chose.")
    return read_own(portfolio_file(workspace), Portfolio, do=do) or Portfolio(schema=SCHEMA)
