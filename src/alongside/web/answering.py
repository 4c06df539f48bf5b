"""What the pages of every server of the kit have in common, with Jupyter below them or without."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from tornado.web import RequestHandler

from alongside.responses.moments import when

T = TypeVar("T")


def policy(frames: str) -> str:
    """Return what a page may do: load the kit's own files and send to it; `frames` says who may frame it."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            f"frame-ancestors {frames}",
            "base-uri 'none'",
        )
    )


def local(moment: str) -> str:
    """Return a time of the files (UTC) by this computer's clock: `2026-03-01 11:42`."""
    try:
        return when(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return moment


def clock(moment: datetime) -> str:
    """Return what this computer's clock shows at `moment`: `11:42`."""
    return moment.astimezone().strftime("%H:%M")


class Answering(RequestHandler):
    """Works without holding up the loop, and answers programs in JSON."""

    async def work(self, act: Callable[..., T], *args: Any) -> T:
        """Run blocking work (disk, database, hashing) beside the loop, in the reader's language."""
        return await asyncio.to_thread(act, *args)

    def answer(self, value: Any) -> None:
        """Finish the request with JSON."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(msgspec.json.encode(value))
