"""Hostile notebooks, files beside them, folders full of tricks, and zips."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hostile import LIVE, TRAP, Case, Files, Target

Notebook = dict[str, Any]
Change = Callable[[Notebook], Any]
_SCRIPT = f"<script>{LIVE}</script>"
_DIFFERS = "differs from the notebook that was issued"


def notebooks_of_every_kind() -> Iterator[Case]:
    """Return honest answers beside a notebook that is not the issued one: named, never read."""
    for name, change in _CHANGES.items():
        yield _notebook(name, lambda at, c=change: _changed(at, c))
    for name, raw in _NO_NOTEBOOKS.items():
        yield _notebook(name, lambda _at, r=raw: r)


def _notebook(name: str, make: Callable[[Target], bytes]) -> Case:
    def files(at: Target, who: str) -> Files:
        return {"responses.json": at.handin(who), f"{at.session}.ipynb": make(at)}

    return Case(f"notebook: {name}", "accepted", _DIFFERS, files=files)


def _changed(at: Target, change: Change) -> bytes:
    notebook = json.loads(at.issued)
    change(notebook)
    return json.dumps(notebook).encode()


def _every(change: Callable[[dict[str, Any]], Any]) -> Change:
    return lambda notebook: [change(cell) for cell in notebook["cells"]]


def _graded(**forged: Any) -> Change:
    return _every(lambda cell: cell["metadata"].get("nbgrader", {}).update(forged))


def _shown(**data: str) -> Change:
    outputs = [{"output_type": "execute_result", "metadata": {}, "data": data, "execution_count": 1}]
    return _every(lambda cell: cell.update(outputs=outputs) if cell["cell_type"] == "code" else None)


_CHANGES: dict[str, Change] = {
    "Python in every cell": _every(lambda cell: cell.update(source=f"import os\nos.system({TRAP!r})")),
    "a shell in every cell": _every(lambda cell: cell.update(source=f"!{TRAP}")),
    "a magic in every cell": _every(lambda cell: cell.update(source=f"%%bash\n{TRAP}")),
    "a cell at the start": lambda nb: nb["cells"].insert(
        0, {"cell_type": "code", "source": f"!{TRAP}", "metadata": {}, "outputs": [], "execution_count": None}
    ),
    "a score that is redefined": lambda nb: nb["cells"][0].update(
        source="class kit:\n  score = lambda _: 99"
    ),
    "a cell deleted": lambda nb: nb["cells"].pop(),
    "no cells": lambda nb: nb["cells"].clear(),
    "cells doubled": lambda nb: nb["cells"].extend(nb["cells"][:]),
    "cells turned round": lambda nb: nb["cells"].reverse(),
    "all code": _every(lambda cell: cell.update(cell_type="code", outputs=[], execution_count=None)),
    "all markdown": _every(lambda cell: cell.update(cell_type="markdown")),
    "all raw": _every(lambda cell: cell.update(cell_type="raw")),
    "worth a thousand": _graded(points=1000),
    "unlocked solutions": _graded(locked=False, solution=True, grade=True),
    "one grade_id": _graded(grade_id="a1-q1"),
    "schema of the future": _graded(schema_version=99),
    "a checksum": _graded(checksum="0" * 32),
    "another kernel": lambda nb: nb["metadata"].update(kernelspec={"name": "bash", "argv": [TRAP]}),
    "live outputs": _shown(**{"text/html": _SCRIPT, "application/javascript": LIVE}),
    "full marks as outputs": _shown(**{"text/plain": "1000"}),
    "a picture that is a script": _shown(**{"image/svg+xml": f'<svg onload="{LIVE}"/>'}),
    "format 3": lambda nb: nb.update(nbformat=3),
    "format 99": lambda nb: nb.update(nbformat=99),
    "attachments": _every(lambda cell: cell.update(attachments={"a.svg": {"image/svg+xml": _SCRIPT}})),
}
_NO_NOTEBOOKS = {
    "no JSON": b"\xff\xfe not a notebook",
    "100,000 levels": b'{"cells": ' + b"[" * 100_000,
    "nothing": b"",
    "a page": _SCRIPT.encode(),
    "7 MB": b" " * (7 * 2**20),
}


def folders_of_every_kind() -> Iterator[Case]:
    """Return honest answers with files beside them that nobody asked for, then folders that are traps."""
    for name, raw in _BESIDE.items():
        yield Case(
            f"beside: {name!a}",
            "accepted",
            "was not asked for",
            files=lambda at, who, n=name, r=raw: {"responses.json": at.handin(who), n: r},
        )
    for name, (says, also) in _TRAPS.items():
        yield Case(name, "damaged", says, files=_honest, also=also)
    yield Case("a hard link", "accepted", "a second name on the disk", files=_honest, also=_hard_link)
    yield Case("an empty folder", "damaged", "holds no responses.json")
    yield Case("a forged receipt", "accepted", "receipt", files=_with_forged_receipt)


def _honest(at: Target, who: str) -> Files:
    return {"responses.json": at.handin(who)}


def _with_forged_receipt(at: Target, who: str) -> Files:
    return {
        **_honest(at, who),
        "submission_secret.txt": b"0" * 64,
        "timestamp.txt": b"1970-01-01 00:00:00 UTC",
    }


_BESIDE: Files = {
    "page.html": _SCRIPT.encode(),
    "feedback.html": _SCRIPT.encode(),
    "solve.py": f"import os; os.system({TRAP!r})".encode(),
    "nbgrader_config.py": f"import os; os.system({TRAP!r})".encode(),
    "sitecustomize.py": f"import os; os.system({TRAP!r})".encode(),
    "conftest.py": f"import os; os.system({TRAP!r})".encode(),
    "alongside.py": f"import os; os.system({TRAP!r})".encode(),
    "run.pth": f"import os; os.system({TRAP!r})".encode(),
    "course.yaml": f"!!python/object/apply:os.system [{TRAP!r}]".encode(),
    "record.json": b'{"verdict": "accepted"}',
    "gradebook.db": b"SQLite format 3\x00",
    "keys/a1.yaml": b"id: a1\nitems: []\n",
    "raw/responses.json": b"{}",
    "start.bat": TRAP.encode(),
    "open me.desktop": f"[Desktop Entry]\nExec={TRAP}".encode(),
    "picture.svg": f'<svg onload="{LIVE}"/>'.encode(),
    "a9-2.ipynb": b"{}",
    "RESPONSES.JSON": b"{}",
    "<img src=x onerror=alert(1)>.html": b"",
    "$(touch x);`touch y`.txt": b"",
    "-rf": b"",
    "a\nb\x1b]0;title\x07.txt": b"",
    os.fsdecode(b"not-utf8-\xff\xfe.txt"): b"",
    "n" * 250 + ".txt": b"",
    ".hidden/.profile": f"{TRAP}".encode(),
}


def _instead(make: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
    def also(folder: Path, inbound: Path) -> None:
        (folder / "responses.json").unlink()
        make(folder, inbound)

    return also


def _outside(inbound: Path) -> Path:
    """The folder of keys, two folders above the exchange of every test's course."""
    return inbound.parents[2] / "course" / "keys"


