"""Showing: only what may be shown leaves, hostile files stay dead, taking back deletes."""

from __future__ import annotations

import json
from datetime import timedelta

import msgspec
import pytest
from answering import NOW, VALUES, a_unit

from alongside.errors import AnswersError
from alongside.model.showing import Copy, Reply
from alongside.model.workspace import Person
from alongside.responses import receipts, showing
from alongside.responses.erase import erase_entry
from alongside.responses.files import read, save
from alongside.responses.foreign import LARGEST, shaped
from alongside.responses.html import passage_html
from alongside.responses.sendable import sendable, sent
from alongside.responses.shown import addressed, find_shown, make_reply, reply, reply_to, shown_to
from alongside.responses.untrusted import Unreadable

UNIT = a_unit()
MODULE = "modules/m03-listening"
LATER = NOW + timedelta(days=1)
ANA = Person(id="ana", name="Ana Kos")


def anybody(_copy):
    return True


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "mine" / MODULE
    folder.mkdir(parents=True)
    save(folder, UNIT, "m03-r1", {"text": "An earlier draft."}, 0, NOW)
    save(folder, UNIT, "m03-r1", {"text": "What I <b>heard</b>."}, 1, LATER)
    return tmp_path / "mine"


@pytest.fixture
def exchange(tmp_path):
    return tmp_path / "exchange"


def picked(root, response_id="m03-r1", sees=("me", "shown")):
    response = next(one for one in UNIT.responses if one.id == response_id)
    entry = read(root / MODULE, "m03").entries[response_id]
    return showing.Picked(entry, msgspec.structs.replace(response, sees=list(sees)), UNIT.title)


def whom(to="Ana Kos", **more):
    return showing.Whom(**{"by": "Nika Dolinar", "role": "trainer", "to": to, **more})


def a_showing(root, exchange, way="exchange", **more):
    copy = showing.make_copy(whom(**more), [picked(root)], LATER)
    return copy, showing.show(root, exchange, copy, MODULE, way)


def replied(copy, text="Thank you."):
    return make_reply(copy.id, "Ana Kos", text, LATER)


# What leaves


@pytest.mark.parametrize("sees", [["me"], ["me", "assessor"], ["assessor"]], ids=" ".join)
def test_what_was_promised_to_stay_is_refused_with_its_reason(root, exchange, sees):
    with pytest.raises(AnswersError, match="Nothing was shown"):
        showing.make_copy(whom(), [picked(root, sees=sees)], NOW)
    assert not exchange.exists()
    assert receipts.receipts(root) == []


@pytest.mark.parametrize("sees", [["shown"], ["me", "trainer"], ["me", "shown", "assessor"]], ids=" ".join)
def test_what_says_shown_or_trainer_may_be_shown(root, sees):
    assert showing.make_copy(whom(), [picked(root, sees=sees)], NOW).answers[0].answer.id == "m03-r1"


def test_a_place_that_the_module_does_not_know_any_more_and_an_emptied_text_stay(root):
    gone = msgspec.structs.replace
    one = picked(root)
    assert "does not know" in showing.why_not(None, one.entry)
    empty = gone(one.entry, value=gone(one.entry.value, text=""))
    assert "nothing in it" in showing.why_not(one.response, empty)


def test_a_copy_holds_the_answer_as_it_is_now_and_nothing_else(root, exchange):
    copy, _line = a_showing(root, exchange)
    (path,) = (exchange / "shown").iterdir()
    lying = path.read_text("utf-8")
    assert "What I <b>heard</b>." in lying
    assert "earlier" not in lying
    assert copy.use == "conversation"
    assert path.name == f"{copy.id}.copy.json"


def test_every_kind_of_answer_can_be_shown_and_read_again(root, exchange):
    for name, value in VALUES.items():
        if name != "m03-r1":
            save(root / MODULE, UNIT, name, value, 0, NOW)
    entries = read(root / MODULE, "m03").entries
    whole = [picked(root, name) for name in entries]
    fit = [one for one in whole if not showing.why_not(one.response, one.entry)]
    copy = showing.make_copy(whom(), fit, NOW)
    showing.show(root, exchange, copy, MODULE, "exchange")
    assert shown_to(exchange, anybody) == ([copy], [])
    assert len(fit) >= len(VALUES) - 1


