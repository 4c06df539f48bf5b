"""The process behind a room: how it is opened, that it says so, and that it leaves nothing."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from asking import Asker
from desk import Desk
from files_along import PDF
from rooms import Browser, a_workspace, badge

from alongside.errors import StartError
from alongside.records.waiting import WAITING
from alongside.web.programme.room import start
from alongside.web.room.app import PORTS, free_port


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_workspace(tmp_path / "a workspace", "Aoife Byrne")


def opened(root: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "alongside", "room", str(root), "--no-browser"]
    command += ["--port", "0", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    return process, re.search(r"http://\S+", process.stdout.readline())[0]


def page(address: str) -> str:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    return opener.open(address, timeout=20).read().decode()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_room_opens_by_its_command_and_ends_in_good_order(root: Path, by: signal.Signals):
    process, screen = opened(root)
    with process:
        assert "Come in" in page(screen)
        process.send_signal(by)
        assert process.wait(30) == 0
        assert "Ctrl+C" in process.stdout.read()


def attached(process: subprocess.Popen[str], screen: str, root: Path, who: str) -> list[Path]:
    """Attach a PDF in an open room, and return where it waits."""
    port = int(re.search(r":(\d+)/", screen)[1])
    phone = Browser(SimpleNamespace(port=port, house=SimpleNamespace(cookie=f"alongside-room-{port}")))
    phone.come_in(badge(root, who))
    assert phone.attach("/attach/a1", ("a.pdf", PDF), task="a1-t1", what="The page").status == 303
    found = list((root / WAITING).rglob("*.pdf"))
    assert [one.parts[-5].split("-")[0] for one in found] == [str(process.pid)]
    return found


def test_files_that_nobody_handed_in_go_with_the_room_and_after_a_crash_at_the_next_start(root: Path):
    process, screen = opened(root)
    with process:
        left = attached(process, screen, root, "aoife-byrne")
        process.kill()
    assert [one.is_file() for one in left] == [True]
    process, screen = opened(root)
    with process:
        assert [one.exists() for one in left] == [False]
        attached(process, screen, root, "aoife-byrne")
        process.terminate()
        assert process.wait(30) == 0
    assert [one for one in (root / WAITING).rglob("*") if one.is_file()] == []


def test_a_room_ends_with_the_program_that_opened_it(root: Path):
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    process, screen = opened(root, "--parent", str(parent.pid))
    with process:
        assert "Come in" in page(screen)
        parent.kill()
        parent.communicate()
        assert process.wait(30) == 0


def test_a_taken_port_is_one_sentence(root: Path):
    with closing(socket.socket()) as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "alongside", "room", str(root), "--no-browser", "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == f"Port {port} is taken or not allowed. Leave --port out, or choose another."


def test_without_a_port_the_first_free_one_of_a_few_is_taken(monkeypatch: pytest.MonkeyPatch):
    tried: list[int] = []

    def taken(port: int, _ip: str) -> list[socket.socket]:
        tried.append(port)
        raise StartError("taken")

    monkeypatch.setattr("alongside.web.room.app.listening", taken)
    with pytest.raises(StartError, match=f"Ports {PORTS[0]} to {PORTS[-1]}"):
        free_port(None)
    assert tried == list(PORTS)


def test_the_trainers_page_opens_one_room_and_closes_it(tmp_path: Path):
    desk = Desk(tmp_path / "workspace", "--name", "Nika Dolinar")
    try:
        trainer = Asker(desk)

        def rooms() -> list[psutil.Process]:
            below = psutil.Process(desk.process.pid).children(recursive=True)
            return [one for one in below if "room" in one.cmdline()]

        assert "Nobody takes part yet" in trainer.get("room").text
        for _twice in range(2):
            assert trainer.post("room", {"act": "open"}).status == 302
        (one,) = rooms()
        assert "Come in" in page(re.search(r"http://127[^\"]*token=[^\"]*", trainer.get("room").text)[0])
        trainer.post("room", {"act": "close"})
        assert not one.is_running()
        assert "Open the room" in trainer.get("room").text
    finally:
        desk.stop()


def test_on_a_hub_nothing_opens_that_only_the_server_itself_could_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A room's screen and the read-only edition answer on the computer itself alone: nobody sits at a Hub."""
    monkeypatch.setenv("ALONGSIDE_ROLES", "trainer")
    desk = Desk(tmp_path / "workspace", "--name", "Nika Dolinar")
    try:
        trainer = Asker(desk)
        home = trainer.get("trainer")
        assert (home.status, "read-only edition" in home.text) == (200, False)
        page = trainer.get("room").text
        assert "This desk is on a Hub" in page
        assert "Open the room" not in page
        refused = {address: trainer.post(address, {}) for address in ("room", "library")}
        assert {address: one.status for address, one in refused.items()} == {"room": 409, "library": 409}
        assert "A room opens on a laptop" in refused["room"].text
    finally:
        desk.stop()


def test_where_no_room_can_be_opened_the_reason_is_named(tmp_path: Path):
    log = tmp_path / ".alongside" / "room.log"
    with pytest.raises(StartError, match="The room could not be opened") as told:
        start(tmp_path / "nothing here", log)
    assert str(log) in str(told.value)
    assert "alongside.yaml" in log.read_text(encoding="utf-8")
