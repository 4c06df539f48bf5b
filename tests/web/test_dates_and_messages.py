"""The calendar, complaints and messages as their pages give them, over plain HTTP."""

from __future__ import annotations

import csv
import email
import html
import io
import re
import zipfile
from datetime import UTC, date, datetime
from email.policy import default

import pytest
from asking import Asker
from desk import Desk
from icalendar import Calendar

from alongside.content.shelf import programme_for
from alongside.model.attendance import Absent, Here, Row
from alongside.model.people import Person
from alongside.model.programme import Contact
from alongside.records import messages as records
from alongside.records.attendance import record
from alongside.records.calendar import closed_days, dates_of
from alongside.records.complaints import complaints_in
from alongside.records.messages import draft_of, newest
from alongside.records.people import enrol
from alongside.web.extension import AlongsideExtension
from alongside.web.page import make_templates

CALENDAR = "cohort/calendar"


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


def text_of(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.text)))


def fields_of(page: str) -> dict[str, str]:
    """The named fields of the form of proposed dates, as a browser would send them."""
    form = page.partition('id="made"')[2].partition("</form>")[0]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag)[1], re.search(r'value="([^"]*)"', tag)
        found[name] = html.unescape(value[1]) if value else ""
    return found


# The calendar


def test_closed_days_are_pasted_and_a_bad_line_is_named(person, desk):
    pasted = "2026-10-19 – 2026-10-23 Autumn <b>holidays</b>\nsometime\n25.12.2026 Christmas"
    answer = person.post(CALENDAR, {"act": "close", "closed": pasted})
    assert "2 lines were read." in answer.text
    assert "Line 2 was left out" in answer.text
    assert "<b>holidays" not in answer.text
    assert [one.name for one in closed_days(desk.root)] == ["Autumn <b>holidays</b>", "Christmas"]


def test_dates_from_a_pattern_are_shown_with_what_moved_them_and_kept_as_they_were_changed(person, desk):
    asked = {
        "strand": "short-door",
        "first": "2026-10-06",
        "zone": "Europe/Ljubljana",
        "place": "Hall",
        "group": "A",
    }
    shown = person.post(CALENDAR, {"act": "preview", **asked})
    assert shown.status == 200
    assert "Not on Tuesday, 20 October 2026: Autumn <b>holidays</b>." in text_of(shown)
    assert dates_of(desk.root) == []
    form = fields_of(shown.text) | {"act": "plan", "time-s2": "13:30"}
    del form["take-f2"]
    assert "3 dates are in the calendar." in person.post(CALENDAR, form).text
    kept = {one.session: one for one in dates_of(desk.root, "A")}
    assert sorted(kept) == ["f1", "s1", "s2"]
    assert kept["s2"].start.isoformat() == "2026-10-26T13:30:00+01:00"
    assert (kept["s1"].minutes, kept["s1"].place) == (195, "Hall")


def test_the_file_changes_with_the_calendar_and_a_cancelled_meeting_is_cancelled_in_it(person, desk):
    [before] = [one for one in dates_of(desk.root) if one.session == "s2"]
    file = person.get(f"{CALENDAR}.ics?group=A")
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in file.headers["Content-Disposition"]
    assert len(Calendar.from_ical(file.body).walk("VEVENT")) == 3
    told = person.post(CALENDAR, {"act": f"cancel:{before.id}", "seen": "0", "why": "Snow."})
    assert "replaces what was there" in told.text
    events = {
        one["UID"]: one for one in Calendar.from_ical(person.get(f"{CALENDAR}.ics").body).walk("VEVENT")
    }
    assert (events[before.uid]["STATUS"], events[before.uid]["SEQUENCE"]) == ("CANCELLED", 1)
    assert Calendar.from_ical(person.get(f"{CALENDAR}.ics?group=B").body).walk("VEVENT") == []


