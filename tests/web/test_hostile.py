"""Every hostile hand-in at a real desk: on its pages, in formgrader and in feedback no script is alive."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from asking import Asker
from desk import Desk
from hostile import Laid, every_case, lay, target_of
from nbgrader.api import SubmittedAssignment
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import select

from alongside.grading import gradebook, intake, sessions
from alongside.grading.codes import codes_in
from alongside.grading.course import Course, open_course
from alongside.grading.roster import Candidate, read_roster, write_roster
from alongside.publish import feedback

HOST = "hostile.invalid"
TRAP = {"@trap@": "touch /canary", "@host@": HOST}
ELSEWHERE = f"[src*='{HOST}'], [href*='{HOST}'], [action*='{HOST}'], [onerror], [onload], [srcdoc]"


@dataclass
class Signs:
    """What a script that is alive would do in a window: ask for something, or open a box."""

    seen: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", lambda asked: HOST in asked.url and self.seen.append(asked.url))
        context.on("dialog", lambda box: (self.seen.append(box.message), box.dismiss()))

    def look(self, page: Page) -> None:
        if page.evaluate("window.alive") or page.locator(ELSEWHERE).count():
            self.seen.append(page.url)


def aim(text: str) -> str:
    for mark, at in TRAP.items():
        text = text.replace(mark, at)
    return text


@pytest.fixture(scope="module")
def attacked(desk: Desk, tmp_path_factory) -> tuple[Course, Laid]:
    """The desk with everything laid, collected and scored by its buttons, and feedback made for everybody."""
    course = open_course(desk.root / "course")
    now = datetime.now(UTC).replace(microsecond=0)
    target = target_of(course, "a1", now - timedelta(hours=1))
    inbound = course.exchange / course.id / "inbound"
    laid = lay(every_case(aim), target, inbound, tmp_path_factory.mktemp("mail"), TRAP)
    write_roster(course, [*(read_roster(course) or {}).values(), *map(Candidate, laid.cases)])
    for path in laid.mailed.values():
        intake.take_in(course, "a1", path, now)
    person = Asker(desk)
    for step in ("collect", "autograde"):
        assert person.post("assessor/a1", {"step": step}).status == 200
    made = feedback.make(course, "a1", unfinished=True)
    assert made.problems == {}
    sessions.release_feedback(course, "a1", made.made)
    return course, laid


@pytest.fixture
def opened(chromium: Browser, desk: Desk) -> Iterator[tuple[Page, Signs]]:
    context, signs = chromium.new_context(), Signs()
    context.set_default_timeout(60_000)
    signs.watch(context)
    page = context.new_page()
    page.goto(desk.url)
    yield page, signs
    context.close()


def written(laid: Laid) -> list[str]:
    """Whose answers hold something hostile and were let through."""
    return [
        who
        for who, case in laid.cases.items()
        if case.verdict == "accepted" and case.name.startswith(("text", "payload"))
    ]


def test_no_script_is_alive_on_any_page_that_shows_them(attacked, opened, desk):
    course, laid = attacked
    page, signs = opened
    codes = {who: code for code, who in codes_in(course, "a1").items()}
    people = written(laid)
    assert len(people) > 40
    here = f"{desk.base}/alongside/assessor"
    addresses = [f"{here}/a1", here, f"{here}/a1/mark?task=a1-t1"]
    addresses += [f"{here}/a1/mark?task=a1-t1&code={codes[who]}&by=candidate" for who in people]
    for address in addresses:
        assert page.goto(address, wait_until="domcontentloaded").ok
        signs.look(page)
    page.goto(f"{here}/a1")
    assert page.locator("table.candidates tbody tr").count() > len(laid.cases) / 2
    for html in sorted((course.root / "feedback").glob("*/a1/a1.html")):
        page.set_content(html.read_text(encoding="utf-8"), wait_until="domcontentloaded")
        signs.look(page)
    assert signs.seen == []


def test_no_script_is_alive_in_formgrader(attacked, opened, desk):
    """The four whose texts hold most of what could be, with nbgrader's own pages."""
    course, laid = attacked
    page, signs = opened
    people = [
        who for who in written(laid) if laid.cases[who].name in {"text 19", "text 28", "text 34", "text 38"}
    ]
    with gradebook.opened(course) as book:
        rows = {one.student_id: one.notebooks[0].id for one in book.db.scalars(select(SubmittedAssignment))}
    addresses = [f"submissions/{rows[who]}/?index=0" for who in people]
    for address in ("gradebook/a1/a1", "manage_submissions/a1", *addresses):
        assert page.goto(f"{desk.base}/formgrader/{address}", wait_until="load").ok
        signs.look(page)
    assert len(addresses) == 4
    assert signs.seen == []


def test_no_cell_of_the_export_is_a_formula(attacked, desk):
    rows = list(csv.reader(io.StringIO(Asker(desk).get("assessor/a1/grades.csv").text)))
    assert len(rows) > 100
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+", "-", "\t"))]


def test_a_script_that_is_alive_would_be_seen(opened):
    """A window that notices nothing proves nothing."""
    page, signs = opened
    page.set_content("<img src='http://hostile.invalid/x'>", wait_until="domcontentloaded")
    signs.look(page)
    assert signs.seen
