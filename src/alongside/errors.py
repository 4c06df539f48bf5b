"""Every error the kit raises on purpose, as one tree.

AlongsideError
├── ContentError          a file of the curriculum is wrong (names file, line, field)
├── AnswersError          a file of answers cannot be used as it is
│   ├── NotSaved          the disk refused; the earlier file is whole
│   ├── StaleAnswer       somebody saved in between (both texts are kept)
│   └── NewerSchema       written by a newer kit: refused, never truncated
├── HandInError           something handed in is not what a session expects
├── KeyMissing            marking was asked for without the key folder
├── LedgerError           a mark cannot be entered in the ledger, or the ledger not opened
│   ├── NotStandardised   the examples of the session come before its live work
│   ├── StaleMark         somebody entered or corrected the same mark in between
│   └── NewerLedger       made by a newer kit: refused, never changed
├── WorkspaceError        a folder is not a workspace, or cannot be written
└── StartError            the kit cannot start here (one sentence, what to do)
"""

from __future__ import annotations


class AlongsideError(Exception):
    """Something a person can act on: says where it is, what is wrong and what to do."""

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what = what
        self.where = where
        self.do = do
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        stop = "" if self.what.endswith((".", "!", "?", ":", ";")) else "."
        advice = f"{stop} {self.do}" if self.do else ""
        return f"{place}{self.what}{advice}"

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in a notebook: the sentence, not the way through the code."""
        return [str(self)]


class ContentError(AlongsideError):
    """A file of the curriculum cannot be read or breaks its schema."""


class AnswersError(AlongsideError):
    """A file of answers cannot be used as it is."""


class NotSaved(AnswersError):
    """The disk refused to keep an answer; the earlier file is whole."""


class StaleAnswer(AnswersError):
    """The answer was changed elsewhere since it was opened."""


class NewerSchema(AnswersError):
    """The file was written by a newer kit: it is refused, never cut down."""


class HandInError(AlongsideError):
    """Something handed in is not what the session expects."""


class KeyMissing(AlongsideError):
    """Marking was asked for without the key that it needs."""


class LedgerError(AlongsideError):
    """A mark cannot be entered in the ledger, or the ledger cannot be opened."""


class StaleMark(LedgerError):
    """Somebody entered or corrected the same mark in between: read again before deciding."""


class NotStandardised(LedgerError):
    """An assessor has to mark the examples of the session before live work."""


class NewerLedger(LedgerError):
    """The ledger was made by a newer kit: it is refused, never changed."""


class WorkspaceError(AlongsideError):
    """A folder is not a workspace, or cannot be written."""


class StartError(AlongsideError):
    """The kit cannot start here."""
