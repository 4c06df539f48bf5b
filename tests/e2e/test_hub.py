"""A real Hub with real accounts: two people sign up, work and hand in; nobody reads or writes another's."""

from __future__ import annotations

import json
import os
import pwd
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from textwrap import dedent

import accounts
import psutil
import pytest
from builders import a_content
from hubs import PASSWORD, Hub, Visitor
from jinja2 import Environment, FileSystemLoader
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import expect

from alongside.grading import sessions
from alongside.grading.course import open_course, set_up_course
from alongside.grading.intake import received
from alongside.hub.accounts import account_name, ensure
from alongside.hub.cohort import slip
from alongside.hub.house import House, prepare, share_course
from alongside.hub.settings import TEMPLATES
from alongside.hub.warm import TO_WAIT
from alongside.model.people import Person
from alongside.records import badges
from alongside.records.people import change, enrol
from alongside.web.assets import Assets
from alongside.web.page import HERE

pytestmark = pytest.mark.skipif(bool(accounts.why_not()), reason=accounts.why_not() or "accounts can be made")

PLACE = "modules/m01-two-kinds-of-help"
WORDS = "I told her what to do, and she had asked for nothing."
SECRET = "nobody but its owner may read this"
PEOPLE = {
    "ana": ["trainee"],
    "ben": ["trainee"],
    "eva": ["trainee"],
    "asa": ["assessor"],
    "ivo": ["assessor"],
    "tove": ["trainer"],
    "orla": ["complaints"],
}
LINKS = ("stylesheet", "icon")
AT_WORK = ("ana", "asa", "tove", "orla")


@dataclass
class Scene:
    """A Hub with one person of four parts signed in, and a second trainee who is not."""

    hub: Hub
    ana: Visitor
    asa: Visitor
    tove: Visitor
    orla: Visitor
    landed: dict[str, str]
    codes: dict[str, str]

    @property
    def house(self) -> House:
        return self.hub.house


def furnish(house: House, content: Path) -> dict[str, str]:
    """Make the folders, a released session, people with codes, and secrets."""
    prepare(house)
    course = set_up_course(a_content(content), house.course, house.exchange, accounts=house.accounts)
    (course.root / "course.yaml").chmod(0o660)
    sessions.release(course, "a9")
    now = datetime.now(UTC)
    new = [
        Person(id=who, name=who.title(), organisation="School", roles=does) for who, does in PEOPLE.items()
    ]
    enrol(house.programme, new, "test", now, now.date())
    share_course(house)
    home = ensure(house, "ben", ["trainee"]).home
    owner = pwd.getpwnam(account_name("ben", house.account_prefix))
    (home / "m01.responses.json").write_text(SECRET)
    (home / "m01.responses.json").chmod(0o644)  # even a careless file lies behind a closed door
    os.chown(home / "m01.responses.json", owner.pw_uid, owner.pw_gid)
    return badges.issue_all(house.programme, list(PEOPLE), now, "hub", timedelta(days=1))


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with accounts.house() as house:
        codes = furnish(house, tmp_path_factory.mktemp("content"))
        hub = Hub(house)
        try:
            there = {who: Visitor(hub) for who in AT_WORK}
            for who, visitor in there.items():
                assert "you sign in with your name" in visitor.choose(codes[who].lower()).text
                visitor.ask("GET", "/hub/spawn")  # all desks begin to start
            landed = {who: visitor.go(f"/user/{who}/").path for who, visitor in there.items()}
            yield Scene(hub, **there, landed=landed, codes=codes)
        finally:
            hub.end_all()


def test_each_role_lands_where_it_belongs(scene):
    landed = {who: where.split("?")[0] for who, where in scene.landed.items()}
    places = {"ana": "", "asa": "assessor", "tove": "trainer", "orla": "complaints"}
    assert landed == {who: f"/user/{who}/alongside/{place}" for who, place in places.items()}