def test_a_date_is_put_in_by_hand_for_everybody_and_changed(person, desk):
    one = {"session": "m", "day": "2027-01-12", "time": "18:00", "zone": "Europe/Ljubljana", "group": ""}
    assert person.post(CALENDAR, {"act": "add", **one}).status == 404
    assert person.post(CALENDAR, {"act": "add", **one, "session": "d1"}).status == 200
    [made] = dates_of(desk.root, "B")
    changed = {
        **one,
        "act": f"change:{made.id}",
        "seen": "0",
        "place": "Inn",
        "minutes": "80",
        "why": "Smaller.",
    }
    assert person.post(CALENDAR, changed).status == 200
    [after] = dates_of(desk.root, "B")
    assert (after.place, after.minutes, after.session, after.sequence) == ("Inn", 80, "d1", 1)
    assert person.post(CALENDAR, changed).status == 422
    assert "Inn" in person.get(f"{CALENDAR}/paper?group=B").text


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"act": "burn"}, 400, "no such step"),
        ({"act": "preview", "strand": "short-door", "first": "soon", "zone": "UTC"}, 422, "2026-10-20"),
        (
            {"act": "preview", "strand": "short-door", "first": "2027-01-05", "zone": "Mars/Base"},
            422,
            "Mars/Base",
        ),
        ({"act": "preview", "strand": "no-door", "first": "2027-01-05", "zone": "UTC"}, 404, "no such path"),
        ({"act": "cancel:nothing", "seen": "0"}, 422, "no such meeting"),
        ({"act": "open:2026-01-01/x"}, 422, "2026-10-20"),
        (
            {"act": "add", "session": "s1", "day": "2027-03-28", "time": "02:30", "zone": "Europe/Rome"},
            422,
            "jump",
        ),
        (
            {"act": "add", "session": "s1", "day": "2027-03-27", "time": "99", "zone": "Europe/Rome"},
            422,
            "starts",
        ),
        (
            {
                "act": "add",
                "session": "s1",
                "day": "2027-03-27",
                "time": "09:00",
                "zone": "UTC",
                "group": "a/b",
            },
            422,
            "group",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(person, desk, asked, status, said):
    before = dates_of(desk.root)
    answer = person.post(CALENDAR, asked)
    assert answer.status == status
    assert said in text_of(answer)
    assert dates_of(desk.root) == before


# Something is wrong

MARK = "Qzx he told my head about the merger <script>alert(1)</script>"
COMPLAINT = {
    "about": "mentor",
    "words": MARK,
    "wish": "An apology.",
    "name": "Ana Kos",
    "reach": "ana@example.org",
}


@pytest.mark.parametrize("home", ["", "trainer", "assessor"])
def test_every_home_page_says_whom_to_ring_and_how_to_complain(person, home):
    """The desk is a demonstration, so that fictional people stand there."""
    text = text_of(person.get(home)).partition("Something is wrong")[2]
    assert "Ines Varga (fictional)" in text
    assert "Orla Quist (fictional)" in text
    assert "Write a complaint" in text


def test_where_nobody_exists_it_is_said_what_is_missing():
    drawn = make_templates().from_string(
        '{% from "wrong.html" import something_wrong %}{{ something_wrong(plan, "c", "d") }}'
    )
    page = drawn.render(plan=programme_for(fictional=False))
    assert "Nobody is named yet whom you can tell. Whoever runs the programme has to name somebody" in page
    assert "Nobody is named yet who deals with complaints." in page
    assert "Ines" not in page


def test_where_somebody_is_named_their_number_stands_there():
    plan = {
        "contacts": [Contact(name="Zala <b>", telephone="+386 41 123 456")],
        "complaints": [Contact(name="Bor")],
    }
    drawn = make_templates().from_string(
        '{% from "wrong.html" import something_wrong %}{{ something_wrong(plan, "c", "d") }}'
    )
    page = drawn.render(plan=plan)
    assert 'href="tel:+38641123456"' in page
    assert "Zala &lt;b&gt;" in page
    assert "Bor" in page
    assert "Nobody is named" not in page


def test_somebody_fictional_is_named_in_a_demonstration_alone_and_cannot_be_rung():
    [told], [deals, second] = ((plan := programme_for(fictional=True)).contacts, plan.complaints)
    assert all(one.fictional for one in (told, deals, second))
    assert programme_for(fictional=False).contacts == programme_for(fictional=False).complaints == []
    drawn = make_templates().from_string(
        '{% from "wrong.html" import something_wrong_below %}{{ something_wrong_below(plan, "c") }}'
    )
    page = drawn.render(plan=plan)
    assert "(fictional)" in page
    assert "tel:" not in page
    assert "may lie on a trainer" in page


def test_a_complaint_becomes_a_file_and_is_kept_nowhere(person, desk):
    answer = person.post("complaint", COMPLAINT | {"id": "aa11", "act": "file"})
    assert answer.status == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"<script>alert" not in answer.body
    assert complaints_in(desk.root) == ([], [])
    assert "The complaint is kept." in person.post_file("complaints", "c.html", answer.body).text
    assert "not written twice" in text_of(person.post_file("complaints", "c.html", answer.body))
    assert len(complaints_in(desk.root)[0]) == 1


def test_handing_it_over_gives_a_copy_and_the_last_day_for_an_answer(person, desk):
    answer = person.post("complaint", COMPLAINT | {"id": "bb22", "act": "lodge"})
    text = text_of(answer)
    assert "It has arrived" in text
    assert "The answer is due by" in text
    assert "told my head about the merger" in text
    assert person.post("complaint", COMPLAINT | {"id": "bb22", "act": "lodge"}).status == 422


def test_without_a_name_it_is_said_that_nobody_can_answer(person, desk):
    asked = COMPLAINT | {"id": "cc33", "act": "lodge", "anonymous": "yes"}
    assert "nobody can answer you" in text_of(person.post("complaint", asked))
    [kept] = [one for one in complaints_in(desk.root)[0] if one.complaint.id == "cc33"]
    assert (kept.complaint.name, kept.complaint.reach) == ("", "")


@pytest.fixture
def box(desk):
    """The letter box of a Hub, for one test."""
    made = desk.root / "exchange" / "complaints"
    made.mkdir(parents=True)
    yield made
    for left in made.iterdir():
        left.unlink()
    made.rmdir()


def test_on_a_hub_it_goes_into_the_box_with_a_receipt_and_comes_out_on_the_page_for_complaints(person, box):
    text = text_of(person.post("complaint", COMPLAINT | {"id": "ab12cd34ef", "act": "lodge"}))
    for said in ("It has arrived", "Your receipt", "ab12cd34", "The answer is due by", "On this Hub"):
        assert said in text
    assert len(list(box.iterdir())) == 1
    shown = text_of(person.get("complaints"))
    assert "Number ab12cd34" in shown
    assert "they reach coordinators" in shown
    assert list(box.iterdir()) == []


def test_below_every_unit_stands_what_to_do_when_something_is_wrong(person):
    page = person.get("unit/modules/m01-two-kinds-of-help")
    text = text_of(page).partition("Something is wrong?")[2]
    assert "Ines Varga (fictional)" in text
    assert re.search(r'href="[^"]*/alongside/complaint"', page.text)


def test_what_is_missing_is_said_and_the_text_stays(person):
    answer = person.post("complaint", COMPLAINT | {"id": "dd44", "act": "lodge", "about": ""})
    assert answer.status == 422
    assert "he told my head about the merger" in answer.text
    assert person.post("complaint", COMPLAINT | {"id": "dd44", "act": "burn"}).status == 400


def test_what_was_done_is_written_down_with_its_day(person):
    row = {"act": "step", "id": "bb22", "step": "acknowledged", "day": "2026-11-20", "what": "By letter."}
    assert "Written down." in person.post("complaints", row).text
    assert "already" in text_of(person.post("complaints", row))
    answered = row | {"step": "answered", "outcome": "upheld", "what": "He has apologised."}
    assert "it is right" in text_of(person.post("complaints", answered))
    gone = {"act": "delete", "id": "bb22"}
    assert "box was not ticked" in text_of(person.post("complaints", gone))
    assert "is deleted" in text_of(person.post("complaints", gone | {"sure": "yes"}))
    assert person.post("complaints", row | {"id": "../x"}).status == 422
    assert person.post("complaints", row | {"day": "soon"}).status == 422


def test_what_came_on_paper_is_typed_in_with_the_day_it_came_and_is_overdue_after_it(person):
    typed = COMPLAINT | {"act": "typed", "id": "ee55", "day": "2026-01-05", "name": "Cene"}
    text = text_of(person.post("complaints", typed))
    assert "Overdue since Wednesday, 7 January 2026: told in writing who deals with it" in text


def test_no_page_but_that_of_the_person_for_complaints_shows_one(person, desk):
    assert "Qzx" in person.get("complaints").text
    mounted = AlongsideExtension()
    mounted.initialize_handlers()
    seen = 0
    for pattern, handler, *_more in mounted.handlers:
        address = pattern.removeprefix("/alongside/").replace("([a-z0-9]+)", "a1").replace("\\.", ".")
        if getattr(handler, "access", "") in {"trainer", "assessor", "contact"} and "(" not in address:
            seen += 1
            assert "Qzx" not in person.get(address).body.decode("utf-8", "replace"), address
    assert seen > 20
    assert all(
        "Qzx" not in path.read_text("utf-8", "replace") for path in (desk.root / "course").rglob("*.csv")
    )


# Messages

MESSAGES = "cohort/messages"


@pytest.fixture(scope="module")
def draft(person, desk):
    """A reminder for a group of its own, begun from our text."""
    joined = [
        Person(id="petra-z", name="Petra <b>Z</b>", organisation="Hill", group="Z", mail="petra@example.org"),
        Person(id="bor-z", name="Bor", organisation="Hill", group="Z"),
    ]
    enrol(desk.root, joined, "nika", datetime.now(UTC), date(2026, 1, 1))
    wanted = {"session": "s1", "day": "2027-02-02", "time": "09:00", "zone": "Europe/Ljubljana", "group": "Z"}
    assert person.post(CALENDAR, {"act": "add", **wanted, "place": "Hall"}).status == 200
    [meeting] = [one for one in dates_of(desk.root) if one.group == "Z"]
    begun = person.post(
        MESSAGES, {"act": "new", "kind": "reminder", "meeting": meeting.id, "strand": "", "group": ""}
    )
    assert begun.status == 303
    return begun.headers["Location"].partition("/alongside/")[2], meeting


def seen_in(page) -> str:
    return re.search(r'name="seen" value="([^"]*)"', page.text)[1]


def test_a_message_begins_with_our_text_and_the_programmes_own_data(person, draft):
    page = person.get(draft[0])
    text = text_of(page)
    assert "on Tuesday, 2 February 2027, 09:00–12:15. The place: Hall." in text
    assert "Bor: no address is known" in text
    assert "<b>Z</b>" not in page.text
    assert "Still to be filled in" not in text


def test_a_mail_is_taken_out_for_each_and_holds_the_meeting(person, draft):
    answer = person.get(f"{draft[0]}/mails.zip")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        assert archive.namelist() == ["001-petra-z.eml", "tell-in-another-way.txt"]
        mail = email.message_from_bytes(archive.read("001-petra-z.eml"), policy=default)
    [dates] = mail.iter_attachments()
    [event] = Calendar.from_ical(dates.get_payload(decode=True)).walk("VEVENT")
    assert event["UID"] == draft[1].uid
    table = person.get(f"{draft[0]}/merge.csv").body.decode("utf-8-sig")
    assert [row["mail"] for row in csv.DictReader(io.StringIO(table))] == ["", "petra@example.org"]
    assert "Dear Bor," in person.get(f"{draft[0]}/paper").text


def test_a_draft_is_changed_and_a_stale_page_keeps_its_text(person, draft):
    before = seen_in(person.get(draft[0]))
    fields = {
        "seen": before,
        "subject": "Come <script>",
        "text": "Dear {name},\n\ncome.",
        "person": "petra-z",
    }
    kept = person.post(draft[0], fields | {"others": "Cene <cene@example.org>\nnobody"})
    assert "The draft is kept." in kept.text
    assert "Line 2 was left out" in kept.text
    assert "2 people can have it by mail." in kept.text
    assert "<script>alert" not in kept.text
    stale = person.post(draft[0], fields | {"text": "Another text of mine."})
    assert stale.status == 422
    assert "Another text of mine." in stale.text


def test_who_wants_none_is_left_out_from_then_on(person, draft):
    assert person.post(MESSAGES, {"act": "out", "who": "petra-z", "why": "Rings."}).status == 200
    assert "wants no messages by mail" in text_of(person.get(draft[0]))
    with zipfile.ZipFile(io.BytesIO(person.get(f"{draft[0]}/mails.zip").body)) as archive:
        assert archive.namelist() == ["001-cene-example-org.eml", "tell-in-another-way.txt"]
    person.post(MESSAGES, {"act": "in", "who": "petra-z"})
    assert "wants no messages by mail" not in text_of(person.get(draft[0]))


def test_who_wants_none_may_be_written_by_name_and_nobody_is_written_down_in_vain(person, draft, desk):
    assert person.post(MESSAGES, {"act": "out", "who": " pétra <b>z</b>"}).status == 200
    assert "petra-z" in records.unwilling(desk.root)
    person.post(MESSAGES, {"act": "in", "who": "petra-z"})
    for who in ("Somebody Else", "petra@", "petra-zz"):
        refused = person.post(MESSAGES, {"act": "out", "who": who})
        assert (refused.status, "Nobody is called" in refused.text) == (422, True)
    assert records.unwilling(desk.root) == {}


def test_a_draft_says_that_its_meeting_was_changed_after_it(person, draft):
    assert "was changed after this was written" not in text_of(person.get(draft[0]))
    person.post(CALENDAR, {"act": f"cancel:{draft[1].id}", "seen": "0", "why": ""})
    assert "The meeting that this speaks of is cancelled." in text_of(person.get(draft[0]))


def test_a_text_with_nothing_to_put_in_makes_no_mails_and_says_what_is_open(person):
    asked = {"act": "new", "kind": "reminder", "meeting": "", "strand": "long-door", "group": ""}
    address = person.post(MESSAGES, asked).headers["Location"].partition("/alongside/")[2]
    page = person.get(address)
    assert "Still to be filled in: {session}, {day}" in text_of(page)
    assert "mails.zip" not in page.text
    assert person.get(f"{address}/mails.zip").status == 409


def test_the_message_after_a_missed_session_is_for_whoever_was_recorded_as_absent(person, desk, draft):
    wanted = {"session": "s2", "day": "2026-09-08", "time": "09:00", "zone": "Europe/Ljubljana", "group": "Z"}
    assert person.post(CALENDAR, {"act": "add", **wanted}).status == 200
    [meeting] = [one for one in dates_of(desk.root) if (one.group, one.session) == ("Z", "s2")]
    asked = {"act": "new", "kind": "missed", "meeting": meeting.id, "strand": "", "group": ""}

    def begun() -> list[str]:
        address = person.post(MESSAGES, asked).headers["Location"].partition("/alongside/")[2]
        assert ("Nobody is: record who was there" in text_of(person.get(address))) == (not there)
        return newest(draft_of(desk.root, address.rpartition("/")[2])).people

    there = []
    assert begun() == []
    at, day = datetime.now(UTC), meeting.start.date()
    there = [
        Row(at=at, by="nika", person=who, group="Z", day=day, what=what)
        for who, what in (("petra-z", Absent()), ("bor-z", Here()))
    ]
    record(desk.root, "s2", there)
    assert begun() == ["petra-z"]
    address = person.post(MESSAGES, asked).headers["Location"].partition("/alongside/")[2]
    assert "Letters on paper for everybody" in person.get(address).text
    assert "Dear Petra" in person.get(f"{address}/paper").text


@pytest.mark.parametrize("kind", ["invitation", "joining", "missed", "result", "flyer"])
def test_every_kind_of_message_has_its_page_and_its_paper(person, kind):
    asked = {"act": "new", "kind": kind, "meeting": "", "strand": "short-door", "group": "A"}
    address = person.post(MESSAGES, asked).headers["Location"].partition("/alongside/")[2]
    assert person.get(address).status == 200
    paper = text_of(person.get(f"{address}/paper"))
    assert ("What it costs" in paper) == (kind == "flyer")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"act": "new", "kind": "spam", "strand": "short-door"}, 422),
        ({"act": "new", "kind": "flyer", "strand": "no-door"}, 422),
        ({"act": "send"}, 400),
        ({"act": "out", "who": ""}, 422),
    ],
    ids=str,
)
def test_what_cannot_be_done_with_messages_is_refused(person, asked, status):
    assert person.post(MESSAGES, asked).status == status
