"""What may go along with a task, and what becomes of it on its owner's desk."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from builders import NOON
from files_along import PDF, SOUNDS, a_photo, bomb, from_a_camera
from PIL import Image

from alongside.errors import AnswersError
from alongside.model import attachment
from alongside.model.attachment import Attachment
from alongside.responses import attaching
from alongside.responses.attached import flaw_of, prepared
from alongside.responses.attaching import Brought, attach, bytes_of, delete_due, freeze, own_files, take_back
from alongside.responses.erase import erase_everything
from alongside.responses.pictures import LONGEST, written_anew

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
UNTIL = "2027-01-19"


def brought(raw: bytes = PDF, name: str = "scan.pdf", **said: str) -> Brought:
    return Brought(raw, name, **{"task": "a9-t1", "what": "The agreement, signed", **said})


def a_recording(**said: str) -> Brought:
    agreed = {"consent": "My mentee, on paper, on 3 March", "until": UNTIL, **said}
    return brought(SOUNDS["m4a"], "talk.m4a", **agreed)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_written_anew_as_jpeg_whatever_it_was(form: str):
    found, kept = prepared(a_photo(form))
    assert (found, kept[:3]) == ("jpg", b"\xff\xd8\xff")


def test_what_a_camera_adds_to_a_photo_is_gone_and_the_page_stands_upright():
    kept = written_anew(from_a_camera())
    for told in (b"Exif", b"Nika", b"Breg"):
        assert told in from_a_camera()
        assert told not in kept
    with Image.open(BytesIO(kept)) as upright:
        assert upright.size == (20, 40)
        red, _green, blue = upright.convert("RGB").getpixel((10, 5))
        assert red > blue
        assert (dict(upright.getexif()), "comment" in upright.info) == ({}, False)


def test_a_large_photo_becomes_as_large_as_a_page_needs_to_be_read():
    with Image.open(BytesIO(written_anew(a_photo(size=(4000, 1000))))) as kept:
        assert kept.size == (LONGEST, LONGEST // 4)


def test_what_is_transparent_becomes_white_paper():
    clear = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(clear, "PNG")
    with Image.open(BytesIO(written_anew(clear.getvalue()))) as kept:
        assert min(kept.getpixel((4, 4))) > 250


def test_what_hides_behind_a_picture_does_not_come_along():
    for hidden in (HTML, b"PK\x03\x04 a zip", b"%PDF-1.7"):
        _found, kept = prepared(a_photo() + hidden)
        assert hidden not in kept


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is empty"),
        (HTML, "no kind of file that can go along"),
        (SVG, "no kind of file that can go along"),
        (b"GIF89a" + bytes(20), "no kind of file that can go along"),
        (b"PK\x03\x04" + bytes(40), "no kind of file that can go along"),
        (b"MZ" + bytes(40), "no kind of file that can go along"),
        (b" " + PDF, "no kind of file that can go along"),
        (HTML + PDF, "no kind of file that can go along"),
        (b"\xff\xf1" + bytes(40), "no kind of file that can go along"),
        (b"OggS" + HTML, "no kind of file that can go along"),
        (b"\x00\x00\x00\x18ftypisom" + HTML, "no kind of file that can go along"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "HEIC"),
        (b"\x00\x00\x00\x18ftypisom" + b"hdlr" + bytes(8) + b"vide", "a film"),
        (b"\x1a\x45\xdf\xa3" + bytes(20) + b"webm" + b"A_OPUS V_VP9", "a film"),
        (b"\xff\xd8\xff" + HTML, "damaged"),
        (a_photo()[:200], "damaged"),
        (a_photo("PNG")[:60], "damaged"),
        (b"RIFF\x10\x00\x00\x00WEBP" + HTML, "damaged"),
        (bomb(), "million points"),
        (bomb(10_000, 10_000), "million points"),
        (bomb(8000, 8000), "million points"),
        (PDF + bytes(attachment.MAX_FILE), "larger than 20 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_cannot_go_along_is_refused_in_a_sentence(raw: bytes, says: str):
    with pytest.raises(AnswersError, match=says):
        prepared(raw)


@pytest.mark.parametrize("form", SOUNDS)
def test_a_recording_is_known_by_what_it_holds_and_kept_as_it_is(form: str):
    assert prepared(SOUNDS[form]) == (form, SOUNDS[form])


@pytest.mark.parametrize("name", ["../../evil.pdf", "C:\\temp\\evil.pdf", "/etc/evil.pdf", "evil.pdf"])
def test_the_kit_names_the_file_and_the_old_name_is_only_text(tmp_path: Path, name: str):
    one = attach(tmp_path, "a9", brought(name=name), NOON)
    assert one.name == "evil.pdf"
    there = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert there == {"files.json", f"{one.attachment.sha256}.pdf"}
    assert bytes_of(tmp_path, "a9", one.attachment.file) == (one.attachment, PDF)
    assert bytes_of(tmp_path, "a9", "files.json") is None


def test_the_same_file_twice_too_many_files_and_too_much_are_refused(tmp_path: Path, monkeypatch):
    attach(tmp_path, "a9", brought(), NOON)
    with pytest.raises(AnswersError, match="already"):
        attach(tmp_path, "a9", brought(), NOON)
    monkeypatch.setattr(attaching, "MAX_TOTAL", 100)
    with pytest.raises(AnswersError, match="Together"):
        attach(tmp_path, "a9", brought(PDF + bytes(40)), NOON)
    monkeypatch.setattr(attaching, "MOST_FILES", 1)
    with pytest.raises(AnswersError, match="At most 1"):
        attach(tmp_path, "a9", brought(PDF + b" "), NOON)
    assert len(own_files(tmp_path, "a9")) == 1
    assert len(list((tmp_path / "evidence" / "a9").glob("*.pdf"))) == 1


def test_a_file_without_words_is_refused(tmp_path: Path):
    with pytest.raises(AnswersError, match="what the file shows"):
        attach(tmp_path, "a9", brought(what="  "), NOON)


def test_what_is_taken_back_is_gone_from_the_disk(tmp_path: Path):
    one = attach(tmp_path, "a9", brought(), NOON)
    take_back(tmp_path, "a9", one.attachment.sha256)
    take_back(tmp_path, "a9", "../files")
    assert own_files(tmp_path, "a9") == []
    assert list(tmp_path.rglob("*.pdf")) == []


def test_erasing_everything_takes_attached_and_frozen_files_along(tmp_path: Path):
    one = attach(tmp_path, "a9", brought(), NOON)
    freeze(tmp_path, "a9", [one.attachment], NOON.date())
    assert len(list(tmp_path.rglob("*.pdf"))) == 2
    erase_everything(tmp_path)
    assert list(tmp_path.rglob("*.pdf")) == []


def test_a_file_that_was_changed_on_the_disk_is_not_handed_in(tmp_path: Path):
    one = attach(tmp_path, "a9", brought(), NOON)
    (tmp_path / "evidence" / "a9" / one.attachment.file).write_bytes(PDF[:-1] + b"!")
    with pytest.raises(AnswersError, match="not there any more"):
        freeze(tmp_path, "a9", [one.attachment], NOON.date())


def test_freezing_leaves_no_file_of_an_earlier_hand_in(tmp_path: Path):
    first = attach(tmp_path, "a9", brought(), NOON)
    freeze(tmp_path, "a9", [first.attachment], NOON.date())
    assert freeze(tmp_path, "a9", [], NOON.date()) == {}
    assert list((tmp_path / "staging").rglob("*.pdf")) == []


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"consent": ""}, "who agreed"),
        ({"until": ""}, "Choose the day"),
        ({"until": "soon"}, "Choose the day"),
        ({"until": NOON.date().isoformat()}, "Choose the day"),
        ({"until": "2030-01-01"}, "Choose the day"),
    ],
)
def test_a_recording_needs_consent_and_a_possible_day_of_deletion(tmp_path: Path, said, says: str):
    with pytest.raises(AnswersError, match=says):
        attach(tmp_path, "a9", a_recording(**said), NOON)
    assert list(tmp_path.rglob("*.m4a")) == []


def test_a_recording_is_deleted_on_its_day_and_a_line_of_it_stays(tmp_path: Path):
    one = attach(tmp_path, "a9", a_recording(), NOON)
    assert delete_due(tmp_path, NOON + timedelta(days=59)) == []
    day = NOON + timedelta(days=60)
    assert delete_due(tmp_path, day) == [f"evidence/a9/{one.attachment.file}"]
    assert delete_due(tmp_path, day) == []
    (left,) = own_files(tmp_path, "a9")
    assert (left.attachment, left.deleted_at) == (one.attachment, "2027-01-19T12:00:00.000Z")
    assert list(tmp_path.rglob("*.m4a")) == []
    assert freeze(tmp_path, "a9", [left.attachment], day.date()) == {}


def test_what_is_no_recording_stays(tmp_path: Path):
    attach(tmp_path, "a9", brought(), NOON)
    assert delete_due(tmp_path, NOON + timedelta(days=4000)) == []
    assert len(list(tmp_path.rglob("*.pdf"))) == 1


def one_of(**changed) -> Attachment:
    same = {"sha256": "0" * 64, "type": "pdf", "size": 9, "task": "a9-t1", "what": "x"}
    return Attachment(**{**same, "at": "2026-11-20T11:00:00.000Z", **changed})


KEPT = attachment.Recording(consent="all of them", until=UNTIL)


@pytest.mark.parametrize(
    ("listed", "says"),
    [
        ([one_of(), one_of()], "stands twice"),
        ([one_of(type="mp3")], "who agreed"),
        ([one_of(recording=KEPT)], "only a recording"),
        (
            [one_of(type="mp3", recording=attachment.Recording(consent="all", until="2026-02-30"))],
            "cannot be",
        ),
        (
            [one_of(type="mp3", recording=attachment.Recording(consent="all", until="2029-01-01"))],
            "cannot be",
        ),
        ([one_of(at="2026-13-40T11:00:00.000Z")], "not a time"),
        ([one_of(sha256=f"{n}" * 64, size=attachment.MAX_FILE) for n in range(3)], "together"),
        ([one_of(), one_of(sha256="1" * 64, type="mp3", recording=KEPT)], ""),
    ],
)
def test_a_list_of_files_that_breaks_a_rule_is_named(listed, says: str):
    where, wrong = flaw_of(listed)
    assert says in wrong
    assert bool(where) == bool(says)
