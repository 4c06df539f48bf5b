"""A marking pack is one file with codes and no names, bound to the texts, with nothing alive in it."""

from __future__ import annotations

import re

import msgspec
import pytest
from builders import NOON, a_handin, put
from typer.testing import CliRunner

from alongside.cli.assess import app
from alongside.errors import WorkspaceError
from alongside.grading import intake
from alongside.grading.acts import decide
from alongside.grading.codes import codes_in
from alongside.grading.panel import change_panel
from alongside.grading.roster import Candidate, write_roster
from alongside.grading.texts import texts_in
from alongside.model.acts import Allocated, Third
from alongside.model.panel import Assessor
from alongside.publish.pack import pack, paper_code, parted

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)> </style>"


@pytest.fixture
def handed(course):
    write_roster(course, [Candidate("p01", "Ann", "Koswitz"), Candidate("p02", "Ben", "Tadeusz")])
    put(course, a_handin("p01", text=f"What would you like? {ATTACK}", help={"by": ["language"]}), "p01")
    put(course, a_handin("p02", text=None), "p02")
    intake.collect(course, "a9", NOON)
    return course


def test_each_candidate_and_task_has_a_page_with_answer_rubric_lines_and_boxes(handed):
    page = pack(handed, "a9")
    texts = texts_in(handed, "a9")
    for code, who in codes_in(handed, "a9").items():
        assert paper_code(code, texts[who, "a9-t1"]) in page
    assert page.count('<section class="sheet"') == 2
    assert page.count('<span class="box"></span>') == 2 * 2 * 4
    assert page.count('<div class="write">') == 2 * 2 * 2
    for words in (
        "What would you like?",
        "Not answered.",
        "The question is open.",
        "No yes or no answers it.",
    ):
        assert words in page
    assert "Declared as help: a tool for spelling or translation." in page


def test_nobody_is_named_in_it(handed):
    page = pack(handed, "a9")
    for name in ("Koswitz", "Tadeusz", "Ann ", "Ben ", "p01", "p02"):
        assert name not in page


def test_nothing_in_it_is_alive_or_asks_for_anything(handed):
    page = pack(handed, "a9")
    assert "&lt;script&gt;" in page
    assert re.findall(r"<script|<img|<link|<iframe|https?://|url\(", page) == []
    assert "default-src 'none'" in page
    assert page.count("</style>") == 1


def test_a_hand_in_that_cannot_be_read_stops_nobody_elses_page(handed):
    (handed.place("submitted", "a9", "p02") / "responses.json").write_bytes(b"{")
    page = pack(handed, "a9")
    assert "This hand-in cannot be read" in page
    assert "What would you like?" in page


def test_without_the_key_the_levels_stand_with_the_frameworks_words(handed):
    (handed.root / "keys" / "a9.yaml").unlink()
    page = pack(handed, "a9")
    assert "No yes or no answers it." not in page
    assert page.count('<span class="box"></span>') == 16


def test_a_task_that_is_not_there_is_named_with_those_that_are(handed):
    with pytest.raises(WorkspaceError, match=r"a9-t7.*a9-t1"):
        pack(handed, "a9", ["a9-t7"])


def test_of_nobody_no_pack_is_made(course):
    with pytest.raises(WorkspaceError, match="collected"):
        pack(course, "a9")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7QK2HX-3F2A", ("7QK2HX", "3F2A")),
        (" 7qk2hx - 3f2a ", ("7QK2HX", "3F2A")),
        ("7QK2HX", ("7QK2HX", "")),
        ("", ("", "")),
        ("--", ("", "-")),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed, read):
    assert parted(typed) == read


def test_the_command_writes_the_file(handed, tmp_path):
    target = tmp_path / "pack.html"
    done = CliRunner().invoke(app, ["pack", "a9", str(target), "--task", "a9-t1", "--in", str(handed.root)])
    assert done.exit_code == 0, done.output
    assert target.read_text("utf-8") == pack(handed, "a9")


def test_where_there_is_a_panel_a_pack_holds_what_it_gave_to_that_assessor(handed):
    listed = [Assessor(id=who, name=who.title(), languages=["en"]) for who in ("ann", "ben", "cat")]
    change_panel(handed, "a9", lambda there: msgspec.structs.replace(there, assessors=listed))
    given = [("p01", "ann"), ("p01", "ben"), ("p02", "ben"), ("p02", "cat")]
    rows = [
        Allocated(session="a9", candidate=who, assessor=one, seed="x", panel="0" * 64) for who, one in given
    ]
    decide(handed, "zoe", lambda _rows: rows, NOON)
    codes, texts = {who: code for code, who in codes_in(handed, "a9").items()}, texts_in(handed, "a9")
    for assessor, people in (("ann", ["p01"]), ("ben", ["p01", "p02"]), ("cat", ["p02"])):
        page = pack(handed, "a9", assessor=assessor)
        found = {who for who in codes if paper_code(codes[who], texts[who, "a9-t1"]) in page}
        assert found == set(people)
    with pytest.raises(WorkspaceError, match="has given zoe nothing"):
        pack(handed, "a9", assessor="zoe")
    with pytest.raises(WorkspaceError, match="a pack is for one assessor"):
        pack(handed, "a9")


def test_a_third_marker_finds_the_answer_in_the_pack(handed):
    listed = [Assessor(id=who, name=who.title(), languages=["en"]) for who in ("ann", "ben", "cat")]
    change_panel(handed, "a9", lambda there: msgspec.structs.replace(there, assessors=listed))
    about = texts_in(handed, "a9")["p01", "a9-t1"]
    third = {"session": "a9", "candidate": "p01", "task": "a9-t1", "criteria": ["a9-t1-c1"], "about": about}
    decide(handed, "zoe", lambda _rows: [Third(assessor="cat", seed="x", **third)], NOON)
    assert pack(handed, "a9", assessor="cat").count('<section class="sheet"') == 1


def test_a_pack_of_what_is_left_leaves_out_the_rest_and_none_is_made_of_nothing(handed):
    first, second = codes_in(handed, "a9")
    page = pack(handed, "a9", only={("a9-t1", second)})
    assert (second in page, first in page, page.count('<section class="sheet"')) == (True, False, 1)
    with pytest.raises(WorkspaceError, match="Nothing here waits for your mark"):
        pack(handed, "a9", only=set())
