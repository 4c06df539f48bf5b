"""Photos, PDFs and recordings in a room: from a phone to the assessor, and to nobody else."""

from __future__ import annotations

import re
import shutil
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from files_along import PDF, SOUNDS, bomb, from_a_camera
from rooms import Answer, Browser, Room, a_workspace, badge

from alongside import paths
from alongside.grading import intake
from alongside.grading.course import Course, set_up_course
from alongside.grading.evidence import delete_due, served
from alongside.grading.evidence import erase as erase_files
from alongside.grading.folders import receipt_of
from alongside.model.attachment import MAX_FILE
from alongside.records import people
from alongside.records.waiting import forget_waiting
from alongside.responses.attaching import own_files
from alongside.web.attached import FILE_POLICY
from alongside.web.room import waiting

ATTACH, HANDIN = "/attach/a1", "/handin/a1"
SHOWS = "The page of our agreement"
NAMES = ("Aoife Byrne", "Bram Visser")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with Room(a_workspace(tmp_path_factory.mktemp("room") / "workspace", *NAMES)) as running:
        yield running


@pytest.fixture(scope="module")
def course(room: Room) -> Course:
    made = set_up_course(paths.content_root(), room.root / "course", room.root / "exchange")
    shutil.copytree(room.root / "exchange" / "alongside" / "outbound" / "a1", made.place("release", "a1"))
    return made


@pytest.fixture
def aoife(room: Room) -> Iterator[Browser]:
    """Somebody who has attached nothing yet, and may do it as often as anybody."""
    for one in (room.house.attaching, room.house.handing_in, room.house.carrying):
        one._done.clear()
    room.house.waiting.clear()
    yield Browser(room).come_in(badge(room.root, "aoife-byrne"))
    room.house.waiting.clear()


@pytest.fixture
def bram(room: Room) -> Browser:
    return Browser(room).come_in(badge(room.root, "bram-visser"))


def attach(one: Browser, raw: bytes = PDF, name: str = "nika.pdf", **said: str) -> Answer:
    return one.attach(ATTACH, (name, raw), **{"task": "a1-t1", "what": SHOWS, **said})


def waits(one: Browser, person: str = "aoife-byrne") -> list[str]:
    """The names of the files that wait for a person, as the kit gave them."""
    listed = own_files(one.room.house.waiting.place_of(person), "a1")
    return [each.attachment.file for each in listed]


def hand_in(one: Browser, along: list[str]) -> Answer:
    return one.send(HANDIN, {"answers": [], "along": [file.split(".")[0] for file in along]})


def handed_in(room: Room) -> list[Path]:
    return sorted((room.root / "exchange" / "alongside" / "inbound").iterdir())


def test_a_photo_a_pdf_and_a_recording_go_along_to_the_assessor(aoife: Browser, course: Course):
    until = (date.today() + timedelta(days=3)).isoformat()
    agreed = {"consent": "My mentee, on paper", "agreed": "yes", "until": until}
    sent = [
        attach(aoife, from_a_camera() + b"<script>", "IMG of Nika.jpg"),
        attach(aoife, PDF, what="Two pages"),
        attach(aoife, SOUNDS["m4a"], what="Ten minutes", **agreed),
    ]
    assert [(one.status, one.headers["Location"]) for one in sent] == [(303, f"{ATTACH}?done=attached")] * 3
    files = waits(aoife)
    page = aoife.get(HANDIN).text
    assert ("3 files go along" in page, f'<img src="{ATTACH}/{files[0]}"' in page) == (True, True)

    handed = hand_in(aoife, files).json["receipt"]
    assert handed["files"] == [one.split(".")[0] for one in files]
    (record,) = (
        one for one in intake.collect(course, "a1", datetime.now(UTC)) if one.receipt == handed["sha256"]
    )
    assert (record.verdict, record.candidate, record.problems, record.notes) == (
        "accepted",
        "aoife-byrne",
        [],
        [],
    )
    shown = [served(course, "a1", "aoife-byrne", one, datetime.now(UTC))[1] for one in files]
    assert shown[1:] == [PDF, SOUNDS["m4a"]]
    assert (shown[0][:3], b"script" in shown[0], b"Exif" in shown[0]) == (b"\xff\xd8\xff", False, False)
    for path in (one for one in aoife.room.root.rglob("*") if one.is_file()):
        assert b"IMG of Nika" not in path.read_bytes()

    spoken = files[2]
    delete_due(aoife.room.root, datetime.now(UTC) + timedelta(days=4))
    assert spoken not in {one.name for one in aoife.room.root.glob("course/received/**/*")}
    erase_files(course, "aoife-byrne")
    assert served(course, "a1", "aoife-byrne", files[1], datetime.now(UTC)) is None


