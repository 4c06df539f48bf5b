"""The anchors of a session as a page to read or to print: made of the one file in which they stand."""

from __future__ import annotations

from pathlib import Path

from alongside.errors import KeyMissing
from alongside.grading.anchors import anchors_of, judged_of
from alongside.grading.course import Course, assessment_of
from alongside.model.anchor import Anchor
from alongside.model.kinds.reflection import Criterion
from alongside.strings import _


def page_of(course: Course, session: str, keys: Path | None = None, *, levels: bool = True) -> str:
    """Return Markdown with each example and its criteria; with `levels` what was agreed, else room to write.

    KeyMissing where the key folder has no anchors of the session.
    """
    assessment = assessment_of(course, session)
    found = anchors_of(course, session, keys)
    if not found:
        what = _("there are no examples of {session} here").format(session=session)
        raise KeyMissing(what, do=_("They travel with the key folder: name it with --keys DIR."))
    judged = judged_of(assessment)
    head = _("# Examples with agreed levels: {title}").format(title=assessment.title)
    if not levels:
        head = _("# Examples to mark: {title}").format(title=assessment.title)
    return "\n\n".join([head, *(_example(one, judged[one.about], levels) for one in found)]) + "\n"


def _example(one: Anchor, criteria: list[Criterion], levels: bool) -> str:
    quoted = "\n".join(f"> {line}".rstrip() for line in one.text.splitlines())
    agreed = {level.criterion: level for level in one.levels}
    rows = []
    for line in criteria:
        must = _(" (must)") if line.must else ""
        judgement = agreed[line.id]
        rows.append(f"- **{line.id}{must}: {judgement.level}.** {judgement.evidence} {judgement.reason}")
        if not levels:
            rows[-1] = "\n".join(
                [f"- **{line.id}{must}** {line.text}", "", _("  Evidence: ____________ Level: ____")]
            )
    return "\n\n".join([f"## {one.about}: {one.title}", quoted, "\n".join(rows)])
