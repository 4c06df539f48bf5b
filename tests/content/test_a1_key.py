"""The key of the short-door check: complete, kept from learners, and of no use to a guesser."""

from __future__ import annotations

import json
import re
from itertools import combinations, permutations
from math import factorial
from statistics import fmean

import pytest
import yaml

from alongside import paths
from alongside.content.load import read_yaml, unit_folders, unit_in
from alongside.grading.score import score_item
from alongside.model.key import Key
from alongside.model.kinds import Check, CheckValue, Reflection, points_of

ROOT = paths.content_root()
FOLDER = ROOT / "assessments" / "source" / "a1"
UNIT = unit_in(FOLDER)
KEY = read_yaml(ROOT / "assessments" / "keys" / "a1.yaml", Key)
CHECKS = [r for r in UNIT.responses if isinstance(r, Check)]
TASKS = [r for r in UNIT.responses if isinstance(r, Reflection)]
ITEMS = {item.id: item for item in KEY.items}
every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)


def ids(check: Check) -> list[str]:
    return [option.id for option in check.options]


def share(check: Check, value: CheckValue) -> float:
    return score_item(ITEMS[check.id], check.form, value) / check.points


# Complete


def test_the_key_belongs_to_the_session_and_answers_every_check_once():
    assert KEY.id == UNIT.id
    assert [item.id for item in KEY.items] == [check.id for check in CHECKS]


@every_check
def test_points_are_the_same_in_key_and_session(check):
    assert ITEMS[check.id].points == check.points


@every_check
def test_every_option_has_a_reason_and_every_reason_an_option(check):
    reasons = ITEMS[check.id].reasons
    assert sorted(reasons) == sorted(ids(check))
    assert all(len(text.split()) >= 8 for text in reasons.values())


@every_check
def test_only_the_answer_of_its_own_form_is_given(check):
    item = ITEMS[check.id]
    field = {"single": "right", "multiple": "right", "match": "pairs", "order": "order"}[check.form]
    assert [name for name in ("right", "pairs", "order") if getattr(item, name)] == [field]


@every_check
def test_every_answer_names_options_and_targets_that_exist(check):
    item, targets = ITEMS[check.id], {target.id for target in check.targets}
    assert {*item.right, *item.order, *item.pairs} <= set(ids(check))
    assert set(item.pairs.values()) <= targets
    assert check.form != "single" or len(item.right) == 1
    assert check.form != "match" or sorted(item.pairs) == ids(check)


@every_check
def test_the_right_answer_earns_all_points(check):
    item = ITEMS[check.id]
    value = CheckValue(chosen=item.right, pairs=item.pairs, order=item.order)
    assert score_item(item, check.form, value) == check.points


def test_every_criterion_has_four_levels_and_something_to_watch_for():
    assert [task.id for task in KEY.tasks] == [task.id for task in TASKS]
    for task, scheme in zip(TASKS, KEY.tasks, strict=True):
        assert [c.id for c in scheme.criteria] == [c.id for c in task.criteria]
        for criterion in scheme.criteria:
            assert [level.level for level in criterion.levels] == [0, 1, 2, 3]
            assert all(level.looks_like for level in criterion.levels)
            assert criterion.watch_for


def test_the_one_line_that_must_be_met_is_confidentiality():
    must = [c for task in TASKS for c in task.criteria if c.must]
    assert [c.text for c in must] == ["Explains confidentiality and its limits before personal talk"]


def test_every_outcome_named_exists_in_the_modules_before():
    folders = unit_folders(ROOT)
    known = {outcome.id for unit in UNIT.after for outcome in unit_in(folders[unit]).outcomes}
    named = {o for item in KEY.items for o in item.outcomes} | {o for task in TASKS for o in task.outcomes}
    assert named <= known
    assert all(item.outcomes for item in KEY.items)


def test_every_source_cited_in_a_reason_is_in_the_evidence():
    evidence = yaml.safe_load((ROOT / "handbook" / "evidence.yaml").read_text("utf-8"))
    known = {source["key"] for source in evidence}
    text = " ".join(reason for item in KEY.items for reason in item.reasons.values())
    cited = {key.strip() for group in re.findall(r"\[([a-z0-9_; ]+)\]", text) for key in group.split(";")}
    assert cited
    assert cited <= known


# Apart from what a learner gets


def test_nothing_of_an_answer_stands_in_the_session_file():
    raw = yaml.safe_load((FOLDER / "assessment.yaml").read_text("utf-8"))
    for response in raw["responses"]:
        assert not {"order", "explain", "right", "reasons"} & set(response)
        assert all(set(option) == {"id", "text"} for option in response.get("options", []))


def test_no_sentence_of_the_key_stands_in_what_a_learner_gets():
    given = " ".join(path.read_text("utf-8") for path in FOLDER.iterdir())
    given = " ".join(given.replace('\\"', '"').split())
    secret = [reason for item in KEY.items for reason in item.reasons.values()]
    criteria = [c for task in KEY.tasks for c in task.criteria]
    secret += [level.looks_like for c in criteria for level in c.levels] + [c.watch_for for c in criteria]
    assert not [text for text in secret if text in given]


