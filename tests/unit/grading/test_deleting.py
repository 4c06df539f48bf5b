"""On its day a recording is deleted wherever the kit has a copy, by whatever is started next."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from builders import NOON, a_handin, put
from files_along import SOUNDS, listed, name_of
from typer.testing import CliRunner

from alongside.cli.assess import app
from alongside.grading import intake, sessions
from alongside.grading.course import Course
from alongside.grading.evidence import delete_due
from alongside.responses.attaching import Brought, attach
from alongside.web.extension import AlongsideExtension
from alongside.web.room import app as room

SOUND = SOUNDS["ogg"]
UNTIL = "2027-01-19"
DAY = NOON + timedelta(days=60)


@pytest.fixture
def workspace(course: Course) -> Path:
    """A workspace that has handed in a recording, beside the course that took it in."""
    root = course.root.parent
    (root / "alongside.yaml").write_text(
        "schema: 1\nlang: en\nexchange: exchange\nperson: {id: p01, name: P}\n"
    )
    sessions.fetch(root, "a9")
    talk = Brought(SOUND, "talk.ogg", "a9-t1", "The talk", consent="Both of us", until=UNTIL)
    attach(root, "a9", talk, NOON)
    sessions.hand_in(root, "a9", NOON)
    intake.collect(course, "a9", NOON)
    return root


def copies(root: Path) -> set[str]:
    return {path.relative_to(root).parts[0] for path in root.rglob("*.ogg")}


def test_before_its_day_it_lies_on_the_desk_in_staging_in_the_exchange_and_in_the_course(workspace):
    assert copies(workspace) == {"evidence", "staging", "exchange", "course"}
    assert delete_due(workspace, DAY - timedelta(days=1)).removed == []


def test_on_its_day_every_copy_goes(workspace):
    gone = delete_due(workspace, DAY)
    assert (len(gone.removed), gone.left, copies(workspace)) == (4, [], set())
    assert delete_due(workspace, DAY).removed == []


def test_handing_in_again_after_the_day_changes_no_hash_that_marks_are_bound_to(workspace, course):
    before = json.loads((course.place("submitted", "a9", "p01") / "responses.json").read_bytes())
    delete_due(workspace, DAY)
    sessions.hand_in(workspace, "a9", DAY)
    assert [one.verdict for one in intake.collect(course, "a9", DAY)] == ["accepted", "accepted"]
    after = json.loads((course.place("submitted", "a9", "p01") / "responses.json").read_bytes())
    assert after["attachments"] == before["attachments"]
    assert after["handed_in_at"] != before["handed_in_at"]


def test_what_a_disk_does_not_let_go_is_named_and_tried_again(workspace, monkeypatch):
    with monkeypatch.context() as stuck:

        def refuse(_path: Path, missing_ok: bool = False) -> None:
            raise PermissionError

        stuck.setattr(Path, "unlink", refuse)
        gone = delete_due(workspace, DAY)
        assert (gone.removed, len(gone.left)) == ([], 3)
    delete_due(workspace, DAY)
    assert copies(workspace) == set()


@pytest.fixture
def overdue(course: Course) -> Course:
    """A course with a recording whose day was long ago, as the clock of this computer has it."""
    said = {"at": "2020-03-01T11:00:00.000Z", "recording": {"consent": "All of us", "until": "2020-03-02"}}
    raw = a_handin(attachments=[listed(SOUND, "ogg", **said)])
    put(course, raw, **{name_of(SOUND, "ogg"): SOUND})
    intake.collect(course, "a9", datetime.now(UTC))
    assert copies(course.root.parent) == {"exchange", "course"}
    return course


def test_a_command_about_the_course_deletes_what_is_due(overdue):
    done = CliRunner().invoke(app, ["status", "a9", "--in", str(overdue.root)])
    assert (done.exit_code, copies(overdue.root.parent)) == (0, set())


@pytest.fixture
def started(overdue: Course) -> Path:
    """The workspace beside that course, to start something in."""
    root = overdue.root.parent
    (root / "alongside.yaml").write_text(
        "schema: 1\nlang: en\nexchange: exchange\nperson: {id: p01, name: P}\n"
    )
    return root


def test_a_server_deletes_what_is_due_when_it_starts(started):
    extension = AlongsideExtension()
    extension.settings = {"alongside_workspace": started}
    asyncio.run(extension._start_jupyter_server_extension(None))
    assert copies(started) == set()


def test_a_room_deletes_what_is_due_when_it_starts(started, monkeypatch, caplog):
    """A room that is closed as soon as it is open."""
    caplog.set_level(logging.ERROR, logger="tornado")  # a room sets it too; it is put back after the test
    monkeypatch.setattr(room, "_stop_on_signals", asyncio.Event.set)
    room.serve(started, port=0, browser=False, parent=None, say=lambda _line: None)
    assert copies(started) == set()
