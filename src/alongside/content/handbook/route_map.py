"""The route map of research: a handful of questions, each with stops of five minutes and longer."""

from __future__ import annotations

from pathlib import Path

from alongside.content.handbook.reading import part
from alongside.model.handbook import RouteMap


def route_map(root: Path | None = None) -> RouteMap | None:
    """Return `route-map.yaml`, or None where there is none."""
    return part(root, "route-map.yaml", RouteMap)
