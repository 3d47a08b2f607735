"""Bounds of a share of which some samples are known.

Kaufmann and Kalyanakrishnan, "Information complexity in bandit subset selection" (2013), section 4: by the divergence
between two coins, which is tighter near 0 and 1 than bounds by the variance.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_STEPS = 32
_SMALL = 1e-12


def lower(hits: NDArray[np.float64], drawn: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    """The smallest shares that are no farther than ``level / drawn`` from those seen; 0 where none was drawn."""
    shares = hits / np.maximum(drawn, 1)
    return _farthest(shares, level / np.maximum(drawn, _SMALL), np.zeros_like(shares))


def upper(hits: NDArray[np.float64], drawn: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    """The largest such shares; 1 where none was drawn."""
    shares = hits / np.maximum(drawn, 1)
    return _farthest(shares, level / np.maximum(drawn, _SMALL), np.ones_like(shares))


def _farthest(
    shares: NDArray[np.float64], levels: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Between a share and an end the point whose divergence from the share is the level, by bisection."""
    near, far = shares, end
    for _ in range(_STEPS):
        middle = (near + far) / 2
        allowed = divergence(shares, middle) <= levels
        near, far = np.where(allowed, middle, near), np.where(allowed, far, middle)
    return np.where(divergence(shares, end) <= levels, end, near)


def divergence(p: NDArray[np.float64], q: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kullback and Leibler's, of a coin with share p from one with share q."""
    q = np.clip(q, _SMALL, 1 - _SMALL)
    p = np.clip(p, _SMALL, 1 - _SMALL)
    found: NDArray[np.float64] = p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))
    return found


def level(arms: int, round_number: int, risk: float) -> float:
    """How far to look in a round so that with probability 1 - risk no bound of any arm is ever wrong."""
    inner = math.log(405.5 * arms * round_number**1.1 / risk)
    return inner + math.log(inner)


def exact_interval(hits: int, drawn: int, share: float = 0.9) -> tuple[float, float]:
    """Clopper and Pearson's interval (1934), which holds the true share with at least that probability."""
    from scipy import special  # noqa: PLC0415 - most starts never need it

    tail = (1 - share) / 2
    low = float(special.betaincinv(hits, drawn - hits + 1, tail)) if hits else 0.0
    high = float(special.betaincinv(hits + 1, drawn - hits, 1 - tail)) if hits < drawn else 1.0
    return low, high