def test_a_browser_gets_the_scripts_of_a_page_and_reads_answers_with_its_token_only(scene):
    """A Hub takes requests of scripts for those of somebody else's page until the token says otherwise."""
    page = scene.ana.go(f"/user/ana/alongside/unit/{PLACE}").text
    scripts = re.findall(r'src="([^"]+\.js)"', page)
    assert scripts
    like_a_script = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin"}
    assert [scene.ana.ask("GET", one, **like_a_script).status for one in scripts] == [200 for _one in scripts]
    answer = f"/user/ana/alongside/api/answers/{PLACE}/m01-r1"
    assert scene.ana.ask("GET", answer, **like_a_script).status == 403
    with_token = {**like_a_script, "X-XSRFToken": scene.ana.xsrf("/user/ana/")}
    assert scene.ana.ask("GET", answer, **with_token).status == 200


def test_pages_of_another_part_are_refused_in_a_sentence(scene):
    for address in ("assessor", "trainer", "assessor/a9", "concerns"):
        refused = scene.ana.ask("GET", f"/user/ana/alongside/{address}")
        assert refused.status == 403
        assert "not for your part" in refused.text


def test_pages_of_the_hub_look_like_the_kits_and_anybody_can_use_them(scene, chromium, violations):
    """By keyboard, on a phone too, without a request elsewhere or a breach of the policy."""
    window = chromium.new_context(reduced_motion="reduce")
    page, wrong = window.new_page(), []
    page.on("console", lambda line: "Content Security Policy" in line.text and wrong.append(line.text))
    page.on("request", lambda asked: asked.url.startswith(scene.hub.base) or wrong.append(asked.url))
    for address, field in (("login", "#username"), ("first", "#code")):
        page.goto(f"{scene.hub.base}/hub/{address}")
        for width, _scheme in looks_at(page):
            assert violations(page) == []
            assert not wider_than_the_screen(page), (address, width)
        page.fill(field, "2222-2222")
        for key in ("Tab", "not the password", *(("Tab", "not the password") if address == "first" else ())):
            page.keyboard.press(key) if key == "Tab" else page.keyboard.type(key)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_visible()
        assert violations(page) == []
    window.close()
    assert wrong == []


def test_a_page_that_waits_long_says_so(scene, chromium, violations):
    """Not at once, and in words that are read aloud; the Hub's own page, held back from going on."""
    window = chromium.new_context(reduced_motion="reduce")
    page = window.new_page()
    page.goto(f"{scene.hub.base}/hub/login")
    look, mark = (page.get_attribute(f"link[rel={rel}]", "href").split("look/")[1] for rel in LINKS)
    names = {"look": look, "mark": mark, "waiting": Assets(HERE / "static").address("waiting.js")[7:]}
    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"])
    pages.install_null_translations(newstyle=True)
    body = pages.get_template("spawn_pending.html").render(base_url="/hub/", **names)
    page.route("**/hub/spawn-pending/*", lambda asked: asked.fulfill(body=body, content_type="text/html"))
    page.clock.install()
    page.goto(f"{scene.hub.base}/hub/spawn-pending/ben")
    expect(page.get_by_role("status")).to_contain_text("The page goes on by itself")
    expect(page.get_by_text("longer than usual")).to_be_hidden()
    page.clock.run_for(31_000)
    expect(page.get_by_role("status")).to_contain_text("longer than usual")
    page.clock.resume()
    for width, _scheme in looks_at(page):
        assert violations(page) == []
        assert not wider_than_the_screen(page), width
    window.close()


def test_a_neighbours_desk_is_closed(scene):
    assert scene.ana.go("/user/asa/alongside/").status in {403, 404}


def test_a_code_is_good_once_and_a_wrong_password_says_no_more_than_a_wrong_name(scene):
    stranger = Visitor(scene.hub)
    wrong, unknown = stranger.sign_in("ana", "not the password"), stranger.sign_in("nobody", PASSWORD)
    assert (wrong.status, unknown.status) == (403, 403)
    assert told(wrong.text) == told(unknown.text)
    assert stranger.choose("2222-2222").status == 403


def test_a_lost_password_is_replaced_by_a_slip_which_ends_what_was_open(scene):
    first, second = Visitor(scene.hub), Visitor(scene.hub)
    assert first.choose(scene.codes["ben"]).status == 200
    assert first.ask("GET", "/hub/home").status == 200
    _ben, code = slip(scene.house.programme, "Ben", datetime.now(UTC))
    assert second.choose(code, "another short sentence").status == 200
    assert first.ask("GET", "/hub/home").status == 302
    assert Visitor(scene.hub).sign_in("ben", PASSWORD).status == 403
    assert Visitor(scene.hub).sign_in("Ben", "another short sentence").status == 302


