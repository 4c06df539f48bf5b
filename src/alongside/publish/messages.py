"""Messages as files to open: a mail for each person, a table for mail merge. Nothing here sends anything."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from alongside.content.messages import PLACES, filled
from alongside.errors import WorkspaceError
from alongside.records.messages import Recipient
from alongside.responses.html import printable, safe
from alongside.responses.spreadsheet import plain
from alongside.strings import _

_ENDS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
"""What could end a line in the head of a mail."""
_MEANING = re.compile(r'["<>@,;:\\()\[\]]')
"""Signs that mean something in the head of a mail: in long names the standard library loses their quotes."""
_OPEN = re.compile(r"\{(" + "|".join(sorted(PLACES - {"name"})) + r")\}")
COLUMNS = ("name", "mail", "organisation", "group", "subject", "text", "instead")


def left_open(subject: str, text: str) -> list[str]:
    """Return the places of a message that nothing was put into yet: `{day}`."""
    return list(dict.fromkeys(found[0] for found in _OPEN.finditer(f"{subject}\n{text}")))


def words_for(recipient: Recipient, subject: str, text: str) -> tuple[str, str]:
    """Return subject and text as one person gets them."""
    name = {"name": recipient.name or _("colleague")}
    return one_line(filled(subject, name)), printable(filled(text, name).replace("\r\n", "\n"))


def mail_for(recipient: Recipient, subject: str, text: str, calendar: bytes | None) -> bytes:
    """Return a mail that opens as a draft in mail programs: plain text, the same as plain HTML, the dates.

    It names no sender: whoever opens it sends it from their own address, or does not. Nothing in it loads
    anything. Names and subjects with line ends become one line, so that no head can be added to the mail.
    """
    subject, text = words_for(recipient, subject, text)
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    name = one_line(_MEANING.sub(" ", recipient.name))
    mail["To"] = Address(display_name=name, addr_spec=recipient.mail)
    mail["Subject"] = subject
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html_of(subject, text), subtype="html", cte="quoted-printable")
    if calendar:
        mail.add_attachment(
            calendar,
            maintype="text",
            subtype="calendar",
            filename="sessions.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    return mail.as_bytes()


def html_of(subject: str, text: str) -> str:
    """Return a text as a whole HTML page: paragraphs, and lists where lines begin with a hyphen."""
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{safe(subject)}</title></head>\n'
        f"<body>\n{body_html(text)}</body></html>\n"
    )


def body_html(text: str) -> str:
    """Return the paragraphs and lists of a text as safe HTML."""
    return "".join(_block(one.split("\n")) for one in re.split(r"\n{2,}", text.strip()))


def mails_zip(
    recipients: Sequence[Recipient], subject: str, text: str, calendar: bytes | None, telling: str
) -> bytes:
    """Return a zip with a mail for everybody who can have one, and a list of those to tell in another way.

    WorkspaceError while a place in the text still has nothing in it.
    """
    _refuse_open(subject, text)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, one in enumerate((r for r in recipients if not r.why_not), start=1):
            name = re.sub(r"[^A-Za-z0-9]+", "-", one.who).strip("-")[:60]
            archive.writestr(f"{number:03}-{name}.eml", mail_for(one, subject, text, calendar))
        if others := [one for one in recipients if one.why_not]:
            lines = [f"{one_line(one.name)}: {one_line(one.why_not)}" for one in others]
            archive.writestr(f"{telling}.txt", "\r\n".join([*lines, ""]).encode("utf-8-sig"))
    return whole.getvalue()


def merge_csv(recipients: Sequence[Recipient], subject: str, text: str) -> str:
    """Return a table for mail merge: a line for everybody, with the reason where it is not to be a mail.

    Who is not to have a mail stands there without an address, so that none can go out by mistake. No cell is
    a formula.
    """
    _refuse_open(subject, text)
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for one in recipients:
        said = words_for(one, subject, text)
        mail = "" if one.why_not else one.mail
        cells = (one.name, mail, one.organisation, one.group, *said, one.why_not)
        writer.writerow([plain(printable(cell)) for cell in cells])
    return table.getvalue()


def one_line(text: str) -> str:
    """Return a text on one line, with nothing in it that a mail program takes for the end of one."""
    return " ".join(_ENDS.sub(" ", text).split())


def _refuse_open(subject: str, text: str) -> None:
    if places := left_open(subject, text):
        what = _("Nothing was put in for {places}.").format(places=", ".join(places))
        raise WorkspaceError(what, do=_("Write something there, or take it out, and keep the draft."))


def _block(lines: list[str]) -> str:
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{safe(line[2:])}</li>" for line in lines)
        return f"<ul>{items}</ul>\n"
    return f"<p>{'<br>'.join(safe(line) for line in lines)}</p>\n"
