"""Can a person tell apart what there is to choose from?"""

from __future__ import annotations

from collections.abc import Iterator

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.finding import Finding
from alongside.content.check.rule import UnitRule
from alongside.model.kinds import AnyResponse, SupportMap, Timeline
from alongside.strings import _

Place = tuple[object, ...]
Labels = list[tuple[Place, str]]
"""The place of each label below its response, and the label."""


class OwnWords(UnitRule):
    """Labels differ."""

    code = "C605"
    name = "labels"
    description = (
        "The lanes of a timeline, the options of a lane, and the rings and gifts of a map of people "
        "each have words of their own."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each label that says nothing, or says the same as one before it."""
        for n, response in files.responses():
            for labels in _labels(response):
                yield from self._of(files, ("responses", n), labels)

    def _of(self, files: UnitFiles, at: Place, labels: Labels) -> Iterator[Finding]:
        seen = set()
        for place, label in labels:
            words = " ".join(label.split()).casefold()
            line = files.data.line(*at, *place, "label")
            if not words:
                yield self.at(files.data, line, _("this label is empty"), _("write what it stands for"))
            elif words in seen:
                what = _("the label “{label}” is used before").format(label=label.strip())
                yield self.at(files.data, line, what, _("give this one words of its own"))
            seen.add(words)


def _labels(response: AnyResponse) -> Iterator[Labels]:
    """Yield each set of labels that stand side by side."""
    if isinstance(response, Timeline):
        yield [(("lanes", n), lane.label) for n, lane in enumerate(response.lanes)]
        for n, lane in enumerate(response.lanes):
            yield [(("lanes", n, "options", k), option.label) for k, option in enumerate(lane.options)]
    if isinstance(response, SupportMap):
        yield [(("rings", n), ring.label) for n, ring in enumerate(response.rings)]
        yield [(("gifts", n), gift.label) for n, gift in enumerate(response.gifts)]
