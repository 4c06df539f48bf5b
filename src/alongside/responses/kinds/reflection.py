"""A text: its length, and how it is told."""

from __future__ import annotations

from alongside.errors import AnswersError
from alongside.model.base import TEXT_LIMIT
from alongside.model.kinds import Reflection, ReflectionValue
from alongside.responses.blocks import AnyBlock, Passage
from alongside.responses.handling import Handling
from alongside.responses.untrusted import clean
from alongside.strings import _


def _cleaned(value: ReflectionValue) -> ReflectionValue:
    return ReflectionValue(text=clean(value.text))


def _check(response: Reflection, value: ReflectionValue, _stored: ReflectionValue | None) -> None:
    count = len(value.text)
    if count > TEXT_LIMIT:
        raise AnswersError(
            _("this text has {count} characters; {limit} fit into one answer.").format(
                count=count, limit=TEXT_LIMIT
            ),
            where=response.id,
            do=_("Move part of it to another answer or to a file of your own."),
        )


def _text(_response: Reflection | None, value: ReflectionValue) -> list[AnyBlock]:
    return [Passage(value.text)] if value.text.strip() else []


HANDLING = Handling(Reflection, ReflectionValue, blocks=_text, check=_check, cleaned=_cleaned)
