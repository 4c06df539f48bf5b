"""Everything for a session on paper: every prompt is there with room to answer it, and no answer is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from alongside import paths
from alongside.content import shelf
from alongside.content.load import fresh_unit, unit_folders
from alongside.model.kinds import VALUE_OF, Check, Rehearsal, Sort, kind_of
from alongside.model.people import Person
from alongside.model.unit import AnyUnit
from alongside.publish.session.cutting import cards
from alongside.publish.session.forms import FORM_OF, task
from alongside.publish.session.forms.choosing import dealt
from alongside.publish.session.look import VARIANTS, Look
from alongside.publish.session.participants import sheet
from alongside.publish.session.running import led_by
from alongside.publish.session.signing import names_in, signing
from alongside.publish.session.text import texts_in
from alongside.publish.session.whole import Asked, levelled, session_data, session_pdf
from alongside.records.people import enrol

START = datetime.combine(date(2026, 3, 2), time(9, 30)).astimezone()
FOLDERS = unit_folders(paths.content_root())
UNITS = list(FOLDERS)
SESSIONS = [session.id for strand in shelf.programme().strands for session in strand.sessions]
ANSWERS = {
    "best",
    "right",
    "reason",
    "explain",
    "order",
    "judging",
    "rewritten",
    "target",
    "stance",
    "gives",
    "next",
}
"""Fields of the curriculum that tell an answer."""


def unit(unit_id: str) -> AnyUnit:
    return fresh_unit(FOLDERS[unit_id])


@cache
def data(session: str) -> dict[str, Any]:
    return session_data(Asked(session, START))


def flat(text: str) -> str:
    return " ".join(text.split())


def fields_in(value: object) -> Iterator[str]:
    """Every name of a field in data, however deep."""
    if isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from fields_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from fields_in(one)


def answers_of(one: AnyUnit) -> set[str]:
    """The sentences of a unit that give an answer away: reasons, explanations, lines written anew."""
    found = set()
    for response in one.responses:
        if isinstance(response, Check):
            found |= {response.explain, *(option.reason for option in response.options)}
        for entries in ("cards", "moments", "lines"):
            for entry in getattr(response, entries, ()):
                found |= {getattr(entry, "reason", ""), getattr(entry, "rewritten", "")}
        if isinstance(response, Rehearsal):
            found |= {line.reason for turn in response.scenario.turns for line in turn.lines}
    return {flat(text) for text in found if text.strip()}


def test_every_kind_of_response_has_a_printed_form():
    assert set(FORM_OF) == set(VALUE_OF)


def test_the_project_has_every_kind_so_that_the_walk_below_meets_them_all():
    assert {kind_of(response) for one in UNITS for response in unit(one).responses} == set(VALUE_OF)


@cache
def tasks_of(unit_id: str) -> list[dict[str, Any]]:
    """The responses of a unit as they stand on its sheet."""
    return [one for one in sheet(unit(unit_id), FOLDERS[unit_id], Look()) if one["kind"] == "task"]


@pytest.mark.parametrize("unit_id", UNITS)
def test_each_prompt_of_a_unit_stands_on_its_sheet(unit_id):
    by_id = {response.id: flat(response.prompt) for response in unit(unit_id).responses}
    assert {one["id"]: one["prompt"][0]["text"] for one in tasks_of(unit_id)} == by_id


@pytest.mark.parametrize("session", SESSIONS)
def test_each_prompt_of_a_session_stands_in_the_data_of_its_pdf(session):
    there = set(texts_in(data(session)))
    for part in shelf_session(session).parts:
        for response in unit(part.unit).responses if part.unit else ():
            assert flat(response.prompt) in there, response.id


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_edition_leaves_a_prompt_out(variant):
    printed = set(texts_in(sheet(unit("m10"), FOLDERS["m10"], Look(variant))))
    assert {flat(response.prompt) for response in unit("m10").responses} <= printed


@pytest.mark.parametrize("unit_id", UNITS)
def test_no_sheet_gives_an_answer_away(unit_id):
    tasks = tasks_of(unit_id)
    assert ANSWERS & set(fields_in(tasks)) == set()
    assert answers_of(unit(unit_id)) & set(map(flat, texts_in([*tasks, *cards(unit(unit_id))]))) == set()


@pytest.mark.parametrize("unit_id", UNITS)
def test_everything_that_there_is_to_choose_from_is_on_paper(unit_id):
    for response in unit(unit_id).responses:
        there = set(map(flat, texts_in(task(response, Look()))))
        for name in ("options", "targets", "cards", "items", "moments", "lines", "gifts", "rings", "roles"):
            for entry in getattr(response, name, ()):
                text = getattr(entry, "text", None) or getattr(entry, "label", None) or entry.title
                assert flat(text) in there, (response.id, name)


def test_the_sheet_of_an_assessment_tells_no_more_than_its_data():
    (check,) = [one for one in unit("a1").responses if one.id == "a1-q1"]
    assert "right" not in str(task(check, Look()))


SORTS = [one for unit_id in UNITS for one in unit(unit_id).responses if isinstance(one, Sort)]


@pytest.mark.parametrize("sort", SORTS, ids=lambda one: one.id)
def test_cards_are_shuffled_the_same_way_every_time(sort):
    order = [card.id for card in dealt(sort)]
    assert order == [card.id for card in dealt(sort)]
    assert sorted(order) == sorted(card.id for card in sort.cards)
    assert order != [card.id for card in sort.cards]
    piles = [card.best[0] for card in dealt(sort) if card.best]
    changes = sum(one != other for one, other in pairwise(piles))
    assert changes >= len(set(piles)), "cards of one pile lie together"


@pytest.mark.parametrize("sort", SORTS, ids=lambda one: one.id)
def test_the_order_of_the_curriculum_does_not_tell_the_piles(sort):
    """The screen and the participants' sheet have the cards in this order."""
    piles = [card.best[0] for card in sort.cards if card.best]
    assert sum(one != other for one, other in pairwise(piles)) >= len(set(piles))


