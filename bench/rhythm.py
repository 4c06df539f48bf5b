"""The rhythm of a workshop: people arrive one after the other, save every so often, and all hand in at once.

Importing it puts the folder of the tests on the path: their scripted people and real accounts work here too.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from common import last_line, median

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from workshop import Person, send_home, wait_until

POLL = 4.0
"""Seconds after which a page of a live room asks how things stand."""
FILES = re.compile(r'(?:src|href)="([^"#?]+\.(?:js|css|svg|woff2)(?:\?[^"]*)?)"')
SENTENCE = "What helped was a question that nobody had asked me. "


@dataclass(frozen=True)
class Rhythm:
    """So many people arrive within `arrive` seconds, save every `every`, and hand in after `seconds`."""

    people: int
    seconds: float
    arrive: float
    every: float

    def after(self, number: int) -> float:
        """Return after how many seconds the person with this number arrives."""
        return self.arrive * number / self.people


@dataclass(frozen=True)
class Held:
    """What one workshop showed: seconds by what people waited for, refusals, and megabytes by name."""

    spent: dict[str, list[float]]
    refused: int
    memory: dict[str, float]


def asked(doc: str | None, people: int) -> tuple[Rhythm, int]:
    """Return the rhythm that the command line asks for, and how many rounds."""
    options = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=people)
    options.add_argument("--seconds", type=float, default=120, help="from the first arrival to handing in")
    options.add_argument("--arrive", type=float, default=60, help="everybody arrives within so many seconds")
    options.add_argument("--every", type=float, default=20, help="seconds between two saves of a person")
    options.add_argument("--runs", type=int, default=1)
    given = options.parse_args()
    return Rhythm(given.people, given.seconds, given.arrive, given.every), given.runs


def held(people: Sequence[Person], rhythm: Rhythm, memory: Callable[[], dict[str, float]]) -> Held:
    """Let people work at this rhythm; memory is looked at while everybody is there, before they hand in."""
    began = time.monotonic()
    for one in people:
        one.start()
    wait_until(lambda: all(one.at_work.is_set() for one in people), people)
    at_least = max(began + rhythm.seconds, time.monotonic() + rhythm.every)
    wait_until(lambda: time.monotonic() > at_least, people)
    there = memory()
    send_home(people)
    spent: dict[str, list[float]] = {}
    for one in people:
        for what, seconds in one.spent.items():
            spent.setdefault(what, []).extend(seconds)
    return Held(spent, sum(one.refused for one in people), there)


def compare(name: str, rounds: Sequence[Sequence[Held]], memory: Iterable[str]) -> None:
    """Print what both sides needed, and a ratio for each thing; the last is that of saving."""
    for side, workshops in zip(("ours", "peer"), rounds, strict=True):
        print(f"{side}, refused and sent again: {sum(one.refused for one in workshops)}")
        for what in ("open", "save", "hand in"):
            print(f"{side}, {what}: {told(all_of(workshops, what))}")
    for what in memory:
        sizes = [median([one.memory[what] for one in workshops]) for workshops in rounds]
        print(last_line(f"{name}-{what.replace(' ', '-')}", *sizes, "MB"))
    for what in ("open", "hand in", "save"):
        seconds = [median(all_of(workshops, what)) for workshops in rounds]
        title = name if what == "save" else f"{name}-{what.replace(' ', '-')}"
        print(last_line(title, *(1000 * one for one in seconds), "ms"))


def all_of(workshops: Iterable[Held], what: str) -> list[float]:
    """Return all seconds that somebody waited for this."""
    return [seconds for one in workshops for seconds in one.spent[what]]


def told(seconds: list[float]) -> str:
    """Return a distribution as one line."""
    ordered = sorted(seconds)
    nearly_all = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    most = f"95 of 100 within {nearly_all:.3f} s, at most {ordered[-1]:.3f} s"
    return f"{len(ordered)} times, median {median(ordered):.3f} s, {most}"


def files_of(page: str) -> list[str]:
    """Return the scripts and styles that a page names."""
    return list(dict.fromkeys(FILES.findall(page)))


def megabytes(processes: Iterable[psutil.Process]) -> tuple[float, float]:
    """Return the memory of processes: PSS, in which shared pages count by their part, and RSS."""
    pss = rss = 0
    for one in processes:
        full = one.memory_full_info()
        pss, rss = pss + full.pss, rss + full.rss
    return pss / 2**20, rss / 2**20
