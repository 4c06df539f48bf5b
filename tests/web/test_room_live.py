"""Sharing from a phone in the room: who may, what is taken, and what a lost network or a new start leaves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect
from rooms import Answer, Browser, Room, a_workspace, badge

from alongside.records import liveroom, runlog, sharing
from alongside.records.roomclosing import close

NAMES = ("Aoife Byrne", "Bram Visser")


def now() -> datetime:
    return datetime.now().astimezone()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A room for phones; `id` and `code` of the live room in it are asked for by the tests."""
    with Room(a_workspace(tmp_path_factory.mktemp("live") / "workspace", *NAMES)) as running:
        yield running


@pytest.fixture
def live(room: Room) -> Iterator[liveroom.RoomRecord]:
    """An open live room of the first half-day, in which the sorting is under way."""
    opened = liveroom.open_room(room.root, "s1", "tove", now())
    runlog.record(room.root, "s1", "m01-a2", now())
    yield opened
    close(room.root, opened.id, "tove", now())


@pytest.fixture(scope="module")
def aoife(room: Room) -> Browser:
    return Browser(room).come_in(badge(room.root, "aoife-byrne"))


@pytest.fixture(scope="module")
def bram(room: Room) -> Browser:
    return Browser(room).come_in(badge(room.root, "bram-visser"))


def put(browser: Browser, code: str, **message: Any) -> Answer:
    headers = {"Accept": "application/json", "Content_Type": "application/json", "X_XSRFToken": browser.xsrf}
    whole = {"id": "message-00000001", "n": 1, **message}
    return browser.ask("PUT", f"/live/room/{code}", json.dumps(whole).encode(), **headers)


def word(text: str = "Ask first.", **more: Any) -> dict[str, Any]:
    return {"kind": "takeaway", "item": "takeaway", "text": text, **more}


def test_a_stranger_is_told_nothing_and_shares_nothing(room, live):
    stranger = Browser(room)
    assert stranger.get(f"/live/room/{live.code}").status == 403
    assert put(stranger, live.code, **word()).status == 403
    assert sharing.read_shared(room.root, live.id).voices == []


def test_what_another_site_sends_is_refused(room, live, aoife):
    body = json.dumps({"id": "message-00000001", "n": 1, **word()}).encode()
    assert aoife.ask("PUT", f"/live/room/{live.code}", body, Accept="application/json").status == 403
    assert sharing.read_shared(room.root, live.id).voices == []


def test_who_joins_sees_what_is_under_way_and_their_own_part_only(room, live, aoife, bram):
    put(aoife, live.code, **word(called="Aoife"))
    told = bram.get(f"/live/room/{live.code.lower()}").json
    assert told["running"] == {"id": "m01-a2", "title": "Sorting the requests"}
    assert told["mine"] == []
    own = aoife.get(f"/live/room/{live.code}").json["mine"]
    assert [(one["kind"], one["state"]) for one in own] == [("takeaway", "waits")]
    assert "seat" not in own[0]


def test_nobody_takes_back_or_changes_what_another_one_shared(room, live, aoife, bram):
    put(aoife, live.code, **word())
    put(bram, live.code, n=2**50, back=True, **word(""))
    assert [one.text for one in sharing.standing(sharing.read_shared(room.root, live.id), "takeaway")] == [
        "Ask first."
    ]


def test_the_panel_stands_on_the_first_page_too(room, aoife):
    for page in (aoife.get("/").text, aoife.get("/unit/m01").text):
        assert 'id="live-join"' in page
        assert "/static/live." in page


def test_the_same_message_twice_counts_once_and_nothing_changes_is_not_sent_again(room, live, aoife):
    first, again = (put(aoife, live.code, **word()) for _try in range(2))
    assert (first.status, again.json) == (200, first.json)
    asked = aoife.get(f"/live/room/{live.code}")
    assert aoife.get(f"/live/room/{live.code}", If_None_Match=asked.headers["ETag"]).status == 304
    assert len(sharing.read_shared(room.root, live.id).voices) == 1


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"kind": "dance", "item": "dance"},
        word("x" * 201),
        word("  "),
        word(called="x" * 41),
        word(n=0),
        word(id="short"),
        word(id="../../../../etc"),
        word(more="than there is"),
        {"kind": "rating", "item": "m01-s1", "votes": {"i1": "9"}},
        {"kind": "rating", "item": "m03-s1", "votes": {"i1": "1"}},
        {"kind": "done", "item": "m99-a1"},
        {"kind": "sort", "item": "m01-g1", "votes": {str(n): "x" for n in range(101)}},
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(room, live, aoife, message):
    answer = put(aoife, live.code, **message)
    assert answer.status == 400
    assert answer.json["problem"]
    assert sharing.read_shared(room.root, live.id).voices == []


