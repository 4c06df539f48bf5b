"""Closing a session on a shared computer: what was unsent is saved first, and then nothing is left to see."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from asking import Asker
from desk import Desk
from playwright.sync_api import Browser, BrowserContext, Page, expect

from alongside.responses.whose import workspace_id

M01 = "modules/m01-two-kinds-of-help"
DRAFT = f"draft:alongside:{M01}/m01-r2"


@pytest.fixture
def shared(tmp_path) -> Iterator[Desk]:
    """A desk of its own for each test: closing ends it."""
    running = Desk(tmp_path / "workspace", "--name", "Nika Dolinar")
    yield running
    running.stop()


@pytest.fixture
def browser_of(chromium: Browser, shared: Desk) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    context.new_page().goto(shared.url)
    yield context
    context.close()


def leave_unsent(page: Page, key: str, text: str, rev: int = 0) -> None:
    draft = json.dumps({"value": {"text": text}, "rev": rev, "sent": None})
    page.evaluate("([key, draft]) => localStorage.setItem(key, draft)", [key, draft])


def close(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.base}/alongside/close")
    page.get_by_role("button", name="Close my session").click()


def is_closed(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Your session is closed")


def kept(desk: Desk) -> list[dict]:
    return json.loads((desk.root / M01 / "m01.responses.json").read_text("utf-8"))["entries"]


def test_what_was_not_sent_is_saved_before_it_goes_from_the_browser(shared, browser_of):
    page = browser_of.pages[0]
    leave_unsent(page, DRAFT, "Typed on the train.")
    close(page, shared)
    is_closed(page)
    assert [entry["value"]["text"] for entry in kept(shared)] == ["Typed on the train."]
    assert page.evaluate("localStorage.length") == 0
    expect(page.get_by_text("one answer")).to_be_visible()


def test_a_draft_of_another_workspace_on_this_computer_stays_for_its_own_person(shared, browser_of):
    page = browser_of.pages[0]
    mine = workspace_id(shared.root)
    theirs = f"draft:alongside:{'0' * 16}:{M01}/m01-r2"
    leave_unsent(page, f"draft:alongside:{mine}:{M01}/m01-r2", "Mine.")
    leave_unsent(page, theirs, "Somebody else's.")
    close(page, shared)
    is_closed(page)
    assert [entry["value"]["text"] for entry in kept(shared)] == ["Mine."]
    assert page.evaluate("Object.keys(localStorage)") == [theirs]


def test_a_draft_that_the_desk_has_already_is_not_saved_again(shared, browser_of):
    Asker(shared).put(f"{M01}/m01-r2", {"text": "Kept."})
    page = browser_of.pages[0]
    leave_unsent(page, DRAFT, "Kept.", rev=1)
    close(page, shared)
    is_closed(page)
    assert [(entry["rev"], entry["value"]["text"]) for entry in kept(shared)] == [(1, "Kept.")]


def test_both_texts_are_kept_where_both_were_changed(shared, browser_of):
    person = Asker(shared)
    person.put(f"{M01}/m01-r2", {"text": "On the laptop."})
    page = browser_of.pages[0]
    leave_unsent(page, DRAFT, "On the phone.")
    close(page, shared)
    is_closed(page)
    (entry,) = kept(shared)
    assert {entry["value"]["text"], entry["earlier"][0]["value"]["text"]} == {
        "On the laptop.",
        "On the phone.",
    }


def test_what_cannot_be_saved_is_shown_and_goes_only_when_the_person_says_so(shared, browser_of, violations):
    page = browser_of.pages[0]
    leave_unsent(page, "draft:alongside:modules/nothing/m01-r2", "<b>Homeless</b> words.")
    leave_unsent(page, "draft:somebody:else", "of another program")
    close(page, shared)
    warning = page.get_by_role("alert")
    expect(warning).to_contain_text("<b>Homeless</b> words.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Close my session on this computer")
    assert violations(page) == []
    assert shared.process.poll() is None
    page.get_by_label("Close all the same").check()
    page.get_by_role("button", name="Close my session").click()
    is_closed(page)
    assert page.evaluate("Object.keys(localStorage)") == ["draft:somebody:else"]


def test_afterwards_nobody_is_signed_in_and_other_windows_are_blank(shared, browser_of, violations):
    page, other = browser_of.pages[0], browser_of.new_page()
    other.goto(f"{shared.base}/alongside/words")
    close(page, shared)
    is_closed(page)
    expect(other.get_by_role("status")).to_have_text("This session was closed. Close this window.")
    assert other.get_by_role("heading").count() == 0
    names = {cookie["name"] for cookie in browser_of.cookies()}
    assert not [name for name in names if name.startswith(("username-", "_xsrf", "alongside-"))]
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    assert violations(page) == []
    assert shared.process.wait(timeout=60) == 0


def test_it_works_without_script_and_says_what_it_cannot_do_then(shared, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shared.url)
    page.goto(f"{shared.base}/alongside/close")
    assert "JavaScript is switched off here" in page.content()
    page.get_by_role("button", name="Close my session").click()
    is_closed(page)
    assert not [one for one in context.cookies() if one["name"].startswith("username-")]
    context.close()


def test_the_page_says_what_stays_and_what_it_cannot_do(shared):
    person = Asker(shared)
    person.put(f"{M01}/m01-r2", {"text": "Words nobody should see here."})
    page = person.get("close")
    assert str(shared.root) in page.text
    assert "There are no accounts in the kit itself." in page.text
    assert "nobody should see" not in page.text


def test_the_answer_signs_out_empties_the_cache_and_its_session_is_over(shared):
    person = Asker(shared)
    closed = person.post("close", {})
    assert closed.status == 200
    assert closed.headers["Clear-Site-Data"] == '"cache"'
    assert closed.headers["Cache-Control"] == "no-store"
    assert "'unsafe-inline'" not in closed.headers["Content-Security-Policy"]
    assert shared.process.wait(timeout=60) == 0