def test_no_other_badge_and_no_stranger_reads_what_waits(aoife: Browser, bram: Browser):
    attach(aoife, from_a_camera())
    (file,) = waits(aoife)
    mine = aoife.get(f"{ATTACH}/{file}")
    assert (mine.status, mine.headers["Content-Type"]) == (200, "image/jpeg")
    assert (mine.headers["Content-Security-Policy"], mine.headers["X-Content-Type-Options"]) == (
        FILE_POLICY,
        "nosniff",
    )
    assert [one.get(f"{ATTACH}/{file}").status for one in (bram, Browser(aoife.room))] == [404, 302]
    assert SHOWS not in bram.get(ATTACH).text + bram.get(HANDIN).text
    bram.ask("POST", f"{ATTACH}?_xsrf={bram.xsrf}&person=aoife-byrne", b"", Content_Type="text/plain")
    bram.post(f"{ATTACH}?_xsrf={bram.xsrf}", back=file.split(".")[0])
    assert waits(aoife) == [file]
    stolen = hand_in(bram, [file])
    assert (stolen.status, "Other files go along now" in stolen.json["problem"]) == (409, True)
    for address in (f"/.alongside/room-files/{file}", f"{ATTACH}/../../{file}", f"/static/{file}"):
        assert aoife.get(address).status == 404


def test_what_another_site_sends_is_refused_before_it_is_read(aoife: Browser):
    kind = {"Content_Type": "multipart/form-data; boundary=x"}
    body = b'--x\r\nContent-Disposition: form-data; name="_xsrf"\r\n\r\n' + aoife.xsrf.encode() + b"\r\n--x--"
    assert [aoife.ask("POST", path, body, **kind).status for path in (ATTACH, f"{ATTACH}?_xsrf=1")] == [
        403,
        403,
    ]
    assert aoife.ask("POST", f"{ATTACH}?_xsrf={aoife.xsrf}", body, Content_Type="text/plain").status == 400


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "no kind of file that can go along"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no kind of file that can go along"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "HEIC"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(8) + b"hdlr" + bytes(8) + b"vide", "films cannot go along"),
        (bomb(), "million points"),
        (b"\xff\xd8\xff<script>", "damaged"),
        (SOUNDS["m4a"], "say who agreed"),
    ],
    ids=["empty", "html", "svg", "heic", "film", "bomb", "damaged", "no consent"],
)
def test_what_cannot_go_along_is_refused_in_a_sentence_and_the_words_stay(
    aoife: Browser, raw: bytes, says: str
):
    refused = attach(aoife, raw, '"><b>.jpg', what="Words <i>that</i> stay")
    assert (refused.status, says in refused.text) == (422, True)
    assert 'value="Words &lt;i&gt;that&lt;/i&gt; stay"' in refused.text
    assert waits(aoife) == []


def test_a_form_without_a_file_or_for_another_task_attaches_nothing(aoife: Browser):
    assert attach(aoife, b"", "").status == 422
    assert attach(aoife, task="m03-r1").status == 400
    assert [aoife.get(f"/attach/{one}").status for one in ("m03", "a2", "z9")] == [404] * 3
    assert aoife.attach("/attach/m03", ("a.pdf", PDF), task="m03-r1", what="x").status == 404
    assert waits(aoife) == []


def test_the_same_form_sent_twice_is_one_file(aoife: Browser):
    with ThreadPoolExecutor(2) as phone:
        both = list(phone.map(lambda _again: attach(aoife, from_a_camera()), range(2)))
    late = attach(aoife, from_a_camera())
    assert [one.headers["Location"] for one in (*both, late)] == [f"{ATTACH}?done=attached"] * 3
    assert len(waits(aoife)) == 1
    other = attach(aoife, from_a_camera(), task="a1-t2")
    assert (other.status, "goes along already" in other.text) == (422, True)


