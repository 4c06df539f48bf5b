"""The kit's exchange for nbgrader: one folder, on any system, set through `c.ExchangeFactory`.

nbgrader's own relies on POSIX permissions and stops on Windows. This one keeps its layout (`outbound/`,
`inbound/`, `feedback/`), relies on no permission, hands in answers as data, and takes in through
`alongside.grading.intake`, so that stock commands and the kit's pages do the same.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange import abc, default
from traitlets import default as default_of

from alongside.errors import AlongsideError
from alongside.grading import intake, sessions
from alongside.grading.course import Course, open_course
from alongside.grading.folders import feedback_file, handed_in_folder, receipt_of, replace
from alongside.grading.parcel import ANSWERS
from alongside.paths import workspace_of


class FolderExchange(default.Exchange):
    """What every act of the folder exchange shares: it needs the root to exist, and no permission bits."""

    @default_of("cache")
    def _cache_default(self) -> str:
        """Keep the copies of what was handed in with the workspace, not in the user's Jupyter folders."""
        workspace = workspace_of(Path.cwd())
        return str(handed_in_folder(workspace)) if workspace else super()._cache_default()

    def ensure_root(self) -> None:
        """Make the exchange folder where it is missing."""
        self._or_fail(Path(self.root).mkdir, parents=True, exist_ok=True)

    def ensure_directory(self, path: str, _mode: int) -> None:
        """Make a folder of the exchange; whose it is does not matter here."""
        self._or_fail(Path(path).mkdir, parents=True, exist_ok=True)

    def set_perms(self, _dest: str, fileperms: int, dirperms: int) -> None:
        """Leave the permissions as the system gives them."""

    def start(self) -> Any:
        """Run the act; unlike nbgrader's own, on Windows too."""
        self.ensure_root()
        return abc.Exchange.start(self)

    def course(self) -> Course:
        """Return the kit's view of the course that nbgrader is working on."""
        return self._or_fail(open_course, Path(self.coursedir.root))

    def _or_fail(self, act: Any, *given: Any, **named: Any) -> Any:
        """Turn an error of the kit or of the disk into the one that nbgrader's commands report."""
        try:
            return act(*given, **named)
        except (AlongsideError, OSError) as err:
            return self.fail(str(err))


class ReleaseAssignment(FolderExchange, default.ExchangeReleaseAssignment):
    """`nbgrader release_assignment`: the released notebook goes to `outbound/`."""


class FetchAssignment(FolderExchange, default.ExchangeFetchAssignment):
    """`nbgrader fetch_assignment`: a trainee gets what was released."""


class List(default.ExchangeList, FolderExchange):
    """`nbgrader list`: nbgrader's own reads paths with slashes only."""

    def parse_assignment(self, assignment: str) -> dict[str, Any]:
        """Return whose a folder is and when it came, from its name."""
        path = Path(assignment)
        if not (self.inbound or self.cached):
            return {"course_id": path.parent.parent.name, "assignment_id": path.name}
        student, session, stamp, *random = path.name.split("+")
        course = path.parent.parent.name if self.inbound else path.parent.name
        return {
            "course_id": course,
            "student_id": student,
            "assignment_id": session,
            "timestamp": stamp,
            "random_string": f"+{random[0]}" if random else None,
        }


class Submit(FolderExchange, default.ExchangeSubmit):
    """`nbgrader submit`: hands in this session's answers as data, like the kit's own page."""

    def init_dest(self) -> None:
        """Find the workspace: it says whose answers these are."""
        self.workspace = workspace_of(Path(self.src_path))
        if self.workspace is None:
            self.fail(f"{self.src_path} is not in a workspace, so nobody can say whose answers these are")

    def copy_files(self) -> None:
        """Hand in, and say what the receipt is."""
        receipt = self._or_fail(
            sessions.hand_in, self.workspace, self.coursedir.assignment_id, datetime.now(UTC)
        )
        self.log.info("Submitted as: %s; receipt %s", self.coursedir.assignment_id, receipt.sha256)


class Collect(FolderExchange, default.ExchangeCollect):
    """`nbgrader collect`: the raw hand-in goes to `received/`, the checked one to `submitted/`."""

    def init_src(self) -> None:
        """Nothing to look up: intake reads the exchange."""

    def copy_files(self) -> None:
        """Take in whatever lies in the exchange and name what is not in order."""
        taken = self._or_fail(intake.collect, self.course(), self.coursedir.assignment_id, datetime.now(UTC))
        for one in taken:
            for sentence in (*one.problems, *one.notes):
                self.log.warning("%s: %s", one.source, sentence)
        self.log.info(
            "Collected %d of %d hand-ins", sum(one.verdict == "accepted" for one in taken), len(taken)
        )


class ReleaseFeedback(FolderExchange, default.ExchangeReleaseFeedback):
    """`nbgrader release_feedback`: feedback is filed under the receipt of the hand-in that it is about."""

    def init_src(self) -> None:
        """Find the feedback that was made; nobody's is not an error."""
        session = self.coursedir.assignment_id
        pattern = self.coursedir.student_id or "*"
        self.folders = sorted(Path(self.coursedir.root, "feedback").glob(f"{pattern}/{session}"))

    def copy_files(self) -> None:
        """Put each page into the exchange, whole or not at all."""
        left_out = set(self.coursedir.student_id_exclude.split(","))
        for folder in self.folders:
            answers = folder / ANSWERS
            if folder.parent.name in left_out or not answers.is_file():
                continue
            receipt = receipt_of(answers.read_bytes())
            for page in sorted(folder.glob("*.html")):
                target = feedback_file(Path(self.root), self.coursedir.course_id, receipt, page.stem)
                self._or_fail(replace, target, page.read_bytes())
                self.log.info("Feedback released to %s: %s", folder.parent.name, target.name)


class FetchFeedback(FolderExchange, default.ExchangeFetchFeedback):
    """`nbgrader fetch_feedback`: what was filed under the receipts that a trainee holds."""

    def init_src(self) -> None:
        """Look up feedback by receipt; whose account this is does not matter, and Windows cannot say."""
        if self.coursedir.student_id == "*":
            self.coursedir.student_id = "me"
        super().init_src()
