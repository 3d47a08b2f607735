"""From a case to the network's input: a square around the head, standardised per sequence over the volume.

Framing the head instead of the image makes the input independent of field of view and pixel spacing, which TIFF
files do not even state. Standardising over the whole volume keeps the differences between slices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import SEQUENCES, Case, Frame
from xaiviewer.nets.inputs.background import as_taken, border
from xaiviewer.nets.inputs.colours import COLOURS, read_colours
from xaiviewer.nets.inputs.normalisation import Scaling, channels_last, shrunk

MARGIN = 0.04
"""Added to the head's bounding square on each side, as a share of its side."""

_SOFTEN = 1.2  # slice pixels to one of the network's, above which they are blurred first

_CLIP = 6.0  # standard deviations; a few saturated vessels must not fill a half-precision range


@dataclass(frozen=True)
class Standardisation:
    """What maps stored values to the network's: ``(value - mean) / deviation`` for each sequence.

    Attributes:
        frame: the square around the head.
        mean, deviation: float32 ``[sequence]``, over the head's voxels between the 0.5th and 99.5th percentile.
        scaling: in place of these, for a network that takes other values; None for those above.
    """

    frame: Frame
    mean: NDArray[np.float32]
    deviation: NDArray[np.float32]
    scaling: Scaling | None = None


def stack_sequences(
    case: Case, sequences: Sequence[str] = tuple(SEQUENCES), missing: str = "", *, stored: bool = False
) -> NDArray[Any]:
    """The case's `sequences` in channel order, ``[sequence, slice, row, column]``.

    `missing` stands in for those that it lacks; where that is "" or lacks, too, the case's main sequence does.

    Their background is dark, see `background`, but where they are wanted as they are `stored`: what is bright around a
    chest is no inverted air. A sequence without any picture counts as missing.
    """
    volumes = {name: case.volume(name).voxels if stored else each.values for name, each in as_taken(case).items()}
    fallback = volumes[_standing_in(volumes, missing, case)]
    colours = read_colours(case) if {*COLOURS} & {*sequences} else {}
    return np.stack([colours.get(name, volumes.get(name, fallback)) for name in sequences])


def pictured(case: Case, sequences: Sequence[str] = tuple(SEQUENCES), missing: str = "") -> NDArray[np.bool_]:
    """Whether each of `stack_sequences`' channels was acquired on each slice, bool ``[sequence, slice]``.

    A slice that was acquired and is blank in one sequence alone counts: the networks saw such slices in training.
    """
    shown = [volume for volume in case.volumes if volume.shows] or case.volumes
    absent = {volume.sequence: volume.absent for volume in shown}
    fallback = absent[_standing_in(absent, missing, case)]
    there = np.ones((len(sequences), len(case)), dtype=bool)
    for channel, name in enumerate(sequences):
        there[channel, sorted(absent.get(name, fallback))] = False
    return there


def _standing_in(there: Mapping[str, Any], missing: str, case: Case) -> str:
    """Key of what stands in for a sequence that a case lacks, of those that are `there`."""
    return next((key for key in (missing, case.main_sequence) if key in there), next(iter(there)))


def head_mask(images: NDArray[Any]) -> NDArray[np.bool_]:
    """The voxels of head (or brain) against air, bool ``[slice, row, column]``.

    A voxel counts when it is above a third of Otsu's threshold in the mean of the sequences, each scaled to its
    own 99.5th percentile above its own background (the median of the image border).
    """
    mean = np.zeros(images.shape[1:], dtype=np.float32)
    for sequence in images:
        values = sequence.astype(np.float32)
        values -= np.median(border(values))
        mean += np.clip(values / max(float(np.percentile(values, 99.5)), 1e-6), 0, 1)
    grey = (mean * (255 / len(images))).astype(np.uint8)
    threshold, _ = cv2.threshold(grey.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)
    return grey > max(threshold / 3, 4)


