"""The chapters for trainers: what to do around the sessions, each on a page that can be printed."""

from __future__ import annotations

from typing import ClassVar

from tornado.web import HTTPError

from alongside import paths
from alongside.content.chapters import Chapter, chapters
from alongside.content.citing import kit_sources
from alongside.model.evidence import Source
from alongside.publish.prose import cited_in, prose
from alongside.strings import _
from alongside.web.page import Access, Page


class ChapterPage(Page):
    """One chapter."""

    access: ClassVar[Access] = "trainer"

    async def get(self, name: str) -> None:
        """Draw the chapter as safe HTML, with the sources that it cites below it."""
        chapter = await self.work(chapter_called, name)
        text, sources = await self.work(_drawn, chapter)
        self.draw("chapter.html", part="lead", chapter=chapter, text=text, sources=sources)


def all_chapters() -> list[Chapter]:
    """Return the chapters of the kit in the order of their titles."""
    return chapters(paths.content_root())


def chapter_called(name: str) -> Chapter:
    """Return the chapter with this name; 404 where there is none. No path is ever made of `name`."""
    found = next((chapter for chapter in all_chapters() if chapter.name == name), None)
    if found is None:
        raise HTTPError(404, reason=_("There is no such chapter for trainers."))
    return found


def _drawn(chapter: Chapter) -> tuple[str, list[Source]]:
    known = kit_sources()
    return prose(chapter.text, known), cited_in(chapter.text, known)
