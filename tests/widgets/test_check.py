"""The knowledge check in its four forms: answering, reasons, and what a graded one must not know."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alongside_widgets.check import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_to_lay import a_match, a_multiple, a_single, an_order, graded
from widgets.looks import fits, fits_a_thumb, flaws

ALL = [a_single, a_multiple, a_match, an_order]
RIGHT = {
    "single": {"chosen": ["b"]},
    "multiple": {"chosen": ["b", "d"]},
    "match": {"pairs": {"a": "t1", "b": "t2", "c": "t2"}},
    "order": {"order": ["c", "a", "d"], "spare": ["b"]},
}
WRONG = {
    "single": {"chosen": ["a"]},
    "multiple": {"chosen": ["a", "b"]},
    "match": {"pairs": {"a": "t2", "b": "t2", "c": "t1"}},
    "order": {"order": ["a", "b", "c"], "spare": ["d"]},
}


def answered(item: dict, value: dict, **state: object) -> dict:
    return box(item, way="none", answer=value, rev=1, **state)


def check(page: Page) -> None:
    page.get_by_role("button", name="Check my answer").click()


def verdicts(page: Page) -> list[str]:
    return page.locator(".alo-verdict-words").all_inner_texts()


def places(page: Page) -> list[str]:
    return page.locator(".alo-order .alo-placed-text").all_inner_texts()


def saved(bench: Bench, page: Page) -> dict:
    expect(page.locator(".alo-state").first).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]


# ---- answering ----


def test_one_of_several_is_saved_by_id_with_how_sure_one_is(bench: Bench):
    page = bench.open(box(a_single()))
    lines = page.get_by_role("radiogroup", name="Which line leaves")
    lines.get_by_role("radio", name="He asks about transport").check()
    sure = page.get_by_role("radiogroup", name="How sure are you?")
    sure.get_by_role("radio", name="Fairly sure").check()
    assert saved(bench, page) == {"chosen": ["b"], "confidence": 2}


def test_several_are_saved_in_the_order_they_stand_in(bench: Bench):
    page = bench.open(box(a_multiple(confidence=False)))
    expect(page.get_by_text("How sure are you?")).to_be_hidden()
    for name in ["Graham Alexander", "Gerard Egan", "Alan Fine"]:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("checkbox", name="Gerard Egan").uncheck()
    assert saved(bench, page) == {"chosen": ["b", "d"]}


def test_on_paper_a_match_shows_what_to_match_with(bench: Bench):
    """A closed list shows none of its choices on paper."""
    page = bench.open(box(a_match()))
    targets = page.locator(".alo-targets")
    expect(targets).to_be_hidden()
    page.emulate_media(media="print")
    expect(targets.locator("li")).to_have_text([target["text"] for target in a_match()["targets"]])
    expect(targets).to_be_visible()


def test_a_match_is_saved_by_ids_and_can_be_taken_back(bench: Bench):
    page = bench.open(box(a_match()))
    page.get_by_label("She has applied elsewhere.").select_option("It stays here.")
    page.get_by_label("A pupil may be at risk.").select_option("It stays here.")
    page.get_by_label("A pupil may be at risk.").select_option("Choose …")
    expect(page.get_by_role("button", name="Check my answer")).to_be_disabled()
    assert saved(bench, page) == {"pairs": {"a": "t1"}}


def test_a_long_target_stands_below_its_list_in_full(bench: Bench):
    page = bench.open(box(a_match()), width=360)
    page.get_by_label("She has applied").select_option("t1")
    page.get_by_label("A pupil").select_option("t2")
    assert page.locator(".alo-pair-text:visible").all_inner_texts() == [a_match()["targets"][1]["text"]]


def test_an_untouched_order_is_no_answer_until_the_person_says_so(bench: Bench):
    page = bench.open(box(an_order()))
    expect(page.get_by_role("button", name="Check my answer")).to_be_disabled()
    page.get_by_role("button", name="I would leave them in this order").click()
    expect(page.get_by_role("button", name="Check my answer")).to_be_enabled()
    assert saved(bench, page) == {"order": ["a", "b", "c", "d"]}


def test_buttons_move_and_lay_aside_and_say_so(bench: Bench):
    page = bench.open(box(an_order()))
    page.get_by_role("button", name="Move up: What have I missed?").click()
    expect(page.locator("[aria-live]")).to_have_text("Now place 2 of 4: What have I missed?")
    page.get_by_role("button", name="Lay aside: In your place").click()
    expect(page.locator("[aria-live]")).to_have_text("Laid aside: In your place I would ring.")
    assert saved(bench, page) == {"order": ["a", "c", "d"], "spare": ["b"]}
    page.get_by_role("button", name="Put back: In your place").click()
    assert places(page)[-1] == "In your place I would ring."


def test_the_keyboard_alone_orders_and_keeps_its_place(bench: Bench):
    page = bench.open(box(an_order()))
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    focused = page.get_by_role("button", name="Move up: What have I missed?")
    expect(focused).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(focused).to_be_focused()
    expect(focused).to_have_attribute("aria-disabled", "true")
    assert places(page)[0] == "What have I missed?"
    page.get_by_role("button", name="Lay aside: In your place").press("Enter")
    expect(page.get_by_role("button", name="Put back: In your place")).to_be_focused()


def drag(page: Page, row: str, to: str, at: float = 0.5) -> None:
    start = page.locator(row).bounding_box()
    end = page.locator(to).bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + end["height"] * at, steps=4)
    page.mouse.move(end["x"] + 61, end["y"] + end["height"] * at)


def test_a_row_can_be_dragged_before_another_and_out_of_the_order(bench: Bench):
    page = bench.open(box(an_order()))
    drag(page, '[data-id="c"]', '[data-id="a"]', at=0.2)
    page.mouse.up()
    assert places(page)[0] == "What have I missed?"
    drag(page, '[data-id="b"]', '[data-zone="spare"]')
    page.mouse.up()
    assert saved(bench, page) == {"order": ["c", "a", "d"], "spare": ["b"]}


def test_escape_puts_a_dragged_row_back(bench: Bench):
    page = bench.open(box(an_order()))
    drag(page, '[data-id="d"]', '[data-id="a"]', at=0.2)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert places(page)[0] == "When will that be?"
    assert page.locator(".alo-lifted").count() == 0


# ---- reasons ----


@pytest.mark.parametrize("make", ALL)
def test_the_button_waits_for_an_answer(bench: Bench, make: Callable):
    page = bench.open(box(make()))
    expect(page.get_by_role("button", name="Check my answer")).to_be_disabled()
    expect(page.get_by_text("Answer first, then see the reasons.")).to_be_visible()
    assert page.locator(".alo-verdict").count() == 0


@pytest.mark.parametrize("make", ALL)
def test_a_right_answer_is_told_so_for_every_option(bench: Bench, make: Callable):
    item = make()
    page = bench.open(answered(item, RIGHT[item["form"]]))
    check(page)
    assert page.locator(".alo-verdict[data-tone=other]").count() == 0
    assert page.locator(".alo-reason").all_inner_texts() == [
        one["reason"] for one in _in_shown_order(item, RIGHT[item["form"]])
    ]
    expect(page.locator(".alo-outcome p").first).to_have_text("Right: your answer is the same as ours.")


def _in_shown_order(item: dict, value: dict) -> list[dict]:
    shown = value.get("order", []) + value.get("spare", []) or [one["id"] for one in item["options"]]
    return sorted(item["options"], key=lambda one: shown.index(one["id"]))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (a_single, ["You chose this. It is not the one.", "This is the one.", "Not this one."]),
        (
            a_multiple,
            [
                "You chose this. It does not belong.",
                "You chose this, and it belongs.",
                "You left this out, rightly.",
                "You left this out. It belongs.",
            ],
        ),
        (
            a_match,
            [
                "We would choose: It stays here.",
                "Right.",
                "We would choose: You pass it on today, to the named contact on the country sheet.",
            ],
        ),
        (
            an_order,
            [
                "Place 1 with you, place 2 in our order.",
                "Place 2 with you. We would lay it aside.",
                "Place 3 with you, place 1 in our order.",
                "You laid it aside. It is number 3 in our order.",
            ],
        ),
    ],
)
def test_a_wrong_answer_hears_in_words_what_differs(bench: Bench, make: Callable, words: list[str]):
    item = make()
    page = bench.open(answered(item, WRONG[item["form"]]))
    check(page)
    assert verdicts(page) == words
    assert page.locator(".alo-verdict-words svg").count() == len(words)


def test_reasons_are_tied_to_their_options_for_those_who_listen(bench: Bench):
    page = bench.open(answered(a_single(), WRONG["single"]))
    check(page)
    told = page.get_by_role("radio", name="He asks about transport")
    expect(told).to_have_accessible_description("This is the one. A remedy, dressed as a question.")
    expect(page.locator("[aria-live]")).to_have_text("Not this time. Each answer above has its reason.")


def test_looking_is_kept_and_one_can_change_and_check_again(bench: Bench):
    page = bench.open(box(a_single()))
    page.get_by_role("radio", name="He asks what").check()
    check(page)
    assert saved(bench, page) == {"chosen": ["a"], "looked": True}
    page.get_by_role("button", name="Close the reasons").click()
    assert page.locator(".alo-verdict").count() == 0
    expect(page.get_by_role("button", name="Show the reasons again")).to_be_focused()
    page.get_by_role("radio", name="He asks about transport").check()
    check(page)
    expect(page.locator(".alo-outcome")).to_contain_text("Right")
    expect(page.locator(".alo-outcome")).to_contain_text("Stay until you could draw it.")


def test_the_button_stays_under_the_finger_while_reasons_open_above_it(bench: Bench):
    boxes = [answered(a_single(), WRONG["single"]), answered(a_multiple(), WRONG["multiple"])]
    page = bench.open(*boxes, width=360)
    button = page.locator("#box-1").get_by_role("button", name="Check my answer")
    button.scroll_into_view_if_needed()
    page.mouse.wheel(0, 200)
    before = button.evaluate("node => node.getBoundingClientRect().top")
    button.evaluate("node => node.click()")
    after = page.locator("#box-1").get_by_role("button", name="Close the reasons")
    assert abs(after.evaluate("node => node.getBoundingClientRect().top") - before) < 2


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ({**WRONG["multiple"], "confidence": 3}, "You were sure. What made you sure?"),
        ({**RIGHT["multiple"], "confidence": 1}, "You called it a guess, and it came out right."),
    ],
)
def test_confidence_that_does_not_fit_the_outcome_gets_a_gentle_line(bench: Bench, value: dict, line: str):
    page = bench.open(answered(a_multiple(), value))
    check(page)
    expect(page.locator(".alo-outcome")).to_contain_text(line)


def test_a_missed_order_shows_ours_as_a_whole(bench: Bench):
    page = bench.open(answered(an_order(), WRONG["order"]))
    check(page)
    assert page.locator(".alo-outcome li").all_inner_texts() == [
        "What have I missed?",
        "When will that be?",
        "What might get in the way?",
    ]


# ---- graded ----


@pytest.mark.parametrize("make", ALL)
def test_a_graded_check_has_no_reasons_and_says_recorded_only_once_it_is(bench: Bench, make: Callable):
    item = graded(make())
    page = bench.open(box(item))
    assert page.get_by_role("button", name="Check my answer").count() == 0
    expect(page.locator(".alo-foot")).to_contain_text("2 points")
    expect(page.locator(".alo-foot")).to_contain_text("Not answered yet.")
    bench.desk.down = True
    page.evaluate("value => { models[0].set('answer', value); models[0].set('rev', 1) }", RIGHT[item["form"]])
    expect(page.locator(".alo-foot")).to_contain_text("Recorded. It is marked once you hand in")
    page.get_by_role("radio", name="Sure", exact=True).check()
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "bad")
    expect(page.locator(".alo-foot")).to_contain_text("Not recorded yet.")
    assert page.locator(".alo-verdict").count() == 0


# ---- older, foreign and hostile ----


@pytest.mark.parametrize("make", ALL)
def test_an_answer_to_older_options_keeps_what_still_stands(bench: Bench, make: Callable):
    item = make()
    older = {
        "single": {"chosen": ["gone", "b"]},
        "multiple": {"chosen": ["gone", "d", "d"]},
        "match": {"pairs": {"gone": "t1", "a": "gone", "b": "t2"}},
        "order": {"order": ["d", "gone", "c", "b"], "spare": ["gone-too", "b"]},
    }[item["form"]]
    page = bench.open(answered(item, {**older, "confidence": 7}))
    match item["form"]:
        case "match":
            assert page.locator("select").evaluate_all("all => all.map(one => one.value)") == ["", "t2", ""]
        case "order":
            assert places(page) == [item["options"][n]["text"] for n in (3, 2, 0)]
        case _:
            assert page.locator(".alo-choice :checked").count() == 1
    assert page.locator(".alo-sure :checked").count() == 0


MISSHAPEN = [{"chosen": None, "pairs": None}, {"chosen": "abc", "order": {}, "pairs": ["t1"]}]


@pytest.mark.parametrize("value", MISSHAPEN)
@pytest.mark.parametrize("make", ALL)
def test_a_misshapen_answer_leaves_the_check_usable(bench: Bench, make: Callable, value: dict):
    page = bench.open(answered(make(), value))
    expect(page.get_by_role("button", name="Check my answer")).to_be_disabled()


@pytest.mark.parametrize("make", ALL)
def test_markup_in_a_text_is_text(bench: Bench, make: Callable):
    item = make()
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    for one in [*item["options"], *item["targets"]]:
        one["text"] += hostile
        one["reason"] = hostile
    item |= {"prompt": hostile, "hint": hostile, "explain": hostile}
    page = bench.open(answered(item, WRONG[item["form"]]))
    check(page)
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert "<script>" not in plain_html(item)
    assert "<img" not in plain_html(item)


def test_the_other_version_of_a_conflict_is_told_in_words(bench: Bench):
    page = bench.open(box(an_order()))
    bench.desk.keep("alongside/api/answers/m03-k-order", {"order": ["d", "a", "c"], "spare": ["b"]})
    page.get_by_role("button", name="I would leave them").click()
    page.get_by_role("button", name="Show the other version").click()
    assert page.locator(".alo-other li").all_inner_texts()[0] == "1. What might get in the way?"
    page.get_by_role("button", name="Use the other version").click()
    assert places(page)[0] == "What might get in the way?"


# ---- looks ----


def all_boxes(value: dict) -> list[dict]:
    formative = [answered(make(), value[make()["form"]]) for make in ALL]
    return [*formative, box(an_order(), way="none"), answered(graded(a_match()), RIGHT["match"])]


def open_all(bench: Bench, **looks: object) -> Page:
    page = bench.open(*all_boxes(WRONG), **looks)
    for button in page.get_by_role("button", name="Check my answer", disabled=False).all()[::-1]:
        button.click()
    expect(page.locator(".alo-outcome:visible")).to_have_count(4)
    return page


def test_axe_finds_nothing_in_checks(bench: Bench, violations: Callable):
    assert flaws(open_all(bench), violations) == []


def test_checks_fit_a_phone_and_a_thumb(bench: Bench):
    page = open_all(bench, width=360)
    assert fits(page)
    assert fits_a_thumb(page, "button, select, label:has(input)", more_than=20)


def test_paper_shows_every_option_and_target():
    html = plain_html(a_match())
    for text in ["She has applied elsewhere.", "A pupil may be at risk.", "It stays here."]:
        assert text in html
    assert "Does not belong" in plain_html(an_order())
    assert "Hers to tell." not in html