def _hard_link(folder: Path, _inbound: Path) -> None:
    os.link(folder / "responses.json", folder.parent / f".{folder.name}.second")


def _a_link_in_place_of_the_folder(folder: Path, inbound: Path) -> None:
    (folder / "responses.json").unlink()
    folder.rmdir()
    folder.symlink_to(_outside(inbound))


def _sparse(folder: Path, _inbound: Path) -> None:
    with (folder / "photo.jpg").open("wb") as file:
        file.truncate(2**40)


def _many(folder: Path, _inbound: Path) -> None:
    for number in range(60):
        (folder / f"{number}.txt").touch()


def _large(folder: Path, _inbound: Path) -> None:
    for number in range(4):
        with (folder / f"{number}.bin").open("wb") as file:
            file.truncate(7 * 2**20)


_TRAPS: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "answers that are a link": (
        "is a link",
        _instead(
            lambda folder, inbound: (folder / "responses.json").symlink_to(
                _outside(inbound) / "../gradebook.db"
            )
        ),
    ),
    "a link beside the answers": ("is a link", lambda folder, _: (folder / "more").symlink_to("/etc")),
    "a link to itself": ("is a link", lambda folder, _: (folder / "more").symlink_to("more")),
    "a link out": ("is a link", lambda folder, _: (folder / "up").symlink_to("..")),
    "a dangling link": ("is a link", lambda folder, _: (folder / "x").symlink_to("nowhere")),
    "the folder is a link": ("neither a file nor a folder", _a_link_in_place_of_the_folder),
    "a pipe": ("is a link or a device", _instead(lambda folder, _: os.mkfifo(folder / "responses.json"))),
    "a folder for answers": ("holds no", _instead(lambda folder, _: (folder / "responses.json").mkdir())),
    "folders without an end": ("deep", lambda folder, _: (folder / "a/b/c/d/e/f").mkdir(parents=True)),
    "sixty files": ("more than 40 files", _many),
    "a file of a terabyte": ("larger than 8 MB", _sparse),
    "28 MB in four files": ("more than 24 MB", _large),
    "another name": (
        "holds no",
        lambda folder, _: (folder / "responses.json").rename(folder / "responses.txt"),
    ),
}


