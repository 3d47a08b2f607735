"""From a layer's signed map to the heat that is drawn over a slice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Placement
from xaiviewer.display.appearance import Appearance, Polarity
from xaiviewer.display.upsampling import box_on_slice, upsample

BELOW_THRESHOLD = "All evidence lies below the threshold"
TOO_WEAK = "All evidence is too weak to be seen"

_STRETCH = (2.0, 98.0)  # percentiles of the drawn pixels
_SEEN = 0.02  # of the scale: less than that no eye tells from the slice below, as weak heat fades
_SETTLES = 16_384  # pixels that settle a percentile
_TRACE = np.float32(1 / 127)
"""What the weakest drawn pixel keeps whatever the contrast: drawn and not drawn must stay two things."""
_CLAHE_CLIP, _CLAHE_TILES = 2.0, (8, 8)


def rectify(values: NDArray[np.float32], polarity: Polarity) -> NDArray[np.float32]:
    """The part of a map that a polarity shows; done on the native grid, before upsampling."""
    if polarity == "positive":
        return np.maximum(values, 0)
    return np.abs(values) if polarity == "absolute" else values


def peak(values: NDArray[np.float32], placement: Placement, shape: tuple[int, int], appearance: Appearance) -> float:
    """The largest magnitude that an appearance shows of a map on a slice of `shape`; 0 where it shows nothing.

    Cells beyond the slice have no part in it: the frame may be larger than the slice.
    """
    inside = values[box_on_slice((values.shape[0], values.shape[1]), placement, shape, smooth=appearance.smooth)]
    highest = float(inside.max(initial=0))  # over a case it is asked of every slice
    return highest if appearance.polarity == "positive" else max(highest, -float(inside.min(initial=0)))


def reference(
    maps: Iterable[NDArray[np.float32]], placement: Placement, shape: tuple[int, int], appearance: Appearance
) -> float:
    """The case-wide maximum for `Appearance.normalise` "case": over one layer's maps of all slices."""
    return max((peak(values, placement, shape, appearance) for values in maps), default=0.0)


def no_evidence(
    values: NDArray[np.float32], placement: Placement, shape: tuple[int, int], appearance: Appearance
) -> bool:
    """Is there nothing to draw? For "positive": no cell on the slice speaks for the class.

    A blank is said, never rescaled.
    """
    return peak(values, placement, shape, appearance) == 0


def unseen(values: NDArray[np.float32], appearance: Appearance) -> str:
    """Why nothing is drawn of a heat whose map holds evidence, as a sentence; empty where something is drawn."""
    largest = float(np.abs(values).max(initial=0))
    if largest == 0 and appearance.draw_above > 0:
        return BELOW_THRESHOLD
    return TOO_WEAK if largest < _SEEN else ""


def heat(
    values: NDArray[np.float32],
    placement: Placement,
    shape: tuple[int, int],
    appearance: Appearance,
    *,
    reference: float | None = None,
) -> NDArray[np.float32]:
    """One layer's map as it is drawn.

    Args:
        values: signed ``[row, column]`` on the layer's native grid.
        placement: ``analysis.placement(layer, appearance.alignment)``.
        shape: rows and columns of the slice.
        appearance: polarity, normalisation, contrast, threshold.
        reference: the case-wide maximum (see `reference`); with ``appearance.normalise == "slice"`` it is not used, and
            without it the slice's own maximum is.

    Returns:
        float32 ``[row, column]`` in 0..1, signed -1..1; 0 where nothing is drawn (outside the frame, below the
        threshold, no evidence).
    """
    own = peak(values, placement, shape, appearance)
    full = own if appearance.normalise == "slice" or reference is None else reference
    if own == 0 or full <= 0:
        return np.zeros(shape, dtype=np.float32)
    scaled = rectify(values, appearance.polarity) / np.float32(full)
    return tone(upsample(scaled, placement, shape, smooth=appearance.smooth), appearance)


