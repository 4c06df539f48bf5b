"""A complaint as one file to send: a page that anybody can read, which the person for complaints takes in."""

from __future__ import annotations

from alongside.model.complaint import SCHEMA, About, Act, Complaint, Outcome, SentComplaint
from alongside.responses.html import safe
from alongside.responses.sendable import sendable, sent
from alongside.strings import _


def about_names() -> dict[About, str]:
    """Return what a complaint may be about."""
    return {
        "mentor": _("a mentor or coach"),
        "trainer": _("a trainer"),
        "assessment": _("an assessor, or how I was assessed"),
        "programme": _("how the programme is run"),
        "other": _("something else"),
    }


def act_names() -> dict[Act, str]:
    """Return what each thing that is done about a complaint is called."""
    return {
        "acknowledged": _("told in writing who deals with it, and by when"),
        "heard": _("both sides heard"),
        "noted": _("a note"),
        "answered": _("answered in writing"),
        "second look asked": _("a second look asked for"),
        "second look answered": _("second look answered"),
        "withdrawn": _("withdrawn by the one who complained"),
    }


def outcome_names() -> dict[Outcome, str]:
    """Return what each outcome is called."""
    return {
        "upheld": _("it is right"),
        "partly upheld": _("it is right in part"),
        "not upheld": _("it was not found to be so"),
        "settled": _("both sides settled it"),
    }


def complaint_page(complaint: Complaint, whom: str, lang: str) -> bytes:
    """Return the file: what was written, to read and to keep, with the same as data."""
    rows = [
        (_("To"), whom or _("the person for complaints")),
        (_("Written on"), complaint.at[:10]),
        (_("From"), complaint.name or _("somebody who does not want to be named")),
        (_("How to reach me"), complaint.reach),
        (_("It is about"), about_names()[complaint.about]),
    ]
    facts = "".join(f"<dt>{safe(name)}</dt><dd>{safe(value)}</dd>" for name, value in rows if value)
    parts = [(_("What happened"), complaint.words), (_("What I would like to happen"), complaint.wish)]
    texts = "".join(
        f'<h2>{safe(title)}</h2><p class="text">{_lines(text)}</p>' for title, text in parts if text
    )
    value = SentComplaint(format="alongside-complaint", schema=SCHEMA, complaint=complaint)
    return sendable(_("A complaint"), f"<dl>{facts}</dl>{texts}", value, lang)


def complaint_in(page: bytes) -> Complaint:
    """Return the complaint that a file carries; Unreadable says why there is none."""
    return sent(page, SentComplaint).complaint


def _lines(text: str) -> str:
    return "<br>".join(str(safe(line)) for line in text.splitlines())
