"""The agreement: limits before anything else, a page that both can read, print and sign."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alongside_widgets.agreement import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_to_fill import an_agreement
from widgets.looks import fits, fits_a_thumb, flaws, translated, untranslated

from alongside.model.kinds.agreement import Clause

URL = "alongside/api/answers/m02-c1"
WRITTEN = {
    "fields": {"p1": "N. D.", "p2": "new head", "f1": "To get through the first staff meeting."},
    "limits": ["l1", "l2"],
    "own_words": "If I am afraid for a child, I will not keep it.",
    "review": "2026-06-01",
    "ready": True,
}
MISSING = "Before it is ready to read together: 2 limits to tick · the limits in your own words"


def drafted(**changes: object) -> dict:
    return box(an_agreement(), way="none", answer={**WRITTEN, **changes}, rev=1)


def own_words(page: Page):
    return page.get_by_role("textbox", name="The limits in your own words")


def ready(page: Page):
    return page.get_by_role("button", name="Ready to read together")


def say_the_limits(page: Page) -> None:
    for limit in page.get_by_role("checkbox").all():
        limit.check()
    own_words(page).fill("Serious harm, and the law.")


def saved(bench: Bench, page: Page) -> dict:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]


# ---- writing ----


def test_every_part_of_the_page_is_saved_under_its_id(bench: Bench):
    page = bench.open(box(an_agreement()))
    page.get_by_role("textbox", name="Mentor").fill("N. D.")
    page.get_by_role("textbox", name="How either of us can stop").fill("By saying so.")
    page.get_by_role("checkbox", name="Serious harm").check()
    own_words(page).fill("Serious harm.")
    page.get_by_label("We look at this again on").fill("2026-06-01")
    page.keyboard.press("Control+s")
    assert saved(bench, page) == {
        "fields": {"p1": "N. D.", "f2": "By saying so."},
        "limits": ["l1"],
        "own_words": "Serious harm.",
        "review": "2026-06-01",
        "ready": False,
    }


def test_hints_describe_their_fields(bench: Bench):
    page = bench.open(box(an_agreement()))
    describes = expect(page.get_by_role("textbox", name="Leader"))
    describes.to_have_accessible_description("A role is enough.")
    expect(page.get_by_role("textbox", name="Mentor")).to_have_accessible_description(
        "Initials or a role are enough"
    )


def test_suggested_words_are_taken_only_into_an_empty_box(bench: Bench):
    page = bench.open(box(an_agreement()))
    take = page.get_by_role("button", name="Begin with these words: What this is for")
    purpose = page.get_by_role("textbox", name="What this is for")
    take.click()
    expect(purpose).to_be_focused()
    expect(purpose).to_have_value("We meet so that ...")
    expect(take).to_be_hidden()
    assert saved(bench, page)["fields"] == {"f1": "We meet so that ..."}
    purpose.fill("")
    expect(take).to_be_visible()


def test_the_keyboard_alone_fills_ticks_and_calls_it_ready(bench: Bench):
    page = bench.open(box(an_agreement()))
    page.keyboard.press("Tab")
    page.keyboard.type("N. D.")
    for _ in range(2):
        page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    expect(own_words(page)).to_be_focused()
    page.keyboard.type("Harm and law.")
    ready(page).focus()
    page.keyboard.press("Enter")
    told = saved(bench, page)
    assert (told["ready"], told["limits"], told["fields"]) == (True, ["l1", "l2"], {"p1": "N. D."})


# ---- ready to read together ----


def test_what_is_missing_is_said_and_where_it_goes_on(bench: Bench):
    page = bench.open(box(an_agreement()))
    expect(page.get_by_text(MISSING)).to_be_visible()
    expect(ready(page)).to_have_accessible_description(MISSING)
    ready(page).click()
    expect(page.locator("[aria-live]")).to_contain_text("The limits come first")
    expect(page.get_by_role("checkbox").first).to_be_focused()
    for limit in page.get_by_role("checkbox").all():
        limit.check()
    ready(page).click()
    expect(own_words(page)).to_be_focused()
    own_words(page).fill("   ")
    ready(page).click()
    assert saved(bench, page)["ready"] is False


def test_a_page_with_its_limits_is_ready_and_can_go_back_to_drafting(bench: Bench):
    page = bench.open(box(an_agreement()))
    say_the_limits(page)
    ready(page).click()
    expect(page.get_by_text("Read it aloud to each other").first).to_be_visible()
    assert saved(bench, page)["ready"] is True
    page.get_by_role("button", name="Back to drafting").click()
    expect(ready(page)).to_be_visible()
    page.wait_for_function("() => models[0].get('answer').ready === false")


@pytest.mark.parametrize("lost", ["a limit", "the own words"])
def test_a_ready_page_that_loses_a_limit_is_a_draft_again(bench: Bench, lost: str):
    bench.desk.keep(URL, WRITTEN)
    page = bench.open(box(an_agreement(), answer=WRITTEN, rev=1))
    expect(page.get_by_role("button", name="Back to drafting")).to_be_visible()
    if lost == "a limit":
        page.get_by_role("checkbox").first.uncheck()
    else:
        own_words(page).fill("")
    expect(page.locator("[aria-live]")).to_have_text("A limit is missing now, so the page is a draft again.")
    assert saved(bench, page)["ready"] is False


# ---- on paper ----


def on_paper(page: Page) -> str:
    """Press the print button and return what the paper shows; the print dialogue itself is left out."""
    page.evaluate("void (window.print = () => { window.asked = (window.asked ?? 0) + 1; })")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.asked") == 1
    page.emulate_media(media="print")
    return page.locator("body").inner_text()


def test_only_the_agreement_is_printed_with_two_lines_to_sign(bench: Bench):
    page = bench.open(drafted())
    paper = on_paper(page)
    for text in [
        "Our agreement",
        "N. D.",
        "new head",
        "What the law here obliges",
        "I will not keep it",
        "1 June 2026",
    ]:
        assert text in paper
    assert (paper.count("Signature"), paper.count("Date")) == (2, 2)
    for text in ["Boxes", "Write your own page.", "Begin with these words", "Print this page", "draft"]:
        assert text not in paper
    assert page.locator(".alo-card").is_hidden()


def test_a_draft_says_on_paper_that_it_is_one_and_has_lines_to_write_on(bench: Bench):
    page = bench.open(box(an_agreement(), way="none"))
    assert "A draft: not yet ready to read together" in on_paper(page)
    assert page.locator(".alo-printed .alo-gap:visible").count() > 8


def test_after_printing_the_screen_is_as_it_was(bench: Bench):
    page = bench.open(drafted())
    on_paper(page)
    page.emulate_media(media="screen")
    expect(page.locator(".alo-printed")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".alo-printed").count() == 0
    assert page.evaluate("document.documentElement.classList.contains('alo-printing')") is False


HEADINGS = [Clause(id=f"f{n}", label="Contact between meetings") for n in range(1, 9)]
LONG = {"p1": "N. D.", **{one.id: "We meet every three weeks. " * 6 for one in HEADINGS}}


@pytest.mark.parametrize("fields", [{}, LONG], ids=["empty", "written"])
def test_a_page_of_eight_headings_fits_on_one_sheet(bench: Bench, fields: dict):
    page = bench.open(
        box(an_agreement(fields=HEADINGS), way="none", answer={**WRITTEN, "fields": fields}, rev=1)
    )
    on_paper(page)
    sheets = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))
    assert sheets.count(b"/Type /Page\n") == 1


# ---- older, foreign and hostile ----


def test_what_an_older_page_held_is_not_lost_by_writing_on(bench: Bench):
    older = {**WRITTEN, "fields": {"f9": "From an earlier page."}, "limits": ["l1", "l2", "l9"]}
    bench.desk.keep(URL, older)
    page = bench.open(box(an_agreement(), answer=older, rev=1))
    page.get_by_role("textbox", name="Mentor").fill("N. D.")
    told = saved(bench, page)
    assert told["fields"] == {"f9": "From an earlier page.", "p1": "N. D."}
    assert told["limits"] == ["l1", "l2", "l9"]


def test_a_limit_that_is_new_makes_a_ready_page_a_draft(bench: Bench):
    page = bench.open(drafted(limits=["l1"]))
    expect(page.get_by_text("Before it is ready to read together: 1 limit to tick")).to_be_visible()


MISSHAPEN = [
    {"fields": None},
    {"fields": ["x"], "limits": "l1"},
    {"fields": {"f1": 3}, "limits": [None], "ready": True},
]


@pytest.mark.parametrize("value", MISSHAPEN)
def test_a_misshapen_answer_leaves_an_empty_page(bench: Bench, value: dict):
    page = bench.open(box(an_agreement(), way="none", answer=value, rev=1))
    assert {one.input_value() for one in page.locator(".alo-input").all()} == {""}
    assert page.locator("input:checked").count() == 0
    expect(ready(page)).to_be_visible()


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = an_agreement() | {"prompt": hostile, "title": hostile, "own_words": hostile, "review": hostile}
    for part, names in {
        "people": ["label", "hint"],
        "limits": ["text"],
        "fields": ["label", "suggested"],
    }.items():
        item[part] = [{**one, **dict.fromkeys(names, hostile)} for one in item[part]]
    page = bench.open(box(item, way="none", answer={**WRITTEN, "own_words": hostile}, rev=1))
    on_paper(page)
    assert page.locator(":is(.alo-card, .alo-printed) :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert "<script>" not in plain_html(item)
    assert "<img" not in plain_html(item)


def test_the_other_version_of_a_conflict_can_be_read_and_taken(bench: Bench):
    page = bench.open(box(an_agreement()))
    bench.desk.keep(URL, WRITTEN)
    page.get_by_role("textbox", name="Mentor").fill("Somebody")
    page.get_by_role("textbox", name="Mentor").blur()
    page.get_by_role("button", name="Show the other version").click()
    expect(page.locator(".alo-other dd")).to_have_text(
        ["2 of 2 ticked", WRITTEN["own_words"], "N. D.", "new head", WRITTEN["fields"]["f1"], "1 June 2026"]
    )
    page.get_by_role("button", name="Use the other version").click()
    expect(page.get_by_role("textbox", name="Mentor")).to_have_value("N. D.")
    expect(page.get_by_role("button", name="Back to drafting")).to_be_visible()


# ---- looks ----


def test_axe_finds_nothing_in_agreements(bench: Bench, violations: Callable):
    assert flaws(bench.open(box(an_agreement()), drafted()), violations) == []


def test_agreements_fit_a_phone_and_a_thumb(bench: Bench):
    page = bench.open(box(an_agreement()), drafted(), width=360)
    assert fits(page)
    assert fits_a_thumb(page, "button, label:has(input), .alo-input", more_than=10)


def test_a_pseudo_translation_of_an_agreement_leaves_no_english_behind(bench: Bench):
    page = bench.open(translated(drafted()))
    page.evaluate("void (window.print = () => {})")
    page.get_by_role("button", name="⟦Print").click()
    found = untranslated(page, ".alo-card, .alo-printed", known=("item", "answer"))
    assert found == ["Mentor:", "Leader:", "1 June 2026"]  # the item's own words, and a day in its language


def test_paper_without_a_widget_shows_the_whole_page():
    html = plain_html(an_agreement())
    for text in [
        "Our agreement",
        "Mentor",
        "☐ Serious harm",
        "What this is for",
        "We meet so that ...",
        "Signature",
    ]:
        assert text in html
