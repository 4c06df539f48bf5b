"""`docs/security.md` lists every page under its rule, and names tests that there are."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from house.tree import ROOT

from alongside.web.extension import AlongsideExtension
from alongside.web.page import Access

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", PAGE)))
GROUP = re.compile(r"\((?:[^()]|\([^()]*\))*\)")


def as_listed(pattern: str) -> str:
    """A route's pattern as the page writes it: `*` for whatever a reader would put in."""
    return GROUP.sub("*", pattern).replace("/?", "").replace("\\.", ".").replace("/.+", "/*")


@pytest.mark.parametrize("access", get_args(Access))
def test_every_page_is_listed_under_its_rule(access: str):
    extension = AlongsideExtension()
    extension.initialize_handlers()
    there = {
        as_listed(pattern) for pattern, handler, *_more in extension.handlers if handler.access == access
    }
    listed = re.search(rf"^### `{access}`.*?```\n(.*?)\n```", PAGE, re.DOTALL | re.MULTILINE)
    assert listed is not None
    assert set(listed[1].splitlines()) == there


@pytest.mark.parametrize("name", NAMED)
def test_every_test_that_the_page_names_is_there(name: str):
    file, _, function = name.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")
    assert f"def {function}" in text


def test_the_page_names_tests():
    assert len(NAMED) > 20
