"""What can be chosen before a session is printed: editions, and groups where there are several."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tornado.web import HTTPError

from alongside.errors import AlongsideError
from alongside.publish.session.look import VARIANTS, Look
from alongside.records.people import read_people
from alongside.strings import _


@dataclass(frozen=True)
class Offered:
    """What can be chosen before printing: the editions, and the groups where there are several."""

    looks: list[Look]
    groups: list[str]


def offered(root: Path) -> Offered:
    """Return what can be chosen; no groups where the list of people cannot be read: printing says why."""
    try:
        groups = list(read_people(root).groups())
    except AlongsideError:
        groups = []
    return Offered([Look(variant) for variant in VARIANTS], groups if len(groups) > 1 else [])


def look_given(text: str) -> Look:
    """Return the edition that an address names; 400 for any other word."""
    for variant in VARIANTS:
        if variant == text:
            return Look(variant)
    raise HTTPError(400, reason=_("There is no such edition. Choose one on the run sheet."))
