"""What must never be committed is not there; what a reader expects to find is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from house.tree import ROOT, project, text_of, tracked

from alongside import __version__

PLACES_OF_ONE_MACHINE = re.compile(r"(?<![\w.~])/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/\w")
REGISTRY_HOSTS = re.compile(
    "|".join(("py" + r"pi\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs\.org"))
)
KINDS_OF_TEST = {"unit", "content", "notebooks", "widgets", "web", "e2e", "house"}
BESIDE_THE_PARTS = {"widgets"}
"""A folder of tests/unit that mirrors a source root of its own."""


def committed_text() -> list[tuple[str, str]]:
    found = ((path.relative_to(ROOT).as_posix(), text_of(path)) for path in tracked())
    return [(name, text) for name, text in found if text is not None]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in committed_text()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_notebook_has_outputs():
    notebooks = [path for path in tracked() if path.suffix == ".ipynb"]
    assert notebooks
    for path in notebooks:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code), path


def test_no_notebook_has_widget_state():
    for path in tracked():
        if path.suffix == ".ipynb":
            assert "widgets" not in json.loads(path.read_text(encoding="utf-8"))["metadata"], path


def test_no_path_of_one_machine_is_written_down():
    assert lines_with(PLACES_OF_ONE_MACHINE) == []


@pytest.mark.parametrize("top", ["home", "tmp", "Users"])
def test_a_path_of_one_machine_would_be_noticed(top: str):
    assert PLACES_OF_ONE_MACHINE.search(f"open('/{top}/mary/kit')")


def test_no_registry_is_named():
    assert lines_with(REGISTRY_HOSTS) == []


def test_there_is_no_lock_that_names_a_registry():
    assert [
        path.name for path in tracked() if path.name in {"uv.lock", "poetry.lock", "package-lock.json"}
    ] == []


def test_nothing_generated_is_committed():
    generated = re.compile(
        r"(^|/)(__pycache__|\.venv|workspace|dist|\.ipynb_checkpoints)/|\.pyc$|gradebook\.db$"
    )
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    assert [name for name in names if generated.search(name)] == []


def test_both_licences_are_there_and_in_the_package():
    assert project()["project"]["license-files"] == ["LICENSE", "LICENSE-CONTENT"]
    assert "Redistribution and use in source and binary forms" in (ROOT / "LICENSE").read_text(
        encoding="utf-8"
    )
    assert "Creative Commons Attribution 4.0" in (ROOT / "LICENSE-CONTENT").read_text(encoding="utf-8")


def test_the_changelog_has_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(__version__)}\]", changelog, re.MULTILINE)


def test_decisions_are_numbered_without_a_gap_and_say_where_they_stand():
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        assert re.search(r"^(Accepted|Superseded by \d{4})\.", path.read_text("utf-8"), re.MULTILINE), path


def test_every_folder_of_tests_is_of_a_known_kind():
    kinds = {
        path.relative_to(ROOT / "tests").parts[0]
        for path in paths_of_tests()
        if path.parent != ROOT / "tests"
    }
    assert kinds <= KINDS_OF_TEST


def test_unit_tests_mirror_the_parts_of_the_engine():
    unit = ROOT / "tests" / "unit"
    folders = {path.relative_to(unit).parts[0] for path in paths_of_tests() if unit in path.parents[1:]}
    parts = {path.name for path in (ROOT / "src" / "alongside").iterdir() if path.is_dir()}
    assert folders
    assert folders <= parts | BESIDE_THE_PARTS


def paths_of_tests() -> list[Path]:
    return [
        path for path in tracked() if path.is_relative_to(ROOT / "tests") and path.name.startswith("test_")
    ]


def links_in(page: Path) -> list[str]:
    """The relative links of a page in Markdown, without what follows a #."""
    found = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    return [
        link.partition("#")[0]
        for link in found
        if "://" not in link and not link.startswith(("#", "mailto:"))
    ]


PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file(page: Path):
    broken = [link for link in links_in(page) if not (page.parent / link.replace("%20", " ")).exists()]
    assert broken == []


def test_the_map_of_folders_in_the_readme_names_every_folder():
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if path.parent != ROOT}
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (
        sorted(folder for folder in folders if not folder.startswith(".") and f"`{folder}/`" not in shown)
        == []
    )


def test_benchmarks_and_tests_share_no_module_name():
    """A benchmark plays with people of the tests: two files of one name would hide each other."""
    benches, tests = ({path.name for path in (ROOT / folder).glob("*.py")} for folder in ("bench", "tests"))
    assert benches & tests == set()
