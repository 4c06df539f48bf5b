"""A photo of a page, from the desk of whoever took it to the desk of whoever marks it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from asking import Asker
from desk import Desk
from files_along import PDF, SOUNDS, from_a_camera
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import BrowserContext, Page, expect

from alongside.grading.codes import codes_in
from alongside.grading.course import open_course
from alongside.responses.attaching import own_files, take_back
from alongside.web.attached import FILE_POLICY

ATTACH = "attach/a1"


@pytest.fixture
def person(desk: Desk) -> Asker:
    return Asker(desk)


@pytest.fixture(autouse=True)
def bare(desk: Desk) -> None:
    """Every test, and every new try of one, begins without files."""
    for one in own_files(desk.root, "a1"):
        take_back(desk.root, "a1", one.attachment.sha256)


def in_order(page: Page, violations) -> None:
    for look in looks_at(page):
        assert violations(page) == [], look
        assert not wider_than_the_screen(page), look


def chosen(page: Page, label: str, name: str, raw: bytes) -> None:
    page.get_by_label(label).set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": raw})


def test_a_photo_goes_from_a_trainees_desk_to_the_assessor_who_marks_beside_it(
    window: BrowserContext, desk: Desk, person: Asker, violations
):
    page = window.pages[0]
    page.goto(f"{desk.base}/alongside/handin/a1")
    page.get_by_role("link", name="Attach a photo of a page, a PDF or a recording").click()
    page.get_by_label("What does it show?").fill("The signed page of our agreement")
    chosen(page, "take a photo of the page", "nika.jpg", from_a_camera())
    page.get_by_role("button", name="Attach it").click()
    expect(page.get_by_role("status")).to_contain_text("goes along when you hand in")
    picture = page.get_by_role("img", name="The signed page of our agreement")
    expect(picture).to_have_js_property("naturalWidth", 20)

    page.get_by_label("What does it show?").fill("Ten minutes of a conversation")
    chosen(page, "A file from this device", "talk.m4a", SOUNDS["m4a"])
    page.get_by_role("button", name="Attach it").click()
    expect(page.get_by_role("alert")).to_contain_text("say who agreed to it")
    expect(page.get_by_label("What does it show?")).to_have_value("Ten minutes of a conversation")
    chosen(page, "A file from this device", "talk.m4a", SOUNDS["m4a"])
    page.get_by_label("Who agreed").fill("My mentee, on paper, on 3 March")
    page.get_by_label("They agreed that the assessors hear it").check()
    page.get_by_role("button", name="Attach it").click()
    expect(page.get_by_role("heading", name="2 files go along")).to_be_visible()
    in_order(page, violations)

    page.get_by_role("link", name="Go on to handing in").click()
    expect(page.get_by_text("The signed page of our agreement")).to_be_visible()
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Hand in now").click()
    expect(page.get_by_text("It covers the 2 files that go along, too.")).to_be_visible()

    assert person.post("assessor/a1", {"step": "collect"}).status == 200
    people = codes_in(open_course(desk.root / "course"), "a1")
    code = next(code for code, who in people.items() if who == "nika-dolinar")
    page.goto(f"{desk.base}/alongside/assessor/a1/mark?task=a1-t1&code={code}")
    picture = page.get_by_role("img", name="The signed page of our agreement")
    expect(picture).to_have_js_property("naturalWidth", 20)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save it to listen to").click()
    assert Path(saved.value.path()).read_bytes() == SOUNDS["m4a"]
    assert saved.value.suggested_filename.endswith(".m4a")
    assert "nika.jpg" not in page.content()
    in_order(page, violations)


def test_what_an_assessor_gets_is_a_picture_of_the_kit_that_runs_nothing(desk: Desk, person: Asker):
    offered = person.get("handin/a1").text
    assert "Attach a photo of a page, a PDF or a recording" in offered
    said = {"task": "a1-t3", "what": "My notes"}
    assert person.post_form(ATTACH, said, ("nika.jpg", from_a_camera() + b"<script>")).status == 303
    along = [("along", one.attachment.sha256) for one in own_files(desk.root, "a1")]
    made = person.post_all("handin/a1", [("way", "exchange"), ("helped", "no"), *along])
    assert (made.status, "It covers the file that goes along, too." in made.text) == (200, True)
    assert person.post("assessor/a1", {"step": "collect"}).status in {200, 303}
    people = codes_in(open_course(desk.root / "course"), "a1")
    code = next(code for code, who in people.items() if who == "nika-dolinar")
    page = person.get(f"assessor/a1/mark?task=a1-t3&code={code}").text
    assert "nika.jpg" not in page
    address = re.search(r'<img src="/alongside/(assessor/a1/file/[^"]+)" alt="My notes">', page)[1]
    shown = person.get(address)
    assert (shown.status, b"script" in shown.body) == (200, False)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Security-Policy"] == FILE_POLICY
    other = next(one for one in people if one != code)
    assert person.get(address.replace(code, other)).status == 404


def test_a_file_is_taken_back_and_what_cannot_go_along_is_refused_in_a_sentence(desk: Desk, person: Asker):
    said = {"task": "a1-t1", "what": "The agreement"}
    before = len(own_files(desk.root, "a1"))
    refused = person.post_form(ATTACH, said, ("photo.jpg", b"<script>alert(1)</script>"))
    assert (refused.status, "whatever its name says" in refused.text) == (422, True)
    assert person.post_form(ATTACH, said, ("", b"")).status == 422
    assert person.post_form(ATTACH, {**said, "task": "m03-r1"}, ("a.pdf", PDF)).status == 400
    assert person.post_form(ATTACH, said, ("../<b>.pdf", PDF)).status == 303
    kept = own_files(desk.root, "a1")[-1]
    page = person.get(ATTACH).text
    assert ("&lt;b&gt;.pdf" in page, "<b>.pdf" in page) == (True, False)
    given = person.get(f"{ATTACH}/{kept.attachment.file}")
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert person.post("handin/a1", {"way": "exchange", "helped": "no"}).status == 409
    assert person.post(ATTACH, {"back": kept.attachment.sha256}).status == 303
    assert len(own_files(desk.root, "a1")) == before
    assert person.get(f"{ATTACH}/{kept.attachment.file}").status == 404


def test_by_file_the_hand_in_and_its_files_are_one_zip_that_is_taken_in(desk: Desk, person: Asker):
    until = (date.today() + timedelta(days=3)).isoformat()
    said = {"task": "a1-t2", "what": "Talk", "consent": "Both of us", "agreed": "yes", "until": until}
    assert person.post_form(ATTACH, said, ("talk.wav", SOUNDS["wav"])).status == 303
    along = [("along", one.attachment.sha256) for one in own_files(desk.root, "a1")]
    made = person.post_all("handin/a1", [("way", "file"), ("helped", "no"), *along])
    assert "handin/a1/file.zip" in made.text
    packed = person.get("handin/a1/file.zip")
    assert packed.headers["Content-Type"] == "application/zip"
    taken = person.post_file("assessor/a1/take-in", "nika.zip", packed.body)
    assert (taken.status, "taken in</span>" in taken.text) == (200, True)
