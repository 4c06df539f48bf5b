"""The address that keeps one answer: what it takes, what it refuses and how, and what it never loses."""

from __future__ import annotations

import json
import os
import sys

import pytest
from asking import Asker
from desk import Desk
from playwright.sync_api import BrowserContext, expect

FOLDER = "modules/m01-two-kinds-of-help"
FILE = "m01.responses.json"
ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)> & 'quoted' “so” \u2028 مرحبا"


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


@pytest.fixture
def file(desk: Desk):
    """Where the answers lie; every test begins without any."""
    path = desk.root / FOLDER / FILE
    for left in path.parent.glob("m01.responses*"):
        left.unlink()
    return path


def kept(person, response="m01-r2"):
    return person.get(f"api/answers/{FOLDER}/{response}").json


def test_what_was_never_answered_is_revision_0(person, file):
    assert kept(person) == {"rev": 0, "saved_at": "", "value": None}
    assert not file.exists()


def test_what_is_acknowledged_is_on_the_disk_and_can_be_read_again(person, file):
    answer = person.put(f"{FOLDER}/m01-r2", {"text": "Listening first."})
    assert answer.status == 200
    assert answer.json["rev"] == 1
    assert answer.json["conflict"] is None
    assert kept(person) == {
        "rev": 1,
        "saved_at": answer.json["saved_at"],
        "value": {"text": "Listening first."},
    }
    (entry,) = json.loads(file.read_bytes())["entries"]
    assert (entry["id"], entry["kind"], entry["value"]) == (
        "m01-r2",
        "reflection",
        {"text": "Listening first."},
    )


def test_a_stale_save_keeps_both_and_says_so(person, file):
    person.put(f"{FOLDER}/m01-r2", {"text": "From the phone."})
    answer = person.put(f"{FOLDER}/m01-r2", {"text": "From the laptop."}, rev=0)
    assert answer.status == 200
    assert answer.json["conflict"]["value"] == {"text": "From the phone."}
    assert kept(person)["value"] == {"text": "From the laptop."}
    assert "From the phone." in file.read_text("utf-8")


def test_a_damaged_file_is_set_aside_and_named_on_the_pages(person, file, desk):
    file.write_bytes(b'{"schema": 1, "unit": "m01", "entries": [{"id"')
    assert kept(person)["rev"] == 0
    (aside,) = file.parent.glob("m01.responses.damaged-*.json")
    for address in ("", f"unit/{FOLDER}", "words"):
        assert aside.name in person.get(address).text
    assert person.put(f"{FOLDER}/m01-r2", {"text": "Again."}).status == 200
    assert aside.read_bytes().startswith(b'{"schema": 1')


def test_a_file_of_a_newer_kit_is_refused_and_left_as_it_is(person, file):
    newer = b'{"schema": 99, "unit": "m01", "entries": []}'
    file.write_bytes(newer)
    for answer in (person.get(f"api/answers/{FOLDER}/m01-r2"), person.put(f"{FOLDER}/m01-r2", {"text": "x"})):
        assert answer.status == 409
        assert "newer" in answer.problem.lower()
    assert file.read_bytes() == newer
    for address in ("", "words"):
        page = person.get(address)
        assert page.status == 200
        assert "newer" in page.text.lower()
    assert person.get(f"unit/{FOLDER}").status == 409


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another program are of Linux")
def test_a_disk_that_takes_no_more_gives_507_a_sentence_and_the_earlier_file(person, file, desk):
    """A limit on the size of files makes the write itself fail half way, as a full disk does."""
    import resource

    person.put(f"{FOLDER}/m01-r2", {"text": "Kept before."})
    before = file.read_bytes()
    free = resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (256 * 1024, free[1]))
    try:
        answer = person.put(f"{FOLDER}/m01-r2", {"text": "ü" * 200_000}, rev=1)
    finally:
        resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, free)
    assert answer.status == 507
    assert answer.problem.startswith("The disk did not take it")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.glob(".m01*")] == []
    assert person.put(f"{FOLDER}/m01-r2", {"text": "ü" * 200_000}, rev=1).status == 200


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_gives_507_and_a_sentence(person, file):
    person.put(f"{FOLDER}/m01-r2", {"text": "Kept before."})
    before = file.read_bytes()
    file.parent.chmod(0o500)
    try:
        answer = person.put(f"{FOLDER}/m01-r2", {"text": "More."}, rev=1)
    finally:
        file.parent.chmod(0o700)
    assert answer.status == 507
    assert "does not let this program write" in answer.problem
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "place",
    [
        f"{FOLDER}/m01-r99",
        f"{FOLDER}/m02-r1",
        "modules/m99-none/m99-r1",
        f"{FOLDER}/m01",
        "assessments/a9/a9-t1",
    ],
)
def test_a_place_that_does_not_exist_is_404(person, file, place):
    answer = person.put(place, {"text": "x"})
    assert answer.status == 404
    assert answer.problem
    assert person.get(f"api/answers/{place}").status == 404
    assert not file.exists()


