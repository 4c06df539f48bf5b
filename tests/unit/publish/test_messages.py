"""Messages as files: a mail each that sends nothing by itself, nothing smuggled in, opt-outs obeyed."""

from __future__ import annotations

import csv
import email
import io
import re
import zipfile
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest
from house.tree import imports_of_the_product

from alongside import paths
from alongside.content.messages import filled, letter_for
from alongside.content.shelf import programme
from alongside.errors import ContentError, WorkspaceError
from alongside.model.calendar import MeetingRow
from alongside.model.message import DraftFile, Stranger, Version
from alongside.model.people import Person
from alongside.model.programme import Strand
from alongside.publish.ics import calendar_bytes
from alongside.publish.letters import package, values_for
from alongside.publish.messages import body_html, left_open, mail_for, mails_zip, merge_csv
from alongside.records import messages as records
from alongside.records.calendar import dates_of, plan
from alongside.records.messages import Recipient, read_others, recipients, unwilling, wish
from alongside.web.programme.sessions import all_units

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
KINDS = sorted(path.stem for path in (paths.content_root() / "messages").glob("*.md"))
HEADS = "\r\nBcc: a@evil.example\r\n\r\n<script>alert(1)</script>\u2028Bcc: b@evil.example"
HOSTILE = f'Ana "B" <x@evil.example>{HEADS}'


def person(who="ana", name="Ana Kos", mail="ana@example.org", **more):
    return Person(id=who, name=name, organisation="Hill", mail=mail, **more)


def version(text="Dear {name},\n\nSee you.", subject="Half-day 1", people=("ana",), others=()):
    return Version(
        at="2026-09-01T12:00:00.000Z", by="n", subject=subject, text=text, people=[*people], others=[*others]
    )


def opened(data: bytes):
    return email.message_from_bytes(data, policy=default)


# Our texts


def test_there_is_a_text_for_each_kind_of_message():
    assert KINDS == ["flyer", "invitation", "joining", "missed", "reminder", "result"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_filled_from_the_programme_and_leaves_only_the_name(kind, tmp_path):
    short = programme().strands[0]
    row = {"session": "s2", "starts": "2026-10-20T09:00", "zone": "Europe/Ljubljana", "minutes": 195}
    plan(tmp_path, [MeetingRow(act="planned", meeting="x", at="", by="", place="Hall", **row)], "n", NOW)
    dates = dates_of(tmp_path)
    values = values_for(programme(), all_units(), short, dates, dates[0], sender="Zala")
    letter = letter_for(kind)
    subject, text = filled(letter.subject, values), filled(letter.text, values)
    assert left_open(subject, text) == []
    assert set(re.findall(r"\{\w+\}", subject + text)) <= {"{name}"}
    if kind == "reminder":
        assert "Half-day 2, on Tuesday, 20 October 2026, 09:00–12:15. The place: Hall." in text
        assert "what you wrote in between: " in text


def test_what_is_not_known_stays_open_and_no_mail_is_made():
    letter = letter_for("reminder")
    assert "{day}" in left_open(letter.subject, letter.text)
    with pytest.raises(WorkspaceError, match=r"Nothing was put in for .*\{day\}"):
        mails_zip([Recipient("ana", "Ana", "ana@example.org")], letter.subject, letter.text, None, "tell")
    with pytest.raises(WorkspaceError):
        merge_csv([], letter.subject, letter.text)


def test_what_is_filled_in_is_not_filled_again():
    assert filled("{name}", {"name": "{place}", "place": "Hall"}) == "{place}"


@pytest.mark.parametrize("text", ["No heading\n\nText", "# Subject\n", "# Subject\n\n{secret}"])
def test_a_text_that_is_not_one_is_named(tmp_path, text):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "reminder.md").write_text(text, "utf-8")
    with pytest.raises(ContentError, match=r"messages/reminder\.md"):
        letter_for("reminder", tmp_path)


def test_a_price_stands_there_only_where_the_programme_names_one():
    strand = Strand(id="x", title="X", audience="y", sessions=[])
    assert package(strand) == ""
    named = Strand(id="x", title="X", audience="y", sessions=[], price="90 euros", includes=["Lunch"])
    assert package(named) == "What it costs: 90 euros.\n\n- Lunch"


