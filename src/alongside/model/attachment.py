"""A file that goes along with a marked task: a picture of a page, a PDF, or a recording of sound."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.base import Id, Moment, Shape

SCHEMA = 1
MOST_FILES = 10
"""Files that go along with one session."""
MAX_FILE = 20 * 2**20
"""Bytes of one file."""
MAX_TOTAL = 40 * 2**20
"""Bytes of all files of one session."""
MOST_DAYS = 366
"""A recording is deleted at the latest so many days after it was attached."""
KEPT_DAYS = 60
"""What a date of deletion is proposed as: the handbook keeps recordings sixty days for appeals."""

FileType = Literal["jpg", "pdf", "m4a", "mp3", "ogg", "wav", "webm"]
"""What may go along, by the ending that the kit gives it. Every picture is written anew as `jpg`."""
SOUNDS = frozenset({"m4a", "mp3", "ogg", "wav", "webm"})

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
"""A SHA-256 in lower-case hexadecimal."""
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d\Z")]


class Recording(Shape, kw_only=True):
    """Who agreed to a recording, in the words of whoever attached it, and the day until which it is kept."""

    consent: Annotated[str, Meta(min_length=3, max_length=300)]
    until: Day


class Attachment(Shape, kw_only=True):
    """One file as a hand-in names it: its hash, kind, size in bytes, which task, what it shows, since when.

    The name that the file had stays with its owner: names of files say who somebody is.
    """

    sha256: Sha256
    type: FileType
    size: Annotated[int, Meta(ge=1, le=MAX_FILE)]
    task: Id
    what: Annotated[str, Meta(min_length=1, max_length=200)]
    at: Moment
    recording: Recording | None = None

    @property
    def file(self) -> str:
        """The name under which the kit keeps it."""
        return f"{self.sha256}.{self.type}"

    @property
    def sound(self) -> bool:
        """Whether it is a recording."""
        return self.type in SOUNDS


class Own(Shape, kw_only=True):
    """One file where it was attached, with the name that it came with; `deleted_at` once it is gone.

    What an observer attached has who that was and the day that was watched.
    """

    attachment: Attachment
    name: Annotated[str, Meta(max_length=200)] = ""
    deleted_at: Moment | None = None
    by: Annotated[str, Meta(max_length=64)] = ""
    observed: Day | None = None


class OwnFiles(Shape, kw_only=True):
    """`files.json` in a folder of attached files: all of them, in order."""

    schema: int
    files: list[Own]
