"""The project as the house's own tests see it: its files, its imports, its declared dependencies."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    "alongside": ROOT / "src" / "alongside",
    "alongside_widgets": ROOT / "widgets" / "alongside_widgets",
}


@dataclass(frozen=True)
class Import:
    """One import: the module that imports, what it names, the line, and whether it happens on loading."""

    importer: str
    target: str
    line: int
    on_load: bool

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.target}"


@cache
def imports_of_the_product() -> list[Import]:
    return [one for package, folder in SOURCES.items() for one in imports_below(folder, package)]


def imports_below(folder: Path, package: str = "") -> list[Import]:
    """Every import of every Python file below `folder`, whose dotted name is `package`."""
    return [
        one
        for path in sorted(folder.rglob("*.py"))
        for one in imports_in(path.read_text(encoding="utf-8"), module_name(path, folder, package))
    ]


def module_name(path: Path, folder: Path, package: str) -> str:
    parts = [part for part in (package, *path.relative_to(folder).with_suffix("").parts) if part]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_in(source: str, importer: str) -> Iterator[Import]:
    tree = ast.parse(source)
    late = set(_inside_functions(tree)) | set(_for_annotations_only(tree))
    for node in ast.walk(tree):
        for target in _targets(node):
            yield Import(importer, target, node.lineno, node not in late)


def _targets(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute here"
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def _inside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ast.walk(node)


def _for_annotations_only(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield from ast.walk(node)


def third_party(imports: list[Import]) -> set[str]:
    """The top-level names that are neither the standard library's nor ours."""
    tops = {one.target.partition(".")[0] for one in imports}
    return tops - set(sys.stdlib_module_names) - set(SOURCES)


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    """The files of the project as git knows them, new ones included; ignored ones left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str | None:
    """The text of a file, or None where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def normal(name: str) -> str:
    """A distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
