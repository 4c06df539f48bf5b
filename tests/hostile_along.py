"""Hostile files that go along: pages named as pictures, pictures with pages in them, words as scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from files_along import PDF, SOUNDS, a_photo, bomb, listed, name_of
from hostile import LIVE, TRAP, Case, Files, Target

Aim = Callable[[str], str]
SOUND = SOUNDS["m4a"]


def along_of_every_kind(aim: Aim) -> Iterator[Case]:
    """Return hand-ins with a file each; what goes along and is not what it says stops that hand-in alone."""
    script = aim(f"<script>{LIVE}</script>")
    page = f"<!doctype html>{script}".encode()
    svg = aim(f'<svg xmlns="http://www.w3.org/2000/svg" onload="{LIVE}"/>').encode()
    kept = {"consent": script, "until": "2027-01-19"}
    yield _one("a page named jpg", page, "jpg", "no kind of file")
    yield _one("an SVG named jpg", svg, "jpg", "no kind of file")
    yield _one("a page named PDF", page, "pdf", "no kind of file")
    yield _one("a page named mp3", page, "mp3", "no kind of file", recording=kept)
    yield _one("a picture of 900 million points", bomb(), "jpg", "million points")
    yield _one("half a picture", a_photo()[:300], "jpg", "damaged")
    yield _one("a path for a kind", PDF, "pdf/../../x", "Invalid enum value")
    yield _one("a recording without consent", SOUND, "m4a", "who agreed")
    yield _one("a picture with a page in it", a_photo() + page, "jpg", verdict="accepted")
    yield _one("a PDF with a page in it", PDF + page, "pdf", verdict="accepted")
    yield _one(
        "a PDF that starts something", PDF + aim(f"/Launch ({TRAP})").encode(), "pdf", verdict="accepted"
    )
    yield _one("words that are a script", a_photo(), "jpg", verdict="accepted", what=script)
    yield _one("consent that is a script", SOUND, "m4a", verdict="accepted", what=script, recording=kept)
    yield Case("files: a link", says="is a link", files=_with(PDF, "pdf"), also=_linked)
    yield Case("files: a folder for a file", says="it is not there", files=_with(PDF, "pdf"), also=_folder)


def _one(name: str, raw: bytes, form: str, says: str = "", verdict: str = "damaged", **changed: Any) -> Case:
    return Case(f"files: {name}", verdict, says, files=_with(raw, form, **changed))


def _with(raw: bytes, form: str, **changed: Any) -> Callable[[Target, str], Files]:
    def files(at: Target, who: str) -> Files:
        one = listed(raw, form, task=at.task, **changed)
        name = name_of(raw, form.partition("/")[0])
        return {"responses.json": at.handin(who, attachments=[one]), name: raw}

    return files


def _linked(folder: Path, _inbound: Path) -> None:
    (path := folder / name_of(PDF)).unlink()
    path.symlink_to("../responses.json")


def _folder(folder: Path, _inbound: Path) -> None:
    (path := folder / name_of(PDF)).unlink()
    path.mkdir()
