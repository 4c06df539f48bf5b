"""A hand-in holds what was meant for assessors and nothing else; read back, it is trusted in nothing."""

from __future__ import annotations

import hashlib
import json

import msgspec
import pytest
import rfc8785
from answering import NOW, a_session, a_unit, whole_tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.errors import AnswersError, HandInError
from alongside.model.handin import Declared
from alongside.responses import receipts
from alongside.responses.files import read, save
from alongside.responses.handin import build, check_against, handin_bytes, hash_of, read_handin, receipt_of
from alongside.responses.untrusted import MAX_BYTES

SESSION = a_session()


@pytest.fixture
def workspace(tmp_path):
    here, module = tmp_path / "assessments" / "a1", tmp_path / "modules" / "m03-listening"
    here.mkdir(parents=True)
    module.mkdir(parents=True)
    save(here, SESSION, "a1-t1", {"text": "first draft, private"}, 0, NOW)
    save(here, SESSION, "a1-t1", {"text": "What I hand in"}, 0, NOW)
    save(here, SESSION, "a1-q1", {"chosen": ["a"], "confidence": 2}, 0, NOW)
    save(here, SESSION, "a1-r1", {"text": "for me alone"}, 0, NOW)
    save(module, a_unit(), "m03-r1", {"text": "for the portfolio"}, 0, NOW)
    save(module, a_unit(), "m03-r2", {"text": "never chosen"}, 0, NOW)
    return tmp_path


def built(workspace, portfolio=(), candidate="anna-k"):
    answers = read(workspace / "assessments" / "a1", "a1")
    return build(workspace, SESSION, answers, candidate, NOW, portfolio)


def the_item(workspace):
    return ("m03", "m03-r1", workspace / "modules" / "m03-listening")


def raw_handin(workspace, **changed):
    return {**json.loads(handin_bytes(built(workspace, [the_item(workspace)]))), **changed}


def test_a_hand_in_holds_the_sessions_answers_and_the_chosen_items_only(workspace):
    data = handin_bytes(built(workspace, [the_item(workspace)]))
    handin = read_handin(data)
    assert [answer.id for answer in handin.answers] == ["a1-q1", "a1-t1"]
    assert [answer.id for answer in handin.portfolio] == ["m03-r1"]
    for private in (b"first draft", b"for me alone", b"never chosen", b"earlier"):
        assert private not in data


def test_a_hand_in_comes_back_as_it_was_built_and_its_receipt_is_the_hash_of_the_file(workspace):
    handin = built(workspace, [the_item(workspace)])
    data = handin_bytes(handin)
    assert read_handin(data) == handin
    assert receipt_of(data) == hashlib.sha256(data).hexdigest()
    assert handin.answers[1].sha256 == hashlib.sha256(rfc8785.dumps({"text": "What I hand in"})).hexdigest()
    check_against(SESSION, handin)


