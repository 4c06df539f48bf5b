"""Attendance at a desk: taps at the door, paper typed in, what was made up, hours, certificates, the gate."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from asking import Asker
from desk import Desk
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from alongside.model.attendance import Absent, Here, MadeUp, Unknown
from alongside.model.people import Person
from alongside.records.attendance import read_attendance
from alongside.records.people import enrol

NOW = datetime.now(UTC)
DAY = date.today() - timedelta(days=20)
NAMES = ("Ana Novak", "Bo Kint", "Gráinne Mhic Oisín")
GROUP = "tried"
"""A group that the demonstration does not have."""


@pytest.fixture(scope="module")
def people(desk: Desk) -> list[str]:
    given = [Person(id="", name=name, organisation="Network", group=GROUP) for name in NAMES]
    given += [Person(id="", name="Zoe Guest", organisation="Network", group="tried too")]
    return [one.id for one in enrol(desk.root, given, "nika", NOW, DAY - timedelta(days=30))]


@pytest.fixture(scope="module")
def person(desk: Desk, people) -> Asker:
    return Asker(desk)


def door(session="s1", day=DAY, start="09:00", group=GROUP) -> str:
    return f"cohort/attendance/{session}?" + urlencode({"group": group, "day": day, "start": start})


def tapped(person, who, tap, *, session="s1", day=DAY, start="09:00", token="0123456789", ago=0):
    sent = {"person": who, "tap": tap, "group": GROUP, "day": day.isoformat(), "start": start}
    body = json.dumps({**sent, "token": token, "ago": ago}).encode()
    headers = {"Content-Type": "application/json", "X-XSRFToken": person.xsrf}
    return person.ask("PUT", f"api/attendance/{session}", body, **headers)


def held(desk, who, session="s1"):
    return [row.what for row in read_attendance(desk.root, session).holding(who)]


def test_a_tap_is_on_the_disk_before_it_is_answered_and_one_however_often_it_is_sent(desk, person, people):
    for _again in range(2):
        told = tapped(person, people[0], "here", token="once-and-again").json
    assert told["lines"][people[0]]["was"] == "here"
    assert (told["here"], told["absent"]) == (1, 0)
    assert held(desk, people[0]) == [Here()]
    assert len(read_attendance(desk.root, "s1").history(people[0], GROUP, DAY)) == 1


def test_late_and_leaving_are_the_minute_of_the_tap_also_where_it_waited_for_the_network(
    desk, person, people
):
    """A session that began 40 minutes ago; the taps were made ten minutes and one minute ago."""
    began = datetime.now().replace(second=0, microsecond=0) - timedelta(minutes=40)
    day, start = began.date(), began.strftime("%H:%M")
    tapped(person, people[1], "late", session="f1", day=day, start=start, token="late-1234", ago=600)
    late = held(desk, people[1], "f1")[0].late
    assert late in {30, 31}
    tapped(person, people[1], "leaves", session="f1", day=day, start=start, token="left-1234", ago=60)
    what = held(desk, people[1], "f1")[0]
    assert what.late == late
    assert what.early in {50, 51}


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"person": "nobody"}, 409), ({"tap": "burn"}, 400), ({"day": "soon"}, 400), ({"token": "x"}, 400)],
    ids=str,
)
def test_what_is_no_tap_is_refused_with_a_sentence(desk, person, people, wrong, status):
    sent = {"person": people[0], "tap": "here", "group": GROUP, "day": DAY.isoformat(), "start": "09:00"}
    body = json.dumps({**sent, "token": "0123456789", **wrong}).encode()
    headers = {"Content-Type": "application/json", "X-XSRFToken": person.xsrf}
    answer = person.ask("PUT", "api/attendance/s2", body, **headers)
    assert answer.status == status
    assert answer.problem
    assert read_attendance(desk.root, "s2").at(GROUP, DAY) == {}


def test_without_scripts_the_same_buttons_record_correct_and_take_back(desk, person, people):
    for tap in ("absent", "word", "unknown"):
        assert person.post(door(), {"person": people[1], "tap": tap}).status == 303
    assert held(desk, people[1]) == [Unknown()]
    answer = person.post(door(), {"act": "times", "person": people[1], "late": "9:20", "early": "15"})
    assert answer.headers["Location"].endswith(f"#at-{people[1]}")
    assert held(desk, people[1]) == [Here(late=20, early=15)]
    page = person.get(door()).text
    assert "here, 20 minutes late, left 15 minutes early" in page
    assert page.count("absent, sent word") == 1


def test_a_time_outside_the_session_changes_nothing(desk, person, people):
    answer = person.post(door(), {"act": "times", "person": people[0], "late": "8:00"})
    assert answer.status == 422
    assert "not within the session" in answer.text
    assert held(desk, people[0]) == [Here()]


def test_a_sheet_is_shown_by_name_before_it_is_kept_and_kept_whole_or_not_at_all(desk, person, people):
    order = " ".join(people[:3])
    wrong = person.post(door("s2"), {"act": "keep", "order": order, "sheet": "1, XY a"})
    assert "nobody has the initials XY" in wrong.text
    assert read_attendance(desk.root, "s2").at(GROUP, DAY) == {}
    given = {"order": order, "sheet": "BK l20, GMO w", "rest": "yes"}
    looked = person.post(door("s2"), {"act": "look", **given})
    assert "Bo Kint: here, 20 minutes late" in looked.text
    assert read_attendance(desk.root, "s2").at(GROUP, DAY) == {}
    assert person.post(door("s2"), {"act": "keep", **given}).status == 303
    rows = read_attendance(desk.root, "s2").at(GROUP, DAY)
    assert [rows[who].what for who in people[:3]] == [Here(), Here(late=20), Absent(word=True)]
    assert all(row.paper for row in rows.values())


def test_somebody_from_elsewhere_is_on_the_list_once_they_are_here(person, people):
    assert "of group tried too" not in person.get(door("s2")).text
    person.post(door("s2"), {"person": people[3], "tap": "here"})
    assert "of group tried too" in person.get(door("s2")).text


def test_what_was_made_up_is_kept_with_how_and_with_whom(desk, person, people):
    made = {"act": "made-up", "person": people[2], "on": date.today().isoformat(), "minutes": "160"}
    assert person.post(door("s2"), {**made, "how": "online", "whom": "Bor"}).status == 303
    assert MadeUp(minutes=160, how="online", whom="Bor") in held(desk, people[2], "s2")
    assert "made up: 160 minutes, online, with Bor" in person.get(door("s2")).text
    assert person.post(door("s2"), {**made, "minutes": "many"}).status == 422


def test_nobody_was_there_on_a_day_that_is_still_to_come(desk, person, people):
    ahead = door("h2", date.today() + timedelta(days=366))
    made = {
        "act": "made-up",
        "person": people[0],
        "on": f"{date.today() + timedelta(days=1)}",
        "minutes": "9",
    }
    for given in (
        {"person": people[0], "tap": "here"},
        {"act": "times", "person": people[0], "late": "5"},
        {"act": "keep", "order": people[0], "sheet": "1"},
        made,
    ):
        answer = person.post(ahead, given)
        assert (answer.status, "is still to come" in answer.text) == (422, True), given
    assert person.post(ahead, {**made, "on": "soon"}).status == 422
    assert held(desk, people[0], "h2") == []


def test_a_session_that_there_is_not_is_no_page(person):
    assert person.get(door("zz")).status == 404
    assert person.get("cohort/hours?path=zz").status == 404


HOURS = "cohort/hours?" + urlencode({"group": GROUP, "path": "short-door"})


def test_the_demonstration_has_two_half_days_one_made_up_and_one_to_do(person):
    text = person.get("cohort/hours?group=A").text
    assert "This group has had 2 of 4 sessions" in text
    assert text.count("Half-day 2: absent on") == 1
    assert "3 h" in text


def test_hours_say_what_everybody_has_and_what_is_missing_by_name(person):
    text = person.get(HOURS).text
    rows = {name: re.search(rf'row">{name}.*?</tr>', text, re.S)[0] for name in NAMES}
    assert "6 h 30 min" in rows["Ana Novak"]
    assert "Half-day 1: nothing is recorded" in rows["Gráinne Mhic Oisín"]
    assert "2 h 40 min" in rows["Gráinne Mhic Oisín"]
    assert "Follow-up meeting 2" not in "".join(rows.values())
    table = person.get(HOURS.replace("hours", "hours.csv", 1))
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "made up" in table.text


def test_certificates_are_a_pdf_of_one_person_or_of_the_group(person, people):
    address = HOURS.replace("hours", "certificates.pdf", 1)
    everybody = PdfReader(io.BytesIO(person.get(address).body))
    assert len(everybody.pages) == 3
    one = PdfReader(io.BytesIO(person.get(f"{address}&person={people[2]}").body))
    said = " ".join(one.pages[0].extract_text().split())
    assert "made up on" in said
    assert "fictional" in said
    assert person.get(f"{address}&person=nobody").status == 404


def test_an_award_that_asks_for_attendance_says_what_is_missing_and_a_reason_makes_it_good(person, people):
    assert "The award asks for no attendance." in person.get("assessor/phase/1").text
    asks = [("act", "ask"), ("session", "s1"), ("session", "s2"), ("least", "80")]
    text = person.post_all("assessor/phase/1", asks).text
    assert "Attendance: the award waits for this." in text
    assert text.count("<li>Half-day 2: absent on") == 1
    person.post(HOURS, {"act": "grant", "person": people[2], "session": "s1", "why": ""})
    assert "Half-day 1: nothing" in person.get(HOURS).text
    why = {"act": "grant", "person": people[2], "session": "s1", "why": "cohort 1"}
    assert person.post(HOURS, why).status == 303
    assert "Half-day 1: nothing" not in person.get(HOURS).text
    assert "Half-day 1: nothing" not in person.post(HOURS, {**why, "act": "grant"}).text
    person.post(HOURS, {**why, "act": "take-back"})
    assert "Half-day 1: nothing" in person.get(HOURS).text
    assert (
        "The award asks for no attendance." in person.post_all("assessor/phase/1", asks[:1] + asks[3:]).text
    )


def test_two_tablets_at_one_door(desk, chromium: Browser, page: Page, people, violations):
    """A tap on one is seen on the other; what is tapped without the network is sent when it is back."""
    tablet = chromium.new_context(viewport={"width": 800, "height": 1100}, locale="en-GB")
    other = tablet.new_page()
    other.goto(desk.url)
    now = datetime.now().replace(second=0, microsecond=0)
    address = f"{desk.base}/alongside/{door('h1', now.date(), now.strftime('%H:%M'))}"
    bare: list[str] = []  # what the page's script asks for without the token: a Hub refuses it
    page.on(
        "request",
        lambda one: "/api/" in one.url and "x-xsrftoken" not in one.headers and bare.append(one.url),
    )
    page.goto(address)
    ana = page.locator(f"#at-{people[0]}")
    ana.get_by_role("button", name="Here").click()
    expect(ana.locator(".said")).to_have_text("here")
    other.goto(address)
    bo = other.locator(f"#at-{people[1]}")
    bo.get_by_role("button", name="Absent Bo", exact=False).first.click()
    expect(page.locator(f"#at-{people[1]} .said")).to_have_text("absent")
    expect(page.locator("#counts")).to_have_text("1 here, 1 absent, of 3")
    other.route("**/api/attendance/**", lambda route: route.fulfill(status=502, body="gone"))
    other.locator(f"#at-{people[2]}").get_by_role("button", name="Here").click()
    expect(other.locator("#trouble")).to_be_visible()
    assert held(desk, people[2], "h1") == []
    other.unroute_all()
    other.reload()
    expect(page.locator(f"#at-{people[2]} .said")).to_have_text("here")
    tablet.close()
    for here in (address, f"{desk.base}/alongside/{HOURS}", f"{desk.base}/alongside/cohort/attendance"):
        page.goto(here)
        for _look in looks_at(page):
            assert not wider_than_the_screen(page)
            assert violations(page) == []
    assert bare == []
