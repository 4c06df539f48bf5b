"""Do the examples with agreed levels fit their session?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.files import YamlFile
from alongside.content.check.finding import Finding
from alongside.content.check.rule import Rule
from alongside.content.check.rules.items import judged_in
from alongside.model.anchor import Anchor, Anchors
from alongside.model.kinds.reflection import Criterion
from alongside.strings import _


class AnchorsFit(Rule):
    """Anchors fit their session."""

    code = "C408"
    name = "anchor"
    description = (
        "An anchor belongs to a session and one of its tasks or observations, has its own id, and gives "
        "each criterion of the task one level."
    )

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for every file of anchors."""
        for anchors, file in content.all_of(Anchors):
            files = content.by_id.get(anchors.id)
            if files is not None and files.kind == "assessment" and file.path.endswith(f"/{anchors.id}.yaml"):
                yield from self._fits(anchors, file, files)
            elif anchors.id not in content.unreadable:
                what = _("there is no session {id} to which this file belongs").format(id=anchors.id)
                do = _("give the file the session's id as its name, and as its id")
                yield self.at(file, file.line("id"), what, do)

    def _fits(self, anchors: Anchors, file: YamlFile, files: UnitFiles) -> Iterator[Finding]:
        judged = judged_in(files)
        often = Counter(one.id for one in anchors.anchors)
        for n, one in enumerate(anchors.anchors):
            if often[one.id] > 1 or not one.id.startswith(f"{anchors.id}-anchor-"):
                what = _("{id}: not an id of its own, or not an anchor's").format(id=one.id)
                do = _("call it {id}-anchor- and a number").format(id=anchors.id)
                yield self.at(file, file.line("anchors", n, "id"), what, do)
            yield from self._levels(n, one, file, judged)

    def _levels(
        self, n: int, one: Anchor, file: YamlFile, judged: Mapping[str, list[Criterion]]
    ) -> Iterator[Finding]:
        if one.about not in judged:
            what = _("{id}: the session has no task or observation {task}").format(id=one.id, task=one.about)
            yield self.at(file, file.line("anchors", n, "task"), what, _("correct the id"))
            return
        wanted = [criterion.id for criterion in judged[one.about]]
        if [level.criterion for level in one.levels] != wanted:
            what = _("{id}: not each criterion of {task} once, in its order").format(
                id=one.id, task=one.about
            )
            do = _("give a level to {ids}").format(ids=", ".join(wanted))
            yield self.at(file, file.line("anchors", n, "levels"), what, do)