@pytest.mark.parametrize(
    ("response", "value", "named"),
    [
        ("m01-r2", {"texts": "x"}, "texts"),
        ("m01-r2", {"text": 3}, "text"),
        ("m01-r2", {}, "text"),
        ("m01-r2", {"text": "x" * 200_001}, "200000"),
        ("m01-s1", {"text": "x"}, "m01-s1"),
        ("m01-s1", {"ratings": {"i99": 1}}, "i99"),
        ("m01-s1", {"ratings": {"i1": 99}}, "no point 99"),
        ("m01-s1", {"ratings": {"i1": "three"}}, "ratings"),
        ("m01-k1", {"chosen": ["zz"]}, "zz"),
        ("m01-k1", {"chosen": "a"}, "chosen"),
    ],
)
def test_a_value_that_does_not_fit_is_422_and_its_field_is_named(person, file, response, value, named):
    answer = person.put(f"{FOLDER}/{response}", value)
    assert answer.status == 422
    assert named in answer.problem
    assert not file.exists()


@pytest.mark.parametrize("rev", [-1, 2**41, 2**70])
def test_a_revision_that_cannot_be_is_refused(person, file, rev):
    answer = person.put(f"{FOLDER}/m01-r2", {"text": "x"}, rev=rev)
    assert answer.status in {400, 422}
    assert answer.problem
    assert not file.exists()


DEEP = b'{"rev": 0, "value": {"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}}"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"text",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"value": {"text": "x"}}',
        b'{"rev": 0, "value": "x"}',
        b'{"rev": 1.5, "value": {}}',
        b'{"rev": true, "value": {}}',
        b'{"rev": 0, "value": {}, "more": 1}',
        b'{"rev": 0, "value": {"text": "\\ud800',
        DEEP,
    ],
    ids=lambda body: repr(body[:40]),
)
def test_what_is_no_answer_is_400_and_a_sentence(person, file, body):
    answer = person.put_raw(f"{FOLDER}/m01-r2", body)
    assert answer.status == 400
    assert answer.problem == "What arrived is not an answer."
    assert not file.exists()


def test_a_value_nested_less_deeply_is_refused_too(person, file):
    nested: object = "x"
    for _level in range(300):
        nested = [nested]
    answer = person.put(f"{FOLDER}/m01-r2", {"text": nested})
    assert answer.status == 422
    assert not file.exists()


def test_a_body_of_three_megabytes_is_413(person, file):
    answer = person.put(f"{FOLDER}/m01-r2", {"text": "x" * 3_000_000})
    assert answer.status == 413
    assert answer.problem == "This answer is too long to keep."
    assert not file.exists()


def test_nothing_but_reading_and_keeping_is_done_here(person, file):
    for method in ("POST", "DELETE", "PATCH"):
        answer = person.ask(method, f"api/answers/{FOLDER}/m01-r2", b"{}", **{"X-XSRFToken": person.xsrf})
        assert answer.status == 405
        assert answer.problem


def test_markup_in_an_answer_comes_back_as_the_text_it_is(person, file, window: BrowserContext, desk: Desk):
    """On the light page, among my words, in both downloads; nowhere does it run."""
    person.put(f"{FOLDER}/m01-r2", {"text": ATTACK})
    assert kept(person)["value"] == {"text": ATTACK}
    page = window.pages[0]
    page.on("dialog", lambda dialog: pytest.fail(f"it ran: {dialog.message}"))
    page.goto(f"{desk.base}/alongside/unit/{FOLDER}")
    page.wait_for_selector("html[data-live]")
    expect(page.locator("#w-m01-r2 textarea")).to_have_value(ATTACK)
    page.goto(f"{desk.base}/alongside/words")
    expect(page.locator(".answer-of")).to_contain_text(
        "<script>alert(1)</script><img src=x onerror=alert(1)>"
    )
    page.goto("about:blank")
    page.set_content(person.get("words/answers.html").text)
    expect(page.locator("article .answer")).to_contain_text("<script>alert(1)</script>")
    assert page.locator("main script, main img").count() == 0
    exported = person.get("words/answers.json")
    assert "attachment" in exported.headers["Content-Disposition"]
    assert exported.json["units"][0]["entries"][0]["value"] == {"text": ATTACK}