def zips_of_every_kind() -> Iterator[Case]:
    """Return zips that came by mail; none is unpacked onto the disk."""
    for name in ("../x", "/etc/x", "a/../../x", "C:\\x", "..\\x", "c:x", "\\\\host\\x"):
        yield _zip(f"zip: {name!a}", "points outside", lambda at, who, n=name: {**_honest(at, who), n: b"x"})
    yield _zip(
        "zip: a link", "holds a link", _honest, external_attr=(stat.S_IFLNK | 0o777) << 16, create_system=3
    )
    yield _zip("zip: a bomb", "unpacks to", lambda _at, _who: {"responses.json": bytes(8 * 2**20)})
    yield _zip(
        "zip: many bombs", "more than 24 MB", lambda _at, _who: {str(n): bytes(2**20) for n in range(30)}
    )
    yield _zip("zip: many files", "more than 40 files", lambda _at, _who: {str(n): b"" for n in range(2000)})
    yield _zip("zip: a zip in it", "holds no", lambda at, who: {"in.zip": _packed(_honest(at, who))})
    yield _zip("zip: too deep", "holds no", lambda at, who: {"a/b/responses.json": at.handin(who), "x": b""})
    yield _zip("zip: nothing", "holds no", lambda _at, _who: {})
    yield _zip("zip: by lzma", "packed in an unusual way", _honest, compress_type=zipfile.ZIP_LZMA)
    yield _zip("zip: by bzip2", "packed in an unusual way", _honest, compress_type=zipfile.ZIP_BZIP2)
    yield _zip(
        "zip: one file twice",
        "two files of one name",
        lambda at, who: {"./responses.json": b"{}", **_honest(at, who)},
    )
    for name, spoil in _SPOILT.items():
        yield Case(
            f"zip: {name}",
            says="zip",
            mail=lambda at, who, s=spoil: (f"{who}.zip", s(_packed(_honest(at, who)))),
        )
    for name in ("page.html", "run.py", "<script>alert(1)</script>.txt", "a\x1b[2Jb", "nested/folder/x.html"):
        yield _zip(
            f"zip: {name!a}",
            "was not asked for",
            lambda at, who, n=name: {**_honest(at, who), n: _SCRIPT.encode()},
            "accepted",
        )
    yield _zip("zip: a polyglot", "", _honest, "accepted", before=b"%PDF-1.7\n" + _SCRIPT.encode())
    yield _zip("zip: another notebook", _DIFFERS, _with_another_notebook, "accepted")


def _with_another_notebook(at: Target, who: str) -> Files:
    return {f"{who}/responses.json": at.handin(who), f"{who}/{at.session}.ipynb": f"!{TRAP}".encode()}


_SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda raw: raw[: len(raw) // 2],
    "no end": lambda raw: raw[:-20],
    "a byte changed": lambda raw: raw[:60] + bytes([raw[60] ^ 0xFF]) + raw[61:],
    "locked": lambda raw: _at(raw, raw.index(b"PK\x01\x02") + 8, 1),
    "noise": lambda raw: bytes(range(256)) * 20,
    "empty": lambda raw: b"",
}


def _at(raw: bytes, place: int, bits: int) -> bytes:
    return raw[:place] + bytes([raw[place] | bits]) + raw[place + 1 :]


def _zip(
    name: str,
    says: str,
    files: Callable[[Target, str], Files],
    verdict: str = "damaged",
    before: bytes = b"",
    **info: int,
) -> Case:
    return Case(
        name, verdict, says, mail=lambda at, who: (f"{who}.zip", before + _packed(files(at, who), **info))
    )


def _packed(files: Files, **info: int) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            for field, value in info.items():
                setattr(member, field, value)
            archive.writestr(member, content)
    return raw.getvalue()
