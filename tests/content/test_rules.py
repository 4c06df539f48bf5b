"""Every rule finds what it is there to find, and nothing else; the good sample passes them all."""

from __future__ import annotations

import shutil

import pytest
from samples import CASES, GOOD, printed, snapshot, spoilt

from alongside import paths
from alongside.content.check.curriculum import Curriculum
from alongside.content.check.fix import fix
from alongside.content.check.rulebook import rulebook
from alongside.content.check.rules import RULES

FIXABLE = sorted(rule.code for rule in RULES if rule.fixable)


def named(case):
    return f"{case.parent.name}-{case.stem}"


def test_the_good_sample_breaks_no_rule():
    assert printed(GOOD) == ""


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_bad_sample_is_found_where_it_is_bad(case, tmp_path):
    found = printed(spoilt(case, tmp_path))
    assert f" {case.parent.name} " in found
    assert found == snapshot(case).read_text(encoding="utf-8")


def test_every_rule_has_a_bad_sample():
    assert sorted({case.parent.name for case in CASES}) == [rule.code for rule in RULES]


def test_codes_and_names_are_used_once_and_codes_are_in_order():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_wants_in_sentences(rule):
    assert rule.description[0].isupper()
    assert rule.description.endswith(".")
    assert rule.severity in {"error", "warning"}
    assert rule.tag in {"privacy", "policy", "technical"}


def test_the_page_of_rules_is_up_to_date():
    """Write it again with: alongside check --rules > docs/rules.md"""
    page = paths.content_root() / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rulebook()


@pytest.mark.parametrize("code", FIXABLE)
def test_what_is_called_fixable_is_fixed(code, tmp_path):
    cases = [case for case in CASES if case.parent.name == code and case.stem != "no-prompt"]
    assert cases
    for case in cases:
        root = spoilt(case, tmp_path / case.stem)
        assert fix(root)
        assert printed(root) == ""


def test_fixing_what_is_right_writes_nothing(tmp_path):
    root = shutil.copytree(GOOD, tmp_path / "content")
    assert fix(root) == []


def test_a_fix_can_be_kept_to_one_unit(tmp_path):
    root = shutil.copytree(GOOD, tmp_path / "content")
    for path in root.glob("*/*/*.ipynb"):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fix(root, [root / "exercises" / "x01-log" / "exercise.yaml"]) == [
        "exercises/x01-log/exercise.ipynb"
    ]


def test_a_unit_that_cannot_be_read_is_no_missing_unit(tmp_path):
    """Otherwise one typing error would be reported in every file that names the unit."""
    root = shutil.copytree(GOOD, tmp_path / "content")
    data = root / "modules" / "m01-listening" / "module.yaml"
    data.write_text(
        data.read_text(encoding="utf-8").replace("minutes: 40", "minutes: forty"), encoding="utf-8"
    )
    assert Curriculum(root).unreadable == {"m01"}
    assert [line.split(" ")[1] for line in printed(root).splitlines()] == ["C101"]


def test_an_anchor_is_kept_from_learners_like_a_key(tmp_path):
    root = shutil.copytree(GOOD, tmp_path / "content")
    anchor = root / "assessments" / "anchors" / "a1" / "c.md"
    anchor.parent.mkdir(parents=True)
    anchor.write_text(
        "In controlled studies coaching raised the quality of teaching by a little.", encoding="utf-8"
    )
    assert " C404 " in printed(root)


def test_an_installed_kit_is_sound_without_its_keys(tmp_path):
    root = shutil.copytree(GOOD, tmp_path / "content")
    shutil.rmtree(root / "assessments" / "keys")
    assert printed(root) == ""


def test_content_without_evidence_of_its_own_cites_the_kit_s(tmp_path):
    """A workspace holds modules and exercises; framework and evidence stay with the kit."""
    root = shutil.copytree(GOOD, tmp_path / "content")
    for name in ("handbook", "assessments", "trainer-notes"):
        shutil.rmtree(root / name)
    (root / "programme.yaml").unlink()
    unknown = [line for line in printed(root).splitlines() if " C701 " in line]
    assert [line for line in unknown if "zell_2014" in line]
    assert not [line for line in unknown if "kraft_2018" in line]
