"""What a rule is: a small class with a code, a name, one sentence, and a way to look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.files import TextFile
from alongside.content.check.finding import Finding

Severity = Literal["error", "warning"]
"""error: something does not work or must not go out. warning: somebody is served worse than need be."""
Tag = Literal["privacy", "policy", "technical"]
"""Why the rule is there: to protect people, because we decided so, or because something breaks."""


class Rule:
    """One rule. A subclass fills in the four texts and `check`."""

    code: ClassVar[str]
    name: ClassVar[str]
    description: ClassVar[str]
    severity: ClassVar[Severity] = "error"
    fixable: ClassVar[bool] = False
    tag: ClassVar[Tag] = "technical"

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield every breach of this rule in `content`."""
        raise NotImplementedError

    def at(self, file: TextFile, line: int, what: str, do: str) -> Finding:
        """Return a finding of this rule at a line of `file`."""
        return Finding(file.path, line, self.code, what, do)


class UnitRule(Rule):
    """A rule that looks at one unit at a time."""

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield every breach of this rule, unit by unit."""
        for files in content.units:
            yield from self.check_unit(files, content)

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield every breach of this rule in one unit."""
        raise NotImplementedError
