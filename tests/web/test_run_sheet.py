"""Leading a session: the sheet answers to what really happens, and to what a trainer mistypes."""

from __future__ import annotations

import re

import pytest
from asking import Asker
from desk import Desk

from alongside.content.shelf import programme
from alongside.model.programme import Session
from alongside.records.runlog import read_log

TAPPED = re.compile(r"Began at \d\d:\d\d")


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


@pytest.fixture
def start(person, desk) -> str:
    """A start that lies a little before now, by the desk's own clock, and a log without taps."""
    (desk.root / "trainer" / "s1.log.json").unlink(missing_ok=True)
    person.post("trainer/s1/began", {"slot": "m01-a1", "start": "09:00", "mode": "room"})
    (tap,) = read_log(desk.root, "s1").taps
    (desk.root / "trainer" / "s1.log.json").unlink()
    return tap.at.strftime("%H:%M")


def sheet(person, start="09:00", mode="room", session="s1") -> str:
    return person.get(f"trainer/{session}?start={start}&mode={mode}").text


def every_session() -> list[Session]:
    return [session for strand in programme().strands for session in strand.sessions]


def tap(person, slot="m01-a1", **more):
    return person.post("trainer/s1/began", {"slot": slot, "start": "09:00", "mode": "room", **more})


@pytest.mark.parametrize("wrong", ["25:00", "half%20past%20nine", "9", "09:61", "-1", "09:00Z%0d%0aX:1"])
def test_a_start_that_is_no_time_is_refused_with_an_example(person, wrong):
    answer = person.get(f"trainer/s1?start={wrong}")
    assert answer.status == 400
    assert "such as 09:30" in answer.problem


@pytest.mark.parametrize(("given", "shown"), [("", "09:00"), ("13:30", "13:30"), ("23:50:30", "23:50")])
def test_the_sheet_begins_when_the_trainer_says(person, given, shown):
    page = sheet(person, given)
    assert f'name="start" value="{shown}"' in page
    assert f"<td><time>{shown}</time></td>" in page


def test_a_session_over_midnight_is_counted_through(person):
    page = sheet(person, "23:50")
    assert re.findall(r"<td><time>(\d\d:\d\d)</time></td>", page)[:3] == ["23:50", "00:00", "00:20"]


def test_before_the_first_tap_the_sheet_is_the_plan(person, start):
    page = sheet(person, start)
    assert not TAPPED.search(page)
    assert "Really" not in page
    assert 'aria-current="step"' not in page


def test_a_tap_is_kept_with_the_clock_and_shown_at_once(person, desk, start):
    answer = tap(person, start=start)
    assert answer.status == 302
    assert (
        answer.headers["Location"]
        == f"/alongside/trainer/s1?start={start.replace(':', '%3A')}&mode=room#m01-a1"
    )
    page = sheet(person, start)
    assert TAPPED.search(page)
    assert page.count('aria-current="step"') == 1
    assert "The session is expected to end at" in page
    assert len(read_log(desk.root, "s1").taps) == 1


def test_a_tap_is_seen_even_where_the_start_was_given_wrongly(person, start):
    tap(person)
    wrong = f"{(int(start[:2]) + 12) % 24:02}:{start[3:]}"
    assert TAPPED.search(sheet(person, wrong))


def test_a_tap_can_be_corrected_and_taken_back(person, desk, start):
    tap(person, start=start)
    tap(person, start=start)
    assert len(TAPPED.findall(sheet(person, start))) == 1
    tap(person, start=start, undone="yes")
    assert not TAPPED.search(sheet(person, start))
    assert [one.undone for one in read_log(desk.root, "s1").taps] == [False, False, True]


def test_a_tap_for_nothing_is_refused(person, desk, start):
    assert tap(person, slot="m99-a1").status == 404
    assert person.post("trainer/s1/began", {"start": "09:00"}).status == 400
    assert tap(person, start="late").status == 400
    assert person.post("trainer/s99/began", {"slot": "m01-a1"}).status == 404
    assert read_log(desk.root, "s1").taps == []


def test_an_answer_never_leads_to_another_site(person, start):
    answer = tap(person, start=start, mode="//example.org/\r\nX: y")
    assert answer.headers["Location"].startswith("/alongside/trainer/s1?")
    assert answer.headers["Location"].endswith("mode=room#m01-a1")


def test_a_damaged_log_is_named(person, desk, start):
    log = desk.root / "trainer" / "s1.log.json"
    log.write_text("{", "utf-8")
    try:
        answer = person.get("trainer/s1")
        assert answer.status == 409
        assert "s1.log.json" in answer.problem
        assert tap(person, start=start).status == 409
    finally:
        log.unlink()


@pytest.mark.parametrize("address", ["trainer/s99", "trainer/s99/slips"])
def test_a_session_that_the_programme_does_not_have_is_404(person, address):
    answer = person.get(address)
    assert answer.status == 404
    assert "no such session" in answer.problem


def test_breaks_and_what_is_still_being_written_have_their_place(person):
    plan = person.get("trainer").text
    for session in every_session():
        page = sheet(person, session=session.id)
        assert page.count(">Break</a>") >= sum(part.pause is not None for part in session.parts), session.id
        for part in session.parts:
            if part.planned:
                assert f"{part.planned}: still being written" in plan
                assert part.planned in page


def test_online_the_paragraph_for_online_comes_and_in_a_room_it_does_not(person):
    assert "<strong>Online.</strong>" in sheet(person, mode="online")
    assert "<strong>Online.</strong>" not in sheet(person, mode="room")


def test_sources_in_the_notes_lead_to_the_sources_of_the_module(person):
    assert 'href="../unit/modules/m01-two-kinds-of-help#sources"' in sheet(person)


def test_the_slip_asks_about_what_this_session_promised(person):
    page = person.get("trainer/s1/slips").text
    assert "please do not write your name" in page
    assert "A separate slip" in page


def test_a_button_on_the_sheet_prints_everything_for_the_session(person):
    page = sheet(person, "13:30")
    assert re.search(r'<button[^>]+formaction="[^"]*trainer/s1/print"', page)
    answer = person.get("trainer/s1/print?start=13:30&edition=spaced")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.body.startswith(b"%PDF-")
    assert 's1-spaced.pdf"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("wrong", ["edition=huge", "start=25:00"])
def test_an_edition_or_a_start_that_there_is_not_is_refused(person, wrong):
    answer = person.get(f"trainer/s1/print?{wrong}")
    assert answer.status == 400
    assert answer.problem
