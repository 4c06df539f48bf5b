"""Scoring while somebody waits: it goes on by itself, and the page of the session says how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

PATIENCE = 15.0
"""Seconds for which a page waits for the end before it says how far scoring is."""


@dataclass
class Run:
    """One run over a session: how many hand-ins are done, and of how many; its task has its last words."""

    done: int = 0
    of: int = 0
    task: asyncio.Task[list[str]] | None = None

    def heard(self, done: int, of: int) -> None:
        """Keep how far it is; called from the thread that scores."""
        self.done, self.of = done, of

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self.task is None or self.task.done()


Work = Callable[[Run], Coroutine[Any, Any, list[str]]]


class Runs:
    """The runs of this server, at most one at a time for each session."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._runs: dict[str, Run] = {}
        self._patience = patience

    def going(self, session: str) -> Run | None:
        """Return the run that is under way; None where there is none."""
        run = self._runs.get(session)
        return run if run is not None and not run.ended else None

    def last_words(self, session: str) -> list[str]:
        """Return, once, what a run said that ended when nobody waited for it; raise what stopped it."""
        run = self._runs.get(session)
        if run is None or run.task is None or not run.ended:
            return []
        del self._runs[session]
        return run.task.result()

    async def begin(self, session: str, work: Work) -> None:
        """Begin a run, or join the one that is under way; come back at its end, or when patience is over."""
        run = self.going(session)
        if run is None:
            run = self._runs[session] = Run()
            run.task = asyncio.create_task(work(run))
        if run.task is not None:
            await asyncio.wait({run.task}, timeout=self._patience)