def test_the_notebook_gives_each_cell_the_points_of_its_response():
    cells = json.loads((FOLDER / "a1.ipynb").read_text("utf-8"))["cells"]
    marked = {c["id"]: c["metadata"]["nbgrader"].get("points") for c in cells if "nbgrader" in c["metadata"]}
    assert {r.id: marked.get(r.id) for r in UNIT.responses} == {r.id: points_of(r) for r in UNIT.responses}


def shingles(text: str, length: int = 5) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z']+", text.lower())
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def wording(response) -> set[tuple[str, ...]]:
    parts = [getattr(response, name, []) for name in ("options", "targets", "cards", "items")]
    return shingles(response.prompt).union(*(shingles(part.text) for some in parts for part in some))


def test_no_graded_item_repeats_five_words_in_a_row_of_a_formative_one():
    formative = {
        r.id: wording(r)
        for unit, folder in unit_folders(ROOT).items()
        if not unit.startswith("a")
        for r in unit_in(folder).responses
    }
    assert formative
    repeated = {(r.id, f): wording(r) & words for r in UNIT.responses for f, words in formative.items()}
    assert not {pair: same for pair, same in repeated.items() if same}


# Worth nothing to a guesser: exact expectations under alongside.grading.score


def by_lot_single(check: Check) -> float:
    return fmean(share(check, CheckValue(chosen=[option])) for option in ids(check))


def by_lot_multiple(check: Check) -> float:
    """Every option ticked or left by the toss of a coin."""
    every = [c for k in range(len(check.options) + 1) for c in combinations(ids(check), k)]
    return fmean(share(check, CheckValue(chosen=list(chosen))) for chosen in every)


def by_lot_match(check: Check) -> float:
    """Every target used once, dealt out at random."""
    deals = permutations([target.id for target in check.targets], len(check.options))
    return fmean(share(check, CheckValue(pairs=dict(zip(ids(check), deal, strict=True)))) for deal in deals)


def by_lot_order(check: Check) -> float:
    """The right number laid aside, which the question tells; the rest shuffled."""
    length = len(ITEMS[check.id].order)
    return fmean(share(check, CheckValue(order=list(o))) for o in permutations(ids(check), length))


def by_coin_order(check: Check) -> float:
    """Every option laid aside by the toss of a coin; the rest shuffled."""
    n = len(check.options)
    total = 0.0
    for k in range(n + 1):
        earned = sum(share(check, CheckValue(order=list(o))) for o in permutations(ids(check), k))
        total += earned / (2**n * factorial(k))
    return total


BY_LOT = {
    "single": by_lot_single,
    "multiple": by_lot_multiple,
    "match": by_lot_match,
    "order": by_lot_order,
}


def test_all_four_forms_are_used():
    assert {check.form for check in CHECKS} == set(BY_LOT)


@every_check
def test_answering_by_lot_earns_no_more_than_a_quarter(check):
    assert 0 < BY_LOT[check.form](check) <= 0.25


@pytest.mark.parametrize("check", [c for c in CHECKS if c.form in {"single", "match"}], ids=lambda c: c.id)
def test_one_choice_in_n_by_lot_earns_one_nth(check):
    assert BY_LOT[check.form](check) == pytest.approx(1 / len(check.options))


@pytest.mark.parametrize("check", [c for c in CHECKS if c.form == "multiple"], ids=lambda c: c.id)
def test_no_number_of_ticks_by_lot_beats_a_quarter(check):
    for k in range(1, len(check.options) + 1):
        every = (CheckValue(chosen=list(c)) for c in combinations(ids(check), k))
        assert fmean(share(check, value) for value in every) <= 0.25


@pytest.mark.parametrize("check", [c for c in CHECKS if c.form == "order"], ids=lambda c: c.id)
def test_laying_aside_by_the_toss_of_a_coin_gains_nothing(check):
    assert by_coin_order(check) <= by_lot_order(check)


def first(check: Check) -> CheckValue:
    return CheckValue(chosen=ids(check)[:1])


def last(check: Check) -> CheckValue:
    return CheckValue(chosen=ids(check)[-1:])


def longest(check: Check) -> CheckValue:
    return CheckValue(chosen=[max(check.options, key=lambda option: len(option.text)).id])


def shortest(check: Check) -> CheckValue:
    return CheckValue(chosen=[min(check.options, key=lambda option: len(option.text)).id])


def everything_as_shown(check: Check) -> CheckValue:
    targets = [target.id for target in check.targets]
    pairs = dict(zip(ids(check), targets, strict=True)) if targets else {}
    return CheckValue(chosen=ids(check), pairs=pairs, order=ids(check))


@pytest.mark.parametrize("habit", [first, last, longest, shortest, everything_as_shown])
def test_no_lazy_habit_earns_a_quarter_of_the_points(habit):
    earned = sum(share(check, habit(check)) * check.points for check in CHECKS)
    assert earned <= 0.25 * sum(check.points for check in CHECKS)


def test_the_place_of_the_right_answer_differs_between_questions():
    places = [ids(c).index(ITEMS[c.id].right[0]) for c in CHECKS if c.form == "single"]
    assert len(set(places)) == len(places)
    patterns = [tuple(ITEMS[c.id].right) for c in CHECKS if c.form == "multiple"]
    assert len(set(patterns)) == len(patterns)


@every_check
def test_options_of_a_question_are_of_similar_length(check):
    lengths = [len(option.text) for option in check.options]
    assert max(lengths) <= 1.5 * min(lengths)
