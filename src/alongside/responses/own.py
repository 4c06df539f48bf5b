"""Small records of a workspace beside its answers: what was chosen, shown or commented."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from alongside.errors import AnswersError
from alongside.responses.atomic import contents
from alongside.responses.foreign import Newer, shaped
from alongside.responses.untrusted import MAX_BYTES, Unreadable
from alongside.strings import _

T = TypeVar("T")


def read_own(path: Path, shape: type[T], *, do: str) -> T | None:
    """Return the record at `path`, None where there is none; AnswersError with `do` where it is damaged."""
    try:
        data = contents(path, MAX_BYTES)
        return None if data is None else shaped(data, shape)
    except (OSError, Unreadable) as err:
        do = _("Update the kit.") if isinstance(err, Newer) else do
        raise AnswersError(_("cannot be read: {why}").format(why=err), where=str(path), do=do) from err
