"""The map of people: drawn and listed, what it shows in questions, and a way back from every step."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from alongside_widgets.supportmap import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_to_place import a_supportmap
from widgets.looks import fits, fits_a_thumb, flaws, translated, untranslated

URL = "alongside/api/answers/m09-n1"
NEAR = {"id": "p1", "name": "N. K.", "ring": "a", "gifts": ["g1", "g3", "g4"], "lasts": True, "step": "Ring."}
DEPUTY = {"id": "p2", "name": "the deputy", "ring": "b", "gifts": ["g1"]}
CHAIR = {"id": "p3", "name": "chair", "ring": "b", "gifts": ["g3"], "lasts": True}
FAR = {"id": "p4", "name": "a head elsewhere", "ring": "c"}


def kept(*people: dict, way: str = "none", **changes: object) -> dict:
    return box(a_supportmap(**changes), way=way, answer={"people": list(people)}, rev=1)


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def saved(bench: Bench, page: Page) -> list[dict]:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]["people"]


def names(page: Page) -> list[str]:
    return page.locator(".alo-sm-name strong").all_inner_texts()


def observations(page: Page) -> list[str]:
    return page.locator(".alo-sm-told li").all_inner_texts()


def said(page: Page):
    return page.locator(".alo-unseen[aria-live]")


# ---- writing ----


def test_a_person_is_kept_as_they_are_written(bench: Bench):
    page = bench.open(box(a_supportmap()))
    button(page, "Add a person").click()
    name = page.get_by_label("Initials or a role", exact=True)
    expect(name).to_be_focused()
    expect(name).to_have_attribute("maxlength", "60")
    name.fill("K. W.")
    page.get_by_role("radio", name="I see them every week").check()
    page.get_by_role("checkbox", name="Listens").check()
    page.get_by_role("checkbox", name="Makes me laugh").check()
    page.get_by_role("checkbox", name="Listens").uncheck()
    page.get_by_role("checkbox", name="Will still be there").check()
    page.get_by_label("A next step with this person").fill("Ask about May.")
    (one,) = saved(bench, page)
    assert re.fullmatch(r"[a-z0-9]{12}", one.pop("id"))
    assert one == {"name": "K. W.", "ring": "b", "gifts": ["g4"], "lasts": True, "step": "Ask about May."}


def test_the_keyboard_alone_adds_places_ticks_and_undoes(bench: Bench):
    page = bench.open(box(a_supportmap()))
    button(page, "Add a person").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("caretaker")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(button(page, "Change caretaker")).to_be_focused()
    (one,) = saved(bench, page)
    assert (one["name"], one["ring"], one["gifts"]) == ("caretaker", "b", ["g1"])
    page.keyboard.press("Control+z")
    expect(said(page)).to_have_text("Undone: 0 people on the map")
    expect(button(page, "Undo")).to_be_focused()
    page.wait_for_function("() => models[0].get('answer').people.length === 0")


def test_the_order_of_adding_stays(bench: Bench):
    page = bench.open(kept(FAR, NEAR))
    button(page, "Add a person").click()
    page.get_by_label("Initials or a role", exact=True).fill("mentor")
    page.get_by_role("radio", name="I can ring them tonight").check()
    button(page, "Close").click()
    assert names(page) == ["a head elsewhere", "N. K.", "mentor"]


def test_somebody_about_whom_nothing_was_written_is_not_added(bench: Bench):
    page = bench.open(box(a_supportmap()))
    button(page, "Add a person").click()
    button(page, "Close").click()
    expect(said(page)).to_have_text("Nothing was written there, so nobody was added.")
    expect(page.get_by_text("Nobody is on the map yet.")).to_be_visible()
    expect(button(page, "Add a person")).to_be_focused()
    assert bench.desk.puts == []


@pytest.mark.parametrize(
    ("typed", "warned"),
    [
        ("Maria Novak", True),
        ("Ana M. Kovač", True),
        ("N. K.", False),
        ("the deputy", False),
        ("Chair of governors", False),
        ("MN", False),
    ],
)
def test_what_looks_like_a_full_name_is_asked_about_kindly(bench: Bench, typed: str, warned: bool):
    page = bench.open(kept(NEAR))
    button(page, "Change N. K.").click()
    page.get_by_label("Initials or a role", exact=True).fill(typed)
    expect(page.locator(".alo-sm-kindly")).to_have_text(
        re.compile("initials or a role will do just as well") if warned else ""
    )


def test_a_map_that_does_not_ask_who_lasts_shows_nothing_of_it(bench: Bench):
    page = bench.open(kept(NEAR, lasting=False))
    assert "programme is over" not in page.locator(".alo-card").inner_text()
    button(page, "Change N. K.").click()
    assert page.get_by_role("checkbox").count() == 4


def test_forty_people_are_enough(bench: Bench):
    crowd = [{"id": f"p{n}", "name": f"{n}", "ring": "a"} for n in range(40)]
    page = bench.open(kept(*crowd))
    expect(button(page, "Add a person")).to_be_disabled()
    assert page.locator(".alo-sm-wide .alo-sm-bubble").count() == 40


# ---- taking back ----


def test_a_person_who_was_removed_comes_back_with_undo(bench: Bench):
    bench.desk.keep(URL, {"people": [NEAR, DEPUTY]})
    page = bench.open(kept(NEAR, DEPUTY, way="desk"))
    expect(button(page, "Undo")).to_have_attribute("aria-disabled", "true")
    button(page, "Remove N. K.").click()
    expect(said(page)).to_have_text("N. K. is taken off the map. Undo brings them back.")
    expect(button(page, "Undo")).to_be_focused()
    assert names(page) == ["the deputy"]
    assert saved(bench, page) == [DEPUTY]
    page.keyboard.press("Enter")
    assert names(page) == ["N. K.", "the deputy"]
    page.wait_for_function("() => models[0].get('answer').people.length === 2")
    assert bench.desk.kept[URL]["value"] == {"people": [NEAR, DEPUTY]}


def test_undo_takes_back_a_whole_change(bench: Bench):
    page = bench.open(kept(NEAR))
    button(page, "Change N. K.").click()
    page.get_by_label("Initials or a role", exact=True).fill("somebody")
    page.get_by_role("checkbox", name="Knows the rules").check()
    button(page, "Undo").click()
    assert names(page) == ["N. K."]
    expect(page.get_by_text("Gives: Listens, Tells me the truth, Makes me laugh")).to_be_visible()


# ---- the picture ----


def radius(page: Page, n: int) -> float:
    """How far from the middle the n-th person stands on the wide map."""
    return (
        page.locator(".alo-sm-wide .alo-sm-bubble circle")
        .nth(n)
        .evaluate("e => Math.hypot(e.getAttribute('cx') - 410, e.getAttribute('cy') - 404)")
    )


def test_whoever_is_nearer_stands_nearer(bench: Bench):
    page = bench.open(kept(NEAR, DEPUTY, FAR))
    assert page.locator(".alo-sm-wide .alo-sm-sign").all_text_contents() == ["NK", "TD", "AHE"]
    assert radius(page, 0) < radius(page, 1) < radius(page, 2)
    expect(
        page.get_by_role("img", name="The map: 3 people in 3 rings. The list below says the same.")
    ).to_be_visible()


def test_nobody_stands_on_anybody_else(bench: Bench):
    crowd = [{"id": f"p{n}", "name": f"{n}", "ring": "abc"[n % 3]} for n in range(40)]
    for width, name in ((900, "wide"), (360, "narrow")):
        page = bench.open(kept(*crowd), width=width)
        spots = page.locator(f".alo-sm-{name} .alo-sm-bubble circle").evaluate_all(
            "all => all.map(e => ['cx', 'cy', 'r'].map(one => Number(e.getAttribute(one))))"
        )
        close = [
            (a, b)
            for n, a in enumerate(spots)
            for b in spots[n + 1 :]
            if ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 < a[2] + b[2] - 0.5
        ]
        assert close == []


def test_a_long_name_of_a_ring_is_cut_on_the_map_and_whole_in_the_list(bench: Bench):
    long = "People I could ring tonight whatever it is about"
    item = a_supportmap()
    item["rings"] = [{"id": "a", "label": long}, *item["rings"][1:]]
    page = bench.open(box(item, way="none", answer={"people": [NEAR]}, rev=1))
    expect(page.locator(".alo-sm-wide").get_by_text("People I could ring tonight …")).to_be_visible()
    expect(page.get_by_text(f"How near: {long}")).to_be_visible()


def test_two_people_with_the_same_initials_are_told_apart(bench: Bench):
    page = bench.open(kept(NEAR, {**DEPUTY, "name": "Nina K"}))
    assert page.locator(".alo-sm-badge").all_inner_texts() == ["NK1", "NK2"]


def test_whoever_will_not_last_has_a_dashed_edge(bench: Bench):
    page = bench.open(kept(NEAR, DEPUTY))
    dashes = page.locator(".alo-sm-wide .alo-sm-bubble circle").evaluate_all(
        "all => all.map(e => getComputedStyle(e).strokeDasharray)"
    )
    assert dashes[0] == "none"
    assert dashes[1] != "none"


def test_a_phone_gets_whole_rings_and_a_wide_screen_half_ones(bench: Bench):
    page = bench.open(kept(NEAR), width=360)
    expect(page.locator(".alo-sm-narrow")).to_be_visible()
    expect(page.locator(".alo-sm-wide")).to_be_hidden()
    page.set_viewport_size({"width": 900, "height": 900})
    expect(page.locator(".alo-sm-wide")).to_be_visible()


# ---- what the map shows ----


def test_an_empty_map_shows_nothing(bench: Bench):
    assert observations(bench.open(box(a_supportmap()))) == []


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ([NEAR, DEPUTY], "Nobody on the map gives this: Knows the rules. Who could, or who might"),
        ([NEAR, DEPUTY, FAR], "More than half of what is ticked comes from one person: N. K., 3 of 4."),
        ([NEAR, DEPUTY, CHAIR], "When the programme is over, 2 of 3 people will still be there."),
        ([DEPUTY, FAR], "nobody will still be there when the programme is over."),
        ([NEAR, CHAIR], "Everybody on the map will still be there"),
        ([DEPUTY, CHAIR], "Nobody stands in the nearest ring, “I can ring them tonight”."),
        ([NEAR, {**FAR, "ring": ""}], "Not placed yet (a head elsewhere): how near are they?"),
    ],
)
def test_the_map_shows_in_words_what_can_be_seen_on_it(bench: Bench, people: list[dict], told: str):
    assert any(told in one for one in observations(bench.open(kept(*people))))


def test_every_observation_ends_in_a_question(bench: Bench):
    strings = box(a_supportmap())["strings"]
    keys = ("missing", "carries", "last-none", "last-some", "last-all", "near-empty", "unplaced", "even")
    assert all(strings[f"map.{key}"].endswith("?") for key in keys)
    page = bench.open(kept({**FAR, "ring": ""}, DEPUTY))
    shown = observations(page)
    assert len(shown) >= 4
    assert all(one.endswith("?") for one in shown)


def test_who_carries_little_more_than_the_others_is_not_named(bench: Bench):
    even = [{**NEAR, "gifts": ["g1", "g2"]}, {**DEPUTY, "gifts": ["g3", "g4"]}]
    shown = observations(bench.open(kept(*even)))
    assert not [one for one in shown if "More than half" in one]
    assert any(one.startswith("Somebody gives each kind of support") for one in shown)


def test_with_one_or_two_ticks_nobody_is_said_to_carry_all(bench: Bench):
    assert not [one for one in observations(bench.open(kept(DEPUTY, FAR))) if "More than half" in one]


def test_who_gives_what_is_listed(bench: Bench):
    page = bench.open(kept(NEAR, DEPUTY, CHAIR))
    assert page.locator(".alo-sm-given li").all_inner_texts() == [
        "Listens: N. K. and the deputy",
        "Knows the rules: nobody yet",
        "Tells me the truth: N. K. and chair",
        "Makes me laugh: N. K.",
    ]


def test_map_and_words_follow_what_is_typed(bench: Bench):
    page = bench.open(kept(DEPUTY))
    button(page, "Change the deputy").click()
    page.get_by_role("radio", name="I can ring them tonight").check()
    page.get_by_role("checkbox", name="Knows the rules").check()
    assert not [one for one in observations(page) if "nearest ring" in one or "Knows the rules" in one]
    expect(page.get_by_role("checkbox", name="Knows the rules")).to_be_focused()


# ---- older, foreign and hostile ----

MISSHAPEN = [{"people": None}, {"people": "x"}, {"people": [None, 3, {"name": "x"}, {"id": 4, "name": "y"}]}]


@pytest.mark.parametrize("value", MISSHAPEN)
def test_a_misshapen_answer_leaves_an_empty_map(bench: Bench, value: dict):
    page = bench.open(box(a_supportmap(), way="none", answer=value, rev=1))
    expect(page.get_by_text("Nobody is on the map yet.")).to_be_visible()


def test_what_an_older_version_had_is_kept_though_it_is_not_shown(bench: Bench):
    old = {"id": "p9", "name": "K.", "ring": "z", "gifts": ["g9", "g1"]}
    bench.desk.keep(URL, {"people": [old]})
    page = bench.open(kept(old, way="desk"))
    expect(page.get_by_text("How near: not placed yet")).to_be_visible()
    expect(page.get_by_text("Gives: Listens")).to_be_visible()
    button(page, "Change K.").click()
    page.get_by_role("checkbox", name="Knows the rules").check()
    assert saved(bench, page) == [{**old, "gifts": ["g9", "g1", "g2"]}]


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = a_supportmap() | {"prompt": hostile, "hint": hostile}
    item["rings"] = [{**item["rings"][0], "label": hostile}, *item["rings"][1:]]
    item["gifts"] = [{**item["gifts"][0], "label": hostile, "hint": hostile}, *item["gifts"][1:]]
    person = {**NEAR, "name": hostile, "step": hostile}
    page = bench.open(box(item, way="none", answer={"people": [person]}, rev=1))
    button(page, f"Change {hostile}").click()
    assert page.locator(".alo-card :is(img:not([role]), script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert not re.search("<(script|img)", plain_html(item))


def test_the_other_version_of_a_conflict_lists_its_people(bench: Bench):
    page = bench.open(box(a_supportmap()))
    bench.desk.keep(URL, {"people": [NEAR, FAR]})
    button(page, "Add a person").click()
    page.get_by_label("Initials or a role", exact=True).fill("caretaker")
    button(page, "Close").click()
    page.get_by_role("button", name="Show the other version").click()
    expect(page.locator(".alo-other li")).to_have_text(
        [
            "N. K. · I can ring them tonight · Listens · Tells me the truth · Makes me laugh · Ring.",
            "a head elsewhere · Now and then",
        ]
    )
    page.get_by_role("button", name="Use the other version").click()
    assert names(page) == ["N. K.", "a head elsewhere"]


# ---- looks ----


def open_all(bench: Bench, **looks: object) -> Page:
    page = bench.open(box(a_supportmap(id="m09-n2")), kept(NEAR, DEPUTY, CHAIR, FAR), **looks)
    page.locator("#box-1").get_by_role("button", name="Change the deputy").click()
    page.locator("#box-1").get_by_label("Initials or a role", exact=True).fill("Maria Novak")
    return page


def test_axe_finds_nothing_in_maps(bench: Bench, violations: Callable):
    assert flaws(open_all(bench), violations) == []


@pytest.mark.parametrize("width", [900, 360])
def test_maps_fit_the_screen_and_a_thumb(bench: Bench, width: int):
    page = open_all(bench, width=width)
    assert fits(page, width)
    assert fits_a_thumb(page, "button, label:has(input), .alo-input", more_than=15)


def test_in_forced_colours_the_map_has_edges_and_signs(bench: Bench):
    page = bench.open(kept(NEAR))
    page.emulate_media(forced_colors="active")
    fill, stroke = page.locator(".alo-sm-wide .alo-sm-bubble circle").evaluate(
        "e => [getComputedStyle(e).fill, getComputedStyle(e).stroke]"
    )
    sign = page.locator(".alo-sm-wide .alo-sm-sign").evaluate("e => getComputedStyle(e).fill")
    assert fill != stroke
    assert fill != sign


def test_a_pseudo_translation_of_a_map_leaves_no_english_behind(bench: Bench):
    page = bench.open(translated(kept(NEAR, DEPUTY)))
    button(page, "⟦Change the deputy⟧").click()
    assert untranslated(page, known=("item", "answer")) == ["Listens, Tells me the truth, Makes me laugh"]


def test_paper_without_a_widget_has_rings_to_draw_in_and_a_table():
    html = plain_html(a_supportmap())
    assert html.count("<path") == 4
    assert html.count("<tr>") == 9
    for text in ["Now and then", "Listens: Without mending it at once.", "never a full name", "Still there"]:
        assert text in html
    assert "Still there" not in plain_html(a_supportmap(lasting=False))


def test_an_empty_map_is_printed_with_a_list_for_a_pen_and_one_with_people_without(bench: Bench):
    page = bench.open(box(a_supportmap()))
    assert page.locator(".alo-pen").is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".alo-pen tbody tr:visible").count() == 6
    assert page.get_by_text("Nobody is on the map yet.").is_hidden()
    page = bench.open(kept(NEAR))
    assert page.locator(".alo-pen > *").count() == 0
