"""What an assessor does with a session, step by step; every step returns what it did, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from alongside.grading import sessions
from alongside.grading.course import Course
from alongside.grading.entering import in_step
from alongside.grading.lane import Told as Heard
from alongside.grading.lane import autograde
from alongside.grading.states import SubmissionState
from alongside.model.course import Received
from alongside.publish import feedback
from alongside.strings import _, ngettext

Step = Literal["release", "collect", "autograde", "mark", "feedback"]
"""What an assessor does with a session, in order; marking has a page of its own."""


def next_step(released: bool, states: list[SubmissionState]) -> Step:
    """Return the step that moves the session on: the first one that somebody waits for."""
    sent = [one for one in states if one.state in {"handed in", "late", "empty"}]
    scored = [one for one in sent if one.autograded and not one.outdated]
    if not released:
        return "release"
    if len(scored) < len(sent):
        return "autograde"
    if not all(one.marked for one in scored):
        return "mark"
    return "collect" if all(one.feedback_released and not one.entered_since for one in scored) else "feedback"


def _release(course: Course, session: str) -> list[str]:
    sessions.release(course, session)
    return [_("Released: everybody whose workspace shares this exchange can fetch it.")]


def _collect(course: Course, session: str) -> list[str]:
    taken = sessions.collect(course, session, datetime.now(UTC))
    good = sum(one.verdict == "accepted" for one in taken)
    told = ngettext(
        "{good} of {n} new hand-in is in order.", "{good} of {n} new hand-ins are in order.", len(taken)
    )
    return [
        told.format(good=good, n=len(taken)),
        *(_sentence(one, line) for one in taken for line in one.problems),
    ]


def _sentence(one: Received, line: str) -> str:
    return f"{one.candidate or one.source}: {line}"


def score(course: Course, session: str, heard: Heard = lambda _done, _all: None) -> list[str]:
    """Score every hand-in; `heard` is told how many are done, and how many there are."""
    report = autograde(course, session, None, heard)
    in_step(course, session)
    told = [
        ngettext("Scored {n} hand-in.", "Scored {n} hand-ins.", len(report.graded)).format(
            n=len(report.graded)
        )
    ]
    told += [
        _("{who} has a new answer to {cell}: the old mark was set aside; mark it again.").format(
            who=old.candidate, cell=old.cell
        )
        for old in report.set_aside
    ]
    return told + [
        _("{who} was left out. {why}").format(who=who, why=why) for who, why in report.problems.items()
    ]


def _feedback(course: Course, session: str) -> list[str]:
    done = feedback.make(course, session)
    released = sessions.release_feedback(course, session, done.made)
    told = [_("Feedback released: {names}.").format(names=", ".join(released) or _("nobody yet"))]
    if done.waiting:
        told.append(_("Not fully marked, so left out: {names}.").format(names=", ".join(done.waiting)))
    return told + [
        _("{who} was left out. {why}").format(who=who, why=why) for who, why in done.problems.items()
    ]


STEPS: dict[str, Callable[[Course, str], list[str]]] = {
    "release": _release,
    "collect": _collect,
    "autograde": score,
    "feedback": _feedback,
}
"""What the buttons of a session do; each returns sentences."""