def test_a_room_that_was_closed_is_no_room_any_more(room, live, aoife):
    put(aoife, live.code, **word("Unforgettable thought"))
    close(room.root, live.id, "tove", now())
    assert aoife.get(f"/live/room/{live.code}").status == 404
    assert put(aoife, live.code, n=2, **word("Too late")).status == 404
    for path in room.root.rglob("*"):
        assert not path.is_file() or b"Unforgettable" not in path.read_bytes()


def test_who_tries_many_codes_has_to_wait(room, bram):
    statuses = [bram.get("/live/room/CDHX").status for _try in range(8)]
    assert statuses[0] == 404
    assert statuses[-1] == 429


# In a browser


@pytest.fixture
def page(chromium: Chromium) -> Iterator[Page]:
    """A phone; a script error or a breach of the policy fails the test."""
    context, wrong = chromium.new_context(locale="en-GB", reduced_motion="reduce"), []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda line: "Security Policy" in line.text and wrong.append(line.text))
    yield context.new_page()
    context.close()
    assert wrong == []


def open_unit(page: Page, room: Room) -> None:
    page.goto(f"{room.base}/unit/m01")
    page.locator("#live[data-ready]").wait_for()
    page.locator("#live > summary").click()


def test_a_person_sees_what_would_be_sent_shares_it_and_takes_it_back(
    page: Page, room: Room, live: liveroom.RoomRecord, violations: Callable[[Page], list[str]]
):
    """By keyboard; what was pressed without a network arrives afterwards, and only then."""
    page.goto(f"{room.base}/join")
    page.get_by_label("The code on your badge").fill(badge(room.root, "aoife-byrne"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{room.base}/")
    page.goto(f"{room.base}/unit/m01")
    for number in range(4):
        page.locator("#w-m01-s1 .alo-row, #w-m01-s1 fieldset").nth(number).locator("input").nth(2).press(
            "Space"
        )
    expect(page.locator("#w-m01-s1 .alo-state")).to_contain_text("Saved")
    open_unit(page, room)
    page.get_by_label("Four letters on the screen").fill(live.code.lower())
    page.keyboard.press("Enter")
    expect(page.locator("#live-told")).to_contain_text(live.code)
    expect(page.locator("#live-running")).to_contain_text("Sorting the requests")

    def shared(kind: str) -> list[sharing.Voice]:
        return sharing.standing(sharing.read_shared(room.root, live.id), kind)

    rating = page.locator("[data-item=m01-s1]")
    rating.get_by_role("button", name="Look at what would be sent").press("Enter")
    expect(
        rating.get_by_text("3 often: I can say in one sentence how mentoring differs from coaching.")
    ).to_be_visible()
    assert shared("rating") == []
    for _look in looks_at(page):
        assert violations(page) == []
        assert not wider_than_the_screen(page)
    page.context.set_offline(True)
    rating.get_by_role("button", name="Share it").press("Enter")
    expect(rating.get_by_text("Kept here; it is sent")).to_be_visible()
    assert shared("rating") == []
    page.context.set_offline(False)
    open_unit(page, room)  # a page that was loaded anew still knows what it has to send
    expect(rating.get_by_text("Shared.")).to_be_visible()
    assert [one.votes["i1"] for one in shared("rating")] == ["3"]

    page.get_by_role("button", name="I am stuck").press("Enter")
    page.locator("#live-stuck-called").fill("A. B.")
    expect(page.locator("#live-stuck-preview")).to_have_text("A. B. is stuck.")
    page.keyboard.press("Enter")
    expect(page.locator("#live-where-told")).to_contain_text("you wait for help")
    assert [one.called for one in shared("stuck")] == ["A. B."]

    rating.get_by_role("button", name="Take it back").press("Enter")
    expect(rating.get_by_role("button", name="Take it back")).to_be_hidden()
    page.get_by_role("button", name="Done", exact=True).press("Enter")
    expect(page.locator("#live-where-told")).to_contain_text("You said that you are done.")
    assert shared("rating") == []
    close(room.root, live.id, "tove", now())
    expect(page.locator("#live-told")).to_contain_text("The room is closed.")
    expect(page.get_by_label("Four letters on the screen")).to_be_visible()
