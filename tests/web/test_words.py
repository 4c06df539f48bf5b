"""Everything I wrote: with its earlier versions, along in one file, back again, and gone when I say so."""

from __future__ import annotations

import io
import zipfile

import pytest
from asking import Asker
from desk import Desk
from playwright.sync_api import BrowserContext, expect
from static_site import a_file, an_entry

from alongside.responses.whose import workspace_id

M01, M02 = "modules/m01-two-kinds-of-help", "modules/m02-agreements"


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


@pytest.fixture
def written(person, desk):
    """Three answers, one of them with an earlier version; every test begins with these alone."""
    person.post("words/erase", {"sure": "yes"})
    person.put(f"{M01}/m01-r2", {"text": "From the phone."})
    person.put(f"{M01}/m01-r2", {"text": "From the laptop."})
    person.put(f"{M01}/m01-r1", {"text": "The first."})
    person.put(f"{M02}/m02-r1", {"text": "Of another module."})
    return desk


def texts(person) -> str:
    return person.get("words").text


def test_every_answer_stands_there_in_the_order_of_the_programme_and_its_unit(written, person):
    person.put("assessments/a1/a1-t1", {"text": "Of the session."})
    page = texts(person)
    places = [
        page.index(text)
        for text in ("The first.", "From the laptop.", "Of another module.", "Of the session.")
    ]
    assert places == sorted(places)


def test_earlier_versions_can_be_opened_and_read(written, window: BrowserContext):
    page = window.pages[0]
    page.goto(f"{written.base}/alongside/words")
    older = page.get_by_text("From the phone.")
    expect(older).to_be_hidden()
    page.locator("summary", has_text="One earlier version").click()
    expect(older).to_be_visible()
    expect(page.get_by_text("kept because another page or computer saved too")).to_be_visible()


def test_changing_leads_to_the_very_place(written, window: BrowserContext):
    page = window.pages[0]
    page.goto(f"{written.base}/alongside/words")
    page.locator("article", has_text="From the laptop.").get_by_role("link", name="Change").click()
    page.wait_for_selector("html[data-live]")
    expect(page.locator("#w-m01-r2 textarea")).to_be_in_viewport()


def test_one_answer_is_erased_after_it_was_shown_once_more(written, person):
    asked = person.get("words/erase?id=m01-r2")
    assert "From the laptop." in asked.text
    assert "The first." not in asked.text
    erased = person.post("words/erase", {"id": "m01-r2", "sure": "yes"})
    assert erased.status == 200
    assert "Erased." in erased.text
    for text, left in (("laptop", False), ("phone", False), ("The first.", True), ("another module", True)):
        assert (text in texts(person)) is left
    assert "phone" not in (written.root / M01 / "m01.responses.json").read_text("utf-8")


def test_nothing_is_erased_without_the_tick(written, person):
    refused = person.post("words/erase", {"id": "m01-r2"})
    assert refused.status == 400
    assert "Nothing was erased" in refused.problem
    assert "From the laptop." in texts(person)


@pytest.mark.parametrize("wrong", ["m01-r99", "../../etc", "%s"])
def test_what_is_not_there_cannot_be_erased(written, person, wrong):
    for answer in (
        person.get(f"words/erase?id={wrong.replace('%', '%25')}"),
        person.post("words/erase", {"id": wrong, "sure": "yes"}),
    ):
        assert answer.status == 404
        assert "no such answer" in answer.problem
    assert "From the laptop." in texts(person)


def test_erasing_everything_leaves_no_word_and_no_unsent_text_in_the_browser(written, window, desk):
    page = window.pages[0]
    page.goto(f"{desk.base}/alongside/words")
    keys = ["modules/m01/m01-r2", f"{workspace_id(desk.root)}:modules/m01/m01-r3", "0:modules/m01/m01-r2"]
    page.evaluate("keys => keys.forEach((key) => { localStorage['draft:alongside:' + key] = 1 })", keys)
    page.get_by_role("link", name="Erase everything").click()
    page.get_by_label("Yes, erase it").check()
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_role("status")).to_contain_text("Erased.")
    page.wait_for_function("() => localStorage.length === 1")
    assert page.evaluate("Object.keys(localStorage)") == ["draft:alongside:0:modules/m01/m01-r2"]
    assert list(desk.root.glob("modules/*/*.responses*")) == []
    expect(page.get_by_text("It begins with your first sentence")).to_be_visible()
    page.evaluate("localStorage.clear()")


def test_what_was_taken_along_comes_back_and_nothing_is_overwritten(written, person):
    taken = person.get("words/take-along.zip").body
    person.post("words/erase", {"id": "m01-r1", "sure": "yes"})
    person.put(f"{M02}/m02-r1", {"text": "Changed since."}, rev=1)
    back = person.post_file("words/restore", "take-along.zip", taken)
    assert back.status == 200
    assert "One answer came back." in back.text
    assert "One was different here: both versions are kept." in back.text
    for text in ("The first.", "Of another module.", "Changed since.", "From the phone."):
        assert text in back.text


def test_what_was_saved_on_a_page_without_a_desk_comes_in_the_same_way(written, person):
    place = f"{M01}/m01.responses.json"
    new, other = an_entry("m01-r3", "From the stick."), an_entry("m01-r2", "An older one.")
    back = person.post_file("words/restore", "answers.json", a_file(new, other, place=place))
    assert back.status == 200
    assert "One answer came back." in back.text
    assert "One was different here: both versions are kept." in back.text
    for text in ("From the stick.", "An older one.", "From the laptop."):
        assert text in texts(person)


def a_zip(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"PK\x03\x04 not really", 422),
        (b"%PDF-1.7 a photograph of my notes", 422),
        (a_zip(**{"holiday.jpg": b"\xff\xd8"}), 422),
        (b'{"format": "alongside-answers", "schema": 1}', 422),
        (a_zip(**{"../../evil.responses.json": b"{}"}), 422),
    ],
    ids=["empty", "broken", "another sort", "another zip", "no answers", "a way out"],
)
def test_a_wrong_file_is_refused_with_a_sentence_and_changes_nothing(written, person, content, status):
    before = person.get("words/answers.json").json["units"]
    answer = person.post_file("words/restore", "notes.zip", content)
    assert answer.status == status
    assert 'class="note attention" role="alert"' in answer.text
    assert person.get("words/answers.json").json["units"] == before


def test_no_file_at_all_is_said(written, person):
    answer = person.post("words/restore", {})
    assert answer.status == 400
    assert "Choose the file" in answer.problem


def test_receipts_that_cannot_be_read_are_named_and_the_words_stay(written, person):
    ledger = written.root / "receipts.json"
    ledger.write_text("{", "utf-8")
    try:
        page = texts(person)
        assert "receipts.json" in page
        assert "From the laptop." in page
    finally:
        ledger.unlink()
