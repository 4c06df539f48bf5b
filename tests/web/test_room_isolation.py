"""Who reaches what in a room: strangers, other badges, other sites, who sends too much or too slowly."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rooms import DAY, Browser, Room, a_workspace, badge

from alongside.records import badges
from alongside.web.room.app import ROUTES
from alongside.web.room.live import HANDLERS
from alongside.web.room.page import POLICY, RoomPage

SECRET = "a word that nobody in the room may read"
NAMES = ("Aoife Byrne", "Bram Visser", *(f"Person {number}" for number in range(38)))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    root = a_workspace(tmp_path_factory.mktemp("room") / "workspace", *NAMES)
    for name in ("course/keys/a1.yaml", "course/gradebook.db", "trainer-notes/m01.md", "trainer/log.json"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(SECRET, encoding="utf-8")
    with Room(root) as running:
        yield running


@pytest.fixture
def aoife(room: Room) -> Browser:
    return Browser(room).come_in(badge(room.root, "aoife-byrne"))


def test_every_page_says_who_it_is_for():
    handlers = {route[1] for route in (*ROUTES, *HANDLERS)}
    assert all(issubclass(one, RoomPage) for one in handlers)
    assert {one.access for one in handlers} <= {"anybody", "person", "trainer"}
    free = {one.__name__ for one in handlers if one.access == "anybody"}
    assert free == {"JoinPage", "AssetPage"}


def some_address(pattern: str) -> str:
    return (
        pattern.replace("(?:/([a-z0-9/-]{1,80}))?", "/glossary")
        .replace("([a-z][0-9]{1,2})", "a1")
        .replace("([A-Za-z0-9_.-]+)", "room.css")
        .replace("([0-9a-f]{64}\\.[a-z0-9]{3,4})", f"{'0' * 64}.jpg")
    )


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route[1].access != "anybody"], ids=lambda one: one[0]
)
def test_a_stranger_gets_nothing_but_the_way_in(room: Room, route: tuple):
    stranger, path = Browser(room), some_address(route[0])
    answer = stranger.get(path)
    if route[1].access == "trainer":
        assert answer.status in {404, 405}
    else:
        assert (answer.status, answer.headers.get("Location")) in {(302, "/join"), (405, None)}
    assert stranger.post(path).status in {403, 404, 405}
    assert stranger.get(path, Cookie=f"{room.house.cookie}=aoife-byrne").status in {302, 404, 405}


@pytest.mark.parametrize("path", ["/screen", "/screen/who", "/screen/out", "/screen/close"])
def test_a_badge_does_not_open_the_screen_of_the_trainer(aoife: Browser, path: str):
    assert aoife.get(path).status in {404, 405}
    assert aoife.post(path, person="bram-visser").status in {404, 405}
    wrong = {aoife.room.house.trainer_cookie: aoife.room.house.token[:-1]}
    aoife.cookies |= wrong
    assert aoife.get("/screen").status == 404
    assert aoife.get("/screen?token=guessed").status == 404


def test_the_trainer_sees_who_is_in_and_sends_somebody_out(room: Room, aoife: Browser):
    trainer = Browser(room)
    assert trainer.get(f"/screen?token={room.house.token}").headers["Location"] == "/screen"
    page = trainer.get("/screen")
    assert (page.status, "Aoife Byrne" in page.text, "data:image/svg+xml" in page.text) == (200, True, True)
    assert room.house.token not in page.text
    assert trainer.get("/screen/who").json["inside"] == [{"person": "aoife-byrne", "name": "Aoife Byrne"}]
    assert trainer.post("/screen/out", person="aoife-byrne").status == 302
    assert aoife.get("/").headers["Location"] == "/join"


@pytest.mark.parametrize(
    "path",
    [
        "/keys/a1.yaml",
        "/course/keys/a1.yaml",
        "/course/gradebook.db",
        "/cohort/people.json",
        "/cohort/badges.json",
        "/trainer-notes/m01.md",
        "/trainer/log.json",
        "/exchange/",
        "/alongside.yaml",
        "/.alongside/room.json",
        "/.alongside/room-files/",
        "/attach/../../.alongside/room.json",
        "/static/",
        "/static/../alongside.yaml",
        "/static/..%2f..%2falongside.yaml",
        "/static/%2e%2e/%2e%2e/cohort/badges.json",
        "/handbook/../course/keys/a1.yaml",
        "/handbook/nothing/here",
        "/unit/../course/keys/a1.yaml",
        "/unit/a1%2f..%2f..%2fcourse",
        "/unit/a1/../../cohort/people.json",
        "/handin/..%2fcohort",
        "/feedback/a1%00",
        "/feedback/a1?person=bram-visser",
        "/files/alongside.yaml",
        "/api/contents",
        "/api/kernels",
        "/lab",
        "/alongside/trainer",
        "//etc/passwd",
    ],
)
def test_nothing_of_the_workspace_is_reached_by_an_address(room: Room, aoife: Browser, path: str):
    for one in (aoife, Browser(room)):
        answer = one.get(path)
        assert answer.status in {302, 400, 404}
        assert SECRET not in answer.text
        assert "hash" not in answer.text


def test_a_name_that_is_not_this_computers_is_not_answered(room: Room, aoife: Browser):
    """A page elsewhere may make its own name lead here (DNS rebinding): the browser then sends that name."""
    for host in (
        "evil.example",
        f"evil.example:{room.port}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1.evil:{room.port}",
    ):
        answer = aoife.get("/", Host=host)
        assert (answer.status, answer.headers["Content-Type"]) == (421, "text/plain; charset=utf-8")
        assert "Aoife" not in answer.text
    assert aoife.get("/", Host=f"localhost:{room.port}").status == 200


def test_what_another_site_sends_in_ones_name_is_refused(aoife: Browser):
    for path in ("/leave", "/join", "/handin/a1"):
        assert (
            aoife.ask("POST", path, b"code=1", Content_Type="application/x-www-form-urlencoded").status == 403
        )
    assert aoife.get("/").status == 200


def test_cookies_are_for_the_server_alone_and_pages_load_only_its_own_files(room: Room):
    browser = Browser(room)
    answer = browser.post("/join", code=badge(room.root, "bram-visser"))
    cookie = answer.headers["Set-Cookie"]
    assert ("HttpOnly" in cookie, "SameSite=Strict" in cookie) == (True, True)
    page = browser.get("/unit/m03")
    assert page.headers["Content-Security-Policy"] == POLICY
    assert (page.headers["Cache-Control"], page.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert 'style="' not in page.text
    assert "<script>" not in page.text
    assert "Something is wrong?" in page.text


def test_a_wrong_code_an_unknown_an_old_and_an_ended_one_look_alike(room: Room):
    ended, old = badge(room.root, "person-1"), badge(room.root, "person-2", timedelta(seconds=-1))
    badge(room.root, "person-1")
    answers = [Browser(room).post("/join", code=code) for code in ("2345-6789", "?", ended, old)]
    room.house.door.right("127.0.0.1")
    assert {one.status for one in answers} == {403}
    assert len({one.text.split("<main")[1].split("<form")[0] for one in answers}) == 1


def test_wrong_codes_make_one_wait_and_the_page_says_for_how_long(room: Room):
    browser, code = Browser(room), badge(room.root, "person-3")
    answers = [browser.post("/join", code="2345-6789") for _ in range(6)]
    right = browser.post("/join", code=code)
    room.house.door.right("127.0.0.1")
    assert [one.status for one in answers] == [403, 403, 403, 403, 429, 429]
    assert (right.status, "Try again in" in right.text, int(right.headers["Retry-After"]) > 0) == (
        429,
        True,
        True,
    )
    assert browser.post("/join", code=code).status == 302


def test_signing_out_ends_the_visit_even_for_whoever_copied_the_cookie(room: Room, aoife: Browser):
    copied = Browser(room)
    copied.cookies = dict(aoife.cookies)
    assert aoife.post("/leave").headers["Location"] == "/join"
    assert copied.get("/").headers["Location"] == "/join"


def test_a_body_that_is_too_large_is_not_read(aoife: Browser):
    huge = aoife.ask(
        "POST", "/join", b"code=" + b"x" * 8000, Content_Type="application/x-www-form-urlencoded"
    )
    assert huge.status in {403, 413}
    assert aoife.send("/handin/a1", {"answers": ["x" * 3_000_000]}).status == 409
    with socket.create_connection(("127.0.0.1", aoife.room.port), timeout=10) as raw:
        raw.sendall(b"POST /handin/a1 HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n")
        assert b"400" in raw.recv(100)


def test_whoever_sends_slowly_is_hung_up_on_and_others_are_served(tmp_path: Path):
    with Room(a_workspace(tmp_path / "workspace", "Aoife Byrne"), slowest=0.3) as room:
        slow = [socket.create_connection(("127.0.0.1", room.port), timeout=10) for _ in range(20)]
        for number, raw in enumerate(slow):
            body = b"POST /join HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\ncode"
            raw.sendall(body if number % 2 else b"GET / HTTP/1.1\r\nHo")
        assert Browser(room).get("/join").status == 200
        assert [raw.recv(10) for raw in slow[:2]] == [b"", b""]
        for raw in slow:
            raw.close()


def test_forty_people_come_in_open_a_module_and_hand_in_at_once(room: Room):
    """Their codes are looked up two at a time, and pages of others are answered meanwhile."""
    everybody = ["aoife-byrne", "bram-visser", *(f"person-{number}" for number in range(38))]
    codes = badges.issue_all(room.root, everybody, datetime.now(UTC), "room", DAY).values()

    def one(code: str) -> tuple[int, int, str]:
        browser = Browser(room).come_in(code)
        unit = browser.get("/unit/m03")
        entry = {"id": "a1-t1", "kind": "reflection", "value": {"text": code}, "rev": 1, "lang": "en"}
        entry |= {"saved_at": "2026-11-24T11:00:00.000Z", "prompt": "?", "content_version": 1}
        sent = browser.send("/handin/a1", {"answers": [entry]})
        return unit.status, sent.status, sent.json["receipt"]["sha256"]

    with ThreadPoolExecutor(40) as people:
        done = list(people.map(one, codes))
    assert {(unit, sent) for unit, sent, _receipt in done} == {(200, 200)}
    inbound = room.root / "exchange" / "alongside" / "inbound"
    assert (
        len({receipt for *_statuses, receipt in done})
        == len({one.name.split("+")[0] for one in inbound.iterdir()})
        == 40
    )


def test_where_the_trainers_files_lie_is_told_to_nobody(tmp_path: Path):
    with Room(a_workspace(tmp_path / "workspace", "Aoife Byrne")) as room:
        aoife = Browser(room).come_in(badge(room.root, "aoife-byrne"))
        for name in ("badges.json", "people.json"):
            (room.root / "cohort" / name).write_text("{", encoding="utf-8")
        answers = [aoife.send("/handin/a1", {"answers": []}), Browser(room).post("/join", code="2345-6789")]
    assert [one.status for one in answers] == [500, 500]
    assert not [one.text for one in answers if str(tmp_path) in one.text or "Traceback" in one.text]


def test_pages_that_do_not_exist_look_alike_to_everybody(room: Room, aoife: Browser):
    assert [one.get("/wp-admin").status for one in (aoife, Browser(room))] == [404, 404]


def test_every_link_on_the_pages_of_a_room_leads_somewhere(aoife: Browser):
    """Of each kind of page one: what it leads to is there, and lies in the room."""
    pages = ("/", "/unit/m03", "/unit/a1", "/handin/a1", "/attach/a1", "/handbook", "/handbook/glossary")
    found = {link for one in pages for link in re.findall(r'(?:href|src)="([^"#]+)', aoife.get(one).text)}
    assert not [link for link in found if not link.startswith(("/", "https://", "data:"))]
    inside = sorted(link for link in found if link.startswith("/"))
    assert len(inside) > 30
    assert [link for link in inside if aoife.get(link).status != 200] == []


def test_a_new_code_ends_every_visit_with_the_old_one_and_nobody_elses(room: Room):
    found, other = (Browser(room).come_in(badge(room.root, one)) for one in ("bram-visser", "person-3"))
    owner = Browser(room).come_in(badge(room.root, "bram-visser"))
    assert found.get("/").headers.get("Location") == "/join"
    assert found.send("/handin/a1", {}).status == 403
    assert [one.get("/").status for one in (owner, other)] == [200, 200]
