"""The invented audit of x06: made by the rule that is written down, and labelled."""

from __future__ import annotations

import invented_audit
import pytest

from alongside import paths

FOLDER = paths.content_root() / "exercises/x06-reading-a-needs-audit"


@pytest.mark.parametrize("name", invented_audit.FILES)
def test_the_committed_file_is_what_its_rule_makes(name):
    assert (FOLDER / name).read_bytes() == invented_audit.FILES[name]().encode()


@pytest.mark.parametrize("name", invented_audit.FILES)
def test_its_first_line_says_that_it_is_fictional(name):
    assert (FOLDER / name).read_text("utf-8").startswith("# Fictional:")


def test_there_are_120_people_in_it():
    assert len((FOLDER / "needs-audit-answers.csv").read_text("utf-8").splitlines()) == 2 + 120
