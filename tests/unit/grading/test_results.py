"""From decided levels to a letter: verdicts over the sessions of a phase, one deferral, appeals in time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from builders import NOON, a_handin, put
from drawing import SHARED
from marking import a_mark, judged_elsewhere
from msgspec.structs import replace
from typer.testing import CliRunner

from alongside.cli.commands import whole
from alongside.content.shelf import programme
from alongside.errors import LedgerError, WorkspaceError
from alongside.grading import sessions
from alongside.grading.acts import acts_of
from alongside.grading.entering import enter
from alongside.grading.extending import extended_in
from alongside.grading.folders import feedback_file, receipt_of
from alongside.grading.panel import change_panel
from alongside.grading.results import (
    OUTCOMES,
    Ruling,
    appeal,
    decide_appeal,
    framework,
    judge_elsewhere,
    standing_of,
    standings_in,
    unasked_in,
)
from alongside.grading.texts import texts_in
from alongside.model.acts import Appealed, Deferred, Elsewhere, Released
from alongside.model.panel import Assessor, Entrant, Panel
from alongside.model.programme import Owner
from alongside.publish import letter
from alongside.web.page import make_templates
from alongside.web.programme.results import asks_of, day_of, views_of

TODAY = NOON.astimezone().date()


def a_panel(there: Panel) -> Panel:
    listed = [Assessor(id=who, name=who.title(), languages=["en"]) for who in ("ann", "ben")]
    mail = Owner(name="Zoe", mail="zoe@example.org")
    return Panel(schema=1, session="a9", assessors=listed, chair="cho", contact=mail, closed=["2026-12-18"])


@pytest.fixture
def handed(course):
    """One hand-in, with both criteria, of c1, agreed on level 2; no session asks about the other seven."""
    put(course, a_handin())
    sessions.collect(course, "a9", NOON)
    change_panel(course, "a9", a_panel)
    for line in ("a9-t1-c1", "a9-t1-c2"):
        for who, marking in (("ann", "first"), ("ben", "second"), ("ann", "agreed")):
            mark(course, assessor=who, marking=marking, criterion=line)
    return course


@pytest.fixture
def judged(handed):
    """Beside the hand-in what was decided elsewhere: level 2, and not in c2."""
    judged_elsewhere(handed, "p01", NOON, c2=0)
    return handed


def elsewhere(course, competence, level=2, who="p01", reason="Seen in a conversation at school."):
    about = {"candidate": who, "phase": "1", "competence": competence}
    judge_elsewhere(course, Elsewhere(**about, level=level, reason=reason), by="zoe", now=NOON)


def letters_and_deferrals(course):
    return [row.act for row in acts_of(course) if not isinstance(row.act, Elsewhere)]


def mark(course, **more):
    enter(course, "a9", [a_mark(sha256=texts_in(course, "a9", who="p01")["p01", "a9-t1"], **more)], NOON)


def release(course, *people, now=NOON):
    return letter.release(course, "1", people, by="zoe", now=now)


def test_a_phase_is_all_of_its_sessions_and_stays_open_for_what_none_of_them_asks_about(handed):
    (one,) = standings_in(handed, "1")
    assert (one.candidate, one.verdict.result, one.verdict.levels["c1"]) == ("p01", "open", 2)
    assert [block.competence for block in one.verdict.blocks] == ["c2", "c3", "c4", "c5", "c6", "c7", "c8"]
    assert "enter what was decided elsewhere" in release(handed).waiting["p01"]
    assert acts_of(handed) == []
    with pytest.raises(WorkspaceError, match="no session of phase 3"):
        standings_in(handed, "3")


def test_what_was_decided_elsewhere_counts_and_the_latest_of_a_competence(judged):
    (one,) = standings_in(judged, "1")
    assert (one.verdict.result, one.verdict.levels["c2"], one.verdict.levels["c8"]) == ("deferred", 0, 2)
    elsewhere(judged, "c2", level=3, reason="Seen again, by her mentor and the trainer.")
    assert release(judged).sent == ["p01"]
    text = letter.letter_file(judged, "1", "p01").read_text()
    assert "the award is yours" in text
    assert "Presence and relationship (c2), 3, strong: Seen again, by her mentor and the trainer." in text


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"competence": "c1"}, "c1 cannot be entered"),
        ({"competence": "c9"}, "c9 cannot be entered"),
        ({"competence": "c2", "who": "p99"}, "p99 has handed in nothing"),
        ({"competence": "c2", "reason": " "}, "the reason is missing"),
        ({"competence": "c2", "level": 4}, "level"),
    ],
    ids=str,
)
def test_only_what_no_session_asks_about_is_decided_elsewhere_and_with_a_reason(handed, given, why):
    with pytest.raises((WorkspaceError, LedgerError), match=why):
        elsewhere(handed, **given)
    assert acts_of(handed) == []


def test_what_is_not_decided_goes_to_nobody(course):
    put(course, a_handin())
    sessions.collect(course, "a9", NOON)
    assert release(course).waiting == {"p01": "not everything is decided yet"}
    assert acts_of(course) == []


def test_a_letter_says_level_meaning_missing_dates_and_whom_to_write_to(judged):
    assert release(judged, "p01").sent == ["p01"]
    text = letter.letter_file(judged, "1", "p01").read_text()
    for said in (
        "Effective Mentor",
        "<strong>2, meets</strong>",
        "States own role, purpose, time and records",
        "Presence and relationship (c2): level 0. It takes level 2;",
        "Questions, structure and stance (c3), 2, meets: Seen in a conversation at school.",
        "None of it can be shown in a session of this phase.",
        "until <strong>2027-03-20</strong>",
        "until <strong>2026-12-21</strong>",
        "mailto:zoe@example.org",
        "This is not a failure.",
    ):
        assert said in text
    assert "ann" not in text.split("<body>")[1].lower().split()
    answers = judged.place("submitted", "a9", "p01") / "responses.json"
    sent = feedback_file(judged.exchange, judged.id, receipt_of(answers.read_bytes()), "a9-result")
    assert sent.read_text() == text


def test_a_letter_goes_out_once_and_defers_once(judged):
    release(judged)
    assert [type(act) for act in letters_and_deferrals(judged)] == [Deferred, Released]
    assert "went out before" in release(judged).waiting["p01"]
    (deferred, _released) = letters_and_deferrals(judged)
    assert (deferred.missing[0], deferred.until) == ("c2", "2027-03-20")


def test_a_resit_that_falls_short_gets_a_letter_and_no_second_deferral(judged):
    release(judged)
    mark(judged, assessor="cho", marking="override", criterion="a9-t1-c1", level=1)
    assert release(judged, now=NOON + timedelta(days=60)).sent == ["p01"]
    assert [type(act) for act in letters_and_deferrals(judged)] == [Deferred, Released, Released]
    text = letter.letter_file(judged, "1", "p01").read_text()
    assert "The one occasion to show it again has been used." in text
    assert "Decided by the chair of the panel" in text
    assert "Agreement, ethics and limits (c1): level 1. This competence takes level 2." in text


def test_a_deferral_gives_more_time_in_the_sessions_that_hold_what_is_missing(judged):
    mark(judged, assessor="cho", marking="override", criterion="a9-t1-c1", level=0)
    release(judged)
    assert set(extended_in(judged, "a9")) == {"p01"}


def test_an_award_that_nothing_stands_in_the_way_of_says_so(judged, monkeypatch):
    known = letter.framework()
    one = type(known)(version=1, levels=known.levels, award=known.award, competences=known.competences[:1])
    monkeypatch.setattr("alongside.grading.results.framework", lambda: one)
    monkeypatch.setattr(letter, "framework", lambda: one)
    release(judged)
    text = letter.letter_file(judged, "1", "p01").read_text()
    assert "the award is yours" in text
    assert "What is missing" not in text
    assert [type(act) for act in letters_and_deferrals(judged)] == [Released]


# Appeals


def file(course, on=TODAY, grounds="My text was not read."):
    came = datetime.combine(on, NOON.timetz())
    appeal(course, "1", "p01", on, grounds, by="zoe", now=max(came, NOON))


def settle(course, who="ext-1", reason="Read again."):
    decide_appeal(course, "1", "p01", Ruling(who, "upheld", reason), by="zoe", now=NOON)


def test_an_appeal_in_time_is_decided_by_somebody_outside(judged):
    release(judged)
    file(judged, date(2026, 12, 21))
    assert isinstance(standing_of(judged, "1", "p01").appeal.act, Appealed)
    settle(judged)
    row = acts_of(judged)[-1]
    assert (row.act.who, row.act.outcome, row.act.appeal) == ("ext-1", "upheld", acts_of(judged)[-2].id)
    assert standing_of(judged, "1", "p01").appeal is None


def test_an_appeal_that_comes_too_late_is_refused_with_the_date(judged):
    release(judged)
    with pytest.raises(WorkspaceError, match=r"came on 2026-12-22; the last day was 2026-12-21"):
        file(judged, date(2026, 12, 22))


def test_there_is_nothing_to_appeal_against_before_a_letter(judged):
    with pytest.raises(WorkspaceError, match="no result has gone out"):
        file(judged)
    with pytest.raises(WorkspaceError, match="no appeal of p01 is open"):
        settle(judged)


def test_an_appeal_and_a_ruling_without_a_reason_are_refused_in_plain_words(judged):
    release(judged)
    with pytest.raises(LedgerError, match="the reason is missing"):
        file(judged, grounds="  ")
    file(judged)
    with pytest.raises(LedgerError, match="the reason is missing"):
        settle(judged, reason="")
    with pytest.raises(ValueError, match="Give the day on which it came"):
        day_of("x")


def test_one_appeal_at_a_time(judged):
    release(judged)
    file(judged)
    with pytest.raises(WorkspaceError, match="an appeal of p01 is open"):
        file(judged)


@pytest.mark.parametrize("on", [TODAY - timedelta(days=1), TODAY + timedelta(days=1)], ids=str)
def test_no_appeal_comes_before_its_letter_or_on_a_day_to_come(judged, on):
    release(judged)
    with pytest.raises(WorkspaceError, match="Give the day on which it came"):
        appeal(judged, "1", "p01", on, "My text was not read.", by="zoe", now=NOON)


@pytest.mark.parametrize("who", ["ann", "ANN", "cho", "Cho"])
def test_nobody_of_the_panel_decides_an_appeal(judged, who):
    release(judged)
    file(judged)
    with pytest.raises(WorkspaceError, match=f"{who} belongs to the panel"):
        settle(judged, who)


def test_whoever_marked_an_earlier_text_does_not_decide_an_appeal(judged):
    old = {"criterion": "a9-t1-c1", "sha256": "b" * 64}
    enter(judged, "a9", [a_mark(assessor="eve", **old)], NOON)
    release(judged)
    file(judged)
    with pytest.raises(WorkspaceError, match="eve belongs to the panel"):
        settle(judged, "eve")


@pytest.mark.parametrize("who", ["p01", "P01", "mia", "lou"])
def test_nobody_close_to_the_candidate_decides_an_appeal(judged, who):
    known = Entrant(id="p01", mentor="mia", line_manager="lou")
    change_panel(judged, "a9", lambda there: replace(there, candidates=[known]))
    release(judged)
    file(judged)
    with pytest.raises(WorkspaceError, match=f"{who} is too close to the candidate"):
        settle(judged, who)


def test_words_in_a_letter_are_words(judged):
    change_panel(
        judged,
        "a9",
        lambda there: Panel(
            schema=1,
            session="a9",
            assessors=there.assessors,
            contact=Owner(name="<script>alert(1)</script>", mail="zoe@example.org"),
        ),
    )
    release(judged)
    assert "<script" not in letter.letter_file(judged, "1", "p01").read_text()


# From the command line


def said(course, *words):
    done = CliRunner().invoke(whole(), ["assess", *words, "--in", str(course.root)])
    return done.output if done.exit_code == 0 else str(done.exception)


def test_a_phase_can_be_brought_to_its_end_by_commands(judged):
    zoe = ("--by", "zoe")
    assert "p01: ann (allocated)" in said(judged, "allocate", "a9", *zoe, "--seed", "s")
    assert "Nothing had to be allocated." in said(judged, "allocate", "a9", *zoe)
    words = ("1", "p01", "c3", "--level", "1", "--evidence", "Seen once.", *zoe)
    assert "Kept." in said(judged, "elsewhere", *words)
    assert "p01 (p01): deferred\n  Presence and relationship (c2)" in said(judged, "results", "1")
    assert "p01.html" in said(judged, "letters", "1", "p01", *zoe)
    assert "p01 was left out" in said(judged, "letters", "1", *zoe)
    assert "Kept." in said(judged, "appeal", "1", "p01", "--grounds", "No.", *zoe)
    words = ("--decided-by", "ext", "--outcome", "not upheld", "--reason", "Fair.", *zoe)
    assert "Kept." in said(judged, "decide-appeal", "1", "p01", *words)
    assert "Kept." in said(
        judged, "extend", "a9", "p01", "--until", "2026-12-01T12:00", "--reason", "Ill.", *zoe
    )
    assert "Kept." in said(judged, "adjust", "a9", "p01", "--what", "A reader.", "--reason", "Eyes.", *zoe)
    trail = said(judged, "trail", "p01")
    results = ("elsewhere", "deferred", "released", "appealed", "appeal-decided")
    for act in ("allocated", *results, "extended", "adjusted"):
        assert f"zoe, {act}: " in trail


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("reassign", "a9", "eve", "--reason", "Ill.", "--by", "zoe"), "eve is not on the panel"),
        (("appeal", "1", "p01", "--grounds", "x", "--on", "soon", "--by", "zoe"), "'soon' is not a day"),
        (("adjust", "a9", "p01", "--what", "x", "--reason", "y", "--by", "no id"), "by"),
    ],
)
def test_what_a_command_cannot_do_it_says(judged, words, why):
    assert why in said(judged, *words)


def shown(course):
    """The page of results, as a coordinator gets it."""
    asks = {"asks": asks_of(course, "1"), "plan": programme()}
    given = {
        "phase": "1",
        "views": views_of(course, "1"),
        "told": [],
        "trouble": "",
        "outcomes": OUTCOMES,
        "unasked": unasked_in(course, "1"),
        "levels": framework().levels,
        **asks,
    }
    return make_templates().get_template("results.html").render(**SHARED, **given)


def test_a_letter_that_went_out_is_not_offered_again_until_it_says_something_else(judged):
    assert shown(judged).count("go out") > 1
    assert "Let this letter go out" in shown(judged)
    release(judged)
    page = shown(judged)
    assert "The letter went out to p01 at" in page
    assert "by zoe." in page
    for words in (
        "Let this letter go out",
        "Let the changed letter go out",
        "Let all letters go out that can",
    ):
        assert words not in page
    mark(judged, assessor="cho", marking="override", criterion="a9-t1-c1", level=1)
    assert "Let the changed letter go out" in shown(judged)
    assert "Let all letters go out that can" in shown(judged)
