"""Does what is joined across units fit: a plan and the one before it, a comparison and its ratings?"""

from __future__ import annotations

from collections.abc import Iterator

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.finding import Finding
from alongside.content.check.rule import UnitRule
from alongside.model.base import unit_of
from alongside.model.kinds import AnyResponse, Comparison, Plan, Rating, Reflection
from alongside.strings import _


def _named(content: Curriculum, response_id: str) -> AnyResponse | None:
    files = content.by_id.get(unit_of(response_id))
    return next((one for one in files.unit.responses if one.id == response_id), None) if files else None


class FollowsPlan(UnitRule):
    """A plan follows a plan."""

    code = "C211"
    name = "earlier-plan"
    description = "The plan that a plan follows is another plan, in its own unit or in another one."

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each plan that asks after something that is no earlier plan."""
        for n, response in files.responses():
            if not isinstance(response, Plan) or not response.follows:
                continue
            other = response.follows
            if unit_of(other) in content.unreadable:
                continue
            if other == response.id or not isinstance(_named(content, other), Plan):
                what = _("{id} follows {other}, which is no other plan").format(id=response.id, other=other)
                line = files.data.line("responses", n, "follows")
                yield self.at(files.data, line, what, _("name a plan made before, or take out follows"))


class ComparedRatings(UnitRule):
    """A comparison has something to compare."""

    code = "C212"
    name = "compared-ratings"
    description = (
        "The ratings of a comparison are self-assessments with an item for one of its competences, "
        "and each competence has an item in one of them."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each rating, and each competence, that would stay without figures."""
        for n, response in files.responses():
            if isinstance(response, Comparison):
                yield from self._ratings(files, content, n, response)
                yield from self._lines(files, content, n, response)

    def _ratings(
        self, files: UnitFiles, content: Curriculum, n: int, comparison: Comparison
    ) -> Iterator[Finding]:
        lines = {line.id for line in comparison.lines}
        for k, name in enumerate(comparison.ratings):
            if unit_of(name) in content.unreadable:
                continue
            place = files.data.line("responses", n, "ratings", k)
            rating = _named(content, name)
            if not isinstance(rating, Rating):
                what = _("there is no self-assessment {id}").format(id=name)
                yield self.at(files.data, place, what, _("correct the id, or take it out"))
            elif not lines & _competences(rating):
                what = _("no item of {id} names a competence of this comparison").format(id=name)
                yield self.at(files.data, place, what, _("name the competence at its items, or take it out"))

    def _lines(
        self, files: UnitFiles, content: Curriculum, n: int, comparison: Comparison
    ) -> Iterator[Finding]:
        if any(unit_of(name) in content.unreadable for name in comparison.ratings):
            return
        found = (_named(content, name) for name in comparison.ratings)
        rated = set().union(*(_competences(one) for one in found if isinstance(one, Rating)))
        for k, line in enumerate(comparison.lines):
            if line.id not in rated:
                what = _("no rating of this comparison has an item for {id}").format(id=line.id)
                place = files.data.line("responses", n, "lines", k, "id")
                yield self.at(files.data, place, what, _("name it at an item, or take the line out"))


class PortfolioItem(UnitRule):
    """An item of the portfolio that is marked is one that somebody can fill."""

    code = "C213"
    name = "portfolio-item"
    description = "The portfolio item that is marked with a task is one that a module or an exercise carries."

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each task whose item no unit fills; not while a unit cannot be read."""
        filled = {getattr(other.unit, "portfolio", None) for other in content.units}
        for n, response in files.responses():
            if not isinstance(response, Reflection) or response.portfolio is None or content.unreadable:
                continue
            if response.portfolio not in filled:
                what = _("no unit carries portfolio item {n}").format(n=response.portfolio)
                line = files.data.line("responses", n, "portfolio")
                yield self.at(files.data, line, what, _("correct the number, or give it to the unit"))


def _competences(rating: Rating) -> set[str]:
    return {item.competence for item in rating.items if item.competence}
