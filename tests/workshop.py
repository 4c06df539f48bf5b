"""Scripted people of a workshop: they arrive, write, hand in, and send again what was refused.

Tests let them work while things break; benchmarks let them work at the rhythm of a workshop. All of them are
invented. They behave as the front ends do: what is refused is tried again after longer and longer waits, and
what comes back as another version of their own words is no conflict.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import cycle
from typing import TypeVar

from alongside.content.load import fresh_unit, unit_folders
from alongside.model.kinds import kind_of
from alongside.paths import content_root

FIRST_WAIT, LONGEST_WAIT = 0.25, 2.0
"""Seconds before what was refused is sent again; a page waits 2, and then twice as long up to 60."""
GIVES_UP = 900.0
"""Seconds after which a person says that it does not work: long, because machines are slow."""
SENTENCE = " What helped was a question that nobody had asked me, and then the time to think about it."
T = TypeVar("T")


@dataclass
class Kept:
    """One place to answer, as the browser of its person knows it."""

    rev: int = 0
    acknowledged: str | None = None
    sent: list[str] = field(default_factory=list)

    def good(self, found: str | None) -> bool:
        """Whether what is kept is the last acknowledged answer, or one that was sent after it."""
        if self.acknowledged is None:
            return found is None or found in self.sent
        return found in self.sent[self.sent.index(self.acknowledged) :]


class Person(threading.Thread):
    """Somebody who arrives `after` so many seconds, then does one thing after the other until told to go."""

    def __init__(self, who: str, pause: float = 0.1, after: float = 0.0) -> None:
        super().__init__(name=who, daemon=True)
        self.who, self.pause, self.after = who, pause, after
        self.acknowledged = 0
        self.refused = 0
        self.failure = ""
        self.spent: dict[str, list[float]] = {}
        self.at_work, self.going_home = threading.Event(), threading.Event()
        self._left = threading.Event()

    def arrive(self) -> None:
        """Come in and open what one works on."""
        raise NotImplementedError

    def work(self) -> None:
        """Do one thing, and come back when it was acknowledged."""
        raise NotImplementedError

    def finish(self) -> None:
        """Do what comes last, before going home."""

    def open_again(self) -> None:
        """Do what a person does to whom a page says several times that nothing is kept."""

    def leave(self) -> None:
        """Go at once, whatever one is at."""
        self.going_home.set()
        self._left.set()

    def run(self) -> None:
        try:
            self.going_home.wait(self.after)
            self.arrive()
            self.at_work.set()
            while not self.going_home.wait(self.pause):
                self.work()
                self.acknowledged += 1
            self.finish()
        except Exception as err:  # nobody else would hear of it: a thread has no caller
            self.failure = f"{self.who}: {type(err).__name__}: {err}"

    def insist(self, act: Callable[[], T | None]) -> T:
        """Return what `act` gives at last; nothing, or no answer at all, is a refusal."""
        until, wait = time.monotonic() + GIVES_UP, FIRST_WAIT
        while time.monotonic() < until:
            with _no_answer_is_a_refusal():
                if (found := act()) is not None:
                    return found
            self.refused += 1
            if self._left.wait(wait):
                break
            wait *= 2
            if wait > LONGEST_WAIT:
                wait = LONGEST_WAIT
                with _no_answer_is_a_refusal():
                    self.open_again()
        raise AssertionError("nothing was acknowledged before going")

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Remember how many seconds the block took."""
        began = time.perf_counter()
        yield
        self.spent.setdefault(what, []).append(time.perf_counter() - began)


@contextmanager
def _no_answer_is_a_refusal() -> Iterator[None]:
    with suppress(OSError, HTTPException):
        yield


class Writer(Person):
    """Somebody who answers one place after the other; `places` are folder and id of what can be answered."""

    def __init__(self, who: str, places: Iterable[str], length: int = 1, **more: float) -> None:
        super().__init__(who, **more)
        self._places = cycle(places)
        self._length = length
        self.kept: dict[str, Kept] = {}
        self.strange: list[str] = []

    def put(self, place: str, text: str, rev: int) -> dict[str, object] | None:
        """Send an answer once; return what came back, None where it was refused."""
        raise NotImplementedError

    def work(self) -> None:
        self.write(next(self._places))

    def write(self, place: str) -> None:
        """Give a place a new answer, and remember it once it is acknowledged."""
        kept = self.kept.setdefault(place, Kept())
        text = f"{self.who} wrote answer {len(kept.sent)} to {place}.{SENTENCE * self._length}"
        kept.sent.append(text)
        with self.timed("save"):
            told = self.insist(lambda: self.put(place, text, kept.rev))
        other = told.get("conflict")
        if other and other["value"]["text"] not in kept.sent:
            self.strange.append(f"{place}: {other}")
        kept.rev, kept.acknowledged = told["rev"], text


def places_to_write(*units: str) -> list[str]:
    """Return address and id of every reflection of the modules, or of some of them."""
    found = []
    for unit_id, folder in unit_folders(content_root()).items():
        if folder.parent.name == "modules" and (not units or unit_id in units):
            reflections = [one for one in fresh_unit(folder).responses if kind_of(one) == "reflection"]
            found += [f"modules/{folder.name}/{one.id}" for one in reflections]
    return found


def wait_for_all(people: Sequence[Person], more: int, limit: float = GIVES_UP) -> None:
    """Wait until each of these people has got `more` things acknowledged from now on."""
    aims = {one: one.acknowledged + more for one in people}
    wait_until(lambda: all(one.acknowledged >= aim for one, aim in aims.items()), people, limit)


def wait_until(reached: Callable[[], bool], people: Sequence[Person], limit: float = GIVES_UP) -> None:
    """Wait for a state of things while these people work; say who failed where one does."""
    until = time.monotonic() + limit
    while not reached():
        failures = [one.failure for one in people if one.failure]
        assert not failures, failures
        told = {one.who: (one.acknowledged, one.refused) for one in people}
        assert time.monotonic() < until, f"acknowledged and refused after {limit:.0f} seconds: {told}"
        time.sleep(0.05)


def send_home(people: Sequence[Person]) -> None:
    """Let everybody finish what they are at."""
    for one in people:
        one.going_home.set()
    for one in people:
        one.join(GIVES_UP)
    failures = [one.failure for one in people if one.failure]
    assert not failures, failures
    assert [one.who for one in people if one.is_alive()] == []
