"""Files that came along with hand-ins: checked at intake, found for a page that shows them, erased.

They lie where the hand-in is kept, `received/<session>/<id>/raw/attachments/`, under names of their hashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from alongside.errors import HandInError
from alongside.model.handin import HandIn
from alongside.responses.attached import FOLDER, due, flaw_in
from alongside.strings import _


def check_files(handed: HandIn, found: Mapping[str, bytes], today: date) -> None:
    """Raise HandInError where a file that a hand-in names is not there, or is not what it is said to be.

    A recording whose day of deletion has come may be missing.
    """
    for one in handed.attachments:
        raw = found.get(f"{FOLDER}/{one.file}")
        if raw is None and due(one.recording, today):
            continue
        wrong = _("it is not there") if raw is None else flaw_in(one, raw)
        if wrong:
            told = _("the file “{what}” that should go along cannot be taken: {why}")
            do = _("Ask for it to be handed in again.")
            raise HandInError(told.format(what=one.what, why=wrong), where=one.file[:12], do=do)
