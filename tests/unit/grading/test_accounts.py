"""On a Hub a hand-in is from the account that owns it, whatever its folder is called."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON, a_handin, put

from alongside.errors import WorkspaceError
from alongside.grading import intake

pwd = pytest.importorskip("pwd", reason="accounts of POSIX")


def on_a_hub(course, **people):
    """The course as one whose hand-ins are from accounts: account to person."""
    file = course.root.parent / "accounts.json"
    file.write_text(json.dumps(people))
    return replace(course, accounts=file)


@pytest.fixture
def me() -> str:
    return pwd.getpwuid(os.getuid()).pw_name


def verdicts(course) -> list[tuple[str, str | None]]:
    return [(one.verdict, one.candidate) for one in intake.collect(course, "a9", NOON + timedelta(hours=1))]


def test_the_owner_counts_and_not_the_name_of_the_folder(course, me):
    put(course, a_handin("p02"), candidate="p01")
    assert verdicts(course) == [("foreign", "p02")]
    assert verdicts(on_a_hub(course, **{me: "p02"})) == [("accepted", "p02")]


def test_nobody_hands_in_for_another_by_naming_the_folder_after_them(course, me):
    put(course, a_handin("p01"))
    assert verdicts(on_a_hub(course, **{me: "p02"})) == [("foreign", "p01")]


def test_an_account_that_is_no_persons_hands_in_for_nobody(course):
    put(course, a_handin("p01"))
    assert verdicts(on_a_hub(course, somebody="p01")) == [("foreign", "p01")]


def test_without_the_list_of_accounts_nothing_is_taken_in(course):
    put(course, a_handin("p01"))
    with pytest.raises(WorkspaceError, match="nobody can say whose"):
        intake.collect(replace(course, accounts=course.root / "not there"), "a9", NOON)
