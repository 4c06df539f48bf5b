"""What the kit can put right by itself: prompt cells and the form of notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alongside.content.check.curriculum import Curriculum
from alongside.content.check.rules.cells import prompts_of
from alongside.content.grammar import source_of
from alongside.content.notebooks import normalised


def fix(root: Path, only: list[Path] | None = None) -> list[str]:
    """Rewrite the notebooks below `root` that need it and return their paths relative to it.

    Prompt cells get the words of the data file; every notebook gets its one form, without outputs.
    `only` limits this to notebooks in, or of the folders of, these files.
    """
    content = Curriculum(root)
    prompts = {f.notebook.path: prompts_of(f) for f in content.units if f.notebook is not None}
    changed = []
    for path, file in content.notebooks.items():
        if file.problem or not _wanted(content.root / path, only):
            continue
        text = normalised(_with_prompts(file.data, prompts.get(path, {})))
        if text != file.text:
            _write(content.root / path, text)
            changed.append(path)
    return changed


def _wanted(path: Path, only: list[Path] | None) -> bool:
    if only is None:
        return True
    places = [place.resolve() for place in only]
    return any(path.is_relative_to(p) or (p.is_file() and p.parent == path.parent) for p in places)


def _with_prompts(notebook: dict[str, Any], prompts: dict[str, str]) -> dict[str, Any]:
    cells = [
        {**cell, "source": prompts.get(cell.get("id", ""), source_of(cell))} for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