def test_a_portfolio_item_must_have_been_written_inside_the_workspace(workspace, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("other")
    save(elsewhere, a_unit(), "m03-r1", {"text": "not mine"}, 0, NOW)
    with pytest.raises(HandInError, match="outside"):
        built(workspace, [("m03", "m03-r1", elsewhere)])
    with pytest.raises(HandInError, match="m03-g1"):
        built(workspace, [("m03", "m03-g1", workspace / "modules" / "m03-listening")])


@pytest.mark.parametrize("candidate", ["", "../x", "a/b", "a b", "a.b", "-a", "a\n", "é", "x" * 65, 7])
def test_a_candidate_that_could_be_another_folder_is_refused(workspace, candidate):
    with pytest.raises(HandInError, match="candidate"):
        built(workspace, candidate=candidate)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda raw: raw.update(schema=2), "schema"),
        (lambda raw: raw.update(schema=True), "schema"),
        (lambda raw: raw.pop("session"), "session"),
        (lambda raw: raw.update(session="a1/../a2"), "session"),
        (lambda raw: raw.update(session="a2"), r"answers\[0\].id"),
        (lambda raw: raw.update(more=1), "more"),
        (lambda raw: raw.update(handed_in_at="2026-13-01T00:00:00Z"), "handed_in_at"),
        (lambda raw: raw["answers"][1]["value"].update(text="better"), r"answers\[1\].sha256"),
        (lambda raw: raw["answers"][1]["value"].update(text=5), r"answers\[1\].value.text"),
        (lambda raw: raw["answers"][1]["value"].update(more=5), r"answers\[1\].value"),
        (lambda raw: raw["answers"][1].update(earlier=[]), r"answers\[1\]"),
        (lambda raw: raw["answers"][1].update(id="a1-q1"), "twice"),
        (lambda raw: raw["answers"][1].update(kind="rating"), r"answers\[1\]"),
        (lambda raw: raw["answers"][1].update(saved_at="2026-02-30T00:00:00Z"), r"answers\[1\].saved_at"),
        (lambda raw: raw["answers"][1].update(lang="x" * 99), r"answers\[1\].lang"),
        (lambda raw: raw["answers"].extend(raw["answers"] * 200), "answers"),
        (lambda raw: raw["portfolio"][0].update(sha256="0" * 64), r"portfolio\[0\].sha256"),
        (lambda raw: raw["portfolio"].append(None), r"portfolio\[1\]"),
        (lambda raw: raw.update(answers={}), "answers"),
        (lambda raw: raw["answers"][1]["value"].update(text="nul \x00"), r"answers\[1\].value.text"),
        (lambda raw: raw["answers"][1]["value"].update(text="half \ud800"), r"answers\[1\].value.text"),
        (lambda raw: raw["answers"][0]["value"].update(confidence=2**60), r"answers\[0\]"),
        (lambda raw: raw["answers"][0]["value"].update(confidence=2**80), r"answers\[0\]"),
    ],
)
def test_a_hand_in_that_was_tampered_with_is_refused_and_the_field_named(workspace, change, named):
    raw = raw_handin(workspace)
    change(raw)
    with pytest.raises(HandInError, match=named):
        read_handin(json.dumps(raw).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b'"x"',
        b"\xff",
        b"[" * 100_000,
        b'{"answers":' * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b"{}" + b" " * 10_000_000,
        b'{"schema": 1, "schema": 1}',
        b'{"schema": Infinity}',
        b'{"\\ud800": 1}',
        b"PK\x03\x04",
    ],
    ids=lambda data: f"{data[:16]!r}",
)
def test_bytes_from_anywhere_are_refused_with_one_sentence(data):
    with pytest.raises(HandInError):
        read_handin(data)


def test_a_text_over_the_limit_is_refused_even_with_the_right_hash(workspace):
    raw = raw_handin(workspace)
    raw["answers"][1]["value"] = {"text": "x" * 200_001}
    raw["answers"][1]["sha256"] = hash_of(raw["answers"][1]["value"])
    with pytest.raises(HandInError, match="200000 characters"):
        read_handin(json.dumps(raw).encode())


def test_a_hand_in_too_large_to_be_read_is_not_built(workspace):
    handin = built(workspace)
    long = msgspec.structs.replace(
        handin.answers[1], value=type(handin.answers[1].value)(text="x" * MAX_BYTES)
    )
    with pytest.raises(HandInError, match="larger"):
        handin_bytes(msgspec.structs.replace(handin, answers=[long]))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet='{}[]":,schema1asionw\\u0', max_size=80))
def test_no_text_at_all_gets_through_as_anything_but_a_refusal(text):
    with pytest.raises(HandInError):
        read_handin(text.encode())


@pytest.mark.parametrize(
    ("value", "named"),
    [({"chosen": ["z"]}, "z"), ({"chosen": ["a", "b"]}, "only one"), ({"pairs": {"a": "t"}}, "t")],
)
def test_an_answer_that_the_session_does_not_offer_is_refused(workspace, value, named):
    raw = raw_handin(workspace)
    raw["answers"][0].update(value=value, sha256=hash_of(value))
    with pytest.raises(HandInError, match=named):
        check_against(SESSION, read_handin(json.dumps(raw).encode()))


