"""Files that go along with a task, made of a few bytes each."""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256
from io import BytesIO
from typing import Any

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SOUNDS: dict[str, bytes] = {
    "wav": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(64),
    "ogg": b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(20),
    "webm": b"\x1a\x45\xdf\xa3" + bytes(20) + b"webm" + bytes(40) + b"A_OPUS" + bytes(20),
    "m4a": b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00" + b"hdlr" + bytes(8) + b"soun" + bytes(12),
}


def a_photo(form: str = "JPEG", size: tuple[int, int] = (40, 20), **saved: Any) -> bytes:
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    written = BytesIO()
    image.save(written, form, **saved)
    return written.getvalue()


def from_a_camera() -> bytes:
    """Return a photo as a camera writes it: lying on its side, with the place and the time in it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    exif[0x010F] = "Camera of Nika Dolinar"
    exif.get_ifd(0x8825)[2] = (46.0, 3.0, 5.0)
    return a_photo(exif=exif, comment=b"Primary school of Breg")


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few bytes whose head promises 900 million points."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def listed(raw: bytes, form: str = "pdf", **changed: Any) -> dict[str, Any]:
    """Return how a hand-in names a file."""
    one = {
        "sha256": sha256(raw).hexdigest(),
        "type": form,
        "size": len(raw),
        "task": "a9-t1",
        "what": "The agreement, signed",
        "at": "2026-11-20T11:00:00.000Z",
    }
    return {**one, **changed}


def name_of(raw: bytes, form: str = "pdf") -> str:
    """Return where a file of a hand-in lies."""
    return f"attachments/{sha256(raw).hexdigest()}.{form}"
