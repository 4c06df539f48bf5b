"""The real content passes every rule, and the command that says so can be trusted."""

from __future__ import annotations

import re
import shutil
from typing import get_args

import pytest
from samples import GOOD
from typer.testing import CliRunner

from alongside import paths
from alongside.cli.commands import whole
from alongside.content.check.curriculum import Curriculum
from alongside.content.check.reading import reading_levels
from alongside.content.check.rules.claims import policy
from alongside.content.check.run import findings
from alongside.content.load import unit_folders
from alongside.model.kinds import AnyResponse

ROOT = paths.content_root()


@pytest.fixture(scope="module")
def content():
    return Curriculum(ROOT)


@pytest.fixture
def bad(tmp_path):
    """The good sample with one wrong sum."""
    root = shutil.copytree(GOOD, tmp_path / "content")
    plan = root / "programme.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("minutes: 75", "minutes: 80"), encoding="utf-8")
    return root


def check(*arguments):
    return CliRunner().invoke(whole(), ["check", *map(str, arguments)])


def test_the_real_content_breaks_no_rule():
    assert [str(finding) for finding in findings(ROOT)] == []


def test_the_check_has_looked_at_every_unit(content):
    """A rule passes easily when there is nothing to look at."""
    assert sorted(content.by_id) == sorted(unit_folders(ROOT))
    assert {"m01", "m02", "m03", "x03", "a1"} <= set(content.by_id)
    assert all(files.notebook for files in content.units)
    assert all(files.notes for files in content.units if files.unit.activities)
    kinds = {type(one) for files in content.units for one in files.unit.responses}
    assert kinds == set(get_args(AnyResponse))


def test_every_list_of_sources_shows_their_names_in_bold(content):
    named, plain = set(), []
    for files in content.units:
        for text in ("".join(cell["source"]) for cell in files.notebook.cells):
            for line in text.partition("## Sources\n")[2].splitlines():
                match = re.match(r"- (\**)\[[a-z][a-z0-9_]*\]", line)
                named |= {files.unit.id} if match else set()
                plain += [f"{files.unit.id}: {line}"] if match and match[1] != "**" else []
    assert {"m01", "m05", "x03", "a1"} <= named
    assert plain == []


def test_every_source_of_the_claims_policy_is_in_the_evidence(content):
    named = {key for claim in policy().claims for key in claim.sources}
    assert named
    assert named <= set(content.evidence)


def test_the_reading_level_of_every_unit_is_reported(content):
    levels = {level.unit: level for level in reading_levels(content)}
    assert set(levels) == set(content.by_id)
    assert all(level.words > 1000 for level in levels.values())


def test_the_command_ends_with_0_when_nothing_is_found():
    assert check(GOOD).exit_code == 0


def test_people_who_do_not_exist_are_no_finding_and_the_command_reminds_of_them(tmp_path):
    plan = shutil.copytree(GOOD, tmp_path / "content") / "programme.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("- name: Ines", "- name: Ines\n  fictional: true"), "utf-8"
    )
    result = check(plan)
    assert result.exit_code == 0
    assert "only fictional people under contacts" in result.output
    assert "under complaints" not in result.output


def test_the_command_ends_with_1_and_prints_path_line_and_code(bad):
    result = check(bad)
    assert result.exit_code == 1
    assert (
        "programme.yaml:18 C302 the parts take 75 minutes, the session 80; change one of them\n"
        in result.output
    )


def test_only_the_files_named_are_reported(bad):
    assert check(bad / "exercises").exit_code == 0
    assert check(bad / "exercises", bad / "programme.yaml").exit_code == 1


def test_a_place_without_content_is_refused_in_a_sentence(tmp_path):
    error = check(tmp_path).exception
    assert "belongs to no content" in str(error)
    assert "is not there" in str(check(tmp_path / "nowhere").exception)


def test_the_command_fixes_and_says_what_it_rewrote(tmp_path):
    root = shutil.copytree(GOOD, tmp_path / "content")
    notebook = root / "exercises" / "x01-log" / "exercise.ipynb"
    wanted = notebook.read_text(encoding="utf-8")
    notebook.write_text(wanted.replace("longest silence", "shortest silence"), encoding="utf-8")
    result = check("--fix", root)
    assert result.exit_code == 0
    assert "Rewrote exercises/x01-log/exercise.ipynb" in result.output
    assert notebook.read_text(encoding="utf-8") == wanted


def test_the_report_gives_a_line_to_each_unit():
    output = check("--report", GOOD).output
    assert "m01 Listening before helping: " in output
    assert "words a sentence" in output


def test_the_rules_are_printed_by_the_command_itself():
    result = check("--rules")
    assert result.exit_code == 0
    assert "| C704 | claims |" in result.output