def head_depth(head: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Pixels to the edge of the head with its holes filled, float32 ``[row, column]``; 0 outside of it."""
    contours, _ = cv2.findContours(head.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cv2.drawContours(np.zeros(head.shape, np.uint8), contours, -1, 1, cv2.FILLED)
    framed = cv2.copyMakeBorder(filled, 1, 1, 1, 1, cv2.BORDER_CONSTANT)  # the image's edge is an edge
    return np.asarray(cv2.distanceTransform(framed, cv2.DIST_L2, 5)[1:-1, 1:-1], dtype=np.float32)


def standardise(
    images: NDArray[Any],
    *,
    size: int,
    margin: float = MARGIN,
    head: NDArray[np.bool_] | None = None,
    there: NDArray[np.bool_] | None = None,
) -> Standardisation:
    """Find the head and the statistics of `images` ``[sequence, slice, row, column]``.

    Args:
        size: side of the network's input in pixels.
        margin: see `MARGIN`.
        head: as `head_mask` gives it, where it is known already.
        there: as `pictured` gives it: only slices of which a sequence has a picture have a part in its statistics.
    """
    if head is None:
        head = head_mask(images)
    row, column, side = head_square(head, margin)
    mean = np.zeros(len(images), dtype=np.float32)
    deviation = np.ones(len(images), dtype=np.float32)
    for index, sequence in enumerate(images):
        inside = head if there is None or there[index].all() else head & there[index][:, None, None]
        values = sequence[inside].astype(np.float32)
        if values.size:
            low, high = np.percentile(values, (0.5, 99.5))
            values = np.clip(values, low, high)
            mean[index] = values.mean()
            deviation[index] = max(float(values.std()), 1e-6)
    return Standardisation(Frame(row, column, side, size), mean, deviation)


def network_input(images: NDArray[Any], how: Standardisation) -> NDArray[np.float32]:
    """Slices ``[sequence, slice, row, column]`` as float32 ``[slice, sequence, size, size]`` for the network."""
    matrix = to_slice(how.frame)
    slices = [warp(np.moveaxis(images[:, index], 0, -1), matrix, how) for index in range(images.shape[1])]
    return np.stack(slices)


def to_slice(frame: Frame) -> NDArray[np.float64]:
    """2 x 3 affine from network input (column, row) to slice (column, row), pixel centres at integers."""
    down, across = frame.scales
    return np.array([[across, 0, frame.column + (across - 1) / 2 + 0.5], [0, down, frame.row + (down - 1) / 2 + 0.5]])


def warp(image: NDArray[Any], matrix: NDArray[np.float64], how: Standardisation) -> NDArray[np.float32]:
    """One slice ``[row, column, sequence]`` sampled at ``matrix``, standardised: ``[sequence, size, size]``.

    Outside the slice lies air: each sequence's minimum. Shrinking is preceded by a blur against aliasing.
    """
    size = how.frame.size
    values = image.astype(np.float32)
    shrink = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    stretched = float(np.sqrt(how.frame.aspect))
    down, across = (
        0.5 * float(np.sqrt(each**2 - 1)) if each > _SOFTEN else 0.0
        for each in (shrink * stretched, shrink / stretched)
    )
    values = shrunk(values, down, across)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    air = [float(values[..., index].min()) for index in range(values.shape[-1])]
    sampled = cv2.warpAffine(values, matrix, (size, size), flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=air)
    sampled = channels_last(cast("NDArray[np.float32]", sampled))
    if how.scaling is not None:
        return np.ascontiguousarray(how.scaling(sampled, image.astype(np.float32)).transpose(2, 0, 1))
    sampled = (sampled - how.mean) / how.deviation
    clipped: NDArray[np.float32] = np.ascontiguousarray(np.clip(sampled, -_CLIP, _CLIP).transpose(2, 0, 1))
    return clipped


def head_square(head: NDArray[np.bool_], margin: float) -> tuple[float, float, float]:
    """Upper left corner (row, column) and side of the square around the head; the whole slice where there is none."""
    return _square(_outline(head), margin)


def _outline(head: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The head seen from above: pixels that are head in a tenth of the slices, the largest connected part."""
    share = head.mean(axis=0)
    seen = np.asarray(share >= max(min(0.1, share.max() * 0.5), 1e-6), dtype=np.uint8)
    opened = cv2.morphologyEx(seen, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened)
    if count < 2:
        return seen
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    return np.asarray(labels == largest, dtype=np.uint8)


def _square(outline: NDArray[np.uint8], margin: float) -> tuple[float, float, float]:
    """Upper left corner (row, column) and side of the square around `outline`; the whole slice if it is empty."""
    rows, columns = np.nonzero(outline)
    if rows.size == 0:
        height, width = outline.shape
        side = float(max(height, width))
        return (height - side) / 2 - 0.5, (width - side) / 2 - 0.5, side
    top, bottom = rows.min() - 0.5, rows.max() + 0.5
    left, right = columns.min() - 0.5, columns.max() + 0.5
    side = float(max(bottom - top, right - left)) * (1 + 2 * margin)
    return float(top + bottom - side) / 2, float(left + right - side) / 2, side
