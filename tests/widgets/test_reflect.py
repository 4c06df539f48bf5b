"""The box to write in, driven as a person would."""

from __future__ import annotations

from playwright.sync_api import expect
from widgets.harness import Bench, box
from widgets.items import a_reflection, a_task

URL = "alongside/api/answers/m03-r1"


def test_the_prompt_is_the_label_and_the_hint_describes_the_box(bench: Bench):
    page = bench.open(box(a_reflection()))
    writing = page.get_by_role("textbox", name="When did somebody last listen to you until you had finished?")
    expect(writing).to_have_accessible_description(
        "One moment is enough. What did the other person do, "
        "and what did you do with the silence? 0 words · about 120 suggested"
    )


def test_a_pause_in_writing_sends_one_save(bench: Bench):
    page = bench.open(box(a_reflection()))
    page.get_by_role("textbox").press_sequentially("She waited. I went on.", delay=5)
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    assert bench.desk.puts == [{"value": {"text": "She waited. I went on."}, "rev": 0}]


def test_leaving_the_box_saves_without_waiting(bench: Bench):
    page = bench.open(box(a_reflection()), box(a_reflection(id="m03-r2")))
    page.clock.install()
    page.get_by_role("textbox").first.fill("Short.")
    page.get_by_role("textbox").last.focus()
    expect(page.locator(".alo-state").first).to_have_attribute("data-state", "saved")


def test_a_change_in_one_box_does_not_save_another(bench: Bench):
    page = bench.open(box(a_reflection()), box(a_reflection(id="m03-r2")))
    page.get_by_role("textbox").first.fill("Only here.")
    page.get_by_role("textbox").last.focus()
    expect(page.locator(".alo-state").first).to_have_attribute("data-state", "saved")
    assert list(bench.desk.kept) == [URL]
    expect(page.locator(".alo-state").last).to_have_attribute("data-state", "idle")


def test_words_are_counted_against_the_suggested_length(bench: Bench):
    page = bench.open(box(a_reflection()))
    page.get_by_role("textbox").fill("one")
    expect(page.get_by_text("1 word · about 120 suggested")).to_be_visible()
    page.get_by_role("textbox").fill("one two\nthree")
    expect(page.get_by_text("3 words · about 120 suggested")).to_be_visible()


def test_what_was_written_is_printed_as_text_and_the_screen_is_as_before(bench: Bench):
    """A box on paper would be cut off at the end of the sheet."""
    page = bench.open(box(a_reflection()), box(a_reflection(id="m03-r2")))
    writing = page.get_by_role("textbox")
    writing.first.fill("She waited.\n" * 200)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert [one.is_visible() for one in writing.all()] == [True]  # the empty one, for a pen
    on_paper = page.locator(".alo-on-paper")
    expect(on_paper).to_have_count(1)
    assert on_paper.inner_text().count("She waited.") == 200
    assert on_paper.evaluate("one => one.scrollHeight <= one.clientHeight")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(on_paper).to_have_count(0)
    expect(writing.first).to_be_visible()


def test_writing_is_not_announced_word_by_word(bench: Bench):
    """The live region keeps its last words while a person types; only the sighted hint changes."""
    page = bench.open(box(a_reflection()))
    page.get_by_role("textbox").press_sequentially("Now")
    expect(page.locator(".alo-passing")).to_have_text("Writing …")
    expect(page.get_by_role("status")).to_have_text("Saves by itself")


def test_markup_that_is_pasted_stays_text(bench: Bench):
    page = bench.open(box(a_reflection(prompt="<img src=x onerror=alert(1)>", hint="<b>bold</b>")))
    page.get_by_role("textbox").fill("<script>alert(1)</script>")
    page.keyboard.press("Control+s")
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    assert page.locator(".alo img, .alo b, .alo script").count() == 0
    assert bench.desk.puts[0]["value"] == {"text": "<script>alert(1)</script>"}


def test_a_text_of_five_thousand_words_is_shown_whole_and_saved(bench: Bench):
    page = bench.open(box(a_reflection()))
    text = "listening " * 5000
    page.get_by_role("textbox").fill(text)
    expect(page.get_by_text("5000 words")).to_be_visible()
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    assert page.get_by_role("textbox").evaluate("box => box.scrollHeight - box.clientHeight") <= 0
    assert bench.desk.puts[0]["value"] == {"text": text}


def test_a_task_shows_what_assessors_look_for(bench: Bench):
    page = bench.open(box(a_task()))
    expect(page.get_by_role("listitem")).to_have_text(
        [
            "Quotes what the colleague said and what you said next",
            "Names a limit of the conversation and keeps names out must be met",
        ]
    )
    expect(page.get_by_text("You and the assessors, once you hand in")).to_be_visible()


def test_every_box_says_who_can_read_it(bench: Bench):
    page = bench.open(box(a_reflection()), box(a_reflection(id="m03-r2", sees=["me", "shown", "trainer"])))
    expect(page.locator(".alo-sees")).to_have_text(
        ["Only you can read this", "You, your trainer, and people you show it to"]
    )
