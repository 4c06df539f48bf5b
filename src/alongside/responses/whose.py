"""The id of a workspace: made once, and meaningless; it keeps apart what one browser holds of several."""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path

from alongside.errors import AnswersError
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed

_ID = re.compile(rb"[0-9a-f]{16}\n\Z")
_LONGEST = 64


def workspace_id(workspace: Path) -> str:
    """Return the 16 characters of the id, made at the first time and kept in `.alongside/id`.

    Where it cannot be kept, it is made of where the workspace lies, and lasts as long as that.
    """
    path = workspace / ".alongside" / "id"
    try:
        return _kept(path) or _made(path)
    except (OSError, AnswersError):
        return hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:16]


def browser_keys(whose: str, place: str) -> dict[str, str]:
    """Return what `saving` says about the browser's storage: `whose` workspace, and the key for `place`."""
    return {"store": f"alongside:{whose}:{place}", "whose": whose}


def _kept(path: Path) -> str:
    kept = contents(path, _LONGEST) or b""
    return kept.decode().strip() if _ID.match(kept) else ""


def _made(path: Path) -> str:
    path.parent.mkdir(exist_ok=True)

    def made() -> tuple[bytes | None, str]:
        if there := _kept(path):  # another program was quicker
            return None, there
        name = secrets.token_hex(8)
        return f"{name}\n".encode(), name

    return rewrite(path, made, not_changed)
