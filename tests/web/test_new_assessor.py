"""A new assessor finishes twelve portfolios without help: the test does what the pages say, and no more.

Nothing here knows an address, an id or a key. What to press stands out on the page; the keys are read from
the page's own list; what is printed is read back from the paper. Only the start is given: her desk.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import portfolios
import pytest
from desk import Desk
from playwright.sync_api import BrowserContext, Locator, Page
from pypdf import PdfReader

from alongside.content import workspace
from alongside.grading.course import Course, open_course
from alongside.grading.ledger import opened
from alongside.model.workspace import Person
from alongside.publish.pack import SIGNS
from alongside.web.programme.boards import board_of

NAMED = {"Esc": "Escape", "Ctrl": "Control"}
DONE = "nothing in this session waits for you any more"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of an assessor who has marked nothing yet."""
    root = tmp_path_factory.mktemp("assessor") / "workspace"
    workspace.make(root, person=Person(id="vesna", name="Vesna Hribar"))
    portfolios.lay(root)
    running = Desk(root)
    yield running
    running.stop()


@dataclass
class Newcomer:
    """Somebody who reads the page, presses what stands out on it, and has learned nothing beforehand."""

    page: Page
    seen: list[str] = field(default_factory=list)

    def stands_out(self) -> Locator:
        """The one button or link of the page that is drawn as the next step."""
        return self.page.locator("main .button:not(.quiet, .danger, .unseen, [disabled])").first

    def go_on(self) -> None:
        """Press what stands out; its words are kept."""
        next_step = self.stands_out()
        self.seen.append(next_step.inner_text().split("\n")[0])
        with self.page.expect_navigation():
            next_step.click()

    def follow(self, words: str, within: str = "body") -> None:
        """Press the link whose words say where it leads."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("link", name=words).first.click()

    def says(self, words: str) -> bool:
        """Whether the page says something, in so many words."""
        return words in self.page.locator("main").inner_text()

    # What a page asks to be judged

    def judge_by_hand(self) -> None:
        """Fill in every criterion of a form as its labels ask: the sentence, then the level."""
        for box in self.page.locator("fieldset.criterion").all():
            levels = box.get_by_role("radio")
            agreed = self.agreed.get(box.get_attribute("id") or "", 2)
            box.get_by_label("Evidence first").fill(self.quotation())
            levels.nth(agreed).check()
        self.go_on()

    agreed: dict[str, int] = field(default_factory=dict)
    """What she has read was agreed about a line that lay too far apart."""

    def read_what_was_agreed(self) -> None:
        """Remember the agreed levels that the page shows."""
        for line in self.page.locator("section.criterion").all():
            found = re.search(r"Agreed: (\d)", line.inner_text())
            self.agreed[line.get_attribute("id") or ""] = int(found[1])

    def keys(self) -> dict[str, str]:
        """What each key does, by the page's own list."""
        found = {}
        for row in self.page.locator(".keys dl > div").all():
            keys = [NAMED.get(key, key) for key in row.locator("kbd").all_inner_texts()]
            joined = "+" in row.locator("dt").inner_text() and len(keys) == 2
            found[row.locator("dd").inner_text()] = "+".join(keys) if joined else keys[0]
        return found

    def judge_by_keys(self, keys: dict[str, str]) -> None:
        """Judge one answer with the keys that the page names, the sentence before the level, and go on."""
        sentence, press = self.quotation(), self.page.keyboard.press
        for _criterion in range(self.page.locator("fieldset.criterion").count()):
            press(keys["next, previous criterion"])
            press(keys["into the evidence box of the criterion"])
            self.page.keyboard.insert_text(sentence)
            press(keys["out of a box, back to its criterion"])
            press("2")
        with self.page.expect_navigation():
            press(keys["save and go on"])
        self.ready()

    def ready(self) -> None:
        self.page.wait_for_selector("html[data-marking=ready]")

    def quotation(self) -> str:
        """Quote a few words of what was written, as an evidence sentence does."""
        words = self.page.locator(".answer-of").first.inner_text().split()
        return f"“{' '.join(words[:9])}” shows it."


@pytest.fixture
def vesna(window: BrowserContext) -> Newcomer:
    return Newcomer(window.pages[0])


@pytest.fixture
def course(desk: Desk) -> Course:
    return open_course(desk.root / "course")


def meet_the_standard(vesna: Newcomer) -> None:
    """Do what the page of examples asks, until it says that she is there."""
    while not vesna.says("You are there"):
        if vesna.page.locator("form#judge").count():
            vesna.judge_by_hand()
        elif vesna.says("What was agreed"):
            vesna.read_what_was_agreed()
            vesna.go_on()
        else:
            vesna.go_on()


