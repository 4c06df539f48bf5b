"""Score sheets as observers meet them: of two days, without a network, on paper, without a script."""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta

import pytest
from asking import Asker
from builders import answer
from desk import Desk
from playwright.sync_api import BrowserContext, Page, expect

from alongside import paths
from alongside.content.load import unit_in
from alongside.grading.codes import codes_in
from alongside.grading.concerns import concerns_in
from alongside.grading.course import open_course
from alongside.grading.ledger_tables import trail_of
from alongside.grading.roster import read_roster
from alongside.web.programme.sheets import watch_of

OBSERVE = "assessor/a1/observe"
SEEN = "2026-11-02"
OBSERVATION = """
observations:
- id: a1-b1
  title: A conversation
  minutes: 20
  brief: Twenty minutes about something <real> and modest.
  criteria:
  - {id: a1-b1-c1, text: Gives full attention and lets silence run, competence: c2, must: true}
  - {id: a1-b1-c2, text: Asks single open questions, competence: c3}
"""


@pytest.fixture(scope="module")
def watched(desk: Desk) -> Desk:
    """The demonstration, with an observation in its session, and a task with an item of the portfolio."""
    data = desk.root / "course" / "release" / "a1" / "assessment.yaml"
    text = data.read_text(encoding="utf-8").replace("- id: a1-t3\n", "- id: a1-t3\n  portfolio: 3\n")
    data.write_text(text + OBSERVATION, encoding="utf-8")
    return desk


@pytest.fixture
def person(watched: Desk) -> Asker:
    return Asker(watched)


@pytest.fixture(scope="module")
def people(watched: Desk) -> dict[str, str]:
    return watch_of(watched.root, "a1", "nika-dolinar").people


@pytest.fixture
def codes(people) -> list[str]:
    return list(people)


def at(code: str, **more: str) -> str:
    return f"{OBSERVE}?observation=a1-b1&code={code}" + "".join(
        f"&{name}={value}" for name, value in more.items()
    )


def trail(watched: Desk, who: str) -> list[dict[str, str]]:
    rows = trail_of(open_course(watched.root / "course"), who)
    return [row for row in rows if row["task"] == "a1-b1"]