def told(page: str) -> str:
    return page.split('role="alert"')[1].split("</p>", maxsplit=1)[0]


def test_a_trainees_own_program_reads_nothing_of_others(scene):
    house = scene.house
    own = house.homes / account_name("ana", house.account_prefix)
    others = [one.pid for one in scene.hub.left() if not (one.username().endswith("-ana"))]
    forbidden = [
        house.homes / account_name("ben", house.account_prefix),
        house.homes / account_name("ben", house.account_prefix) / "m01.responses.json",
        house.homes / account_name("asa", house.account_prefix) / "alongside" / "alongside.yaml",
        house.course,
        house.course / "gradebook.db",
        house.course / "keys" / "a9.yaml",
        house.course / "course.yaml",
        house.programme / "cohort",
        house.programme / "cohort" / "people.json",
        house.programme / "cohort" / "badges.json",
        house.accounts,
        house.own,
        *(house.own / name for name in ("jupyterhub.sqlite", "cookie_secret", "passwords.json", "proxy.pid")),
        house.exchange / "alongside" / "inbound",
        house.exchange / "alongside" / "feedback",
        house.exchange / "shown",
        house.exchange / "comments",
        house.exchange / "complaints",
        house.programme / "complaints",
        house.exchange / "live" / "in",
        *(Path(f"/proc/{pid}/environ") for pid in [*others, os.getpid()]),
        *(Path(f"/proc/{pid}/mem") for pid in others[:1]),
    ]
    assert [path for path in forbidden[:-1] if not path.exists()] == []
    tried = [*map(str, forbidden), str(own)]
    found = json.loads(accounts.as_account(house, "ana", accounts.ATTEMPTS, json.dumps(tried)))
    assert found.pop(str(own))
    assert {name for name, got in found.items() if got is not None} == set()


def test_a_desk_keeps_nothing_of_the_process_that_it_is_a_copy_of(scene):
    """Not its account or groups, and above all not its line to the Hub: that asks for anybody's desk."""
    [warm] = waiting(scene.hub)
    desks = {one.username().rpartition("-")[2]: one for one in warm.children()}
    assert {"ana", "asa"} <= set(desks)
    for who, desk in desks.items():
        account = pwd.getpwnam(account_name(who, scene.house.account_prefix))
        assert set(desk.uids()) == {account.pw_uid}
        assert set(desk.gids()) == {account.pw_gid}
        assert groups_of(desk) == set(os.getgrouplist(account.pw_name, account.pw_gid))
        assert sockets_of(desk).isdisjoint(sockets_of(warm))
    assert sockets_of(warm)
    assert {name for name in warm.environ() if name.startswith(("JUPYTERHUB", "CONFIGPROXY"))} == set()


def waiting(hub: Hub) -> list[psutil.Process]:
    """What the Hub started to make desks of."""
    alive = [
        one for one in psutil.Process(hub.process.pid).children() if one.status() != psutil.STATUS_ZOMBIE
    ]
    return [one for one in alive if TO_WAIT in one.cmdline()]


def groups_of(process: psutil.Process) -> set[int]:
    told = Path(f"/proc/{process.pid}/status").read_text("utf-8")
    return set(map(int, re.search(r"^Groups:(.*)$", told, re.M)[1].split()))


def sockets_of(process: psutil.Process) -> set[str]:
    """The sockets that a process has open, by the numbers that the system gives them."""
    files = [str(one.readlink()) for one in Path(f"/proc/{process.pid}/fd").iterdir()]
    return {one for one in files if one.startswith("socket:")}


def test_an_assessor_reads_the_course_and_no_answers_on_a_desk(scene):
    house = scene.house
    home = str(house.homes / account_name("ana", house.account_prefix))
    closed = [home, house.own, house.programme / "cohort", house.course / "concerns"]
    closed += [house.exchange / "complaints", house.programme / "complaints"]
    tried = [str(house.course / "keys" / "a9.yaml"), *map(str, closed)]
    found = json.loads(accounts.as_account(house, "asa", accounts.ATTEMPTS, json.dumps(tried)))
    assert [found[name] is not None for name in tried] == [True, *[False for _one in closed]]


