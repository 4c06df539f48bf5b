"""Who put a hand-in into the exchange of a Hub: the owner of the folder, whatever its name says."""

from __future__ import annotations

import msgspec

from alongside.errors import WorkspaceError
from alongside.grading.course import Course
from alongside.grading.folders import Submission
from alongside.strings import _


def owner_of(course: Course, one: Submission) -> str:
    """Return in whose name a hand-in came: on a Hub that of the account that owns it, else what it says.

    A folder of no person's account has a name in brackets, which is no candidate's.
    """
    if course.accounts is None:
        return one.candidate
    import pwd

    try:
        people = msgspec.json.decode(course.accounts.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError) as err:
        raise WorkspaceError(
            _("cannot be read, so nobody can say whose a hand-in is ({why})").format(why=err),
            where=str(course.accounts),
            do=_("Ask whoever looks after the Hub to put it right."),
        ) from err
    number = one.path.lstat().st_uid
    try:
        account = pwd.getpwuid(number).pw_name
    except KeyError:
        account = str(number)
    return people.get(account) or f"({account})"
