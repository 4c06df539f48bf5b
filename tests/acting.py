"""What people of a cohort do on the pages, by the words that stand there: rooms, files, a Hub, marking."""

from __future__ import annotations

import re
from pathlib import Path

from looks import wider_than_the_screen
from playwright.sync_api import Page, expect
from weeks import PHONE, Stage, day_of_week, downloaded, press, told, unfold

from alongside import paths
from alongside.content.load import unit_in

M01 = unit_in(paths.content_root() / "modules" / "m01-two-kinds-of-help")
PROMPT = next(one.prompt for one in M01.responses if one.id == "m01-r2")
LIST = "Name;Group\nAoife Byrne;A\nBram Visser;A\nHana Dvořák;A\nDora Kos;At a distance\n;A\n"
THEY_ARE_FICTIONAL = "Fictional network"
COMPLAINT = "My assessor told my head about the text I handed in."


def wrote(who: str) -> str:
    """What somebody writes: with letters, quotes and a line that a careless way would lose."""
    return f"“Ask first,” says {who}.\nZuhören heißt: čakati – <b>not</b> & never 3 > 2."


def enrol(tova: Page) -> None:
    press(tova, "Lead", "People of this cohort", "Add people")
    tova.get_by_label("Names, one on each line").fill(LIST)
    many = tova.get_by_role("form", name="Many at once")
    many.get_by_label("Organisation").fill(THEY_ARE_FICTIONAL)
    many.get_by_label("Belong to it from").fill(day_of_week(1))
    press(tova, "Show me what it says")
    expect(tova.get_by_text("Row 6, name")).to_be_visible()
    press(tova, "Leave out the other rows, and let 4 people join")
    expect(tova.get_by_role("row", name="Hana Dvořák hana-dvorak A")).to_be_visible()


def badges(page: Page, *way: str) -> dict[str, str]:
    """Make the codes that the page proposes, and return what stands on the cards by name."""
    press(page, *way, "Make the codes and show the cards")
    cards = page.get_by_role("listitem").filter(has_text="Lost? Ask for a new one.")
    expect(cards.first).to_be_visible()
    lines = [one.splitlines() for one in cards.all_inner_texts()]
    return {words[0]: next(one for one in words if re.fullmatch(r"\w{4}-\w{4}", one)) for words in lines}


def release(tova: Page) -> None:
    press(tova, "Assess", "Open A tiny session", "Release to candidates")
    expect(tova.get_by_role("row", name="Dora Kos")).to_contain_text("missing")


def open_room(stage: Stage, tova: Page) -> None:
    press(tova, "Lead", "Open a room for phones and laptops", "Open the room")
    with tova.context.expect_page() as opened:
        press(tova, "Show the way in, for the projector")
    stage.pages["projector"] = screen = opened.value
    expect(screen.get_by_role("heading", name="Who is in (0)")).to_be_visible()


def way_in(stage: Stage) -> str:
    """The address on the projector; on a machine without a network, this computer's own."""
    screen = stage.pages["projector"]
    shown = re.search(r"http://[\d.]+:\d+", re.sub(r"\s+", "", screen.get_by_role("main").inner_text()))
    return shown[0] if shown else screen.url.split("/screen")[0]


def come_in(stage: Stage, who: str, name: str) -> Page:
    page = stage.window(who, **PHONE)
    page.goto(way_in(stage))
    page.get_by_label("The code on your badge").fill(stage.codes[name].lower().replace("-", " "))
    press(page, "Come in")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Good to see you, {name}")
    expect(stage.pages["projector"].get_by_role("list").filter(has_text=name)).to_be_visible()
    assert not wider_than_the_screen(page)
    return page


def work(page: Page, name: str) -> None:
    unfold(page, "The short door")
    press(page, M01.title)
    write(page, PROMPT, wrote(name))
    assert not wider_than_the_screen(page)


def write(page: Page, prompt: str, text: str) -> None:
    card = page.get_by_role("group", name=prompt)
    card.get_by_role("textbox").fill(text)
    card.get_by_role("textbox").blur()
    expect(card.get_by_role("status").filter(has_text="Saved").first).to_be_visible()


