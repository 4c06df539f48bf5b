"""A room in a browser: answers that stay in it, files that move between the ways, two people on one phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from files_along import a_photo, from_a_camera
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Locator, Page, expect
from rooms import Room, a_workspace, badge

from alongside import paths
from alongside.content.load import unit_in
from alongside.responses import files
from alongside.responses.handin import read_handin
from alongside.responses.takealong import restore, take_along

PLACE = "modules/m03-listening"
M03 = unit_in(paths.content_root() / PLACE)
MINE, TAKEN, DESK = "Written on a phone.", "Written in the session.", "Written at a desk afterwards."


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with Room(
        a_workspace(tmp_path_factory.mktemp("room") / "workspace", "Aoife Byrne", "Bram Visser")
    ) as running:
        yield running


@pytest.fixture
def phone(chromium: Chromium) -> Iterator[BrowserContext]:
    """A browser in which any script error, breach of the policy or request to elsewhere fails the test."""
    context, wrong = chromium.new_context(locale="en-GB", reduced_motion="reduce"), []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda line: line.type == "error" and wrong.append(line.text))
    context.on(
        "request",
        lambda one: one.url.startswith(("http://127.0.0.1", "blob:", "data:")) or wrong.append(one.url),
    )
    yield context
    context.close()
    assert wrong == []


def come_in(page: Page, room: Room, person: str) -> None:
    page.goto(f"{room.base}/join")
    page.get_by_label("The code on your badge").fill(badge(room.root, person).lower())
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url(f"{room.base}/")


def box(page: Page, room: Room, response_id: str = "m03-r1") -> Locator:
    page.goto(f"{room.base}/unit/{response_id.split('-', maxsplit=1)[0]}")
    page.locator("html[data-live=yes]").wait_for(state="attached")
    return page.locator(f"#w-{response_id} textarea").first


def write(page: Page, room: Room, text: str, response_id: str = "m03-r1") -> None:
    one = box(page, room, response_id)
    one.fill(text)
    one.blur()
    expect(page.locator(f"#w-{response_id} .alo-state")).to_contain_text("Saved")


def saved_file(page: Page, folder: Path) -> Path:
    with page.expect_download() as coming:
        page.locator("#keep-save").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def a_desk(folder: Path) -> Path:
    (folder / PLACE).mkdir(parents=True)
    (folder / paths.MARKER).write_text(
        "schema: 1\nperson: {id: aoife-byrne, name: Aoife}\n", encoding="utf-8"
    )
    return folder


def test_answers_stay_in_the_browser_and_move_by_file_to_a_desk_and_back(
    phone: BrowserContext, room: Room, tmp_path: Path
):
    page = phone.new_page()
    come_in(page, room, "aoife-byrne")
    write(page, room, MINE)
    expect(box(page, room)).to_have_value(MINE)
    assert not list(room.root.rglob("m03.responses.json"))
    desk = a_desk(tmp_path / "desk")
    assert restore(saved_file(page, tmp_path), desk).added == [f"{PLACE}/m03-r1"]
    kept = files.read(desk / PLACE, "m03").entries["m03-r1"]
    assert (kept.value.text, kept.rev, kept.content_version) == (MINE, 1, M03.version)

    files.save(desk / PLACE, M03, "m03-r1", {"text": DESK}, kept.rev, datetime.now(UTC))
    take_along(desk, tmp_path / "from-the-desk.zip", datetime.now(UTC))
    write(page, room, "Changed on the phone meanwhile.")
    page.locator("#keep-file").set_input_files(tmp_path / "from-the-desk.zip")
    expect(page.locator("#keep-told")).to_contain_text("Different here: 1")
    swap = page.get_by_role("button", name="Use the other version")
    swap.click()
    expect(page.locator("#w-m03-r1 textarea").first).to_have_value(DESK)
    again = a_desk(tmp_path / "another desk")
    restore(saved_file(page, tmp_path), again)
    both = files.read(again / PLACE, "m03").entries["m03-r1"]
    assert both.value.text == DESK
    assert "Changed on the phone meanwhile." in {one.value.text for one in both.earlier}


def test_two_people_who_share_a_phone_do_not_meet(phone: BrowserContext, room: Room):
    page = phone.new_page()
    come_in(page, room, "aoife-byrne")
    write(page, room, MINE)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{room.base}/join")
    come_in(page, room, "bram-visser")
    expect(box(page, room)).to_have_value("")
    write(page, room, "Bram was here.")
    page.goto(f"{room.base}/")
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Erase my answers from this browser").click()
    expect(page.locator("#keep-told")).to_contain_text("was erased")
    page.get_by_role("button", name="Sign out").click()
    come_in(page, room, "aoife-byrne")
    expect(box(page, room)).to_have_value(MINE)


def test_handing_in_from_a_phone_shows_the_receipt_of_what_arrived(
    phone: BrowserContext, room: Room, tmp_path: Path
):
    page = phone.new_page()
    come_in(page, room, "aoife-byrne")
    write(page, room, TAKEN, "a1-t1")
    page.get_by_role("link", name="Look through and hand in").click()
    expect(page.locator("#missing-told")).to_contain_text("Places still empty")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Hand in now").click()
    expect(page.locator("#receipt")).to_be_visible()
    (arrived,) = (room.root / "exchange" / "alongside" / "inbound").iterdir()
    handin = read_handin((arrived / "responses.json").read_bytes())
    assert (handin.candidate, handin.answers[0].value.text) == ("aoife-byrne", TAKEN)
    receipt = (arrived / "submission_secret.txt").read_text(encoding="utf-8")
    expect(page.locator("#receipt-line")).to_have_text(receipt)
    page.goto(f"{room.base}/")
    desk = a_desk(tmp_path / "desk")
    restore(saved_file(page, tmp_path), desk)
    assert receipt in (desk / "receipts.json").read_text(encoding="utf-8")


def attached(page: Page, shows: str, label: str, name: str, raw: bytes) -> None:
    page.get_by_label("What does it show?").fill(shows)
    page.get_by_label(label).set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": raw})
    page.get_by_role("button", name="Attach it").click()
    expect(page.get_by_role("status").filter(has_text="goes along when you hand in")).to_be_visible()


def test_a_photo_taken_with_the_phone_goes_along_with_the_hand_in(
    phone: BrowserContext, room: Room, violations: Callable[[Page], list[str]]
):
    page = phone.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    come_in(page, room, "bram-visser")
    page.goto(f"{room.base}/handin/a1")
    page.get_by_role("link", name="Attach a photo of a page, a PDF or a recording").click()
    attached(page, "The flipchart of our group", "take a photo of the page", "1.jpg", from_a_camera())
    expect(page.get_by_role("img", name="The flipchart of our group")).to_have_js_property("naturalWidth", 20)
    attached(page, "A wrong page", "A file from this device", "2.jpg", a_photo())
    expect(page.get_by_role("heading", name="2 files go along")).to_be_visible()
    page.get_by_role("button", name="Take back A wrong page").click()
    expect(page.get_by_role("heading", name="One file goes along")).to_be_visible()
    for width, scheme in looks_at(page):
        assert not wider_than_the_screen(page), width
        assert violations(page) == [], (width, scheme)

    page.get_by_role("link", name="Go on to handing in").click()
    expect(page.get_by_role("img", name="The flipchart of our group")).to_have_js_property("naturalWidth", 20)
    for width, scheme in looks_at(page):
        assert not wider_than_the_screen(page), width
        assert violations(page) == [], (width, scheme)
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Hand in now").click()
    expect(page.locator("#covers")).to_contain_text("Files: 1.")
    receipt = page.locator("#receipt-line").inner_text()
    arrived = (room.root / "exchange" / "alongside" / "inbound").glob("bram-visser+*")
    (mine,) = (one for one in arrived if (one / "submission_secret.txt").read_text("utf-8") == receipt)
    (along,) = read_handin((mine / "responses.json").read_bytes()).attachments
    assert (along.what, (mine / "attachments" / along.file).is_file()) == ("The flipchart of our group", True)


def test_every_page_of_a_room_is_fit_to_be_seen(
    phone: BrowserContext, room: Room, violations: Callable[[Page], list[str]]
):
    page = phone.new_page()

    def look(address: str) -> None:
        page.goto(f"{room.base}{address}")
        for width, scheme in looks_at(page):
            assert not wider_than_the_screen(page), (address, width)
            assert violations(page) == [], (address, width, scheme)

    look("/join")
    come_in(page, room, "bram-visser")
    for address in ("/", "/unit/a1", "/handin/a1", "/handbook"):
        look(address)
    look(f"/screen?token={room.house.token}")
