"""What receptive-field centring changes: the same maps scored with either alignment; and IoU at several thresholds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import footprint
from xaiviewer.agreement.nulls.scene import Maps, Scene
from xaiviewer.agreement.scores import scores
from xaiviewer.audit.found import THRESHOLDS
from xaiviewer.case.frame import Alignment, Frame
from xaiviewer.requests import MEASURES, Layer

ALIGNMENTS: tuple[Alignment, Alignment] = ("centred", "half-pixel")
_IOU = list(MEASURES).index("iou")


def aligned_scores(slices: Sequence[tuple[Maps, Scene]], threshold: float) -> NDArray[np.float32]:
    """Every score with either alignment, ``[alignment, measure, map]``: means over the slices, a silent map scoring 0.

    NaN for a map that is silent on all of them.
    """
    found = [[_scores(maps, scene, threshold, alignment) for alignment in ALIGNMENTS] for maps, scene in slices]
    return _mean(np.array(found)).transpose(0, 2, 1)


def iou_by_threshold(slices: Sequence[tuple[Maps, Scene]]) -> NDArray[np.float32]:
    """IoU at each of `THRESHOLDS`, ``[threshold, map]``: means as above."""
    return _mean(np.array([[_scores(*each, level, "centred")[:, _IOU] for level in THRESHOLDS] for each in slices]))


def shift_px(frame: Frame, layer: Layer) -> float:
    """How far the two alignments put a cell apart, in pixels of the slice, along the axis where it is more."""
    one, two = (frame.placement(layer.stride, each, centre=layer.centre) for each in ALIGNMENTS)
    return max(abs(one.row - two.row), abs(one.column - two.column))


def _scores(maps: Maps, scene: Scene, threshold: float, alignment: Alignment) -> NDArray[np.float32]:
    """``[map, measure]`` of one slice."""
    found = np.full((len(maps), len(MEASURES)), np.nan, dtype=np.float32)
    groups: dict[tuple[tuple[int, int], int, tuple[float, float]], list[int]] = {}
    for place, layer in enumerate(scene.layers):
        groups.setdefault((layer.grid, layer.stride, layer.centre), []).append(place)
    for (grid, stride, centre), members in groups.items():
        cells = footprint(scene.frame, grid, stride, scene.shape, alignment, centre)
        found[members] = scores(np.stack([maps[place] for place in members]), scene.mask, cells, threshold)
    return found


def _mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Over the first axis; what is undefined on a slice counts as nothing there, what is on all stays undefined."""
    told = ~np.isnan(values)
    means = np.where(told, values, 0).mean(axis=0, dtype=np.float64)
    return np.where(told.any(axis=0), means, np.nan).astype(np.float32)
