"""An invented source, for tests of how sources are named and drawn."""

from __future__ import annotations

from alongside.model.evidence import Source


def a_source(authors: str = "Hobson, A. J.", year: int = 2003) -> Source:
    return Source(
        key="hobson_2003",
        authors=authors,
        year=year,
        title="A review",
        venue=None,
        says="It helps.",
        caveat=None,
        topics=[],
        status="confirmed",
        print_numbers="no",
    )
