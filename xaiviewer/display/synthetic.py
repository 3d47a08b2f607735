"""A picture that a network was made to like, as it is seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_TAILS = (0.5, 99.5)
"""Percentiles that become black and white: single bright pixels would leave the rest grey."""
COLOURS = 3
"""Channels that can be seen at once, as red, green and blue."""


def seen(picture: NDArray[np.float32], channel: int | None = None) -> NDArray[np.uint8]:
    """One channel in grey, or the first three as red, green and blue, each spread over its own values.

    Args:
        picture: ``[channel, row, column]``, in any unit.
        channel: which; None for colours, which need three channels.

    Returns:
        uint8 ``[row, column, 3]``.
    """
    if channel is None and len(picture) >= COLOURS:
        return np.stack([_spread(each) for each in picture[:COLOURS]], axis=-1)
    grey = _spread(picture[channel or 0])
    return np.stack([grey] * 3, axis=-1)


def _spread(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    low, high = np.percentile(values, _TAILS)
    span = max(float(high - low), np.finfo(np.float32).tiny)
    spread: NDArray[np.uint8] = (np.clip((values - low) / span, 0, 1) * 255 + 0.5).astype(np.uint8)
    return spread
