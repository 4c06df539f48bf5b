"""One file to send: a page that anybody can open and read, with the same as data for another desk.

A page, and not a zip: it opens with a double click and on a phone, also where nobody has the kit. Nothing in
it runs. The data stands in a block that browsers leave alone, with every `<` written as `\\u003c`.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from alongside.responses.export import page_html
from alongside.responses.foreign import LARGEST, shaped
from alongside.responses.untrusted import Unreadable
from alongside.strings import _

T = TypeVar("T")
_OPEN, _CLOSE = b'<script type="application/json" id="alongside-data">', b"</script>"
_ESCAPED = {b"<": b"\\u003c", b">": b"\\u003e", b"&": b"\\u0026"}


def sendable(title: str, body: str, value: Any, lang: str) -> bytes:
    """Return a page with `body` (safe HTML) that carries `value` as data."""
    return page_html(title, body, lang, f"{_block(value).decode()}\n").encode()


def carrying(page: bytes, value: Any) -> bytes:
    """Return a page that is whole already, with `value` as data at its end."""
    body, end, rest = page.rpartition(b"</body>")
    return body + _block(value) + b"\n" + end + rest


def _block(value: Any) -> bytes:
    data = msgspec.json.encode(value)
    for sign, written in _ESCAPED.items():
        data = data.replace(sign, written)
    return _OPEN + data + _CLOSE


def sent(page: bytes, shape: type[T]) -> T:
    """Return what a page carries as `shape`; Unreadable says what is wrong. Nothing else of it is read."""
    if len(page) > 2 * LARGEST:
        raise Unreadable(_("It is larger than {size} MB.").format(size=2 * LARGEST // 1024**2))
    _before, found, rest = page.partition(_OPEN)
    if not found or _OPEN in rest:
        raise Unreadable(_("It was not made by a desk of Alongside."))
    data, closed, _after = rest.partition(_CLOSE)
    if not closed or b"<" in data:
        raise Unreadable(_("It is not whole."))
    return shaped(data, shape)
