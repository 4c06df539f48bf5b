"""What pages share that take files that go along with an answer or a score sheet, and give them out again."""

from __future__ import annotations

from datetime import UTC, datetime

from alongside.errors import AnswersError
from alongside.model.attachment import Attachment
from alongside.responses.attached import proposed_day
from alongside.responses.attaching import Brought
from alongside.strings import _
from alongside.web.page import Page

FILE_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"
"""For a file that somebody attached: it loads nothing, and nothing in it runs."""
MEDIA = {
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "webm": "audio/webm",
}
"""What a browser is told about a file that somebody attached."""


class PageWithFiles(Page):
    """Takes what a form of `attach-parts.html` brings, and answers a file so that it stays one."""

    def brought_file(self, task: str) -> Brought:
        """Return the file of a form and what is said about it; AnswersError where it brings none.

        Without the tick nobody agreed.
        """
        found = [*self.request.files.get("photo", []), *self.request.files.get("file", [])]
        chosen = [one for one in found if one.filename]
        if not chosen:
            raise AnswersError(_("Choose a file, or take a photo."))
        said = {name: self.get_body_argument(name, "") for name in ("what", "consent", "until")}
        if self.get_body_argument("agreed", "") != "yes":
            said["consent"] = ""
        return Brought(chosen[0].body, chosen[0].filename, task, **said)

    def said_of_file(self) -> dict[str, str]:
        """Return what such a form holds when it is drawn: what was sent, and the proposed day."""
        names = ("task", "what", "consent", "until")
        given = {name: self.get_body_argument(name, "") for name in names}
        given["until"] = given["until"] or proposed_day(datetime.now(UTC).date()).isoformat()
        return given

    def give_file(self, one: Attachment, raw: bytes) -> None:
        """Finish with an attached file: a picture to look at, anything else to save; nothing of it runs."""
        self.set_header("Content-Security-Policy", FILE_POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        if one.type != "jpg":
            self.set_attachment_header(f"{one.sha256[:12]}.{one.type}")
        self.set_header("Content-Type", MEDIA[one.type])
        self.finish(raw)
