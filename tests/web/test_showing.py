"""Show this to …: a copy for one person, read at another desk, replied to, taken back."""

from __future__ import annotations

import re

import pytest
from asking import Asker
from desk import Desk
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import BrowserContext, expect
from web.test_access import CASES

from alongside.errors import AlongsideError
from alongside.grading.parcel import members
from alongside.responses.handin import read_handin

M01, M02 = "modules/m01-two-kinds-of-help", "modules/m02-agreements"
MAY, ALSO, PRIVATE, HANDED = f"{M01}/m01-r2", f"{M01}/m01-r5", f"{M01}/m01-r1", "assessments/a1/a1-t1"
SECRETS = ("An unfinished thought.", "Never for anybody.", "Shown to nobody.", "For assessors.")
SHOWN = "What I say first is <script>alert(1)</script> advice."


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


@pytest.fixture(scope="module")
def other(desk: Desk, tmp_path_factory) -> Desk:
    """The desk of a trainer, Ana Kos, at the same exchange folder."""
    root = tmp_path_factory.mktemp("other") / "workspace"
    running = Desk(root, "--name", "Ana Kos")
    settings = root / "alongside.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}\nexchange: {desk.root / 'exchange'}\n", "utf-8")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def ana(other: Desk) -> Asker:
    return Asker(other)


@pytest.fixture
def written(desk, person):
    """Answers of every sort of promise, one with an earlier version; nothing is shown yet."""
    person.post("words/erase", {"sure": "yes"})
    person.put(MAY, {"text": SECRETS[0]})
    person.put(MAY, {"text": SHOWN})
    person.put(MAY, {"text": SHOWN}, rev=1)
    person.put(PRIVATE, {"text": SECRETS[1]})
    person.put(ALSO, {"text": SECRETS[2]})
    person.put(HANDED, {"text": SECRETS[3]})
    return desk


def show(person, *ids, to="Ana Kos", way="exchange", **more):
    fields = [("in", M01), ("role", "trainer"), ("to", to), ("way", way), ("line", "Before Tuesday?")]
    fields += [("piece", name) for name in ids or ("m01-r2",)]
    return person.post_all("show", [*fields, *more.items()])


def copy_of(answer) -> str:
    assert answer.status == 302, answer.text
    return answer.headers["Location"].rpartition("/")[2]


def lying(desk):
    return sorted(path.name for path in (desk.root / "exchange" / "shown").glob("*"))


def test_the_journal_offers_what_may_be_shown_and_says_why_the_rest_may_not(written, person):
    page = person.get("words").text
    assert page.count("Show this to …") == 2
    assert "Only you can read this: the module promised so when it asked." in page
    assert "This goes to assessors when you hand in, and to nobody else." in page


def test_the_form_shows_what_would_go_and_nothing_older(written, person):
    page = person.get(f"show?in={M01}&id=m01-r2").text
    assert 'value="m01-r2" checked' in page
    assert 'value="m01-r1"' not in page
    assert "What I say first is &lt;script&gt;" in page
    assert SECRETS[0] not in page


def test_it_is_read_at_the_other_desk_answered_and_the_answer_stands_beside_the_words(written, person, ana):
    copy = copy_of(show(person, to="A. K."))
    assert copy in ana.get("shown").text
    page = ana.get(f"shown/{copy}").text
    for text in ("What I say first is &lt;script&gt;", "Before Tuesday?", "no evidence for an award"):
        assert text in page
    said = "Have you <b>tried</b> waiting?"
    assert ana.post(f"shown/{copy}", {"text": said}).status == 302
    assert "Have you &lt;b&gt;tried&lt;/b&gt; waiting?" in person.get("words").text
    assert "<b>tried" not in person.get(f"show/{copy}").text


def test_a_reply_at_the_desk_that_showed_it_is_not_in_its_owners_name(written, person):
    copy = copy_of(show(person, to="Bor Zupan"))
    person.post(f"shown/{copy}", {"text": "Read together."})
    assert "Bor Zupan, at this desk replied" in person.get("words").text


