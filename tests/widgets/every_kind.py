"""A page for every kind of widget, with as much of it open as a person can open at once."""

from __future__ import annotations

from collections.abc import Callable

from alongside_widgets import WIDGETS
from playwright.sync_api import Page
from widgets.harness import Bench, box
from widgets.items import a_rating, a_reflection, a_task
from widgets.items_to_fill import an_agreement
from widgets.test_agreement import drafted

from widgets import (
    test_check,
    test_compare,
    test_grid,
    test_log,
    test_markup,
    test_plan,
    test_rehearse,
    test_sort,
    test_supportmap,
    test_timeline,
    test_triad,
)

RATED = {"ratings": {"i1": 3}, "kept": [{"at": "2025-11-05T10:00:00.000Z", "ratings": {"i1": 2}}]}


def _rating(bench: Bench, **looks: object) -> Page:
    page = bench.open(box(a_rating(), way="none", answer=RATED, rev=1), **looks)
    page.get_by_role("button", name="Chart", exact=True).click()
    return page


PAGES: dict[str, Callable[..., Page]] = {
    "reflection": lambda bench, **looks: bench.open(box(a_reflection()), box(a_task(), way="none"), **looks),
    "rating": _rating,
    "check": test_check.open_all,
    "sort": test_sort.open_all,
    "agreement": lambda bench, **looks: bench.open(box(an_agreement()), drafted(), **looks),
    "log": test_log.open_all,
    "rehearsal": test_rehearse.every_state,
    "triad": test_triad.every_state,
    "markup": test_markup.open_all,
    "plan": test_plan.open_all,
    "comparison": test_compare.open_all,
    "timeline": test_timeline.open_all,
    "supportmap": test_supportmap.open_all,
    "grid": test_grid.open_all,
}
assert set(PAGES) == set(WIDGETS)
