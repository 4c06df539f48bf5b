"""Files that came by e-mail or on a stick: taken in, or named, and none is lost."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from builders import NOON, RIGHT, a_handin, answer, put

from alongside.errors import HandInError, NotSaved, WorkspaceError
from alongside.grading import arriving, bundle, intake, parcel, sessions
from alongside.grading.roster import Candidate, read_roster, write_roster
from alongside.grading.states import state_of

LATER = NOON + timedelta(hours=5)


def take(course, *sent, now=LATER):
    return arriving.take_in_files(course, "a9", sent, now)


def outcomes(course, *sent):
    return [one.outcome for one in take(course, *sent)]


def waits(course):
    return [(one.record.source, one.outcome) for one in arriving.waiting_in(course, "a9")]


def a_zip(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return packed.getvalue()


def a_file_of_answers(unit="a9", text="Whose am I?"):
    entry = {**answer(f"{unit}-t1", {"text": text}, "reflection"), "rev": 1, "earlier": []}
    del entry["sha256"]
    whole = {"schema": 1, "unit": unit, "entries": [entry]}
    files = {f"assessments/{unit}/{unit}.responses.json": whole}
    told = {"format": "alongside-answers", "schema": 1, "made_at": "2026-11-20T11:30:00.000Z"}
    return json.dumps({**told, "files": files}).encode()


def text_in(course, who):
    return (course.place("submitted", "a9", who) / "responses.json").read_text("utf-8")


def test_the_command_takes_in_each_hand_in_of_a_zip_and_refuses_one_that_is_not_honest(course, tmp_path):
    many, bad = tmp_path / "Class B.zip", tmp_path / "bad.zip"
    many.write_bytes(a_zip(**{"ana/responses.json": a_handin("p01"), "bo.json": a_handin("p02")}))
    bad.write_bytes(a_zip(**{"../../out.json": a_handin("p03")}))
    records = sessions.take_in(course, "a9", [many, bad], LATER)
    assert [(one.verdict, one.candidate) for one in records[:2]] == [("accepted", "p01"), ("accepted", "p02")]
    assert [one.verdict for one in records[2:]] == ["damaged"]
    assert {place.name for place in (course.root / "submitted").iterdir()} == {"p01", "p02"}
    assert list(tmp_path.rglob("out.json")) == []
    again = sessions.take_in(course, "a9", [many], LATER)
    assert [one.candidate for one in again] == ["p01", "p02"]
    assert len(intake.received(course, "a9")) == 3


def test_a_file_is_taken_in_and_told_with_its_receipt(course):
    raw = a_handin()
    (told,) = take(course, ("hand-in-a9-p01.json", raw))
    assert (told.outcome, told.who, told.source) == ("taken", "p01", "hand-in-a9-p01.json")
    assert told.receipt == intake.receipt_of(raw)
    assert waits(course) == []


def test_the_same_file_again_is_a_double_whatever_it_is_called_and_is_not_kept_twice(course):
    assert outcomes(course, ("one.json", a_handin()), ("one (1).json", a_handin())) == ["taken", "double"]
    assert outcomes(course, ("again.zip", a_zip(**{"responses.json": a_handin()}))) == ["double"]
    assert len(intake.received(course, "a9")) == 1


@pytest.mark.parametrize("name", ["hand-in.json.txt", "hand in.docx", "Maud.zip", "no ending", "a.html"])
def test_a_file_counts_under_any_name(course, name):
    for raw in (a_handin(), b"\xef\xbb\xbf" + a_handin("p02"), a_zip(**{"responses.json": a_handin("p03")})):
        assert outcomes(course, (name, raw)) == ["taken"], raw[:20]


def test_a_document_is_one_line_and_no_hand_in(course):
    document = a_zip(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert outcomes(course, ("letter.docx", document)) == ["damaged"]


def test_what_was_handed_in_through_the_exchange_is_a_double_as_a_file(course):
    put(course, a_handin())
    intake.collect(course, "a9", LATER)
    assert outcomes(course, ("mail.json", a_handin())) == ["double"]
    assert not state_of(course, "a9")[0].doubled


def test_an_older_file_is_kept_and_a_later_one_counts(course):
    late, early = a_handin(text="Later.", at=NOON), a_handin(text="First.", at=NOON - timedelta(hours=1))
    assert outcomes(course, ("late.json", late), ("early.json", early)) == ["taken", "older"]
    assert "Later." in text_in(course, "p01")
    assert len(intake.received(course, "a9")) == 2


def test_a_stranger_waits_until_put_on_the_list_and_keeps_the_time_of_arrival(course):
    write_roster(course, [Candidate("p02")])
    assert outcomes(course, ("new.json", a_handin())) == ["stranger"]
    (waiting,) = arriving.waiting_in(course, "a9")
    taken = arriving.add_stranger(course, "a9", waiting.home, "Maud Example", by="ann")
    assert (taken.verdict, taken.received_at[:13]) == ("accepted", "2026-11-20T17")
    assert read_roster(course)["p01"] == Candidate("p01", "Maud", "Example")
    assert text_in(course, "p01")
    assert waits(course) == []


def test_a_stranger_without_a_name_stays_one(course):
    write_roster(course, [Candidate("p02")])
    take(course, ("new.json", a_handin()))
    (waiting,) = arriving.waiting_in(course, "a9")
    with pytest.raises(HandInError, match="give the name"):
        arriving.add_stranger(course, "a9", waiting.home, "  ", by="ann")
    assert list(read_roster(course)) == ["p02"]
    assert len(waits(course)) == 1


@pytest.mark.parametrize(
    ("name", "raw", "outcome"),
    [
        ("a8.json", a_handin(session="a8", answers=[]), "session"),
        ("notes.json", b'{"schema": 1}', "damaged"),
        ("holiday.jpg", b"\xff\xd8\x00", "damaged"),
        ("half.zip", b"PK\x03\x04 and no more", "damaged"),
        ("empty.json", b"", "damaged"),
        ("big.json", b" " * (parcel.MAX_FILE + 1), "large"),
        ("../../out.json", b"{", "damaged"),
        ("con: .json.", b"{", "damaged"),
    ],
)
def test_what_is_not_taken_stays_named_and_stops_nobody_else(course, name, raw, outcome):
    assert outcomes(course, (name, raw), ("good.json", a_handin())) == [outcome, "taken"]
    assert waits(course) == [(name, outcome)]


def test_what_was_put_aside_is_kept_and_not_named_any_more(course):
    take(course, ("half.json", b"{"))
    (waiting,) = arriving.waiting_in(course, "a9")
    arriving.put_aside(course, "a9", waiting.home, by="ann", now=LATER)
    assert waits(course) == []
    (record,) = intake.received(course, "a9")
    assert record.then.startswith("put aside by ann at 2026-11-20")
    assert intake.files_of(course, "a9", waiting.home) == {"half.json": b"{"}


def test_what_counts_cannot_be_put_aside(course):
    take(course, ("good.json", a_handin()))
    (home,) = intake.kept(course, "a9")
    for name in (home, "../a9", "nothere"):
        with pytest.raises(HandInError, match="nothing of that name waits"):
            arriving.put_aside(course, "a9", name, by="ann", now=LATER)


def test_a_zip_of_many_is_told_file_by_file(course):
    many = a_zip(
        **{
            "From my mail/p01.json": a_handin(),
            "From my mail/p02.zip": a_zip(**{"responses.json": a_handin("p02")}),
            "From my mail/stick/responses.json": a_handin("p03"),
            "From my mail/stick/a9.ipynb": b"not read",
            "From my mail/p04+a9+20261120T110000.000000Z+abc/responses.json": a_handin("p05"),
            "From my mail/photo.jpg": b"\xff",
            "__MACOSX/From my mail/._p01.json": b"\x00",
            "From my mail/.DS_Store": b"\x00",
        }
    )
    told = {one.source: one.outcome for one in take(course, ("all.zip", many))}
    assert told == {
        "all.zip: From my mail/p01.json": "taken",
        "all.zip: From my mail/p02.zip": "taken",
        "all.zip: From my mail/stick": "taken",
        "all.zip: From my mail/p04+a9+20261120T110000.000000Z+abc": "name",
        "all.zip: From my mail/photo.jpg": "damaged",
    }
    assert sorted(one.candidate for one in state_of(course, "a9") if one.handed_in_at)[:3] == [
        "p01",
        "p02",
        "p03",
    ]


def a_link():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("p01.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("raw", "outcome", "why"),
    [
        (a_zip(**{"../../p01.json": a_handin(), "x.json": b"{"}), "damaged", "points outside"),
        (a_zip(**{"/etc/p01.json": a_handin(), "x.json": b"{"}), "damaged", "points outside"),
        (a_link(), "damaged", "holds a link"),
        (a_zip(bomb=b"\x00" * (parcel.MAX_FILE - 1)), "large", "unpacks to"),
    ],
)
def test_a_zip_that_is_not_honest_is_refused_as_a_whole_and_named(course, tmp_path, raw, outcome, why):
    before = {path for path in tmp_path.rglob("*") if "received" not in path.parts}
    (told,) = take(course, ("mail.zip", raw))
    assert (told.outcome, why in told.said[0]) == (outcome, True)
    assert waits(course) == [("mail.zip", outcome)]
    assert {path for path in tmp_path.rglob("*") if "received" not in path.parts} == before


def test_too_many_files_or_too_large_a_file_are_refused_before_they_are_unpacked(course, monkeypatch):
    monkeypatch.setattr(bundle, "MOST_FILES", 2)
    assert outcomes(course, ("m.zip", a_zip(a=b"1", b=b"2", c=b"3"))) == ["large"]
    monkeypatch.setattr(bundle, "MOST_SENT", 10)
    assert outcomes(course, ("good.json", a_handin())) == ["large"]


def test_a_file_of_answers_is_taken_in_once_somebody_says_whose_it_is(course):
    write_roster(course, [Candidate("p01"), Candidate("p02")])
    (told,) = take(course, ("alongside-answers.json", a_file_of_answers()))
    assert told.outcome == "nameless"
    (waiting,) = arriving.waiting_in(course, "a9")
    with pytest.raises(HandInError, match="choose whose"):
        arriving.give_to(course, "a9", waiting.home, "p09", by="ann", now=LATER)
    taken = arriving.give_to(course, "a9", waiting.home, "p02", by="ann", now=LATER)
    assert (taken.verdict, taken.candidate) == ("accepted", "p02")
    assert "Whose am I?" in text_in(course, "p02")
    assert waits(course) == []
    assert {one.candidate: one.state for one in state_of(course, "a9")} == {
        "p01": "missing",
        "p02": "handed in",
    }


def test_a_file_under_a_name_that_two_people_have_waits_until_somebody_says_whose_it_is(course):
    write_roster(
        course, [Candidate("ana-novak"), Candidate("ana-novak-2"), Candidate("p-7"), Candidate("p-8")]
    )
    own = a_handin("ana-novak", text="The first Ana.")
    other = a_handin("ana-novak", text="The second Ana.", at=NOON + timedelta(hours=1))
    sent = [("own.json", own), ("other.json", other), ("p.json", a_handin("p-7"))]
    assert outcomes(course, *sent) == ["namesake", "namesake", "taken"]
    homes = {one.record.source: one.home for one in arriving.waiting_in(course, "a9")}
    first = arriving.give_to(course, "a9", homes["own.json"], "ana-novak", by="ann", now=LATER)
    arriving.give_to(course, "a9", homes["other.json"], "ana-novak-2", by="ann", now=LATER)
    assert first.receipt == intake.receipt_of(own)
    assert "The first Ana." in text_in(course, "ana-novak")
    assert "The second Ana." in text_in(course, "ana-novak-2")
    assert waits(course) == []
    assert outcomes(course, ("own again.json", own)) == ["double"]


def test_a_hand_in_whose_folder_says_whose_it_is_needs_nobody_to_say_it(course):
    write_roster(course, [Candidate("ana-novak"), Candidate("ana-novak-2")])
    put(course, a_handin("ana-novak"), "ana-novak")
    intake.collect(course, "a9", LATER)
    assert text_in(course, "ana-novak")


def test_a_stranger_may_be_somebody_on_the_list_whose_desk_has_another_name(course):
    write_roster(course, [Candidate("p02", "Maud", "Example")])
    assert outcomes(course, ("new.json", a_handin("maud"))) == ["stranger"]
    (waiting,) = arriving.waiting_in(course, "a9")
    taken = arriving.give_to(course, "a9", waiting.home, "p02", by="ann", now=LATER)
    assert (taken.verdict, taken.handed_in_at) == ("accepted", waiting.record.handed_in_at)
    assert '"candidate": "p02"' in text_in(course, "p02")
    assert waits(course) == []


def test_a_file_of_answers_without_this_session_stays_named(course):
    take(course, ("alongside-answers.json", a_file_of_answers("m03")))
    (waiting,) = arriving.waiting_in(course, "a9")
    with pytest.raises(HandInError, match="holds nothing for session a9"):
        arriving.give_to(course, "a9", waiting.home, "p01", by="ann", now=LATER)
    assert waits(course) == [("alongside-answers.json", "nameless")]


def test_nothing_is_taken_in_before_the_session_is_released(course):
    with pytest.raises(WorkspaceError, match="has not been released"):
        arriving.take_in_files(course, "a8", [("x.json", a_handin(session="a8"))], LATER)


def test_a_full_disk_is_one_sentence_and_the_same_files_can_be_taken_in_again(course, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(intake, "appear", full)
        with pytest.raises(NotSaved, match="take in the same files again"):
            take(course, ("p01.json", a_handin(checks=RIGHT)))
    assert outcomes(course, ("p01.json", a_handin(checks=RIGHT))) == ["taken"]
