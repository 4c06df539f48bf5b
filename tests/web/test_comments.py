"""Comments on activities: kept on my own desk, changed, erased, passed on without my name by default."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from asking import Asker
from desk import Desk
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import BrowserContext, expect
from web.test_access import routes

from alongside.errors import AnswersError
from alongside.model.comments import Comment, PassedOn
from alongside.model.programme import Owner, Programme
from alongside.responses.comments import (
    MOST,
    all_passed,
    comments,
    comments_file,
    erase_comment,
    fresh_id,
    keep_comment,
    passed_on,
    send,
    sent_file,
)
from alongside.web.desk.commenting import LONGEST_LINK, mail_link

AT = "2026-03-01T10:42:03.125Z"
M01 = "modules/m01-two-kinds-of-help"
EVIL = "<script>alert(1)</script>\x1b[2J"


def a_comment(text="Too long for a morning.", **more):
    fields = {"folder": M01, "activity": "m01-a2", "title": "Two kinds of help", "version": 1, "at": AT}
    return Comment(**{"id": fresh_id(), **fields, "text": text, **more})


def test_a_comment_is_kept_changed_and_erased(tmp_path):
    one, two = a_comment(), a_comment("Fine.")
    keep_comment(tmp_path, one)
    keep_comment(tmp_path, two)
    better = msgspec.structs.replace(one, text="Fits now.")
    keep_comment(tmp_path, better)
    assert comments(tmp_path) == [better, two]
    assert erase_comment(tmp_path, tmp_path / "exchange", one.id) is True
    assert erase_comment(tmp_path, tmp_path / "exchange", one.id) is False
    assert comments(tmp_path) == [two]


@pytest.mark.parametrize("text", ["", "x" * 5_001], ids=["empty", "long"])
def test_an_empty_comment_and_an_endless_one_are_refused(tmp_path, text):
    with pytest.raises(AnswersError, match="characters"):
        keep_comment(tmp_path, a_comment(text))
    assert not comments_file(tmp_path).exists()


def test_there_is_an_end_to_comments(tmp_path):
    whole = {"schema": 1, "comments": msgspec.to_builtins([a_comment() for _number in range(MOST)])}
    comments_file(tmp_path).write_text(json.dumps(whole), "utf-8")
    with pytest.raises(AnswersError, match=str(MOST)):
        keep_comment(tmp_path, a_comment())
    assert len(comments(tmp_path)) == MOST


@pytest.mark.parametrize("damage", [b"{", b"[]", b'{"schema": 9}', b"\xff"])
def test_damaged_comments_are_named_and_not_overwritten(tmp_path, damage):
    comments_file(tmp_path).write_bytes(damage)
    with pytest.raises(AnswersError, match=r"comments\.json"):
        keep_comment(tmp_path, a_comment())
    assert comments_file(tmp_path).read_bytes() == damage


def test_a_name_is_passed_on_only_where_it_was_allowed():
    passed = passed_on([a_comment(), a_comment(named=True)], "Nika Dolinar").comments
    assert [one.by for one in passed] == [None, "Nika Dolinar"]
    assert b"Nika" not in msgspec.json.encode(passed[0])


def test_what_is_sent_again_takes_the_place_of_what_was_sent(tmp_path):
    one = a_comment()
    for text in ("First.", "Better."):
        keep_comment(tmp_path, msgspec.structs.replace(one, text=text))
        assert send(tmp_path, tmp_path / "exchange", "Nika", AT) == 1
    assert [one.text for one in all_passed(tmp_path / "exchange")[0]] == ["Better."]
    assert comments(tmp_path)[0].sent_at == AT
    erase_comment(tmp_path, tmp_path / "exchange", one.id)
    assert all_passed(tmp_path / "exchange") == ([], [])


def test_a_damaged_comment_of_somebody_else_is_named_and_left_out(tmp_path):
    keep_comment(tmp_path, a_comment())
    send(tmp_path, tmp_path, "Nika", AT)
    several = passed_on([a_comment(), a_comment()], "X")
    for name, raw in (("a", b"{"), ("b", msgspec.json.encode(several)), ("c", b"[" * 99_999)):
        (tmp_path / "comments" / f"{name}.json").write_bytes(raw)
    found, problems = all_passed(tmp_path)
    assert len(found) == 1
    assert [problem.split()[0] for problem in problems] == ["a.json", "b.json", "c.json"]


# By mail


OWNER = Owner(name="The programme", mail="kit@example.org")


def test_a_mail_link_carries_the_comments_and_no_name_that_was_not_allowed():
    link = urlsplit(mail_link(OWNER, [a_comment("Line & one\n?two=2")], "Nika"))
    assert (link.scheme, link.path) == ("mailto", "kit@example.org")
    assert "Line & one\n?two=2" in parse_qs(link.query)["body"][0]
    assert "Nika" not in link.query
    assert "Nika" in mail_link(OWNER, [a_comment(named=True)], "Nika")


def test_comments_too_long_for_a_link_go_as_a_file_only():
    assert mail_link(OWNER, [a_comment("x" * LONGEST_LINK)], "Nika") == ""


@pytest.mark.parametrize("mail", ["kit", "kit@example", "a@b.org?bcc=x@y.org", "a@b.org\n", "<a@b.org>"])
def test_the_owner_of_a_programme_has_an_address_for_mail(mail):
    plan = {"title": "T", "languages": [], "phases": [], "audiences": [], "strands": []}
    assert msgspec.convert({**plan, "owner": msgspec.to_builtins(OWNER)}, Programme).owner == OWNER
    with pytest.raises(msgspec.ValidationError, match=r"owner\.mail"):
        msgspec.convert({**plan, "owner": {"name": "X", "mail": mail}}, Programme)


# On the pages


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


@pytest.fixture
def nothing(person):
    """A desk without comments."""
    person.post("words/erase", {"sure": "yes"})


def write(person, text, **more):
    return person.post("comment", {"in": M01, "activity": "m01-a2", "text": text, **more})


def ids(person) -> list[str]:
    return re.findall(r'name="id" value="([0-9a-f]{32})"', person.get("comments").text)


def test_every_activity_of_the_light_page_can_be_commented_on_but_not_on_a_projector(desk, person):
    page = person.get(f"unit/{M01}").text
    unit = (desk.root / M01 / "module.yaml").read_text("utf-8")
    activities = set(re.findall(r"\bid: (m01-a\d+)", unit))
    assert set(re.findall(r"comment\?in=[^\"]*activity=(m01-a\d+)", page)) == activities
    assert "comment?" not in person.get(f"unit/{M01}?view=present").text


def test_a_comment_stands_on_my_desk_until_i_send_it(desk, person, nothing):
    assert write(person, EVIL).status == 302
    page = person.get("comments").text
    assert "&lt;script&gt;alert(1)" in page
    assert "\x1b" not in page
    assert "without my name" in page
    assert "There are none yet" in person.get("trainer/comments").text
    person.post("comments", {"act": "send"})
    sent = person.get("trainer/comments").text
    assert "m01-a2" in sent
    assert "&lt;script&gt;alert(1)" in sent
    assert "Nika Dolinar" not in sent.partition("<main")[2]


def test_it_can_be_changed_and_erased_also_where_it_was_sent(desk, person, nothing):
    write(person, "First.")
    (name,) = ids(person)
    write(person, "Better.", id=name, named="yes")
    person.post("comments", {"act": "send"})
    assert "Nika Dolinar" in person.get("trainer/comments").text
    assert ids(person) == [name]
    person.post("comments", {"act": "erase", "id": name})
    assert ids(person) == []
    assert not sent_file(desk.root / "exchange", name).exists()


def test_erasing_everything_erases_comments_too(desk, person, nothing):
    write(person, "Something.")
    person.post("comments", {"act": "send"})
    person.post("words/erase", {"sure": "yes"})
    assert not comments_file(desk.root).exists()
    assert list((desk.root / "exchange" / "comments").iterdir()) == []


def test_a_file_of_comments_comes_in_at_the_other_side(desk, person, nothing):
    write(person, "By file.")
    page = person.get("comments/page.html")
    assert "attachment" in page.headers["Content-Disposition"]
    assert person.post_file("trainer/comments", "c.html", page.body).status == 302
    assert "By file." in person.get("trainer/comments").text
    refused = person.post_file("trainer/comments", "c.html", page.body.replace(b"alongside-comments", b"x"))
    assert refused.status == 422
    assert "not a file of comments" in refused.text


@pytest.mark.parametrize(
    "fields",
    [
        {"in": M01, "activity": "m01-a99"},
        {"in": "modules/../..", "activity": "m01-a2"},
        {"in": M01, "activity": "m01-a2", "id": "0" * 32},
        {},
    ],
    ids=["activity", "way out", "comment", "nothing"],
)
def test_what_is_not_there_cannot_be_commented_on(person, nothing, fields):
    for answer in (
        person.get("comment?" + "&".join(f"{name}={value}" for name, value in fields.items())),
        person.post("comment", {**fields, "text": "x"}),
    ):
        assert answer.status == 404
    assert ids(person) == []


def test_an_empty_comment_is_told_so_and_the_form_stays(person, nothing):
    answer = write(person, "  ", named="yes")
    assert answer.status == 422
    assert 'name="named" value="yes" checked' in answer.text


def test_whose_words_they_are_is_who_may_open_the_page():
    own = re.compile(r"/alongside/(words|show|shown|comment|comments|unit|portfolio|handin|feedback)\b")
    found = {pattern: handler.access for pattern, handler in routes() if own.match(pattern)}
    assert len(found) > 12
    assert set(found.values()) == {"owner"}


def test_only_whole_comments_are_read():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"format": "alongside-comments", "schema": 1, "comments": []}, PassedOn)


# By eye and keyboard


def test_every_page_of_comments_is_read_by_machines_and_fits(
    desk, person, nothing, window: BrowserContext, violations
):
    write(person, "A comment with_a_very_long_word_" + "x" * 90)
    person.post("comments", {"act": "send"})
    page = window.pages[0]
    for address in (f"comment?in={M01}&activity=m01-a2", "comments", "trainer/comments"):
        page.goto(f"{desk.base}/alongside/{address}")
        for look in looks_at(page):
            assert (address, look, violations(page)) == (address, look, [])
            assert not wider_than_the_screen(page), (address, look)


def test_commenting_needs_a_keyboard_only(desk, nothing, window: BrowserContext):
    page = window.pages[0]
    page.goto(f"{desk.base}/alongside/unit/{M01}")
    page.get_by_role("link", name=re.compile("Comment on this activity")).first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Your comment").focus()
    page.keyboard.type("It works.")
    page.keyboard.press("Tab")
    expect(page.get_by_label("It may be passed on with my name")).not_to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("It works.")
