"""A course folder: an ordinary nbgrader course, with the kit's exchange, keys and templates.

`course.yaml` says what differs between installations, so that `nbgrader_config.py` is the same in all.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import msgspec
import yaml

from alongside import paths
from alongside.content.load import fresh_unit, fresh_yaml, read_yaml
from alongside.errors import KeyMissing, WorkspaceError
from alongside.model.course import SCHEMA, CourseSettings
from alongside.model.key import Key
from alongside.model.unit import Assessment

CONFIG = "nbgrader_config.py"
SETTINGS = "course.yaml"
CANDIDATES = "candidates.csv"
"""Who belongs to the cohort; the columns are those of `nbgrader db student import`."""
COURSE_ID = "alongside"
_SKIP = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", ".DS_Store")


@dataclass(frozen=True)
class Course:
    """An nbgrader course: its folder, its id in the exchange, the exchange, and its keys where it has any.

    `note` stands on every page about it. On a Hub `accounts` is the file that says whose an account is.
    """

    root: Path
    id: str
    exchange: Path
    keys: Path | None
    note: str = ""
    accounts: Path | None = None

    def place(self, step: str, session: str, candidate: str = "") -> Path:
        """Return a folder of nbgrader's layout: `release/a1`, `submitted/p07/a1`."""
        return self.root.joinpath(step, candidate, session)

    @property
    def gradebook(self) -> Path:
        """The SQLite file that nbgrader and formgrader use."""
        return self.root / "gradebook.db"


def open_course(root: Path) -> Course:
    """Return the course in `root`; a folder without `course.yaml` gets its own exchange beside its files."""
    root = root.resolve()
    if not (root / CONFIG).is_file():
        raise WorkspaceError(
            f"no {CONFIG} here", where=str(root), do="Make a course with: alongside init DIR --assessor"
        )
    path = root / SETTINGS
    if not path.is_file():
        return Course(root, COURSE_ID, root / "exchange", paths.keys_dir(root))
    settings = fresh_yaml(path, CourseSettings)
    keys = (root / settings.keys).resolve() if settings.keys else paths.keys_dir(root)
    accounts = Path(settings.accounts) if settings.accounts else None
    return Course(root, settings.id, (root / settings.exchange).resolve(), keys, settings.note, accounts)


def course_of(workspace: Path) -> Course:
    """Return the course of the workspace that holds `workspace`, or the course that this folder is."""
    if (workspace / CONFIG).is_file() and not (workspace / paths.MARKER).is_file():
        return open_course(workspace)
    from alongside.model.workspace import Workspace

    root = paths.workspace_root(workspace)
    return open_course(root / fresh_yaml(root / paths.MARKER, Workspace).course)


def set_up_course(
    content: Path,
    course_dir: Path,
    exchange_dir: Path,
    keys_dir: Path | None = None,
    accounts: Path | str = "",
) -> Course:
    """Make, or complete, a course folder out of the kit's content; files already there stay as they are.

    `keys_dir` is copied to `keys/`; without it the content's own keys are used, where it has any. Anchors
    travel with keys: a folder `anchors` beside the keys is copied into `keys/`. `accounts` is the file of a
    Hub that says which account is whose.
    """
    shelf = content / "assessments"
    if not (shelf / CONFIG).is_file():
        raise WorkspaceError(f"the content has no assessments/{CONFIG}", where=str(content))
    course_dir.mkdir(parents=True, exist_ok=True)
    exchange_dir.mkdir(parents=True, exist_ok=True)
    for name in ("source", "keys"):
        origin = keys_dir if name == "keys" and keys_dir is not None else shelf / name
        if origin.is_dir():
            _copy_missing(origin, course_dir / name)
        if name == "keys" and (origin.parent / "anchors").is_dir():
            _copy_missing(origin.parent / "anchors", course_dir / "keys" / "anchors")
    _copy_file(shelf / CONFIG, course_dir / CONFIG)
    if not (course_dir / SETTINGS).exists():
        _write_settings(course_dir, exchange_dir, str(accounts))
    return open_course(course_dir)


def _write_settings(course_dir: Path, exchange_dir: Path, accounts: str) -> None:
    exchange = _from(course_dir, exchange_dir)
    _write(course_dir, CourseSettings(schema=SCHEMA, id=COURSE_ID, exchange=exchange, accounts=accounts))


def annotate(course: Course, note: str) -> Course:
    """Put a sentence on every page about the course; return the course with it."""
    settings = read_yaml(course.root / SETTINGS, CourseSettings)
    _write(course.root, msgspec.structs.replace(settings, note=note))
    return open_course(course.root)


def _write(course_dir: Path, settings: CourseSettings) -> None:
    text = yaml.safe_dump(msgspec.to_builtins(settings), sort_keys=False, allow_unicode=True)
    (course_dir / SETTINGS).write_text(text, encoding="utf-8")


def _from(course_dir: Path, other: Path) -> str:
    """Return `other` relative to the course where it lies in the same workspace, so that both can move."""
    course_dir, other = course_dir.resolve(), other.resolve()
    if course_dir.parent in other.parents:
        return Path(os.path.relpath(other, course_dir)).as_posix()
    return str(other)


def _copy_missing(origin: Path, target: Path) -> None:
    shutil.copytree(origin, target, ignore=_SKIP, copy_function=_copy_file, dirs_exist_ok=True)


def _copy_file(origin: str | Path, target: str | Path) -> None:
    if not Path(target).exists():
        shutil.copyfile(origin, target)


def assessment_of(course: Course, session: str) -> Assessment:
    """Return the assessment as it was issued, or, before its release, as it stands in the source."""
    for step in ("release", "source"):
        if paths.unit_file(course.place(step, session)) is not None:
            unit = fresh_unit(course.place(step, session))
            if isinstance(unit, Assessment):
                return unit
    raise WorkspaceError(
        f"the course has no session {session}",
        where=str(course.root),
        do="See the folder source/ for its sessions.",
    )


def key_of(course: Course, session: str, keys: Path | None = None) -> Key:
    """Return the key of `session` from `keys` or from the course's own key folder; KeyMissing without it."""
    folder = keys or course.keys
    if folder is None:
        raise KeyMissing(
            f"the key of {session} is not here", where=str(course.root), do="Name its folder with --keys DIR."
        )
    return read_key(folder, session)


def read_key(folder: Path, session: str) -> Key:
    """Return the key file `<session>.yaml` in `folder`; KeyMissing where there is none."""
    path = folder / f"{session}.yaml"
    if not path.is_file():
        raise KeyMissing(f"there is no {path.name} in the key folder", where=str(folder))
    return fresh_yaml(path, Key)


def template_folders() -> list[str]:
    """Return where the templates of formgrader and feedback lie: the kit's first, then nbgrader's."""
    found = importlib.util.find_spec("nbgrader")
    homes = list(found.submodule_search_locations or []) if found else []
    stock = [str(Path(home) / "server_extensions" / "formgrader" / "templates") for home in homes]
    return [str(Path(__file__).parent / "templates"), *stock]


def put_alembic_on_path() -> None:
    """Make sure that nbgrader can call `alembic`: otherwise it leaves a database without a version."""
    if shutil.which("alembic") is None:
        scripts = sysconfig.get_path("scripts")
        os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])
