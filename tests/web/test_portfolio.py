"""The portfolio: pieces of any unit, in an order, remembered; only what was chosen leaves."""

from __future__ import annotations

import json
import re

import pytest
from asking import Asker
from desk import Desk
from playwright.sync_api import BrowserContext, expect
from shelves import answer, lay

from alongside.errors import AnswersError
from alongside.model.portfolio import Chosen
from alongside.responses.choosing import added, choose, chosen, moved, portfolio_file, taken_out
from alongside.responses.erase import erase_everything
from alongside.responses.handin import MAX_ANSWERS
from alongside.web.desk.portfolio import offers_for, selection_of, session_title

ONE, TWO, THREE = (Chosen(folder="modules/m01-help", id=f"m01-r{number}") for number in (1, 2, 3))


@pytest.fixture
def root(tmp_path):
    """Two modules and a session, with an answer to the first place of each."""
    (tmp_path / "alongside.yaml").write_text("schema: 1\nperson: {id: p1, name: Pia}\n", "utf-8")
    for shelf, name, kind in (
        ("modules", "m01-help", "module"),
        ("modules", "m02-trust", "module"),
        ("assessments", "a1", "assessment"),
    ):
        answer(lay(tmp_path, shelf, name, kind), f"{name[:3].removesuffix('-')}-r1")
    return tmp_path


def test_a_choice_is_remembered_in_its_order_and_for_its_session(root):
    choose(root, "a1", added([ONE, TWO]))
    choose(root, "a2", added([THREE]))
    choose(root, "a1", added([THREE, ONE]))
    assert chosen(root, "a1") == [ONE, TWO, THREE]
    assert chosen(root, "a2") == [THREE]
    choose(root, "a1", moved(THREE, -1))
    assert chosen(root, "a1") == [ONE, THREE, TWO]
    choose(root, "a1", taken_out(ONE))
    assert chosen(root, "a1") == [THREE, TWO]


@pytest.mark.parametrize(("by", "order"), [(-1, [0, 1, 2]), (1, [1, 0, 2]), (9, [1, 2, 0]), (-9, [0, 1, 2])])
def test_a_piece_moves_as_far_as_there_are_places(by, order):
    pieces = [ONE, TWO, THREE]
    assert moved(ONE, by)(pieces) == [pieces[number] for number in order]
    assert moved(Chosen(folder="x", id="m09-r1"), by)(pieces) == pieces


def test_an_answer_stands_once_even_where_two_folders_hold_one():
    copy = Chosen(folder="modules/m01 copy", id="m01-r1")
    assert added([copy])([ONE]) == [ONE]
    assert added([ONE, copy])([]) == [copy]


def test_no_more_is_chosen_than_one_hand_in_holds(root):
    many = [Chosen(folder="modules/m01-help", id=f"m01-r{number}") for number in range(MAX_ANSWERS + 1)]
    with pytest.raises(AnswersError, match=str(MAX_ANSWERS)):
        choose(root, "a1", added(many))
    assert chosen(root, "a1") == []


@pytest.mark.parametrize(
    "damage", [b"{", b'{"schema": 1, "sessions": {"a1": [1]}}', b'{"schema": 9}', b"\xff"]
)
def test_a_damaged_choice_is_named_and_not_overwritten(root, damage):
    portfolio_file(root).write_bytes(damage)
    with pytest.raises(AnswersError, match=r"portfolio\.json"):
        choose(root, "a1", added([ONE]))
    assert portfolio_file(root).read_bytes() == damage


def test_pieces_of_every_other_unit_are_offered_but_nothing_private_and_nothing_empty(root):
    data = root / "modules" / "m01-help" / "module.yaml"
    text = data.read_text("utf-8").replace("sees: [me, assessor], activity: m01-a2", "activity: m01-a2")
    data.write_text(f"{text}\nportfolio: 1\n", "utf-8")
    answer(root / "modules" / "m01-help", "m01-r2")
    offers = offers_for(root, "a1")
    assert [(offer.key, offer.meant) for offer in offers] == [
        ("modules/m01-help/m01-r1", True),
        ("modules/m02-trust/m02-r1", False),
    ]
    assert [offer.key for offer in offers_for(root, "a2")][-1] == "assessments/a1/a1-r1"


def test_what_was_chosen_and_is_gone_is_named(root):
    choose(root, "a1", added([Chosen(folder="modules/m02-trust", id="m02-r1"), TWO]))
    selection = selection_of(root, "a1")
    assert [offer.key for offer in selection.chosen] == ["modules/m02-trust/m02-r1"]
    assert [offer.key for offer in selection.others] == ["modules/m01-help/m01-r1"]
    assert selection.lost == ["m01-r2"]


