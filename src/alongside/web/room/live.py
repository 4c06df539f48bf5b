"""The live part of a room: what people choose to share while a session runs."""

from __future__ import annotations

from typing import Any

HANDLERS: list[tuple[Any, ...]] = []
"""Routes below `/live/`, as Tornado takes them; each handler is a `RoomPage` with access `person`."""
