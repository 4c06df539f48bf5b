"""Reading the curriculum: YAML to shapes. Kept light, because every trainee's kernel pays for it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from alongside import paths
from alongside.errors import ContentError
from alongside.model.base import unit_of
from alongside.model.kinds import AnyResponse
from alongside.model.unit import AnyUnit

T = TypeVar("T")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

SHELVES = ("modules", "exercises", "assessments/source")
"""The folders of the content that hold units."""


def read_yaml(path: Path, shape: Any) -> Any:
    """Return the YAML file `path` as `shape`; ContentError names the file and the field."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (it is a safe loader)
        return msgspec.convert(raw, shape)
    except (OSError, UnicodeDecodeError) as err:
        raise ContentError(f"cannot be read ({err})", where=str(path)) from err
    except yaml.YAMLError as err:
        raise ContentError(f"is not valid YAML: {err}", where=str(path), do="Run: alongside check") from err
    except msgspec.ValidationError as err:
        raise ContentError(str(err), where=str(path), do="Run: alongside check") from err


def unit_in(folder: Path) -> AnyUnit:
    """Return the unit whose data file lies in `folder`."""
    path = paths.unit_file(folder)
    if path is None:
        raise ContentError(f"no {', '.join(paths.UNIT_FILES)} in this folder", where=str(folder))
    return read_yaml(path, AnyUnit)


def unit_folders(root: Path) -> dict[str, Path]:
    """Return unit id to folder for every unit on the shelves below `root`, in order of id."""
    return dict(_folders(unit_files(root)))


def unit_files(root: Path) -> tuple[str, ...]:
    """Return the data file of every unit on the shelves below `root`, in order of shelf and folder."""
    places = (f"{root}/{shelf}" for shelf in SHELVES)
    folders = (f"{place}/{name}" for place in places for name in paths.names_in(place))
    return tuple(f"{one}/{data}" for one in folders if (data := paths.unit_file_in(one)) is not None)


@lru_cache(maxsize=8)
def _folders(files: tuple[str, ...]) -> dict[str, Path]:
    folders = [Path(file).parent for file in files]
    return {folder.name.split("-", 1)[0]: folder for folder in folders}


@lru_cache(maxsize=256)
def _cached(path: Path, shape: Any, _stamp: paths.Stamp) -> Any:
    return read_yaml(path, shape)


def fresh_yaml(path: Path, shape: Any) -> Any:
    """Return what `read_yaml` does, read again only when the file has changed; nobody may change it."""
    stamp = paths.stamp(path)
    return read_yaml(path, shape) if stamp is None else _cached(path, shape, stamp)


def fresh_unit(folder: Path) -> AnyUnit:
    """Return the unit in `folder`, read again only when its file has changed."""
    path = paths.unit_file(folder)
    return unit_in(folder) if path is None else fresh_yaml(path, AnyUnit)


def find_unit(any_id: str, here: Path) -> tuple[AnyUnit, Path]:
    """Return the unit that `any_id` belongs to, and its folder.

    A unit in `here` comes first, so that a trainer's own edition is used beside its notebook;
    then the kit's own content.
    """
    wanted = unit_of(any_id)
    local = paths.unit_file(here)
    if local is not None:
        unit = fresh_unit(here)
        if unit.id == wanted:
            return unit, here
    folder = unit_folders(paths.content_root()).get(wanted)
    if folder is None:
        raise ContentError(f"there is no unit {wanted}", where=any_id, do="Check the id in the cell.")
    return fresh_unit(folder), folder


def response_of(unit: AnyUnit, response_id: str) -> AnyResponse:
    """Return the response of `unit` with this id."""
    for response in unit.responses:
        if response.id == response_id:
            return response
    known = ", ".join(r.id for r in unit.responses) or "none"
    raise ContentError(f"{unit.id} has no response {response_id}", do=f"It has: {known}.")
