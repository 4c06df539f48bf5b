"""The kit's pages, as an ordinary Jupyter server extension."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    from alongside.web.extension import AlongsideExtension

    return [{"module": "alongside.web", "app": AlongsideExtension}]
