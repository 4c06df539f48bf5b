"""What every template is given, for tests that draw one without a server."""

from __future__ import annotations

from typing import Any

SHARED: dict[str, Any] = {
    "here": "/alongside/",
    "base": "/",
    "asset": str,
    "workspace": None,
    "xsrf": "x",
    "roles": set(),
    "sign_out": None,
    "no_privacy": False,
}
