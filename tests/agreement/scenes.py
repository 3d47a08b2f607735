"""Slices, heads and maps for the tests of nulls."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from xaiviewer.agreement.nulls import Scene
from xaiviewer.case import Frame
from xaiviewer.requests import Layer

SIDE = 64
FRAME = Frame(-0.5, -0.5, SIDE, SIDE)


def disc(row: float, column: float, radius: float, side: int = SIDE) -> NDArray[np.bool_]:
    """The pixels no farther than that from a place."""
    rows, columns = np.mgrid[:side, :side]
    return np.hypot(rows - row, columns - column) <= radius


def lesion(row: int = 26, column: int = 36) -> NDArray[np.bool_]:
    """A lopsided lesion: an ellipse with a nose."""
    rows, columns = np.mgrid[:SIDE, :SIDE]
    body = ((rows - row) / 5) ** 2 + ((columns - column) / 8) ** 2 <= 1
    body[row : row + 2, column : column + 12] = True
    return body


def layers(*strides: int, repeat: int = 1) -> list[Layer]:
    """Layers of a network that sees 64 x 64 pixels."""
    return [
        Layer(f"l{stride}.{n}", "relu", (SIDE // stride, SIDE // stride), stride)
        for stride in strides
        for n in range(repeat)
    ]


def scene(
    mask: NDArray[np.bool_] | None = None,
    head: NDArray[np.bool_] | None = None,
    of: list[Layer] | None = None,
    spacing: tuple[float, float] | None = (1.0, 1.0),
    index: int = 0,
) -> Scene:
    """A head with a lesion that is brighter on FLAIR."""
    mask = lesion() if mask is None else mask
    head = disc(31.5, 31.5, 28) if head is None else head
    noise = np.random.default_rng(9).standard_normal(mask.shape)
    images = {"t1": head * (100 + 10 * noise), "flair": head * (100 + 10 * noise + 80 * mask)}
    of = layers(2, 4, 8, 16) if of is None else of
    return Scene(index, of, FRAME, mask, head, images, "flair", spacing, mask)


def fields(of: list[Layer], seed: int, blur: float = 6.0) -> list[NDArray[np.float32]]:
    """Smooth random maps, the same everywhere in distribution: each is cut from a wider one."""
    random = np.random.default_rng(seed)
    found = []
    for layer in of:
        wide = gaussian_filter(random.standard_normal((2 * SIDE, 2 * SIDE)), blur, mode="wrap")
        cut = wide[: SIDE : layer.stride, : SIDE : layer.stride]
        found.append((cut / wide.std()).astype(np.float32))
    return found
