from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tornado.web import HTTPError

from alongside.kernels.spare import SpareKernels

NAME = "python3"


def with_kernels(folder: Path, act: Callable[[SpareKernels], Awaitable[None]], **options: int) -> None:
    """Run `act` with a manager that is shut down afterwards, whatever happened."""

    async def run() -> None:
        kernels = SpareKernels(
            root_dir=str(folder),
            connection_dir=str(folder),
            spare_name=NAME,
            warm_up="import json",
            pause=0.0,
            **{"spares": 1, **options},
        )
        try:
            await act(kernels)
        finally:
            try:
                await kernels.shutdown_all(now=True)
            finally:
                # A socket that a dead kernel left open would make whoever collects the manager wait for ever.
                kernels.context.destroy(linger=0)

    asyncio.run(run())


async def filled(kernels: SpareKernels) -> str:
    """Return the id of the one kernel kept ready."""
    kernels.refill()
    while len(kernels) < 1 or not kernels.is_filled:
        await asyncio.sleep(0.05)
    return next(iter(kernels.list_kernel_ids()))


def test_the_kernel_kept_ready_is_handed_out_and_another_takes_its_place(tmp_path: Path):
    async def act(kernels: SpareKernels) -> None:
        ready = await filled(kernels)
        assert await kernels.start_kernel(kernel_name=NAME, path="") == ready
        while not kernels.is_filled:
            await asyncio.sleep(0.05)
        assert len(kernels) == 2
        assert await kernels.start_kernel(kernel_name=NAME, path="") != ready

    with_kernels(tmp_path, act)


def test_a_kernel_that_died_while_waiting_is_not_handed_out(tmp_path: Path):
    async def act(kernels: SpareKernels) -> None:
        ready = await filled(kernels)
        await kernels.get_kernel(ready).shutdown_kernel(now=True)
        assert await kernels.start_kernel(kernel_name=NAME, path="") != ready

    with_kernels(tmp_path, act)


def test_a_notebook_of_another_folder_or_kernel_gets_one_of_its_own(tmp_path: Path):
    async def act(kernels: SpareKernels) -> None:
        (tmp_path / "data").mkdir()
        ready = await filled(kernels)
        assert await kernels.start_kernel(kernel_name=NAME, path="data") != ready

    with_kernels(tmp_path, act)


def test_a_reader_beyond_the_most_is_refused_before_anything_is_started(tmp_path: Path):
    async def act(kernels: SpareKernels) -> None:
        await filled(kernels)
        with pytest.raises(HTTPError) as refused:
            await kernels.start_kernel(kernel_name=NAME, path="")
        assert refused.value.status_code == 503
        assert len(kernels) == 1

    with_kernels(tmp_path, act, most=0)


def test_idle_kernels_are_culled_but_not_the_one_kept_ready(tmp_path: Path):
    async def act(kernels: SpareKernels) -> None:
        ready = await filled(kernels)
        used = await kernels.start_kernel(kernel_name=NAME, path="data")
        for kernel_id in (ready, used):
            kernel = kernels.get_kernel(kernel_id)
            kernel.last_activity -= timedelta(hours=1)
            kernel.execution_state = "idle"
            await kernels.cull_kernel_if_idle(kernel_id)
        assert ready in kernels
        assert used not in kernels

    with_kernels(tmp_path, act, cull_idle_timeout=60)