def test_any_session_that_is_planned_released_or_begun_can_be_chosen_for(root):
    lay(root, "exchange/course/outbound", "a2", "assessment")
    (root / "assessments" / "a1" / "assessment.yaml").unlink()
    assert session_title(root, "a1") == "Short-door check"
    assert session_title(root, "a2") == "Unit a2"


def test_erasing_everything_forgets_what_was_chosen(root):
    choose(root, "a1", added([ONE]))
    erase_everything(root)
    assert not portfolio_file(root).exists()


# On the page

M01, M02 = "modules/m01-two-kinds-of-help", "modules/m02-agreements"
FIRST, SECOND = f"{M01}/m01-r2", f"{M02}/m02-r1"


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    one = Asker(desk)
    one.put(FIRST, {"text": "Of the first module."})
    one.put(SECOND, {"text": "Of the second module."})
    one.put(f"{M01}/m01-r1", {"text": "For me alone."})
    one.put("assessments/a1/a1-t1", {"text": "Of the session."})
    return one


@pytest.fixture
def nothing_chosen(person, desk):
    portfolio_file(desk.root).unlink(missing_ok=True)
    return desk


def test_pieces_are_added_moved_and_taken_out_by_keyboard_and_stay_chosen(
    nothing_chosen, person, window: BrowserContext, violations
):
    page = window.pages[0]
    page.goto(f"{nothing_chosen.base}/alongside/handin/a1")
    expect(page.get_by_role("heading", name="No piece goes along")).to_be_visible()
    page.get_by_role("link", name="Choose what goes along").click()
    for tick in page.get_by_role("checkbox").all():
        tick.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Add the ticked ones").press("Enter")
    expect(page.get_by_role("heading", name="2 pieces go along, in this order")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Down").press("Enter")
    expect(page.locator(".pieces li").first).to_contain_text("Agree")
    page.goto(f"{nothing_chosen.base}/alongside/handin/a1")
    expect(page.get_by_role("heading", name="2 pieces go along, in this order")).to_be_visible()
    keys = [one.get_attribute("value") for one in page.locator("input[name=item]").all()]
    assert keys == [SECOND, FIRST]
    page.get_by_role("link", name="Change what goes along").click()
    page.get_by_role("button", name="Take out").first.press("Enter")
    expect(page.get_by_role("heading", name="One piece goes along")).to_be_visible()


def test_what_was_chosen_is_handed_in_in_its_order_and_nothing_else(nothing_chosen, person):
    for key in (SECOND, FIRST):
        assert person.post("portfolio/a1", {"act": "add", "piece": key}).status == 302
    shown = re.findall(r'name="item" value="([^"]+)"', person.get("handin/a1").text)
    assert shown == [SECOND, FIRST]
    fields = "&".join(["_xsrf=" + person.xsrf, *(f"item={key}" for key in shown)]).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert person.ask("POST", "handin/a1", fields, **kind).status == 200
    sent = json.loads((nothing_chosen.root / "staging" / "a1" / "responses.json").read_text("utf-8"))
    assert [one["id"] for one in sent["portfolio"]] == ["m02-r1", "m01-r2"]
    assert [one["id"] for one in sent["answers"]] == ["a1-t1"]
    assert "For me alone." not in json.dumps(sent)
    kept = json.loads((nothing_chosen.root / M02 / "m02.responses.json").read_text("utf-8"))
    assert [one["why"] for one in kept["entries"][0]["earlier"]] == ["handed-in"]


@pytest.mark.parametrize("key", [f"{M01}/m01-r1", f"{M01}/m01-r99", "../../etc/m01-r2", "", "a1-t1"])
def test_nothing_private_or_invented_can_be_chosen_or_handed_in(nothing_chosen, person, key):
    assert person.post("portfolio/a1", {"act": "add", "piece": key}).status == 404
    assert person.post("handin/a1", {"item": key}).status == 409
    assert not portfolio_file(nothing_chosen.root).exists()


@pytest.mark.parametrize("fields", [{"act": "up"}, {"act": "fly", "piece": FIRST}, {"piece": FIRST}])
def test_an_odd_request_changes_nothing(nothing_chosen, person, fields):
    assert person.post("portfolio/a1", fields).status == 400
    assert not portfolio_file(nothing_chosen.root).exists()


def test_there_is_no_portfolio_for_a_session_that_there_is_not(person):
    assert person.get("portfolio/zz").status == 404
    assert person.post("portfolio/zz", {"act": "add", "piece": FIRST}).status == 404
