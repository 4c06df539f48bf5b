"""Files that come along with hand-ins: what intake takes, what an assessor is shown, what is deleted."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import NOON, a_handin, put
from files_along import PDF, SOUNDS, bomb, from_a_camera, listed, name_of

from alongside.errors import AlongsideError
from alongside.grading import intake, parcel
from alongside.grading.arriving import take_in_files
from alongside.grading.course import Course
from alongside.grading.evidence import delete_due_in, erase, files_with, served
from alongside.grading.joining import Joining
from alongside.publish.pack import pack
from alongside.responses.handin import read_handin
from alongside.responses.pictures import written_anew

SOUND = SOUNDS["m4a"]
SPOKEN = listed(SOUND, "m4a", recording={"consent": "My mentee, on paper", "until": "2027-01-19"})
DAY = NOON + timedelta(days=60)
PHOTO = written_anew(from_a_camera())


def handed(*files: dict[str, Any], who: str = "p01") -> bytes:
    return a_handin(who, attachments=list(files))


def collected(course: Course, raw: bytes, along: dict[str, bytes], who: str = "p01"):
    put(course, raw, who, **along)
    return intake.collect(course, "a9", NOON)[-1]


def answers(course: Course, who: str = "p01"):
    return intake.answers_of(course.place("submitted", "a9", who))


def test_what_is_handed_in_with_a_task_is_listed_and_given_to_whoever_marks_it(course: Course):
    files = {name_of(PDF): PDF, name_of(PHOTO, "jpg"): PHOTO}
    record = collected(course, handed(listed(PDF), listed(PHOTO, "jpg", what="Page 2")), files)
    assert (record.verdict, record.notes) == ("accepted", [])
    along = files_with(course, answers(course), "a9-t1", NOON)
    assert [(one.attachment.what, one.state) for one in along] == [
        ("The agreement, signed", "here"),
        ("Page 2", "here"),
    ]
    assert files_with(course, answers(course), "a9-q1", NOON) == []
    pdf, photo = (served(course, "a9", "p01", one.attachment.file, NOON) for one in along)
    assert pdf[1] == PDF
    assert photo[1][:3] == b"\xff\xd8\xff"


def test_an_assessor_gets_a_picture_that_the_kit_wrote_and_not_the_one_that_came(course: Course):
    raw = from_a_camera() + b"<script>alert(1)</script>"
    record = collected(course, handed(listed(raw, "jpg")), {name_of(raw, "jpg"): raw})
    assert record.verdict == "accepted"
    _one, shown = served(course, "a9", "p01", name_of(raw, "jpg").split("/")[1], NOON)
    assert b"script" not in shown
    assert b"Exif" not in shown


@pytest.mark.parametrize(
    ("named", "along", "says"),
    [
        (listed(PDF), {}, "it is not there"),
        (listed(PDF), {name_of(PDF): PDF + b" "}, "changed after it was handed in"),
        (listed(PDF, size=5), {name_of(PDF): PDF}, "changed after it was handed in"),
        (listed(PDF, "jpg"), {name_of(PDF, "jpg"): PDF}, "not of the kind jpg"),
        (listed(SOUND), {name_of(SOUND): SOUND}, "not of the kind pdf"),
        (listed(b"<b>", "jpg"), {name_of(b"<b>", "jpg"): b"<b>"}, "no kind of file"),
        (
            listed(b"\xff\xd8\xff<b>", "jpg"),
            {name_of(b"\xff\xd8\xff<b>", "jpg"): b"\xff\xd8\xff<b>"},
            "damaged",
        ),
        (listed(PDF, "svg"), {}, "Invalid enum value"),
        (listed(PDF, sha256="../../x"), {}, "matching regex"),
        (listed(PDF, file="../x"), {}, "unknown field"),
        (listed(PDF, size=0), {}, ">= 1"),
        (listed(PDF, what=""), {}, "length >= 1"),
        (listed(PDF, task="a9-q1"), {}, "no task that is marked"),
        (listed(PDF, task="a8-t1"), {}, "no task that is marked"),
        (listed(SOUND, "m4a"), {}, "who agreed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_in_order_is_refused_by_name_and_stops_nobody_else(
    course: Course, named: dict[str, Any], along: dict[str, bytes], says: str
):
    put(course, handed(named), **along)
    put(course, handed(listed(PDF), who="p02"), "p02", **{name_of(PDF): PDF})
    bad, good = intake.collect(course, "a9", NOON)
    assert (bad.verdict, good.verdict) == ("damaged", "accepted")
    assert says in bad.problems[0]


def test_more_files_than_may_go_along_are_refused(course: Course):
    many = [listed(PDF + bytes([n])) for n in range(11)]
    record = collected(
        course, handed(*many), {name_of(PDF + bytes([n])): PDF + bytes([n]) for n in range(11)}
    )
    assert "length <= 10" in record.problems[0]


def test_a_file_that_no_answer_names_is_remarked_and_shown_to_nobody(course: Course):
    record = collected(course, handed(), {name_of(PDF): PDF, "attachments/x.html": b"<script>"})
    assert record.verdict == "accepted"
    assert len([note for note in record.notes if "was not asked for" in note]) == 2
    for name in (name_of(PDF).split("/")[1], "x.html", "../record.json"):
        assert served(course, "a9", "p01", name, NOON) is None


def test_a_pack_on_paper_lists_the_files_that_are_judged_with_a_text(course: Course):
    collected(course, handed(listed(PDF), SPOKEN), {name_of(PDF): PDF, name_of(SOUND, "m4a"): SOUND})
    page = pack(course, "a9")
    assert page.count("The agreement, signed") == 2
    assert "deleted on 2027-01-19" in page


def test_nothing_but_what_a_submission_holds_reaches_the_submission(course: Course):
    collected(course, handed(listed(PDF)), {name_of(PDF): PDF})
    there = {path.name for path in course.place("submitted", "a9", "p01").iterdir()}
    assert there == {"a9.ipynb", "assessment.yaml", "responses.json", "timestamp.txt"}


def test_a_mark_is_bound_to_the_files_too_and_not_to_their_order():
    one, two = listed(PDF), listed(PHOTO, "jpg")
    hashes = [
        Joining().hashes(read_handin(raw))["a9-t1"]
        for raw in (a_handin(), handed(one), handed(one, two), handed(two, one))
    ]
    assert len(set(hashes)) == 3
    assert hashes[2] == hashes[3]


def test_a_hand_in_without_files_is_the_same_as_before_there_were_any():
    whole = read_handin(a_handin())
    assert Joining().hashes(whole)["a9-t1"] == whole.answers[-1].sha256


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return packed.getvalue()


def test_one_file_brings_the_hand_in_and_what_goes_along(course: Course):
    raw = handed(listed(PDF))
    (told,) = take_in_files(
        course, "a9", [("p01.zip", zipped({"responses.json": raw, name_of(PDF): PDF}))], NOON
    )
    assert (told.outcome, told.who, told.said) == ("taken", "p01", ())
    assert [one.state for one in files_with(course, answers(course), "a9-t1", NOON)] == ["here"]
    again = zipped({"p01/responses.json": raw, f"p01/{name_of(PDF)}": PDF})
    (told,) = take_in_files(course, "a9", [("again.zip", again)], NOON)
    assert told.outcome == "double"


def test_what_else_lies_in_such_a_zip_is_put_aside_under_a_number_and_remarked(course: Course):
    odd = {"x": b"1", "x/y": b"2", "X": b"3", "evil\x1b[2J.html": b"<script>", "attachments/../a": b""}
    odd.pop("attachments/../a")
    files = {"responses.json": handed(listed(PDF)), name_of(PDF): PDF, **odd}
    (told,) = take_in_files(course, "a9", [("p01.zip", zipped(files))], NOON)
    assert told.outcome == "taken"
    assert len(told.said) == len(odd)
    kept = {path.relative_to(course.root / "received/a9").parts[2] for path in course.root.rglob("raw/*")}
    assert kept == {"responses.json", "attachments", "other"}


@pytest.mark.parametrize("name", ["attachments/../../x", "/attachments/x", "attachments\\..\\x"])
def test_a_zip_whose_files_lead_out_is_refused(course: Course, name: str):
    files = {"responses.json": handed(listed(PDF)), name_of(PDF): PDF, name: b"x"}
    (told,) = take_in_files(course, "a9", [("p01.zip", zipped(files))], NOON)
    assert told.outcome == "damaged"
    assert "points outside" in told.said[0]


def test_files_have_room_of_their_own_and_no_more_than_that(tmp_path: Path):
    name = name_of(PDF)
    (tmp_path / "attachments").mkdir()
    with (tmp_path / name).open("wb") as file:
        file.truncate(9 * 2**20)
    assert len(parcel.gather(tmp_path)[name]) == 9 * 2**20
    os.truncate(tmp_path / name, 21 * 2**20)
    with pytest.raises(AlongsideError, match="larger than 20 MB"):
        parcel.gather(tmp_path)
    os.truncate(tmp_path / name, 1)
    with (tmp_path / "responses.json").open("wb") as file:
        file.truncate(9 * 2**20)
    with pytest.raises(AlongsideError, match="larger than 8 MB"):
        parcel.gather(tmp_path)


def test_too_much_in_all_is_refused_before_anything_is_unpacked():
    sizes = {f"attachments/{n}": bytes(15 * 2**20) for n in range(3)}
    with pytest.raises(parcel.TooLarge, match="40 MB of files that go along"):
        parcel.unzip("x.zip", zipped(sizes))


def spoken(course: Course) -> Path:
    collected(course, handed(SPOKEN), {name_of(SOUND, "m4a"): SOUND})
    return next((course.root / "received").rglob("*.m4a"))


def test_a_recording_is_deleted_on_its_day_in_course_and_exchange_and_a_line_stays(course: Course):
    spoken(course)
    assert delete_due_in(course, DAY - timedelta(days=1)).removed == []
    gone = delete_due_in(course, DAY)
    assert (len(gone.removed), gone.left) == (2, [])
    assert list(course.root.parent.rglob("*.m4a")) == []
    (line,) = files_with(course, answers(course), "a9-t1", DAY)
    assert (line.state, line.deleted_at) == ("deleted", "2027-01-19T12:00:00.000Z")
    assert line.attachment.recording.consent == "My mentee, on paper"


def test_collecting_again_after_the_day_changes_nothing(course: Course):
    spoken(course)
    before = intake.received(course, "a9")
    delete_due_in(course, DAY)
    intake.collect(course, "a9", DAY)
    assert intake.received(course, "a9") == before


def test_a_recording_whose_day_has_come_is_handed_out_to_nobody_even_while_it_lies_there(course: Course):
    path = spoken(course)
    assert served(course, "a9", "p01", path.name, DAY - timedelta(days=1))[1] == SOUND
    assert served(course, "a9", "p01", path.name, DAY) is None


def test_a_hand_in_after_the_day_may_name_a_recording_that_is_gone(course: Course):
    put(course, handed(SPOKEN), at=DAY)
    assert intake.collect(course, "a9", DAY)[0].verdict == "accepted"
    (line,) = files_with(course, answers(course), "a9-t1", DAY)
    assert line.state == "deleted"


def test_what_no_answer_names_is_deleted_after_sixty_days(course: Course):
    collected(course, handed(), {name_of(SOUND, "m4a"): SOUND})
    there = list(course.root.parent.rglob("*.m4a"))
    old = (NOON - timedelta(days=61)).timestamp()
    for path in there:
        os.utime(path, (old, old))
    assert len(delete_due_in(course, NOON).removed) == len(there) == 2


def test_erasing_a_person_takes_their_files_and_nobody_elses(course: Course):
    for who in ("p01", "p02"):
        put(course, handed(listed(PDF), who=who), who, **{name_of(PDF): PDF})
    intake.collect(course, "a9", NOON)
    gone = erase(course, "p01")
    assert (len(gone.removed), gone.left) == (2, [])
    assert len(list(course.root.parent.rglob("*.pdf"))) == 2
    assert files_with(course, answers(course), "a9-t1", NOON)[0].state == "missing"
    assert files_with(course, answers(course, "p02"), "a9-t1", NOON)[0].state == "here"


def test_a_picture_that_would_fill_the_memory_is_refused(course: Course):
    large = bomb()
    record = collected(course, handed(listed(large, "jpg")), {name_of(large, "jpg"): large})
    assert "million points" in record.problems[0]
