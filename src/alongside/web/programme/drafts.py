"""What an assessor has begun at the marking desk, kept before it is a mark."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.grading.anchors import judged_of
from alongside.grading.course import assessment_of
from alongside.grading.drafts import keep_draft
from alongside.grading.laying import who_is
from alongside.model.base import Id, Shape
from alongside.model.handin import Sha256
from alongside.model.marking import Begun, Draft
from alongside.responses.moments import moment
from alongside.strings import _
from alongside.web.page import Access
from alongside.web.programme.assessing import course_with
from alongside.web.programme.marking import LARGEST, Marking


class Sent(Shape, kw_only=True):
    """A draft as the page sends it."""

    task: Id
    code: str
    sha256: Sha256
    criteria: dict[Id, Begun]


class DraftPage(Marking):
    """What an assessor has begun, kept on the server at every pause; never a mark."""

    access: ClassVar[Access] = "assessor"

    async def put(self, session: str) -> None:
        """Keep the draft; the answer is sent when the disk has it."""
        if len(self.request.body) > LARGEST:
            raise HTTPError(413, reason=_("This is too long to keep as a draft."))
        try:
            sent = msgspec.json.decode(self.request.body, type=Sent)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
            raise HTTPError(400, reason=_("What arrived is not a draft.")) from err
        await self.work(_keep, self.root, session, self.assessor, sent)
        self.answer({"kept": True})


def _keep(root: Path, session: str, assessor: str, sent: Sent) -> None:
    course = course_with(root, session)
    criteria = judged_of(assessment_of(course, session)).get(sent.task, [])
    who = who_is(course, session, sent.code)
    if who is None or not criteria or not set(sent.criteria) <= {one.id for one in criteria}:
        raise HTTPError(404, reason=_("There is no such answer in this session."))
    draft = Draft(sha256=sent.sha256, at=moment(datetime.now(UTC)), criteria=sent.criteria)
    keep_draft(course, assessor, (session, who, sent.task), draft)