def test_showing_is_recorded_and_erasing_names_it(root, exchange):
    a_showing(root, exchange, to="A.K.")
    (receipt,) = receipts.receipts(root)
    assert (receipt.act, receipt.ids, receipt.to) == ("shown", ["m03-r1"], "A.K. (my trainer)")
    assert "shown to A.K. (my trainer)" in erase_entry(root, "m03-r1").elsewhere[0]


def test_names_and_lines_lose_control_characters(root):
    copy = showing.make_copy(whom("Ana\x1b[2J\n Kos", line="A\x07 line"), [picked(root)], NOW)
    assert (copy.to, copy.line) == ("Ana\ufffd[2J Kos", "A\ufffd line")


@pytest.mark.parametrize("ledger", ["shown.json", "receipts.json"])
def test_nothing_lies_in_the_exchange_when_it_cannot_be_recorded(root, exchange, ledger):
    (root / ledger).write_text("{", "utf-8")
    with pytest.raises(AnswersError, match=ledger):
        a_showing(root, exchange)
    assert list(exchange.glob("shown/*")) == list(root.glob("staging/shown/*")) == []
    assert ledger == "shown.json" or showing.showings(root) == []


# Taking back


def test_withdrawing_deletes_the_copy_the_reply_and_the_own_copy_and_keeps_the_line(root, exchange):
    copy, line = a_showing(root, exchange)
    reply(exchange, replied(copy))
    assert showing.withdraw(root, exchange, line, LATER) is True
    assert list((exchange / "shown").iterdir()) == []
    assert showing.own_copy(root, copy.id) is None
    assert showing.showings(root)[0].withdrawn_at
    assert showing.withdraw(root, exchange, line, LATER) is False


def test_a_reply_to_what_was_withdrawn_meanwhile_is_refused_and_leaves_nothing(root, exchange):
    copy, line = a_showing(root, exchange)
    showing.withdraw(root, exchange, line, LATER)
    with pytest.raises(AnswersError, match="withdrawn"):
        reply(exchange, replied(copy))
    assert list((exchange / "shown").iterdir()) == []


def test_erasing_an_answer_takes_back_the_copies_that_hold_it(root, exchange):
    a_showing(root, exchange)
    showing.withdraw_all(root, exchange, "m03-r9")
    assert len(showing.showings(root)) == 1
    showing.withdraw_all(root, exchange, "m03-r1")
    assert showing.showings(root) == []
    assert list((exchange / "shown").iterdir()) == []
    assert "heard" not in "".join(path.read_text() for path in root.glob("staging/*/*"))


# The other side


@pytest.mark.parametrize("to", ["Ana Kos", "ana kos", "AK", "a.k.", "A K", "ána  kos", "ana"])
def test_a_name_the_initials_or_the_id_reach_their_owner(to):
    assert addressed(to, ANA)


@pytest.mark.parametrize(
    "to", ["Ana", "Kos", "A", "ANK", "Anton Kralj", "", ".", "Ana Kos Novak", "An a Kos"]
)
def test_another_name_reaches_nobody_here(to):
    other = msgspec.structs.replace(ANA, id="p7")
    assert not addressed(to, other)


def test_only_what_is_wanted_is_listed_and_found(root, exchange):
    mine, _line = a_showing(root, exchange)
    other, _line = a_showing(root, exchange, to="Somebody Else")

    def wanted(copy):
        return addressed(copy.to, ANA)

    assert shown_to(exchange, wanted)[0] == [mine]
    assert find_shown(exchange, mine.id, wanted) == mine
    assert find_shown(exchange, other.id, wanted) is None


def test_a_reply_reaches_the_desk_that_showed_and_no_other(root, exchange, tmp_path):
    copy, _line = a_showing(root, exchange)
    reply(exchange, replied(copy, "First."))
    reply(exchange, replied(copy, "Better."))
    assert showing.collect_replies(root, exchange) == []
    assert showing.showings(root)[0].reply.text == "Better."
    with pytest.raises(AnswersError, match="not shown from here"):
        showing.take_reply(tmp_path / "elsewhere", replied(copy))
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("text", ["", " \n", "x" * 20_001], ids=["empty", "blank", "long"])
def test_an_empty_reply_and_an_endless_one_are_refused(root, exchange, text):
    copy, _line = a_showing(root, exchange)
    with pytest.raises(AnswersError, match="characters"):
        replied(copy, text)


# Hostile files


