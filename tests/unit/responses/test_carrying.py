"""What was chosen, shown and commented goes along with the answers, and nothing is overwritten silently."""

from __future__ import annotations

import json
import zipfile

import msgspec
import pytest
from answering import NOW, a_unit, whole_tree
from msgspec.structs import replace

from alongside.errors import AnswersError, NewerSchema
from alongside.model.comments import Comment
from alongside.model.portfolio import Chosen
from alongside.model.showing import REPLY, Reply, Showing
from alongside.responses import comments as commenting
from alongside.responses.choosing import added, choose, chosen
from alongside.responses.comments import comments, comments_file, keep_comment
from alongside.responses.files import read, save
from alongside.responses.showing import change_showings, showings, showings_file
from alongside.responses.takealong import restore, take_along

MODULE = "modules/m03-listening"
AT, LATER = "2026-03-01T10:42:03Z", "2026-03-02T08:00:00Z"
COPY = "0123456789abcdef0123456789abcdef"
COMMENT = Comment(
    id=COPY, folder=MODULE, activity="m03-a2", title="In threes", version=1, at=AT, text="Too long for us."
)
SHOWN = Showing(copy=COPY, folder=MODULE, ids=["m03-r1"], role="trainer", to="Ana Kos", at=AT, way="exchange")
ANSWER = Reply(format=REPLY, schema=1, copy=COPY, by="Ana Kos", at=AT, text="Say more.")
PIECE, OTHER = Chosen(folder=MODULE, id="m03-r1"), Chosen(folder=MODULE, id="m03-r2")


def a_workspace(root, pieces=(PIECE,), showing=SHOWN, comment=COMMENT):
    folder = root / MODULE
    folder.mkdir(parents=True)
    save(folder, a_unit(), "m03-r1", {"text": "Mine."}, 0, NOW)
    choose(root, "a1", added(list(pieces)))
    change_showings(root, lambda _known: [showing])
    keep_comment(root, comment)
    return root


def a_parcel(root, path):
    return take_along(root, path / "mine.zip", NOW).path


@pytest.fixture
def first(tmp_path):
    return a_workspace(tmp_path / "first")


def test_everything_comes_along_to_an_empty_desk(first, tmp_path):
    (tmp_path / "second").mkdir()
    done = restore(a_parcel(first, tmp_path), tmp_path / "second")
    assert whole_tree(tmp_path / "second") == whole_tree(first)
    assert len(done.told) == 3


def test_bringing_back_once_more_changes_nothing_and_tells_nothing(first, tmp_path):
    before = whole_tree(first)
    assert restore(a_parcel(first, tmp_path), first).told == []
    assert whole_tree(first) == before


def test_what_was_chosen_elsewhere_stands_after_what_was_chosen_here(first, tmp_path):
    second = a_workspace(tmp_path / "second", pieces=[OTHER])
    done = restore(a_parcel(second, tmp_path), first)
    assert chosen(first, "a1") == [PIECE, OTHER]
    assert any("a1" in sentence for sentence in done.told)


def test_a_comment_that_says_something_else_here_is_kept_in_both_versions(first, tmp_path):
    other = replace(COMMENT, text="Just right.", sent_at=LATER)
    parcel = a_parcel(a_workspace(tmp_path / "second", comment=other), tmp_path)
    done = restore(parcel, first)
    assert [one.text for one in comments(first)] == ["Too long for us.", "Just right."]
    assert comments(first)[0] == COMMENT
    assert comments(first)[1].sent_at is None
    assert any("both versions" in sentence for sentence in done.told)
    before = whole_tree(first)
    assert restore(parcel, first).told == []
    assert whole_tree(first) == before


def test_a_line_of_the_record_knows_what_both_desks_know(first, tmp_path):
    change_showings(first, lambda _known: [replace(SHOWN, withdrawn_at=LATER, reply=ANSWER)])
    newer = replace(ANSWER, at=LATER, text="Say less.")
    second = a_workspace(tmp_path / "second", showing=replace(SHOWN, reply=newer))
    restore(a_parcel(second, tmp_path), first)
    assert showings(first) == [replace(SHOWN, withdrawn_at=LATER, reply=newer)]


def test_an_older_parcel_without_records_leaves_those_here_alone(first, tmp_path):
    second = a_workspace(tmp_path / "second")
    for path in (comments_file(second), showings_file(second), second / "portfolio.json"):
        path.unlink()
    before = whole_tree(first)
    assert restore(a_parcel(second, tmp_path), first).told == []
    assert whole_tree(first) == before


def test_a_damaged_record_here_stays_as_it_is_and_the_answers_come_back(first, tmp_path):
    parcel = a_parcel(first, tmp_path)
    second = tmp_path / "second"
    second.mkdir()
    comments_file(second).write_bytes(b"{ damaged")
    done = restore(parcel, second)
    assert comments_file(second).read_bytes() == b"{ damaged"
    assert "m03-r1" in read(second / MODULE, "m03").entries
    assert [sentence for sentence in done.told if "comments.json was left out" in sentence]


def test_a_damaged_record_does_not_spoil_what_is_taken_along(first, tmp_path):
    showings_file(first).write_bytes(b"{ damaged")
    taken = take_along(first, tmp_path / "mine.zip", NOW)
    assert taken.left_behind == ["shown.json"]
    (tmp_path / "second").mkdir()
    assert restore(taken.path, tmp_path / "second").added == [f"{MODULE}/m03-r1"]


def test_comments_without_room_here_are_left_out_whole_and_that_is_told(first, tmp_path, monkeypatch):
    second = a_workspace(tmp_path / "second", comment=replace(COMMENT, id="f" * 32))
    parcel = a_parcel(second, tmp_path)
    monkeypatch.setattr(commenting, "MOST", 1)
    monkeypatch.setattr("alongside.responses.carrying.MOST", 1)
    done = restore(parcel, first)
    assert comments(first) == [COMMENT]
    assert any("comments.json was left out" in sentence for sentence in done.told)


@pytest.mark.parametrize(
    ("name", "record", "error"),
    [
        ("portfolio.json", {"schema": 1, "sessions": {"a1": "everything"}}, AnswersError),
        ("comments.json", {"schema": 9}, NewerSchema),
        (
            "shown.json",
            {"schema": 1, "showings": [msgspec.to_builtins(SHOWN) | {"copy": "../x"}]},
            AnswersError,
        ),
        (
            "shown.json",
            {
                "schema": 1,
                "showings": [msgspec.to_builtins(replace(SHOWN, reply=replace(ANSWER, copy="f" * 32)))],
            },
            AnswersError,
        ),
    ],
    ids=["shape", "newer", "name", "reply"],
)
def test_a_parcel_with_a_record_that_is_none_is_refused_before_anything_is_written(
    first, tmp_path, name, record, error
):
    parcel = a_parcel(first, tmp_path)
    with zipfile.ZipFile(parcel) as whole:
        members = {one: whole.read(one) for one in whole.namelist()}
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as whole:
        for one, data in (members | {name: json.dumps(record).encode()}).items():
            whole.writestr(one, data)
    (tmp_path / "second").mkdir()
    with pytest.raises(error, match=r"[Nn]othing was changed"):
        restore(tmp_path / "other.zip", tmp_path / "second")
    assert whole_tree(tmp_path / "second") == {}
