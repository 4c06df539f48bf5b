"""Does the programme name whom people can turn to when something is wrong?"""

from __future__ import annotations

from collections.abc import Iterator

from alongside.content.check.curriculum import Curriculum
from alongside.content.check.finding import Finding
from alongside.content.check.rule import Rule
from alongside.content.shelf import TO_TURN_TO
from alongside.model.programme import Programme
from alongside.strings import _


class PeopleToTurnTo(Rule):
    """Somebody is there when something is wrong."""

    code = "C214"
    name = "people-to-turn-to"
    description = "The programme names somebody who is told of harm, and somebody who deals with complaints."
    severity = "warning"
    tag = "policy"

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each of the two lists that names nobody."""
        for programme, file in content.all_of(Programme):
            for field in TO_TURN_TO:
                if not getattr(programme, field):
                    what = _("nobody is named under {field}, and every home page says so")
                    do = _("name somebody outside the team, with a telephone number or an address")
                    yield self.at(file, file.line(field), what.format(field=field), do)


def fictional_only(programme: Programme) -> list[str]:
    """Return those of the two lists in which nobody exists: right for a demonstration, not for a cohort."""
    lists = {field: getattr(programme, field) for field in TO_TURN_TO}
    return [field for field, people in lists.items() if people and all(one.fictional for one in people)]
