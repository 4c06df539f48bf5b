"""The country sheets: one file for each country, and a blank one to fill in."""

from __future__ import annotations

from pathlib import Path

from alongside.content.handbook.reading import home, part
from alongside.model.handbook import BLANK, CountrySheet


def countries(root: Path | None = None) -> list[CountrySheet]:
    """Return the sheets by the names of their countries, the blank one last; none where there are none."""
    files = sorted((home(root) / "countries").glob("*.yaml"))
    sheets = [part(root, f"countries/{path.name}", CountrySheet) for path in files]
    return sorted(sheets, key=lambda sheet: (sheet.id == BLANK, sheet.country))
