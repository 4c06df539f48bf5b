"""Plain data against a shape: every error of every entry, each with the path to it.

msgspec stops at the first error; here each field and each entry is converted by itself.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

Path = tuple[object, ...]
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")
_DAY = ("Invalid RFC3339 encoded date", "Expected a day such as 2026-11-22")
"""What msgspec says of a day that is none, and what its author can do something with."""
_PLACE = re.compile(r" - at `(?:key in )?(\$[^`]*)`")


def errors_in(raw: object, shape: Any, at: Path = ()) -> list[tuple[Path, str]]:
    """Return `(path, what is wrong)` for everything in `raw` that does not fit `shape`."""
    try:
        msgspec.convert(raw, shape)
    except msgspec.ValidationError as err:
        return list(_inside(raw, shape, at)) or [_as_said(err, at)]
    return []


def _as_said(err: msgspec.ValidationError, at: Path) -> tuple[Path, str]:
    text = str(err)
    place = _PLACE.search(text)
    steps = [name or int(index) for name, index in _STEP.findall(place[1])] if place else []
    return (*at, *steps), _PLACE.sub("", text).replace(*_DAY)


def _inside(raw: object, shape: Any, at: Path) -> Iterator[tuple[Path, str]]:
    """Yield the errors of the parts of `raw`; nothing where it has no parts that can be told apart."""
    shape = _chosen(raw, shape)
    if isinstance(raw, list) and get_origin(shape) is list:
        for number, entry in enumerate(raw):
            yield from errors_in(entry, get_args(shape)[0], (*at, number))
    elif isinstance(raw, dict) and get_origin(shape) is dict:
        for key, value in raw.items():
            yield from errors_in(value, get_args(shape)[1], (*at, key))
    elif isinstance(raw, dict) and isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        yield from _fields(raw, shape, at)


def _chosen(raw: object, shape: Any) -> Any:
    """Return the member of a union that `raw` means to be, by its tag or as the only mapping."""
    if get_origin(shape) is Annotated:
        return get_args(shape)[0]
    if get_origin(shape) not in (Union, types.UnionType):
        return shape
    members = [one for one in get_args(shape) if one is not type(None)]
    if len(members) == 1:
        return members[0]
    for one in members:
        config = getattr(one, "__struct_config__", None)
        if isinstance(raw, dict) and config and config.tag and raw.get(config.tag_field) == config.tag:
            return one
    return shape


def _fields(raw: dict[str, Any], shape: type[msgspec.Struct], at: Path) -> Iterator[tuple[Path, str]]:
    fields = {one.encode_name: one for one in msgspec.structs.fields(shape)}
    known = {*fields, shape.__struct_config__.tag_field}
    for name in raw:
        if name not in known:
            yield (*at, name), f"unknown field {name}"
    for name, one in fields.items():
        if name in raw:
            yield from errors_in(raw[name], one.type, (*at, name))
        elif one.required:
            yield at, f"the field {name} is missing"
