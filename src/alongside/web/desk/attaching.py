"""Files that go along with a session: a photo of a page, a PDF, a recording; attached and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from alongside.content.load import fresh_unit
from alongside.model.unit import AnyUnit
from alongside.web.attached import FilesOfSession
from alongside.web.desk.places import unit_folder
from alongside.web.page import Access, Page


class OwnFiles(FilesOfSession, Page):
    """The files of the owner of this desk, in their own folder."""

    access: ClassVar[Access] = "owner"

    @property
    def files_root(self) -> Path:
        """The workspace: here the files of its owner lie."""
        return self.root

    async def session_unit(self, session: str) -> AnyUnit:
        """Return a session of this workspace; 404 where it has none of that id."""
        return await self.work(_unit, self.root, session)

    def draw_files(self, **given: Any) -> None:
        """Finish with the page of the desk."""
        self.draw("attach.html", part="learn", **given)


class AttachPage(OwnFiles):
    """What goes along with one session besides answers, and the form that attaches one more file."""

    async def get(self, session: str) -> None:
        """Draw the files and the form."""
        await self.show(session)

    async def post(self, session: str) -> None:
        """Attach the file of the form, or take one back."""
        await self.take_form(session)


class OwnFilePage(OwnFiles):
    """One of the person's own files, as it goes along."""

    async def get(self, session: str, file: str) -> None:
        """Answer the file; 404 where there is none of that name."""
        await self.give_own(session, file)


def _unit(root: Path, session: str) -> AnyUnit:
    return fresh_unit(unit_folder(root, f"assessments/{session}"))
