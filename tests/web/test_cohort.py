"""The cohort at the trainer's desk: a list with a preview, dated changes, badges, the candidates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from asking import Answer, Asker
from desk import Desk
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import Page, expect

from alongside.grading.course import course_of
from alongside.grading.roster import read_roster
from alongside.model.people import Person
from alongside.records.badges import whose
from alongside.records.people import enrol, read_people

TODAY = date.today()
LIST = """Name;School;Organisation;Language;Role;Line manager;Mentor;E-mail;Group
Ana Novak;OŠ Lipa;Zavod Mreža;sl;trainee;Bo Lund;Cy Fox;ana@lipa.example;B
Łukasz Żak;Szkoła nr 4;Zavod Mreža;Polish;trainee;;;;B
;OŠ Lipa;;;;;;;
Bo Lund;;;Klingonish;trainee;;;;B
"""


@pytest.fixture(scope="module")
def trainer(desk: Desk) -> Asker:
    return Asker(desk)


def add(trainer: Asker, text: str, act: str = "write", **more: str) -> Answer:
    fields = {"text": text, "all-organisation": "Mreža", "day": TODAY.isoformat(), "act": act, **more}
    return trainer.post("cohort/add", fields)


def person(name: str, **more: str) -> dict[str, str]:
    given = {"name": name, "organisation": "Mreža", "group": "A", "lang": "en", "roles": "trainee"}
    return {**given, "school": "", "mail": "", "line_manager": "", "mentor": "", **more}


def listed(desk: Desk) -> set[str]:
    return set(read_roster(course_of(desk.root)) or {})


def test_the_trainers_page_leads_to_the_fictional_cohort(trainer, desk):
    assert 'href="/alongside/cohort"' in trainer.get("trainer").text
    page = trainer.get("cohort").text
    assert "Declan Ó Cuirc" in page
    assert "Nika Dolinar" in page
    assert "Bring the list of candidates up to date" not in page
    assert set(read_people(desk.root).everybody) == listed(desk)


def test_a_preview_names_each_bad_row_and_writes_nothing(trainer, desk):
    before = read_people(desk.root).rows
    page = add(trainer, LIST, "preview")
    assert page.status == 200
    for words in ("Row 4, name", "Row 5, language", "2 people can join", "Nothing has been written yet"):
        assert words in page.text
    refused = add(trainer, LIST)
    assert refused.status == 422
    assert read_people(desk.root).rows == before


def test_the_good_rows_join_on_request_and_are_candidates_and_the_same_list_adds_nobody(trainer, desk):
    done = add(trainer, LIST, "despite")
    assert "2 people joined: Ana Novak, Łukasz Żak." in done.text
    assert "New in the list of candidates: Ana Novak, Łukasz Żak." in done.text
    assert {"ana-novak", "lukasz-zak"} <= listed(desk)
    rows = len(read_people(desk.root).rows)
    assert "2 are there already" in add(trainer, LIST, "despite").text
    assert len(read_people(desk.root).rows) == rows


def test_one_person_joins_by_the_form_and_a_fault_shows_it_again_filled_in(trainer, desk):
    faulty = trainer.post("cohort/add", {**person("Zed Young", mail="at home"), "act": "one"})
    assert faulty.status == 422
    assert "is no e-mail address" in faulty.text
    assert 'value="Zed Young"' in faulty.text
    trainer.post("cohort/add", {**person("Zed Young"), "act": "one", "day": str(TODAY + timedelta(7))})
    assert read_people(desk.root).state("zed-young", TODAY) == "coming"
    assert "Join later" in trainer.get("cohort").text


def test_a_change_of_group_a_withdrawal_and_a_return_are_dated_rows_under_one_id(trainer, desk):
    add(trainer, "Mo Vee")
    was = {f"was-{name}": value for name, value in person("Mo Vee").items()}
    address, day = "cohort/people/mo-vee", TODAY.isoformat()
    steps = [
        {**person("Mo Vee", group="C"), **was, "act": "change", "day": day},
        {"act": "withdraw", "day": day, "why": "a new post"},
        {"act": "return", "day": day},
    ]
    texts = [trainer.post(address, step).text for step in steps]
    assert "No longer in the list of candidates: Mo Vee." in texts[1]
    assert "New in the list of candidates: Mo Vee." in texts[2]
    assert [row.act for row in read_people(desk.root).of("mo-vee")] == [
        "joined",
        "moved",
        "withdrew",
        "returned",
    ]
    assert "a new post" in trainer.get(address).text
    assert read_people(desk.root).everybody["mo-vee"].group == "C"


def test_what_somebody_else_changed_meanwhile_is_not_put_back_by_a_form_from_before(trainer, desk):
    add(trainer, "Pia Roe")
    address, day = "cohort/people/pia-roe", TODAY.isoformat()
    was = {f"was-{name}": value for name, value in person("Pia Roe").items()}
    trainer.post(address, {**person("Pia Roe", mentor="Cy Fox"), **was, "act": "change", "day": day})
    trainer.post(address, {**person("Pia Roe", school="OŠ Lipa"), **was, "act": "change", "day": day})
    pia = read_people(desk.root).everybody["pia-roe"]
    assert (pia.mentor, pia.school) == ("Cy Fox", "OŠ Lipa")


def test_a_badge_lets_its_owner_in_and_its_code_is_shown_once(trainer, desk):
    asked = {
        "purpose": "room",
        "person": "declan",
        "until": str(TODAY + timedelta(30)),
        "place": "room.example",
    }
    sheet = trainer.post("cohort/badges", asked).text
    [code] = re.findall(r'class="code">([^<]+)<', sheet)
    assert "Declan Ó Cuirc" in sheet
    assert "room.example" in sheet
    assert whose(desk.root, code.lower(), "room", datetime.now(UTC)) == "declan"
    assert code not in trainer.get("cohort/badges").text + trainer.get("cohort/people/declan").text


def test_two_of_one_name_are_told_apart_on_badges_and_at_the_door(trainer, desk):
    two = [
        Person(id=f"eva-{n}", name="Eva Twice", organisation="Hill", school=f"School {n}", group="Twins")
        for n in (1, 2)
    ]
    enrol(desk.root, two, "nika", datetime.now(UTC), TODAY)
    chosen = trainer.get("cohort/badges?only=eva-1").text
    asked = {"purpose": "room", "person": "eva-2", "until": str(TODAY + timedelta(30)), "place": "here"}
    sheet = trainer.post("cohort/badges", asked).text
    door = trainer.get(f"cohort/attendance/s1?group=Twins&day={TODAY}&start=09:00").text
    assert "Eva Twice (School 1)" in chosen
    assert "Group Twins · School 2" in sheet
    assert door.count("<strong>Eva Twice (School 1)</strong>") == 1
    assert '<option value="eva-2">Eva Twice (School 2)</option>' in door


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("cohort/people/nobody", {"act": "withdraw"}, 404),
        ("cohort/people/declan", {"act": "return"}, 409),
        ("cohort/people/declan", {"act": "nonsense"}, 400),
        ("cohort/people/declan", {"act": "withdraw", "day": "soon"}, 400),
        ("cohort/people/declan/erase", {}, 400),
        ("cohort/badges", {"purpose": "room", "until": "2026-01-01", "person": "declan"}, 400),
        ("cohort/badges", {"purpose": "door"}, 400),
        ("cohort/badges", {"purpose": "room", "until": str(TODAY)}, 400),
        ("cohort/add", {"act": "nonsense"}, 400),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(trainer, desk, address, fields, status):
    before = read_people(desk.root).rows
    answer = trainer.post(address, fields)
    assert answer.status == status
    assert answer.problem.strip()
    assert read_people(desk.root).rows == before


def test_somebody_who_asks_is_erased_and_the_page_says_what_stays(trainer, desk):
    add(trainer, "Una Gone")
    address = "cohort/people/una-gone"
    page = " ".join(trainer.get(f"{address}/erase").text.split())
    for said in ("What goes", "Letters, feedback", "What stays, and why", "proof of how it was judged"):
        assert said in page
    assert "is erased" in trainer.post(f"{address}/erase", {"sure": "yes"}).text
    assert "Una" not in (desk.root / "cohort" / "people.json").read_text("utf-8")
    assert "una-gone" not in listed(desk)
    assert "1 person was erased" in trainer.get("cohort").text


def test_a_spreadsheets_file_goes_from_preview_to_badges_and_every_page_is_for_everybody(
    desk: Desk, window, violations: Callable[[Page], list[str]], tmp_path
):
    """Axe and no sideways scrolling on a large screen and a phone, in both schemes, all the way through."""
    page, file = window.pages[0], tmp_path / "people.csv"
    page.set_default_timeout(20_000)
    file.write_bytes(LIST.replace("Ana", "Iva").encode("utf-16"))

    def looked_over() -> None:
        for look in looks_at(page):
            assert (look, violations(page)) == (look, [])
            assert not wider_than_the_screen(page), look

    page.goto(f"{desk.base}/alongside/trainer")
    page.get_by_role("link", name="People of this cohort").click()
    looked_over()
    page.get_by_role("link", name="Add people").click()
    looked_over()
    page.get_by_label("Or a file").set_input_files(file)
    page.get_by_role("button", name="Show me what it says").click()
    expect(page.get_by_text("Row 4, name")).to_be_visible()
    looked_over()
    page.get_by_role("button", name="Leave out the other rows").click()
    page.get_by_role("link", name="Iva Novak").click()
    for folded in page.locator("summary").all():
        folded.click()
    looked_over()
    page.get_by_role("link", name="New code for the room").click()
    looked_over()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    page.get_by_role("button", name="Make the codes").click()
    expect(page.locator(".code")).to_have_text(re.compile(r"^\w{4}-\w{4}$"))
    looked_over()