def filled(text: str, level: str = "2", evidence: str = "She waited.", **changed: str) -> dict[str, str]:
    """The form on a sheet, with a sentence and a level for every criterion."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    hidden.pop("_xsrf")
    names = [name.removeprefix("seen-") for name in hidden if name.startswith("seen-")]
    boxes = {
        f"{kind}-{one}": said for one in names for kind, said in (("evidence", evidence), ("level", level))
    }
    return {**hidden, **boxes, "observed": hidden["drawn"], "act": "save", **changed}


def packet(own: str, **changed: object) -> dict[str, object]:
    criteria = {f"a1-b1-c{n}": {"evidence": "She waited.", "level": 2, "seen": None} for n in (1, 2)}
    sent = {"observation": "a1-b1", "code": own, "observed": SEEN, "drawn": SEEN, "token": "0123456789ab"}
    return {**sent, "criteria": criteria, **changed}


def put(person: Asker, sent: dict[str, object]):
    headers = {"Content-Type": "application/json", "X-XSRFToken": person.xsrf}
    return person.ask("PUT", "api/observing/a1", json.dumps(sent).encode(), **headers)


# Over plain HTTP


def test_everybody_of_the_cohort_has_a_sheet_handed_in_or_not(person, watched, people):
    text = html.unescape(person.get(OBSERVE).text)
    for one in read_roster(open_course(watched.root / "course")).values():
        assert one.name in text
    assert "Twenty minutes about something <real> and modest." in text
    assert "<real>" not in person.get(OBSERVE).text
    assert "Observe" in person.get("assessor/a1").text


def test_a_sheet_takes_the_day_on_which_it_was_seen(person, watched, people, codes):
    sheet = person.get(at(codes[0])).text
    assert person.post(at(codes[0]), filled(sheet, observed=SEEN)).status == 303
    assert {row["observed"] for row in trail(watched, people[codes[0]])} == {SEEN}
    assert f'value="{SEEN}"' in person.get(at(codes[0])).text


def test_another_day_has_a_sheet_of_its_own_and_says_so(person, watched, people, codes):
    who = codes[1]
    person.post(at(who), filled(person.get(at(who)).text, observed=SEEN))
    later = person.get(at(who, day="2026-11-09")).text
    assert f"There are marks of {SEEN} as well." in later
    person.post(at(who, day="2026-11-09"), filled(later, level="3"))
    assert [row["state"] for row in trail(watched, people[who])] == ["archived"] * 2 + ["counts"] * 2


def test_a_level_without_evidence_is_refused_and_nothing_that_was_written_is_lost(person, codes):
    given = filled(person.get(at(codes[2])).text)
    given["evidence-a1-b1-c1"] = " "
    answer = person.post(at(codes[2]), given)
    assert answer.status == 422
    assert "what you saw or heard" in answer.text
    assert 'name="level-a1-b1-c1" value="2" required checked' in answer.text


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-01", str(date.today() + timedelta(days=3))])
def test_a_day_that_is_none_or_still_to_come_is_refused(person, codes, day):
    given = filled(person.get(at(codes[2])).text, observed=day)
    assert person.post(at(codes[2]), given).status == 400
    assert put(person, packet(codes[2], observed=day)).status == 400


def test_the_same_packet_enters_once(person, watched, people, codes):
    sent = packet(codes[3])
    first, second = put(person, sent), put(person, sent)
    assert (first.status, second.status, first.json["left"], second.json["left"]) == (200, 200, {}, {})
    assert len(trail(watched, people[codes[3]])) == 2


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"code": "../../x"}, 404),
        ({"observation": "a1-t1"}, 404),
        ({"observation": "../x"}, 400),
        ({"token": "x"}, 400),
        ({"criteria": {"a1-b1-c1": {"level": 9}}}, 400),
        ({"criteria": {"a1-b1-c1": {"evidence": "x" * 5000, "level": 1}}}, 400),
        ({"unsure": ["x" * 10] * 30}, 400),
    ],
)
def test_a_packet_of_something_else_is_refused(person, codes, changed, status):
    assert put(person, packet(codes[4], **changed)).status == status


def test_a_mark_is_taken_back_with_a_reason_and_one_observer_alone_can_decide(person, watched, people, codes):
    who = codes[4]
    person.post(at(who), filled(person.get(at(who)).text))
    page = person.get(at(who)).text
    assert person.post(at(who), filled(page, act="withdraw:a1-b1-c1")).status == 422
    reason = {"reason-a1-b1-c1": "Of somebody else."}
    assert person.post(at(who), filled(page, act="withdraw:a1-b1-c1", **reason)).status == 303
    person.post(at(who), filled(person.get(at(who)).text))
    assert person.post(at(who), filled(person.get(at(who)).text, act="alone")).status == 303
    assert [row["marking"] for row in trail(watched, people[who])][-2:] == ["override", "override"]


def test_a_concern_goes_from_a_score_sheet_to_the_contact_and_into_no_mark(person, watched, people, codes):
    where = f"assessor/a1/concern?task=a1-b1&code={codes[1]}"
    assert where.replace("&", "&amp;") in person.get(f"{OBSERVE}?observation=a1-b1&code={codes[1]}").text
    page = person.get(where).text
    assert "What you saw and heard" in page
    assert f"observe?observation=a1-b1&amp;code={codes[1]}" in page
    sent = person.post(where, {"about": "writer", "words": "He said he had not slept for a week."})
    told = person.get(sent.headers["Location"].removeprefix("/alongside/")).text
    assert "I have seen or heard something while watching" in told
    assert "the person who was watched" in told
    course = open_course(watched.root / "course")
    [kept], _problems = concerns_in(course)
    assert (kept.concern.task, kept.concern.candidate) == ("a1-b1", people[codes[1]])
    assert not [row for row in trail_of(course, people[codes[1]]) if "slept" in row["evidence"]]
    for wrong in ("task=a1-b9&code=" + codes[1], "task=a1-b1&code=NOBODY"):
        assert person.get(f"assessor/a1/concern?{wrong}").status == 404


@pytest.mark.parametrize(
    "asked", ["?observation=a1-b9&code=AAAAAA", "?observation=a1-b1&code=nika", "?code=AAAAAA"]
)
def test_a_sheet_that_is_not_there_is_not_found(person, asked):
    assert person.get(f"{OBSERVE}{asked}").status == 404
    assert person.post(f"{OBSERVE}{asked}", {"act": "save"}).status == 404


def test_the_paper_form_has_a_line_for_every_criterion_and_a_place_for_the_day(person, people, codes):
    text = person.get(f"{OBSERVE}/paper?observation=a1-b1").text
    assert text.count('class="score-sheet"') == len(people)
    one = person.get(f"{OBSERVE}/paper?observation=a1-b1&code={codes[0]}").text
    for words in ("Seen on", "Observer", codes[0], "must be met: level 2 or more"):
        assert words in one
    assert one.count('class="paper-line"') == 2


# A task with an item of the portfolio, at the marking desk


def test_the_desk_shows_the_note_and_below_it_every_chosen_answer_and_none_of_it_is_alive(person, watched):
    code, who = next(iter(codes_in(open_course(watched.root / "course"), "a1").items()))
    path = watched.root / "course" / "submitted" / who / "a1" / "responses.json"
    handed = json.loads(path.read_bytes())
    given = {"m03-r2": "<script>alert(1)</script>", "m01-r2": "Of another item.", "m77-r1": "Of no unit."}
    handed["portfolio"] = [answer(name, {"text": text}, "reflection") for name, text in given.items()]
    path.write_text(json.dumps(handed), encoding="utf-8")
    page = person.get(f"assessor/a1/mark?task=a1-t3&code={code}").text
    note, item, along = (
        page.index(words) for words in ("The covering note", "Portfolio item 3", "Handed in along")
    )
    assert note < item < page.index("&lt;script&gt;alert(1)") < along < page.index("Of another item.")
    assert unit_in(paths.content_root() / "modules" / "m03-listening").title in html.unescape(
        page[item:along]
    )
    assert "m77" in page[along:]
    assert "<script>" not in page
    other = person.get(f"assessor/a1/mark?task=a1-t1&code={code}").text
    assert "The covering note" not in other


# In a browser


@pytest.fixture
def page(window: BrowserContext) -> Page:
    return window.pages[0]


def open_at(page: Page, watched: Desk, address: str) -> None:
    page.goto(f"{watched.base}/alongside/{address}")
    page.wait_for_selector("html[data-marking=ready]")


def judge(page: Page, said: str) -> None:
    for n in (1, 2):
        criterion = page.locator(f"#a1-b1-c{n}")
        criterion.locator("textarea").fill(said)
        criterion.get_by_role("radio").nth(2).check()


def test_a_sheet_filled_without_a_network_is_sent_later_and_enters_once(watched, page, window, people, codes):
    """In the middle the page is closed; the desk got the first sending, and its answer was lost."""
    who = codes[5]
    open_at(page, watched, at(who))
    expect(page.locator("#a1-b1-c1").get_by_role("radio").first).to_be_disabled()
    page.route("**/api/observing/**", lambda route: (route.fetch(), route.abort()))
    page.get_by_label("Seen on").fill(SEEN)
    judge(page, "She waited, in the train.")
    expect(page.locator("#keeping")).to_contain_text("Not sent yet.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#keeping")).to_contain_text("the desk cannot be reached")
    page.goto("about:blank")
    page.unroute("**/api/observing/**")
    page.route("**/api/observing/**", lambda route: route.abort())
    open_at(page, watched, OBSERVE)
    row = page.locator(f"[data-sheet='{who}:a1-b1']")
    expect(row.locator(".not-sent")).to_be_visible()
    page.unroute("**/api/observing/**")
    open_at(page, watched, at(who, day="2026-11-09"))
    expect(page.get_by_role("status").first).to_have_text("2 criteria are entered.")
    expect(page.get_by_label("Seen on")).to_have_value(SEEN)
    rows = trail(watched, people[who])
    assert [(row["observed"], row["evidence"]) for row in rows] == [(SEEN, "She waited, in the train.")] * 2
    open_at(page, watched, OBSERVE)
    expect(row.locator(".not-sent")).to_be_hidden()


def test_what_was_begun_comes_back_after_the_page_was_closed(watched, page, codes):
    open_at(page, watched, at(codes[6]))
    page.locator("#evidence-a1-b1-c2").fill("Begun and not saved.")
    page.goto("about:blank")
    open_at(page, watched, at(codes[6]))
    expect(page.locator("#evidence-a1-b1-c2")).to_have_value("Begun and not saved.")
    expect(page.locator("#keeping")).to_contain_text("Not sent yet.")
    page.locator("#evidence-a1-b1-c2").fill("")
    expect(page.locator("#keeping")).to_have_text("")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_sound_for_everybody(watched, page, codes, violations, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for address in (OBSERVE, at(codes[7]), f"{OBSERVE}/paper?observation=a1-b1&code={codes[7]}"):
        page.goto(f"{watched.base}/alongside/{address}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_a_form_is_black_on_white_and_everything_to_press_is_gone(watched, page, codes):
    page.goto(f"{watched.base}/alongside/{OBSERVE}/paper?observation=a1-b1&code={codes[7]}")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.eval_on_selector_all(
        ".score-sheet, .score-sheet *", "all => all.map(one => getComputedStyle(one).color)"
    )
    assert set(colours) == {"rgb(0, 0, 0)"}
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".screen-only").first).to_be_hidden()
