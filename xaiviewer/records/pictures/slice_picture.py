"""One slice with the clinician's mask, and beside it the same slice under one layer's heat."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.contour import SHARES, dashes, draw_outline, outline
from xaiviewer.display.overlay import line_colours
from xaiviewer.display.palette import CAUTION, CLINICIAN, FAINT, MODEL, MUTED
from xaiviewer.display.picture import grey_slice, legend, under_heat
from xaiviewer.records import NOTICE
from xaiviewer.records.pictures.canvas import BODY, SMALL, TITLE, Canvas, shortened, width_of, wrapped
from xaiviewer.records.pictures.captioned import CaptionedHeat
from xaiviewer.requests import Analysis, SliceResult

_PANEL = 512  # pixels that a panel's longer side has at least
_PALE = "pale: not called {finding}"
_EDGE, _HEAD, _FOOT, _BAR, _NOTE = 20, 84, 48, 64, 20


def slice_picture(
    case: Case,
    analysis: Analysis,
    result: SliceResult,
    shown: CaptionedHeat,
    *,
    appearance: Appearance,
    times: int = 1,
) -> Canvas:
    """The picture of one slice.

    Args:
        case, analysis, result: the slice and what the networks said.
        shown: the heat over it, and its words.
        appearance: how it is drawn; for many slices of a case one that is `settled`.
        times: how much larger than its smallest size it is drawn.
    """
    volume = appearance.volume(case)
    grey = grey_slice(volume, result.index, appearance)
    scale = panel_scale(case) * times
    anatomy = enlarged(under_heat(grey, None, appearance), scale)
    pale = appearance.mute and shown.decides and analysis.denied(result.index)
    heated = enlarged(under_heat(grey, shown.heat, appearance.muted(denied=pale)), scale)
    mask = case.mask_of(result.index) if appearance.mask else None
    model = result.segmentation if appearance.model else None
    draw_outline(heated, shown.regions if appearance.heat else (), FAINT, scale=scale)
    for picture in (anatomy, heated):
        outlined(picture, mask, model, scale, times)

    height, width = (each // times for each in anatomy.shape[:2])
    across = 3 * _EDGE + 2 * width + _BAR
    notes = [
        (line, colour)
        for words, colour in [*((each, MUTED) for each in shown.notes if each), (shown.warning, CAUTION)]
        for line in wrapped(words, SMALL, across - 2 * _EDGE)
    ]
    canvas = Canvas(_HEAD + height + _FOOT + len(notes) * _NOTE, across, scale=times)
    canvas.paste(_EDGE, _HEAD, anatomy)
    canvas.paste(2 * _EDGE + width, _HEAD, heated)
    _head(canvas, case, analysis, result, volume.title, width)
    x = 2 * _EDGE + width
    canvas.text(x, 34, shortened(shown.title, TITLE, width), size=TITLE, bold=True)
    subtitle = f"{_PALE.format(finding=analysis.description.main_name)} · {shown.subtitle}" if pale else shown.subtitle
    _below_title(canvas, x, subtitle, width)
    if shown.remark and appearance.heat:
        canvas.text(x + 16, _HEAD + height - 16, shown.remark, colour=CAUTION, bold=True)
    _bar(canvas, x + width + 12, height, appearance, shown)
    below = _HEAD + height + 30
    for line, (words, colour) in enumerate(notes):
        canvas.text(_EDGE, below + line * _NOTE, words, size=SMALL, colour=colour)
    _foot(canvas, below + len(notes) * _NOTE, mask is not None, model is not None)
    return canvas


def panel_scale(case: Case) -> int:
    """How many pixels of a panel stand for one of the slice, at the smallest size."""
    return max(1, round(_PANEL / max(case.shape)))


def enlarged(picture: NDArray[np.uint8], scale: int) -> NDArray[np.uint8]:
    """Enlarged by a whole number, so that outlines stay on the pixels' edges."""
    larger = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) if scale > 1 else picture
    return np.ascontiguousarray(larger, dtype=np.uint8)


