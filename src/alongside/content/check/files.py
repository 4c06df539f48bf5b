"""The files of the content as text that knows its lines: YAML by path of keys, notebooks by cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from json.decoder import WHITESPACE
from pathlib import Path
from typing import Any

import yaml

from alongside.content.grammar import source_of

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Problem:
    """Why a file cannot be used, and at which line."""

    line: int
    what: str


@dataclass
class TextFile:
    """A file as text; `path` is relative to the root of the content, with slashes."""

    path: str
    text: str = ""
    problem: Problem | None = None

    def line_at(self, offset: int) -> int:
        """Return the line of the character at `offset`."""
        return self.text.count("\n", 0, offset) + 1


@dataclass
class YamlFile(TextFile):
    """A YAML file: `raw` as plain data, `node` as PyYAML composed it."""

    raw: Any = None
    node: yaml.Node | None = None

    def line(self, *steps: object) -> int:
        """Return the line of the value at `steps` (keys and indexes), or of the nearest one above it."""
        node, line = self.node, 1
        for step in steps:
            found = child_of(node, step)
            if found is None:
                break
            node, line = found
        return line


def child_of(node: yaml.Node | None, step: object) -> tuple[yaml.Node, int] | None:
    """Return the node below `node` at a key or an index, with the line it begins on."""
    if isinstance(node, yaml.MappingNode):
        pairs = ((value, key.start_mark.line + 1) for key, value in node.value if key.value == str(step))
        return next(pairs, None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    return None


@dataclass
class NotebookFile(TextFile):
    """A notebook: its parsed JSON, and where each cell stands in the file."""

    data: dict[str, Any] = field(default_factory=dict)

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The cells in order."""
        return self.data["cells"]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return list(cell_spans(self.text))

    def cell_line(self, number: int) -> int:
        """Return the line on which cell `number` (from 0) begins."""
        return self.line_at(self._spans[number][0]) if number < len(self._spans) else 1

    def source_line(self, number: int, offset: int) -> int:
        """Return the line of the character at `offset` of the source of cell `number`."""
        begin, end = self._spans[number]
        key = self.text.rfind('"source": [\n', begin, end)
        if key < 0:
            return self.cell_line(number)
        return self.line_at(key) + 1 + source_of(self.cells[number]).count("\n", 0, offset)


def cell_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each element of the top-level list `cells` of a JSON object begins and ends."""
    decode = json.JSONDecoder().raw_decode
    at = _skip(text, text.index("{") + 1)
    while text[at] != "}":
        key, at = decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        if key == "cells":
            yield from _elements(text, at)
            return
        at = _skip(text, _skip(text, decode(text, at)[1]), comma=True)


def _elements(text: str, at: int) -> Iterator[tuple[int, int]]:
    decode = json.JSONDecoder().raw_decode
    at = _skip(text, at + 1)
    while text[at] != "]":
        end = decode(text, at)[1]
        yield at, end
        at = _skip(text, _skip(text, end), comma=True)


def _skip(text: str, at: int, *, comma: bool = False) -> int:
    if comma and text[at] == ",":
        at += 1
    return WHITESPACE.match(text, at).end()  # type: ignore[union-attr]


def read_text(root: Path, path: Path) -> TextFile:
    """Return a file as text; what is wrong with its bytes is its `problem`."""
    name = path.relative_to(root).as_posix()
    try:
        return TextFile(name, path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as err:
        line = path.read_bytes().count(b"\n", 0, err.start) + 1
        return TextFile(name, problem=Problem(line, "is not UTF-8 text"))
    except OSError as err:
        return TextFile(name, problem=Problem(1, f"cannot be read ({err.strerror})"))


def read_yaml_file(root: Path, path: Path) -> YamlFile:
    """Return a YAML file with its nodes; one that is no YAML has a `problem` and no data."""
    plain = read_text(root, path)
    file = YamlFile(plain.path, plain.text, plain.problem)
    if file.problem is None:
        try:
            file.node = yaml.compose(file.text, Loader=_LOADER)
            file.raw = yaml.load(file.text, Loader=_LOADER)  # noqa: S506 - a safe loader
        except yaml.MarkedYAMLError as err:
            mark = err.problem_mark or err.context_mark
            file.problem = Problem(mark.line + 1 if mark else 1, f"is not valid YAML ({err.problem})")
        except (yaml.YAMLError, RecursionError, ValueError) as err:
            file.problem = Problem(1, f"is not valid YAML ({str(err).splitlines()[0]})")
    return file


def read_notebook_file(root: Path, path: Path) -> NotebookFile:
    """Return a notebook; one that is no notebook of format 4 has a `problem` and no cells."""
    plain = read_text(root, path)
    file = NotebookFile(plain.path, plain.text, plain.problem, data={"cells": []})
    if file.problem is None:
        try:
            data = json.loads(file.text)
        except json.JSONDecodeError as err:
            file.problem = Problem(err.lineno, f"is not valid JSON ({err.msg})")
        except RecursionError:
            file.problem = Problem(1, "is nested too deeply")
        else:
            file.problem = _shape_problem(data)
            file.data = file.data if file.problem else data
    return file


def _shape_problem(data: Any) -> Problem | None:
    if not isinstance(data, dict) or data.get("nbformat") != 4 or not isinstance(data.get("metadata"), dict):
        return Problem(1, "is not a notebook of format 4")
    cells = data.get("cells")
    if not isinstance(cells, list) or not all(_is_cell(cell) for cell in cells):
        return Problem(1, "has a cell that is none: each needs cell_type, metadata and source")
    return None


def _is_cell(cell: Any) -> bool:
    if not isinstance(cell, Mapping) or not isinstance(cell.get("metadata"), dict):
        return False
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return isinstance(cell.get("cell_type"), str) and all(isinstance(line, str) for line in lines)
