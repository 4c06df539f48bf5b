"""Files of answers on a page of the static edition: what comes in, what is joined, and what is refused."""

from __future__ import annotations

import json
import random
from importlib import resources
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import BrowserContext, expect
from static_site import (
    LISTENING,
    PLACE,
    a_file,
    an_entry,
    box,
    entries_in,
    live,
    open_file,
    said,
    saved,
)

from alongside.model.answers import AnyEntry
from alongside.responses.merging import joined_entry
from alongside.responses.takealong import restore

OPEN, IN_FILE = "On this page only, not in a file yet", "In your file"
M01 = "modules/m01-two-kinds-of-help/m01.responses.json"


def test_where_both_have_an_answer_the_later_is_shown_and_the_other_is_one_click_away(
    reader: BrowserContext, stick: str, tmp_path: Path
):
    page = live(reader, stick + LISTENING)
    box(page).fill("Of today")
    open_file(page, "old.json", a_file(an_entry("m03-r1", "Of last week"), an_entry("m03-r2", "New here")))
    told = page.locator("#keep-told")
    expect(told).to_contain_text(
        "Answers that came from the file: 1. Different here: 1. The later version is shown"
    )
    expect(box(page)).to_have_value("Of today")
    expect(said(page)).to_have_text(OPEN)
    expect(said(page, "m03-r2")).to_have_text(IN_FILE)
    page.get_by_role("button", name="Use the other version").click()
    expect(box(page)).to_have_value("Of last week")
    entry = entries_in(saved(page, tmp_path))["m03-r1"]
    assert [entry["value"]["text"], *(one["value"]["text"] for one in entry["earlier"])] == [
        "Of last week",
        "Of today",
    ]
    assert entry["earlier"][0]["why"] == "elsewhere"


def test_a_later_version_in_the_file_is_shown_and_the_one_on_the_page_is_kept(
    reader: BrowserContext, stick: str, tmp_path: Path
):
    page = live(reader, stick + LISTENING)
    box(page).fill("Of today")
    open_file(page, "new.json", a_file(an_entry("m03-r1", "Of next year", "2999-01-01T00:00:00.000Z")))
    expect(box(page)).to_have_value("Of next year")
    path = saved(page, tmp_path)
    assert [one["value"]["text"] for one in entries_in(path)["m03-r1"]["earlier"]] == ["Of today"]
    desk = tmp_path / "desk"
    desk.mkdir()
    assert restore(path, desk).set_aside == []


def test_what_stood_in_the_file_is_kept_when_it_is_changed_on_another_day(
    reader: BrowserContext, stick: str, tmp_path: Path
):
    page = live(reader, stick + LISTENING)
    open_file(page, "old.json", a_file(an_entry("m03-r1", "Of last week")))
    box(page).fill("Of today")
    entry = entries_in(saved(page, tmp_path))["m03-r1"]
    assert (entry["rev"], entry["value"]["text"]) == (2, "Of today")
    assert [one["value"]["text"] for one in entry["earlier"]] == ["Of last week"]


def test_answers_to_other_modules_travel_along(reader: BrowserContext, stick: str, tmp_path: Path):
    page = live(reader, stick + LISTENING)
    open_file(page, "one.json", a_file(an_entry("m01-r1", "Of another module"), place=M01))
    expect(page.locator("#keep-told")).to_contain_text("also holds answers to: Two kinds of help")
    box(page).fill("Of this one")
    path = saved(page, tmp_path)
    assert "m01" not in path.name
    assert "m03" not in path.name
    whole = json.loads(path.read_bytes())["files"]
    assert {name: [one["id"] for one in file["entries"]] for name, file in whole.items()} == {
        M01: ["m01-r1"],
        PLACE: ["m03-r1"],
    }


def test_an_answer_without_a_box_is_kept_for_the_next_file(
    reader: BrowserContext, stick: str, tmp_path: Path
):
    page = live(reader, stick + LISTENING)
    other = an_entry("m03-s1", "A rating once was a text")
    open_file(page, "old.json", a_file(an_entry("m03-r99", "Of an old edition"), other))
    expect(page.locator("#keep-told")).to_contain_text("Without a box on this page: 2")
    assert set(entries_in(saved(page, tmp_path))) == {"m03-r99", "m03-s1"}