def outlined(
    picture: NDArray[np.uint8],
    mask: NDArray[np.bool_] | None,
    model: NDArray[np.bool_] | None,
    scale: int,
    times: int = 1,
) -> None:
    """The clinician's mask as a line, the model's dashed on top of it: where they agree both are seen."""
    thickness = times if scale == times else 2 * times
    if mask is not None:
        draw_outline(picture, outline(mask), CLINICIAN, scale=scale, thickness=thickness)
    if model is not None:
        dashed = [dash for polygon in outline(model) for dash in dashes(polygon)]
        draw_outline(picture, dashed, MODEL, scale=scale, thickness=thickness, closed=False)


def _head(canvas: Canvas, case: Case, analysis: Analysis, result: SliceResult, sequence: str, room: int) -> None:
    name = shortened(case.name, TITLE, room)
    canvas.text(_EDGE, 34, name, size=TITLE, bold=True)
    called = analysis.classes[result.predicted]
    description = analysis.description
    chance = float(result.probabilities[description.main_class])
    words = f"slice {result.index + 1} of {len(case)} · {sequence}"
    words += f" · P({description.main_name}) = {chance:.3f} · called {called}"
    end = _below_title(canvas, _EDGE, words, room)
    if case.stand_in:
        whole = canvas.width - 2 * _EDGE
        canvas.text(_EDGE, _HEAD - 6, shortened(case.stand_in, SMALL, whole), size=SMALL, colour=CAUTION)
    if case.synthetic and end < room - 80:
        canvas.text(end + 12, 62, "synthetic", colour=CAUTION)


def _below_title(canvas: Canvas, x: int, words: str, room: int) -> int:
    """Words in smaller letters where they would be cut: a p without what it is held against says another thing."""
    size = BODY if width_of(words, BODY) <= room else SMALL
    return canvas.text(x, 62, shortened(words, size, room), size=size, colour=MUTED)


def _bar(canvas: Canvas, x: int, height: int, appearance: Appearance, shown: CaptionedHeat) -> None:
    """The colour bar with the values at its ends; zero is in the middle where both signs are drawn.

    There is none, but room for it, where a map holds nothing to be drawn.
    """
    if shown.heat.blank:
        return
    if appearance.style == "contours":
        for place, (colour, _) in enumerate(line_colours(appearance)):
            tint = (int(colour[0]), int(colour[1]), int(colour[2]))
            canvas.swatch(x, _HEAD + 22 + 20 * place, tint, f"{SHARES[place] * 100:.0f} %")
        return
    bar = legend(shown.heat, appearance, (height - 44) * canvas.scale)[::-1, None]
    canvas.paste(x, _HEAD + 22, np.repeat(bar, 14 * canvas.scale, axis=1))
    if appearance.contrast == "clahe":
        return  # a colour stands for no one value
    full = f"{shown.heat.full:.3g}" if shown.unit and shown.heat.full > 0 else "max"
    canvas.text(x, _HEAD + 12, full, size=12, colour=FAINT)
    canvas.text(x, _HEAD + height - 6, f"−{full}" if appearance.signed else "0", size=12, colour=FAINT)
    if appearance.signed:
        canvas.text(x + 18, _HEAD + 26 + (height - 44) // 2, "0", size=12, colour=FAINT)


def _foot(canvas: Canvas, baseline: int, masked: bool, segmented: bool) -> None:  # noqa: FBT001
    x = _EDGE
    if masked:
        x = canvas.swatch(x, baseline, CLINICIAN, "clinician's mask") + 24
    if segmented:
        canvas.swatch(x, baseline, MODEL, "model's segmentation", dashed=True)
    canvas.text_right(canvas.width - _EDGE, baseline, NOTICE, size=12, colour=CAUTION)
