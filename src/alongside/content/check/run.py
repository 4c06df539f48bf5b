"""Running the rules: which content, which files, which findings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from alongside import paths
from alongside.content.check.curriculum import Curriculum
from alongside.content.check.finding import Finding
from alongside.content.check.rules import RULES
from alongside.errors import ContentError
from alongside.strings import _

_ROOT_FILES = ("programme.yaml", paths.MARKER)


def root_of(place: Path) -> Path:
    """Return the content that `place` belongs to: the nearest folder with a programme, or a workspace."""
    place = place.resolve()
    if not place.exists():
        raise ContentError(
            _("is not there"), where=str(place), do=_("Name a file or a folder of the content.")
        )
    for folder in (place, *place.parents):
        if any((folder / name).is_file() for name in _ROOT_FILES):
            return folder
    raise ContentError(
        _("belongs to no content: there is no {names} in a folder above").format(
            names=_(" or ").join(_ROOT_FILES)
        ),
        where=str(place),
        do=_("Name a file or a folder of the content."),
    )


def findings(root: Path) -> list[Finding]:
    """Return everything that is wrong below `root`, by file and line."""
    content = Curriculum(root)
    return sorted({finding for rule in RULES for finding in rule.check(content)})


def within(found: Iterable[Finding], root: Path, places: Iterable[Path]) -> list[Finding]:
    """Return the findings in these files and folders, and not those that they cause elsewhere."""
    wanted = [place.resolve() for place in places]
    root = root.resolve()
    return [one for one in found if any((root / one.path).is_relative_to(place) for place in wanted)]
