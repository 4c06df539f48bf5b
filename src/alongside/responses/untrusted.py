"""JSON that anybody may have written: size and depth are capped before decoding, oddities are named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from alongside.strings import _

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 32
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


class Unreadable(ValueError):
    """The bytes are not JSON that the kit reads: the message is one plain sentence."""


class Repeated:
    """Stands where an object had one name twice, so that everything around it stays readable."""

    def __init__(self, name: str, pairs: list[tuple[str, Any]]) -> None:
        """Keep the repeated name and everything that stood in the object."""
        self.name = name
        self.pairs = pairs


def parse(data: bytes, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Any:
    """Return what the JSON in `data` holds; an object with a repeated name becomes `Repeated`.

    Raises Unreadable: too large, too deep, not UTF-8, not JSON, or a number outside JSON.
    """
    if len(data) > max_bytes:
        raise Unreadable(_("It is larger than {size} MB.").format(size=max_bytes // 1024**2))
    _measure_depth(data, max_depth)
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse)
    except RecursionError as err:
        raise Unreadable(_("It is nested too deeply.")) from err
    except UnicodeDecodeError as err:
        raise Unreadable(_("It is not UTF-8 text (byte {byte}).").format(byte=err.start)) from err
    except json.JSONDecodeError as err:
        raise Unreadable(
            _("It is not JSON (line {line}: {what}).").format(line=err.lineno, what=err.msg)
        ) from err
    except ValueError as err:
        raise Unreadable(_("It holds a number that cannot be read.")) from err


def flaw(value: Any, where: str = "") -> str:
    """Return a sentence about the first thing that no honest file holds, or "" where there is none.

    Half of a surrogate pair and NUL are not text; a name that stands twice makes a value ambiguous.
    """
    if not where and _without_flaw(value):
        return ""
    if isinstance(value, Repeated):
        return _("“{name}” stands twice in {where}.").format(
            name=clean(value.name), where=where or _("the file")
        )
    if isinstance(value, str):
        told = _("{where} holds a character that is not text.")
        return told.format(where=where or _("The file")) if _NO_TEXT.search(value) else ""
    found = (flaw(one, f"{where}{step}".lstrip(".")) for step, one in _inside(value))
    return next(filter(None, found), "")


def _without_flaw(value: Any) -> bool:
    """Say quickly, of an honest file, that there is nothing to name."""
    rest = [value]
    while rest:
        one = rest.pop()
        if isinstance(one, dict):
            rest += one
            rest += one.values()
        elif isinstance(one, list):
            rest += one
        elif isinstance(one, Repeated) or (isinstance(one, str) and _NO_TEXT.search(one)):
            return False
    return True


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield "", name
            yield f".{clean(name)}", one
    elif isinstance(value, list):
        yield from ((f"[{n}]", one) for n, one in enumerate(value))


def clean(text: str) -> str:
    """Return `text` with what is not text replaced by �, so that one broken emoji never stops a save."""
    if not _NO_TEXT.search(text):
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined.replace("\x00", "\ufffd")


def _measure_depth(data: bytes, limit: int) -> None:
    depth = 0
    for bracket in _STRING.sub(b"", data).translate(None, _ALL_BUT_BRACKETS):
        if bracket in b"[{":
            depth += 1
            if depth > limit:
                raise Unreadable(_("It is nested more than {limit} levels deep.").format(limit=limit))
        else:
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Repeated:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            return Repeated(name, pairs)
        found[name] = value
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)
