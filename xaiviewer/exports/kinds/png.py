"""Pictures: every slice under the shown map, every picture of what was asked, and sheets of layers, slices, methods."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from xaiviewer.exports.context import Context
from xaiviewer.exports.drawn.pictures import Tile, heat_of, heated_picture, marked_png, sheet, top_of
from xaiviewer.exports.drawn.sheets import slice_canvas, slices_sheet
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.sizes import SHEET_TILE, drawn_px
from xaiviewer.records.asked import Answered
from xaiviewer.records.folders import folder_name
from xaiviewer.records.pictures.answers import answer_pictures
from xaiviewer.records.pictures.attribution import attribution_heat, regions_heat
from xaiviewer.records.pictures.canvas import Canvas
from xaiviewer.records.pictures.captioned import CaptionedHeat, LayerMap, layer_heat
from xaiviewer.records.pictures.contact_sheet import contact_sheet
from xaiviewer.requests import Answers, AttributionMap, LayerMaps, Regions, method_of, method_title


def make(context: Context) -> Iterator[Made]:
    """The pictures of a case."""
    if context.layer is not None:
        name = folder_name(context.analysis.layers[context.layer].name)
        top = cache(lambda: top_of(context, context.layer or 0))
        for index in context.case.indices:
            yield Made(f"pictures/{index + 1:03d}_{name}.png", partial(_slice, context, index, top))
        yield Made("sheets/slices.png", partial(_slices, context, top))
        if len(context.explained.chosen) > 1:
            yield Made("sheets/layers.png", partial(_layers, context))
    for answered in context.answered:
        yield from _asked(context, answered)
    if len(_compared(context)) > 1:
        yield Made("sheets/methods.png", partial(_methods, context))


def _slice(context: Context, index: int, top: Callable[[], float]) -> bytes:
    heat = heat_of(context, index, top=top())
    assert heat is not None  # asked for where a layer is written alone
    return marked_png(slice_canvas(context, index, heat, context.wanted.scale).png())


def _slices(context: Context, top: Callable[[], float]) -> bytes:
    return marked_png(slices_sheet(context, top()).png())


def _layers(context: Context) -> bytes:
    explained, index = context.explained, context.telling
    tiles = [explained.layer_map(layer, index) for layer in explained.chosen]
    drawn = contact_sheet(context.case, context.analysis, explained.result(index), tiles, appearance=context.appearance)
    return marked_png(drawn.png())


def _compared(context: Context) -> list[tuple[str, Answered | None]]:
    """Methods whose maps of the shown layer, or of the input, can stand side by side; None for the shown one's."""
    found: list[tuple[str, Answered | None]] = []
    if context.layer is not None:
        found.append((context.explained.chosen[context.layer], None))
    maps = (Answers.EVERY_LAYER, Answers.MAP, Answers.REGIONS)
    return found + [(each.request.method, each) for each in context.answered if _maps(context, each, maps)]


def _maps(context: Context, answered: Answered, kinds: tuple[Answers, ...]) -> bool:
    method = method_of(answered.request.method)
    if context.telling not in answered.found or method.answers not in kinds:
        return False
    return method.answers is not Answers.EVERY_LAYER or context.layer in answered.layers


def _methods(context: Context) -> bytes:
    index, tiles = context.telling, []
    for method, answered in _compared(context):
        heat = heat_of(context, index) if answered is None else _heat(context, answered)
        picture = heated_picture(context, index, heat=heat, scale=3)
        tiles.append(Tile(picture, method_title(method), "" if heat is None else heat.remark or heat.title))
    return marked_png(
        sheet(context, tiles, f"slice {index + 1} by {len(tiles)} methods", times=context.wanted.scale).png()
    )


def _heat(context: Context, answered: Answered) -> CaptionedHeat | None:
    """One answer of the telling slice as heat."""
    each, analysis, shape = answered.found[context.telling], context.analysis, context.case.shape
    told = answered.words(context.telling, context.layer)
    match each:
        case LayerMaps() if context.layer is not None:
            shown = LayerMap(context.layer, each.maps[context.layer], each.request.method, worth=told)
            return layer_heat(analysis, shown, shape, context.appearance, None)
        case AttributionMap():
            one = each.values, each.layer
            return attribution_heat(analysis, each.request, one, shape, context.appearance, gap=each.gap, worth=told)
        case Regions():
            return regions_heat(analysis, each, shape, context.appearance, None, worth=told)
    return None


def _asked(context: Context, answered: Answered) -> Iterator[Made]:
    """A picture of every slice that a method was asked about; of several layers of each that is drawn."""
    method = answered.request.method

    @cache
    def drawn() -> dict[str, Canvas]:
        told = context.case, context.analysis, list(answered.found.values()), answered.pictured, context.appearance
        return dict(answer_pictures(*told, worth=answered.words))

    for index, each in answered.found.items():
        name = f"{index + 1:03d}_{method}"
        if isinstance(each, LayerMaps):
            known = context.analysis.description_of(each.request).layers
            names = [f"{name}_{folder_name(known[layer].name)}.png" for layer in answered.pictured]
        else:
            names = [f"{name}.png"]
        for file in names:
            yield Made(f"pictures/{file}", partial(lambda file: marked_png(drawn()[file].png()), file))


def size(path: str, context: Context) -> float:
    """About how many bytes a file will have."""
    if not path.startswith("sheets/"):
        return 0.65 * drawn_px(context)
    tiles = len(context.explained.chosen) if path.endswith("layers.png") else len(context.case.indices)
    return 20_000 + 0.6 * tiles * SHEET_TILE


KIND = Kind("png", "PNG: every slice; sheets of layers, slices and methods", make, size=size)
