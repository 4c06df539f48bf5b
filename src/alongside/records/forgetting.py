"""Taking a person out of what the cohort recorded beside the list of people: words go, dated acts stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from alongside.errors import AlongsideError, WorkspaceError
from alongside.records.cohort_file import COHORT, LARGEST
from alongside.records.liveroom import KEPT, SHARED, folder_of
from alongside.records.messages import FOLDER as MESSAGES
from alongside.records.messages import WISHES
from alongside.records.people import People
from alongside.records.sharing import forget_seat
from alongside.records.waiting import forget_waiting
from alongside.responses.atomic import contents, rewrite
from alongside.responses.foreign import files_of, take_away
from alongside.responses.refusals import not_changed
from alongside.strings import _

Edit = Callable[[Any], Any]
VISITS = Path(".alongside", "room.json")
"""Who is in a room, with their names, until their visits end."""


@dataclass(frozen=True)
class Named:
    """A person and every name and address under which the list of people ever had them."""

    id: str
    names: tuple[str, ...]
    mails: tuple[str, ...]

    def without(self, text: str) -> str:
        """Return a text with the id in place of whole names and addresses, in capitals or not.

        A name of one word is left: in other places the same word is a group, or somebody else.
        """
        whole = (one for one in self.names if " " in one)
        for word in sorted((*whole, *self.mails), key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", self.id, text, flags=re.IGNORECASE)
        return text


def named(people: People, person_id: str) -> Named:
    """Return somebody with every name that they had; none once they were erased."""
    rows = [row.fields for row in people.of(person_id)]
    every = {
        field: tuple(dict.fromkeys(str(one[field]) for one in rows if one.get(field)))
        for field in ("name", "mail")
    }
    return Named(person_id, tuple(one for one in every["name"] if one != person_id), every["mail"])


def forget_words(workspace: Path, exchange: Path, who: Named) -> list[str]:
    """Take a person out of every file of the cohort but people, badges and complaints.

    Returns a sentence for each file that could not be changed; all others are.
    """
    problems = []
    for path, edit in _files(workspace, exchange, who):
        try:
            _change(path, lambda value, edit=edit: _through(edit(value), who))
        except (AlongsideError, OSError) as err:
            problems.append(_("{file} was not changed: {why}").format(file=path.name, why=err))
    for path in sorted(folder_of(workspace).glob(f"*{SHARED}")):
        forget_seat(workspace, path.name.removesuffix(SHARED), who.id)
    for left in forget_waiting(workspace, who.id):
        problems.append(_("Files in the room were not deleted: {left}").format(left=left))
    for path in _shown_by(exchange, who):
        try:
            take_away(path)
        except AlongsideError as err:
            problems.append(_("{file} was not deleted: {why}").format(file=path.name, why=err))
    return problems


def _as_it_is(value: Any) -> Any:
    return value


def _files(workspace: Path, exchange: Path, who: Named) -> Iterator[tuple[Path, Edit]]:
    cohort = workspace / COHORT
    for path in sorted(cohort.glob("attendance/[!.]*.json")):
        yield path, lambda value: _attended(value, who)
    for path in sorted((cohort / MESSAGES).glob("[!.]*.json")):
        yield path, lambda value: _written(value, who)
    yield cohort / WISHES, lambda value: _wished(value, who)
    yield cohort / "calendar.json", _as_it_is
    for path in sorted(folder_of(workspace).glob(f"*{KEPT}")):
        yield path, _as_it_is
    yield workspace / VISITS, lambda value: _visited(value, who)
    for path in files_of(exchange / "comments", ".json"):
        yield path, lambda value: _commented(value, who)


def _change(path: Path, edit: Edit) -> None:
    """Give a file what `edit` makes of it; one that is as before is left."""

    def changed() -> tuple[bytes | None, None]:
        data = contents(path, LARGEST)
        if data is None:
            return None, None
        try:
            before = msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
            raise WorkspaceError(_("cannot be read ({why})").format(why=err), where=path.name) from err
        after = edit(before)
        written = msgspec.json.format(msgspec.json.encode(after), indent=2) + b"\n"
        return (written if after != msgspec.json.decode(data) else None), None

    if path.is_file() and not path.is_symlink():
        rewrite(path, changed, not_changed)


def _attended(value: Any, who: Named) -> Any:
    for row in value.get("rows", []):
        if row.get("person") == who.id:
            row.pop("note", None)
            for field in ("how", "whom"):
                row["what"].pop(field, None)
    return value


def _written(value: Any, who: Named) -> Any:
    mails, names = _folded(who.mails), _folded(who.names)
    for version in value.get("versions", []):
        version["people"] = [one for one in version.get("people", []) if one != who.id]
        version["others"] = [
            one
            for one in version.get("others", [])
            if one.get("mail", "").lower() not in mails and one.get("name", "").lower() not in names
        ]
    return value


def _wished(value: Any, who: Named) -> Any:
    mine = {who.id, *_folded(who.mails)}
    return {**value, "wishes": [one for one in value.get("wishes", []) if one["who"] not in mine]}


def _visited(value: Any, who: Named) -> Any:
    visits = {key: one for key, one in value.get("visits", {}).items() if one["person"] != who.id}
    return {**value, "visits": visits}


def _commented(value: Any, who: Named) -> Any:
    for one in value.get("comments", []):
        if str(one.get("by", "")).lower() in _folded(who.names):
            one["by"] = None
    return value


def _shown_by(exchange: Path, who: Named) -> Iterator[Path]:
    """Every copy that a person showed to somebody, under their name, with its reply."""
    names = _folded(who.names)
    for path in files_of(exchange / "shown", ".copy.json"):
        try:
            value = msgspec.json.decode(contents(path, LARGEST) or b"null")
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue  # nothing that a page shows
        if isinstance(value, dict) and str(value.get("by", "")).lower() in names:
            yield from (path, path.with_name(path.name.replace(".copy.json", ".reply.json")))


def _through(value: Any, who: Named) -> Any:
    """Return JSON with the id in place of names in every text, and no key changed."""
    if isinstance(value, str):
        return who.without(value)
    if isinstance(value, list):
        return [_through(one, who) for one in value]
    if isinstance(value, dict):
        return {key: _through(one, who) for key, one in value.items()}
    return value


def _folded(words: Iterable[str]) -> set[str]:
    return {one.lower() for one in words}
