"""Notebooks as data: the one form in which they are kept, and a fingerprint of what a reader meets."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from alongside.content.grammar import source_of

_RUN_STATE = ("widgets", "signature")
"""Notebook metadata that a live session leaves behind."""
_CELL_RUN_STATE = ("collapsed", "execution", "scrolled", "trusted")
"""Cell metadata that a live session leaves behind."""


def without_outputs(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of a parsed notebook without outputs, execution counts or any other mark of a run."""
    metadata = _without(notebook.get("metadata"), _RUN_STATE)
    return {**notebook, "metadata": metadata, "cells": [_unrun(cell) for cell in notebook.get("cells", [])]}


def _unrun(cell: dict[str, Any]) -> dict[str, Any]:
    bare = {**cell, "metadata": _without(cell.get("metadata"), _CELL_RUN_STATE)}
    if cell.get("cell_type") == "code":
        bare |= {"outputs": [], "execution_count": None}
    return bare


def _without(metadata: Any, names: tuple[str, ...]) -> dict[str, Any]:
    kept = metadata if isinstance(metadata, dict) else {}
    return {name: value for name, value in kept.items() if name not in names}


def normalised(notebook: dict[str, Any]) -> str:
    """Return a parsed notebook as the text that is committed.

    No outputs; sources as lists of lines, as nbformat writes them; keys sorted, indented by one, every
    letter as itself, one newline at the end.
    """
    bare = without_outputs(notebook)
    bare["cells"] = [{**cell, "source": _lines(source_of(cell))} for cell in bare["cells"]]
    return json.dumps(bare, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _lines(source: str) -> list[str]:
    pieces = [piece + "\n" for piece in source.split("\n")]
    pieces[-1] = pieces[-1].removesuffix("\n")
    return pieces if pieces[-1] else pieces[:-1]


def fingerprint(notebook: dict[str, Any]) -> str:
    """Return the SHA-256 (hexadecimal) of what a reader meets.

    It covers the name of the kernel, and the id, type, source and tags of each cell in order.
    Layout of the file, outputs, other metadata and the order of tags do not change it.
    """
    cells = [_essence(cell) for cell in notebook.get("cells", [])]
    essence = json.dumps([kernel_of(notebook), cells], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(essence.encode()).hexdigest()


def _essence(cell: dict[str, Any]) -> list[Any]:
    return [str(cell.get("id", "")), str(cell.get("cell_type", "")), source_of(cell), sorted(tags_of(cell))]


def kernel_of(notebook: dict[str, Any]) -> str:
    """Return the name of a notebook's kernelspec, empty where it names none."""
    spec = (notebook.get("metadata") or {}).get("kernelspec")
    return str(spec.get("name", "")) if isinstance(spec, dict) else ""


def code_of(notebook: dict[str, Any]) -> list[str]:
    """Return the sources of a notebook's code cells, in order."""
    return [source_of(cell) for cell in notebook.get("cells", []) if cell.get("cell_type") == "code"]


def tags_of(cell: dict[str, Any]) -> list[str]:
    """Return the tags of a cell; none where they are missing or no list."""
    tags = (cell.get("metadata") or {}).get("tags")
    return [str(tag) for tag in tags] if isinstance(tags, list) else []
