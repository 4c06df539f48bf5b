"""The rows of what is decided beside marks, in the ledger's database: read, and written after a look at all.

Whoever decides looks at the rows and writes in one turn, so that two people at once cannot give one hand-in
to two pairs, or defer somebody twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from threading import Lock

import msgspec
from sqlalchemy.exc import IntegrityError, OperationalError

from alongside.errors import LedgerError
from alongside.grading.course import Course
from alongside.grading.ledger import address_of, connected, is_there
from alongside.model.acts import AnyAct, Recorded, Third
from alongside.model.handin import Candidate
from alongside.responses.moments import moment
from alongside.store import acts as store
from alongside.store.connecting import reading, writing
from alongside.store.migrating import prepare
from alongside.strings import _

Rows = Sequence[Recorded]
Decide = Callable[[list[Recorded]], Iterable[AnyAct]]
"""From the rows as they are, in the order of their numbers, to the acts to be written."""
_seen: dict[str, list[Recorded]] = {}
_turn = Lock()


def acts_of(course: Course, session: str | None = None, candidate: str | None = None) -> list[Recorded]:
    """Return the rows of a session, of a candidate, or all, in the order in which they were written."""
    rows = _all(course)
    return [
        row
        for row in rows
        if (session is None or getattr(row.act, "session", None) == session)
        and (candidate is None or row.act.candidate == candidate)
    ]


def decide(course: Course, by: str, make: Decide, now: datetime) -> list[Recorded]:
    """Write what `make` returns for the rows of now, all of it or none; nobody else writes in between.

    LedgerError where `by` or an act is not whole, or the database cannot be written. What `make` raises goes
    through, and nothing was written.
    """
    try:
        with connected(course) as place:
            prepare(place)
            with writing(place) as connection:
                store.hold(connection)
                _check_by(by)
                acts = [_whole(one) for one in make(store.find(connection))]
                return [store.add(connection, one, by, moment(now)) for one in acts]
    except (IntegrityError, OperationalError) as err:
        do = _("Nothing was written; try again. The database says: {why}").format(why=err.orig)
        raise LedgerError(_("the decision cannot be written now"), do=do) from err


def _check_by(by: str) -> None:
    try:
        msgspec.convert(by, Candidate)
    except msgspec.ValidationError as err:
        do = _("Use letters, digits and hyphens, at most 64.")
        raise LedgerError(_("decided by {who!r}, and that is not an id").format(who=by), do=do) from err


def _whole(act: AnyAct) -> AnyAct:
    words = [getattr(act, name, None) for name in ("reason", "grounds")]
    if not isinstance(act, Third) and any(one is not None and not one.strip() for one in words):
        do = _("Say why, in a few words: it is kept.")
        raise LedgerError(_("the reason is missing"), where=act.candidate, do=do)
    try:
        return msgspec.json.decode(msgspec.json.encode(act), type=AnyAct)
    except (msgspec.MsgspecError, UnicodeError) as err:
        what = _("this cannot be written: {why}").format(why=err)
        raise LedgerError(what, where=act.candidate, do=_("Fill in what is missing.")) from err


def _all(course: Course) -> list[Recorded]:
    """Return every row; what was read before is not read again, because rows stay."""
    if not is_there(course):
        return []
    name = str(address_of(course))
    with connected(course) as place:
        prepare(place)
        with _turn, reading(place) as connection:
            known = _seen.get(name, [])
            rows = store.find(connection, since=known[-1].id if known else 0)
            if known and (not rows or rows[0] != known[-1]):
                # Another ledger lies there now, a restored one perhaps: nothing of the old one is true.
                known, rows = [], store.find(connection)
            _seen[name] = [*known, *(rows[1:] if known else rows)]
            return _seen[name]
