"""Comments on activities: kept in the person's own workspace until they are sent, changed or erased."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from alongside.errors import AnswersError
from alongside.model.comments import COMMENTS, SCHEMA, Comment, Comments, Passed, PassedOn
from alongside.responses.atomic import rewrite
from alongside.responses.foreign import files_of, put, read_foreign, take_away
from alongside.responses.html import printable
from alongside.responses.own import read_own
from alongside.responses.refusals import not_changed
from alongside.responses.untrusted import Unreadable
from alongside.strings import _

Change = Callable[[list[Comment]], list[Comment]]
MOST = 500
"""Comments of one person."""


def comments(workspace: Path) -> list[Comment]:
    """Return the comments of this workspace, oldest first; AnswersError where the file is damaged."""
    do = _("Move it to another place and keep it: your comments are in it.")
    kept = read_own(comments_file(workspace), Comments, do=do)
    return kept.comments if kept else []


def keep_comment(workspace: Path, comment: Comment) -> None:
    """Keep a comment, in place of the one with the same id; AnswersError where it does not fit."""
    try:
        fits = msgspec.convert(msgspec.to_builtins(comment), Comment)
    except msgspec.ValidationError as err:
        raise AnswersError(
            _("A comment has between 1 and 5,000 characters."), do=_("It was not kept.")
        ) from err
    change_comments(workspace, lambda known: _with(known, fits))


def erase_comment(workspace: Path, exchange: Path, comment_id: str) -> bool:
    """Erase a comment here and in the exchange; return whether there was one here."""
    there = any(one.id == comment_id for one in comments(workspace))
    if there:
        take_away(sent_file(exchange, comment_id))
        change_comments(workspace, lambda known: [one for one in known if one.id != comment_id])
    return there


def erase_comments(workspace: Path, exchange: Path) -> None:
    """Erase every comment here and in the exchange."""
    for one in comments(workspace):
        erase_comment(workspace, exchange, one.id)


def send(workspace: Path, exchange: Path, by: str, at: str) -> int:
    """Put every comment into the exchange and remember when (`at`, UTC); return how many there were."""
    mine = comments(workspace)
    for one in mine:
        put(sent_file(exchange, one.id), passed_on([one], by))
    change_comments(workspace, lambda known: [msgspec.structs.replace(one, sent_at=at) for one in known])
    return len(mine)


def change_comments(workspace: Path, change: Change) -> None:
    """Keep what `change` makes of the comments; a file that says so already is left as it is."""

    def changed() -> tuple[bytes | None, None]:
        known = comments(workspace)
        now = change(known)
        whole = msgspec.json.encode(Comments(schema=SCHEMA, comments=now))
        return (msgspec.json.format(whole, indent=2) + b"\n" if now != known else None), None

    rewrite(comments_file(workspace), changed, not_changed)


def passed_on(some: Iterable[Comment], by: str) -> PassedOn:
    """Return comments as others get them: with the name only where that was allowed."""
    return PassedOn(format=COMMENTS, schema=SCHEMA, comments=[_passed(one, by) for one in some])


def take_in_comments(exchange: Path, sent: PassedOn) -> None:
    """Put comments that came as a file into the exchange, each in place of an earlier version of itself."""
    for one in sent.comments:
        put(sent_file(exchange, one.id), PassedOn(format=COMMENTS, schema=SCHEMA, comments=[one]))


def all_passed(exchange: Path) -> tuple[list[Passed], list[str]]:
    """Return every comment in the exchange by activity and time, and a sentence for each damaged file."""
    found, problems = [], []
    for path in files_of(exchange / "comments", ".json"):
        try:
            found += _read(path).comments
        except Unreadable as err:
            told = _("{file} was left out: {why}")
            problems.append(told.format(file=printable(path.name)[:80], why=err))
    return sorted(found, key=lambda one: (one.activity, one.at)), problems


def fresh_id() -> str:
    """Return an id for a new comment."""
    return secrets.token_hex(16)


def comments_file(workspace: Path) -> Path:
    """Return where the comments lie."""
    return workspace / "comments.json"


def sent_file(exchange: Path, comment_id: str) -> Path:
    """Return where a comment lies in the exchange."""
    return exchange / "comments" / f"{comment_id}.json"


def _read(path: Path) -> PassedOn:
    one = read_foreign(path, PassedOn)
    if [f"{comment.id}.json" for comment in one.comments] != [path.name]:
        raise Unreadable(_("Its name is not that of what is in it."))
    return one


def _passed(one: Comment, by: str) -> Passed:
    said = {name: getattr(one, name) for name in ("id", "activity", "title", "version", "at", "text")}
    return Passed(**said, by=by if one.named else None)


def _with(known: list[Comment], comment: Comment) -> list[Comment]:
    if all(one.id != comment.id for one in known):
        if len(known) >= MOST:
            raise AnswersError(_("There are {most} comments already.").format(most=MOST))
        return [*known, comment]
    return [comment if one.id == comment.id else one for one in known]
