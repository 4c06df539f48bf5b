"""Can our reading be given: of lines that are marked, and of moments that are placed between two axes?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.finding import Finding
from alongside.content.check.rule import UnitRule
from alongside.model.kinds import Grid, Markup
from alongside.model.kinds.grid import Corner
from alongside.model.kinds.markup import MarkedLine, words_of
from alongside.strings import _


class LinesRead(UnitRule):
    """Our reading of a line can be shown beside anybody's."""

    code = "C406"
    name = "marked-line"
    description = (
        "A line with a mark of ours has a reason; judging words stand in it, and only where a mark strikes."
    )
    tag = "policy"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for missing reasons, and for judging words that nobody could strike."""
        for n, response in files.responses():
            if not isinstance(response, Markup):
                continue
            strikes = any(mark.strikes for mark in response.marks)
            for k, line in enumerate(response.lines):
                at = files.data.line("responses", n, "lines", k, "id")
                for what, do in _unread(line, strikes):
                    yield self.at(files.data, at, what.format(id=f"{response.id} {line.id}"), do)


def _unread(line: MarkedLine, strikes: bool) -> Iterator[tuple[str, str]]:
    if line.best and not line.reason.strip():
        yield _("{id} gives no reason"), _("write one")
    if (line.judging or line.rewritten) and not strikes:
        yield _("nobody can strike words in {id}"), _("give a mark strikes: true, or take out judging")
    missing = [word for word in line.judging if word not in words_of(line.text)]
    if missing:
        told = ", ".join(missing).replace("{", "{{").replace("}", "}}")
        yield (
            _("{{id}} has no word {words}").format(words=told),
            _("write each word alone, as it stands in the line"),
        )


class CornersRead(UnitRule):
    """Each corner of a field has one name, and our reading a reason."""

    code = "C407"
    name = "corners"
    description = "A field names each of its four corners once; a moment with a corner of ours has a reason."
    tag = "policy"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for corners without a name, and for moments without a reason."""
        for n, response in files.responses():
            if not isinstance(response, Grid):
                continue
            named = {one.corner for one in response.corners}
            missing = [corner for corner in get_args(Corner) if corner not in named]
            if missing:
                what = _("{id} has no corner {corners}").format(id=response.id, corners=", ".join(missing))
                yield self.at(
                    files.data, files.data.line("responses", n, "corners"), what, _("name each corner once")
                )
            for k, moment in enumerate(response.moments):
                if moment.best and not moment.reason.strip():
                    what = _("{id} gives no reason").format(id=f"{response.id} {moment.id}")
                    line = files.data.line("responses", n, "moments", k, "id")
                    yield self.at(files.data, line, what, _("write one"))
