"""A real Hub with real accounts: two people sign up, work and hand in; nobody reads or writes another's."""

from __future__ import annotations

import json
import os
import pwd
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent

import accounts
import pytest
from builders import a_content
from hubs import PASSWORD, Hub, Visitor
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import expect

from alongside.grading import sessions
from alongside.grading.course import open_course, set_up_course
from alongside.grading.intake import received
from alongside.hub.accounts import account_name, ensure
from alongside.hub.cohort import slip
from alongside.hub.house import House, prepare, share_course
from alongside.model.people import Person
from alongside.records import badges
from alongside.records.people import enrol

pytestmark = pytest.mark.skipif(bool(accounts.why_not()), reason=accounts.why_not() or "accounts can be made")

PLACE = "modules/m01-two-kinds-of-help"
WORDS = "I told her what to do, and she had asked for nothing."
SECRET = "nobody but its owner may read this"
PEOPLE = {"ana": ["trainee"], "ben": ["trainee"], "asa": ["assessor"]}


@dataclass
class Scene:
    """A Hub with a trainee and an assessor signed in, and a second trainee who is not."""

    hub: Hub
    ana: Visitor
    asa: Visitor
    landed: dict[str, str]
    codes: dict[str, str]

    @property
    def house(self) -> House:
        return self.hub.house


def furnish(house: House, content: Path) -> dict[str, str]:
    """Make the folders, a released session, three people with codes, and secrets."""
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
            ana, asa = Visitor(hub), Visitor(hub)
            for visitor, code in ((ana, codes["ana"]), (asa, codes["asa"])):
                assert "you sign in with your name" in visitor.choose(code.lower()).text
                visitor.ask("GET", "/hub/spawn")  # both desks begin to start
            landed = {"ana": ana.go("/user/ana/").path, "asa": asa.go("/user/asa/").path}
            yield Scene(hub, ana, asa, landed, codes)
        finally:
            hub.end_all()


def test_each_role_lands_where_it_belongs(scene):
    landed = {who: where.split("?")[0] for who, where in scene.landed.items()}
    assert landed == {"ana": "/user/ana/alongside/", "asa": "/user/asa/alongside/assessor"}


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
    token = next(
        one.environ()["JUPYTERHUB_API_TOKEN"]
        for one in scene.hub.left()
        if one.username().endswith("-ana") and "JUPYTERHUB_API_TOKEN" in one.environ()
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
