"""Which text of each candidate is the current one, by its hash: marks on any other are archived."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from alongside.grading.course import Course, assessment_of
from alongside.grading.intake import answers_of
from alongside.grading.joining import NOTHING, joining_of
from alongside.model.kinds.reflection import Criterion, Reflection
from alongside.model.unit import Assessment

Texts = Mapping[tuple[str, str], str]
"""(candidate, task) to the SHA-256 of the answer; a task is any handed-in answer, of the portfolio too."""


def texts_in(
    course: Course, session: str, step: Literal["submitted", "autograded"] = "submitted", who: str = "*"
) -> dict[tuple[str, str], str]:
    """Return the current texts of a session; `autograded` are those that the gradebook's marks are about.

    `who` names one candidate; left out, everybody's are returned.
    HandInError names a file that cannot be read: its marks must not look archived.
    """
    assessment = assessment_of(course, session)
    tasks, joining = criteria_of(assessment), joining_of(assessment)
    texts: dict[tuple[str, str], str] = {}
    for folder in sorted((course.root / step).glob(f"{who}/{session}")):
        name, handed = folder.parent.name, answers_of(folder)
        texts |= {(name, task): NOTHING for task in tasks}
        texts |= {(name, one): sha256 for one, sha256 in joining.hashes(handed).items()}
    return texts


def criteria_of(assessment: Assessment) -> dict[str, list[Criterion]]:
    """Return the criteria of each marked task, in order; its points are three for each."""
    marked = (one for one in assessment.responses if isinstance(one, Reflection))
    return {one.id: one.criteria for one in marked if one.criteria}


def judged_in(assessment: Assessment) -> dict[str, list[Criterion]]:
    """Return the criteria of everything that people judge at levels: marked tasks, then observations."""
    return criteria_of(assessment) | {one.id: one.criteria for one in assessment.observations}
