"""The figures of a needs audit, against values worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from alongside.errors import ContentError
from alongside.exploring.audit import Audit, Turnout, chosen, priorities, read, standings, turnout, turnouts
from alongside.model.framework import Instrument, InstrumentItem

DOMAINS = {"One": ["n1", "n2"], "Two": ["n3", "n4"]}


def answers(*people: tuple) -> pd.DataFrame:
    """A person is country, sector, and A, B, H of four lines; None is an empty field."""
    names = [f"{line}{question}" for lines in DOMAINS.values() for line in lines for question in "abh"]
    return pd.DataFrame(people, columns=["country", "sector", *names])


def alike(count: int, country: str, sector: str, one: int = 4, two: int = 1) -> list[tuple]:
    """People who give every line of domain One A = `one` and B = 1, and of Two A = `two` and B = 4."""
    return [(country, sector, *(one, 1, 1) * 2, *(two, 4, 0) * 2)] * count


def audit(people: list[tuple], *asked: tuple[str, str, int]) -> Audit:
    invited = pd.DataFrame(asked, columns=["country", "sector", "invited"])
    return Audit(answers(*people), invited, DOMAINS)


def test_a_priority_is_the_mean_of_a_times_five_less_b():
    """3 x (5 - 2) = 9 and 2 x (5 - 4) = 2: their mean is 5.5."""
    table = answers(("X", "p", 3, 2, 0, 2, 4, 0, 4, 1, 1, 4, 1, 1))
    assert priorities(table, DOMAINS["One"]).tolist() == [5.5]
    assert priorities(table, DOMAINS["Two"]).tolist() == [16.0]


@pytest.mark.parametrize("gap", [(None, 2, 0), (3, None, 0)], ids=["no A", "no B"])
def test_with_one_line_of_a_domain_a_person_has_no_priority(gap):
    table = answers(("X", "p", 3, 2, 0, *gap, 1, 1, 0, 1, 1, 0))
    assert priorities(table, DOMAINS["One"]).isna().tolist() == [True]


def test_domains_come_by_their_median_and_ticks_are_a_share_of_lines():
    """Priorities of domain Two are 1 (A 1, B 4) three times and 4 (A 4, B 4) twice: the median is 1."""
    people = [*alike(3, "X", "p"), *alike(2, "X", "p", two=4)]
    first, second = standings(audit(people), answers(*people), 5)
    assert (first.domain, first.priority.value, first.ticked) == ("One", 16.0, 1.0)
    assert (second.domain, second.priority.value, second.ticked) == ("Two", 1.0, 0.0)
    assert (first.priority.low, first.priority.high, first.priority.units) == (16.0, 16.0, 5)


def test_the_interval_is_the_share_of_medians_that_chance_leaves():
    """Of nine people five have 16 and four have 4: a draw has the median 4 with a chance of about 0.38,
    and 16 otherwise, so both ends are reached. With fourteen against one the chance of 4 is below 0.001."""
    wide = [*alike(5, "X", "p"), *alike(4, "X", "p", one=1)]
    narrow = [*alike(14, "X", "p"), *alike(1, "X", "p", one=1)]
    ends = [standings(audit(people), answers(*people), 5)[0].priority for people in (wide, narrow)]
    assert [(one.low, one.high) for one in ends] == [(4.0, 16.0), (16.0, 16.0)]


def test_the_same_answers_give_the_same_ends_in_any_order():
    people = [row for n in range(1, 5) for row in alike(5, "X", "p", one=n, two=n)]
    assert standings(audit(people), answers(*people)) == standings(audit(people), answers(*reversed(people)))


def test_of_too_small_a_group_nothing_is_told():
    people = alike(7, "X", "p")
    assert standings(audit(people), answers(*people), 8) == []
    assert len(standings(audit(people), answers(*people), 7)) == 2


def test_a_domain_that_too_few_answered_comes_last_without_figures():
    people = [*alike(4, "X", "p"), *[("X", "p", *(None,) * 6, 1, 4, 0, 1, 4, 0)] * 4]
    found = standings(audit(people), answers(*people), 5)
    assert [(one.domain, one.priority is None, one.ticked is None) for one in found] == [
        ("Two", False, False),
        ("One", True, True),
    ]


@pytest.mark.parametrize(
    "ask", [lambda one: standings(one, one.answers, 4), lambda one: turnouts(one, "sector", fewest=4)]
)
def test_below_five_nobody_is_told_whatever_is_asked(ask):
    with pytest.raises(ValueError, match="below 5"):
        ask(audit(alike(9, "X", "p"), ("X", "p", 9)))


def test_who_answered_is_told_beside_who_was_asked():
    found = audit([*alike(6, "X", "p"), *alike(9, "Y", "p")], ("X", "p", 10), ("Y", "p", 12), ("Y", "q", 0))
    assert turnouts(found, "country") == [Turnout("X", 10, 6), Turnout("Y", 12, 9)]
    assert turnout(found) == Turnout("", 22, 15)
    assert turnout(found, "Y") == Turnout("Y", 12, 9)


def test_where_one_group_alone_is_hidden_the_next_smallest_is_too():
    people = [*alike(4, "X", "p"), *alike(7, "X", "q"), *alike(9, "X", "r")]
    found = audit(people, ("X", "p", 5), ("X", "q", 8), ("X", "r", 9))
    assert [one.answered for one in turnouts(found, "sector")] == [None, None, 9]
    assert turnout(found, "X", "q").answered is None


def test_two_hidden_groups_hide_no_third():
    people = [*alike(4, "X", "p"), *alike(4, "X", "q"), *alike(9, "X", "r")]
    found = audit(people, ("X", "p", 5), ("X", "q", 8), ("X", "r", 9))
    assert [one.answered for one in turnouts(found, "sector")] == [None, None, 9]


def test_who_left_the_sector_empty_is_a_group_without_a_name():
    people = [*alike(6, "X", "p"), *alike(5, "X", None)]
    found = audit(people, ("X", "p", 20))
    assert turnouts(found, "sector") == [Turnout("p", 20, 6), Turnout("", None, 5)]
    assert len(chosen(found.answers, "X")) == 11
    assert len(chosen(found.answers, "X", "p")) == 6


INSTRUMENT = Instrument(
    id="i",
    title="An audit",
    version=1,
    minutes=1,
    note="",
    items=[
        InstrumentItem(id="n1", text="A line", answer="scale", domain="One"),
        InstrumentItem(id="n9", text="Open", answer="open"),
    ],
)
HEAD = "# Fictional.\ncountry,sector,n1a,n1b,n1h\n"


def read_text(folder: Path, text: str) -> Audit:
    (folder / "a.csv").write_text(text, encoding="utf-8")
    (folder / "i.csv").write_text("country,sector,invited\nX,p,3\n", encoding="utf-8")
    return read(folder / "a.csv", folder / "i.csv", INSTRUMENT)


def test_a_file_is_read_with_its_label_and_its_gaps(tmp_path):
    found = read_text(tmp_path, HEAD + "X,p,4,1,1\nX,,,,\n")
    assert found.domains == {"One": ["n1"]}
    assert found.answers["n1a"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "X,p,4,1,1\nX,p,5,1,1\n", r"a\.csv, person 2, column n1a: 5.* is no answer"),
        (HEAD + "X,p,4,1,2\n", r"a\.csv, person 1, column n1h: 2 is no answer"),
        (HEAD + "X,p,four,1,1\n", "column n1a: four is no answer"),
        ("country,sector,n1a,n1h\nX,p,1,1\n", "a.csv: has no column n1b"),
        ("", r"a\.csv: is no table"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(tmp_path, text, said):
    with pytest.raises(ContentError, match=said):
        read_text(tmp_path, text)
