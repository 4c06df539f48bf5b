"""Kernels kept ready for the next reader, and a limit on how many there may be.

Named to Voila as its `multi_kernel_manager_class`. Voila's own preheating keeps a kernel for every notebook
and shows nothing while one is being replaced; here a few serve every notebook, because all of the kit's
notebooks begin with the same import and share one folder.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Float, Int, Unicode

QUIET = ("--IPKernelApp.log_level=ERROR",)
"""A kernel's standard error is the terminal of whoever started the server: only errors belong there."""


class SpareKernels(AsyncMappingKernelManager):
    """Hands out a kernel that has already imported what it needs, and starts the next in its place.

    Raises HTTPError 503 where `most` kernels are in use: a reader is asked to wait, nobody is slowed down.
    """

    spare_name = Unicode("alongside", config=True, help="The kernelspec of the kernels kept ready.")
    spares = Int(2, config=True, help="How many kernels are kept ready.")
    most = Int(30, config=True, help="How many kernels there may be, those kept ready left out.")
    warm_up = Unicode("import alongside.notebook", config=True, help="What a kernel kept ready has run.")
    pause = Float(1.5, config=True, help="Seconds to leave to the reader's page before the next is started.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._ready: deque[str] = deque()
        self._refilling: asyncio.Task[None] | None = None

    async def start_kernel(
        self, *, kernel_id: str | None = None, path: str | None = None, **kwargs: Any
    ) -> str:
        """Return the id of a kernel: one kept ready where there is one, else a new one."""
        if len(self) - len(self._ready) >= self.most:
            raise HTTPError(503)
        wanted = kernel_id is None and not path and kwargs.get("kernel_name") == self.spare_name
        found = await self._take() if wanted else None
        self.refill(self.pause)
        return found or await super().start_kernel(
            kernel_id=kernel_id, path=path, extra_arguments=list(QUIET), **kwargs
        )

    @property
    def is_filled(self) -> bool:
        """Whether as many kernels as wanted are ready."""
        return len(self._ready) >= self.spares

    def refill(self, pause: float = 0.0) -> None:
        """Start kernels, one after the other, until enough are ready; returns at once."""
        if self._refilling is None or self._refilling.done():
            self._refilling = asyncio.ensure_future(self._refill(pause))

    async def shutdown_all(self, now: bool = False) -> None:
        """Shut every kernel down, also where one dies or is still being started meanwhile."""
        self.spares = 0
        # Voila stops its event loop and then calls this from another: what waits in the first never ends.
        if self._refilling is not None and self._refilling.get_loop() is asyncio.get_running_loop():
            await asyncio.gather(self._refilling, return_exceptions=True)
        await asyncio.gather(*(self._shut_down(kernel_id, now) for kernel_id in self.list_kernel_ids()))

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Cull as Jupyter does, but leave those kept ready: they are idle by design."""
        if kernel_id not in self._ready:
            await super().cull_kernel_if_idle(kernel_id)

    async def _shut_down(self, kernel_id: str, now: bool) -> None:
        try:
            await self.shutdown_kernel(kernel_id, now=now)
        except (HTTPError, KeyError):
            self.log.info("Kernel %s had gone before it was shut down.", kernel_id)

    async def _take(self) -> str | None:
        while self._ready:
            kernel_id = self._ready.popleft()
            kernel = self._kernels.get(kernel_id)
            # A kernel may go while it is asked whether it lives.
            if kernel is not None and await kernel.is_alive() and kernel_id in self:
                kernel.last_activity = utcnow()
                return kernel_id
        return None

    async def _refill(self, pause: float) -> None:
        await asyncio.sleep(pause)
        while not self.is_filled:
            extra = [*QUIET, f"--InteractiveShellApp.exec_lines={self.warm_up}"]
            kernel_id = await super().start_kernel(
                path="", kernel_name=self.spare_name, extra_arguments=extra
            )
            self._ready.append(kernel_id)
