"""What a file is, by what it holds and never by its name."""

from __future__ import annotations

import re
from typing import Literal

from alongside.errors import AnswersError
from alongside.model.attachment import FileType
from alongside.strings import _

Found = FileType | Literal["picture"]
"""A kind that may go along; a picture is written anew before it does."""
_HEAD = 64 * 1024
_HEIC = re.compile(rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
_BOXED = re.compile(rb"....ftyp", re.DOTALL)
_TRACK = re.compile(rb"hdlr.{8}(soun|vide)", re.DOTALL)
_OPUS_AND_VORBIS = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
_MOVING = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG", b"theora")


def type_of(raw: bytes) -> Found:
    """Return what these bytes are; AnswersError says in a sentence why they cannot go along."""
    if not raw:
        raise AnswersError(_("The file is empty."), do=_("Open it on your computer and look what is in it."))
    if raw.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or _riff(raw) == b"WEBP":
        return "picture"
    if raw.startswith(b"%PDF-"):
        return "pdf"
    if _HEIC.match(raw):
        do = _(
            "On an iPhone choose Settings, Camera, Formats, “Most Compatible”; or send a screenshot of it."
        )
        raise AnswersError(_("This picture has a form (HEIC) that cannot be opened everywhere."), do=do)
    found = _sound(raw)
    if found is None:
        do = _("Take a photo (JPEG, PNG, WebP), a PDF, or a recording (m4a, mp3, ogg, wav, webm).")
        raise AnswersError(_("This is no kind of file that can go along, whatever its name says."), do=do)
    return found


def _sound(raw: bytes) -> FileType | None:
    if _riff(raw) == b"WAVE":
        return "wav"
    if raw.startswith(b"ID3") or _is_mp3_frame(raw):
        return "mp3"
    head = raw[:_HEAD]
    if raw.startswith(b"OggS"):
        return _no_film(b"theora" in head, "ogg") if any(one in head for one in _OPUS_AND_VORBIS) else None
    if raw.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in raw[:64]:
        moving = any(one in head for one in _MOVING)
        return _no_film(moving, "webm") if moving or b"A_OPUS" in head or b"A_VORBIS" in head else None
    if _BOXED.match(raw):
        tracks = set(_TRACK.findall(raw))
        return _no_film(b"vide" in tracks, "m4a") if tracks else None
    return None


def _no_film(film: bool, sound: FileType) -> FileType:
    if film:
        do = _("Take the sound alone, or show it on the day.")
        raise AnswersError(_("This is a film, and films cannot go along."), do=do)
    return sound


def _riff(raw: bytes) -> bytes:
    return raw[8:12] if raw.startswith(b"RIFF") else b""


def _is_mp3_frame(raw: bytes) -> bool:
    """Two bytes alone would take in too much: version, layer, rate and frequency must be those of MP3."""
    if len(raw) < 4 or raw[0] != 0xFF or raw[1] & 0xE0 != 0xE0:
        return False
    version, layer, rate, frequency = raw[1] >> 3 & 3, raw[1] >> 1 & 3, raw[2] >> 4, raw[2] >> 2 & 3
    return version != 1 and layer == 1 and rate not in {0, 15} and frequency != 3
