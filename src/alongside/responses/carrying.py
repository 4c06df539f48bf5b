"""What travels beside the answers: what was chosen, shown and commented; merged where both computers have it.

Nothing is overwritten silently: what is here stays, what comes is added, and a sentence tells where the two
were different.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from alongside.errors import AnswersError, NewerSchema, NotSaved
from alongside.model.comments import Comment, Comments
from alongside.model.portfolio import Portfolio
from alongside.model.showing import Showing, Showings
from alongside.responses.atomic import contents
from alongside.responses.choosing import added, choose, chosen, portfolio_file
from alongside.responses.comments import MOST, change_comments, comments, comments_file
from alongside.responses.foreign import Newer, shaped
from alongside.responses.showing import change_showings, showings_file
from alongside.responses.untrusted import MAX_BYTES, Unreadable
from alongside.strings import _, ngettext

AnyRecord = Portfolio | Showings | Comments
SHAPES: dict[str, type[AnyRecord]] = {
    "portfolio.json": Portfolio,
    "shown.json": Showings,
    "comments.json": Comments,
}
"""The records of a workspace that travel with its answers, by name."""


def record_files(workspace: Path) -> list[Path]:
    """Return where the records of a workspace lie, whether they are there or not."""
    return [portfolio_file(workspace), showings_file(workspace), comments_file(workspace)]


def decoded(name: str, data: bytes) -> AnyRecord:
    """Return the bytes of a record as what it is; Unreadable or NewerSchema where this kit cannot."""
    try:
        record = shaped(data, SHAPES[name])
    except Newer as err:
        raise NewerSchema(str(err), where=name, do=_("Update the kit; nothing was changed.")) from err
    if isinstance(record, Showings) and any(
        one.reply and one.reply.copy != one.copy for one in record.showings
    ):
        raise Unreadable(_("A reply in it answers something else."))
    return record


def bring_in(workspace: Path, record: AnyRecord) -> list[str]:
    """Add a record that came from elsewhere to the one that is here; return what there is to tell about it.

    Where the record here cannot be read, or has no room, it stays as it is, and that is told. NotSaved where
    the disk refuses.
    """
    name = next(name for name, shape in SHAPES.items() if isinstance(record, shape))
    before = contents(workspace / name, MAX_BYTES)
    try:
        told = _MERGES[name](workspace, record)
    except NotSaved:
        raise
    except AnswersError as err:
        return [_("What came in {name} was left out: {why}").format(name=name, why=err)]
    return told or ([] if contents(workspace / name, MAX_BYTES) == before else [_came_back(name)])


def _came_back(name: str) -> str:
    return {
        "portfolio.json": _("What you had chosen for your portfolio came back."),
        "shown.json": _("The record of what you had shown came back."),
        "comments.json": _("Your comments on activities came back."),
    }[name]


def _portfolio(workspace: Path, record: Portfolio) -> list[str]:
    told = []
    for session, more in record.sessions.items():
        here = chosen(workspace, session)
        if more and choose(workspace, session, added(more)) != here and here:
            sentence = _("What you had chosen elsewhere for {session} stands after what you chose here.")
            told.append(sentence.format(session=session))
    return told


def _showings(workspace: Path, record: Showings) -> list[str]:
    change_showings(workspace, lambda here: joined_showings(here, record.showings))
    return []


def _comments(workspace: Path, record: Comments) -> list[str]:
    here = comments(workspace)
    change_comments(workspace, lambda now: joined_comments(now, record.comments))
    known = {one.id: one for one in here}
    both = [one for one in record.comments if one.id in known and _beside(known, one).id not in known]
    if not both:
        return []
    told = ngettext(
        "One comment was different here: both versions are kept.",
        "{count} comments were different here: both versions are kept.",
        len(both),
    )
    return [told.format(count=len(both))]


def joined_showings(here: list[Showing], come: Iterable[Showing]) -> list[Showing]:
    """Return the record of both, oldest first; a line that both have knows what either of them knows."""
    both = {one.copy: one for one in here}
    for one in come:
        both[one.copy] = _joined(both[one.copy], one) if one.copy in both else one
    return sorted(both.values(), key=lambda one: one.at)


def joined_comments(here: list[Comment], come: Iterable[Comment]) -> list[Comment]:
    """Return the comments of both, those here first; another version of one that is here stands beside it.

    AnswersError where that is more than a person may keep.
    """
    known = {one.id: one for one in here}
    both = dict(known)
    for other in come:
        one = _beside(known, other)
        both.setdefault(one.id, one)
    if len(both) > max(MOST, len(here)):
        raise AnswersError(_("There are {most} comments already.").format(most=MOST))
    return list(both.values())


def _joined(here: Showing, other: Showing) -> Showing:
    """Return the line that is here, withdrawn where either was, with the later of the two replies."""
    days = [one.withdrawn_at for one in (here, other) if one.withdrawn_at]
    replies = [one.reply for one in (here, other) if one.reply]
    latest = max(replies, key=lambda reply: reply.at, default=None)
    return msgspec.structs.replace(here, withdrawn_at=min(days, default=None), reply=latest)


def _beside(known: dict[str, Comment], other: Comment) -> Comment:
    """Return `other`, under an id of its own where another version of it is here.

    That id is made of what it says, so that bringing it in once more changes nothing.
    """
    here = known.get(other.id)
    if here is None or _said(here) == _said(other):
        return other
    name = sha256(msgspec.json.encode(_said(other), order="sorted")).hexdigest()[:32]
    return msgspec.structs.replace(other, id=name, sent_at=None)


def _said(comment: Comment) -> dict[str, Any]:
    return msgspec.to_builtins(msgspec.structs.replace(comment, sent_at=None))


_MERGES: dict[str, Callable[[Path, Any], list[str]]] = {
    "portfolio.json": _portfolio,
    "shown.json": _showings,
    "comments.json": _comments,
}