@pytest.mark.parametrize("sort", SORTS, ids=lambda one: one.id)
def test_a_printed_card_has_the_number_by_which_the_trainers_notes_name_it(sort):
    """The order is shuffled, the numbers are those of the file: on the sheet as on the cards to cut."""
    authored = {flat(card.text): str(n) for n, card in enumerate(sort.cards, 1)}
    (boxes,) = [one for one in task(sort, Look())["blocks"] if one["kind"] == "boxes"]
    assert {one["text"]: one["mark"] for one in boxes["items"]} == authored
    (pack,) = [one for one in cards(unit(sort.id[:3])) if one["title"] == flat(sort.prompt)]
    cut = [one for one in pack["cards"] if not one["heading"]]
    assert {one["text"]: one["mark"].rpartition(" ")[2] for one in cut} == authored


def test_each_card_and_each_heading_of_a_pile_is_a_card_of_its_own():
    (first, *_more) = cards(unit("m03"))
    assert [one["heading"] for one in first["cards"]] == [True] * 4 + [False] * 10


@pytest.mark.parametrize("sort", SORTS, ids=lambda one: one.id)
def test_a_card_has_one_number_on_the_screen_on_the_sheet_and_when_cut(sort):
    (boxes,) = [one for one in task(sort, Look())["blocks"] if one["kind"] == "boxes"]
    on_the_sheet = {flat(one["text"]): one["mark"] for one in boxes["items"]}
    assert on_the_sheet == {flat(card.text): str(n) for n, card in enumerate(sort.cards, 1)}
    (cut,) = [one for unit_id in UNITS for one in cards(unit(unit_id)) if _is_of(one, sort)]
    apart = {flat(one["text"]): one["mark"] for one in cut["cards"] if not one["heading"]}
    assert apart == {text: f"{sort.id} · {number}" for text, number in on_the_sheet.items()}


def _is_of(cut: dict[str, Any], sort: Sort) -> bool:
    return cut["cards"][0]["mark"] == sort.id


def test_a_rehearsal_is_a_script_that_can_be_followed_to_every_ending():
    for unit_id in UNITS:
        for response in unit(unit_id).responses:
            if isinstance(response, Rehearsal):
                (script,) = [one for one in task(response, Look())["blocks"] if one["kind"] == "script"]
                places = {one["mark"] for one in (*script["turns"], *script["endings"])}
                sent = {line["to"].split()[-1] for turn in script["turns"] for line in turn["lines"]}
                assert script["turns"][0]["mark"] == "1"
                assert sent <= places
                assert {one["mark"] for one in script["endings"]} <= sent


def test_a_line_that_needs_an_earlier_one_says_which():
    (rehearsal,) = [one for one in unit("m03").responses if isinstance(one, Rehearsal)]
    (script,) = [one for one in task(rehearsal, Look())["blocks"] if one["kind"] == "script"]
    only = [line["only"] for turn in script["turns"] for line in turn["lines"] if line["only"]]
    assert "only after 2b" in only


def test_more_words_get_more_lines_and_large_letters_more_still():
    assert Look().lines(200) > Look().lines(100) > Look().lines(20)
    assert Look("large").lines(100) > Look("standard").lines(100)
    assert Look().lines(1) >= 3


@pytest.mark.parametrize("session", SESSIONS)
def test_a_session_has_all_its_parts_and_says_how_many_copies_each_needs(session):
    parts = {one["title"]: one["copies"] for one in data(session)["parts"]}
    taught = [unit(part.unit).title for part in shelf_session(session).parts if part.unit]
    assert list(parts)[:2] == ["Run sheet", "Sign-in sheet"]
    assert [title for title in parts if title in taught] == taught
    assert list(parts)[-1] == "Evaluation slips"
    assert all(parts.values())


def shelf_session(session_id: str):
    return next(
        one for strand in shelf.programme().strands for one in strand.sessions if one.id == session_id
    )


@pytest.mark.parametrize(
    ("session", "words"),
    [
        ("s2", "Minute by minute: who was speaking as it ended?"),
        ("s1", 'Write the words you heard, or "not heard"'),
    ],
)
def test_practice_in_threes_has_sheets_for_observers_with_a_clock_or_the_table_of_its_text(session, words):
    (sheets,) = [one for one in data(session)["parts"] if one["title"] == "Observer's sheets"]
    assert words in list(texts_in(sheets["blocks"]))


