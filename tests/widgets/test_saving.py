"""What happens to an answer when all is well, and when it is not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items import a_reflection

URL = "alongside/api/answers/m03-r1"
DRAFT = "draft:ines:m03-r1"


def state_of(page: Page, name: str) -> None:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", name)


def stored(page: Page, key: str) -> Any:
    return json.loads(page.evaluate("key => localStorage.getItem(key)", key) or "null")


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.get_by_role("textbox").blur()


def test_a_dead_desk_is_named_and_the_text_is_kept_and_sent_later(bench: Bench):
    page = bench.open(box(a_reflection()))
    bench.desk.down = True
    write(page, "Do not lose me.")
    state_of(page, "bad")
    expect(page.get_by_role("status")).to_have_text(
        "Not saved yet. Your desk does not answer. Your answer is kept in this browser and is sent again."
    )
    assert stored(page, DRAFT)["value"] == {"text": "Do not lose me."}
    bench.desk.down = False
    state_of(page, "saved")
    assert bench.desk.kept[URL]["value"] == {"text": "Do not lose me."}
    assert stored(page, DRAFT) is None


def test_a_draft_from_before_workspaces_had_ids_is_taken_over_once(bench: Bench):
    mine = {"store": "alongside:0123456789abcdef:modules/m03/m03-r1", "whose": "0123456789abcdef"}
    before = "draft:alongside:modules/m03/m03-r1"
    page = bench.open()
    draft = {"value": {"text": "Written before the update."}, "rev": 0, "sent": None}
    page.evaluate("([key, draft]) => localStorage.setItem(key, JSON.stringify(draft))", [before, draft])
    bench.desk.down = True
    one = box(a_reflection())
    page = bench.open(one | {"saving": one["saving"] | mine})
    expect(page.get_by_role("textbox")).to_have_value("Written before the update.")
    state_of(page, "bad")
    assert page.evaluate("Object.keys(localStorage)") == [f"draft:{mine['store']}"]


def test_a_draft_of_another_workspace_stays_where_it_is(bench: Bench):
    page = bench.open()
    draft = {"value": {"text": "Somebody else's."}, "rev": 0, "sent": None}
    theirs = "draft:alongside:fedcba9876543210:modules/m03/m03-r1"
    page.evaluate("([key, draft]) => localStorage.setItem(key, JSON.stringify(draft))", [theirs, draft])
    one = box(a_reflection())
    mine = {"store": "alongside:0123456789abcdef:modules/m03/m03-r1", "whose": "0123456789abcdef"}
    page = bench.open(one | {"saving": one["saving"] | mine})
    expect(page.get_by_role("textbox")).to_have_value("")
    assert stored(page, theirs) == draft


def test_the_sentence_of_the_desk_is_shown(bench: Bench):
    page = bench.open(box(a_reflection()))
    bench.desk.problem = "The disk is full: free some space."
    write(page, "Text")
    expect(page.get_by_role("status")).to_contain_text("The disk is full: free some space.")


def test_a_draft_left_by_a_closed_page_comes_back_and_is_sent(bench: Bench):
    page = bench.open(box(a_reflection()))
    bench.desk.down = True
    write(page, "Written on the train.")
    state_of(page, "bad")
    page.close()
    bench.desk.down = False
    again = bench.open(box(a_reflection()))
    expect(again.get_by_role("textbox")).to_have_value("Written on the train.")
    state_of(again, "saved")
    assert bench.desk.kept[URL]["value"] == {"text": "Written on the train."}


def test_a_draft_never_hides_what_was_saved_elsewhere_in_between(bench: Bench):
    page = bench.open(box(a_reflection()))
    bench.desk.down = True
    write(page, "From the train.")
    state_of(page, "bad")
    page.close()
    bench.desk.down = False
    elsewhere = bench.desk.keep(URL, {"text": "From the school."})
    again = bench.open(box(a_reflection(), answer=elsewhere["value"], rev=1, saved_at=elsewhere["saved_at"]))
    expect(again.locator(".alo-notice")).to_contain_text("This answer was also changed elsewhere")
    expect(again.get_by_role("textbox")).to_have_value("From the train.")


def test_a_save_that_was_on_its_way_when_the_page_died_is_no_conflict(bench: Bench):
    """The desk kept "One", the page never heard of it and held "One two" as its draft."""
    kept = bench.desk.keep(URL, {"text": "One"})
    page = bench.open(box(a_reflection(id="m03-r9")))
    draft = {"value": {"text": "One two"}, "rev": 0, "sent": {"text": "One"}}
    page.evaluate("([key, draft]) => localStorage.setItem(key, JSON.stringify(draft))", [DRAFT, draft])
    page.close()
    again = bench.open(box(a_reflection(), answer=kept["value"], rev=1, saved_at=kept["saved_at"]))
    state_of(again, "saved")
    assert bench.desk.puts == [{"value": {"text": "One two"}, "rev": 1}]
    assert again.locator(".alo-notice").count() == 0


def test_hiding_the_page_saves_at_once(bench: Bench):
    page = bench.open(box(a_reflection()))
    page.clock.install()
    page.get_by_role("textbox").fill("Phone in the pocket.")
    hide(page, "hidden")
    state_of(page, "saved")
    assert bench.desk.puts[0]["value"] == {"text": "Phone in the pocket."}


def test_a_page_shown_again_takes_what_was_written_elsewhere(bench: Bench):
    page = bench.open(box(a_reflection()))
    hide(page, "hidden")
    bench.desk.keep(URL, {"text": "Written on the phone."})
    hide(page, "visible")
    expect(page.get_by_role("textbox")).to_have_value("Written on the phone.")


def test_an_output_from_an_old_kernel_takes_the_newer_answer_from_the_desk(bench: Bench):
    bench.desk.keep(URL, {"text": "Old"})
    newer = bench.desk.keep(URL, {"text": "New"})
    page = bench.open(box(a_reflection(), answer={"text": "Old"}, rev=1, saved_at="2026-03-03T09:00:00.000Z"))
    expect(page.get_by_role("textbox")).to_have_value("New")
    assert newer["rev"] == 2


def test_what_was_erased_elsewhere_leaves_the_box(bench: Bench):
    kept = bench.desk.keep(URL, {"text": "Let it go."})
    page = bench.open(box(a_reflection(), answer=kept["value"], rev=1, saved_at=kept["saved_at"]))
    expect(page.get_by_role("textbox")).to_have_value("Let it go.")
    hide(page, "hidden")
    bench.desk.kept.clear()
    hide(page, "visible")
    expect(page.get_by_role("textbox")).to_have_value("")


def test_a_page_made_a_moment_ago_asks_the_desk_for_nothing(bench: Bench):
    state = box(a_reflection())
    state["saving"]["fresh"] = True
    asked: list[str] = []
    bench.context.on("request", lambda request: asked.append(request.url))
    page = bench.open(state)
    write(page, "A first save shows that requests are seen.")
    state_of(page, "saved")
    assert [url.rsplit("/", 1)[-1] for url in asked if "/api/" in url] == ["m03-r1"]


def test_a_conflict_shows_both_texts_and_lets_one_take_either(bench: Bench):
    page = bench.open(box(a_reflection()))
    bench.desk.keep(URL, {"text": "From the phone."})
    write(page, "From the laptop.")
    page.get_by_role("button", name="Show the other version").click()
    expect(page.locator(".alo-other")).to_have_text("From the phone.")
    page.get_by_role("button", name="Use the other version").click()
    expect(page.get_by_role("textbox")).to_have_value("From the phone.")
    page.get_by_role("button", name="Use the other version").click()
    expect(page.get_by_role("textbox")).to_have_value("From the laptop.")
    page.get_by_role("button", name="Go on with this one").click()
    expect(page.locator(".alo-notice")).to_have_count(0)
    state_of(page, "saved")


def test_a_read_only_page_says_so_and_keeps_nothing(bench: Bench):
    page = bench.open(box(a_reflection(), way="none"))
    write(page, "Just trying.")
    expect(page.get_by_role("status")).to_have_text("Nothing you type here is kept")
    page.get_by_role("textbox").blur()
    assert bench.desk.puts == []
    assert page.evaluate("localStorage.length") == 0


def test_the_browser_alone_keeps_the_answer(bench: Bench):
    page = bench.open(box(a_reflection(), way="browser"))
    write(page, "On my phone.")
    state_of(page, "saved")
    page.close()
    again = bench.open(box(a_reflection(), way="browser"))
    expect(again.get_by_role("textbox")).to_have_value("On my phone.")
    assert stored(again, "ines:m03-r1")["rev"] == 1


def test_two_tabs_of_one_browser_keep_both_texts(bench: Bench):
    first = bench.open(box(a_reflection(), way="browser"))
    second = bench.open(box(a_reflection(), way="browser"))
    write(first, "First tab.")
    state_of(first, "saved")
    write(second, "Second tab.")
    expect(second.locator(".alo-notice")).to_contain_text("This answer was also changed elsewhere")
    kept = stored(second, "ines:m03-r1")
    assert kept["value"] == {"text": "Second tab."}
    assert [one["value"] for one in kept["earlier"]] == [{"text": "First tab."}]


@pytest.mark.parametrize("way", ["desk", "browser"])
def test_a_browser_that_refuses_storage_still_lets_one_write(bench: Bench, way: str):
    bench.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused') } })"
    )
    page = bench.open(box(a_reflection(), way=way))
    bench.desk.down = True
    write(page, "Still here.")
    state_of(page, "bad")
    expect(page.get_by_role("status")).to_contain_text("kept on this screen")
    expect(page.get_by_role("textbox")).to_have_value("Still here.")


def test_a_kernel_is_sent_the_value_and_its_answer_is_believed(bench: Bench):
    page = bench.open(box(a_reflection(), way="kernel"))
    page.evaluate(
        "() => { models[0].kernel = (out) =>"
        " ({ rev: out.rev + 1, saved_at: '2026-03-03T09:41:00.123Z', conflict: null }) }"
    )
    write(page, "Through the comm.")
    state_of(page, "saved")
    sent = page.evaluate("models[0].sent")
    assert [(one["value"], one["rev"]) for one in sent] == [({"text": "Through the comm."}, 0)]


def test_a_second_view_of_one_model_follows_the_first(bench: Bench):
    page = bench.open(box(a_reflection(), way="kernel"), box(a_reflection(id="m03-r2")))
    page.evaluate(
        """async () => {
          models[0].kernel = (out) => ({ rev: 1, saved_at: "2026-03-03T09:41:00.123Z", conflict: null });
          const el = document.getElementById("box-1");
          (await import("/front/reflect.js")).default.render({ model: models[0], el });
        }"""
    )
    page.get_by_role("textbox").first.fill("Seen twice.")
    expect(page.get_by_role("textbox").last).to_have_value("Seen twice.")
    assert page.evaluate("models[0].sent.length") == 1


def test_a_dead_kernel_leads_to_not_saved_after_six_seconds(bench: Bench):
    page = bench.open(box(a_reflection(), way="kernel"))
    page.clock.install()
    write(page, "Nobody listens.")
    page.clock.run_for(6100)
    state_of(page, "bad")
    expect(page.get_by_role("status")).to_contain_text("Not saved yet.")
    assert stored(page, DRAFT)["value"] == {"text": "Nobody listens."}


def test_a_kernel_that_answers_late_is_believed(bench: Bench):
    page = bench.open(box(a_reflection(), way="kernel"))
    page.clock.install()
    write(page, "Busy kernel.")
    page.clock.run_for(6100)
    state_of(page, "bad")
    page.evaluate(
        "models[0].set('incoming',"
        " { n: models[0].sent[0].n, rev: 1, saved_at: '2026-03-03T09:41:00.000Z', conflict: null })"
    )
    state_of(page, "saved")


def test_the_end_of_a_widget_saves_and_stops_listening(bench: Bench):
    page = bench.open(box(a_reflection()))
    page.get_by_role("textbox").fill("Last words.")
    with page.expect_response(lambda reply: reply.request.method == "PUT"):
        page.evaluate("ends[0]()")
    hide(page, "visible")
    assert page.evaluate("models[0].listeners.get('change:rev')") == []
    assert bench.desk.puts[0]["value"] == {"text": "Last words."}


def hide(page: Page, to: str) -> None:
    page.evaluate(
        "to => { Object.defineProperty(document, 'visibilityState', { value: to, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        to,
    )
