"""A slice beside itself under heat, and every slice of a case on one sheet."""

from __future__ import annotations

from xaiviewer.exports.context import Context
from xaiviewer.exports.drawn.pictures import Tile, heat_of, heated_picture, sheet
from xaiviewer.records.pictures.canvas import Canvas
from xaiviewer.records.pictures.captioned import CaptionedHeat
from xaiviewer.records.pictures.slice_picture import slice_picture
from xaiviewer.requests import method_title


def slice_canvas(context: Context, index: int, heat: CaptionedHeat, times: int = 1) -> Canvas:
    """A slice beside itself under heat, with the words above and below."""
    result = context.explained.result(index)
    return slice_picture(context.case, context.analysis, result, heat, appearance=context.appearance, times=times)


def slices_sheet(context: Context, top: float) -> Canvas:
    """Every slice under the shown map."""
    assert context.layer is not None
    main, tiles = context.analysis.description.main_class, []
    for index in context.case.indices:
        result = context.explained.result(index)
        told = f"P {float(result.probabilities[main]):.3f} · {context.analysis.classes[result.predicted]}"
        picture = heated_picture(context, index, heat=heat_of(context, index, top=top), scale=2)
        tiles.append(Tile(picture, f"slice {index + 1}", told, caution=result.predicted == main))
    layer = context.analysis.layers[context.layer].name
    method = method_title(context.explained.chosen[context.layer])
    return sheet(context, tiles, f"every slice · {layer} · {method}", times=context.wanted.scale)