def test_somebody_else_at_the_same_folder_is_told_nothing(written, person, ana):
    copy = copy_of(show(person, to="Bor Zupan"))
    assert copy not in ana.get("shown").text
    for answer in (ana.get(f"shown/{copy}"), ana.post(f"shown/{copy}", {"text": "I was here."})):
        assert answer.status == 404
        assert "say first" not in answer.text
    assert lying(written) == [f"{copy}.copy.json"]


def test_no_page_of_the_other_desk_tells_more_than_what_was_shown(written, person, ana):
    """Every route, with every address this desk itself would use."""
    copy = copy_of(show(person))
    before = {path: path.read_bytes() for path in written.root.rglob("*.responses.json")}
    addresses = [address for address, _handler in CASES] + ["trainer/s1", f"shown/{copy}", f"show/{copy}"]
    telling = set()
    for address in addresses:
        text = ana.get(address).body.decode("utf-8", "replace")
        assert not [secret for secret in SECRETS if secret in text], address
        telling |= {address} if "What I say first" in text else set()
    assert telling == {f"shown/{copy}"}
    assert {path: path.read_bytes() for path in written.root.rglob("*.responses.json")} == before


def test_nothing_private_leaves_even_when_the_form_is_forged(written, person):
    for name in ("m01-r1", "m01-r99", "../m01-r2"):
        refused = show(person, "m01-r2", name)
        assert refused.status == 409
    assert lying(written) == []
    assert not (written.root / "shown.json").exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"to": " "}, "Write the name"),
        ({"to": "x" * 81}, "too long"),
        ({"ids": []}, "Tick at least one answer"),
    ],
    ids=["nobody", "long", "nothing"],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(written, person, fields, sentence):
    ids = [("piece", name) for name in fields.get("ids", ["m01-r2"])]
    sent = [("in", M01), ("role", "partner"), ("way", "file"), ("line", "Typed."), *ids]
    answer = person.post_all("show", [*sent, ("to", fields.get("to", "Ana"))])
    assert answer.status == 422
    assert sentence in answer.text
    assert ">Typed.</textarea>" in answer.text
    assert 'value="partner" required checked' in answer.text


@pytest.mark.parametrize("wrong", [{"role": "assessor"}, {"way": "post"}], ids=str)
def test_a_forged_role_or_way_is_refused(written, person, wrong):
    fields = {"in": M01, "role": "trainer", "way": "file", "to": "Ana", "piece": "m01-r2", **wrong}
    assert person.post("show", fields).status == 400
    assert not (written.root / "shown.json").exists()


def test_withdrawing_deletes_the_copy_and_says_what_it_cannot_undo(written, person, ana):
    copy = copy_of(show(person))
    ana.post(f"shown/{copy}", {"text": "Seen."})
    person.post(f"show/{copy}", {})
    assert lying(written) == []
    assert "If it was read or copied before, that cannot be undone." in person.get(f"show/{copy}").text
    assert ana.get(f"shown/{copy}").status == 404
    assert "it may be withdrawn" in ana.post(f"shown/{copy}", {"text": "Late."}).problem
    assert person.get(f"show/{copy}/page.html").status == 404


def test_erasing_takes_it_back_and_names_to_whom_it_was_shown(written, person):
    show(person)
    erased = person.post("words/erase", {"id": "m01-r2", "sure": "yes"})
    assert "m01-r2 was shown to Ana Kos (my trainer)" in erased.text
    assert lying(written) == []
    left = [path for path in written.root.rglob("*.json") if b"What I say first" in path.read_bytes()]
    assert left == []


@pytest.mark.parametrize("record", ["shown.json", "comments.json"])
def test_a_damaged_record_stops_no_erasing_and_is_named(written, person, record):
    (written.root / record).write_text("{", "utf-8")
    erased = person.post("words/erase", {"sure": "yes"})
    assert erased.status == 200
    assert "may lie in the exchange folder still" in erased.text
    assert not (written.root / record).exists()
    assert list(written.root.glob("modules/*/*.responses.json")) == []


