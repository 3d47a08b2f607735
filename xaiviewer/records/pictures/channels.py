"""The channels of a layer that contribute most to the logit, each over the slice."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.palette import FAINT, MUTED
from xaiviewer.display.picture import grey_slice, heat_on_slice, under_heat
from xaiviewer.records.pictures.canvas import BODY, SMALL, Canvas, shortened
from xaiviewer.records.pictures.headed import EDGE, HEAD, headed_canvas
from xaiviewer.requests import Analysis, ChannelMaps

_TILE, _GAP, _CAPTION, _SUMS, _ACROSS = 148, 10, 38, 30, 6


def channels_picture(case: Case, analysis: Analysis, found: ChannelMaps, appearance: Appearance) -> Canvas:
    """A tile per channel, scaled to its own maximum, with what it adds to the logit."""
    layer = analysis.description_of(found.request).layers[found.layer]
    placement = analysis.placement_of(found.request, found.layer, appearance.alignment)
    count = max(len(found.channels), 1)
    across = min(count, _ACROSS)
    rows = -(-count // across)
    width = max(across * (_TILE + _GAP) - _GAP, 3 * _TILE)
    body = (_SUMS + rows * (_TILE + _CAPTION + _GAP), width)
    canvas = headed_canvas(case, analysis, found.request, found.index, body)
    shown = float(found.contributions.sum())
    sums = f"{layer.name} · these {len(found.channels)} channels add {shown:+.3f} of {found.total:+.3f}"
    canvas.text(EDGE, HEAD + 16, shortened(sums, BODY, width), colour=MUTED)
    grey = grey_slice(appearance.volume(case), found.index, appearance)
    appearance = replace(appearance, scale="maximum", soften=False)  # its maximum is written below each
    for place, (channel, adds, values) in enumerate(
        zip(found.channels.tolist(), found.contributions.tolist(), found.maps, strict=True)
    ):
        x = EDGE + place % across * (_TILE + _GAP)
        y = HEAD + _SUMS + place // across * (_TILE + _CAPTION + _GAP)
        heat = heat_on_slice([values], [placement], case.shape, appearance)
        picture = under_heat(grey, heat, appearance)
        scale = _TILE / max(picture.shape[:2])
        size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        canvas.paste(x, y, np.asarray(cv2.resize(picture, size, interpolation=how), dtype=np.uint8))
        canvas.text(x, y + _TILE + 14, f"channel {channel}", size=SMALL)
        canvas.text(x, y + _TILE + 28, f"adds {adds:+.3f} · up to {heat.full:.3g}", size=SMALL, colour=FAINT)
    return canvas
