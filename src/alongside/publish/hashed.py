"""Scripts and styles by content hash: kept for ever by a browser, and fresh after every change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Asset:
    """One file as served: its hashed name, its type and its bytes."""

    name: str
    type: str
    body: bytes


class Hashed:
    """Files by plain name and by hashed name."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._by_plain = {name: _asset(name, body) for name, body in files.items()}
        self._by_hashed = {asset.name: asset for asset in self._by_plain.values()}

    def plain(self, name: str) -> Asset:
        """Return the file with this plain name."""
        return self._by_plain[name]

    def get(self, hashed: str) -> Asset | None:
        """Return the file with this hashed name, or None."""
        return self._by_hashed.get(hashed)


def _asset(name: str, body: bytes) -> Asset:
    stem, dot, suffix = name.rpartition(".")
    return Asset(f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}{dot}{suffix}", TYPES[dot + suffix], body)