# A mail


def test_a_mail_is_a_draft_for_one_person_with_text_html_and_dates():
    mail = opened(
        mail_for(Recipient("ana", "Ana Žižek", "ana@example.org"), "Dan 1 – ž", "Dear {name},\n\n- ž", b"X")
    )
    assert mail["X-Unsent"] == "1"
    assert mail["From"] is None
    assert [(one.display_name, one.addr_spec) for one in mail["To"].addresses] == [
        ("Ana Žižek", "ana@example.org")
    ]
    assert mail["Subject"] == "Dan 1 – ž"
    assert mail.get_body(("plain",)).get_content().startswith("Dear Ana Žižek,")
    assert "<li>ž</li>" in mail.get_body(("html",)).get_content()
    [dates] = mail.iter_attachments()
    assert (dates.get_content_type(), dates.get_filename()) == ("text/calendar", "sessions.ics")
    assert dates["Content-Type"].params["method"] == "PUBLISH"
    assert dates.get_payload(decode=True) == b"X"


def test_the_calendar_comes_out_of_the_mail_as_it_was(tmp_path):
    row = {"session": "s1", "starts": "2026-10-20T09:00", "zone": "Europe/Ljubljana", "minutes": 195}
    plan(tmp_path, [MeetingRow(act="planned", meeting="x", at="", by="", place="Učilnica", **row)], "n", NOW)
    data = calendar_bytes(dates_of(tmp_path), {"s1": "Half-day 1"}, "Ours")
    [dates] = opened(mail_for(Recipient("a", "A", "a@example.org"), "S", "T", data)).iter_attachments()
    assert dates.get_payload(decode=True) == data


@pytest.mark.parametrize("where", ["name", "subject"])
def test_no_head_can_be_added_to_a_mail(where):
    name, subject = (HOSTILE, "Subject") if where == "name" else ("Ana", HOSTILE)
    data = mail_for(Recipient("ana", name, "ana@example.org"), subject, "Dear {name},", None)
    mail = opened(data)
    assert {name.lower() for name in mail} == {
        "x-unsent",
        "to",
        "subject",
        "mime-version",
        "content-type",
    }
    assert [one.addr_spec for one in mail["To"].addresses] == ["ana@example.org"]
    assert not re.search(rb"^\s*bcc:", data.partition(b"\r\n\r\n")[0], re.I | re.M)
    assert "<script>" not in mail.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    "mail",
    [
        "a@b",
        "a b@example.org",
        "a@example.org\r\nBcc: x@y.org",
        "<a@example.org>",
        ".a@example.org",
        "a@-.",
        "ž@example.org",
    ],
)
def test_an_address_that_is_none_goes_into_no_mail(mail):
    [one] = recipients(version(), [person(mail=mail)], [])
    assert "cannot be used" in one.why_not


def test_html_of_a_text_is_only_text():
    assert (
        body_html("<b>\n- x\n\n- y\n- <i>")
        == "<p>&lt;b&gt;<br>- x</p>\n<ul><li>y</li><li>&lt;i&gt;</li></ul>\n"
    )


# To whom


def test_who_wants_none_gets_none_however_they_came_onto_the_list(tmp_path):
    wish(tmp_path, "bor", "out", "n", NOW, why="Too many.")
    wish(tmp_path, "Cene@Example.org", "out", "n", NOW)
    everybody = [person(), person("bor", "Bor", "bor@example.org"), person("dana", "Dana", "")]
    asked = version(
        people=["ana", "bor", "dana", "gone"], others=[Stranger(name="C", mail="cene@example.org")]
    )
    found = {one.who: one.why_not for one in recipients(asked, everybody, unwilling(tmp_path))}
    assert found == {
        "ana": "",
        "bor": "wants no messages by mail",
        "cene@example.org": "wants no messages by mail",
        "dana": "no address is known",
    }
    wish(tmp_path, "bor", "in", "n", NOW)
    assert list(unwilling(tmp_path)) == ["cene@example.org"]
    assert (tmp_path / "cohort" / "no-messages.json").read_text("utf-8").count('"act"') == 3


