"""Erasing a person looks through a whole workspace: the name is nowhere but where the page said it stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import yaml
from builders import a_handin, put
from files_along import PDF
from marking import a_mark

from alongside.grading import intake
from alongside.grading.acts import decide
from alongside.grading.folders import feedback_file, letter_name
from alongside.grading.ledger import opened
from alongside.model.acts import Released
from alongside.model.attendance import Absent, MadeUp, Row
from alongside.model.calendar import CalendarFile, MeetingRow
from alongside.model.comments import COMMENTS, Passed, PassedOn
from alongside.model.complaint import Complaint
from alongside.model.liveroom import Message
from alongside.model.message import DraftFile, Stranger, Version
from alongside.model.people import Person
from alongside.publish.forgetting import forget, stays
from alongside.records.attendance import record
from alongside.records.badges import issue
from alongside.records.cohort_file import change_file
from alongside.records.complaints import lodge
from alongside.records.liveroom import open_room
from alongside.records.messages import start, unwilling, wish
from alongside.records.people import change, enrol, read_people
from alongside.records.sharing import read_shared, share
from alongside.records.waiting import WAITING, new_home
from alongside.responses.attaching import Brought, attach
from alongside.responses.foreign import put as put_file

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
AT = "2026-11-24T09:00:00.000Z"
HER, MAIL, BEFORE = "Ana Novak", "ana@lipa.example", "Ana Kos"
EVERY = ("ana novak", "ana kos", MAIL, "oš lipa", "secret boss", "her knee", "her sister")


@pytest.fixture
def kept(course, tmp_path) -> Path:
    """A workspace that knows Ana everywhere: marked a9 as p07, handed in unmarked as p08 is Bo."""
    root = tmp_path
    settings = {"schema": 1, "person": {"id": "nika", "name": "Nika"}, "exchange": str(course.exchange)}
    (root / "alongside.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    ana = Person(
        id="p07", name=BEFORE, organisation="Mreža", school="OŠ Lipa", mail=MAIL, line_manager="Secret Boss"
    )
    bo = Person(id="p08", name="Bo Lund", organisation="Mreža", mentor=HER)
    enrol(root, [ana, bo], "nika", NOW, TODAY)
    change(root, "p07", {"name": HER}, "nika", NOW, day=TODAY, why="Her knee")
    issue(root, "p07", NOW, "room", timedelta(days=1))
    _cohort(root)
    _exchange(course)
    _work(course)
    return root


def _cohort(root: Path) -> None:
    def row(who, what, note=""):
        return Row(at=NOW, by="nika", person=who, group="A", day=TODAY, what=what, note=note)

    record(root, "s1", [row("p07", Absent(), "her knee"), row("p08", MadeUp(minutes=60, whom=HER))])
    record(root, "s2", [row("p07", MadeUp(minutes=60, how="at home, with her sister"))])
    version = Version(
        at=AT, by="nika", subject=f"For {HER}", text=f"Dear {HER.upper()}, or {MAIL}", people=["p07", "p08"]
    )
    start(root, DraftFile(kind="missed", versions=[msgspec.structs.replace(version, others=[_stranger()])]))
    wish(root, "p07", "out", "nika", NOW, why="her knee")
    wish(root, MAIL, "out", "nika", NOW)
    meeting = MeetingRow(
        act="planned", meeting="m1", at=AT, by="nika", session="s1", place=f"At {HER}'s", why=f"{HER} asked"
    )
    change_file(
        root / "cohort" / "calendar.json", CalendarFile, lambda _was: CalendarFile(meetings=[meeting])
    )
    room = open_room(root, "s1", "nika", NOW).id
    for who, called in (("p07", HER), ("p08", "Bo")):
        stuck = Message(id=f"message-{who}", n=1, kind="stuck", item="stuck", called=called)
        share(root, room, who, stuck, NOW)
    (root / ".alongside").mkdir()
    visit = {"person": "p07", "name": HER, "since": AT, "until": AT}
    visits = {"schema": 1, "visits": {"aa": visit, "bb": {**visit, "person": "p08", "name": "Bo Lund"}}}
    (root / ".alongside" / "room.json").write_bytes(msgspec.json.encode(visits))
    in_a_room = new_home(root)
    for who, shows in (("p07", f"A page of {HER}"), ("p08", "A page")):
        attach(in_a_room / who, "a9", Brought(PDF, "", "a9-t1", shows), NOW)


def _stranger() -> Stranger:
    return Stranger(name="A. N.", mail=MAIL.title())


def _exchange(course) -> None:
    about = {"activity": "m01-a1", "title": "T", "version": 1, "at": AT}
    for number, by in (("1", HER), ("2", "Bo Lund")):
        passed = Passed(id=number * 32, text="Too long.", by=by, **about)
        put_file(
            course.exchange / "comments" / f"{number * 32}.json",
            PassedOn(format=COMMENTS, schema=1, comments=[passed]),
        )
    for name in ("copy", "reply"):
        put_file(course.exchange / "shown" / f"{'c' * 32}.{name}.json", {"by": HER, "text": HER})


def _work(course) -> None:
    """p07 has a marked hand-in with feedback and a letter; p08 handed in, and nobody has marked it."""
    for who in ("p07", "p08"):
        put(course, a_handin(who), who)
    found = {one.candidate: one for one in intake.collect(course, "a9", NOW)}
    with opened(course) as ledger:
        ledger.append([a_mark(candidate="p07")], NOW)
    pages = [
        course.root / "letters" / "1" / "p07.html",
        course.root / "returned" / "a9" / "p07.html",
        course.root / "feedback" / "p07" / "a9" / "a9.html",
        *(
            feedback_file(course.exchange, course.id, found["p07"].receipt, name)
            for name in ("a9", letter_name("a9"))
        ),
        course.root / "marking" / "ann" / "a9" / "p07+a9-t1.json",
    ]
    for page in pages:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"Dear {HER}", "utf-8")


def a_photo_of_hers(course) -> list[Path]:
    """Files as they lie beside a hand-in that was kept, and beside what observers watched."""
    homes = intake.kept(course, "a9").items()
    [home] = [name for name, one in homes if one.candidate == "p07"]
    photos = [
        course.place("received", "a9") / home / intake.RAW / "attachments" / "0a.jpg",
        course.root / "evidence" / "a9" / "p07" / "0b.jpg",
    ]
    for photo in photos:
        photo.parent.mkdir(parents=True, exist_ok=True)
        photo.write_bytes(b"a picture")
    return photos


def erase(kept: Path, course, who: str = "p07", day: date = TODAY) -> list[str]:
    return forget(kept, course.exchange, who, by="nika", now=NOW, day=day)


def holding(root: Path, words) -> list[str]:
    """Files of the whole workspace in which one of these words stands, in any case."""
    found = []
    for path in sorted(root.rglob("*")):
        if path.is_file() and "release" not in path.parts and path.parts[-2] != "keys":
            text = path.read_bytes().decode("utf-8", "ignore").lower()
            found += [path.relative_to(root).as_posix()] if any(word in text for word in words) else []
    return found


def test_the_name_is_nowhere_in_the_workspace_afterwards(kept, course):
    assert len(holding(kept, EVERY)) > 12
    assert erase(kept, course) == []
    assert holding(kept, EVERY) == []


def test_the_id_stays_only_where_the_page_says_so(kept, course):
    erase(kept, course)
    places = {path.split("/")[1] for path in holding(kept, ["p07"])}
    cohort = {"people.json", "badges.json", "attendance", "messages", "calendar.json"}
    course_of_hers = {"received", "submitted", "ledger.db"}
    assert places <= cohort | course_of_hers
    said = " ".join(stays(kept, "p07", TODAY))
    for word in ("The id p07", "Attendance", "Marks", "handed in for a9", "complaint", "concern", "own desk"):
        assert word in said


def test_what_others_have_is_as_it_was(kept, course):
    erase(kept, course)
    assert read_people(kept).everybody["p08"].name == "Bo Lund"
    assert read_people(kept).everybody["p08"].mentor == "p07"
    [room] = (kept / "cohort" / "rooms").glob("*.shared.json")
    assert [one.called for one in read_shared(kept, room.name.removesuffix(".shared.json")).voices] == ["Bo"]
    assert "Bo Lund" in (course.exchange / "comments" / f"{'2' * 32}.json").read_text("utf-8")
    assert "Bo Lund" in (kept / ".alongside" / "room.json").read_text("utf-8")
    assert [path.parts[-4] for path in (kept / WAITING).rglob("*.pdf")] == ["p08"]
    assert unwilling(kept) == {}


def test_what_nobody_marked_goes_and_what_was_marked_stays(kept, course):
    assert erase(kept, course) == erase(kept, course, "p08") == []
    assert [one.candidate for one in intake.received(course, "a9")] == ["p07"]
    assert (course.root / "submitted" / "p07" / "a9").is_dir()
    assert not (course.root / "submitted" / "p08" / "a9").exists()


def test_files_that_went_along_go_though_marks_rest_on_them(kept, course):
    photos = a_photo_of_hers(course)
    assert erase(kept, course) == []
    assert not any(photo.exists() for photo in photos)


def test_while_an_appeal_may_come_letters_and_work_stay_and_the_page_says_until_when(kept, course):
    letter = Released(
        phase="1",
        result="award",
        verdict="a" * 64,
        sha256="b" * 64,
        appeal_until="2026-12-01",
        candidate="p07",
    )
    decide(course, "nika", lambda _rows: [letter], NOW)
    photos = a_photo_of_hers(course)
    assert "1 December 2026" in " ".join(stays(kept, "p07", TODAY))
    assert erase(kept, course) == []
    assert (course.root / "letters" / "1" / "p07.html").exists()
    assert all(photo.exists() for photo in photos)
    assert erase(kept, course, day=date(2026, 12, 2)) == []
    assert holding(kept, EVERY) == []


def test_a_complaint_is_left_to_whoever_gets_complaints(kept, course):
    written = Complaint(id="c1", at=AT, about="trainer", words="Rude.", name=HER)
    lodge(kept, written, TODAY)
    erase(kept, course)
    assert holding(kept, EVERY) == ["cohort/complaints/c1.json"]


def test_a_name_of_one_word_is_taken_from_nothing_that_is_only_called_like_it(kept, course):
    enrol(kept, [Person(id="p09", name="A", organisation="Mreža")], "nika", NOW, TODAY)
    assert erase(kept, course, "p09") == []
    assert '"group": "A"' in (kept / "cohort" / "attendance" / "s1.json").read_text("utf-8")


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_erased(kept, course):
    (kept / "cohort" / "attendance" / "s9.json").write_text("{")
    [told] = erase(kept, course)
    assert "s9.json" in told
    assert holding(kept, EVERY) == []
