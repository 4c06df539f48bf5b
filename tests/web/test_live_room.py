"""The live room as the trainer leads it: its pages, what they refuse, and how they stay fresh."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import datetime, timedelta

import pytest
from asking import Asker
from desk import Desk
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import BrowserContext, Request, expect

from alongside.model.liveroom import Message
from alongside.records import liveroom, sharing
from alongside.records.roomclosing import read_kept
from alongside.records.runlog import read_log

ROOM = "trainer/s1/room"
ASK_NOW = "dispatchEvent(new Event('online'))"
"""What a browser says to the panel when a network is back; it asks every few seconds by itself."""


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


def now() -> datetime:
    return datetime.now().astimezone()


@pytest.fixture
def room(person, desk):
    """An open room of the first half-day, closed and emptied afterwards."""
    assert person.post(ROOM, {"act": "open"}).status == 302
    yield liveroom.open_for(desk.root, "s1", now()).id
    if liveroom.open_for(desk.root, "s1", now()):
        press(person, "close")


def press(person, act, given="", **more):
    return person.post(ROOM, {"act": act, "given": given, **more})


def share(desk, room, who, kind, item="", **more):
    n = int(now().timestamp() * 1000)
    message = Message(id=f"{who}-{kind}-{n}", n=n, kind=kind, item=item or kind, **more)
    return sharing.share(desk.root, room, who, message, now())


def test_a_room_is_opened_once_and_its_code_stands_on_both_pages(person, room):
    press(person, "open")
    codes = {
        re.search(r'class="code"[^>]*>(\w{4})<', person.get(one).text)[1] for one in (ROOM, f"{ROOM}/screen")
    }
    assert len(codes) == 1


def test_without_a_room_the_page_says_what_one_is_and_the_screen_that_it_is_closed(person):
    assert "Open a live room" in person.get("trainer/s2/room").text
    assert "This room is closed." in person.get("trainer/s2/room/screen").text
    assert person.get("trainer/s2/room/now").status == 404
    assert person.post("trainer/s2/room", {"act": "start", "given": "5"}).status == 409


def test_what_has_not_changed_is_not_sent_again(person, desk, room):
    for address in (f"{ROOM}/now", f"{ROOM}/screen/now"):
        mark = person.get(address).headers["ETag"]
        assert person.ask("GET", address, **{"If-None-Match": mark}).status == 304
        share(desk, room, f"p{address}", "takeaway", text="Ask first.")
        assert person.ask("GET", address, **{"If-None-Match": mark}).status == 200


def send(person, code, **message):
    body = json.dumps({"id": "message-00000001", "n": 1, **message}).encode()
    return person.ask("PUT", f"api/live/{code}", body, **{"X-XSRFToken": person.xsrf})


def test_a_desk_of_a_hub_shares_through_the_box_and_sees_how_it_stands(person, desk):
    """Only a Hub makes the place; the trainer's page takes in what was dropped, and tells it."""
    place = desk.root / "exchange" / "live"
    (place / "in").mkdir(parents=True)
    try:
        person.post(ROOM, {"act": "open"})
        code = liveroom.open_for(desk.root, "s1", now()).code
        for page in ("", "unit/modules/m01-two-kinds-of-help"):
            assert 'id="live-join"' in person.get(page).text
        word = {"kind": "takeaway", "item": "takeaway", "text": "Ask first."}
        assert send(person, code.lower(), **word).status == 200
        assert person.get(f"api/live/{code}").json["mine"] == []
        assert "Ask first." in person.get(f"{ROOM}/now").text
        told = person.get(f"api/live/{code}").json
        assert (told["code"], told["mine"]) == (code, [{"id": "message-00000001", "state": "waits"}])
        for wrong in ({**word, "text": " "}, {"kind": "dance", "item": "dance"}):
            refused = send(person, code, n=2, **wrong)
            assert (refused.status, bool(refused.problem)) == (400, True)
        press(person, "close")
        assert person.get(f"api/live/{code}").status == 404
        assert send(person, code, n=3, **word).status == 404
    finally:
        shutil.rmtree(place)


def test_the_panel_of_a_desk_on_a_hub_says_where_a_message_is(window: BrowserContext, desk, person):
    """Sent, nobody there to take it, taken in."""
    place = desk.root / "exchange" / "live"
    (place / "in").mkdir(parents=True)
    page = window.pages[0]
    try:
        person.post(ROOM, {"act": "open"})
        code = liveroom.open_for(desk.root, "s1", now()).code
        page.goto(f"{desk.base}/alongside/unit/modules/m01-two-kinds-of-help")
        page.locator("#live[data-ready] > summary").click()
        page.get_by_label("Four letters on the screen").fill(code)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="I am stuck").press("Enter")
        told = place / f"{code}.json"
        os.utime(told)
        page.get_by_role("button", name="Ask for help").press("Enter")
        where = page.locator("#live-where-told")
        expect(where).to_have_text("Sent. Your trainer's desk takes it in within a moment.")
        os.utime(told, (0, 0))
        page.evaluate(ASK_NOW)
        expect(where).to_contain_text("Nobody sees it before a trainer's desk is open again.")
        expect(page.locator("#live-told")).to_contain_text("No trainer's desk is open just now.")
        assert person.get(f"{ROOM}/now").status == 200
        page.evaluate(ASK_NOW)
        expect(where).to_have_text("Your trainer's page says that you wait for help.")
        expect(page.locator("#live-told")).not_to_contain_text("No trainer's desk")
    finally:
        press(person, "close")
        shutil.rmtree(place)