def test_a_session_without_practice_in_threes_has_no_sheets_for_observers():
    assert "Observer's sheets" not in [one["title"] for one in data("f1")["parts"]]


def test_a_talk_of_two_has_no_sheet_for_an_observer():
    (sheets,) = [one for one in data("r2")["parts"] if one["title"] == "Observer's sheets"]
    told = list(texts_in(sheets["blocks"]))
    assert any("Coaching a head through a hard conversation" in one for one in told)
    assert not any("The conversation that you are avoiding" in one for one in told)


def test_the_run_sheet_has_clock_times_what_to_bring_and_what_to_do():
    run = data("s2")["parts"][0]
    told = list(texts_in(run["blocks"]))
    assert "09:30 Homework harvest (10 minutes)" in told
    assert "What to bring and prepare" in told
    assert any(one.startswith("Materials. Two printed tally sheets") for one in told)
    assert any(one.startswith("Do. Two minutes for the rating") for one in told)
    assert not any(one.startswith(("Say.", "What the evidence")) for one in told)


def test_only_paragraphs_with_the_asked_words_in_bold_are_taken_from_notes():
    text = "**Do.** One.\n\n**Say.** Two.\n\nDo. Three.\n\n**Time.** Four."
    assert led_by(text, ("Do", "Time")) == "**Do.** One.\n\n**Time.** Four."


def test_headings_go_down_one_level_at_a_time():
    levels = [2, 5, 4, 1, 3]
    blocks = [{"kind": "heading", "level": level, "runs": []} for level in levels]
    assert [one["level"] for one in levelled(blocks)] == [2, 3, 4, 2, 3]


def test_the_sign_in_sheet_names_the_trainees_of_a_group_and_leaves_room_for_more(tmp_path):
    people = [
        Person(id="", name="Zdeňka Kőszegi", organisation="A", group="North"),
        Person(id="", name="Ana Žagar", organisation="A", group="North"),
        Person(id="", name="Bo", organisation="A", group="South"),
        Person(id="", name="Trainer", organisation="A", group="North", roles=["trainer"]),
    ]
    enrol(tmp_path, people, "me", START, START.date())
    assert names_in(tmp_path, "North", START.date()) == ["Ana Žagar", "Zdeňka Kőszegi"]
    assert names_in(tmp_path, "", START.date()) == ["Ana Žagar", "Bo", "Zdeňka Kőszegi"]
    (form,) = [one for one in signing(["Ana Žagar"]) if one["kind"] == "form"]
    assert [row[0] for row in form["rows"]] == ["Ana Žagar", "", "", "", ""]


def test_nobody_is_on_the_sheet_where_nobody_is_known(tmp_path):
    assert names_in(tmp_path, "", START.date()) == []
    (form,) = [one for one in signing([]) if one["kind"] == "form"]
    assert {cell for row in form["rows"] for cell in row} == {""}


def test_the_pdf_of_a_session_in_large_print_has_contents_footers_and_nothing_missing():
    """One PDF is really made: pages are counted, and each says which sheet it belongs to."""
    made = session_pdf(Asked("d1", START, Look("large"), ("Zdeňka Kőszegi",)))
    pages = [flat(page.extract_text()) for page in PdfReader(io.BytesIO(made.pdf)).pages]
    assert made.missing == frozenset()
    assert all(f"page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert "Run sheet 2–" in pages[0]
    assert any("Zdeňka Kőszegi" in page and "Sign-in sheet" in page for page in pages)


def test_a_table_that_is_longer_than_a_page_goes_on_over_the_next():
    """s1 has one in large print; the foot of a page holds nothing but the lines of its footer."""
    made = session_pdf(Asked("s1", START, Look("large")))
    heights = [feet(page) for page in PdfReader(io.BytesIO(made.pdf)).pages]
    assert len({max(one) for one in heights}) == 1
    assert len(set().union(*heights)) == 2


def feet(page: PageObject) -> set[int]:
    """The heights in points of the lines of text in the bottom margin of a page."""
    found: set[int] = set()

    def seen(text: str, outer: list[float], inner: list[float], *_font: Any) -> None:
        height = round(outer[1] * inner[4] + outer[3] * inner[5] + outer[5])
        if text.strip() and height < 50:
            found.add(height)

    page.extract_text(visitor_text=seen)
    return found


def test_a_sign_that_no_font_can_draw_is_named_on_the_first_page(monkeypatch):
    strange = "\U0001f9ff"
    monkeypatch.setattr("alongside.publish.pdf._fonts", _without_own_fonts())
    made = session_pdf(Asked("n1", START, Look(), (f"Ana {strange}",)))
    assert made.missing == {strange}
    first = flat(PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text())
    assert "U+1F9FF NAZAR AMULET" in first


def _without_own_fonts():
    from alongside.publish import pdf

    usual = pdf._fonts
    return lambda *, own: usual(own=False)