def choose(page: Page, prompt: str, *options: str) -> None:
    card = page.get_by_role("group", name=prompt)
    for one in options:
        card.get_by_label(re.compile(f"{one}$")).check()
    expect(card.get_by_role("status").filter(has_text="Saved").first).to_be_visible()


def hand_in_by_phone(page: Page, name: str) -> None:
    press(page, "All modules", "A tiny session")
    answer_the_session(page, name)
    press(page, "Look through and hand in")
    expect(page.get_by_text("Everything is answered.")).to_be_visible()
    page.get_by_label("No", exact=True).check()
    press(page, "Hand in now")
    expect(page.get_by_role("heading", name="Your receipt")).to_be_visible()
    press(page, "All modules")
    expect(page.get_by_text("you may hand in again")).to_be_visible()


def answer_the_session(page: Page, name: str) -> None:
    choose(page, "Which one?", "Asking")
    choose(page, "Which two?", "Listening", "Waiting")
    write(page, "Write an opening question.", wrote(name))


def attendance(tova: Page, week: int, group: str, session: str) -> None:
    """Open the list of a meeting of that week."""
    press(tova, "Lead", "Attendance", f"Group {group}", f"List for today {session}")
    tova.get_by_label("Day", exact=True).fill(day_of_week(week))
    tova.get_by_label("Began at").fill("09:00")
    press(tova, "Show")


def change_group(tova: Page) -> None:
    press(tova, "Lead", "People of this cohort", "Bram Visser")
    change = unfold(tova, "Change what is known, or the group")
    change.get_by_label("Group", exact=True).fill("B")
    change.get_by_label("From", exact=True).fill(day_of_week(2))
    change.get_by_label("Why (may stay empty)").fill("Thursdays suit him better.")
    press(tova, "Write the change")
    expect(tova.get_by_role("row", name="Thursdays suit him better.")).to_contain_text(day_of_week(2))


def move_to_another_phone(stage: Stage) -> None:
    """Bram's phone is replaced: his answers go along in a file, and his badge still lets him in."""
    with downloaded(stage, "bram", stage.pages["bram"]):
        save_to_a_file(stage.pages["bram"])
    page = come_in(stage, "bram anew", "Bram Visser")
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name=re.compile("Bring answers back from a file|Open a file")).click()
    asked.value.set_files(stage.files["bram"])
    told(page, "Answers that came from the file: ")
    unfold(page, "The short door")
    press(page, M01.title)
    expect(page.get_by_role("group", name=PROMPT).get_by_role("textbox")).to_have_value(wrote("Bram Visser"))


def save_to_a_file(page: Page) -> None:
    """On a small screen the button says it shorter."""
    page.get_by_role("button", name=re.compile("Save (my answers )?to a file")).click()


def make_up(tova: Page) -> None:
    attendance(tova, 3, "A", "Half-day 2")
    form = unfold(tova, "Enter what somebody made up")
    form.get_by_label("Who", exact=True).select_option("Chiara Neri")
    form.get_by_label("On which day").fill(day_of_week(4))
    form.get_by_label("Minutes").fill("195")
    form.get_by_label("How", exact=True).fill("one to one")
    form.get_by_label("With whom").fill("Tova Lind")
    press(tova, "Keep what was made up")
    expect(tova.get_by_text("made up: 195 minutes, one to one, with Tova Lind").first).to_be_visible()


def slip(vesna: Page, *way: str) -> str:
    """Print a code for the Hub from the page of Hana."""
    press(vesna, *way)
    unfold(vesna, "Badge")
    return badges(vesna, "New code for a Hub")["Hana Dvořák"]


def sign_up(stage: Stage, who: str, name: str, code: str, password: str) -> Page:
    page = stage.window(who)
    page.goto(stage.hub.base)
    choose_password(page, name, code, password)
    return page


def choose_password(page: Page, name: str, code: str, password: str) -> None:
    press(page, "I have a code")
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_label("New password").fill(password)
    page.get_by_label("The same password once more").fill(password)
    press(page, "Keep this password")
    told(page, "Your password is kept")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Welcome, {name}")
    press(page, "Go on")


