"""A picture is decoded and written anew: what a camera or a stranger put beside its points is gone.

Pillow is loaded with the first picture; no kernel and no other page pays for it.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from threading import Lock

from alongside.errors import AnswersError
from alongside.strings import _

MOST_POINTS = 50_000_000
"""Width times height; what phones take has at most 50 million, and each needs four bytes while it is open."""
LONGEST = 2400
"""Points of the longer side of what is kept: a page of A4 stays readable down to its footnotes."""
_FORMS = ("JPEG", "PNG", "WEBP")
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, MemoryError)
_one_at_a_time = Lock()


def written_anew(raw: bytes) -> bytes:
    """Return a picture as a JPEG of its points alone, upright; AnswersError where it cannot be opened."""
    from PIL import Image

    unsafe = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    with _one_at_a_time:
        try:
            return _anew(raw)
        except unsafe as err:
            raise _too_large() from err
        except (*_BROKEN, struct.error, zlib.error) as err:
            do = _("Open it on your computer, save it once more as JPEG, and choose that file.")
            raise AnswersError(_("This picture is damaged: it cannot be opened."), do=do) from err


def _anew(raw: bytes) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(raw), formats=_FORMS) as image:
        width, height = image.size
        if width * height > MOST_POINTS:
            raise _too_large()
        image.draft("RGB", (LONGEST, LONGEST))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST, LONGEST))
        over = upright.convert("RGBA") if upright.has_transparency_data else upright.convert("RGB")
    fresh = Image.new("RGB", over.size, "white")
    fresh.paste(over, mask=over if over.mode == "RGBA" else None)
    written = BytesIO()
    fresh.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()


def _too_large() -> AnswersError:
    told = _("This picture has more than {most} million points.").format(most=MOST_POINTS // 1_000_000)
    return AnswersError(told, do=_("Take it once more in a smaller size."))
