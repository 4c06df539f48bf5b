"""How a printed session looks: as usual, in large print, or with more room around letters and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from alongside.strings import _

Variant = Literal["standard", "large", "spaced"]
VARIANTS: tuple[Variant, ...] = ("standard", "large", "spaced")
_WORDS_A_LINE: dict[Variant, int] = {"standard": 9, "large": 6, "spaced": 9}
"""Written words that a ruled line holds."""
_LEAST, _MOST, _UNASKED = 3, 36, 6


@dataclass(frozen=True)
class Look:
    """A variant with the measures that its ruled lines need."""

    variant: Variant = "standard"

    def lines(self, words: int | None) -> int:
        """Return how many ruled lines a text of so many words needs; a usual number where none is asked."""
        if words is None:
            return _UNASKED
        return min(_MOST, max(_LEAST, -(-words // _WORDS_A_LINE[self.variant]) + 1))

    @property
    def title(self) -> str:
        """What the variant is called where somebody chooses it."""
        return {
            "standard": _("Standard"),
            "large": _("Large print"),
            "spaced": _("Dyslexia-friendly"),
        }[self.variant]

    @property
    def told(self) -> str:
        """Say in a sentence what the variant does."""
        return {
            "standard": _("Standard edition: 11 point, on A4."),
            "large": _("Large print: 18 point on A4, ruled lines further apart; wide tables become lists."),
            "spaced": _(
                "Dyslexia-friendly edition: 13 point without serifs, more space between letters, words and "
                "lines, even spaces and an open right edge, bold in place of slanted letters. The kit's "
                "sources do not say for whom this helps: ask the reader. Copy it on tinted paper for whoever "
                "prefers that."
            ),
        }[self.variant]