def test_a_desks_own_token_opens_nothing_of_others_at_the_hub(scene):
    """The token is in the environment of a trainee's own kernel."""
    told = {"X-XSRFToken": scene.ana.xsrf("/user/ana/"), "Content-Type": "application/json"}
    body = json.dumps({"name": "alongside"}).encode()
    begun = scene.ana.ask("POST", "/user/ana/api/kernels", body, **told, **{"Sec-Fetch-Mode": "cors"})
    assert begun.status == 201
    token = next(
        one.environ()["JUPYTERHUB_API_TOKEN"]
        for one in scene.hub.left()
        if one.username().endswith("-ana") and "ipykernel_launcher" in " ".join(one.cmdline())
    )
    asker = Visitor(scene.hub)
    with_token = {"Authorization": f"token {token}", "Sec-Fetch-Mode": "cors"}
    for address in ("users", "users/asa", "users/ben", "groups", "groups/assessor", "proxy", "services"):
        assert asker.ask("GET", f"/hub/api/{address}", **with_token).status in {403, 404}, address
    for method, address, body in (
        ("POST", "/hub/api/users/asa/tokens", b"{}"),
        ("DELETE", "/hub/api/users/asa/server", None),
        ("POST", "/hub/api/groups/assessor/users", b'{"users": ["ana"]}'),
        ("GET", "/user/asa/api/contents", None),
    ):
        assert asker.ask(method, address, body, **with_token).status in {403, 404}, address


FORGE = dedent(
    """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from alongside.grading.folders import put_inbound, stamp_of
    exchange, candidate, answers = Path(sys.argv[1]), sys.argv[2], sys.argv[3].encode()
    name = f"{candidate}+a9+{stamp_of(datetime.now(UTC))}"
    put_inbound(exchange, "alongside", name, {"responses.json": answers, "timestamp.txt": b"now"})
    """
)


def test_what_is_handed_in_counts_for_the_account_that_handed_it_in(scene):
    """Ana hands in by her page, and forges a hand-in of Ben; Asa collects; the forged one is refused."""
    ana, house = scene.ana, scene.house
    assert ana.press("/user/ana/", "begin/a9").status == 200
    saved = ana.put("/user/ana/", "assessments/a9/a9-t1", {"text": WORDS})
    assert (saved.status, saved.json["rev"]) == (200, 1)
    assert ana.press("/user/ana/", "handin/a9").status == 200
    forged = {"schema": 1, "session": "a9", "candidate": "ben", "answers": [], "portfolio": []}
    for named, at in (("ben", "2026-11-20T12:00:00.000Z"), ("ana", "2026-11-20T12:00:01.000Z")):
        answers = json.dumps({**forged, "handed_in_at": at})
        accounts.as_account(house, "ana", FORGE, str(house.exchange), named, answers)
    collected = scene.asa.press("/user/asa/", "assessor/a9", step="collect")
    assert collected.status == 200
    verdicts = sorted((one.verdict, one.candidate) for one in received(open_course(house.course), "a9"))
    assert verdicts == [("accepted", "ana"), ("foreign", "ben"), ("foreign", "ben")]
    assert (house.course / "submitted" / "ana" / "a9").is_dir()
    assert not (house.course / "submitted" / "ben").exists()


def test_where_that_process_was_killed_the_next_desk_starts_by_itself_and_there_is_another_process(scene):
    [killed] = waiting(scene.hub)
    killed.kill()
    eva = Visitor(scene.hub)
    eva.choose(scene.codes["eva"])
    eva.ask("GET", "/hub/spawn")
    assert eva.go("/user/eva/").path.startswith("/user/eva/alongside/")
    [begun] = [one for one in scene.hub.left() if one.username().endswith("-eva")]
    assert TO_WAIT not in begun.cmdline()
    [another] = [one for one in waiting(scene.hub) if one != killed]
    assert another.is_running()
    assert scene.ana.go("/user/ana/alongside/").status == 200


