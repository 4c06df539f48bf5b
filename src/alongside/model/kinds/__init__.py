"""Every kind of response: the shape of its data beside the shape of an answer to it."""

from __future__ import annotations

from alongside.model.kinds.agreement import Agreement, AgreementValue
from alongside.model.kinds.check import Check, CheckValue
from alongside.model.kinds.comparison import Comparison, ComparisonValue
from alongside.model.kinds.grid import Grid, GridValue
from alongside.model.kinds.log import Log, LogValue
from alongside.model.kinds.markup import Markup, MarkupValue
from alongside.model.kinds.plan import Plan, PlanValue
from alongside.model.kinds.rating import Rating, RatingValue
from alongside.model.kinds.reflection import Reflection, ReflectionValue
from alongside.model.kinds.rehearsal import Rehearsal, RehearsalValue
from alongside.model.kinds.sort import Sort, SortValue
from alongside.model.kinds.supportmap import SupportMap, SupportMapValue
from alongside.model.kinds.timeline import Timeline, TimelineValue
from alongside.model.kinds.triad import Triad, TriadValue

AnyResponse = (
    Reflection
    | Rating
    | Check
    | Sort
    | Agreement
    | Log
    | Rehearsal
    | Triad
    | Plan
    | Markup
    | Timeline
    | Grid
    | SupportMap
    | Comparison
)
AnyValue = (
    ReflectionValue
    | RatingValue
    | CheckValue
    | SortValue
    | AgreementValue
    | LogValue
    | RehearsalValue
    | TriadValue
    | PlanValue
    | MarkupValue
    | TimelineValue
    | GridValue
    | SupportMapValue
    | ComparisonValue
)

VALUE_OF: dict[str, type[AnyValue]] = {
    "reflection": ReflectionValue,
    "rating": RatingValue,
    "check": CheckValue,
    "sort": SortValue,
    "agreement": AgreementValue,
    "log": LogValue,
    "rehearsal": RehearsalValue,
    "triad": TriadValue,
    "plan": PlanValue,
    "markup": MarkupValue,
    "timeline": TimelineValue,
    "grid": GridValue,
    "supportmap": SupportMapValue,
    "comparison": ComparisonValue,
}
"""Kind to the shape of its value."""


def kind_of(shape: object) -> str:
    """Return the kind of a response, an entry or a handed-in answer, such as `reflection`."""
    return shape.__struct_config__.tag  # type: ignore[attr-defined]


def points_of(response: AnyResponse) -> int:
    """Return the most points a response can earn: a check's own, three for each criterion of a task."""
    if isinstance(response, Check):
        return response.points
    return 3 * len(response.criteria) if isinstance(response, Reflection) else 0
