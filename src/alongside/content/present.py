"""What a widget is given to draw: the response as plain data, without anything it must not know."""

from __future__ import annotations

from typing import Any

import msgspec

from alongside.content.citing import spelled_out
from alongside.model.kinds import AnyResponse, Check, points_of

_KEY_FIELDS = ("right", "target", "reason")


def item_of(response: AnyResponse) -> dict[str, Any]:
    """Return `response` as the `item` of its widget: every field present, ids and wording.

    Citations are names and years. A graded check travels without answer, order or reasons, whatever its file
    says.
    """
    item = _whole(response)
    item["kind"] = response.__struct_config__.tag
    item["graded"] = points_of(response) > 0
    item["points"] = points_of(response)
    if isinstance(response, Check) and response.points:
        item["options"] = [{k: v for k, v in o.items() if k not in _KEY_FIELDS} for o in item["options"]]
        item["order"], item["explain"] = [], ""
    return item


def _whole(shape: Any) -> Any:
    if isinstance(shape, msgspec.Struct):
        return {name: _whole(getattr(shape, name)) for name in shape.__struct_fields__}
    if isinstance(shape, list):
        return [_whole(one) for one in shape]
    return spelled_out(shape) if isinstance(shape, str) else shape
