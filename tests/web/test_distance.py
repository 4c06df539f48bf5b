"""Hand-ins that come as files, at a real desk: dropped, chosen, named, and what goes back."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO

import pytest
from asking import Asker
from desk import Desk
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import BrowserContext, expect

from alongside.grading import arriving
from alongside.grading.course import Course, open_course

TAKE_IN = "assessor/a1/take-in"
DROP = """async ([files]) => {
  const all = new DataTransfer();
  for (const [name, text] of files) all.items.add(new File([text], name));
  const box = document.getElementById("drop");
  for (const type of ["dragenter", "dragover", "drop"])
    box.dispatchEvent(new DragEvent(type, { dataTransfer: all, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def person(desk: Desk) -> Asker:
    return Asker(desk)


@pytest.fixture
def course(desk: Desk) -> Course:
    return open_course(desk.root / "course")


def as_handed(person: Asker) -> bytes:
    """The file that handing in makes, as the page hands it out."""
    made = person.post("handin/a1", {"way": "file", "helped": "no"})
    assert made.status == 200
    assert "It is handed in once you have sent it." in made.text
    address = re.search(r'href="/alongside/(handin/a1/file\.json)" download', made.text)[1]
    saved = person.get(address)
    assert re.search(r"hand-in-a1-nika-dolinar-[0-9a-f]{8}\.json", saved.headers["Content-Disposition"])
    return saved.body


def test_handing_in_makes_a_file_that_the_assessors_take_in_once(person, course):
    before = len(list((course.exchange / course.id / "inbound").iterdir()))
    raw = as_handed(person)
    assert len(list((course.exchange / course.id / "inbound").iterdir())) == before
    first = person.post_file(TAKE_IN, "hand-in.json", raw)
    assert (first.status, "taken in</span>" in first.text) == (200, True)
    again = person.post_file(TAKE_IN, "hand-in (1).json", raw)
    assert "here already: the same receipt" in again.text
    assert "as a file to send" in person.get("").text


def test_a_session_goes_out_as_a_file_that_a_desk_brings_in(person):
    sent = person.get("assessor/a1/session.html")
    assert "a1-session.html" in sent.headers["Content-Disposition"]
    brought = person.post_file("bring", "a1-session.html", sent.body)
    assert (brought.status, "was on your desk already" in brought.text) == (200, True)
    wrong = person.post_file("bring", "x.html", b"<html></html>")
    assert (wrong.status, "Nothing was changed" in wrong.text) == (422, True)


def test_nobody_gets_feedback_as_a_file_before_it_is_released(person):
    assert person.get("assessor/a1/feedback.html?who=declan").status == 409
    with zipfile.ZipFile(BytesIO(person.get("assessor/a1/feedback.zip").body)) as packed:
        assert packed.namelist() == []
    assert person.get("assessor/phase/1/letter.html?who=declan").status == 409


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"act": "take"}, 400),
        ({"act": "fly"}, 400),
        ({"act": "add", "home": "nothere", "name": "X"}, 422),
        ({"act": "give", "home": "../../x", "who": "declan"}, 422),
        ({"act": "aside", "home": "../../x"}, 422),
    ],
)
def test_what_the_page_cannot_do_is_refused_in_a_sentence(person, fields, status):
    assert person.post(TAKE_IN, fields).status == status


def test_files_are_dropped_named_and_dealt_with_by_keyboard(
    window: BrowserContext, desk, person, course, violations
):
    stranger = json.loads(as_handed(person)) | {"candidate": "peter-zupan"}
    answers = {"schema": 1, "unit": "a1", "entries": []}
    nameless = {"format": "alongside-answers", "schema": 1, "made_at": "2026-11-20T11:30:00.000Z"}
    nameless["files"] = {"assessments/a1/a1.responses.json": answers}
    page = window.pages[0]
    page.goto(f"{desk.base}/alongside/{TAKE_IN}")
    files = [["peter.json", json.dumps(stranger)], ["page.json", json.dumps(nameless)], ["<b>.jpg", "x"]]
    page.evaluate(DROP, [files])
    expect(page.locator("#drop-names li")).to_have_text([name for name, _text in files])
    expect(page.get_by_label("Files that came")).to_be_focused()
    page.get_by_role("button", name="Take in", exact=True).press("Enter")
    rows = page.locator("table.taken tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("not on the list of candidates")
    expect(rows.nth(1)).to_contain_text("does not say whose it is")
    expect(rows.nth(2)).to_contain_text("not a hand-in that can be read")
    for look in looks_at(page):
        assert violations(page) == [], look
        assert not wider_than_the_screen(page), look
    page.get_by_label("Name", exact=True).fill("Peter Zupan")
    page.keyboard.press("Enter")
    told = page.get_by_role("status").first
    expect(told).to_have_text("Peter Zupan is on the list now, and the file is taken in.")
    assert "peter-zupan" in {one.candidate for one in arriving.intake.received(course, "a1") if one.receipt}
    page.get_by_role("button", name="Put aside <b>.jpg").press("Enter")
    expect(told).to_have_text("<b>.jpg is put aside.")
    expect(page.get_by_role("heading", name="<b>.jpg")).to_have_count(0)


def test_without_scripts_the_plain_form_takes_in_many_files(chromium, desk, person):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.url)
    page.goto(f"{desk.base}/alongside/{TAKE_IN}")
    raw = as_handed(person)
    kinds = [("one.json", raw), ("two.json", raw), ("three.txt", b"Dear Ines, here is my hand-in.")]
    page.get_by_label("Files that came").set_input_files(
        [{"name": name, "mimeType": "application/json", "buffer": body} for name, body in kinds]
    )
    page.get_by_role("button", name="Take in", exact=True).click()
    expect(page.locator("table.taken .state")).to_have_text(
        ["taken in", "here already: the same receipt", "not a hand-in that can be read"]
    )
    context.close()
