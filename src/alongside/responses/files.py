"""The door to the answers of one unit: read them, save one, while others may be writing too."""

from __future__ import annotations

from alongside.responses.reading import read
from alongside.responses.saving import Saved, acknowledgement, save

__all__ = ["Saved", "acknowledgement", "read", "save"]
