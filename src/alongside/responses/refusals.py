"""What the operating system says when it will not write, as one sentence for the person who wrote."""

from __future__ import annotations

import errno
from pathlib import Path

from alongside.errors import NotSaved
from alongside.strings import _

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM)


def not_saved(err: OSError, folder: Path) -> NotSaved:
    """Return NotSaved for what the disk answered; the earlier file is whole whenever this is raised."""
    return NotSaved(_sentence(err, folder))


def not_changed(err: OSError, folder: Path) -> NotSaved:
    """Return NotSaved for a refusal where nobody is waiting with a text on the screen."""
    return NotSaved(
        _("The disk did not take it ({answer}).").format(answer=err.strerror or err),
        where=str(folder),
        do=_("Nothing was changed. Free some space, or ask whoever looks after this computer."),
    )


def _sentence(err: OSError, folder: Path) -> str:
    if err.errno in _FULL:
        return _(
            "The disk is full: nothing was changed on it, your text is still on the screen. "
            "Free some space and it will be saved by itself."
        )
    if err.errno in _FORBIDDEN:
        return _(
            "The folder {folder} does not let this program write: nothing was changed in it, "
            "your text is still on the screen. Ask whoever looks after this computer."
        ).format(folder=folder)
    if err.errno == errno.EROFS:
        return _(
            "The folder {folder} is on a disk that can only be read: nothing was changed on it, "
            "your text is still on the screen. Copy your workspace to a disk that can be written."
        ).format(folder=folder)
    if err.errno == errno.ENOENT:
        return _(
            "The folder {folder} is no longer there: your text is still on the screen. "
            "Put the folder back and it will be saved by itself."
        ).format(folder=folder)
    return _(
        "The disk did not take it ({answer}): the earlier answers are whole, "
        "your text is still on the screen."
    ).format(answer=err.strerror or err)
