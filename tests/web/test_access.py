"""Who is let in where: every route says it, strangers get nothing, no address leads out of the workspace."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

import pytest
from asking import Asker
from desk import Desk
from tornado.web import RequestHandler

from alongside.web.extension import AlongsideExtension
from alongside.web.page import Access, Page

SAMPLES = {
    r"(.+?)": "modules/m01-two-kinds-of-help",
    r"(.+)": "modules/m01-two-kinds-of-help",
    r"([a-z0-9-]+)": "m01-r2",
    r"([a-z0-9]+)": "a1",
    r"([A-Za-z%\- ]{1,20})": "CDHX",
    r"([A-Za-z0-9-]+)": "declan",
    r"([\w.-]+)": "page.css",
    r"([^/]+)": "running-a-cohort",
    r"(answers\.html|answers\.docx|answers\.json|page\.json|take-along\.zip)": "answers.json",
    r"([0-9a-f]{64}\.[a-z0-9]+)": f"{0:064}.jpg",
    r"([A-Z0-9]+)": "7QK2HX",
    r"(?:json|zip)": "json",
    r"(grades|nbgrader|moodle|tidy)": "grades",
    r"\.": ".",
    r"/?": "/",
    r".+": "nowhere/at/all",
}
"""What stands in a test for each piece of a pattern."""
METHODS = ("GET", "POST", "PUT")
SECRET = "nobody may read this"


@cache
def routes() -> list[tuple[str, type[Page]]]:
    """Every pattern that the extension adds to the server, with its handler, in order."""
    mounted = AlongsideExtension()
    mounted.initialize_handlers()
    return [(pattern, handler) for pattern, handler, *_more in mounted.handlers]


def sample(pattern: str) -> str:
    """An address that the pattern answers."""
    address = pattern
    for piece, stands_for in SAMPLES.items():
        address = address.replace(piece, stands_for)
    assert re.fullmatch(pattern, address), f"say in SAMPLES what stands in {pattern}"
    return address.replace("trainer/a1", "trainer/s1")


def answers_to(handler: type[Page]) -> list[str]:
    """The methods that a handler answers."""
    own = RequestHandler._unimplemented_method
    return [method for method in METHODS if getattr(handler, method.lower()) is not own]


CASES = [(sample(pattern), handler) for pattern, handler in routes()]
NAMES = [pattern for pattern, _handler in routes()]


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


@pytest.fixture(scope="module")
def stranger(desk: Desk) -> Asker:
    return Asker(desk, signed_in=False)


def test_there_are_routes_to_try():
    assert len(CASES) > 15
    assert {"GET", "POST", "PUT"} == {method for _address, handler in CASES for method in answers_to(handler)}


@pytest.mark.parametrize(("address", "handler"), CASES, ids=NAMES)
def test_every_route_says_in_its_class_who_it_is_for(address, handler):
    assert issubclass(handler, Page)
    rules = [vars(one)["access"] for one in handler.__mro__ if "access" in vars(one)]
    assert rules
    assert rules[0] in get_args(Access)


@pytest.mark.parametrize(("address", "handler"), CASES, ids=NAMES)
def test_a_stranger_is_told_nothing(stranger, address, handler):
    """Pages send to the login page, programs and forms get a 403."""
    read = stranger.get(address)
    if "/api/" in address:
        assert read.status == 403
    else:
        assert read.status == 302
        assert read.headers["Location"].startswith("/login?next=")
        assert read.body == b""
    for method in {"POST", "PUT"} & set(answers_to(handler)):
        sent = stranger.ask(method, address, b"{}", **{"X-XSRFToken": stranger.xsrf})
        assert (method, sent.status) == (method, 403)
        assert "alongside.yaml" not in sent.text


WRITING = [
    (method, address) for address, handler in CASES for method in answers_to(handler) if method != "GET"
]


@pytest.mark.parametrize("token", [None, "", "1|2|3|4", "of-another-person"], ids=str)
@pytest.mark.parametrize(("method", "address"), WRITING)
def test_nothing_is_done_without_the_token_of_this_browser(person, desk, method, address, token):
    headers = {} if token is None else {"X-XSRFToken": token}
    sent = person.ask(method, address, b"{}", **headers)
    assert sent.status == 403
    assert "Load it again" in sent.problem
    assert desk.process.poll() is None


@pytest.mark.parametrize(("address", "handler"), CASES, ids=NAMES)
def test_every_answer_forbids_scripts_from_elsewhere_and_keeps_out_of_caches(person, address, handler):
    answer = person.get(address)
    rules = answer.headers["Content-Security-Policy"].split("; ")
    policy = {name: allowed for name, _blank, allowed in (rule.partition(" ") for rule in rules)}
    assert policy["default-src"] == "'none'"
    assert policy.get("script-src", "'none'") in {"'self'", "'none'"}
    assert policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_only_scripts_and_styles_without_a_persons_words_are_kept_in_the_browser(person):
    addresses = re.findall(r"/alongside/(static/[\w.-]+)", person.get("").text)
    assert addresses
    for address in addresses:
        answer = person.get(address)
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_what_the_server_says_about_itself_is_no_traceback(person):
    for address in ("nowhere", "unit/modules/nothing", "handin/zz", "trainer/s1?start=late", "assessor/zz"):
        answer = person.get(address)
        assert 400 <= answer.status < 500
        assert "Traceback" not in answer.text
        assert answer.problem


# Addresses


OUTSIDE = [
    "../alongside.yaml",
    "modules/../..",
    "modules/../../outside",
    "modules/..%2f..%2foutside",
    "%2e%2e/outside",
    "modules/%2e%2e/course/source/a1",
    "modules/%2e%2e%2fcourse%2fsource%2fa1",
    "modules/%252e%252e/course/source/a1",
    "modules/..%5c..%5coutside",
    "/etc",
    "//etc/passwd",
    "modules//../course/source/a1",
    "course/source/a1",
    "trainer",
    "modules",
    "modules/",
    "modules/.",
    "modules/nothing",
    "modules/.hidden",
    "modules/m01-two-kinds-of-help/module.yaml",
    "modules/m01-two-kinds-of-help%00",
    "modules/m01-two-kinds-of-help/..%00/x",
    "modules/C:%5Cwindows",
    "modules/" + "x" * 4000,
    "modules/out-link",
    "modules/in-link",
    "exercises/file-link",
]


@pytest.fixture(scope="module")
def trap(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Units where no address may lead: outside, hidden, behind a link."""
    outside = tmp_path_factory.mktemp("outside")
    source = desk.root / "modules" / "m01-two-kinds-of-help"
    text = (source / "module.yaml").read_text("utf-8").replace("title:", f"title: {SECRET} #", 1)
    for place in (outside, desk.root / "modules" / ".hidden", desk.root.parent / "outside"):
        place.mkdir(exist_ok=True)
        (place / "module.yaml").write_text(text, "utf-8")
        (place / "module.ipynb").write_bytes((source / "module.ipynb").read_bytes())
    (desk.root / "modules" / "out-link").symlink_to(outside)
    (desk.root / "modules" / "in-link").symlink_to(desk.root / "course" / "source" / "a1")
    (desk.root / "exercises" / "file-link").symlink_to(desk.root / "alongside.yaml")
    return desk