def changed(copy, **fields):
    return json.dumps({**msgspec.to_builtins(copy), **fields}).encode()


def spoiled(copy):
    nested = b"[" * 100_000
    return {
        "half": changed(copy)[:-20],
        "deep": nested,
        "huge": b" " * (LARGEST + 1),
        "twice": b'{"id": "a", "id": "b"}',
        "evidence": changed(copy, use="evidence"),
        "newer": changed(copy, schema=2),
        "more": changed(copy, keys=["x"]),
        "nul": changed(copy, line="\x00"),
        "surrogate": changed(copy, line="\ud800"),
        "way out": changed(copy, id="../../evil"),
        "role": changed(copy, role="assessor"),
        "no answers": changed(copy, answers=[]),
        "not text": b"\xff\xfe",
        "another id": changed(copy, id="0" * 32),
    }


@pytest.mark.parametrize(
    "how",
    [
        *("half", "deep", "huge", "twice", "evidence", "newer", "more", "nul", "surrogate"),
        *("role", "not text", "another id", "way out", "no answers"),
    ],
)
def test_a_damaged_copy_is_named_and_left_out_and_the_others_are_read(root, exchange, how):
    good, _line = a_showing(root, exchange)
    bad, _line = a_showing(root, exchange)
    path = exchange / "shown" / f"{bad.id}.copy.json"
    path.write_bytes(spoiled(bad)[how])
    found, problems = shown_to(exchange, anybody)
    assert found == [good]
    assert len(problems) == 1
    assert path.name in problems[0]


def test_links_folders_and_names_with_control_characters_are_not_followed(root, exchange, tmp_path):
    copy, _line = a_showing(root, exchange)
    secret = tmp_path / "secret.json"
    secret.write_bytes(changed(copy, id="1" * 32))
    (exchange / "shown" / f"{'1' * 32}.copy.json").symlink_to(secret)
    (exchange / "shown" / f"{'2' * 32}.copy.json").mkdir()
    (exchange / "shown" / "\x1b]0;evil.copy.json").write_bytes(b"{}")
    found, problems = shown_to(exchange, anybody)
    assert found == [copy]
    assert len(problems) == 3
    assert "\x1b" not in "".join(problems)


def test_a_reply_that_is_damaged_or_answers_something_else_is_named_and_left_out(root, exchange):
    copy, _line = a_showing(root, exchange)
    path = showing.reply_file(exchange, copy.id)
    for raw in (b"{", msgspec.json.encode(make_reply("0" * 32, "X", "Y", NOW))):
        path.write_bytes(raw)
        (problem,) = showing.collect_replies(root, exchange)
        assert "left out" in problem
        assert reply_to(exchange, copy.id) is None
        assert showing.showings(root)[0].reply is None


# One file to send


def test_a_file_to_send_carries_the_same_as_data_and_nothing_in_it_is_alive(root, exchange):
    evil = "</script><script>alert(1)</script>"
    save(root / MODULE, UNIT, "m03-r1", {"text": evil}, 2, LATER)
    copy, _line = a_showing(root, exchange, line=evil, to=evil)
    page = sendable(evil, passage_html(copy.line), copy, "en")
    assert page.count(b"<script") == page.count(b"</script>") == 1
    assert b"default-src 'none'" in page
    assert sent(page, Copy) == copy


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<html>no data</html>",
        b'<script type="application/json" id="alongside-data">{}',
        b'<script type="application/json" id="alongside-data">{}</script>' * 2,
        b'<script type="application/json" id="alongside-data">{"a": "<b>"}</script>',
        b"x" * (2 * LARGEST + 1),
    ],
    ids=["empty", "no data", "half", "twice", "alive", "huge"],
)
def test_a_file_that_no_desk_made_is_refused(page):
    with pytest.raises(Unreadable):
        sent(page, Reply)


def test_a_copy_is_no_hand_in(root, exchange):
    from alongside.errors import HandInError
    from alongside.responses.handin import read_handin

    copy, _line = a_showing(root, exchange)
    with pytest.raises(HandInError):
        read_handin((exchange / "shown" / f"{copy.id}.copy.json").read_bytes())


def test_a_reply_is_read_by_its_own_shape_only(root, exchange):
    copy, _line = a_showing(root, exchange)
    with pytest.raises(Unreadable):
        shaped(msgspec.json.encode(copy), Reply)
