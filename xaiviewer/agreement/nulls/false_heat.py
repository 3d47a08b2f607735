"""How hot does a slice without a lesion look? A scale of its own would make every slice look alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import footprint
from xaiviewer.agreement.nulls.pictures import filled
from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.case import Frame
from xaiviewer.case.frame import Alignment
from xaiviewer.requests import Layer
from xaiviewer.requests.nulls import FalseHeat


def false_heat(
    with_lesion: Sequence[Maps],
    without: Mapping[int, tuple[Maps, NDArray[np.bool_]]],
    layers: Sequence[Layer],
    frame: Frame,
    *,
    threshold: float = 0.5,
    alignment: Alignment = "centred",
) -> dict[int, FalseHeat]:
    """The heat of slices with an empty mask on the scale of the case's slices with a lesion, by slice.

    Args:
        with_lesion: the maps of the slices whose mask is not empty, one per layer each.
        without: by slice, those of the slices whose mask is empty, and the head, bool ``[row, column]``.
        layers: of the maps.
        frame: where the network's input lies on the slice.
        threshold: share of the highest maximum from which a cell counts as marked.
        alignment: where cells lie.
    """
    if not without:
        return {}
    shape = next(iter(without.values()))[1].shape
    cells = [footprint(frame, each.grid, each.stride, (shape[0], shape[1]), alignment, each.centre) for each in layers]
    highest = np.zeros(len(layers))
    for maps in with_lesion:
        peaks = [values.max(where=each.lies, initial=0) for values, each in zip(maps, cells, strict=True)]
        highest = np.maximum(highest, peaks)
    scale = np.where(highest > 0, highest, np.nan)
    found = {}
    for index, (maps, head) in without.items():
        whole = filled(head)
        peak, marked = np.full((2, len(layers)), np.nan)
        pixels = int(np.count_nonzero(whole))
        for number, (values, each) in enumerate(zip(maps, cells, strict=True)):
            inside = each.covered(whole)
            seen = (inside > 0) & each.lies
            peak[number] = max(float(values.max(where=seen, initial=0)), 0) / scale[number]
            hot = values >= threshold * scale[number]
            if pixels and not np.isnan(scale[number]):
                marked[number] = min(float(inside[hot].sum(dtype=np.float64)) / pixels, 1)
        found[index] = FalseHeat(index, peak, marked, threshold)
    return found
