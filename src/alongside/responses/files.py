"""The door to the answers of one unit: read them, save one. Servers and kernels may write at the same time."""

from __future__ import annotations

from alongside.responses.reading import read
from alongside.responses.saving import Saved, acknowledgement, save

__all__ = ["Saved", "acknowledgement", "read", "save"]