def test_a_hand_in_of_another_session_or_of_an_unknown_response_is_refused(workspace):
    handin = built(workspace)
    with pytest.raises(HandInError, match="not a1"):
        check_against(SESSION, msgspec.structs.replace(handin, session="a2"))
    unknown = msgspec.structs.replace(handin.answers[0], id="a1-q7")
    with pytest.raises(HandInError, match="a1-q7"):
        check_against(SESSION, msgspec.structs.replace(handin, answers=[unknown]))


def test_staging_holds_one_frozen_file_and_its_receipt(workspace):
    path, receipt = receipts.stage(workspace, built(workspace))
    assert path == workspace / "staging" / "a1" / "responses.json"
    assert receipt.sha256 == receipt_of(path.read_bytes())
    assert (receipt.act, receipt.to, receipt.ids) == ("handed-in", "a1", ["a1-q1", "a1-t1"])
    save(workspace / "assessments" / "a1", SESSION, "a1-t1", {"text": "changed since"}, 2, NOW)
    assert b"changed since" not in path.read_bytes()
    receipts.stage(workspace, built(workspace))
    assert list(whole_tree(workspace / "staging")) == ["a1/responses.json"]
    assert b"changed since" in path.read_bytes()


def test_receipts_are_only_ever_added_to(workspace):
    assert receipts.receipts(workspace) == []
    _path, first = receipts.stage(workspace, built(workspace))
    shown = receipts.Receipt(act="shown", ids=["m03-r1"], at="2026-03-02T08:00:00Z", to="mentor")
    for one in (first, shown, first):
        receipts.record(workspace, one)
    assert receipts.receipts(workspace) == [first, shown]


def test_a_record_that_cannot_be_read_is_refused_and_not_written_over(workspace):
    record = workspace / "receipts.json"
    for damage in (b"{", b'{"schema": 2, "receipts": []}', b'{"schema": 1, "receipts": [{}]}'):
        record.write_bytes(damage)
        with pytest.raises(AnswersError):
            receipts.record(workspace, receipts.stage(workspace, built(workspace))[1])
        assert record.read_bytes() == damage


def test_what_was_handed_in_is_kept_among_the_earlier_versions(workspace):
    folder = workspace / "assessments" / "a1"
    for _again in range(2):
        receipts.keep_handed_in(folder, "a1", ["a1-t1"])
    entry = read(folder, "a1").entries["a1-t1"]
    assert entry.rev == 2
    assert [(one.why, one.value.text) for one in entry.earlier] == [
        ("elsewhere", "first draft, private"),
        ("handed-in", "What I hand in"),
    ]


# Help that was declared


def test_help_that_was_declared_travels_and_binds_no_mark(workspace):
    answers = read(workspace / "assessments" / "a1", "a1")
    said = Declared(by=["ai", "language"], what="Shortened the second part.")
    with_it = build(workspace, SESSION, answers, "anna-k", NOW, declared=said)
    back = read_handin(handin_bytes(with_it))
    assert back.help == said
    assert [one.sha256 for one in back.answers] == [one.sha256 for one in built(workspace).answers]


def test_no_help_is_not_the_same_as_nothing_said(workspace):
    answers = read(workspace / "assessments" / "a1", "a1")
    without = build(workspace, SESSION, answers, "anna-k", NOW, declared=Declared())
    assert read_handin(handin_bytes(without)).help == Declared()
    assert read_handin(handin_bytes(built(workspace))).help is None


def test_a_hand_in_from_before_there_was_a_declaration_still_reads(workspace):
    """And what declares nothing is written as it was before, byte for byte."""
    assert b'"help"' not in handin_bytes(built(workspace))
    assert read_handin(json.dumps(raw_handin(workspace)).encode()).help is None


@pytest.mark.parametrize(
    "said", ["yes", {"by": ["magic"]}, {"by": [], "what": "x" * 2001}, {"who": "me"}, [1]]
)
def test_a_declaration_of_another_shape_is_refused_by_its_field(workspace, said):
    with pytest.raises(HandInError, match="help"):
        read_handin(json.dumps(raw_handin(workspace, help=said)).encode())
