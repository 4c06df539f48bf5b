"""Over 150 hostile hand-ins at once, among honest ones: nothing runs or strays, nobody else is stopped."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOON
from hostile import Laid, Target, every_case, lay, target_of

from alongside.grading import gradebook, intake, lane, states
from alongside.grading.course import Course, open_course
from alongside.grading.roster import Candidate, write_roster
from alongside.model.course import Received

LATER = NOON + timedelta(hours=5)
NEIGHBOURS = ("a01", "i01", "n01", "z01")
STARTS = ("os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess.Popen", "socket.connect")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and odd names need a POSIX disk")


@dataclass
class Watch:
    """Hears whatever this process starts or calls, while it is awake."""

    awake: bool = False
    heard: list[str] = field(default_factory=list)

    def __call__(self, event: str, given: tuple[object, ...]) -> None:
        if self.awake and event in STARTS:
            self.heard.append(f"{event} {given!r}")


@dataclass(frozen=True)
class Aftermath:
    """What the attack left: the records by candidate, the report of the lane, and all that was watched."""

    course: Course
    laid: Laid
    records: dict[str, Received]
    report: lane.LaneReport
    before: dict[str, object]
    after: dict[str, object]
    watch: Watch
    calls: int


@pytest.fixture(scope="module")
def port() -> Iterator[socket.socket]:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        listening.setblocking(False)
        yield listening


@pytest.fixture(scope="module")
def attacked(released, tmp_path_factory, port) -> Aftermath:
    """Everything laid, taken in and scored in one go."""
    root = tmp_path_factory.mktemp("attacked")
    for name in ("course", "exchange"):
        shutil.copytree(released / name, root / name)
    course = open_course(root / "course")
    target = target_of(course, "a9", NOON)
    laid = _lay(course, target, root, port.getsockname()[1])
    watch = Watch()
    sys.addaudithook(watch)
    before, watch.awake = tree(root), True
    records = _take_in(course, laid)
    report = lane.autograde(course, "a9")
    watch.awake = False
    return Aftermath(course, laid, records, report, before, tree(root), watch, _calls(port))


def _lay(course: Course, target: Target, root: Path, port: int) -> Laid:
    trap = {"@trap@": f"touch {root}/canary && export CANARY=1", "@host@": f"127.0.0.1:{port}"}

    def aim(text: str) -> str:
        for mark, at in trap.items():
            text = text.replace(mark, at)
        return text

    inbound = course.exchange / course.id / "inbound"
    laid = lay(every_case(aim), target, inbound, root / "mail", trap)
    for who in NEIGHBOURS:
        folder = inbound / f"{who}+a9+20261120T11{NEIGHBOURS.index(who)}000.000000Z+{who}"
        folder.mkdir()
        (folder / "responses.json").write_bytes(target.handin(who))
        (folder / "a9.ipynb").write_bytes(target.issued)
    write_roster(course, [Candidate(who) for who in (*laid.cases, *NEIGHBOURS)])
    return laid


def _take_in(course: Course, laid: Laid) -> dict[str, Received]:
    mailed = {who: intake.take_in(course, "a9", path, LATER) for who, path in laid.mailed.items()}
    collected = intake.collect(course, "a9", LATER)
    folders = {path.name: who for who, path in laid.folders.items()}
    by_folder = {folders.get(one.source, one.candidate): one for one in collected}
    return {**mailed, **by_folder}


def tree(root: Path) -> dict[str, object]:
    """Every file below `root`: its bytes, or what it is where it holds none."""
    return {
        path.relative_to(root).as_posix(): _seen(path)
        for path in sorted(root.rglob("*"))
        if not path.is_dir() or path.is_symlink()
    }


def _seen(path: Path) -> object:
    if path.is_symlink():
        return path.readlink()
    seen = path.lstat()
    return path.read_bytes() if path.is_file() and seen.st_size < 2**20 else (seen.st_mode, seen.st_size)


def _calls(port: socket.socket) -> int:
    try:
        port.accept()[0].close()
    except BlockingIOError:
        return 0
    return 1


def test_there_are_over_150_of_them_by_exchange_and_by_mail(attacked):
    assert len(attacked.laid.cases) > 150
    assert len(attacked.laid.mailed) > 30
    assert len({case.name for case in attacked.laid.cases.values()}) == len(attacked.laid.cases)


def test_each_of_them_is_judged_and_what_is_odd_is_named(attacked):
    wrong = []
    for who, case in attacked.laid.cases.items():
        record = attacked.records[who]
        said = " ".join((*record.problems, *record.notes))
        named = case.says in said and (case.verdict == "accepted" or bool(record.problems))
        if record.verdict != case.verdict or not named:
            wrong.append(f"{who} {case.name}: {record.verdict}: {said[:300]}")
    assert wrong == []


def test_nothing_was_executed(attacked):
    assert attacked.watch.heard == []
    assert attacked.calls == 0
    assert not (attacked.course.root.parent / "canary").exists()
    assert "CANARY" not in os.environ
    origins = [str(getattr(module, "__file__", "") or "") for module in list(sys.modules.values())]
    assert not any(one.startswith(str(attacked.course.root.parent)) for one in origins)


def test_the_watch_would_have_heard(port):
    """A watch that hears nothing proves nothing."""
    watch = Watch(awake=True)
    sys.addaudithook(watch)
    with closing(socket.create_connection(port.getsockname())):
        watch.awake = False
    assert len(watch.heard) == 1
    assert _calls(port) == 1


def test_nothing_outside_the_folders_of_the_session_was_touched(attacked):
    own = ("course/received/a9/", "course/submitted/", "course/autograded/", "course/gradebook.db")
    changed = {
        name
        for name in attacked.before.keys() | attacked.after.keys()
        if attacked.before.get(name) != attacked.after.get(name)
    }
    assert [name for name in sorted(changed) if not name.startswith(own)] == []


def test_a_submission_holds_four_files_whatever_was_sent(attacked):
    known = {"a9.ipynb", "assessment.yaml", "responses.json", "timestamp.txt"}
    for step in ("submitted", "autograded"):
        home = attacked.course.root / step
        found = {path.relative_to(home).as_posix() for path in home.rglob("*") if not path.is_dir()}
        people = {name.split("/")[0] for name in found}
        assert found == {f"{who}/a9/{name}" for who in people for name in known}


def test_whoever_is_in_order_was_scored_and_nobody_else(attacked):
    good = {who for who, case in attacked.laid.cases.items() if case.verdict == "accepted"}
    assert set(attacked.report.graded) == good | set(NEIGHBOURS)
    assert attacked.report.problems == {}


def test_the_neighbours_have_their_points(attacked):
    with gradebook.opened(attacked.course) as book:
        standings = gradebook.standings(book, "a9")
    assert [standings[who].score for who in NEIGHBOURS] == [6, 6, 6, 6]
    assert max(one.score for one in standings.values()) == 6


def test_no_sentence_about_them_can_steer_a_terminal(attacked):
    for state in states.state_of(attacked.course, "a9"):
        sentences = (*state.problems, *state.notes, state.name)
        assert not any(ord(letter) < 32 and letter != "\n" for line in sentences for letter in line), (
            sentences
        )


def test_taking_them_in_again_changes_no_verdict(attacked):
    again = _take_in(attacked.course, attacked.laid)
    before = {who: (one.verdict, one.problems) for who, one in attacked.records.items()}
    assert {who: (one.verdict, one.problems) for who, one in again.items()} == before