def go_on_at_the_hub(stage: Stage, page: Page) -> None:
    """What she wrote on her phone comes to her own desk, and she goes on with it."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Good to see you, Hana Dvořák")
    press(page, "Open my words")
    unfold(page, "Bring answers back from another computer")
    page.get_by_label("The file you took along").set_input_files(stage.files["hana"])
    press(page, "Bring back")
    told(page, "One answer came back.")
    expect(page.get_by_text("“Ask first,” says Hana Dvořák.")).to_be_visible()


def forget_and_come_back(stage: Stage, page: Page, code: str) -> None:
    page.goto(stage.hub.base)
    page.get_by_label("Your name, as it stands on your badge").fill("Hana Dvořák")
    page.get_by_label("Password").fill("what was it again")
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    choose_password(page, "Hana Dvořák", code, "a sentence that I keep")
    press(page, "Open my words")
    expect(page.get_by_text("“Ask first,” says Hana Dvořák.")).to_be_visible()
    press(page, "Learn")


def go_by_file(stage: Stage, who: str, name: str) -> None:
    """The session comes as a file, is answered, and goes as a file: the way of everybody at a distance."""
    page = stage.pages[who]
    if "session" not in stage.files:
        tova = stage.pages["tova"]
        press(tova, "Assess", "Open A tiny session")
        with downloaded(stage, "session", tova):
            press(tova, "This session as one file")
    bring(page, stage.files["session"], "A tiny session is on your desk now.")
    press(page, "Open it")
    answer_the_session(page, name)
    press(page, "Look through and hand in")
    expect(page.get_by_text("Everything is answered.")).to_be_visible()
    page.get_by_role("radio", name="No", exact=True).check()
    press(page, "Make the file to hand in")
    told(page, "It is handed in once you have sent it.")
    with downloaded(stage, f"from {who}", page):
        press(page, "Save the file")


def bring(page: Page, file: Path, words: str) -> None:
    press(page, "Learn", "Bring a session or feedback from a file")
    page.get_by_label("The file (it ends in .html)").set_input_files(file)
    press(page, "Bring it in")
    told(page, words)


def add_to_panel(tova: Page, who: str) -> None:
    folded = tova.locator("details").filter(has=tova.locator("summary", has_text="Add an assessor"))
    if not folded.get_by_label("Id", exact=True).is_visible():
        folded.locator("summary").click()
    folded.get_by_label("Id", exact=True).fill(who)
    name = who.replace("-", " ").title()
    folded.get_by_label("Name", exact=True).fill(name)
    tova.get_by_role("button", name="Add", exact=True).click()
    expect(tova.locator("summary").filter(has_text=name)).to_be_visible()


def judge(page: Page) -> None:
    """Say why, and give level 2, for everything that is asked about an answer; go on to the next."""
    expect(page.get_by_label("Evidence first")).to_have_count(2)
    for box in page.get_by_label("Evidence first").all():
        box.fill("She asks, and waits for the answer.")
    for radio in page.get_by_role("radio", name=re.compile("^2 ")).all():
        radio.check()
    with page.expect_navigation():
        press(page, "Save and go on")
    told(page, "2 criteria are entered.")


def mark_everything(page: Page) -> None:
    """Mark what waits, and settle what the other assessor has marked too, until nothing is left."""
    press(page, "Assess", "Open A tiny session", "Mark A tiny session")
    told_left = page.get_by_role("navigation", name="What to mark")
    expect(told_left).to_be_visible()
    while "None is left for you." not in told_left.inner_text():
        judge(page)


def is_feedback(page: Page) -> None:
    expect(page.get_by_text("She asks, and waits for the answer.").first).to_be_visible()
    expect(page.get_by_text("Zuhören heißt: čakati – <b>not</b> & never 3 > 2.").first).to_be_visible()


def complain(stage: Stage, dora: Page) -> None:
    press(dora, "Write a complaint")
    dora.get_by_label("an assessor, or how I was assessed").check()
    dora.get_by_label("What happened? Where, and when?").fill(COMPLAINT)
    dora.get_by_label("How does the answer reach you?").fill("dora@school.example")
    with downloaded(stage, "complaint", dora):
        press(dora, "Make a file to send and to keep")
