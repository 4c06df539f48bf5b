"""Six weeks of a cohort in a browser: phones in a room, one person on a Hub, one by file, and who assesses.

Every person and organisation here is fictional. People do what they do by the words on the pages; weeks pass
by the dates that are typed. ALONGSIDE_WATCH=1 shows the browser and slows it down.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import accounts
import pytest
from acting import (
    COMPLAINT,
    THEY_ARE_FICTIONAL,
    add_to_panel,
    attendance,
    badges,
    bring,
    change_group,
    come_in,
    complain,
    enrol,
    forget_and_come_back,
    go_by_file,
    go_on_at_the_hub,
    hand_in_by_phone,
    is_feedback,
    judge,
    make_up,
    mark_everything,
    move_to_another_phone,
    open_room,
    release,
    save_to_a_file,
    sign_up,
    slip,
    work,
    wrote,
)
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from weeks import Stage, day_of_week, downloaded, entry_in, press, told, unfold

from alongside.grading.ledger import opened
from alongside.hub.accounts import account_name
from alongside.model.marks import BLIND

pytestmark = pytest.mark.timeout(900)


class Story:
    """The weeks so far. One that fails is told afresh from the first, when it is tried again."""

    def __init__(self, chromium: Browser, folder: Callable[[], Path]) -> None:
        self._chromium, self._folder = chromium, folder
        self._stage: Stage | None = None
        self._told = 0

    def until(self, week: int) -> Stage:
        if self._stage is None:
            self._stage, self._told = Stage(self._folder(), self._chromium), 0
        try:
            for play in WEEKS[self._told : week]:
                play(self._stage)
                assert self._stage.wrong == []
                self._told += 1
        except BaseException:
            self.close()
            raise
        return self._stage

    def close(self) -> None:
        if self._stage is not None:
            self._stage.close()
        self._stage = None


@pytest.fixture(scope="module")
def story(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    one = Story(chromium, lambda: tmp_path_factory.mktemp("six weeks"))
    yield one
    one.close()


# The first week: a list, badges, a released session, a room of phones


def week_one(stage: Stage) -> None:
    tova = stage.desk("tova", "Tova Lind")
    enrol(tova)
    stage.codes |= badges(tova, "Print badges")
    release(tova)
    open_room(stage, tova)
    for who, name in (("aoife", "Aoife Byrne"), ("bram", "Bram Visser"), ("hana", "Hana Dvořák")):
        come_in(stage, who, name)
        work(stage.pages[who], name)
    for who, name in (("aoife", "Aoife Byrne"), ("bram", "Bram Visser")):
        hand_in_by_phone(stage.pages[who], name)
    attendance(tova, 1, "A", "Half-day 1")
    tova.get_by_label("Everybody else was there").check()
    press(tova, "Read it", "Keep this")
    told(tova, "3 here, 0 absent, of 3")


# The second week: somebody comes late, somebody changes group, an answer moves from phone to phone


def week_two(stage: Stage) -> None:
    tova = stage.pages["tova"]
    press(tova, "Lead", "People of this cohort", "Add people")
    one = tova.get_by_role("form", name="One person")
    for label, text in (("Name", "Chiara Neri"), ("Organisation", THEY_ARE_FICTIONAL), ("Group", "A")):
        one.get_by_label(label, exact=True).fill(text)
    one.get_by_label("Belong to it from").fill(day_of_week(2))
    press(tova, "Let this person join", "Chiara Neri")
    unfold(tova, "Badge")
    stage.codes |= badges(tova, "New code for the room")
    chiara = come_in(stage, "chiara", "Chiara Neri")
    work(chiara, "Chiara Neri")
    hand_in_by_phone(chiara, "Chiara Neri")
    change_group(tova)
    move_to_another_phone(stage)


# The third week: one is absent and makes it up


def week_three(stage: Stage) -> None:
    tova = stage.pages["tova"]
    attendance(tova, 3, "A", "Half-day 2")
    for name in ("Aoife Byrne", "Hana Dvořák"):
        press(tova, f"Here {name}")
        expect(
            tova.get_by_role("listitem").filter(has_text=name).get_by_text("here", exact=True)
        ).to_be_visible()
    unfold(tova, "More Chiara Neri")
    press(tova, "Absent, sent word Chiara Neri")
    told(tova, "2 here, 1 absent, of 3")
    press(tova, "All sessions and days", "Hours of everybody")
    row = tova.get_by_role("row", name="Chiara Neri")
    expect(row).to_contain_text("Half-day 2: absent")
    make_up(tova)
    press(tova, "Lead", "Hours of everybody")
    expect(row).to_contain_text("3 h 15 min")
    expect(row).not_to_contain_text("Half-day 2")
    expect(row).to_contain_text("Half-day 1: nothing is recorded")
    with downloaded(stage, "attended", tova):
        press(tova, "Certificate Chiara Neri")
    tova.get_by_label(re.compile("^Group")).select_option("B")
    press(tova, "Show")
    expect(tova.get_by_role("row", name="Bram Visser")).to_contain_text("3 h 15 min")


# The fourth week: Hana goes on at home, at the Hub of her organisation, and loses her password


def week_four(stage: Stage) -> None:
    if accounts.why_not():
        return
    hana = stage.pages["hana"]
    press(hana, "All modules")
    with downloaded(stage, "hana", hana):
        save_to_a_file(hana)
    code = stage.begin_hub()
    vesna = sign_up(stage, "vesna", "Vesna Kralj", code, "the first long sentence")
    expect(vesna.get_by_role("heading", level=1)).to_have_text("People of this cohort")
    press(vesna, "Lead", "Open a room for phones and laptops")
    expect(vesna.get_by_text("This desk is on a Hub")).to_be_visible()
    press(vesna, "Lead", "People of this cohort")
    press(vesna, "Add people")
    one = vesna.get_by_role("form", name="One person")
    for label, text in (("Name", "Hana Dvořák"), ("Organisation", THEY_ARE_FICTIONAL), ("Group", "Hub")):
        one.get_by_label(label, exact=True).fill(text)
    press(vesna, "Let this person join", "Hana Dvořák")
    at_the_hub = sign_up(stage, "hana at home", "Hana Dvořák", slip(vesna), "what I shall forget")
    go_on_at_the_hub(stage, at_the_hub)
    press(at_the_hub, "Sign out")
    forget_and_come_back(stage, at_the_hub, slip(vesna, "Lead", "People of this cohort", "Hana Dvořák"))
    go_by_file(stage, "hana at home", "Hana Dvořák")


# The fifth week: Dora hands in by file, three people mark, one of them is replaced


def week_five(stage: Stage) -> None:
    stage.desk("dora", "Dora Kos")
    go_by_file(stage, "dora", "Dora Kos")
    asha = stage.desk("asha", "Asha Nair", assesses=True)
    take_in(stage, asha)
    share_out(stage, "asha-nair", "ben-okoro")
    ben = stage.desk("ben", "Ben Okoro", assesses=True)
    begin_and_fall_ill(ben)
    replace_ben(stage)
    cleo = stage.desk("cleo", "Cleo Marsh", assesses=True)
    for page in (asha, cleo):
        mark_everything(page)
    release_feedback(stage, asha)
    read_feedback(stage)


def sent_files(stage: Stage) -> dict[str, Path]:
    """Whose hand-in came as which file, by name."""
    by = {"from dora": "Dora Kos", "from hana at home": "Hana Dvořák"}
    return {name: stage.files[key] for key, name in by.items() if key in stage.files}


def take_in(stage: Stage, asha: Page) -> None:
    press(asha, "Assess", "Open A tiny session", "Take in files")
    sent = list(sent_files(stage).values())
    asha.get_by_label("Files that came").set_input_files([*sent, sent[0]])
    asha.get_by_role("button", name="Take in", exact=True).click()
    for name in sent_files(stage):
        expect(asha.get_by_role("row", name=name).filter(has_text="taken in")).to_be_visible()
    expect(asha.get_by_role("row").filter(has_text="here already: the same receipt")).to_be_visible()
    press(asha, "A tiny session", "Collect hand-ins", "Score the questions")
    done, again = (
        asha.get_by_text(f"Scored {3 + len(sent)} hand-ins"),
        asha.get_by_role("link", name="Look again"),
    )
    expect(done.or_(again)).to_be_visible()
    while again.is_visible():  # a slow machine says how far it is
        again.click()
        expect(done.or_(again)).to_be_visible()
    expect(done).to_be_visible()


def share_out(stage: Stage, *assessors: str) -> None:
    tova = stage.pages["tova"]
    press(tova, "Assess", "Open A tiny session", "Panel: who marks what")
    for who in assessors:
        add_to_panel(tova, who)
    press(tova, "Allocate")
    expect(tova.get_by_role("row", name="Bram Visser").first).to_contain_text("ben-okoro")


def begin_and_fall_ill(ben: Page) -> None:
    """One answer is marked, another begun."""
    press(ben, "Assess", "Open A tiny session", "Mark A tiny session")
    judge(ben)
    ben.get_by_label("Evidence first").first.fill("Half a sentence")
    told(ben, "Draft kept")


def replace_ben(stage: Stage) -> None:
    tova = stage.pages["tova"]
    add_to_panel(tova, "cleo-marsh")
    folded = unfold(tova, "Ben Okoro")
    folded.get_by_label("Why? It is kept with the date.").fill("He is ill for some weeks.")
    press(tova, "Give the open work to others Ben Okoro")
    expect(tova.get_by_text("Ben Okoro (away)")).to_contain_text("0 open")


def release_feedback(stage: Stage, asha: Page) -> None:
    press(asha, "Back to the session", "Release feedback")
    for name in ("Aoife Byrne", "Bram Visser", "Chiara Neri", *sent_files(stage)):
        expect(asha.get_by_role("row", name=name)).to_contain_text("released")
    for name in sent_files(stage):
        with downloaded(stage, f"feedback of {name}", asha):
            press(asha, f"as a file {name}")


def read_feedback(stage: Stage) -> None:
    for who in ("aoife", "bram anew", "chiara"):
        press(stage.pages[who], "All modules", "Read your feedback A tiny session")
        is_feedback(stage.pages[who])
    for who, name in (("dora", "Dora Kos"), ("hana at home", "Hana Dvořák")):
        if name in sent_files(stage):
            bring(
                stage.pages[who],
                stage.files[f"feedback of {name}"],
                "Feedback on A tiny session is on your desk",
            )
            press(stage.pages[who], "Read the feedback")
            is_feedback(stage.pages[who])
            press(stage.pages[who], "Back to my desk")


# The sixth week: results and certificates; a complaint that passes trainer and panel


def week_six(stage: Stage) -> None:
    tova = stage.pages["tova"]
    press(tova, "Assess", "Open A tiny session", "Results of phase 1")
    for name in ("Chiara Neri", "Dora Kos"):
        for number in range(2, 9):  # the tiny session asks about c1 alone
            decided_elsewhere(tova, name, number)
    press(tova, "Let all letters go out that can")
    told(tova, "Letters went out")
    with downloaded(stage, "letter of Dora Kos", tova):
        press(tova, "as a file to send Dora Kos")
    press(stage.pages["chiara"], "All modules", "Read your result letter A tiny session")
    expect(stage.pages["chiara"].get_by_role("heading", name="Your result")).to_be_visible()
    dora = stage.pages["dora"]
    bring(dora, stage.files["letter of Dora Kos"], "The result letter on A tiny session is on your desk now.")
    press(dora, "Read the result letter")
    expect(dora.get_by_role("heading", name="Your result")).to_be_visible()
    press(dora, "Back to my desk")
    press(tova, "Lead", "Hours of everybody")
    with downloaded(stage, "certificates", tova):
        press(tova, "Certificates of attendance, the whole group")
    complain(stage, dora)
    answer_the_complaint(stage)


def decided_elsewhere(tova: Page, name: str, number: int) -> None:
    """Enter what was seen of one competence in school, by the form that stands with the candidate."""
    candidate, level = tova.get_by_role("region", name=name), "1" if number == 2 else "2"
    form = candidate.locator("form", has_text="Evidence")
    form.get_by_label("Competence").select_option(f"c{number}")
    form.get_by_label("Evidence").fill("Seen at school by her mentor and Tova.")
    form.get_by_label("Level").select_option(level)
    form.get_by_role("button").click()
    expect(candidate).to_contain_text(re.compile(rf"c{number}:\s{level}, decided elsewhere"))


def answer_the_complaint(stage: Stage) -> None:
    """It goes to Zora Bell alone, who has nothing else to do with the programme."""
    zora = stage.desk("zora", "Zora Bell")
    press(zora, "Assess", "Complaints, for the person for complaints")
    zora.get_by_label("The file that was sent").set_input_files(stage.files["complaint"])
    press(zora, "Take it in")
    told(zora, "The complaint is kept.")
    expect(zora.get_by_text(COMPLAINT)).to_be_visible()
    expect(zora.get_by_text("told in writing who deals with it, and by when").first).to_be_visible()
    for step, outcome in (
        ("told in writing who deals with it, and by when", ""),
        ("answered in writing", "it is right"),
    ):
        form = unfold(zora, "Write down what was done Dora Kos")
        form.get_by_label("What", exact=True).select_option(step)
        form.get_by_label("Outcome").select_option(outcome or "–")
        form.get_by_label("In words").fill("The assessor has been told, and has apologised.")
        press(zora, "Write it down Dora Kos")
        told(zora, "Written down.")
    expect(zora.get_by_text("Nothing is open.")).to_be_visible()


WEEKS = [week_one, week_two, week_three, week_four, week_five, week_six]


def test_week_one_a_list_badges_and_a_room_of_phones_that_hand_in(story: Story):
    stage = story.until(1)
    assert handed_in(stage) == {"aoife-byrne": wrote("Aoife Byrne"), "bram-visser": wrote("Bram Visser")}
    assert list((stage.root / "tova").rglob("m01.responses.json")) == []  # it stays on the phones


def test_week_two_a_late_joiner_a_change_of_group_and_another_phone(story: Story):
    stage = story.until(2)
    assert handed_in(stage)["chiara-neri"] == wrote("Chiara Neri")
    assert entry_in(stage.files["bram"], "m01-r2")["value"] == {"text": wrote("Bram Visser")}
    tova = stage.pages["tova"]
    press(tova, "Assess", "Open A tiny session", "Collect hand-ins")
    expect(tova.get_by_role("row", name="Bram Visser")).to_contain_text("handed in")  # work follows


def test_week_three_what_was_missed_is_made_up_and_stands_on_the_certificate(story: Story):
    stage = story.until(3)
    said = " ".join(PdfReader(stage.files["attended"]).pages[0].extract_text().split())
    assert "Chiara Neri" in said
    assert "made up on" in said


@pytest.mark.skipif(bool(accounts.why_not()), reason=accounts.why_not() or "accounts can be made")
def test_week_four_a_person_on_a_hub_brings_her_answers_and_survives_a_lost_password(story: Story):
    stage = story.until(4)
    house = stage.hub.house
    home = house.homes / account_name("hana-dvorak", house.account_prefix)
    [kept] = home.rglob("m01.responses.json")
    assert entry_in(kept, "m01-r2") == entry_in(stage.files["hana"], "m01-r2")
    assert kept.owner() == account_name("hana-dvorak", house.account_prefix)


def test_week_five_files_are_taken_in_an_assessor_is_replaced_and_everybody_reads_feedback(story: Story):
    stage = story.until(5)
    for file in sent_files(stage).values():
        assert file.read_bytes() in {
            one.read_bytes() for one in stage.course.root.glob("received/a9/*/raw/*")
        }
    taken = {one.parents[1].name for one in stage.course.root.glob("submitted/*/a9/responses.json")}
    assert len(taken) == 3 + len(sent_files(stage))
    with opened(stage.course) as ledger:
        rows = ledger.rows("a9")
    blind = Counter(row.assessor for row in rows if row.marking in BLIND)
    assert blind == {"asha-nair": 2 * len(taken), "ben-okoro": 2, "cleo-marsh": 2 * (len(taken) - 1)}
    assert sum(row.marking == "agreed" for row in rows) == 2 * len(taken)
    drafts = list((stage.course.root / "marking" / "ben-okoro" / "a9").iterdir())
    assert ["Half a sentence" in one.read_text(encoding="utf-8") for one in drafts] == [True]


def test_week_six_letters_go_out_and_a_complaint_passes_trainer_and_panel(story: Story):
    stage = story.until(6)
    assert len(PdfReader(stage.files["certificates"]).pages) == 3
    programme = [one for who in ("tova", "asha", "ben", "cleo") for one in (stage.root / who).rglob("*")]
    assert [one for one in programme if one.is_file() and COMPLAINT.encode() in one.read_bytes()] == []
    [kept] = (stage.root / "zora" / "cohort" / "complaints").iterdir()
    assert COMPLAINT in kept.read_text(encoding="utf-8")


def handed_in(stage: Stage) -> dict[str, str]:
    """The text of everybody's hand-in, as it came over the network of the room."""
    found = [json.loads(one.read_bytes()) for one in stage.exchange.glob("inbound/*/responses.json")]
    return {one["candidate"]: one["answers"][-1]["value"]["text"] for one in found}
