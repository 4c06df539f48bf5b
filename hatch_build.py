"""Put the content into the wheel, and never the keys."""

from __future__ import annotations

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("programme.yaml", "modules", "exercises", "assessments", "trainer-notes", "handbook")
NEVER = ("keys", "anchors", ".ipynb_checkpoints", "__pycache__")
"""Folders that no learner may get: answers, and exemplars that assessors mark blind."""


class ContentHook(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version, build_data):
        if version == "editable":
            return
        root = Path(self.root)
        for name in CONTENT:
            for path in sorted(_files(root / name)):
                inside = path.relative_to(root)
                build_data["force_include"][str(path)] = f"alongside/_content/{inside.as_posix()}"


def _files(place):
    if place.is_file():
        return [place]
    return [p for p in place.rglob("*") if p.is_file() and not set(p.parts) & set(NEVER)]
