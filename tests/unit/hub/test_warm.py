"""Desks as copies of one process: what a copy is given, what it keeps, and what happens without it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from alongside.hub import warm
from alongside.hub.becoming import START_LOG
from alongside.hub.warm import Desk, Warm, born
from alongside.web.server import _hub_settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="desks are forked on Linux only")

A_DESK = dedent(
    """
    import json, os, sys
    from pathlib import Path
    from alongside.hub.warm import wait_for_desks
    wait_for_desks(int(sys.argv[-1]))
    told = {
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "mask": os.umask(0),
        "leads": os.getsid(0) == os.getpid(),
        "open": [int(one.name) for one in Path("/proc/self/fd").iterdir() if one.exists()],
    }
    Path("told.new").write_text(json.dumps(told))
    Path("told.new").rename("told.json")
    if "FAILS" in os.environ:
        raise RuntimeError("this desk does not start")
    """
)
OF_A_HOME = dedent(
    """
    from importlib import import_module
    from alongside.cli.loading import MODULES
    from alongside.hub.warm import NO_HOME
    from traitlets import HasTraits
    for name in MODULES:
        import_module(name)
    kinds, seen = [HasTraits], set()
    while kinds:
        kind = kinds.pop()
        kinds += [one for one in kind.__subclasses__() if one not in seen]
        seen.add(kind)
        for name, trait in vars(kind).items():
            if NO_HOME in str(getattr(trait, "default_value", "")):
                print(f"{kind.__name__}.{name}")
    """
)
LONG_ENOUGH = 120.0


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> Iterator[Warm]:
    """A process that waits to become a desk, which only says how it is."""
    monkeypatch.setattr(warm, "COMMAND", (sys.executable, "-c", A_DESK))
    found = Warm({"PYTHONPATH": os.pathsep.join(str(Path(place).resolve()) for place in sys.path)})
    yield found
    found.end()


def started(ready: Warm, home: Path, **environment: str) -> int:
    home.mkdir()
    number = ready.start(Desk("", str(home), 0o027, {"OWN": home.name, **environment}))
    assert number is not None
    return number


def until(there: Path) -> str:
    """Wait for a file, and return what is in it."""
    limit = time.monotonic() + LONG_ENOUGH
    while not there.exists():
        assert time.monotonic() < limit, f"no {there}"
        time.sleep(0.01)
    return there.read_text("utf-8")


def test_each_copy_is_a_desk_of_its_own_with_nothing_of_where_it_came_from(ready, tmp_path):
    homes = [tmp_path / name for name in ("ana", "ben")]
    numbers = [started(ready, home) for home in homes]
    assert len({ready.process.pid, *numbers}) == 3
    for home in homes:
        told = json.loads(until(home / "told.json"))
        # Python itself adds what it needs for the encoding of a terminal.
        assert {name: text for name, text in told["environment"].items() if name != "LC_CTYPE"} == {
            "OWN": home.name
        }
        assert (told["folder"], told["mask"], told["leads"]) == (str(home), 0o027, True)
        assert [number for number in told["open"] if number > 2] == []


def test_a_desk_that_fails_says_why_in_its_own_folder_and_the_next_one_starts(ready, tmp_path):
    number = started(ready, tmp_path / "ana", FAILS="1")
    until(tmp_path / "ana" / "told.json")
    wait_for_the_end(number)
    assert "this desk does not start" in (tmp_path / "ana" / START_LOG).read_text("utf-8")
    started(ready, tmp_path / "ben")
    assert json.loads(until(tmp_path / "ben" / "told.json"))["environment"]["OWN"] == "ben"


def test_a_copy_that_cannot_become_its_persons_goes_no_further(ready, tmp_path):
    number = ready.start(Desk("", str(tmp_path / "not-there"), 0o027, {}))
    wait_for_the_end(number)
    started(ready, tmp_path / "ana")
    until(tmp_path / "ana" / "told.json")


def test_without_the_process_nothing_is_started_and_the_hub_is_told(ready, tmp_path):
    os.kill(ready.process.pid, signal.SIGKILL)
    assert ready.start(Desk("", str(tmp_path), 0o027, {})) is None
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_was_killed_has_a_successor_and_one_that_never_made_a_desk_has_none(ready, tmp_path):
    assert ready.successor() is None
    started(ready, tmp_path / "ana")
    os.kill(ready.process.pid, signal.SIGKILL)
    assert ready.start(Desk("", str(tmp_path), 0o027, {})) is None
    another = ready.successor()
    try:
        started(another, tmp_path / "ben")
        until(tmp_path / "ben" / "told.json")
    finally:
        another.end()


def test_the_process_ends_with_the_hub(ready):
    ready._socket.close()
    assert ready.process.wait(LONG_ENOUGH) == 0


def test_what_is_loaded_early_takes_from_a_home_only_what_a_desk_sets_anew(tmp_path):
    """JupyterLab makes defaults of the home that is there when it is imported."""
    places = os.pathsep.join(str(Path(place).resolve()) for place in sys.path)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": places, "HOME": warm.NO_HOME}
    found = subprocess.run(
        [sys.executable, "-P", "-c", OF_A_HOME],
        env=environment,
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(found.stdout.split()) == {"LabApp.user_settings_dir", "LabApp.workspaces_dir"}
    desk = _hub_settings(tmp_path, tmp_path / "server.log", 3, assesses=False)
    assert desk.LabApp.user_settings_dir
    assert desk.LabServerApp.workspaces_dir == str(tmp_path / "layouts")


def test_a_number_that_was_given_again_is_not_taken_for_the_first_process(ready):
    assert born(os.getpid()) not in {"", born(ready.process.pid)}
    ready.end()
    assert born(ready.process.pid) == ""


def wait_for_the_end(number: int) -> None:
    limit = time.monotonic() + LONG_ENOUGH
    while born(number):
        assert time.monotonic() < limit
        time.sleep(0.01)
