"""Issuing a session: nbgrader's own generate_assignment, in this process.

It makes `release/` and the rows of the gradebook that say what there is to grade. Run as a command it would
cost seconds of imports; here it costs what it does. It changes the working folder while it runs, so call it
where nothing else in the process depends on that.
"""

from __future__ import annotations

import logging

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from alongside.errors import WorkspaceError
from alongside.grading import gradebook
from alongside.grading.course import CONFIG, Course, assessment_of


def issue(course: Course, session: str) -> None:
    """Make the issued notebook of `session` anew; WorkspaceError with what nbgrader said where it cannot."""
    assessment_of(course, session)
    with gradebook.opened(course):
        pass  # made with a version, or refused, before nbgrader touches it
    heard = _Heard()
    config = PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()
    folder = CourseDirectory(config=config, log=heard.log)
    folder.assignment_id = session
    try:
        GenerateAssignment(coursedir=folder, config=config, log=heard.log, force=True).start()
    except (NbGraderException, RuntimeError, OSError) as err:
        said = "\n".join([*heard.lines, str(err)])
        raise WorkspaceError(f"nbgrader could not issue {session}:\n{said}", where=str(course.root)) from err


class _Heard(logging.Handler):
    """What nbgrader says while it works: kept for the error message instead of printed."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []
        self.log = logging.Logger("nbgrader")
        self.log.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
