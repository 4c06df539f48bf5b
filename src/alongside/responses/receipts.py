"""What has left the folder: the staged hand-in, and the record of receipts, which is only ever added to."""

from __future__ import annotations

from pathlib import Path

import msgspec

from alongside.errors import AnswersError, NewerSchema
from alongside.model.handin import HandIn, Receipt, Receipts
from alongside.responses.aside import keep_pieces
from alongside.responses.atomic import contents, rewrite
from alongside.responses.decode import encode
from alongside.responses.earlier import as_earlier
from alongside.responses.handin import handin_bytes, receipt_of
from alongside.responses.names import file_of
from alongside.responses.reading import take_in
from alongside.responses.refusals import not_changed
from alongside.responses.untrusted import MAX_BYTES, Unreadable, flaw, parse
from alongside.strings import _

SCHEMA = 1


def staged_file(workspace: Path, session: str) -> Path:
    """Return where the hand-in of `session` lies frozen until it is handed in."""
    return workspace / "staging" / session / "responses.json"


def stage(workspace: Path, handin: HandIn) -> tuple[Path, Receipt]:
    """Freeze a hand-in in staging, in place of an earlier one; return its path and its receipt.

    The receipt is not recorded yet: `record` it once the file has really been handed in.
    """
    data = handin_bytes(handin)
    path = staged_file(workspace, handin.session)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, workspace) from err
    rewrite(path, lambda: (data, None), not_changed)
    ids = [answer.id for answer in (*handin.answers, *handin.portfolio)]
    files = [one.sha256 for one in handin.attachments]
    at, to = handin.handed_in_at, handin.session
    return path, Receipt(act="handed-in", ids=ids, at=at, to=to, sha256=receipt_of(data), files=files)


def record(workspace: Path, receipt: Receipt) -> None:
    """Add a receipt to the record of the workspace; one that is there already is not added again."""
    add(workspace, [receipt])


def add(workspace: Path, more: list[Receipt]) -> None:
    """Add every receipt of `more` that the record does not have yet."""
    path = receipts_file(workspace)

    def added() -> tuple[bytes | None, None]:
        known = receipts(workspace)
        fresh = [one for one in more if one not in known]
        return (_encoded(known + fresh) if fresh else None), None

    rewrite(path, added, not_changed)


def receipts(workspace: Path) -> list[Receipt]:
    """Return what has left this workspace, oldest first; AnswersError where the record cannot be read."""
    path = receipts_file(workspace)
    try:
        data = contents(path, MAX_BYTES)
        return [] if data is None else decoded(data)
    except (OSError, Unreadable) as err:
        raise AnswersError(
            _("cannot be read: {why}").format(why=err),
            where=str(path),
            do=_("Move it to another place and keep it: it says what you have handed in."),
        ) from err


def decoded(data: bytes) -> list[Receipt]:
    """Return the receipts in the bytes of a record; Unreadable or NewerSchema where this kit cannot."""
    raw = parse(data)
    why = flaw(raw)
    if not why and isinstance(raw, dict) and isinstance(raw.get("schema"), int) and raw["schema"] > SCHEMA:
        raise NewerSchema(_("A newer version of the kit wrote the receipts."), do=_("Update the kit."))
    try:
        return msgspec.convert(raw, Receipts).receipts
    except msgspec.ValidationError as err:
        raise Unreadable(why or str(err)) from err


def receipts_file(workspace: Path) -> Path:
    """Return where the record of receipts lies."""
    return workspace / "receipts.json"


def keep_handed_in(folder: Path, unit_id: str, ids: list[str]) -> None:
    """Keep the present version of these answers among their earlier ones, because it was handed in.

    Their revision stays, so that an open page is not told of a save from elsewhere.
    """
    path = file_of(folder, unit_id)

    def kept() -> tuple[bytes | None, None]:
        found = take_in(path, unit_id)
        if found.pieces:
            keep_pieces(folder, unit_id, found.pieces)
        for name in set(ids) & set(found.entries):
            entry, version = found.entries[name], as_earlier(found.entries[name], "handed-in")
            if version not in entry.earlier:
                found.entries[name] = msgspec.structs.replace(entry, earlier=[*entry.earlier, version])
        return encode(unit_id, found.entries), None

    rewrite(path, kept, not_changed)


def _encoded(all_of_them: list[Receipt]) -> bytes:
    return (
        msgspec.json.format(msgspec.json.encode(Receipts(schema=SCHEMA, receipts=all_of_them)), indent=2)
        + b"\n"
    )
