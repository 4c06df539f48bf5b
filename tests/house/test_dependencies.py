"""What is imported is declared, what is declared is used or says why, and the locks hold exactly that."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import packages_distributions

import pytest
from house.tree import ROOT, imports_below, imports_of_the_product, normal, project, third_party
from packaging.requirements import Requirement

PROJECT = ROOT / "pyproject.toml"
LOCKS = ("requirements.lock", "requirements-test.lock")
OURS_IN_TESTS = {path.stem for path in (ROOT / "tests").rglob("*.py")} | {
    "house",
    "widgets",
    "unit",
    "web",
    "start",
}


def declared(section: str) -> dict[str, Requirement]:
    parts = {
        "run": project()["project"]["dependencies"],
        "hub": project()["project"]["optional-dependencies"]["hub"],
        "test": project()["project"]["optional-dependencies"]["test"],
        "build": project()["dependency-groups"]["build"],
    }
    return {normal(Requirement(text).name): Requirement(text) for text in parts[section]}


KNOWN = cache(packages_distributions)


def distributions_of(names: set[str]) -> set[str]:
    known = KNOWN()
    unknown = {name for name in names if name not in known}
    assert unknown == set(), "imported, and in no installed distribution"
    return {normal(known[name][0]) for name in names}


def distributions_of_tests() -> set[str]:
    used = third_party(imports_below(ROOT / "tests")) - OURS_IN_TESTS
    return distributions_of(used)


def lines_of(lock: str) -> dict[str, str]:
    """The pinned version of each distribution in a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


def says_why(section: str) -> set[str]:
    """The declared distributions whose line in the project file ends in a comment."""
    commented = re.findall(
        r'^\s*"([\w.-]+)[^"]*",\s*#\s*\S', PROJECT.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {normal(name) for name in commented} & set(declared(section))


def test_everything_the_product_imports_is_declared():
    used = distributions_of(third_party(imports_of_the_product()))
    assert sorted(used - set(declared("run")) - set(declared("hub"))) == []


def test_what_is_declared_for_the_hub_is_loaded_by_the_hub_alone():
    hub = [one for one in imports_of_the_product() if one.importer.startswith("alongside.hub")]
    others = [one for one in imports_of_the_product() if one.on_load and one not in hub]
    assert sorted(set(declared("hub")) - distributions_of(third_party(hub)) - says_why("hub")) == []
    assert sorted(set(declared("hub")) & distributions_of(third_party(others))) == []


def test_everything_declared_is_imported_or_says_why():
    used = distributions_of(third_party(imports_of_the_product()))
    assert sorted(set(declared("run")) - used - says_why("run")) == []


def test_everything_the_tests_import_is_declared():
    assert sorted(distributions_of_tests() - set(declared("run")) - set(declared("test"))) == []


def test_everything_declared_for_tests_is_imported_by_them_or_says_why():
    assert sorted(set(declared("test")) - distributions_of_tests() - says_why("test")) == []


def test_nothing_is_declared_for_tests_that_the_product_needs_anyway():
    assert sorted(set(declared("test")) & set(declared("run"))) == []


@pytest.mark.parametrize(("lock", "sections"), [(LOCKS[0], "run build"), (LOCKS[1], "run build test")])
def test_a_lock_pins_everything_declared_to_a_version_that_fits(lock: str, sections: str):
    pinned = lines_of(lock)
    wrong = [
        str(wanted)
        for section in sections.split()
        for name, wanted in declared(section).items()
        if not wanted.specifier.contains(pinned.get(name, "0.dev0"), prereleases=name in pinned)
        or name not in pinned
    ]
    assert wrong == []


def test_the_lock_for_tests_holds_all_of_the_other_in_the_same_versions():
    assert lines_of(LOCKS[0]).items() <= lines_of(LOCKS[1]).items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: str):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "index" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_the_package_that_slows_every_import_of_jsonschema_is_left_out(lock: str):
    left_out = re.search(r"^rfc3987-syntax.*$", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    assert left_out is None or "sys_platform == 'never'" in left_out[0]


def test_no_distribution_of_a_licence_that_would_bind_the_kit_is_pinned():
    """`krippendorff` is GPL, and `matching` must never stand beside `mentor-match`."""
    assert {"krippendorff", "matching"}.isdisjoint(lines_of(LOCKS[1]))
