"""The glossary: terms, what they are not, and their words in other languages."""

from __future__ import annotations

from pathlib import Path

from alongside.content.handbook.reading import part
from alongside.model.handbook import Glossary


def glossary(root: Path | None = None) -> Glossary | None:
    """Return `glossary.yaml`, or None where there is none."""
    return part(root, "glossary.yaml", Glossary)
