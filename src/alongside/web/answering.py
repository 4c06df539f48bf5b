"""What the pages of every server of the kit have in common, with Jupyter below them or without."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from tornado.web import RequestHandler

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


class Answering(RequestHandler):
    """Works without holding up the loop, and answers programs in JSON."""

    async def work(self, act: Callable[..., T], *args: Any) -> T:
        """Run blocking work (disk, database, hashing) beside the loop, in the reader's language."""
        return await asyncio.to_thread(act, *args)

    def answer(self, value: Any) -> None:
        """Finish the request with JSON."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(msgspec.json.encode(value))
