"""One slice with the clinician's mask, and beside it the same slice under one layer's heat."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import METHODS, SEQUENCES, TUMOUR, Analysis, Case, SliceResult, Volume
from xaiviewer.display.colour import colour_bar, suited
from xaiviewer.display.contour import dashes, draw_outline, outline
from xaiviewer.display.heat import HeatStyle, heat, no_evidence
from xaiviewer.display.overlay import blend
from xaiviewer.display.palette import CAUTION, CLINICIAN, FAINT, MODEL, MUTED
from xaiviewer.display.window import Window, automatic_window, to_grey
from xaiviewer.records import NOTICE
from xaiviewer.records.canvas import BODY, TITLE, Canvas, shortened

OPACITY = 0.7
_PANEL = 512  # pixels that a panel's longer side has at least
_EDGE, _HEAD, _FOOT, _BAR = 20, 84, 48, 64


@dataclass(frozen=True, eq=False)
class LayerMap:
    """One layer's map of one slice.

    Attributes:
        layer: index in `Analysis.layers`.
        values: signed float32 ``[row, column]`` on the native grid.
        method: key of the method that made it.
        mass: relevance mass in the mask, where it is known.
    """

    layer: int
    values: NDArray[np.float32]
    method: str
    mass: float | None = None


def shown_volume(case: Case) -> Volume:
    """The sequence that pictures show: FLAIR, on which gliomas stand out, or the first there is."""
    return next((volume for volume in case.volumes if volume.sequence == "flair"), case.volumes[0])


def slice_picture(
    case: Case,
    analysis: Analysis,
    result: SliceResult,
    shown: LayerMap,
    *,
    style: HeatStyle,
    window: Window | None = None,
    reference: float | None = None,
) -> Canvas:
    """The picture of one slice and one layer.

    Args:
        case, analysis, result: the slice and what the networks said.
        shown: the layer's map.
        style: how the map is shown.
        window: of the shown sequence; the automatic one where it is not given.
        reference: the layer's maximum over the case, for a style normalised by case.
    """
    volume = shown_volume(case)
    grey = to_grey(volume.voxels[result.index], window or automatic_window(volume.voxels))
    layer = analysis.layers[shown.layer]
    drawn = heat(
        shown.values, analysis.frame.placement(layer.stride, style.alignment), case.shape, style, reference=reference
    )
    scale = max(1, round(_PANEL / max(case.shape)))
    anatomy = _panel(np.repeat(grey[..., None], 3, axis=2), scale)
    heated = _panel(blend(grey, drawn, style, OPACITY), scale)
    mask = case.mask_of(result.index)
    for picture in (anatomy, heated):
        _outlines(picture, mask, result.segmentation, scale)

    height, width = anatomy.shape[:2]
    canvas = Canvas(_HEAD + height + _FOOT, 3 * _EDGE + 2 * width + _BAR)
    canvas.paste(_EDGE, _HEAD, anatomy)
    canvas.paste(2 * _EDGE + width, _HEAD, heated)
    _head(canvas, case, analysis, result, width)
    x = 2 * _EDGE + width
    named = f"{layer.name} · {layer.keras_name}"
    canvas.text(x, 34, shortened(named, TITLE, width), size=TITLE, bold=True)
    grid = f"{METHODS[shown.method]} for “{analysis.classes[analysis.class_index]}” · {_grid(layer.grid)}, upsampled"
    canvas.text(x, 62, shortened(grid, BODY, width), colour=MUTED)
    if no_evidence(shown.values, style.polarity):
        canvas.text(x + 16, _HEAD + height - 16, "No positive evidence in this layer", colour=CAUTION, bold=True)
    _bar(canvas, x + width + 12, height, style)
    _foot(canvas, _HEAD + height + 30, mask is not None, result.segmentation is not None)
    return canvas


def _panel(picture: NDArray[np.uint8], scale: int) -> NDArray[np.uint8]:
    """Enlarged by a whole number, so that outlines stay on the pixels' edges."""
    enlarged = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) if scale > 1 else picture
    return np.ascontiguousarray(enlarged, dtype=np.uint8)


def _outlines(
    picture: NDArray[np.uint8], mask: NDArray[np.bool_] | None, model: NDArray[np.bool_] | None, scale: int
) -> None:
    """The clinician's mask as a line, the model's dashed on top of it: where they agree both are seen."""
    thickness = 2 if scale > 1 else 1
    if mask is not None:
        draw_outline(picture, outline(mask), CLINICIAN, scale=scale, thickness=thickness)
    if model is not None:
        dashed = [dash for polygon in outline(model) for dash in dashes(polygon)]
        draw_outline(picture, dashed, MODEL, scale=scale, thickness=thickness, closed=False)


def _head(canvas: Canvas, case: Case, analysis: Analysis, result: SliceResult, room: int) -> None:
    name = shortened(case.name, TITLE, room)
    canvas.text(_EDGE, 34, name, size=TITLE, bold=True)
    called = analysis.classes[result.predicted]
    chance = float(result.probabilities[TUMOUR])
    words = f"slice {result.index + 1} of {len(case)} · {SEQUENCES[shown_volume(case).sequence]}"
    words += f" · P({analysis.classes[TUMOUR]}) = {chance:.3f} · called {called}"
    end = canvas.text(_EDGE, 62, shortened(words, BODY, room), colour=MUTED)
    if case.synthetic and end < room - 80:
        canvas.text(end + 12, 62, "synthetic", colour=CAUTION)


def _bar(canvas: Canvas, x: int, height: int, style: HeatStyle) -> None:
    """The colour bar: the layer's own maximum on top."""
    signed = style.polarity == "signed"
    bar = colour_bar(suited(style.colour_map, signed=signed), height - 44)
    canvas.paste(x, _HEAD + 22, np.repeat(bar, 14, axis=1))
    canvas.text(x, _HEAD + 12, "max", size=12, colour=FAINT)
    canvas.text(x, _HEAD + height - 6, "−max" if signed else "0", size=12, colour=FAINT)


def _foot(canvas: Canvas, baseline: int, masked: bool, segmented: bool) -> None:  # noqa: FBT001
    x = _EDGE
    if masked:
        x = canvas.swatch(x, baseline, CLINICIAN, "clinician's mask") + 24
    if segmented:
        canvas.swatch(x, baseline, MODEL, "model's segmentation", dashed=True)
    canvas.text_right(canvas.pixels.shape[1] - _EDGE, baseline, NOTICE, size=12, colour=CAUTION)


def _grid(grid: tuple[int, int]) -> str:
    return f"{grid[0]} × {grid[1]}"