def test_what_is_taken_back_is_gone_and_an_older_page_hands_nothing_else_in(aoife: Browser):
    attach(aoife)
    attach(aoife, PDF + b"%", what="Second")
    first, second = waits(aoife)
    back = aoife.post(f"{ATTACH}?_xsrf={aoife.xsrf}", back=first.split(".")[0])
    assert (back.status, back.headers["Location"]) == (303, f"{ATTACH}?done=back")
    assert "Taken back" in aoife.get(back.headers["Location"]).text
    assert not list(aoife.room.house.waiting.home.rglob(first))
    assert aoife.get(f"{ATTACH}/{first}").status == 404
    before = handed_in(aoife.room)
    stale = hand_in(aoife, [first, second])
    assert (stale.status, "load this page again" in stale.json["problem"]) == (409, True)
    assert hand_in(aoife, []).status == 409
    assert handed_in(aoife.room) == before
    assert hand_in(aoife, [second]).json["receipt"]["files"] == [second.split(".")[0]]
    assert waits(aoife) == [second], "handing in once more carries it, too"


@pytest.mark.parametrize("named", ["attachments", "files"])
def test_a_browser_does_not_say_which_files_it_hands_in(aoife: Browser, named: str):
    attach(aoife)
    along = [one.split(".")[0] for one in waits(aoife)]
    assert aoife.send(HANDIN, {"answers": [], "along": along, named: []}).status == 409
    assert aoife.send(HANDIN, {"answers": [], "along": {"0": along[0]}}).status == 409


def test_a_file_that_is_gone_from_the_disk_stops_the_hand_in_in_a_sentence(aoife: Browser):
    attach(aoife)
    (file,) = waits(aoife)
    next(aoife.room.house.waiting.home.rglob(file)).unlink()
    refused = hand_in(aoife, [file])
    assert (refused.status, "is not there any more" in refused.json["problem"]) == (409, True)


def test_what_is_too_large_is_refused_in_a_sentence_and_never_kept(aoife: Browser):
    for size in (MAX_FILE + 1, MAX_FILE + 2**20):
        refused = attach(aoife, PDF + bytes(size - len(PDF)))
        assert (refused.status in {413, 422}, "larger than 20 MB" in refused.text) == (True, True)
    with socket.create_connection(("127.0.0.1", aoife.room.port), timeout=10) as raw:
        cookies = "; ".join(f"{name}={value}" for name, value in aoife.cookies.items())
        head = f"POST {ATTACH}?_xsrf={aoife.xsrf} HTTP/1.1\r\nHost: 127.0.0.1:{aoife.room.port}\r\n"
        kind = "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9999999999\r\n\r\n"
        raw.sendall(f"{head}Cookie: {cookies}\r\n{kind}".encode())
        assert b"413" in raw.recv(100)
    assert waits(aoife) == []
    assert attach(aoife).status == 303


def test_a_room_that_is_full_says_so_and_other_things_go_on(
    aoife: Browser, bram: Browser, monkeypatch: pytest.MonkeyPatch
):
    attach(aoife)
    (file,) = waits(aoife)
    monkeypatch.setattr(waiting, "MOST_EACH", 500)
    refused = attach(aoife, PDF + b"%")
    assert (refused.status, "Take one of them back first" in refused.text) == (413, True)
    monkeypatch.undo()
    monkeypatch.setattr(waiting, "MOST_IN_ALL", 500)
    refused = attach(bram, PDF + b"%")
    assert (refused.status, "has no room for more files now" in refused.text) == (507, True)
    monkeypatch.undo()
    monkeypatch.setattr(waiting, "LEFT_FREE", 2**62)
    assert attach(bram, PDF + b"%").status == 507
    refused = hand_in(aoife, [file])
    assert (refused.status, "nothing was handed in" in refused.json["problem"]) == (409, True)
    assert hand_in(bram, []).status == 200
    monkeypatch.undo()
    assert attach(bram, PDF + b"%").status == 303
    assert [len(waits(one, who)) for one, who in ((aoife, "aoife-byrne"), (bram, "bram-visser"))] == [1, 1]