def test_a_file_goes_there_and_its_reply_comes_back(written, person, ana):
    copy = copy_of(show(person, way="file"))
    assert lying(written) == []
    page = person.get(f"show/{copy}/page.html")
    assert "attachment" in page.headers["Content-Disposition"]
    assert page.text.count("<script") == 1
    opened = ana.post_file("shown", "alongside-shown.html", page.body)
    assert "What I say first is &lt;script&gt;" in opened.text
    reply = ana.post("shown/reply", {"copy": copy, "text": "By mail."})
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert person.post_file("show/reply", "alongside-reply.html", reply.body).status == 302
    assert "By mail." in person.get("words").text
    assert ana.get("shown").text.count("What I say first") == 0


def test_a_wrong_file_is_refused_with_a_sentence_on_both_sides(written, person, ana):
    copy = copy_of(show(person, way="file"))
    page = person.get(f"show/{copy}/page.html").body
    for asker, address, content in (
        (ana, "shown", b"<html>"),
        (ana, "shown", b""),
        (
            ana,
            "shown",
            page.replace(b"conversation", b"evidence..", 1).replace(b'"conversation"', b'"award"'),
        ),
        (person, "show/reply", page),
        (person, "show/reply", b"\xff\xfe"),
    ):
        answer = asker.post_file(address, "x.html", content)
        assert answer.status == 422
        assert 'role="alert"' in answer.text
    stray = ana.post("shown/reply", {"copy": "0" * 32, "text": "To nobody."}).body
    assert "not shown from here" in person.post_file("show/reply", "x.html", stray).text


def test_a_damaged_file_in_the_exchange_is_named_and_the_rest_is_read(written, person, ana):
    copy = copy_of(show(person))
    bad = written.root / "exchange" / "shown" / f"{'a' * 32}.copy.json"
    bad.write_text('{"format": "alongside-shown", "by": "<script>x</script>"', "utf-8")
    try:
        page = ana.get("shown").text
        assert f"{bad.name} was left out" in page
        assert copy in page
        assert "<script>x" not in page
    finally:
        bad.unlink()


def test_a_copy_is_never_a_hand_in(written, person):
    copy = copy_of(show(person))
    page = person.get(f"show/{copy}/page.html").body
    raw = (written.root / "exchange" / "shown" / f"{copy}.copy.json").read_bytes()
    for name, data in (("a.html", page), ("a.json", raw)):
        for content in members({name: data}).values():
            with pytest.raises(AlongsideError):
                read_handin(content)
    assert "shown" not in person.get("assessor").text.partition("<main")[2].lower()


# By eye, hand and keyboard


def walk(page, base, copy):
    """Every page of showing, as (name, address)."""
    return {
        "words": f"{base}/alongside/words",
        "show": f"{base}/alongside/show?in={M01}&id=m01-r2",
        "showing": f"{base}/alongside/show/{copy}",
        "shown": f"{base}/alongside/shown",
        "copy": f"{base}/alongside/shown/{copy}",
        "trainer": f"{base}/alongside/trainer",
    }


def test_every_page_is_read_by_machines_and_fits(written, person, window: BrowserContext, violations):
    copy = copy_of(show(person))
    person.post(f"shown/{copy}", {"text": "Seen from this very desk."})
    page = window.pages[0]
    for name, address in walk(page, written.base, copy).items():
        page.goto(address)
        for look in looks_at(page):
            assert (name, look, violations(page)) == (name, look, [])
            assert not wider_than_the_screen(page), (name, look)


def test_showing_needs_a_keyboard_only(written, window: BrowserContext):
    page = window.pages[0]
    page.goto(f"{written.base}/alongside/words")
    page.get_by_role("link", name=re.compile("Show this to")).first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("My trainer").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Ana Kos")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Shown to Ana Kos (my trainer)")
    page.get_by_role("button", name="Withdraw").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Withdrawn")