@dataclass
class OnPaper:
    """One sheet as it lies on the table: task, code with signs, and how many criteria it has."""

    task: str
    code: str
    criteria: int


def printed(page: Page) -> tuple[str, list[OnPaper]]:
    """Print a page as the printer would; return the words before the first sheet, and the sheets."""
    text = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf())).pages)
    parts = re.split(rf"(\S+) · ((?:[A-Z2-9]\s?){{6}}-\s?(?:[0-9A-F]\s?){{{SIGNS}}})", text)
    sheets = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    found = [
        OnPaper(task, "".join(code.split()), body.count("Evidence first")) for task, code, body in sheets
    ]
    return " ".join(parts[0].split()), found


def type_in(page: Page, sheet: OnPaper) -> None:
    """Type one sheet in with Tab and Enter, as the page says that everything can be done."""
    page.get_by_label("Task", exact=True).select_option(sheet.task)
    page.get_by_label("Code, with the signs behind the dash").focus()
    page.keyboard.insert_text(sheet.code)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert sheet.code in page.get_by_role("heading", level=2).inner_text()
    for _criterion in range(sheet.criteria):
        page.keyboard.insert_text("Written on paper: she names the step.")
        page.keyboard.press("Tab")
        page.keyboard.press("3")
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def mark_on_paper(vesna: Newcomer, window: BrowserContext) -> None:
    """From the page of the session: print what waits, mark one portfolio with a pen, type it in."""
    with window.expect_page() as opening:
        vesna.page.get_by_role("link", name="A marking pack to print: what waits for your mark").click()
    opening.value.get_by_role("heading", level=1).wait_for()
    opening.value.wait_for_load_state()
    words, sheets = printed(opening.value)
    opening.value.close()
    assert "first write one sentence on what in the text shows it. Then tick one level" in words
    by_code: defaultdict[str, list[OnPaper]] = defaultdict(list)
    for sheet in sheets:
        by_code[sheet.code.partition("-")[0]].append(sheet)
    code, portfolio = max(by_code.items(), key=lambda one: len(one[1]))
    vesna.follow(re.search(r"“(Type in [^”]+)”", words)[1])
    for sheet in portfolio:
        type_in(vesna.page, sheet)
        assert vesna.says(f"{code}: {sheet.criteria} criteria are entered.")
    vesna.follow("Back to the session")


def mark_on_screen(vesna: Newcomer) -> None:
    """From the page of the session: mark all that waits, by the keys that the page names."""
    vesna.go_on()
    vesna.ready()
    if not vesna.says("The levels open when the sentence is there."):
        vesna.page.get_by_text("How marking works here").click()
    assert vesna.says("The levels open when the sentence is there.")
    assert vesna.page.get_by_role("radio").first.is_disabled()
    keys = vesna.keys()
    while not vesna.says(DONE):
        vesna.judge_by_keys(keys)
    vesna.go_on()


@pytest.mark.timeout(1200)
def test_a_new_assessor_finishes_twelve_portfolios_by_what_the_pages_say(vesna, window, desk, course):
    """Whatever is done already is not asked for again, so a second try goes on where the first one ended."""
    vesna.follow("Assess")
    assert vesna.says("answers wait for your mark.")
    vesna.go_on()  # to the session in which work waits
    title = vesna.page.get_by_role("heading", level=1).inner_text()
    vesna.go_on()  # to its marking, which asks for the examples first
    if vesna.says("Before you mark candidates of this session, mark its examples."):
        meet_the_standard(vesna)
    vesna.follow("Back to the session")
    mark_on_paper(vesna, window)
    mark_on_screen(vesna)
    assert vesna.page.get_by_role("heading", level=1).inner_text() == title
    everything_is_entered(course, desk.root)


def everything_is_entered(course: Course, root: Path) -> None:
    """Nothing waits; three portfolios are hers alone, one of them from paper; one example took two tries."""
    board = board_of(root, portfolios.SESSION, "vesna", "task")
    assert {task: left for task in board.tasks if (left := board.left(task))} == {}
    with opened(course) as ledger:
        rows = ledger.rows(portfolios.SESSION, assessor="vesna")
    live = [row for row in rows if row.marking != "anchor"]
    assert all(row.evidence.strip() and row.level is not None for row in rows)
    answers = {(row.candidate, row.task) for row in live}
    assert len(answers) == portfolios.left_for_a_new_assessor()
    assert {who for who, _task in answers} == set(portfolios.PEOPLE)
    on_paper = {(row.candidate, row.task) for row in live if row.evidence.startswith("Written on paper")}
    assert len(on_paper) >= 12
    tries = Counter((row.candidate, row.criterion) for row in rows if row.marking == "anchor")
    assert max(tries.values()) == 2  # a line that must be met lay two levels apart, and the page said so
