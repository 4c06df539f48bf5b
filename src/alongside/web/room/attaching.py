"""Photos, PDFs and recordings that somebody attaches in the room; they wait here until they are handed in.

A form comes piece by piece onto the disk and is read once it is whole: forty phones that send a photo at the
same moment need no memory for it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, ClassVar

from tornado.httputil import HTTPInputError, parse_body_arguments
from tornado.web import HTTPError, stream_request_body

from alongside.model.attachment import MAX_FILE
from alongside.model.unit import AnyUnit, Assessment
from alongside.responses.refusals import not_changed
from alongside.strings import _
from alongside.web.attached import FilesOfSession
from alongside.web.room.house import House
from alongside.web.room.page import SMALL, Access, RoomPage
from alongside.web.room.taking_part import check_takes_part
from alongside.web.room.units import find
from alongside.web.room.waiting import LARGEST_FORM

SLOWEST = 300.0
"""Seconds in which a whole form with a file has to have come, over a Wi-Fi that forty people share."""
WORDS, WITH_FILE = "application/x-www-form-urlencoded", "multipart/form-data"
READ_AND_REFUSED = 64 * 2**20
"""Bytes up to which a form that is refused is let pass by: a browser reads an answer only after sending."""


class RoomFiles(FilesOfSession, RoomPage):
    """The files of whoever asks, in the place of their badge."""

    access: ClassVar[Access] = "person"
    keeps_names = False

    @property
    def files_root(self) -> Path:
        """The place of this person on the trainer's computer, as long as the room is open."""
        return self.house.waiting.place_of(self.person)

    async def session_unit(self, session: str) -> AnyUnit:
        """Return a session that was released; 404 for anything else."""
        unit = (await self.work(find, self.house.exchange, session)).unit
        if not isinstance(unit, Assessment):
            raise HTTPError(404)
        return unit

    def draw_files(self, **given: Any) -> None:
        """Finish with the page of the room."""
        self.draw("room/attach.html", **given)


@stream_request_body
class AttachPage(RoomFiles):
    """What goes along with one session, and the form that attaches one more file.

    The proof that a form is this page's own stands in its address: it is asked for before any byte is read.
    """

    _form: IO[bytes] | None = None
    _counted = 0
    _broken: OSError | None = None
    _refused = (0, "")

    async def prepare(self) -> None:
        """Find out what would be too much before it comes; none of that is kept."""
        await super().prepare()
        if self._finished or self.request.method != "POST":
            return
        size = self._announced()
        if not (size <= SMALL and self._is(WORDS)):
            self._take_longer()
            self._refused = await self._refusal(size)
            if self._refused[1]:
                self._let_go()
                if size > READ_AND_REFUSED:
                    await self._refuse(self.path_args[0])
                return
        self._form = await self.work(_new_file, self.house)

    async def data_received(self, chunk: bytes) -> None:
        """Put a piece of the form onto the disk."""
        try:
            if self._form is not None and self._broken is None:
                await self.work(self._form.write, chunk)
        except OSError as err:
            self._broken = err

    async def get(self, session: str) -> None:
        """Draw the files and the form."""
        await self.show(session)

    async def post(self, session: str) -> None:
        """Attach the file of the form, or take one back; 422 and a sentence where it cannot go along."""
        if self._refused[1]:
            await self._refuse(session)
            return
        await self.work(check_takes_part, self.house, self.person, self.now())
        async with self.house.reading:
            await self.work(self._read_form)
            await self.take_form(session)

    def on_finish(self) -> None:
        """Count what came no more."""
        self._let_go()

    def on_connection_close(self) -> None:
        """Delete what came of a form that was broken off."""
        self._let_go()
        super().on_connection_close()

    def _announced(self) -> int:
        length = self.request.headers.get("Content-Length", "")
        if not length.isdecimal() or not (self._is(WITH_FILE) or self._is(WORDS)):
            raise HTTPError(400)
        return int(length)

    def _is(self, kind: str) -> bool:
        return self.request.headers.get("Content-Type", "").startswith(kind)

    async def _refusal(self, size: int) -> tuple[int, str]:
        if self.house.attaching.too_often(self.person, self.now()):
            return 429, _("You sent many files just now. Wait some minutes, then try again.")
        if size > LARGEST_FORM:
            told = _("The file is larger than {most} MB.").format(most=MAX_FILE // 2**20)
            return 413, f"{told} " + _("Make it smaller, or give it to your trainer in another way.")
        self._counted = size
        self.house.waiting.begins(self.person, size)
        return await self.work(self.house.waiting.refusal, self.person)

    async def _refuse(self, session: str) -> None:
        status, told = self._refused
        self.set_status(status)
        await self.show(session, trouble=told)

    def _take_longer(self) -> None:
        connection: Any = self.request.connection
        connection.set_body_timeout(SLOWEST)
        connection.set_max_body_size(READ_AND_REFUSED)

    def _read_form(self) -> None:
        """Read the form as Tornado reads one that is small; 400 where it is none."""
        if self._form is None:
            raise HTTPError(400)
        if self._broken is not None:
            raise not_changed(self._broken, self.house.waiting.home)
        self._form.seek(0)
        kind, given = self.request.headers.get("Content-Type", ""), self.request.body_arguments
        try:
            parse_body_arguments(kind, self._form.read(), given, self.request.files, self.request.headers)
        except HTTPInputError as err:
            raise HTTPError(400) from err

    def _let_go(self) -> None:
        if self._form is not None:
            self._form.close()
            self._form = None
        if self._counted:
            self.house.waiting.ends(self.person, self._counted)
            self._counted = 0


class OwnFilePage(RoomFiles):
    """One of the files of whoever asks; another badge has none of that name."""

    async def get(self, session: str, file: str) -> None:
        """Answer the file; 404 where there is none."""
        await self.unit_with_tasks(session)
        await self.give_own(session, file)


def _new_file(house: House) -> IO[bytes]:
    """Return a file without a name for a form that comes: it is gone with this process, however that ends."""
    home = house.waiting.home
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return TemporaryFile(dir=home)
    except OSError as err:
        raise not_changed(err, home) from err
