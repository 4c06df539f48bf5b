"""The stage of a cohort's six weeks: desks, windows and phones of fictional people, and a Hub, kept open."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import accounts
from builders import a_content
from desk import Desk
from hubs import Hub
from playwright.sync_api import Browser, Download, Locator, Page, expect

from alongside.cli.init import make
from alongside.grading.course import Course, open_course, set_up_course
from alongside.hub import cohort
from alongside.hub.house import prepare
from alongside.paths import MARKER

PHONE = {"viewport": {"width": 390, "height": 800}, "is_mobile": True, "has_touch": True}
LARGE = {"viewport": {"width": 1280, "height": 900}}
expect.set_options(timeout=120_000)  # a busy machine needs long; nothing here measures time
BEGAN = date.today() - timedelta(weeks=5)
"""The first day of the cohort: with five more weeks it has come to today."""


def day_of_week(number: int) -> str:
    """The day of a week of the cohort, as a browser's field for dates takes it."""
    return (BEGAN + timedelta(weeks=number - 1)).isoformat()


class Stage:
    """Everything that is open. `pages` are what people have before them, by their short names."""

    def __init__(self, root: Path, chromium: Browser) -> None:
        self.root, self.chromium = root, chromium
        self.pages: dict[str, Page] = {}
        self.codes: dict[str, str] = {}
        self.files: dict[str, Path] = {}
        self.desks: dict[str, Desk] = {}
        self.hub: Hub | None = None
        self.wrong: list[str] = []
        """Errors of scripts and breaches of the policy, on any page of anybody."""
        self._open = ExitStack()
        make(root / "tova", name="Tova Lind")
        content = a_content(root / "content")
        set_up_course(content, root / "tova" / "course", root / "tova" / "exchange")

    def close(self) -> None:
        self._open.close()

    @property
    def course(self) -> Course:
        return open_course(self.root / "tova" / "course")

    @property
    def exchange(self) -> Path:
        return self.root / "tova" / "exchange" / "alongside"

    def window(self, who: str, **screen: Any) -> Page:
        """Open a browser of somebody's own, and return its page."""
        context = self.chromium.new_context(locale="en-GB", reduced_motion="reduce", **(screen or LARGE))
        context.set_default_timeout(120_000)
        context.on("weberror", lambda error: self.wrong.append(f"{who}: {error.error}"))
        context.on(
            "console",
            lambda line: "Content Security Policy" in line.text and self.wrong.append(f"{who}: {line.text}"),
        )
        self._open.callback(context.close)
        self.pages[who] = context.new_page()
        return self.pages[who]

    def desk(self, who: str, name: str, *, assesses: bool = False) -> Page:
        """Start somebody's desk, on the shared course where they assess, and open it in their window."""
        root = self.root / who
        if not root.exists():
            make(root, name=name)
        if assesses:
            with (root / MARKER).open("a", encoding="utf-8") as settings:
                settings.write(f"course: {json.dumps(str(self.course.root))}\n")
        self.desks[who] = desk = Desk(root)
        self._open.callback(desk.stop)
        page = self.window(who)
        page.goto(desk.url)
        return page

    def begin_hub(self) -> str:
        """Start a Hub with a coordinator of its own, and return the code that its administrator gives her."""
        house = self._open.enter_context(accounts.house())
        prepare(house)
        _person, code = cohort.first(house.programme, "Vesna Kralj", "Fictional network", datetime.now(UTC))
        self.hub = Hub(house)
        self._open.callback(self.hub.end_all)
        return code

    def keep(self, name: str, download: Download) -> Path:
        """Keep a file that a page gave out, under the name that the page gave it."""
        folder = self.root / "files" / name
        folder.mkdir(parents=True, exist_ok=True)
        self.files[name] = folder / download.suggested_filename
        download.save_as(self.files[name])
        return self.files[name]


@contextmanager
def downloaded(stage: Stage, name: str, page: Page) -> Iterator[None]:
    """Keep as `name` the file that what is done inside makes the page give out."""
    with page.expect_download() as coming:
        yield
    stage.keep(name, coming.value)


def entry_in(path: Path, response: str) -> dict[str, Any]:
    """The entry of a response in a file of answers, or in one that a browser saved; no list that is empty."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    held = whole.get("files", {"": whole})
    entry = next(one for file in held.values() for one in file.get("entries", ()) if one["id"] == response)
    return {name: value for name, value in entry.items() if value != []}


def press(page: Page, *words: str) -> None:
    """Follow links or press buttons by what is written on them, one after the other."""
    for one in words:
        name = re.compile(rf"^{re.escape(one)}")
        page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first.click()


def unfold(page: Page, words: str) -> Locator:
    """Open what is folded away under these words, and return it."""
    folded = page.locator("details").filter(has=page.locator("summary").filter(has_text=words)).first
    folded.locator("summary").first.click()
    return folded


def told(page: Page, words: str | re.Pattern[str]) -> None:
    """Expect that the page says so where it says what was done."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()