def test_a_desk_that_ends_while_it_opens_is_told_at_once_and_opens_when_it_was_put_right(scene):
    """Its settings are damaged: JupyterHub alone would wait for ten minutes, and the person with it."""
    eva = Visitor(scene.hub)
    eva.sign_in("eva")
    assert "You have signed out" in eva.go("/hub/logout").text
    eva.sign_in("eva")
    own = scene.house.homes / account_name("eva", scene.house.account_prefix) / "alongside" / "alongside.yaml"
    good = own.read_bytes()
    own.write_bytes(b"\xff{[")
    told = eva.go("/hub/spawn")
    assert "The desk of eva ended while it was being opened" in told.text
    assert "Nothing you wrote is lost" in told.text
    own.write_bytes(good)
    eva.ask("GET", "/hub/spawn")
    assert eva.go("/user/eva/").path.startswith("/user/eva/alongside/")


def test_whoever_loses_a_part_is_closed_out_of_it_and_told_so(scene):
    """The desk that was started for the part ends by itself; the next one lies in no folder of the course."""
    ivo, now = Visitor(scene.hub), datetime.now(UTC)
    ivo.choose(scene.codes["ivo"])
    ivo.ask("GET", "/hub/spawn")
    assert ivo.go("/user/ivo/").path.startswith("/user/ivo/alongside/assessor")
    change(scene.house.programme, "ivo", {"roles": ["trainee"]}, "test", now, day=now.date())
    closed = ivo.wait_for(lambda: (page := ivo.go("/user/ivo/alongside/assessor")).status == 424 and page)
    assert "Your desk is closed" in closed.text
    assert "when your part in the programme changes" in closed.text
    ivo.ask("GET", "/hub/spawn")
    assert ivo.go("/user/ivo/").path.split("?")[0] == "/user/ivo/alongside/"
    assert ivo.ask("GET", "/user/ivo/alongside/assessor").status == 403
    log = scene.hub.log.read_text("utf-8")
    assert log.count("Ending the server of ivo") == 1
    assert "RecursionError" not in log


def test_whoever_comes_back_to_a_page_of_a_closed_desk_is_led_to_that_page(scene):
    eva = Visitor(scene.hub)
    eva.sign_in("eva")
    eva.go("/hub/logout")
    eva.sign_in("eva")
    closed = eva.go(f"/user/eva/alongside/unit/{PLACE}")
    assert (closed.status, "Your desk is closed" in closed.text) == (424, True)
    leads = unescape(re.search(r'class="button" href="([^"]+)"', closed.text)[1])
    assert eva.go(leads).path.startswith(f"/user/eva/alongside/unit/{PLACE}")


COMPLAINT = "He told my head what I had said about the merger."


def test_a_complaint_goes_from_a_trainees_desk_to_the_person_for_complaints_and_nobody_else(scene):
    """Written, handed in, met with its deadline, answered; a trainer and an assessor find nothing of it."""
    home = scene.ana.go("/user/ana/alongside/").text
    assert "A complaint goes past trainers and assessors. On this Hub it is read by Orla" in home
    form = scene.ana.go("/user/ana/alongside/complaint").text
    assert "On this Hub it is read by Orla, and by nobody else" in form
    given = {"id": re.search(r'name="id" value="(\w+)"', form)[1], "about": "trainer", "words": COMPLAINT}
    done = scene.ana.press("/user/ana/", "complaint", act="lodge", name="Ana", **given).text
    assert "It has arrived" in done
    [due] = re.findall(r"<dt>Answer due by</dt><dd>(.*?)</dd>", done)

    page = scene.orla.go("/user/orla/alongside/complaints").text
    assert COMPLAINT in page
    assert re.search(r'Arrived on <time datetime="\d{4}-', page)
    assert re.search(r"<strong>Next, by .*?\d{4}: ", page)
    today = re.search(r'name="day" type="date" value="([^"]+)"', page)[1]
    for step, what, outcome, then in (
        ("acknowledged", "I wrote to her.", "", "Next, by "),
        ("heard", "Both sides, on one day.", "", f"Next, by {due}: "),
        ("answered", "He may not pass it on.", "upheld", "Nothing is open."),
    ):
        row = {"id": given["id"], "step": step, "day": today, "what": what, "outcome": outcome}
        page = scene.orla.press("/user/orla/", "complaints", act="step", **row).text
        assert what in page
        assert then in page

    for who, visitor, pages in (
        (
            "tove",
            scene.tove,
            ("trainer", "cohort", "cohort/people/ana", "trainer/comments", "cohort/messages"),
        ),
        ("asa", scene.asa, ("assessor", "assessor/a9")),
        ("ana", scene.ana, ("", "words", "complaint")),
    ):
        assert visitor.ask("GET", f"/user/{who}/alongside/complaints").status == 403
        for one in pages:
            answer = visitor.go(f"/user/{who}/alongside/{one}")
            assert (answer.status, COMPLAINT in answer.text) == (200, False), one
    [kept] = holding(COMPLAINT, scene.house.root, scene.house.homes)
    for who in ("ben", "tove", "asa", "ana"):
        tried = json.dumps([str(kept), str(kept.parent)])
        found = json.loads(accounts.as_account(scene.house, who, accounts.ATTEMPTS, tried))
        assert set(found.values()) == {None}, who


