"""Care around a session: names and help before it, a concern beside it, paper and files after."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import stat

import pytest
from asking import Asker
from desk import Desk
from drawing import SHARED
from playwright.sync_api import BrowserContext, Page, expect

from alongside.grading.codes import codes_in
from alongside.grading.concerns import FOLDER, concerns_in
from alongside.grading.course import Course, open_course
from alongside.grading.ledger import opened
from alongside.grading.texts import texts_in
from alongside.model.concern import Concern
from alongside.model.programme import Contact
from alongside.publish.pack import paper_code
from alongside.web.page import make_templates
from alongside.web.programme.concern_words import mail_link, mail_text, telephone_text

WORDS = "he said that he would not come home tonight"


@pytest.fixture
def person(scored: Desk) -> Asker:
    return Asker(scored)


@pytest.fixture
def course(scored: Desk) -> Course:
    return open_course(scored.root / "course")


def code_of(course: Course, who: str) -> str:
    return next(code for code, one in codes_in(course, "a1").items() if one == who)


def on_paper(course: Course, who: str, task: str = "a1-t1") -> str:
    return paper_code(code_of(course, who), texts_in(course, "a1")[who, task])


def asked(address: str) -> str:
    """An address as it stands in a page."""
    return html.unescape(address)


# Before handing in


def test_names_are_pointed_out_and_hold_nothing_up(person, scored):
    text = "Then I told Petra Novak of Hill Top Primary: ring 041 123 4567."
    assert person.put("assessments/a1/a1-t1", {"text": text}).status == 200
    page = html.unescape(person.get("handin/a1").text)
    for words in ("Petra Novak", "Hill Top Primary", "041 123 4567"):
        assert f"<mark>{words}</mark>" in page
    assert "perhaps a school:" in page
    assert text in (scored.root / "assessments" / "a1" / "a1.responses.json").read_text("utf-8")
    assert person.post("handin/a1", {}).status == 200


def test_a_text_without_names_is_said_to_be_so(person):
    assert person.put("assessments/a1/a1-t1", {"text": "I asked the deputy."}, rev=9).status in {200, 409}
    person.put("assessments/a1/a1-t1", {"text": "I asked the deputy."}, rev=1)
    assert "Read once more yourself." in person.get("handin/a1").text


@pytest.mark.parametrize(
    ("fields", "declared"),
    [
        ([], None),
        ([("helped", "no"), ("by", "ai"), ("what", "x")], {}),
        (
            [("helped", "yes"), ("by", "ai"), ("by", "person"), ("what", "Shorter.")],
            {"by": ["ai", "person"], "what": "Shorter."},
        ),
        ([("helped", "yes")], {"by": ["other"]}),
    ],
)
def test_what_is_declared_stands_in_the_hand_in_and_need_not_be_said_again(person, scored, fields, declared):
    assert person.post_all("handin/a1", fields).status == 200
    sent = json.loads((scored.root / "staging" / "a1" / "responses.json").read_text("utf-8"))
    assert sent.get("help") == declared
    page = person.get("handin/a1").text
    assert ('value="Shorter."' in page) == bool(declared and declared.get("what"))


def test_a_declaration_that_is_none_is_refused(person):
    assert person.post_all("handin/a1", [("helped", "yes"), ("by", "magic")]).status == 400
    assert person.post_all("handin/a1", [("helped", "yes"), ("by", "ai"), ("what", "x" * 2001)]).status == 400


# Beside an answer


def test_an_assessor_sees_what_was_declared_and_questions_in_the_candidates_words(person, course):
    code = code_of(course, "declan")
    page = html.unescape(person.get(f"assessor/a1/mark?task=a1-t1&code={code}").text)
    assert "my own agreement from module 2" in page
    folded = re.search(r'<details class="talk">(.*?)</details>', page, re.S)[1]
    quotes = re.findall(r'<blockquote dir="auto">(.*?)</blockquote>', folded)
    answer = page.partition('class="answer-of"')[2].partition('class="talk"')[0]
    told = " ".join(re.sub(r"<[^>]+>", " ", answer).split())
    assert 1 <= len(quotes) <= 3
    for quote in quotes:
        assert " ".join(quote.removesuffix(" …").split()) in told


def test_a_concern_goes_on_paper_for_the_contact_and_into_no_mark(person, course):
    code = code_of(course, "declan")
    address = f"assessor/a1/concern?task=a1-t1&code={code}"
    assert address.replace("&", "&amp;") in person.get(f"assessor/a1/mark?task=a1-t1&code={code}").text
    page = person.get(address).text
    assert "Ines Varga" in page
    sent = person.post(address, {"about": "child", "now": "yes", "words": WORDS})
    assert sent.status == 303
    after = sent.headers["Location"].removeprefix("/alongside/")
    [kept], problems = concerns_in(course)
    assert (kept.concern.words, kept.concern.candidate, problems) == (WORDS, "declan", [])
    assert stat.S_IMODE((course.root / FOLDER).stat().st_mode) == 0o700
    told = html.unescape(person.get(after).text)
    assert WORDS in told
    assert "Declan" not in told
    assert "Declan" in person.get(f"{after}&names=yes").text
    assert "Nobody has been told" in told
    assert person.post(after, {"way": "telephone", "to": "Ines"}).status == 303
    assert "Nobody has been told" not in person.get(after).text
    with opened(course) as ledger:
        assert [row for row in ledger.rows() if WORDS in row.evidence] == []


def test_the_contact_sees_the_name_and_writes_down_that_it_arrived(person, course):
    [kept], _problems = concerns_in(course)
    page = person.get("concerns").text
    assert "Declan" in page
    assert WORDS in page
    assert person.post("concerns", {"id": kept.concern.id, "way": "in person"}).status == 303
    assert [one.act for one in concerns_in(course)[0][0].steps] == ["told", "received"]
    assert "received by" in person.get("concerns").text


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("assessor/a1/concern?task=a1-t1&code=NOBODY", {"about": "child", "words": "x"}, 404),
        ("assessor/a1/concern?task=a1-q1&code={code}", {"about": "child", "words": "x"}, 404),
        ("assessor/a1/concern?task=a1-t1&code={code}", {"about": "child", "words": "   "}, 400),
        ("assessor/a1/concern?task=a1-t1&code={code}", {"about": "ghost", "words": "x"}, 400),
        ("assessor/a1/concern?id=nothere", {"way": "mail", "to": "x"}, 409),
        ("assessor/a1/concern?id=../../x", {"way": "mail", "to": "x"}, 409),
        ("concerns", {"id": "nothere", "way": "mail"}, 409),
        ("concerns", {"id": "nothere", "way": "pigeon"}, 400),
    ],
)
def test_what_is_no_concern_is_refused_in_a_sentence(person, course, address, fields, status):
    answer = person.post(address.format(code=code_of(course, "declan")), fields)
    assert (answer.status, bool(answer.problem)) == (status, True)


A_CONCERN = Concern(
    id="c1",
    at="2026-11-22T10:00:00.000Z",
    by="ann",
    session="a1",
    task="a1-t1",
    code="7QK2HX",
    candidate="declan",
    about="child",
    now=True,
    words=WORDS,
)


def test_by_telephone_everything_is_said_and_by_mail_nothing_about_anybody():
    said, written = telephone_text(A_CONCERN, "Declan"), mail_text(A_CONCERN)
    for words in (WORDS, "Declan", "7QK2HX", "in danger now"):
        assert words in said
    assert "Declan" not in telephone_text(A_CONCERN, "")
    for words in (WORDS, "Declan", "child", "danger"):
        assert words not in written
    assert "ring me today" in written


def test_a_contact_with_an_address_gets_a_link_that_opens_the_mail():
    link = mail_link(Contact(name="Ines", mail="ines@example.org"), A_CONCERN)
    assert link.startswith("mailto:ines@example.org?subject=Please%20ring%20me%20today&body=")
    assert mail_link(Contact(name="Ines"), A_CONCERN) == ""


def test_a_named_contact_stands_first_with_a_number_to_press():
    page = concern_page([Contact(name="Ines Vidmar", role="outside the team", telephone="+386 41 000 000")])
    assert "Ines Vidmar" in page
    assert 'href="tel:+38641000000"' in page
    assert "No contact is named" not in page


def test_where_no_contact_is_named_it_is_said_first():
    page = concern_page([])
    assert "No contact is named" in page
    assert "reaches nobody by itself" in page


def concern_page(contacts: list[Contact]) -> str:
    words = {"abouts": {}, "ways": {}, "name": "", "telephone": "", "mail": "", "links": []}
    where = {"session": "a1", "task": "a1-t1", "code": "7QK2HX", "kept": None, "sheets": [], "watched": False}
    template = make_templates().get_template("concern.html")
    return template.render(**SHARED, **words, **where, contacts=contacts)


# Paper and files


def test_marks_are_typed_in_from_paper_under_the_rules_of_the_desk(person, course):
    paper = on_paper(course, "livia")
    page = person.get(f"assessor/a1/paper?task=a1-t1&paper={paper.lower()}").text
    action = asked(re.search(r'<form method="post" action="/alongside/([^"]+)"', page)[1])
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    names = [name.removeprefix("seen-") for name in given if name.startswith("seen-")]
    assert len(names) == 3
    whole = {**given, **{f"evidence-{one}": "From the paper." for one in names}, "act": "typed"}
    first = person.post(action, {**whole, **{f"level-{one}": "2" for one in names[:2]}})
    assert first.status == 422
    assert "Choose a level as well" in first.text
    page = person.get(f"assessor/a1/paper?task=a1-t1&paper={paper}").text
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    filled = {f"evidence-{one}": "From the paper." for one in names} | {f"level-{one}": "2" for one in names}
    done = person.post(action, {**given, **filled, "act": "typed"})
    assert done.status == 303
    assert done.headers["Location"].startswith("/alongside/assessor/a1/paper?task=a1-t1&saved=")
    told = person.get(done.headers["Location"].removeprefix("/alongside/")).text
    assert f"{code_of(course, 'livia')}: " in told
    with opened(course) as ledger:
        rows = [row for row in ledger.rows("a1", "livia") if row.evidence == "From the paper."]
    assert [(row.criterion, row.level, row.marking) for row in rows] == [(one, 2, "first") for one in names]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda paper: "NOBODY-" + paper[-4:], "No candidate has the code"),
        (lambda paper: paper[:-5], "Type the signs behind the dash"),
        (lambda paper: paper[:-4] + ("0000" if paper[-4:] != "0000" else "1111"), "not those of this task"),
    ],
)
def test_a_code_that_is_not_that_of_this_text_brings_no_form(person, course, change, told):
    answer = person.get(f"assessor/a1/paper?task=a1-t1&paper={change(on_paper(course, 'marjan'))}")
    assert answer.status == 422
    assert told in html.unescape(answer.text)
    assert 'value="typed"' not in answer.text


def test_a_level_beyond_the_scale_is_refused(person, course):
    page = person.get(f"assessor/a1/paper?task=a1-t1&paper={on_paper(course, 'marjan')}").text
    action = asked(re.search(r'<form method="post" action="/alongside/([^"]+)"', page)[1])
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    answer = person.post(action, {**given, "evidence-a1-t1-c1": "x", "level-a1-t1-c1": "7", "act": "typed"})
    assert (answer.status, "a level is 0 to 3" in answer.problem) == (400, True)


def test_the_pack_is_served_with_a_policy_under_which_nothing_runs(person, course):
    answer = person.get("assessor/a1/pack?task=a1-t1")
    assert answer.status == 200
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert on_paper(course, "declan") in answer.text
    assert "Declan" not in answer.text
    assert person.get("assessor/a1/pack?task=a1-t9").status == 409


@pytest.mark.parametrize(
    ("form", "head"),
    [("nbgrader", "assignment,duedate"), ("moodle", "First name,Last name"), ("tidy", "session,candidate")],
)
def test_a_session_leaves_as_a_file_in_each_form(person, form, head):
    answer = person.get(f"assessor/a1/{form}.csv")
    assert f"a1-{form}.csv" in answer.headers["Content-Disposition"]
    assert answer.text.startswith(head)
    lengths = {len(row) for row in csv.reader(io.StringIO(answer.text))}
    assert len(lengths) == 1


# As people meet it


def test_an_assessor_types_in_a_page_by_keyboard_alone(window: BrowserContext, scored, course, violations):
    page: Page = window.pages[0]
    page.goto(f"{scored.base}/alongside/assessor/a1")
    page.get_by_role("link", name="Type in marks from paper").press("Enter")
    expect(page.get_by_label("Code, with the signs behind the dash")).to_be_focused()
    page.keyboard.type(on_paper(course, "owain").lower())
    page.keyboard.press("Enter")
    expect(page.get_by_label("Evidence").first).to_be_focused()
    assert violations(page) == []
    for _criterion in range(3):
        page.keyboard.type("Line two shows it.")
        page.keyboard.press("Tab")
        page.keyboard.type("2")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("3 criteria are entered.")
    expect(page.get_by_label("Code, with the signs behind the dash")).to_be_focused()


def test_a_pack_prints_on_a4_a_page_for_each_answer(window: BrowserContext, scored, course):
    page = window.pages[0]
    page.goto(f"{scored.base}/alongside/assessor/a1/pack?task=a1-t1")
    page.emulate_media(media="print")
    breaks = page.locator(".sheet").evaluate_all("all => all.map(one => getComputedStyle(one).breakBefore)")
    assert breaks == ["page"] * len(codes_in(course, "a1"))
    boxes = page.locator(".sheet .box").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(boxes) > 15
