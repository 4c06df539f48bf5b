"""What Jupyter may write into a notebook of the kit: its text and its code, and nothing of a run.

Answers live beside the notebook, in a file of their own. A saved output or widget state would be a
second copy that nobody looks after: it would survive an erasure, and travel with the notebook.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jupyter_server.services.contents.manager import ContentsManager

from alongside.content.grammar import IMPORT, KERNEL
from alongside.content.notebooks import code_of, kernel_of, without_outputs

_DOOR = IMPORT.split()[1]


def keep_runs_out(contents: ContentsManager) -> None:
    """Let every notebook of the kit be saved without outputs; checkpoints are copies of the saved file."""
    contents.register_pre_save_hook(save_without_outputs)


def save_without_outputs(*, model: dict[str, Any], **_given: Any) -> None:
    """Take outputs, counts and widget state out of a notebook that is about to be saved."""
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    if shows_answers(kernel_of(content), code_of(content)):
        model["content"] = without_outputs(content)


def shows_answers(kernel: str, code: Iterable[str]) -> bool:
    """Whether a notebook can show answers: its kernel is the kit's, or its code imports the kit."""
    return kernel == KERNEL or any(_DOOR in source for source in code)
