"""One watch over the proxy of a Hub, whatever was killed."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from jupyterhub.proxy import ConfigurableHTTPProxy

from alongside.hub.proxying import SteadyProxy


class Watch:
    """Looks after a proxy until it is stopped, as Tornado's does."""

    stopped = False

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch, tmp_path) -> SteadyProxy:
    """A proxy whose process only sleeps; `watches` are what its starts have made: one each, as JupyterHub."""
    made = SteadyProxy(api_url="http://127.0.0.1:1", pid_file=str(tmp_path / "proxy.pid"))
    made.watches, made.answers = [], True

    async def start(self: SteadyProxy) -> None:
        self.proxy_process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        if not self.answers:
            raise TimeoutError
        self._check_running_callback = Watch()
        self.watches.append(self._check_running_callback)

    async def restore_routes(_self: SteadyProxy) -> None:
        pass

    monkeypatch.setattr(ConfigurableHTTPProxy, "start", start)
    monkeypatch.setattr(ConfigurableHTTPProxy, "restore_routes", restore_routes)
    return made


def killed(proxy: SteadyProxy) -> None:
    with proxy.proxy_process as process:
        process.kill()


def test_a_killed_proxy_is_started_again_with_one_watch_over_it(proxy):
    asyncio.run(proxy.start())
    killed(proxy)
    asyncio.run(proxy.check_running())
    assert [watch.stopped for watch in proxy.watches] == [True, False]
    assert proxy.proxy_process.poll() is None
    proxy.stop()


def test_a_stopped_proxy_has_ended_and_is_not_started_again(proxy):
    asyncio.run(proxy.start())
    proxy.stop()
    process = proxy.proxy_process
    assert process.poll() is not None
    asyncio.run(proxy.check_running())
    assert proxy.proxy_process is process
    assert proxy.watches[0].stopped


def test_a_proxy_that_does_not_answer_is_ended_and_the_watch_goes_on(proxy):
    """Left running it would count as good, and would lead nobody to a desk."""
    asyncio.run(proxy.start())
    killed(proxy)
    proxy.answers = False
    with pytest.raises(TimeoutError):
        asyncio.run(proxy.check_running())
    assert proxy.proxy_process.poll() is not None
    assert [watch.stopped for watch in proxy.watches] == [False]
    proxy.answers = True
    asyncio.run(proxy.check_running())
    assert proxy.proxy_process.poll() is None
    proxy.stop()
