"""From a layer's signed map to the heat that is drawn over a slice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Placement
from xaiviewer.display.appearance import Appearance, Polarity
from xaiviewer.display.upsampling import box_on_slice, upsample
from xaiviewer.display.window_level import tails

BELOW_THRESHOLD = "All evidence lies below the threshold"
TOO_WEAK = "All evidence is too weak to be seen"

_FULL = 99.0
"""Percentile of the values above zero from which on colour is full: single cells take no colour from all others."""
_OF_STRONGEST = 0.5
"""Full colour is at least this share of the strongest slice's own percentile. In a case of which few slices hold much
the percentile over all would be that of the others, and their noise would look as hot as a lesion."""
_SOFT_CELLS, _FINEST = 0.7, 112
"""Standard deviation of the smoothing: in cells, but no less than this fraction of what the network sees."""
_SAMPLE = 65_536  # cells that settle a percentile over a case
_STRONGEST = 8  # slices among which the strongest one is looked for, by their maximum
_STRETCH = (2.0, 98.0)  # percentiles of the pixels that hold anything
_SEEN = 0.02  # of the scale: less than that no eye tells from the slice below, as weak heat fades
_SETTLES = 16_384  # pixels that settle a percentile
_TRACE = np.float32(1 / 127)
"""What the weakest drawn pixel keeps whatever the contrast: drawn and not drawn must stay two things."""
_CLAHE_CLIP, _CLAHE_TILES = 2.0, (8, 8)


def rectify(values: NDArray[np.float32], polarity: Polarity) -> NDArray[np.float32]:
    """The part of a map ``[row, column]`` that a polarity shows; done on the native grid, before upsampling."""
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


def full_colour(
    maps: Iterable[NDArray[np.float32]], placement: Placement, shape: tuple[int, int], appearance: Appearance
) -> float:
    """The value that gets full colour: over one layer's maps of all slices, for `Appearance.normalise` "case".

    It is a value of the map as it is drawn, after `cells`. By `Appearance.scale` "robust" it is the 99th percentile of
    the magnitudes above zero, and at least half of what that is on the strongest slice alone; else their maximum.

    Returns:
        0 where there is nothing to draw.
    """
    found, box = [], None
    for each in maps:
        box = box or box_on_slice((each.shape[0], each.shape[1]), placement, shape, smooth=appearance.smooth)
        inside = _softened(rectify(each[box], appearance.polarity), placement, appearance)
        found.append(np.abs(inside, out=inside).ravel())
    peaks = np.array([each.max(initial=0) for each in found])
    if appearance.scale == "maximum" or not peaks.any():
        return float(peaks.max(initial=0))
    strongest = max(_high(found[at]) for at in np.argsort(peaks)[-_STRONGEST:] if peaks[at] > 0)
    every = (sum(each.size for each in found) // _SAMPLE) | 1  # odd: not the same few columns of each row
    return max(_high(np.concatenate([each[::every] for each in found])), _OF_STRONGEST * strongest)


def _high(size: NDArray[np.float32]) -> float:
    """The 99th percentile of the values above zero; 0 where there are none."""
    above = size[size > 0]
    return tails(above, 100 - _FULL)[1] if above.size else 0.0


def cells(
    values: NDArray[np.float32], placement: Placement, shape: tuple[int, int], appearance: Appearance
) -> NDArray[np.float32]:
    """What a map is drawn from, on its native grid: rectified, and smoothed over about a cell if that is asked for.

    Where the network sees more than 112 cells side by side, as in maps of the input, the smoothing is as wide as if
    there were 112: single pixels are no places. Cells beyond the slice have no part in it.
    """
    drawn = rectify(values, appearance.polarity).astype(np.float32)
    if appearance.smooth and appearance.soften:
        box = box_on_slice((values.shape[0], values.shape[1]), placement, shape)
        drawn[box] = _softened(drawn[box], placement, appearance)
    return drawn


def _softened(inside: NDArray[np.float32], placement: Placement, appearance: Appearance) -> NDArray[np.float32]:
    """The cells on the slice after smoothing, if that is asked for; an array of its own."""
    own = np.array(inside, dtype=np.float32, order="C")
    if own.size == 0 or not (appearance.smooth and appearance.soften):
        return own
    across = placement.frame.side / placement.step if placement.frame is not None else 0.0
    width = max(_SOFT_CELLS, across / _FINEST)
    return np.asarray(cv2.GaussianBlur(own, (0, 0), width, borderType=cv2.BORDER_REPLICATE), dtype=np.float32)


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
        appearance: polarity, normalisation, scale, contrast, threshold.
        reference: `full_colour` of the case; with ``appearance.normalise == "slice"`` it is not used, and without it
            the slice's own is.

    Returns:
        float32 ``[row, column]`` in 0..1, signed -1..1; 0 where nothing is drawn (outside the frame, below the
        threshold, no evidence).
    """
    full = full_of(values, placement, shape, appearance, reference)
    return tone(scaled(values, placement, shape, appearance, full), appearance)


