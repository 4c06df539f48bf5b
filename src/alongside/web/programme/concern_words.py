"""What is said to the contact about a concern: much by telephone, almost nothing by e-mail."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from alongside.model.concern import About, Concern, Way
from alongside.model.programme import Contact
from alongside.strings import _


def was_watched(task: str) -> bool:
    """Return whether an id names an observation (`a3-b1`), and no task."""
    return task.partition("-")[2].startswith("b")


def about_names(task: str = "") -> dict[About, str]:
    """Return what each answer to “who may be harmed” is called, of what was read or, at `task`, watched."""
    return {
        "child": _("a child or a young person"),
        "adult": _("another adult"),
        "writer": _("the person who was watched")
        if was_watched(task)
        else _("the person who wrote the text"),
        "unclear": _("that is not clear"),
    }


def way_names() -> dict[Way, str]:
    """Return what each way of telling is called."""
    return {"telephone": _("by telephone"), "in person": _("in person"), "mail": _("by e-mail")}


def telephone_text(concern: Concern, name: str) -> str:
    """Return what to say: all of it, and the name where the assessor asked to see it."""
    seen = was_watched(concern.task)
    read = _("I am {assessor}, an assessor. I have read something in an assessment that worries me.")
    heard = _("I am {assessor}, an assessor. I have seen or heard something while watching that worries me.")
    who = (heard if seen else read).format(assessor=concern.by)
    now = _("Somebody may be in danger now.") if concern.now else ""
    harmed = _("Who may be harmed: {about}.").format(about=about_names(concern.task)[concern.about])
    where = _("It stands in session {session}, task {task}, candidate {code}.").format(
        session=concern.session, task=concern.task, code=concern.code
    )
    named = _("The candidate is {name}.").format(name=name) if name else ""
    noticed = _("What I saw and heard: {words}") if seen else _("What I read, in its words: {words}")
    words = noticed.format(words=concern.words)
    asked = _("What do I do now, and what do you do? May I tell the candidate that I have told you?")
    return "\n".join(one for one in (who, now, harmed, where, named, words, asked) if one)


def mail_text(concern: Concern) -> str:
    """Return what to write: that it is urgent and where it lies, and nothing about anybody."""
    first = _("Please ring me today: I have a concern from an assessment.")
    where = _("It is written down under {at} (UTC), session {session}, code {code}.").format(
        at=concern.at[:16].replace("T", " "), session=concern.session, code=concern.code
    )
    why = _("I leave out what it is about: e-mail is read by others. If you do not answer today, I go on to")
    after = _("the next person on the country sheet.")
    return f"{first}\n{where}\n{why} {after}\n\n{concern.by}"


def mail_link(contact: Contact, concern: Concern) -> str:
    """Return a `mailto:` address with the text in it, or "" where the contact has no address."""
    if not contact.mail:
        return ""
    about = {"subject": _("Please ring me today"), "body": mail_text(concern)}
    return f"mailto:{quote(contact.mail, safe='@')}?{urlencode(about, quote_via=quote)}"