def test_one_person_attaches_and_hands_in_files_so_often_and_no_oftener(aoife: Browser, bram: Browser):
    for _time in range(30):
        aoife.room.house.attaching.too_often("aoife-byrne", datetime.now(UTC))
    refused = attach(aoife)
    assert (refused.status, "many files just now" in refused.text) == (429, True)
    assert attach(bram).status == 303
    along = waits(bram, "bram-visser")
    assert [hand_in(bram, along).status for _time in range(7)] == [200] * 6 + [429]
    assert aoife.post(f"{ATTACH}?_xsrf={aoife.xsrf}", back="0" * 64).status == 303


def test_a_form_that_is_broken_off_leaves_nothing_and_holds_nobody_up(aoife: Browser):
    waiting_ = aoife.room.house.waiting
    head = f"POST {ATTACH}?_xsrf={aoife.xsrf} HTTP/1.1\r\nHost: 127.0.0.1:{aoife.room.port}\r\n"
    head += "Cookie: " + "; ".join(f"{name}={value}" for name, value in aoife.cookies.items()) + "\r\n"
    head += "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\nbegun"
    open_ones = [socket.create_connection(("127.0.0.1", aoife.room.port), timeout=10) for _ in range(2)]
    for one in open_ones:
        one.sendall(head.encode())
    _until(lambda: waiting_._coming["aoife-byrne"] == 2)
    refused = attach(aoife)
    assert (refused.status, "still on their way" in refused.text) == (429, True)
    for one in open_ones:
        one.close()
    _until(lambda: waiting_._coming["aoife-byrne"] == 0)
    assert waiting_._bytes.total() == 0
    assert attach(aoife).status == 303


def _until(there: Any) -> None:
    """Wait for a state of the server, however long a slow computer takes for it."""
    ends = time.monotonic() + 60
    while not there():
        assert time.monotonic() < ends
        time.sleep(0.01)


def test_forty_phones_send_a_photo_at_once(tmp_path: Path):
    names = [f"Person {number}" for number in range(40)]
    with Room(a_workspace(tmp_path / "workspace", *names)) as room:
        now = datetime.now(UTC)
        tokens = {f"person-{n}": room.house.inside.enter(f"person-{n}", names[n], now) for n in range(40)}
        photo = from_a_camera()

        def one(person: str) -> int:
            phone = Browser(room)
            phone.get("/join")
            phone.cookies[room.house.cookie] = tokens[person]
            return attach(phone, photo).status

        with ThreadPoolExecutor(40) as phones:
            assert set(phones.map(one, tokens)) == {303}
        assert len(list(room.house.waiting.home.glob("*/evidence/a1/*.jpg"))) == 40
        assert room.house.waiting._bytes.total() == 0


def test_whoever_withdrew_or_is_erased_leaves_nothing_here(tmp_path: Path):
    with Room(a_workspace(tmp_path / "workspace", *NAMES)) as room:
        aoife = Browser(room).come_in(badge(room.root, "aoife-byrne"))
        bram = Browser(room).come_in(badge(room.root, "bram-visser"))
        assert [attach(one).status for one in (aoife, bram)] == [303, 303]
        assert forget_waiting(room.root, "aoife-byrne") == []
        assert (waits(aoife), len(waits(bram, "bram-visser"))) == ([], 1)
        now = datetime.now(UTC)
        people.withdraw(room.root, "bram-visser", "trainer", now, day=now.date())
        refused = attach(bram, PDF + b"%")
        assert (refused.status, "Ask your trainer" in refused.text) == (409, True)


def test_a_hand_in_without_files_says_nothing_about_files(aoife: Browser):
    receipt = aoife.send(HANDIN, {"answers": []}).json["receipt"]
    written = [(one / "responses.json").read_bytes() for one in handed_in(aoife.room)]
    (mine,) = (one for one in written if receipt_of(one) == receipt["sha256"])
    assert ("files" in receipt, b"attachments" in mine) == (False, False)


def test_the_pages_say_where_a_file_waits_and_work_without_script(aoife: Browser):
    page = aoife.get(ATTACH).text
    for told in ("It waits on the trainer’s computer,", "when the room closes", "unencrypted", "20 MB each"):
        assert told in page
    assert re.search(r'<form method="post" id="attach" action="/attach/a1\?_xsrf=', page)
    assert 'accept="image/jpeg,image/png" capture="environment"' in page
    assert "<noscript>" not in page