def holding(words: str, *places: Path) -> list[Path]:
    """The files of these folders in which the words stand."""
    files = (path for place in places for path in place.rglob("*") if path.is_file())
    return [path for path in files if words.encode() in path.read_bytes()]


ROOM = "trainer/s1/room"


@pytest.fixture
def code(scene) -> Iterator[str]:
    """The code of a live room of Tove, who has begun the second activity; closed afterwards."""
    assert scene.tove.press("/user/tove/", "trainer/s1/began", slot="m01-a2").status == 200
    page = scene.tove.press("/user/tove/", ROOM, act="open").text
    yield re.search(r'class="code"[^>]*>(\w{4})<', page)[1]
    scene.tove.press("/user/tove/", ROOM, act="close")


def test_what_is_shared_with_a_live_room_is_taken_in_with_no_page_of_the_trainer_open(scene, code):
    """Nobody looks from opening on; then the trainer's page and the projector show it, and she closes."""
    ana, tove = scene.ana, scene.tove

    def heard() -> dict:
        return ana.script("GET", "/user/ana/", f"live/{code}").json

    before = heard()
    assert (before["running"]["id"], before["mine"], before["away"]) == ("m01-a2", [], False)
    shared = {
        "rating": {"item": "m01-s1", "votes": {f"i{number}": "3" for number in range(1, 5)}},
        "takeaway": {"item": "takeaway", "text": "Ask first."},
        "stuck": {"item": "stuck", "called": "Table 3"},
        "done": {"item": "m01-a2"},
    }
    for n, (kind, what) in enumerate(shared.items(), 1):
        message = {"id": f"message-of-ana-{kind}", "n": n, "kind": kind, **what}
        assert ana.script("PUT", "/user/ana/", f"live/{code.lower()}", message).status == 200
    taken = ana.wait_for(lambda: (mine := heard()["mine"]) and len(mine) == len(shared) and mine)
    assert {one["id"]: one["state"] for one in taken} == {
        f"message-of-ana-{kind}": "waits" for kind in shared
    }

    page, screen = (tove.go(f"/user/tove/alongside/{one}").text for one in (ROOM, f"{ROOM}/screen"))
    assert "You may close this page and open it again" in page
    assert "Table 3" in page
    assert "Ask first." in page
    assert "One person is waiting for help" in screen
    assert "Table 3" not in screen
    assert "Ask first." not in screen
    for one in (page, screen):  # each keeps itself fresh, with the token that stands in it
        [now, token] = re.search(r'data-now="([^"]+)" data-xsrf="([^"]+)"', one).groups()
        like_its_script = {"Sec-Fetch-Mode": "cors", "X-XSRFToken": token}
        assert tove.ask("GET", now, **like_its_script).status == 200
    for act, given in (
        ("through", "message-of-ana-takeaway"),
        ("show", "takeaway"),
        ("helped", "message-of-ana-stuck"),
    ):
        assert tove.press("/user/tove/", ROOM, act=act, given=given).status == 200
    assert "Ask first." in tove.go(f"/user/tove/alongside/{ROOM}/screen").text
    states = {one["id"].removeprefix("message-of-ana-"): one["state"] for one in heard()["mine"]}
    assert (states["takeaway"], states["stuck"]) == ("through", "helped")

    assert tove.press("/user/tove/", ROOM, act="close").status == 200
    assert ana.script("GET", "/user/ana/", f"live/{code}").status == 404
    assert holding("Ask first.", scene.house.root) == []
