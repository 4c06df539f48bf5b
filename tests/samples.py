"""Bad samples of content: the good one in `content/samples/good`, spoilt by the edits of one file.

`content/samples/<CODE>/<case>.yaml` says `why` and lists `edits`; `<case>.txt` beside it is what the check
prints. Run this file to write the snapshots again, and read the difference before you commit it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from alongside.content.check.run import findings

SAMPLES = Path(__file__).parent / "content" / "samples"
GOOD = SAMPLES / "good"
CASES = sorted(SAMPLES.glob("C*/*.yaml"))


def spoilt(case: Path, folder: Path) -> Path:
    """Copy the good content to `folder`, make the edits of `case`, and return its root."""
    root = Path(shutil.copytree(GOOD, folder / "content"))
    for edit in yaml.safe_load(case.read_text(encoding="utf-8"))["edits"]:
        _apply(edit, root / edit["file"])
    return root


def _apply(edit: dict[str, Any], path: Path) -> None:
    if "find" in edit:
        text = path.read_text(encoding="utf-8")
        if text.count(edit["find"]) != 1:
            raise ValueError(f"{path.name} has {text.count(edit['find'])} times: {edit['find']}")
        path.write_text(text.replace(edit["find"], edit["put"]), encoding="utf-8")
    elif "move" in edit:
        path.rename(path.parent / edit["move"])
    elif edit.get("delete"):
        path.unlink()
    elif "bytes" in edit:
        path.write_bytes(bytes.fromhex(edit["bytes"]))
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(edit["text"], encoding="utf-8")


def printed(root: Path) -> str:
    """Return what the check of the content at `root` prints."""
    return "".join(f"{finding}\n" for finding in findings(root))


def snapshot(case: Path) -> Path:
    """Return where the expected findings of `case` are written."""
    return case.with_suffix(".txt")


def _write_all() -> None:
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            snapshot(case).write_text(printed(spoilt(case, Path(folder))), encoding="utf-8")
            sys.stdout.write(
                f"{case.parent.name}/{case.stem}\n{snapshot(case).read_text(encoding='utf-8')}\n"
            )


if __name__ == "__main__":
    _write_all()
