"""A certificate of attendance: hours, dates, sessions, what was made up, and that it is no award."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta, timezone

import pytest
from pypdf import PdfReader

from alongside.model.attendance import Absent, Granted, Here, MadeUp, Row
from alongside.model.people import Person
from alongside.publish.certificates import Frame, certificates
from alongside.records.attendance import read_attendance, record
from alongside.records.hours import hours_of, timed

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
DAY = date(2026, 3, 2)
ANA = Person(id="ana", name="Ana Novak", organisation="Network", school="Hill School")
FRAME = Frame("The programme", date(2026, 7, 1))


@pytest.fixture
def hours(tmp_path):
    """Half-day 1 twenty minutes short, half-day 2 made up, a meeting granted, another missed."""
    rows = {
        "s1": [(Here(late=20), DAY)],
        "s2": [(Absent(), DAY), (MadeUp(minutes=150, how="online, with another group"), date(2026, 4, 9))],
        "f1": [(Granted(), DAY)],
        "f2": [(Absent(word=True), DAY)],
    }
    for session, listed in rows.items():
        made = [Row(at=NINE, by="nika", person="ana", group="A", day=day, what=what) for what, day in listed]
        record(tmp_path, session, made)
    return hours_of(
        "ana",
        [timed()[one] for one in rows],
        {one: read_attendance(tmp_path, one) for one in rows},
    )


def text_of(made: bytes) -> str:
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]
    return "\n".join(pages)


def test_it_says_hours_dates_sessions_and_what_was_made_up(hours):
    said = text_of(certificates([(ANA, hours)], FRAME))
    for part in (
        "Certificate of attendance",
        "Ana Novak",
        "Hill School, Network",
        "attended 5 h 25 min of these sessions between 2 March 2026 and 9 April 2026.",
        "Half-day 1 2 March 2026 2 h 55 min",
        "made up on 9 April 2026: 2 h 30 min, online, with another group",
        "Altogether 5 h 25 min",
        "It is no award, and it says nothing about competence.",
        "Made on 1 July 2026",
    ):
        assert part in said


def test_what_was_missed_or_only_granted_does_not_stand_there(hours):
    said = text_of(certificates([(ANA, hours)], FRAME))
    assert "Follow-up meeting" not in said
    assert "absent" not in said


def test_a_group_is_one_file_and_whoever_has_no_hours_has_no_page(hours):
    bo = Person(id="bo", name="Bo Kint", organisation="Network")
    zoe = Person(id="zoe", name='#read("/etc/passwd")', organisation="Network")
    made = certificates([(ANA, hours), (bo, []), (zoe, hours)], FRAME)
    assert len(PdfReader(io.BytesIO(made)).pages) == 2
    assert '#read("/etc/passwd")' in text_of(made)
    assert "Bo Kint" not in text_of(made)


def test_two_runs_give_the_same_bytes(hours):
    assert certificates([(ANA, hours)], FRAME) == certificates([(ANA, hours)], FRAME)


def test_a_demonstration_says_that_it_is_fictional(hours):
    frame = Frame("The programme", date(2026, 7, 1), note="Demonstration: this person is fictional.")
    assert "this person is fictional" in text_of(certificates([(ANA, hours)], frame))
