"""Put the content into the wheel, and never the keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("programme.yaml", "modules", "exercises", "assessments", "trainer-notes", "handbook", "messages")
NEVER = {"keys", "anchors", "demonstration", ".ipynb_checkpoints", "__pycache__"}
"""Folders that no learner may get: right answers, marked examples, and hand-ins written to be marked."""


class ContentHook(BuildHookInterface):
    """Adds the content to a wheel; an editable install reads it where it lies."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict) -> None:
        """Name every file of the content and its place inside the package."""
        if version == "editable":
            return
        root = Path(self.root)
        for name in CONTENT:
            for path in _files(root / name):
                inside = path.relative_to(root)
                if not NEVER.intersection(inside.parts):
                    build_data["force_include"][str(path)] = f"alongside/_content/{inside.as_posix()}"


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for path in sorted(place.rglob("*")):
        if path.is_file():
            yield path