def test_an_address_of_somebody_of_the_cohort_that_opted_out_as_an_address_counts_too(tmp_path):
    wish(tmp_path, "ANA@example.org", "out", "n", NOW)
    assert recipients(version(), [person()], unwilling(tmp_path))[0].why_not


def test_the_zip_has_a_mail_for_each_who_can_have_one_and_a_list_of_the_others():
    there = [
        Recipient("ana", "Ana", "ana@example.org"),
        Recipient("../b", "B\n", why_not="no address is known"),
    ]
    with zipfile.ZipFile(io.BytesIO(mails_zip(there, "S", "T", None, "tell"))) as archive:
        assert archive.namelist() == ["001-ana.eml", "tell.txt"]
        assert archive.read("tell.txt").decode("utf-8-sig") == "B: no address is known\r\n"


def test_names_in_the_zip_lead_nowhere():
    there = [Recipient("../../x@example.org", "X", "x@example.org")]
    with zipfile.ZipFile(io.BytesIO(mails_zip(there, "S", "T", None, "tell"))) as archive:
        assert archive.namelist() == ["001-x-example-org.eml"]


def test_the_table_has_no_formula_and_no_address_of_who_wants_none():
    there = [
        Recipient("a", "=cmd|' /C calc'!A0", "a@example.org", "+Org"),
        Recipient("b", "Bor", "bor@example.org", why_not="wants no messages by mail"),
    ]
    rows = list(csv.DictReader(io.StringIO(merge_csv(there, "S", "Dear {name}"))))
    assert rows[0]["name"].startswith("'=")
    assert rows[0]["organisation"] == "'+Org"
    assert (rows[1]["mail"], rows[1]["instead"]) == ("", "wants no messages by mail")


@pytest.mark.parametrize(
    ("line", "name", "mail"),
    [
        ("Ana Kos <ana@example.org>", "Ana Kos", "ana@example.org"),
        ('"Kos, Ana" <ana@example.org>;', "Kos, Ana", "ana@example.org"),
        ("Ana Kos; ana@example.org", "Ana Kos", "ana@example.org"),
        ("Ana\tana@example.org", "Ana", "ana@example.org"),
        ("ana@example.org", "", "ana@example.org"),
    ],
)
def test_people_are_read_as_they_are_pasted(line, name, mail):
    assert read_others(line) == ([Stranger(name=name, mail=mail)], [])


def test_a_line_without_an_address_is_named_and_the_rest_is_kept():
    good, bad = read_others("ana@example.org\nBor\nANA@example.org\n<script>@x")
    assert len(good) == 1
    assert [one[:7] for one in bad] == ["Line 2 ", "Line 4 "]


# Drafts


def test_every_version_of_a_draft_is_kept_and_two_who_write_do_not_lose_each_other(tmp_path):
    named = records.start(tmp_path, DraftFile(kind="reminder", strand="short-door", versions=[version()]))
    second = Version(at="2026-09-01T12:05:00.000Z", by="n", subject="S", text="T")
    records.keep(tmp_path, named, second, version().at)
    with pytest.raises(WorkspaceError, match="in between"):
        records.keep(tmp_path, named, version("Mine"), version().at)
    [there], problems = records.drafts_in(tmp_path)
    assert [one.text for one in there.versions] == [version().text, "T"]
    assert problems == []


@pytest.mark.parametrize("name", ["../x", "", "a b", "nothing"])
def test_no_name_of_a_draft_leads_out_of_the_folder(tmp_path, name):
    with pytest.raises(WorkspaceError, match="no such draft"):
        records.draft_of(tmp_path, name)


# Nothing sends


def test_nothing_in_the_product_can_send_a_mail():
    assert [
        str(one) for one in imports_of_the_product() if one.target.partition(".")[0] in {"smtplib", "imaplib"}
    ] == []
    source = Path(paths.content_root() / "src")
    assert [path for path in source.rglob("*.py") if "smtp://" in path.read_text("utf-8").lower()] == []
