"""The exchange that nbgrader's commands use: a folder, on any system, with answers as data."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from builders import NOON, a_handin, put
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from alongside.content.load import unit_in
from alongside.grading import exchange, lane, sessions
from alongside.publish import feedback
from alongside.responses import files


@pytest.fixture(params=["linux", "win32"])
def platform(request, monkeypatch):
    """nbgrader's own exchange stops on Windows by asking for this name."""
    monkeypatch.setattr("sys.platform", request.param)


@pytest.fixture
def desk(course, tmp_path, monkeypatch):
    root = tmp_path / "desk"
    (root / "assessments").mkdir(parents=True)
    text = "schema: 1\nperson: {id: maud, name: Maud Example}\nexchange: ../exchange\n"
    (root / "alongside.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(root / "assessments")
    return root


def act(kind, course, **options):
    """Return one act of the exchange, configured as nbgrader's command would be."""
    config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
    config.CourseDirectory.assignment_id = "a9"
    log = logging.Logger("nbgrader")
    folder = CourseDirectory(config=config, log=log)
    return kind(
        coursedir=folder, authenticator=Authenticator(config=config), config=config, log=log, **options
    )


def test_a_trainee_fetches_submits_and_reads_feedback_with_nbgraders_acts(platform, course, desk):
    act(exchange.FetchAssignment, course).start()
    folder = desk / "assessments" / "a9"
    files.save(folder, unit_in(folder), "a9-t1", {"text": "What would help?"}, 0, NOON)
    act(exchange.Submit, course).start()
    act(exchange.Collect, course).start()
    submitted = course.place("submitted", "a9", "maud")
    assert sorted(path.name for path in submitted.iterdir()) == [
        "a9.ipynb",
        "assessment.yaml",
        "responses.json",
        "timestamp.txt",
    ]
    lane.autograde(course, "a9")
    feedback.make(course, "a9", unfinished=True)
    act(exchange.ReleaseFeedback, course).start()
    act(exchange.FetchFeedback, course).start()
    (page,) = folder.glob("feedback/*/a9.html")
    assert "What would help?" in page.read_text(encoding="utf-8")


def test_no_name_in_the_exchange_is_one_that_windows_refuses(course, desk):
    act(exchange.FetchAssignment, course).start()
    act(exchange.Submit, course).start()
    names = [path.name for path in course.exchange.rglob("*")]
    assert [name for name in names if set(name) & set('<>:"/\\|?*')] == []


def test_releasing_again_needs_force_as_in_nbgrader(platform, course):
    with pytest.raises(ExchangeError):
        act(exchange.ReleaseAssignment, course).start()
    act(exchange.ReleaseAssignment, course, force=True).start()


def test_a_folder_outside_a_workspace_cannot_submit_in_anybodys_name(course, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    act(exchange.FetchAssignment, course).start()
    with pytest.raises(ExchangeError, match="not in a workspace"):
        act(exchange.Submit, course).start()


@pytest.mark.parametrize("way", [{}, {"inbound": True}])
def test_listing_reads_names_on_every_system(platform, course, desk, way):
    put(course, a_handin("p01"), "p01")
    put(course, a_handin("p01", at=NOON + timedelta(hours=1)), "p01", NOON + timedelta(hours=1))
    (found,) = act(exchange.List, course, **way).start()
    assert (found["course_id"], found["assignment_id"]) == ("alongside", "a9")
    if way:
        assert [one["timestamp"] for one in found["submissions"]] == [
            "20261120T120000.000000Z",
            "20261120T130000.000000Z",
        ]


def test_a_hand_in_appears_whole_or_not_at_all(course, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("alongside.grading.folders.write_all", full)
    with pytest.raises(OSError, match="No space"):
        put(course, a_handin())
    assert list((course.exchange / course.id / "inbound").iterdir()) == []
    assert sessions.collect(course, "a9", NOON) == []
