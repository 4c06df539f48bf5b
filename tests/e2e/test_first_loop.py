"""The whole of the first loop in a browser, as one person who plays all three parts.

ALONGSIDE_WATCH=1 shows the browser and slows it down.
"""

from __future__ import annotations

import re

from desk import Desk
from playwright.sync_api import BrowserContext, Page, expect

TEXT = "Before anything personal: it stays here, unless a child may come to harm. <script>alert(1)</script>"


def open_unit(page: Page, desk: Desk, folder: str) -> None:
    page.goto(f"{desk.base}/alongside/unit/{folder}")
    page.wait_for_selector("html[data-live]")


def write(page: Page, response: str, text: str) -> None:
    box = page.locator(f"#w-{response} textarea")
    box.fill(text)
    box.blur()
    expect(page.locator(f"#w-{response} [role=status]")).to_contain_text("Saved")


def test_a_trainee_learns_is_assessed_and_reads_the_feedback(desk: Desk, window: BrowserContext) -> None:
    page = window.pages[0]
    read_and_answer_a_module(page, desk)
    go_on_as_a_notebook(page, desk)
    answer_and_hand_in_the_assessment(page, desk)
    collect_score_and_mark(page, desk)
    release_and_read_the_feedback(page, desk)
    lead_the_session(page, desk)


def read_and_answer_a_module(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.base}/alongside/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nika Dolinar")
    page.get_by_role("link", name="Begin", exact=True).first.click()
    page.wait_for_selector("html[data-live]")
    write(page, "m01-r2", "Options provider, because he asked what others had done.")
    rate = page.locator("#w-m01-s1")
    for radios in range(4):
        rate.locator("input[type=radio]").nth(4 * radios + 2).check()
    expect(rate.locator("[role=status]").first).to_contain_text("Saved")
    page.goto(f"{desk.base}/alongside/")
    expect(page.get_by_text("2 of 13 answered")).to_be_visible()


def go_on_as_a_notebook(page: Page, desk: Desk) -> None:
    page.get_by_role("link", name="Open as a notebook Two kinds of help").click()
    page.wait_for_selector(".alo-live")
    box = page.locator("textarea").filter(visible=True)
    texts = [box.nth(number).input_value() for number in range(box.count())]
    assert "Options provider, because he asked what others had done." in texts
    place = box.nth(texts.index("Options provider, because he asked what others had done."))
    place.fill("Options provider, and only after listening.")
    place.blur()
    expect(page.get_by_text("Saved").first).to_be_visible()
    page.wait_for_function("() => !document.body.innerText.includes('Saving')")
    open_unit(page, desk, "modules/m01-two-kinds-of-help")
    expect(page.locator("#w-m01-r2 textarea")).to_have_value("Options provider, and only after listening.")


def answer_and_hand_in_the_assessment(page: Page, desk: Desk) -> None:
    open_unit(page, desk, "assessments/a1")
    write(page, "a1-t1", TEXT)
    write(page, "a1-t2", "Four of the seven turns are the mentor's; the silence in turn five did the work.")
    question = page.locator("#w-a1-q1")
    question.locator("input[type=radio]").nth(2).check()
    expect(question.locator("[role=status]").first).to_contain_text("Saved")
    page.goto(f"{desk.base}/alongside/handin/a1")
    expect(page.get_by_text("8 places are still empty")).to_be_visible()
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("button", name="Hand in now").click()
    expect(page.locator("code.receipt")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))


def collect_score_and_mark(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.base}/alongside/assessor/a1")
    expect(page.get_by_role("row", name="Graham Oddie")).to_contain_text("missing")
    expect(page.get_by_role("row", name="Samira Dhooghe")).to_contain_text("damaged")
    page.get_by_role("button", name="Collect hand-ins").click()
    expect(page.get_by_role("row", name="Nika Dolinar")).to_contain_text("late")
    page.get_by_role("button", name="Score the questions").click()
    expect(page.get_by_role("status")).to_contain_text("Scored 7 hand-ins")
    mark_at_the_desk(page)


def mark_at_the_desk(page: Page) -> None:
    page.get_by_role("link", name="Mark Short-door check").click()
    while "unless a child may come to harm" not in page.inner_text(".answer-of"):
        before = page.locator("#piece").inner_text()
        page.get_by_role("link", name="Next answer").click()  # the last answer of all has no such link
        expect(page.locator("#piece")).not_to_have_text(before)
    assert page.locator(".answer-of script").count() == 0
    page.get_by_role("link", name="one candidate, all tasks").click()
    for task, levels in (("Task 1", "222"), ("Task 2", "212"), ("Task 3", "000")):
        page.get_by_role("link", name=task).click()
        expect(page.get_by_role("link", name=task)).to_have_attribute("aria-current", "page")
        judge(page, levels)


def judge(page: Page, levels: str) -> None:
    for number, level in enumerate(levels):
        criterion = page.locator(".criterion").nth(number)
        expect(criterion.get_by_role("radio").nth(int(level))).to_be_disabled()
        criterion.get_by_role("textbox").first.fill("The limit is clear, and it comes first.")
        criterion.get_by_role("radio").nth(int(level)).check()
    page.get_by_role("button", name="Save and stay").click()
    expect(page.get_by_role("status").first).to_have_text("3 criteria are entered.")
    page.get_by_text("Nobody else marks this session", exact=True).click()
    page.get_by_role("button", name="Let my levels be the result").click()
    expect(page.get_by_role("status").first).to_contain_text("the result now")


def release_and_read_the_feedback(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.base}/alongside/assessor/a1")
    expect(page.get_by_role("row", name="Nika Dolinar")).to_contain_text("done")
    page.get_by_role("button", name="Release feedback").click()
    expect(page.get_by_role("row", name="Nika Dolinar")).to_contain_text("released")
    page.goto(f"{desk.base}/alongside/")
    page.get_by_role("link", name="Read the feedback").click()
    expect(page.get_by_text("The limit is clear, and it comes first.").first).to_be_visible()
    expect(page.get_by_text("Level 2, meets.").first).to_be_visible()
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
    assert page.locator("script").count() == 0
    page.get_by_role("link", name="Back to my desk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nika Dolinar")


def lead_the_session(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.base}/alongside/trainer")
    page.get_by_role("link", name="Run sheet Half-day 1").click()
    page.get_by_label("Starts at").fill("13:30")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row", name="Sorting the requests")).to_contain_text("13:40")
    page.get_by_role("button", name="Began now One memory of being helped well").click()
    expect(page.get_by_text("Began at").first).to_be_visible()
    assert (desk.root / "trainer" / "s1.log.json").is_file()
