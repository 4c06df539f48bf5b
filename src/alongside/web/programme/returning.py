"""Files for people at a distance: a session to work on, feedback and letters, each alone or all as a zip."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from alongside.grading.distance import Leaving, session_file
from alongside.publish.returning import feedback_files, letter_files, one_of, zip_of
from alongside.web.page import Access, Page
from alongside.web.programme.assessing import course_with
from alongside.web.programme.results import phase_course


class Sending(Page):
    """What these addresses share: they answer a file to save, and nothing that a browser opens."""

    access: ClassVar[Access] = "assessor"

    def send(self, leaving: Leaving) -> None:
        """Answer one page as a download."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_attachment_header(leaving.name)
        self.finish(leaving.body)

    def send_zip(self, name: str, body: bytes) -> None:
        """Answer a zip as a download."""
        self.set_header("Content-Type", "application/zip")
        self.set_attachment_header(name)
        self.finish(body)


class SessionFilePage(Sending):
    """A released session as one file."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Answer the file; 409 and why where the session is not released."""
        course = await self.work(course_with, self.root, session)
        self.send(await self.work(session_file, course, session, datetime.now(UTC)))


class FeedbackFilePage(Sending):
    """The released feedback of one candidate as a file."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Answer the file; 409 and why where nothing was released to this person."""
        course = await self.work(course_with, self.root, session)
        made = await self.work(feedback_files, course, session, datetime.now(UTC))
        self.send(one_of(made, self.get_query_argument("who", "")))


class FeedbackFilesPage(Sending):
    """All released feedback on a session as a zip, one file per person."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Answer the zip; it is empty where nothing was released."""
        course = await self.work(course_with, self.root, session)
        made = await self.work(feedback_files, course, session, datetime.now(UTC))
        self.send_zip(f"{session}-feedback.zip", zip_of(made))


class LetterFilePage(Sending):
    """The letter of one candidate that went out, as a file."""

    access: ClassVar[Access] = "trainer"

    async def get(self, phase: str) -> None:
        """Answer the file; 409 and why where no letter went out to this person."""
        course = await self.work(phase_course, self.root, phase)
        made = await self.work(letter_files, course, phase, datetime.now(UTC))
        self.send(one_of(made, self.get_query_argument("who", "")))


class LetterFilesPage(Sending):
    """All letters of a phase that went out as a zip, one file per person."""

    access: ClassVar[Access] = "trainer"

    async def get(self, phase: str) -> None:
        """Answer the zip; it is empty where no letter went out."""
        course = await self.work(phase_course, self.root, phase)
        made = await self.work(letter_files, course, phase, datetime.now(UTC))
        self.send_zip(f"phase-{phase}-letters.zip", zip_of(made))
