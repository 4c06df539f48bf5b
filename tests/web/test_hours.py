"""Hours this asks of me: one sheet of A4 that holds nothing about a person but the name."""

from __future__ import annotations

import re

import pytest
from asking import Asker
from desk import Desk
from playwright.sync_api import BrowserContext, expect

from alongside.records.hours import spent


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (195, "3 h 15 min"), (1500, "25 h")]
)
def test_minutes_are_told_as_people_say_them(minutes, told):
    assert spent(minutes) == told


def test_the_sheet_fits_on_one_page_of_a4_and_says_what_is_estimated(desk: Desk, window: BrowserContext):
    page = window.pages[0]
    page.goto(f"{desk.base}/alongside/hours")
    expect(page.get_by_text("authors' estimates")).to_be_visible()
    expect(page.get_by_text("altogether:")).to_be_visible()
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
    paper = page.pdf(format="A4", margin=margin)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_the_sheet_names_the_person_and_nothing_that_this_person_did(desk: Desk):
    person = Asker(desk)
    before = person.get("hours").text
    assert person.put("modules/m01-two-kinds-of-help/m01-r2", {"text": "Mine alone."}).status == 200
    assert person.get("hours").text == before
    assert "Nika Dolinar" in before


def test_a_path_that_there_is_not_is_said(desk: Desk):
    person = Asker(desk)
    assert person.get("hours?path=short-door").status == 200
    assert person.get("hours?path=%27--").status == 404