def fuse(
    maps: Sequence[NDArray[np.float32]],
    placements: Sequence[Placement],
    shape: tuple[int, int],
    appearance: Appearance,
) -> NDArray[np.float32]:
    """Several layers in one picture, each scaled to its own maximum first so that none drowns the others.

    Layers on one grid are fused there, then the grids on the slice. A layer without evidence counts as zero.

    Args:
        maps, placements: one per layer.
        shape: rows and columns of the slice.
        appearance: polarity, whether cells are smoothed, and how they are fused: "mean", or "max" (for signed maps the
            value farthest from zero).

    Returns:
        float32 ``[row, column]`` in 0..1 (signed -1..1), not rescaled to reach 1; pass it to `tone` to draw it.
    """
    grids: dict[tuple[Placement, tuple[int, ...]], list[NDArray[np.float32]]] = defaultdict(list)
    for values, placement in zip(maps, placements, strict=True):
        top = peak(values, placement, shape, appearance)
        scaled = rectify(values, appearance.polarity) / np.float32(top) if top else np.zeros_like(values)
        grids[placement, values.shape].append(scaled)
    fused, mean = np.zeros(shape, dtype=np.float32), appearance.fusion == "mean"
    for (placement, _), group in grids.items():
        native = np.sum(group, axis=0) / np.float32(len(maps)) if mean else _farthest(np.stack(group))
        spread = upsample(native, placement, shape, smooth=appearance.smooth)
        fused = fused + spread if mean else _farthest(np.stack([fused, spread]))
    return fused


def fused_heat(
    maps: Sequence[NDArray[np.float32]],
    placements: Sequence[Placement],
    shape: tuple[int, int],
    appearance: Appearance,
) -> NDArray[np.float32]:
    """The fusion of several layers as it is drawn: `fuse`, full colour at its maximum, then `tone`."""
    fused = fuse(maps, placements, shape, appearance)
    return tone(fused / np.float32(np.abs(fused).max(initial=0) or 1.0), appearance)


def tone(values: NDArray[np.float32], appearance: Appearance) -> NDArray[np.float32]:
    """Threshold and contrast of normalised values, float32 ``[row, column]`` in 0..1 (signed -1..1).

    The threshold is taken from the values before contrast, so that what is drawn is what is scored.
    """
    if appearance.draw_above <= 0 and appearance.contrast == "none":
        return np.clip(values, -1, 1)
    size = np.minimum(np.abs(values), 1)
    drawn = (size >= appearance.draw_above) & (size > 0)
    if appearance.contrast == "stretch":
        size = _stretched(size, drawn)
    elif appearance.contrast == "clahe":
        size = np.maximum(_equalised(size), _TRACE)
    size *= drawn
    return np.copysign(size, values) if appearance.signed else size


def _farthest(stack: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of ``[layer, row, column]`` the value farthest from zero, ``[row, column]``."""
    high, low = stack.max(axis=0), stack.min(axis=0)
    farthest: NDArray[np.float32] = np.where(high >= -low, high, low)
    return farthest


def _stretched(size: NDArray[np.float32], drawn: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Spread the drawn pixels' 2nd to 98th percentile over 0..1."""
    inside = size[drawn]
    if inside.size == 0:
        return size
    inside = inside[:: max(1, inside.size // _SETTLES)]
    low, high = (np.float32(each) for each in np.percentile(inside, _STRETCH))
    if high <= low:
        return size
    stretched: NDArray[np.float32] = np.clip((size - low) / (high - low), _TRACE, np.float32(1))
    return stretched


def _equalised(size: NDArray[np.float32]) -> NDArray[np.float32]:
    """Contrast-limited adaptive histogram equalisation of 0..1."""
    equalised = cv2.createCLAHE(_CLAHE_CLIP, _CLAHE_TILES).apply(cv2.convertScaleAbs(size, alpha=255))
    return np.asarray(equalised, dtype=np.float32) * np.float32(1 / 255)
