"""A live room: its code, its timer, what is shared in it and that nothing shared outlives it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alongside.errors import AlongsideError, AnswersError, NotSaved
from alongside.model.liveroom import Message, RoomRow
from alongside.records import roomitems
from alongside.records.liveroom import (
    LASTS,
    RoomOver,
    act,
    last_of,
    open_for,
    open_room,
    read_room,
    room_file,
    rooms,
    with_code,
)
from alongside.records.roomclosing import close, kept_file, read_kept, tidy
from alongside.records.roomcodes import LETTERS, UNWANTED, new_code, read_code
from alongside.records.roomtimer import timer_of
from alongside.records.sharing import (
    MOST_OF_ONE,
    judge,
    mine,
    newer,
    read_shared,
    share,
    shared_file,
    show,
    standing,
    visible,
    waiting,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def room(tmp_path: Path) -> str:
    return open_room(tmp_path, "s1", "nika", NOW).id


def a_rating(n: int = 1, option: str = "3", **more) -> Message:
    given = {
        "id": f"rating-{n:08}-{option}",
        "n": n,
        "kind": "rating",
        "item": "m01-s1",
        "votes": {"i1": option},
    }
    return Message(**given | more)


def a_word(text: str = "Ask first.", n: int = 1, **more) -> Message:
    return Message(
        **{"id": f"takeaway-{n:06}", "n": n, "kind": "takeaway", "item": "takeaway", "text": text} | more
    )


def stuck(n: int = 1, called: str = "", **more) -> Message:
    return Message(
        **{"id": f"stuck-{n:08}", "n": n, "kind": "stuck", "item": "stuck", "called": called} | more
    )


def everything_in(workspace: Path) -> bytes:
    return b"".join(path.read_bytes() for path in workspace.rglob("*") if path.is_file())


# The code and the room


def test_a_code_has_four_different_letters_that_look_like_nothing_else_and_spell_nothing():
    for _try in range(500):
        code = new_code(())
        assert re.fullmatch(f"[{LETTERS}]{{4}}", code)
        assert len(set(code)) == 4
        assert not any(one in code for one in UNWANTED)
    assert not set(LETTERS) & set("AEIOUYQSZGBFKL0123456789")


def test_a_code_that_is_unwanted_or_in_use_is_drawn_again():
    drawn = iter("PRNX" + "CDHJ" + "CDHM")
    assert new_code({"CDHJ"}, lambda _left: next(drawn)) == "CDHM"


@pytest.mark.parametrize("typed", ["cdhj", " C D H J ", "cd-hj", "CDHJ\n"])
def test_a_code_is_known_however_it_is_typed(typed):
    assert read_code(typed) == "CDHJ"


@pytest.mark.parametrize("typed", ["", "CDH", "CDHJM", "ABCD", "../x", "ÇDHJ"])
def test_what_is_no_code_is_none(typed, tmp_path):
    assert read_code(typed) == ""
    assert with_code(tmp_path, typed, NOW) is None


def test_a_session_has_one_open_room_and_it_is_found_by_its_code(tmp_path, room):
    code = read_room(tmp_path, room).code
    assert open_room(tmp_path, "s1", "nika", NOW + MINUTE).id == room
    assert with_code(tmp_path, code.lower(), NOW).id == room
    assert open_for(tmp_path, "s2", NOW) is None
    close(tmp_path, room, "nika", NOW + MINUTE)
    assert with_code(tmp_path, code, NOW + MINUTE) is None
    assert open_for(tmp_path, "s1", NOW + MINUTE) is None


def test_the_last_room_of_a_session_is_the_one_opened_last_whatever_its_code(tmp_path):
    for minute in range(6):
        opened = open_room(tmp_path, "s1", "nika", NOW + minute * MINUTE)
        close(tmp_path, opened.id, "nika", NOW + minute * MINUTE)
        assert last_of(tmp_path, "s1").id == opened.id
    assert len({room.code for room in rooms(tmp_path)}) == 6


def test_a_damaged_room_is_named_and_never_replaced(tmp_path, room):
    room_file(tmp_path, room).write_text("{", "utf-8")
    with pytest.raises(AlongsideError, match=room):
        act(tmp_path, room, "started", "nika", NOW, seconds=60)
    with pytest.raises(AlongsideError, match=room):
        share(tmp_path, room, "ana", a_rating(), NOW)
    assert room_file(tmp_path, room).read_text("utf-8") == "{"


def test_a_disk_that_refuses_is_one_sentence_and_the_room_is_whole(tmp_path, room, monkeypatch):
    share(tmp_path, room, "ana", a_word(), NOW)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotSaved, match="No space left"):
        share(tmp_path, room, "bor", a_word("Wait."), NOW)
    assert [voice.text for voice in read_shared(tmp_path, room).voices] == ["Ask first."]


# The timer


def rows(*acts: tuple[str, int, int]) -> list[RoomRow]:
    """Acts with the minute in which they happen and their seconds."""
    return [RoomRow(at=NOW + at * MINUTE, by="nika", act=one, seconds=seconds) for one, at, seconds in acts]


@pytest.mark.parametrize(
    ("acts", "left"),
    [
        ([], None),
        ([("paused", 0, 0)], None),
        ([("started", 0, 600)], 0),
        ([("started", 0, 300)], -300),
        ([("started", 0, 600), ("paused", 4, 0)], 360),
        ([("started", 0, 600), ("paused", 4, 0), ("added", 5, 60)], 420),
        ([("started", 0, 600), ("paused", 4, 0), ("went-on", 7, 0)], 180),
        ([("started", 0, 600), ("added", 5, 120)], 120),
        ([("started", 0, 600), ("went-on", 5, 0)], 0),
        ([("started", 0, 600), ("stopped", 5, 0)], None),
        ([("started", 0, 600), ("started", 6, 600)], 360),
    ],
)
def test_the_timer_follows_from_the_rows(acts, left):
    timer = timer_of(rows(("opened", 0, 0), *acts))
    assert (timer and timer.left_at(NOW + 10 * MINUTE)) == left


def test_the_timer_counts_on_after_everything_was_started_again(tmp_path, room):
    act(tmp_path, room, "started", "nika", NOW, seconds=600)
    assert timer_of(read_room(tmp_path, room).rows).left_at(NOW + 4 * MINUTE) == 360


# Sharing


def test_what_is_sent_twice_is_shared_once_and_what_comes_late_changes_nothing(tmp_path, room):
    first = share(tmp_path, room, "ana", a_rating(5, "3"), NOW)
    assert share(tmp_path, room, "ana", a_rating(5, "3"), NOW + MINUTE) == first
    assert share(tmp_path, room, "ana", a_rating(4, "1"), NOW + MINUTE) == first
    assert share(tmp_path, room, "ana", a_rating(6, "2"), NOW + MINUTE).votes == {"i1": "2"}
    assert len(read_shared(tmp_path, room).voices) == 1


def test_what_is_taken_back_is_out_of_the_file_and_an_old_message_does_not_bring_it_back(tmp_path, room):
    share(tmp_path, room, "ana", a_word("Unrepeatable", 1), NOW)
    assert b"Unrepeatable" in everything_in(tmp_path)
    back = Message(id="back-00000002", n=2, kind="takeaway", item="takeaway", back=True)
    assert share(tmp_path, room, "ana", back, NOW).state == "back"
    share(tmp_path, room, "ana", a_word("Unrepeatable", 1), NOW)
    assert b"Unrepeatable" not in everything_in(tmp_path)
    assert standing(read_shared(tmp_path, room), "takeaway") == []


def test_no_file_names_who_shared_unless_they_chose_a_name(tmp_path, room):
    share(tmp_path, room, "ana-kos", a_word(), NOW)
    share(tmp_path, room, "bor-zajc", stuck(called="B. Z."), NOW)
    held = everything_in(tmp_path)
    assert b"ana-kos" not in held
    assert b"bor-zajc" not in held
    assert b"B. Z." in held
    assert [voice.text for voice in mine(read_shared(tmp_path, room), "ana-kos")] == ["Ask first."]


def test_forty_who_share_at_once_are_all_heard(tmp_path, room):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: share(tmp_path, room, f"p{n}", a_rating(1, str(n % 4)), NOW), range(40)))
    assert len(read_shared(tmp_path, room).voices) == 40
    assert sorted(path.name for path in shared_file(tmp_path, room).parent.iterdir()) == [
        f"{room}.json",
        f"{room}.shared.json",
    ]


def test_one_person_cannot_fill_the_room(tmp_path, room):
    for n in range(MOST_OF_ONE):
        share(tmp_path, room, "ana", a_rating(item=f"m01-s{n}"), NOW)
    with pytest.raises(RoomOver, match="more things"):
        share(tmp_path, room, "ana", a_word(), NOW)
    assert share(tmp_path, room, "ana", a_rating(2, "1", item="m01-s1"), NOW).votes == {"i1": "1"}


def test_who_is_stuck_stands_in_the_queue_until_helped_and_can_be_stuck_again(tmp_path, room):
    share(tmp_path, room, "ana", stuck(called="Ana"), NOW)
    share(tmp_path, room, "bor", stuck(), NOW + MINUTE)
    first, second = waiting(read_shared(tmp_path, room))
    assert (first.called, second.called) == ("Ana", "")
    assert judge(tmp_path, room, first.id, "helped", NOW)
    share(tmp_path, room, "ana", stuck(2, called="Ana", id="stuck-again"), NOW + 2 * MINUTE)
    assert [voice.called for voice in waiting(read_shared(tmp_path, room))] == ["", "Ana"]


def test_a_takeaway_that_was_changed_has_to_be_let_through_again(tmp_path, room):
    old = share(tmp_path, room, "ana", a_word("One", 1), NOW)
    assert judge(tmp_path, room, old.id, "through", NOW)
    share(tmp_path, room, "ana", a_word("Two", 2), NOW)
    assert not judge(tmp_path, room, old.id, "through", NOW)
    assert [voice.state for voice in standing(read_shared(tmp_path, room), "takeaway")] == ["waits"]


@pytest.mark.parametrize(("kind", "state"), [("takeaway", "helped"), ("stuck", "through"), ("stuck", "back")])
def test_only_a_takeaway_is_let_through_and_only_somebody_stuck_is_helped(tmp_path, room, kind, state):
    voice = share(tmp_path, room, "ana", a_word() if kind == "takeaway" else stuck(), NOW)
    assert not judge(tmp_path, room, voice.id, state, NOW)


def test_the_projector_shows_five_when_asked_and_the_sixth_only_with_four_more(tmp_path, room):
    for n in range(4):
        share(tmp_path, room, f"p{n}", a_rating(), NOW)
    show(tmp_path, room, "m01-s1", NOW)
    assert visible(read_shared(tmp_path, room), "m01-s1") == {}
    share(tmp_path, room, "p4", a_rating(option="1"), NOW)
    assert visible(read_shared(tmp_path, room), "m01-s1") == {}
    assert newer(read_shared(tmp_path, room), "m01-s1")
    show(tmp_path, room, "m01-s1", NOW)
    assert visible(read_shared(tmp_path, room), "m01-s1") == {"i1": {"3": 4, "1": 1}}
    share(tmp_path, room, "p5", a_rating(option="2"), NOW)
    show(tmp_path, room, "m01-s1", NOW)
    assert visible(read_shared(tmp_path, room), "m01-s1") == {"i1": {"3": 4, "1": 1}}
    assert not newer(read_shared(tmp_path, room), "m01-s1")


def test_a_line_that_few_answered_is_not_shown_although_many_shared(tmp_path, room):
    for n in range(6):
        share(tmp_path, room, f"p{n}", a_rating(votes={"i1": "1"} if n < 3 else {"i1": "1", "i2": "2"}), NOW)
    show(tmp_path, room, "m01-s1", NOW)
    assert visible(read_shared(tmp_path, room), "m01-s1") == {"i1": {"1": 6}}


# What fits


ITEMS = roomitems.Items(
    {
        "m01-s1": roomitems.Item(
            "m01-s1", "Rate", "m01", {"i1": "One", "i2": "Two"}, {"1": "1 no", "3": "3 yes"}
        )
    },
    {"m01-a1": "Opening"},
)


def test_what_fits_is_cleaned_and_loses_what_it_need_not_carry():
    fit = roomitems.fitting(a_rating(called="Ana", text="x"), ITEMS)
    assert (fit.votes, fit.called, fit.text) == ({"i1": "3"}, "", "")
    assert roomitems.fitting(a_word("  Ask \n first. "), ITEMS).text == "Ask first."
    assert roomitems.fitting(stuck(called=" A. K.\t"), ITEMS).called == "A. K."
    back = roomitems.fitting(a_word("Never mind", back=True), ITEMS)
    assert (back.text, back.back) == ("", True)


@pytest.mark.parametrize(
    "message",
    [
        a_rating(item="m99-s1"),
        a_rating(votes={}),
        a_rating(votes={"i9": "1"}),
        a_rating(votes={"i1": "9"}),
        a_word(""),
        a_word("   "),
        a_word(item="m01-s1"),
        a_word(votes={"i1": "1"}),
        stuck(item="m01-a1"),
        stuck(kind="done", item="m99-a1"),
    ],
)
def test_what_cannot_be_shared_here_is_refused(message):
    with pytest.raises(AnswersError):
        roomitems.fitting(message, ITEMS)


# Closing


SECRETS = [b"Unrepeatable thought", b"Ana K.", b"m01-s1"]


@pytest.fixture
def full(tmp_path: Path, room: str) -> str:
    """A room in which six shared, one wrote, one is stuck, and everything stood on the projector."""
    for n in range(6):
        share(tmp_path, room, f"p{n}", a_rating(), NOW)
    show(tmp_path, room, "m01-s1", NOW)
    word = share(tmp_path, room, "p1", a_word("Unrepeatable thought", called="Ana K."), NOW)
    judge(tmp_path, room, word.id, "through", NOW)
    share(tmp_path, room, "p2", a_word("Never let through"), NOW)
    share(tmp_path, room, "p3", stuck(called="Ana K."), NOW)
    return room


def test_after_closing_no_file_of_the_workspace_holds_what_was_shared(tmp_path, full):
    assert all(one in everything_in(tmp_path) for one in SECRETS)
    close(tmp_path, full, "nika", NOW + MINUTE)
    held = everything_in(tmp_path)
    assert not any(one in held for one in SECRETS)
    assert [path.name for path in shared_file(tmp_path, full).parent.iterdir()] == [f"{full}.json"]
    assert read_room(tmp_path, full).closed.agreed == ""


def test_what_the_group_agreed_to_keep_is_what_stood_on_the_screen_and_has_no_names(tmp_path, full):
    close(tmp_path, full, "nika", NOW + MINUTE, agreed="Hands up, all of us.")
    kept = read_kept(tmp_path, full)
    assert kept.distributions == {"m01-s1/i1": {"3": 6}}
    assert kept.takeaways == ["Unrepeatable thought"]
    assert kept.agreed == "Hands up, all of us."
    held = everything_in(tmp_path)
    assert not any(one in held for one in (b"Ana K.", b"Never let through", b"seat", b"secret"))
    assert not shared_file(tmp_path, full).exists()


def test_nobody_shares_in_a_room_that_is_closed(tmp_path, full):
    close(tmp_path, full, "nika", NOW)
    for attempt in (
        lambda: share(tmp_path, full, "p9", a_word("Too late"), NOW),
        lambda: show(tmp_path, full, "m01-s1", NOW),
        lambda: act(tmp_path, full, "started", "nika", NOW, seconds=60),
    ):
        with pytest.raises(RoomOver):
            attempt()
    assert b"Too late" not in everything_in(tmp_path)
    assert len([row for row in read_room(tmp_path, full).rows if row.act == "closed"]) == 1


def test_a_closing_that_was_cut_short_is_ended_when_somebody_looks(tmp_path, full, monkeypatch):
    """The computer stopped after the row was written and before anything was deleted."""
    monkeypatch.setattr("alongside.records.roomclosing._end", lambda *_args: None)
    close(tmp_path, full, "nika", NOW)
    monkeypatch.undo()
    (shared_file(tmp_path, full).parent / f".{full}.shared.json.saving.dead").write_text(
        "Unrepeatable thought"
    )
    assert b"Unrepeatable" in everything_in(tmp_path)
    tidy(tmp_path, NOW)
    assert b"Unrepeatable" not in everything_in(tmp_path)


def test_a_room_that_was_forgotten_is_closed_and_emptied_later(tmp_path, full):
    tidy(tmp_path, NOW + LASTS - MINUTE)
    assert read_room(tmp_path, full).closed is None
    tidy(tmp_path, NOW + LASTS + MINUTE)
    assert read_room(tmp_path, full).closed.by == "alongside"
    assert b"Unrepeatable" not in everything_in(tmp_path)
    assert len(list(rooms(tmp_path))) == 1


def test_a_file_that_cannot_be_read_is_deleted_as_everybody_was_told(tmp_path, full):
    shared_file(tmp_path, full).write_text('{"voices": [{"text": "Unrepeatable thought"', "utf-8")
    close(tmp_path, full, "nika", NOW, agreed="All said yes.")
    assert b"Unrepeatable" not in everything_in(tmp_path)
    assert read_kept(tmp_path, full).takeaways == []


def test_an_empty_room_that_agreed_to_keep_keeps_nothing(tmp_path, room):
    close(tmp_path, room, "nika", NOW, agreed="Yes.")
    assert not kept_file(tmp_path, room).exists()
