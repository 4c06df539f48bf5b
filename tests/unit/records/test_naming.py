"""Ids from names of many alphabets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.grading.roster import CANDIDATE_ID
from alongside.records.naming import free_id, id_from


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Gráinne Mhic Oisín", "grainne-mhic-oisin"),
        ("Łukasz Żółć", "lukasz-zolc"),
        ("Søren Åkerblad-Nygård", "soren-akerblad-nygard"),
        ("Jürgen Groß", "jurgen-gross"),
        ("Seán O'Brien", "sean-obrien"),
        ("Seán O’Brien", "sean-obrien"),
        ("Иван Щукин", "ivan-shchukin"),
        ("Ђорђе Јовић", "djordje-jovic"),
        ("Йордан Чолаков", "yordan-cholakov"),
        ("Ελένη Παπαδοπούλου", "eleni-papadopoulou"),
        ("김민준", "gimminjun"),
        ("王小明", "738b-5c0f-660e"),
        ("נועה", "nvah"),
        ("Con", "con-1"),
        ("…", "person"),
        ("", "person"),
    ],
)
def test_a_name_becomes_an_id(name: str, made: str):
    assert id_from(name) == made


@given(st.text(max_size=120), st.lists(st.text(max_size=20), max_size=3))
def test_every_name_becomes_an_id_that_is_free(name: str, others: list[str]):
    taken = {id_from(other) for other in others} | {id_from(name)}
    made = free_id(name, taken)
    assert CANDIDATE_ID.match(made)
    assert made not in taken