def test_two_versions_are_joined_by_the_rules_of_a_desk(reader: BrowserContext, stick: str):
    """The rules stand in Python and in the page's script: several hundred pairs, joined by both."""
    chance = random.Random(20260301)
    pairs = [(a_version(chance), a_version(chance)) for _ in range(300)]
    script = (resources.files("alongside.publish") / "site" / "answers.js").read_text("utf-8")
    page = live(reader, stick + LISTENING)
    by_script = page.evaluate(
        f"(pairs) => {{ {script}; return pairs.map(([a, b]) => joined(a, b)); }}", pairs
    )
    decoded = [[msgspec.convert(one, AnyEntry) for one in pair] for pair in pairs]
    by_desk = [msgspec.to_builtins(joined_entry(*pair)) for pair in decoded]
    assert by_script == [{"earlier": [], **entry} for entry in by_desk]  # a desk leaves out what is empty


def a_version(chance: random.Random) -> dict:
    """An answer with up to three earlier versions, out of so few words and days that many are the same."""

    def pick() -> dict:
        day = f"2026-03-0{chance.randint(1, 3)}T10:00:00.000Z"
        entry = an_entry("m03-r1", chance.choice(["One.", "Two.", "Three."]), day)
        return entry | {"rev": chance.randint(1, 3)}

    left_out = {"id", "kind", "earlier"}
    older = [{k: v for k, v in pick().items() if k not in left_out} for _ in range(chance.randint(0, 3))]
    whys = ["elsewhere", "sitting", "reworded"]
    return pick() | {"earlier": [one | {"why": chance.choice(whys)} for one in older]}


BAD = {
    "no JSON": (b"Dear diary", "it was not saved by a page of Alongside to be brought back."),
    "another JSON": (
        b'{"shopping": ["milk"]}',
        "it was not saved by a page of Alongside to be brought back.",
    ),
    "nothing": (b"null", "it was not saved by a page of Alongside to be brought back."),
    "a zip": (b"PK\x03\x04 and so on", "it is a zip file."),
    "cut off": (
        a_file(an_entry("m03-r1", "Whole"))[:-9],
        "it was not saved by a page of Alongside to be brought back.",
    ),
    "newer": (a_file(schema=2), "a newer version of Alongside made it."),
    "no files": (a_file(files=[]), "it is damaged."),
    "no entries": (a_file(files={PLACE: {"schema": 1, "unit": "m03"}}), "it is damaged."),
}


@pytest.mark.parametrize(("content", "why"), BAD.values(), ids=BAD)
def test_a_file_that_is_none_is_refused_and_changes_nothing(
    reader: BrowserContext, stick: str, content: bytes, why: str
):
    page = live(reader, stick + LISTENING)
    box(page).fill("Mine")
    open_file(page, "some.json", content)
    told = page.locator("#keep-told")
    expect(told).to_contain_text(f"This file was not opened: {why}")
    expect(told).to_contain_text("Nothing was changed.")
    expect(box(page)).to_have_value("Mine")


DAMAGED = [
    {"value": "text"},
    {"value": None},
    {"rev": 0},
    {"rev": "2"},
    {"saved_at": "soon"},
    {"earlier": [1]},
    {"id": 7},
    {"prompt": None},
]


def test_damaged_entries_are_counted_and_left_out_and_the_others_come(reader: BrowserContext, stick: str):
    page = live(reader, stick + LISTENING)
    broken = [an_entry("m03-r1", "Broken") | change for change in DAMAGED]
    open_file(page, "some.json", a_file(*broken, an_entry("m03-r2", "Whole")))
    expect(page.locator("#keep-told")).to_contain_text(f"Damaged, and therefore left out: {len(DAMAGED)};")
    expect(box(page, "m03-r2")).to_have_value("Whole")
    expect(box(page)).to_have_value("")


def test_markup_in_a_file_is_shown_and_never_run(reader: BrowserContext, stick: str):
    page = live(reader, stick + LISTENING)
    evil = "<img src=x onerror='document.title=1'><script>document.title=1</script>"
    open_file(page, "evil.json", a_file(an_entry("m03-r1", evil)))
    expect(box(page)).to_have_value(evil)
    assert page.title() != "1"
