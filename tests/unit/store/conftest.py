"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from databases import address, engine, postgresql

__all__ = ["address", "engine", "postgresql"]
