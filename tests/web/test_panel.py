"""The panel's page, the results of a phase, and what they change at the marking desk."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from asking import Asker
from desk import Desk
from marking import a_mark
from playwright.sync_api import expect

from alongside.grading.codes import codes_in
from alongside.grading.course import open_course
from alongside.grading.drafts import keep_draft
from alongside.grading.duties import duties_of
from alongside.grading.entering import enter
from alongside.grading.ledger import opened
from alongside.grading.panel import panel_of
from alongside.grading.texts import texts_in
from alongside.model.marking import Begun, Draft

PANEL = "assessor/a1/panel"


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    asker = Asker(desk)
    assert asker.post("assessor/a1", {"step": "autograde"}).status == 200
    return asker


@pytest.fixture(scope="module")
def course(desk: Desk):
    return open_course(desk.root / "course")


@pytest.fixture(scope="module")
def me(desk: Desk) -> str:
    return re.search(r"id: (\S+)", (desk.root / "alongside.yaml").read_text())[1]


def add(person, who, **more):
    return person.post(
        PANEL,
        {"act": "assessor", "id": who, "name": who.title(), "languages": "en sl nl et it cy ga", **more},
    )


def test_a_session_without_a_panel_says_so_and_shows_everything(person):
    assert "This session has no panel" in person.get(PANEL).text
    assert "Panel: who marks what" in person.get("assessor/a1").text
    assert "Evidence first" in person.get("assessor/a1/mark").text


def test_an_assessor_is_added_changed_and_taken_off(person, course):
    assert "Kept." in add(person, "eve", conflicts="declan: sister").text
    assert "Declan" in person.get(PANEL).text.partition("May not mark:")[2][:80]
    changed = {"act": "assessor:eve", "name": "Eve Ashe", "languages": "en, fr", "organisation": "Hill"}
    person.post(PANEL, changed)
    (eve,) = panel_of(course, "a1").assessors
    assert (eve.name, eve.languages, eve.organisation, eve.conflicts) == (
        "Eve Ashe",
        ["en", "fr"],
        "Hill",
        [],
    )
    person.post(PANEL, {"act": "remove:eve"})
    assert panel_of(course, "a1").assessors == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"languages": ""}, "languages"), ({"id": "no id"}, "id"), ({"conflicts": "../x: why"}, "candidate")],
    ids=str,
)
def test_what_is_not_whole_is_refused_and_says_where(person, course, wrong, said):
    answer = add(person, "eve", **wrong)
    assert answer.status == 422
    assert said in re.search(r'role="alert">(.*?)</p>', answer.text)[1]
    assert panel_of(course, "a1").assessors == []


def test_an_unknown_step_is_refused(person):
    assert person.post(PANEL, {"act": "burn"}).status == 400


def test_hand_ins_are_shared_out_and_the_desk_lists_what_is_mine(person, course, me):
    for who in (me, "ann", "ben", "cat"):
        add(person, who)
    facts = {f"organisation-{who}": "" for who in ("declan", "livia")} | {"line_manager-declan": me}
    assert "Kept." in person.post(PANEL, {"act": "candidates", **facts}).text
    said = person.post(PANEL, {"act": "allocate", "seed": "x"}).text
    assert "rows were written" in said
    duties = duties_of(course, "a1")
    mine = duties.candidates(me)
    assert "declan" not in mine
    text = person.get("assessor/a1/mark").text
    codes = codes_in(course, "a1")
    own = next(code for code, who in codes.items() if who in mine)
    other = next(code for code, who in codes.items() if who not in mine)
    assert f"of {len(mine)} left" in re.sub(r"\s+", " ", text)
    assert person.get(f"assessor/a1/mark?task=a1-t1&code={own}").status == 200
    assert person.get(f"assessor/a1/mark?task=a1-t1&code={other}").status == 404


def test_the_open_work_of_somebody_away_goes_to_others(person, course):
    assert person.post(PANEL, {"act": "away:ben", "reason": " "}).status == 422
    had = duties_of(course, "a1").candidates("ben")
    person.post(PANEL, {"act": "away:ben", "reason": "Ill."})
    moved = duties_of(course, "a1").moved
    assert {who for who, _task in moved} == had
    assert all(one.assessor != "ben" for places in moved.values() for one in places)


def test_a_marking_file_for_another_assessor_holds_nothing_that_they_have_begun_or_entered(person, course):
    """Whoever coordinates may mark the same answers; blind stays blind."""
    duties, codes = duties_of(course, "a1"), codes_in(course, "a1")
    code, who = next((code, who) for code, who in codes.items() if who in duties.candidates("ann"))
    text = texts_in(course, "a1")[who, "a1-t2"]
    about = {"session": "a1", "candidate": who, "task": "a1-t2", "sha256": text}
    entered = a_mark(assessor="ann", criterion="a1-t2-c1", evidence="Entered by Ann.", **about)
    enter(course, "a1", [entered], datetime.now(UTC))
    begun = {"a1-t2-c2": Begun(evidence="Begun by Ann.")}
    keep_draft(
        course, "ann", ("a1", who, "a1-t2"), Draft(sha256=text, at="2026-11-20T12:00:00Z", criteria=begun)
    )
    made = person.post("assessor/a1/offline", {"act": "make", "who": "ann"}).text
    assert "by Ann." not in made
    piece = made.split(f'data-task="a1-t2" data-code="{code}"')[1].split("</template>")[0]
    assert "This one is marked already" in piece
    assert re.findall(r'name="evidence-([^"]+)"', piece) == ["a1-t2-c2", "a1-t2-c3"]
    assert person.post("assessor/a1/offline", {"act": "make", "who": "stranger"}).status == 403


def test_an_extension_is_granted_with_a_reason(person):
    asked = {"act": "extend", "candidate": "tjasa", "until": "2030-01-01T12:00", "reason": "A funeral."}
    assert "(A funeral.)" in person.post(PANEL, asked).text
    person.post("assessor/a1", {"step": "autograde"})
    assert 'class="state late"' not in person.get("assessor/a1").text
    assert person.post(PANEL, {**asked, "reason": ""}).status == 422


def test_chair_contact_and_days_off_are_kept(person, course):
    given = {"contact-name": "Zoe", "contact-mail": "zoe@example.org", "closed": "2026-12-25, 2026-12-26"}
    person.post(PANEL, {"act": "settings", "chair": "zoe", **given})
    panel = panel_of(course, "a1")
    assert (panel.chair, panel.contact.mail, panel.closed) == (
        "zoe",
        "zoe@example.org",
        ["2026-12-25", "2026-12-26"],
    )
    assert person.post(PANEL, {"act": "settings", "contact-mail": "zoe"}).status == 422


# Results


def test_the_results_of_a_phase_say_what_is_open_and_show_the_letter(person):
    text = person.get("assessor/phase/1").text
    assert "Declan Ó Cuirc: open" in text
    assert "not decided yet" in text
    answer = person.get("assessor/phase/1/letter?who=declan")
    assert "Your result" in answer.text
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    assert person.get("assessor/phase/9").status == 404
    assert person.get("assessor/phase/1/letter?who=nobody").status == 409
    paper = person.get("assessor/phase/1/letter?who=declan&as=pdf")
    assert (paper.headers["Content-Type"], paper.body[:5]) == ("application/pdf", b"%PDF-")


def test_what_no_session_asks_about_is_entered_with_the_results(person):
    page = person.get("assessor/phase/1").text
    assert (
        "Knowledge of role, context and evidence&nbsp;(c6), Impact and leadership of mentoring&nbsp;(c8)"
        in page
    )
    given = {
        "act": "elsewhere",
        "who": "declan",
        "competence": "c6",
        "reason": "Portfolio, item 2: <b>dated</b>.",
    }
    assert "Choose a level." in person.post("assessor/phase/1", {**given, "level": ""}).text
    assert person.post("assessor/phase/1", {**given, "level": "2", "competence": "c1"}).status == 422
    kept = person.post("assessor/phase/1", {**given, "level": "2"}).text
    assert "c6:&nbsp;2, decided elsewhere: Portfolio, item 2: &lt;b&gt;dated&lt;/b&gt;." in kept


def test_letters_wait_until_everything_is_decided(person):
    said = person.post("assessor/phase/1", {"act": "release"}).text
    assert "Letters went out: none." in said
    assert "declan was left out: not everything is decided yet" in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"act": "appeal", "who": "declan", "on": "2026-11-20", "grounds": "x"}, "no result has gone out"),
        ({"act": "appeal", "who": "declan", "on": "soon", "grounds": "x"}, "soon"),
        (
            {"act": "decide", "who": "declan", "decider": "ann", "outcome": "upheld", "reason": "x"},
            "ann belongs to the panel",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_in_a_sentence(person, asked, said):
    answer = person.post("assessor/phase/1", asked)
    assert answer.status == 422
    assert said in re.search(r'role="alert">(.*?)</p>', answer.text)[1]


# The chair, in a browser


def test_the_chair_decides_a_line_and_enter_in_a_box_takes_nothing_back(window, person, course, me, desk):
    """By keyboard; Enter in a reason makes a new line, and Enter elsewhere never decides or takes back."""
    person.post(PANEL, {"act": "settings", "chair": me})
    duties = duties_of(course, "a1")
    code, who = next(
        (code, who) for code, who in codes_in(course, "a1").items() if who in duties.candidates(me)
    )
    address = f"assessor/a1/mark?task=a1-t1&code={code}"
    page = window.pages[0]
    page.goto(f"{desk.base}/alongside/{address}")
    first = page.locator(".criterion").first
    first.get_by_label("Evidence first").fill("Line two shows it.")
    level = first.get_by_role("radio", name="2 ", exact=False).first
    level.check()
    level.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("entered")
    page.goto(f"{desk.base}/alongside/{address}")
    first.get_by_text("Take this mark back").click()
    reason = first.get_by_label("Why? The mark and your reason stay in the trail.")
    reason.fill("One")
    reason.press("Enter")
    reason.press_sequentially("two")
    assert reason.input_value() == "One\ntwo"
    with opened(course) as ledger:
        mine = ledger.rows("a1", who, assessor=me)  # Ann may have marked them too
    assert [(row.task, row.marking) for row in mine] == [("a1-t1", "first")]


def marked_by_two_others(course, duties, me) -> tuple[str, str]:
    """Give a candidate whom others have both marks on the first line; return the code and the id."""
    code, who = next(
        (code, who)
        for code, who in codes_in(course, "a1").items()
        if duties.places(who, "a1-t1") and who not in duties.candidates(me) and duties.in_the_chair(me, who)
    )
    about = {"session": "a1", "candidate": who, "task": "a1-t1", "criterion": "a1-t1-c1"}
    about["sha256"] = texts_in(course, "a1")[who, "a1-t1"]
    for place, marking, level in zip(duties.places(who, "a1-t1"), ("first", "second"), (1, 2), strict=True):
        mark = a_mark(assessor=place.assessor, marking=marking, level=level, **about)
        enter(course, "a1", [mark], datetime.now(UTC))
    return code, who


def test_the_chair_decides_about_somebody_whom_others_marked(window, person, course, me, desk, violations):
    code, who = marked_by_two_others(course, duties_of(course, "a1"), me)
    page = window.pages[0]
    page.goto(f"{desk.base}/alongside/assessor/a1/mark?task=a1-t1&code={code}")
    line = page.locator("#a1-t1-c1")
    line.get_by_text("Decide as the chair").click()
    line.get_by_label("Reason: the candidate and the record get it").fill("Both assessors were ill.")
    line.locator("input[name^=chair-level][value='2']").check()
    assert violations(page) == []
    line.get_by_role("button", name="Let this be the result").press("Enter")
    page.wait_for_url("**decided=1**")
    with opened(course) as ledger:
        (row,) = [row for row in ledger.rows("a1", who) if row.marking == "override"]
    assert (row.assessor, row.level, row.evidence) == (me, 2, "Both assessors were ill.")
