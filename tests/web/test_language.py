"""Every sentence of a page is in the workspace's language, wherever it is made: loop, thread or refusal."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from asking import Asker
from desk import Desk

from alongside import paths
from alongside.cli.init import make

PSEUDO = """
import gettext

import alongside.strings


class Pseudo(gettext.NullTranslations):
    def gettext(self, message):
        return f"[!! {message} !!]"

    def ngettext(self, one, many, n):
        return f"[!! {one if n == 1 else many} !!]"


alongside.strings.translations = lambda lang: Pseudo() if lang == "qps" else gettext.NullTranslations()
"""
"""Makes a desk speak a language in which every text shows that it went through the catalogue."""


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """Somebody whose workspace is in the pseudo-language, at a running desk."""
    place = tmp_path_factory.mktemp("language")
    (place / "sitecustomize.py").write_text(PSEUDO, "utf-8")
    root = place / "workspace"
    make(root, name="Nika Dolinar", demonstration=True)
    marker = root / paths.MARKER
    marker.write_text(marker.read_text("utf-8").replace("lang: en", "lang: qps"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(place), os.environ.get("PYTHONPATH")])))
        desk = Desk(root)
    yield Asker(desk)
    desk.stop()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "words",
        "stop",
        "trainer",
        "trainer/s1",
        "assessor",
        "assessor/a1",
        "handbook/sources",
        "cohort",
        "cohort/add",
        "cohort/badges",
    ],
)
def test_a_page_says_its_language_and_speaks_it(person, address):
    page = person.get(address)
    assert page.status == 200
    assert '<html lang="qps">' in page.text
    assert "[!! Skip to the page !!]" in page.text
    heading = re.search(r"<h1>(.*?)</h1>", page.text)[1]
    assert heading.startswith("[!!") or address in {"trainer/s1", "assessor/a1"}


def test_a_sentence_made_beside_the_loop_is_translated_too(person):
    page = person.post("assessor/a1", {"step": "collect"}).text
    told = re.search(r'role="status"><p>(.*?)</p>', page, re.S)[1]
    assert re.fullmatch(r"\[!! \d+ of \d+ .* !!\]", told)


@pytest.mark.parametrize(
    ("address", "status"),
    [("nowhere", 404), ("trainer/s1?start=late", 400), ("trainer/s9", 404), ("begin/a1", 405)],
)
def test_a_refusal_is_translated(person, address, status):
    answer = person.get(address)
    assert answer.status == status
    assert answer.problem.startswith("[!! ")


def test_a_refusal_before_anything_is_read_is_translated(person):
    answer = person.post("stop", {}, xsrf="wrong")
    assert answer.status == 403
    assert answer.problem.startswith("[!! ")


def test_what_a_widget_is_told_is_translated(person):
    answer = person.put("modules/m01-two-kinds-of-help/m01-r2", {"text": "x" * 200_001})
    assert answer.status == 422
    assert "[!! " in answer.problem


def test_the_words_of_the_unit_keep_their_own_language(person):
    page = person.get("unit/modules/m01-two-kinds-of-help").text
    assert '<article class="prose" lang="en"' in page


def test_settings_that_cannot_be_read_are_said_in_english(person, tmp_path):
    """Last in this file: without settings there is no language."""
    root = tmp_path / "workspace"
    make(root, name="Nika Dolinar")
    desk = Desk(root)
    try:
        other = Asker(desk)
        (root / paths.MARKER).write_text("schema: [", "utf-8")
        for address in ("", "words"):
            page = other.get(address)
            assert page.status in {200, 409}
        assert other.get("").status == 409
        assert "alongside.yaml" in other.get("").problem
    finally:
        desk.stop()
