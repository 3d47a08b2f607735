"""How long a bar of some round number of millimetres is."""

from __future__ import annotations

_ROUND_MM = (1, 2, 5, 10, 20, 50, 100, 200)
SHARE = 0.3
"""Of a view's width that the bar may take."""


def length_mm(mm_per_px: float, width_px: float) -> int:
    """The longest round length that fits; 0 where none does."""
    return max((each for each in _ROUND_MM if each <= mm_per_px * width_px * SHARE), default=0)
