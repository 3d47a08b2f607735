"""A figure for a paper: the telling slice at 300 dpi with scale bar and colour bar, and its caption as a text file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.palette import CAUTION
from xaiviewer.display.picture import legend
from xaiviewer.display.scale import length_mm
from xaiviewer.exports.context import Context
from xaiviewer.exports.drawn.pictures import heat_of, heated_picture, png_of
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.records import NOTICE
from xaiviewer.records.pictures.attribution import set_words
from xaiviewer.records.pictures.canvas import Canvas, width_of
from xaiviewer.records.pictures.captioned import CaptionedHeat
from xaiviewer.requests import method_title

DPI = 300
_ACROSS = 1004  # pixels of the slice at least: 85 mm, a column of most journals
_WHITE, _INK = (255, 255, 255), (16, 16, 16)
_EDGE, _BAR, _BAR_ROOM, _LETTERS = 24, 28, 150, 30


def refuses(context: Context) -> str:
    """Why there is no map to show."""
    return (
        "" if context.layer is not None else f"No layer's map of {context.case.name} is written, so there is no figure."
    )


def make(context: Context) -> Iterator[Made]:
    """figure.png and figure.txt."""
    yield Made("figure.png", partial(_figure, context))
    yield Made("figure.txt", partial(_caption, context))


def _caption(context: Context) -> bytes:
    return f"{caption(context)}\n".encode()


def _figure(context: Context) -> bytes:
    heat = heat_of(context, context.telling)
    assert heat is not None
    scale = -(-_ACROSS * context.wanted.scale // context.case.shape[1])
    picture = heated_picture(context, context.telling, heat=heat, scale=scale)
    _scale_bar(picture, context, scale)
    height, width = picture.shape[:2]
    canvas = Canvas(height + 2 * _EDGE, width + 3 * _EDGE + _BAR + _BAR_ROOM, _WHITE)
    canvas.paste(_EDGE, _EDGE, picture)
    if heat.heat.blank and context.appearance.heat:
        canvas.text(2 * _EDGE, 2 * _EDGE + _LETTERS, heat.remark, size=_LETTERS, colour=CAUTION)
    _colour_bar(canvas, context, heat, (2 * _EDGE + width, height))
    return png_of(canvas.pixels, dpi=DPI, told=caption(context))


def _colour_bar(canvas: Canvas, context: Context, heat: CaptionedHeat, place: tuple[int, int]) -> None:
    """The colours with the values at their ends; none where lines are drawn in their place, or nothing is."""
    x, height = place
    if context.appearance.style == "contours" or heat.heat.blank:
        return
    bar = legend(heat.heat, context.appearance, height)[::-1, None]
    canvas.paste(x, _EDGE, np.repeat(bar, _BAR, axis=1))
    if context.appearance.contrast == "clahe":
        return  # a colour stands for no one value
    full = f"{heat.heat.full:.3g}" if heat.unit and heat.heat.full > 0 else "max"
    right = x + _BAR + 12
    canvas.text(right, _EDGE + _LETTERS - 6, full, size=_LETTERS, colour=_INK)
    canvas.text(right, _EDGE + height, f"−{full}" if context.appearance.signed else "0", size=_LETTERS, colour=_INK)


def _scale_bar(picture: NDArray[np.uint8], context: Context, scale: int) -> None:
    """A round length in the lower left corner; none where the files give no spacing."""
    per_px = mm_per_px(context, scale)
    length = length_mm(per_px, picture.shape[1]) if per_px else 0
    if not length:
        return
    left, base, long = 28, picture.shape[0] - 28, round(length / per_px)
    for colour, thick in (((0, 0, 0), 12), (_WHITE, 6)):
        cv2.line(picture, (left, base), (left + long, base), colour, thick)
    words = f"{length} mm"
    back = Canvas(_LETTERS + 16, width_of(words, _LETTERS) + 20, (0, 0, 0))
    back.text(10, _LETTERS + 2, words, size=_LETTERS, colour=_WHITE)
    top = base - 24 - back.height
    picture[top : top + back.height, left : left + back.width] = back.pixels


def mm_per_px(context: Context, scale: int) -> float:
    """Millimetres of a pixel of the picture; 0 where the files give no spacing."""
    if not context.case.geometry.known:
        return 0.0
    _, high, wide = context.case.geometry.spacing_mm
    return min(high, wide) / scale


def caption(context: Context) -> str:
    """What is seen, in sentences, as it stands below a figure."""
    assert context.layer is not None
    case, analysis, index = context.case, context.analysis, context.telling
    result, layer = context.explained.result(index), analysis.layers[context.layer]
    shown = context.explained.layer_map(context.layer, index)
    heat = heat_of(context, index)
    assert heat is not None
    main = analysis.description.main_class
    chance = float(result.probabilities[main])
    name = f"“{analysis.classes[analysis.class_index]}”"
    told = [
        f"{case.name}, slice {index + 1} of {len(case)} ({context.appearance.volume(case).title}).",
        f"{method_title(shown.method)} of layer {layer.name} ({layer.grid[0]} × {layer.grid[1]} cells) for {name}.",
        f"Network {analysis.description.identity.name}: P({analysis.classes[main]}) = {chance:.3f}.",
        f"{heat.remark}." if heat.heat.blank and context.appearance.heat else "",
        *heat.notes,
        *(f"{words}." for each in context.requests if each.method == shown.method for words in set_words(each)),
    ]
    if shown.mass is not None:
        told.append(f"Share of the map in the clinician's mask: {shown.mass:.2f} ({shown.worth}).")
    lines = [*(["solid, the clinician's mask"] if context.appearance.mask and case.mask_of(index) is not None else ())]
    lines += (
        ["dashed, the model's segmentation"] if context.appearance.model and result.segmentation is not None else []
    )
    told += [f"Lines: {'; '.join(lines)}."] if lines else []
    told += [] if case.geometry.known else ["The files give no spacing, so there is no scale bar."]
    told += [case.stand_in] if case.stand_in else []
    told += ["Synthetic phantom."] if case.synthetic else []
    return " ".join((*filter(None, told), NOTICE))


def size(path: str, context: Context) -> float:
    """About how many bytes a file will have."""
    return 600 if path.endswith(".txt") else 340_000 * context.wanted.scale**2


KIND = Kind("figure", "Figure for a paper: 300 dpi, scale bar, colour bar, caption", make, refuses, size=size)
