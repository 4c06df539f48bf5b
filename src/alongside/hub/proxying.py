"""The proxy of a Hub: started again where it was killed, and never once more after it was stopped."""

from __future__ import annotations

import subprocess
from contextlib import suppress

from jupyterhub.proxy import ConfigurableHTTPProxy

PATIENCE = 3.0
"""Seconds in which a proxy that was told to end has ended."""


class SteadyProxy(ConfigurableHTTPProxy):
    """JupyterHub's own, with one watch over it.

    In JupyterHub 6.1 every start adds a watch, and `stop` ends the last one only. After a proxy was killed,
    the watch of its former start would bring up another while the Hub waits for desks to end, and leave it.
    """

    _stopped = False

    async def start(self) -> None:
        """Start it with a new watch in place of the former; end it where it does not answer in time."""
        former = self._check_running_callback
        try:
            await super().start()
        except BaseException:
            self._end()  # it has no routes: the next look shall not take it for a good one
            raise
        if former is not None:
            former.stop()

    async def check_running(self) -> None:
        """Look whether it runs, and start it again where not."""
        if not self._stopped:
            await super().check_running()

    def stop(self) -> None:
        """End it, with all that watches it."""
        self._stopped = True
        super().stop()
        self._end()

    def _end(self) -> None:
        if self.proxy_process is not None and self.proxy_process.poll() is None:
            self._terminate()
            with suppress(subprocess.TimeoutExpired):
                self.proxy_process.wait(PATIENCE)
