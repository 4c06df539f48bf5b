"""A kernel for a notebook of the kit while its page still loads, so that nobody waits for both in turn."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import ClassVar

import msgspec
from jupyter_server.utils import ensure_async
from tornado.web import HTTPError

from alongside.content.grammar import KERNEL, refusals
from alongside.content.notebooks import code_of, kernel_of
from alongside.errors import ContentError
from alongside.model.base import Shape
from alongside.publish.light import read_notebook
from alongside.web.desk.places import unit_folder
from alongside.web.page import Access, Page


class Opening(Shape):
    """The notebook whose page is loading, as its path from the workspace."""

    path: str


class EarlyKernelPage(Page):
    """Begins the session that the page of a notebook asks for a moment later, where the gate would let it."""

    access: ClassVar[Access] = "owner"

    async def post(self) -> None:
        """Answer whether a kernel is on its way; a notebook that is not the kit's gets none from here."""
        try:
            path = msgspec.json.decode(self.request.body, type=Opening).path
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
            raise HTTPError(400) from err
        if not await self.work(_may_start, self.root, path):
            return self.answer({"begun": False})
        sessions = self.settings["session_manager"]
        if not await ensure_async(sessions.session_exists(path=path)):
            name = PurePosixPath(path).name
            await sessions.create_session(path=path, name=name, type="notebook", kernel_name=KERNEL)
        return self.answer({"begun": True})


def _may_start(root: Path, path: str) -> bool:
    """Whether the notebook as it lies on the disk passes the gate; 404 where it lies on no shelf."""
    folder, _slash, name = path.rpartition("/")
    if not name.endswith(".ipynb") or name.startswith("."):
        raise HTTPError(404)
    try:
        notebook = read_notebook(unit_folder(root, folder) / name)
        return not refusals(kernel_of(notebook), code_of(notebook))
    except (ContentError, AttributeError, TypeError):
        return False  # its own page says what is wrong with it