@pytest.mark.parametrize("address", OUTSIDE, ids=lambda address: address[:60])
def test_no_address_leads_to_anything_but_a_unit_of_this_workspace(trap, person, address):
    read = person.get(f"unit/{address}")
    assert read.status == 404
    assert SECRET not in read.text
    for asked in (
        person.get(f"api/answers/{address}/m01-r2"),
        person.put(f"{address}/m01-r2", {"text": "x"}),
    ):
        assert asked.status == 404
        assert asked.problem == "There is no such page."
    assert list(trap.root.parent.rglob("outside*/*.responses.json")) == []


def test_an_address_that_is_no_text_is_refused(person):
    assert person.get("unit/modules/%ff%fe").status in {400, 404}


@pytest.mark.parametrize(
    "address",
    [
        "static/../page.py",
        "static/..%2f..%2fpage.py",
        "static/page.css",
        "static/mount.js.map",
        "words/x.html",
    ],
)
def test_only_files_by_their_exact_name_are_served(person, address):
    assert person.get(address).status == 404


def test_a_folder_with_blanks_and_letters_of_any_language_is_a_unit_like_any_other(desk, person):
    source = desk.root / "modules" / "m01-two-kinds-of-help"
    copy = desk.root / "modules" / "m01 moja različica #2"
    copy.mkdir()
    for name in ("module.yaml", "module.ipynb"):
        (copy / name).write_bytes((source / name).read_bytes())
    address = "modules/m01%20moja%20razli%C4%8Dica%20%232"
    assert person.get(f"unit/{address}").status == 200
    assert person.put(f"{address}/m01-r2", {"text": "Čas."}).status == 200
    assert "Čas." in (copy / "m01.responses.json").read_text("utf-8")
    assert f"/alongside/unit/{address}" in person.get("").text