def test_whoever_uses_pages_of_the_kit_is_not_idle(person):
    """Jupyter counts its own addresses; a Hub ends a desk on which nothing was done for hours."""

    def last_activity() -> str:
        return person.get("/api/status").json["last_activity"]

    before = last_activity()
    person.get(ROOM)
    assert last_activity() > before


def test_a_desk_elsewhere_says_that_it_has_no_room_to_share_with(person):
    page = person.get("unit/modules/m01-two-kinds-of-help").text
    assert "it has no connection to a trainer" in page
    assert 'id="live-join"' not in page
    assert person.get("api/live/CDHX").status == 404


@pytest.mark.parametrize(
    ("act", "given", "status"),
    [
        ("start", "0", 400),
        ("start", "241", 400),
        ("start", "soon", 400),
        ("add", "7", 400),
        ("show", "m99-s1", 400),
        ("helped", "nobody-at-all", 409),
        ("dance", "", 400),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(person, desk, room, act, given, status):
    before = liveroom.read_room(desk.root, room)
    assert press(person, act, given).status == status
    assert liveroom.read_room(desk.root, room) == before


def test_the_screen_tells_how_many_wait_and_not_who(person, desk, room):
    share(desk, room, "ana", "stuck", called="Ana Kos")
    screen, own = person.get(f"{ROOM}/screen/now").text, person.get(f"{ROOM}/now").text
    assert "One person is waiting for help" in screen
    assert "Ana Kos" not in screen
    assert "Ana Kos" in own
    voice = sharing.waiting(sharing.read_shared(desk.root, room))[0]
    press(person, "helped", voice.id)
    assert "Nobody is waiting for help." in person.get(f"{ROOM}/now").text


def test_a_takeaway_is_on_the_screen_only_after_it_was_let_through(person, desk, room):
    voice = share(desk, room, "ana", "takeaway", text="Ask <b>first</b>.")
    press(person, "show", "takeaway")
    assert "first" not in person.get(f"{ROOM}/screen/now").text
    press(person, "through", voice.id)
    assert "Ask &lt;b&gt;first&lt;/b&gt;." in person.get(f"{ROOM}/screen/now").text
    press(person, "out", voice.id)
    assert "first" not in person.get(f"{ROOM}/screen/now").text


@pytest.mark.parametrize("count", [0, 1, 4])
def test_of_fewer_than_five_neither_page_tells_what_or_how_many(person, desk, room, count):
    press(person, "show", "m01-s1")
    empty = [person.get(f"{ROOM}{one}/now").text for one in ("", "/screen")]
    for n in range(count):
        share(desk, room, f"p{n}", "rating", "m01-s1", votes={"i1": "4"})
        share(desk, room, f"p{n}", "done", "m01-a1")
    press(person, "show", "m01-s1")
    token = re.compile(r'name="_xsrf" value="[^"]*"')
    shown = [person.get(f"{ROOM}{one}/now").text for one in ("", "/screen")]
    assert [token.sub("", one) for one in shown] == [token.sub("", one) for one in empty]


def test_five_are_shown_and_the_screen_stands_still_when_a_sixth_joins(person, desk, room):
    for n in range(5):
        share(desk, room, f"p{n}", "rating", "m01-s1", votes={"i1": "4", "i2": "1"})
    press(person, "show", "m01-s1")
    before = person.get(f"{ROOM}/screen/now").text
    assert "I can say in one sentence" in before
    share(desk, room, "p6", "rating", "m01-s1", votes={"i1": "1", "i2": "1"})
    press(person, "show", "m01-s1")
    assert person.get(f"{ROOM}/screen/now").text == before


def test_closing_asks_how_the_group_agreed_before_anything_is_kept(person, desk, room):
    voice = share(desk, room, "ana", "takeaway", text="Unrepeatable thought", called="Ana K.")
    press(person, "through", voice.id)
    refused = press(person, "close", keep="yes", agreed="  ")
    assert refused.status == 400
    assert "nothing was closed" in refused.problem
    press(person, "close", keep="yes", agreed="All hands up.")
    assert read_kept(desk.root, room).takeaways == ["Unrepeatable thought"]
    assert "Unrepeatable thought" in person.get(ROOM).text
    assert not sharing.shared_file(desk.root, room).exists()


def test_after_closing_no_file_of_the_workspace_holds_what_was_shared(person, desk, room):
    share(desk, room, "ana", "takeaway", text="Unforgettable thought", called="Ana K.")
    share(desk, room, "bor", "stuck", called="Bor at table three")
    press(person, "close")
    for path in desk.root.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert b"Unforgettable thought" not in held, path
            assert b"Bor at table three" not in held, path


def lose(minutes: int) -> str:
    """A start so long ago that the second activity, which begins now, is this many minutes late."""
    return (now() - timedelta(minutes=10 + minutes)).strftime("%H:%M")


@pytest.fixture
def late(person, desk):
    (desk.root / "trainer" / "s1.log.json").unlink(missing_ok=True)
    start = lose(20)
    person.post("trainer/s1/began", {"slot": "m01-a2", "start": start, "mode": "room"})
    yield start
    (desk.root / "trainer" / "s1.log.json").unlink()


def test_when_time_was_lost_the_sheet_leads_to_what_could_be_cut_and_nothing_changes_by_itself(
    person, desk, late
):
    assert f"replan?start={late.replace(':', '%3A')}" in person.get(f"trainer/s1?start={late}").text
    page = person.get(f"trainer/s1/replan?start={late}").text
    assert "Practice: it stays whole." in page
    assert 'name="minutes-m01-a3"' in page
    assert 'name="minutes-m01-a4"' not in page
    assert read_log(desk.root, "s1").choices == []


def test_a_page_that_is_not_told_the_start_knows_it_from_the_last_tap(person, late):
    for address in ("trainer/s1/replan", "trainer/s1"):
        assert f'name="start" value="{late}"' in person.get(address).text


def test_what_the_trainer_chose_stands_in_the_log_and_the_sheet_follows(person, desk, late):
    sent = person.post(
        "trainer/s1/replan", {"start": late, "minutes-m01-a3": "8", "minutes-s1-pause-2": "15"}
    )
    assert sent.status == 302
    assert [(one.slot, one.minutes) for one in read_log(desk.root, "s1").choices] == [("m01-a3", 8)]
    assert "8 minutes instead of 15" in person.get(f"trainer/s1?start={late}").text
    person.post("trainer/s1/replan", {"start": late, "minutes-m01-a3": "0"})
    assert "left out" in person.get(f"trainer/s1?start={late}").text


@pytest.mark.parametrize(
    ("slot", "minutes"),
    [("m01-a4", "10"), ("m01-a3", "16"), ("m01-a3", "-1"), ("m01-a3", "x"), ("s1-pause-2", "5")],
)
def test_practice_cannot_be_cut_by_whatever_a_browser_sends(person, desk, late, slot, minutes):
    sent = person.post("trainer/s1/replan", {"start": late, f"minutes-{slot}": minutes})
    assert sent.status == 400
    assert "nothing was changed" in sent.problem
    assert read_log(desk.root, "s1").choices == []


def test_the_pages_keep_themselves_fresh_by_keyboard_and_on_a_phone(
    window: BrowserContext, desk, person, room, late, violations
):
    """One browser: the trainer's page and the screen follow what others do, also after the desk was away."""
    page = window.pages[0]  # without a network a browser says so in its console, so that is not looked at
    for n in range(6):
        share(desk, room, f"p{n}", "rating", "m01-s1", votes={"i1": str(1 + n % 4), "i2": "2"})
    bare: list[str] = []  # what scripts ask for without the token: a Hub refuses it
    page.on("request", lambda asked: "/now" in asked.url and not token_of(asked) and bare.append(asked.url))
    page.goto(f"{desk.base}/alongside/{ROOM}")
    page.get_by_role("button", name="Start the timer").press("Enter")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"1\d:\d\d|20:00"))
    page.get_by_role("button", name="Put on the screen As things stand today").press("Enter")
    expect(page.get_by_role("cell", name="6").first).to_be_visible()
    window.set_offline(True)
    expect(page.locator("#live-lost")).to_be_visible()
    share(desk, room, "p1", "stuck", called="Table 3")
    share(desk, room, "p2", "takeaway", text="Ask first.")
    window.set_offline(False)
    expect(page.locator("#help strong")).to_have_text("Table 3")
    expect(page.locator("#live-lost")).to_be_hidden()
    for _look in looks_at(page):
        assert violations(page) == []
        assert not wider_than_the_screen(page)
    for address in (f"{ROOM}/screen", f"trainer/s1/replan?start={late}", f"trainer/s1?start={late}"):
        page.goto(f"{desk.base}/alongside/{address}")
        for _look in looks_at(page):
            assert violations(page) == []
            assert not wider_than_the_screen(page)
    page.goto(f"{desk.base}/alongside/{ROOM}")
    page.get_by_role("button", name="Close the room").press("Enter")
    expect(page.get_by_text("What was shared in it was deleted.")).to_be_visible()
    assert violations(page) == []
    assert bare == []


def token_of(asked: Request) -> str | None:
    return asked.headers.get("x-xsrftoken")
