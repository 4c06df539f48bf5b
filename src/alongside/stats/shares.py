"""A count out of a count, with the interval that its share may lie in."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


@dataclass(frozen=True)
class Share:
    """`count` out of `of`, and the 95 % interval of the share (0 to 1); out of nothing there is none."""

    count: int
    of: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The share from 0 to 1, or None of nothing."""
        return self.count / self.of if self.of else None


def share(count: int, of: int) -> Share:
    """Return a count with Wilson's 95 % score interval.

    The ends are (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with p = count/of, n = of
    (Wilson 1927, Journal of the American Statistical Association 22, 209-212). Unlike p ± z √(p(1-p)/n)
    it stays within 0 and 1 and holds for small counts. ValueError where `count` is not from 0 to `of`.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} is not a count out of {of}")
    if of == 0:
        return Share(0, 0, None, None)
    p, spread = count / of, _Z**2 / of
    middle = p + spread / 2
    half = _Z * sqrt(p * (1 - p) / of + spread / (4 * of))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return Share(count, of, 0.0 if count == 0 else low, 1.0 if count == of else high)
