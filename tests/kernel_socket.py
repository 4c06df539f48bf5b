"""The socket between a page and its kernel, as far as asking whether the kernel answers."""

from __future__ import annotations

import asyncio
import json
import secrets

from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

PATIENCE = 120
ASK = {"msg_type": "kernel_info_request", "version": "5.3", "username": "", "session": secrets.token_hex(8)}


def kernel_answers(address: str, headers: dict[str, str]) -> bool | None:
    """Ask the kernel at this address of `api/kernels` who it is; None where no answer comes."""
    try:
        return asyncio.run(asyncio.wait_for(_ask(address.replace("http", "ws", 1), headers), PATIENCE))
    except (HTTPClientError, WebSocketClosedError, TimeoutError):
        return None


async def _ask(address: str, headers: dict[str, str]) -> bool | None:
    opened = HTTPRequest(f"{address}/channels", headers=headers, connect_timeout=PATIENCE)
    socket = await websocket_connect(opened)
    try:
        header = {**ASK, "msg_id": secrets.token_hex(8)}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": {}, "channel": "shell"}
        await socket.write_message(json.dumps(message))
        return await _answer(socket)
    finally:
        socket.close()
        while await socket.read_message() is not None:  # until both ends have closed it
            pass


async def _answer(socket: WebSocketClientConnection) -> bool | None:
    while (told := await socket.read_message()) is not None:
        if json.loads(told)["header"]["msg_type"] == "kernel_info_reply":
            return True
    return None
