"""What a projector shows of what was shared gives away nothing about one person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.records.pictures import changed, in_fives, may_be_taken, taken, visible, without

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def voices(options: str, first: int = 0) -> dict[str, str]:
    """Seats with one option each."""
    return {f"s{n}": option for n, option in enumerate(options, first)}


def test_four_are_never_shown_and_five_are():
    assert taken(None, voices("1234"), NOW) is None
    assert visible(taken(None, voices("11223"), NOW), voices("11223")) == {"1": 2, "2": 2, "3": 1}


def test_who_joins_alone_cannot_be_read_off():
    picture = taken(None, voices("11223"), NOW)
    for joined in ("112233", "1122334", "112233444"):
        assert taken(picture, voices(joined), NOW) is picture
    assert taken(picture, voices("1122334444"), NOW).counts == {"1": 2, "2": 2, "3": 2, "4": 4}


def test_five_who_change_their_minds_are_a_new_picture_and_four_are_not():
    picture = taken(None, voices("1111111"), NOW)
    assert not may_be_taken(picture, voices("2222111"))
    assert may_be_taken(picture, voices("2222211"))


def test_what_is_taken_back_is_forgotten_at_once_and_its_count_stays_until_five_have_changed():
    picture = without(taken(None, voices("111112"), NOW), "s5")
    assert "s5" not in picture.seats
    assert visible(picture, voices("11111")) == {"1": 5, "2": 1}
    assert not may_be_taken(picture, voices("11111"))


def test_when_fewer_than_five_are_left_nothing_is_seen_any_more():
    picture = taken(None, voices("11112"), NOW)
    assert visible(without(picture, "s4"), voices("1111")) is None


def test_somebody_who_takes_back_and_shares_again_is_not_counted_as_changed():
    picture = without(without(taken(None, voices("11112"), NOW), "s4"), "s4")
    assert changed(picture, voices("11111")) == 0
    assert changed(picture, voices("1111")) == 1


@pytest.mark.parametrize(("count", "said"), [(0, 0), (4, 0), (5, 5), (9, 5), (14, 10)])
def test_a_projector_counts_in_fives(count, said):
    assert in_fives(count) == said


ACTS = st.lists(st.tuples(st.integers(0, 14), st.sampled_from(["a", "b", "c", "back", "show"])), max_size=60)


@given(ACTS)
def test_two_pictures_one_after_the_other_never_differ_by_fewer_than_five_people(acts):
    """Whoever shares, changes, takes back and whenever the trainer presses show."""
    current: dict[str, str] = {}
    picture, basis = None, None
    for seat, act in acts:
        if act == "back":
            current.pop(f"s{seat}", None)
            picture = without(picture, f"s{seat}") if picture else None
        elif act != "show":
            current[f"s{seat}"] = act
        else:
            newer = taken(picture, current, NOW)
            if newer is not picture:
                assert len(current) >= 5
                assert sum(newer.counts.values()) == len(current)
                if basis is not None:
                    differ = {one for one in {*basis, *current} if basis.get(one) != current.get(one)}
                    assert len(differ) >= 5
                picture, basis = newer, dict(current)
    seen = visible(picture, current)
    assert seen is None or (len(current) >= 5 and sum(seen.values()) >= 5)
