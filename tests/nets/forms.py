"""The same images as other software leaves them: z-scored, padded, inverted, clipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Form = Callable[[NDArray[Any], NDArray[np.bool_]], NDArray[Any]]
"""Takes one sequence ``[slice, row, column]`` of whole numbers and its head; gives the form."""


def z_scored(values: NDArray[Any], where: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Mean 0 and deviation 1 over `where`, 0 elsewhere."""
    made = np.zeros(values.shape, np.float32)
    chosen = values[where].astype(np.float64)
    made[where] = (chosen - chosen.mean()) / (chosen.std() or 1)
    return made


def filled(values: NDArray[Any], where: NDArray[np.bool_], fill: float, kind: Any) -> NDArray[Any]:
    """`fill` where `where` is true, as `kind`."""
    made = values.astype(kind)
    made[np.broadcast_to(where, values.shape)] = fill
    return made


def corners(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """What rotating or correcting a slice leaves empty: its corners, bool ``[row, column]``."""
    rows, columns = np.mgrid[: shape[-2], : shape[-1]]
    cut = min(shape[-2:]) // 5
    beside, below = columns[:, ::-1], rows[::-1]
    return (rows + columns < cut) | (rows + beside < cut) | (below + columns < cut) | (below + beside < cut)


def _clipped(values: NDArray[Any]) -> NDArray[np.float32]:
    low, high = np.percentile(values, (1, 99))
    return ((np.clip(values, low, high) - low) / (high - low)).astype(np.float32)


UNTOUCHED: dict[str, Form] = {
    "as acquired": lambda values, head: values,
    "z-scored with its air": lambda values, head: z_scored(values, np.ones_like(head)),
    "clipped at 1 and 99 per cent": lambda values, head: _clipped(values),
    "0 to 1": lambda values, head: (values / values.max()).astype(np.float32),
    "-1 to 1": lambda values, head: (values / values.max() * 2 - 1).astype(np.float32),
    "masked": lambda values, head: filled(values, ~head, 0, values.dtype),
}
"""Forms whose background is dark already."""

UNDONE: dict[str, Form] = {
    "z-scored over the head": z_scored,
    "z-scored where not 0": lambda values, head: z_scored(values, values > 0),
    "padded with -32768": lambda values, head: filled(values, corners(values.shape), -32768, np.int16),
    "padded with -1024": lambda values, head: filled(values, corners(values.shape), -1024, np.int16),
    "padded with 65535": lambda values, head: filled(values, corners(values.shape), 65535, np.uint16),
    "masked with -32768": lambda values, head: filled(values, ~head, -32768, np.int16),
    "masked with 65535": lambda values, head: filled(values, ~head, 65535, np.uint16),
    "0 to 1, masked with -1": lambda values, head: filled(values / values.max(), ~head, -1, np.float32),
    "-1 to 1, masked with 0": lambda values, head: filled(values / values.max() * 2 - 1, ~head, 0, np.float32),
    "inverted": lambda values, head: (values.max() - values).astype(values.dtype),
    "negative": lambda values, head: -values.astype(np.int16),
    "inverted, padded": lambda values, head: filled(
        values.max() - values.astype(np.int16), corners(values.shape), -1024, np.int16
    ),
    "z-scored, padded": lambda values, head: filled(z_scored(values, head), corners(values.shape), -32768, np.float32),
    "beyond single precision": lambda values, head: values.astype(np.int64) + 10**9,
    "tiny": lambda values, head: values * 1e-9,
    "huge": lambda values, head: values * 1e20,
}
"""Forms that must be told apart and undone."""
