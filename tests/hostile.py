"""Over 150 hostile hand-ins of one session, by exchange and by mail, and what intake says of each.

`TRAP` stands in texts where the test puts the address of a canary: a file, a variable and a port that only
something that runs could touch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from builders import a_handin, answer

from alongside.grading.course import Course, assessment_of, key_of
from alongside.grading.folders import stamp_of
from alongside.model.kinds import Check, Reflection

TRAP = "@trap@"
"""Shell words that leave a trace when they are run."""
LIVE = "window.alive=1;fetch('http://@host@/live');alert('alive')"
"""A script that would leave a trace in a browser."""
Files = dict[str, bytes]


@dataclass(frozen=True)
class Target:
    """The session that is attacked: what was issued, honest answers to it, one checked question, one task."""

    session: str
    issued: bytes
    answers: list[dict[str, Any]]
    check: str
    task: str
    at: datetime

    def handin(self, who: str, **changed: Any) -> bytes:
        """Return an honest hand-in, with whole fields of it replaced."""
        honest = json.loads(a_handin(who, session=self.session, at=self.at, answers=self.answers))
        return json.dumps({**honest, **changed}, ensure_ascii=False, indent=1).encode()

    def with_text(self, who: str, text: str, **changed: Any) -> bytes:
        """Return a hand-in whose tasks all hold `text`; `changed` fields are those of the task's entry."""
        kept = [one for one in self.answers if one["kind"] == "check"]
        tasks = [one["id"] for one in self.answers if one["kind"] == "reflection"]
        written = [{**answer(one, {"text": text}, "reflection"), **changed} for one in tasks]
        return self.handin(who, answers=[*kept, *written])


@dataclass(frozen=True)
class Case:
    """One hostile hand-in: its verdict, and what its record must say (nothing where nothing is odd).

    `files` make a folder in the exchange and `also` does to it what bytes cannot; `mail` is a file instead.
    `claimed` is in whose name the folder comes, where that is not the candidate.
    """

    name: str
    verdict: str = "damaged"
    says: str = ""
    files: Callable[[Target, str], Files] | None = None
    also: Callable[[Path, Path], None] | None = None
    mail: Callable[[Target, str], tuple[str, bytes]] | None = None
    claimed: str | None = None


@dataclass
class Laid:
    """Where hand-ins were laid: each by its candidate, and the files that came by mail."""

    cases: dict[str, Case] = field(default_factory=dict)
    mailed: dict[str, Path] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)


def target_of(course: Course, session: str, at: datetime) -> Target:
    """Return a session to attack, with answers that are right."""
    assessment, items = assessment_of(course, session), {one.id: one for one in key_of(course, session).items}
    checks = [one for one in assessment.responses if isinstance(one, Check)]
    tasks = [one.id for one in assessment.responses if isinstance(one, Reflection)]
    answers = [answer(one.id, _right(one, items[one.id]), "check") for one in checks]
    answers += [answer(one, {"text": "What would you like to be different?"}, "reflection") for one in tasks]
    issued = (course.place("release", session) / f"{session}.ipynb").read_bytes()
    return Target(session, issued, answers, checks[0].id, tasks[0], at)


def _right(check: Check, item: Any) -> dict[str, Any]:
    if check.form == "match":
        return {"pairs": dict(item.pairs)}
    return {"order": list(item.order)} if check.form == "order" else {"chosen": list(item.right)}


def lay(cases: Iterable[Case], target: Target, inbound: Path, mail: Path, trap: dict[str, str]) -> Laid:
    """Write every case into the exchange or the folder for mail; candidates are h000, h001 …"""
    laid = Laid()
    for number, case in enumerate(cases):
        who = f"h{number:03}"
        laid.cases[who] = case
        if case.mail is not None:
            name, raw = case.mail(target, who)
            laid.mailed[who] = mail / who / name
            laid.mailed[who].parent.mkdir(parents=True)
            laid.mailed[who].write_bytes(_armed(raw, trap))
            continue
        stamp = stamp_of(target.at + timedelta(seconds=number))
        folder = inbound / f"{case.claimed or who}+{target.session}+{stamp}+{number:012x}"
        folder.mkdir()
        for name, raw in (case.files(target, who) if case.files else {}).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(_armed(raw, trap))
        if case.also is not None:
            case.also(folder, inbound)
        laid.folders[who] = folder
    return laid


def _armed(raw: bytes, trap: dict[str, str]) -> bytes:
    """Aim the traps of what has no hash; the texts of answers are aimed before they get theirs."""
    for mark, at in trap.items():
        raw = raw.replace(mark.encode(), at.encode())
    return raw


def every_case(aim: Callable[[str], str]) -> Iterator[Case]:
    """Return the whole table; `aim` puts the canary's addresses into a text before it is hashed."""
    from hostile_along import along_of_every_kind
    from hostile_answers import answers_of_every_kind, people_of_every_kind
    from hostile_files import folders_of_every_kind, notebooks_of_every_kind, zips_of_every_kind

    yield from answers_of_every_kind(aim)
    yield from people_of_every_kind()
    yield from notebooks_of_every_kind()
    yield from folders_of_every_kind()
    yield from zips_of_every_kind()
    yield from along_of_every_kind(aim)
