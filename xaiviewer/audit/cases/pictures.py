"""A slice with the clinician's mask, and beside it the same slice under one map: no words, no names."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.contour import draw_outline, outline
from xaiviewer.display.palette import CLINICIAN
from xaiviewer.display.picture import grey_slice, heat_on_slice, under_heat
from xaiviewer.records.pictures.canvas import Canvas
from xaiviewer.requests import Analysis

_GAP = 8
_APPEARANCE = Appearance()


def disagreement_picture(case: Case, analysis: Analysis, index: int, values: NDArray[np.float32], layer: int) -> bytes:
    """The PNG file.

    Args:
        case, analysis: what is shown.
        index: the slice.
        values: the map, on the cells of a layer, and the layer's index.
        layer: see above.
    """
    mask = case.mask_of(index)
    grey = grey_slice(_APPEARANCE.volume(case), index, _APPEARANCE)
    heat = heat_on_slice([values], [analysis.placement(layer)], case.shape, _APPEARANCE)
    panels = [under_heat(grey, each, _APPEARANCE) for each in (None, heat)]
    canvas = Canvas(grey.shape[0], 2 * grey.shape[1] + _GAP)
    for place, panel in enumerate(panels):
        drawn = np.ascontiguousarray(panel)
        if mask is not None:
            draw_outline(drawn, outline(mask), CLINICIAN)
        canvas.paste(place * (grey.shape[1] + _GAP), 0, drawn)
    return canvas.png()
