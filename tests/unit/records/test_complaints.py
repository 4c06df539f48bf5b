"""A complaint is written once, what was done is dated rows, and what is due is counted in working days."""

from __future__ import annotations

import stat
from datetime import date

import pytest
from house.tree import imports_of_the_product

from alongside.errors import WorkspaceError
from alongside.model.complaint import Complaint, Step
from alongside.publish.complaint import complaint_in, complaint_page
from alongside.records.complaints import add_step, complaint_of, complaints_in, delete, due, lodge
from alongside.responses.untrusted import Unreadable

FRIDAY = date(2026, 11, 20)
HOSTILE = "</script><script>alert(1)</script>\n=cmd|' /C calc'!A0 “ž”"


def complaint(name="Ana", **more):
    given = {"id": "c1", "at": "2026-11-20T10:00:00.000Z", "about": "trainer", "words": HOSTILE, "name": name}
    return Complaint(**{**given, **more})


def step(act, day=FRIDAY, **more):
    return Step(act=act, at="2026-11-20T10:00:00.000Z", by="zala", day=day, **more)


@pytest.fixture
def kept(tmp_path):
    lodge(tmp_path, complaint(), FRIDAY)
    return tmp_path


def state(kept, today=FRIDAY, closed=()):
    found = due(complaint_of(kept, "c1"), today, closed)
    return found and (found.act, found.day.isoformat(), found.late)


def test_only_its_owner_can_read_the_file(kept):
    [path] = (kept / "cohort" / "complaints").glob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_periods_count_working_days_and_end(kept):
    assert state(kept) == ("acknowledged", "2026-11-24", False)
    assert state(kept, closed={"2026-11-23"})[1] == "2026-11-25"
    assert state(kept, date(2026, 11, 25))[2]
    add_step(kept, "c1", step("acknowledged"))
    assert state(kept) == ("heard", "2026-11-27", False)
    add_step(kept, "c1", step("heard"))
    assert state(kept) == ("answered", "2026-12-18", False)
    add_step(kept, "c1", step("answered", outcome="partly upheld", what="We changed the room."))
    assert state(kept) is None
    add_step(kept, "c1", step("second look asked", date(2026, 12, 21)))
    assert state(kept)[:2] == ("second look answered", "2027-01-18")
    add_step(kept, "c1", step("second look answered", outcome="upheld", what="She was right."))
    assert state(kept) is None
    assert [one.act for one in complaint_of(kept, "c1").steps][:2] == ["acknowledged", "heard"]


def test_it_is_deleted_only_when_nothing_is_open(kept):
    with pytest.raises(WorkspaceError, match="still open"):
        delete(kept, "c1", FRIDAY)
    add_step(kept, "c1", step("withdrawn"))
    delete(kept, "c1", FRIDAY)
    assert complaints_in(kept) == ([], [])


def test_somebody_anonymous_is_not_acknowledged(tmp_path):
    lodge(tmp_path, complaint(name=""), FRIDAY)
    assert state(tmp_path)[0] == "heard"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (step("answered"), "outcome"),
        (step("answered", outcome="upheld"), "what was found"),
        (step("heard", outcome="upheld"), "Only an answer"),
        (step("second look asked"), "after an answer"),
        (step("second look answered", outcome="upheld", what="x"), "Nobody has asked"),
    ],
    ids=lambda one: getattr(one, "act", ""),
)
def test_a_row_that_cannot_follow_is_refused(kept, wrong, said):
    with pytest.raises(WorkspaceError, match=said):
        add_step(kept, "c1", wrong)
    assert complaint_of(kept, "c1").steps == []


def test_it_is_written_once_and_never_over(kept):
    with pytest.raises(WorkspaceError, match="not written twice"):
        lodge(kept, complaint(words="Another."), FRIDAY)
    assert complaint_of(kept, "c1").complaint.words == HOSTILE


@pytest.mark.parametrize("name", ["../c1", "c1/../../x", "", "ž", "c 1"])
def test_no_name_leads_out_of_the_folder(kept, name):
    with pytest.raises(WorkspaceError, match="no such complaint"):
        complaint_of(kept, name)


def test_a_damaged_file_is_named_and_the_others_are_read(kept):
    (kept / "cohort" / "complaints" / "bad.json").write_text("{")
    found, problems = complaints_in(kept)
    assert len(found) == 1
    assert "bad.json" in problems[0]


def test_the_file_that_is_sent_brings_every_word_and_runs_nothing():
    page = complaint_page(complaint(wish="An apology."), "Zala <b>", "en")
    assert complaint_in(page) == complaint(wish="An apology.")
    assert b"<script>alert" not in page
    assert b"Zala &lt;b&gt;" in page


@pytest.mark.parametrize("page", [b"", b"<p>Hello</p>", b"\x00" * 100])
def test_a_file_that_is_none_is_refused(page):
    with pytest.raises(Unreadable):
        complaint_in(page)


def test_only_the_two_pages_for_complaints_read_them():
    about = [one for one in imports_of_the_product() if "complaint" in one.target]
    readers = {one.importer for one in about if not one.target.startswith("alongside.hub.cohort")}
    ours = {
        "alongside.records.complaints",
        "alongside.records.complaint_box",
        "alongside.publish.complaint",
    }
    pages = {"alongside.web.desk.complaint", "alongside.web.programme.complaints"}
    registries = {"alongside.web.desk", "alongside.web.programme"}
    assert readers <= ours | pages | registries