def full_of(
    values: NDArray[np.float32],
    placement: Placement,
    shape: tuple[int, int],
    appearance: Appearance,
    reference: float | None,
) -> float:
    """The value at full colour of a slice's map: the case's, where that is known and asked for, or its own."""
    if appearance.normalise == "case" and reference is not None:
        return reference
    return full_colour([values], placement, shape, appearance)


def scaled(
    values: NDArray[np.float32], placement: Placement, shape: tuple[int, int], appearance: Appearance, full: float
) -> NDArray[np.float32]:
    """A map at every pixel of the slice as a share of `full`, 0..1 (signed -1..1), before `tone`; 0 for no evidence."""
    if full <= 0 or no_evidence(values, placement, shape, appearance):
        return np.zeros(shape, dtype=np.float32)
    shares = cells(values, placement, shape, appearance) / np.float32(full)
    return upsample(np.clip(shares, -1, 1, out=shares), placement, shape, smooth=appearance.smooth)


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
    by_maximum = replace(appearance, scale="maximum")
    for values, placement in zip(maps, placements, strict=True):
        top = full_colour([values], placement, shape, by_maximum)
        drawn = cells(values, placement, shape, appearance)
        grids[placement, values.shape].append(drawn / np.float32(top) if top else np.zeros_like(values))
    fused, mean = np.zeros(shape, dtype=np.float32), appearance.fusion == "mean"
    for (placement, _), group in grids.items():
        native = np.sum(group, axis=0) / np.float32(len(maps)) if mean else _farthest(np.stack(group))
        spread = upsample(native, placement, shape, smooth=appearance.smooth)
        fused = fused + spread if mean else _farthest(np.stack([fused, spread]))
    return fused


def to_maximum(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Values of any shape as shares of the largest magnitude among them, -1 to 1; all 0 where they are."""
    return values / np.float32(np.abs(values).max(initial=0) or 1.0)


def tone(
    values: NDArray[np.float32], appearance: Appearance, spread: tuple[float, float] | None = None
) -> NDArray[np.float32]:
    """Threshold and contrast of normalised values, float32 ``[row, column]`` in 0..1 (signed -1..1).

    Both are taken from the same values, those before: what is drawn is what is scored, and a higher threshold takes
    pixels away without changing the colour of those that are left.

    Args:
        values: shares of full colour.
        appearance: threshold and contrast.
        spread: what `stretch_of` finds in them, where that is known.
    """
    if appearance.draw_above <= 0 and appearance.contrast == "none":
        return np.clip(values, -1, 1)
    size = np.minimum(np.abs(values), 1)
    drawn = (size >= appearance.draw_above) & (size > 0)
    if appearance.contrast == "stretch":
        size = stretched(size, spread or stretch_of(values))
    elif appearance.contrast == "clahe":
        size = np.maximum(_equalised(size), _TRACE)
    size *= drawn
    return np.copysign(size, values) if appearance.signed else size


def stretch_of(values: NDArray[np.float32]) -> tuple[float, float]:
    """The 2nd and the 98th percentile of the magnitudes above zero, whatever the threshold; 0 and 1 for want of any."""
    size = np.minimum(np.abs(values), 1)
    inside = size[size > 0]
    if inside.size == 0:
        return 0.0, 1.0
    inside = inside[:: max(1, inside.size // _SETTLES)]
    low, high = (float(each) for each in np.percentile(inside, _STRETCH))
    return (low, high) if high > low else (0.0, 1.0)


def stretched(size: NDArray[np.float32], spread: tuple[float, float]) -> NDArray[np.float32]:
    """Magnitudes spread from `spread` to 0..1; the weakest keeps a trace."""
    low, high = (np.float32(each) for each in spread)
    found: NDArray[np.float32] = np.clip((size - low) / (high - low), _TRACE, np.float32(1))
    return found


def _farthest(stack: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of ``[layer, row, column]`` the value farthest from zero, ``[row, column]``."""
    high, low = stack.max(axis=0), stack.min(axis=0)
    farthest: NDArray[np.float32] = np.where(high >= -low, high, low)
    return farthest


def _equalised(size: NDArray[np.float32]) -> NDArray[np.float32]:
    """Contrast-limited adaptive histogram equalisation of 0..1."""
    equalised = cv2.createCLAHE(_CLAHE_CLIP, _CLAHE_TILES).apply(cv2.convertScaleAbs(size, alpha=255))
    return np.asarray(equalised, dtype=np.float32) * np.float32(1 / 255)
