"""A slice beside itself under heat, and every slice of a case on one sheet."""

from __future__ import annotations

from xaiviewer.exports.context import Context
from xaiviewer.records.pictures.canvas import Canvas
from xaiviewer.records.pictures.captioned import CaptionedHeat
from xaiviewer.records.pictures.slice_picture import slice_picture
from xaiviewer.records.pictures.slice_sheet import slice_sheet


def slice_canvas(context: Context, index: int, heat: CaptionedHeat, times: int = 1) -> Canvas:
    """A slice beside itself under heat, with the words above and below."""
    result = context.explained.result(index)
    return slice_picture(context.case, context.analysis, result, heat, appearance=context.appearance, times=times)


def slices_sheet(context: Context, top: float) -> Canvas:
    """Every slice under the shown map."""
    assert context.layer is not None
    case, explained = context.case, context.explained
    maps = [explained.layer_map(context.layer, each) if each in case.indices else None for each in range(len(case))]
    return slice_sheet(case, context.analysis, maps, appearance=context.appearance, top=top)
