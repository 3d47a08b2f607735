"""The answers of one method as pictures: which picture suits which type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.records.pictures.attribution import attribution_heat, case_top, region_scores, regions_heat
from xaiviewer.records.pictures.canvas import Canvas
from xaiviewer.records.pictures.captioned import CaptionedHeat
from xaiviewer.records.pictures.channels import channels_picture
from xaiviewer.records.pictures.shares import shares_picture
from xaiviewer.records.pictures.slice_picture import slice_picture
from xaiviewer.records.pictures.synthesis import synthesis_picture
from xaiviewer.requests import (
    Analysis,
    AttributionMap,
    ChannelMaps,
    Explanation,
    LayerMaps,
    Regions,
    SequenceShares,
    Synthesis,
)

Worth = Callable[[int, int | None], str]
"""What a map's agreement is worth, in a few words, by its slice and the layer that is pictured, None for one map."""


def answer_pictures(
    case: Case,
    analysis: Analysis,
    answers: Sequence[Explanation],
    layers: Sequence[int],
    appearance: Appearance,
    *,
    worth: Worth = lambda _index, _layer: "",
) -> Iterator[tuple[str, Canvas]]:
    """File names and pictures, one per slice; of `LayerMaps` one per slice and layer of `layers`.

    Args:
        case, analysis: what was explained.
        answers: of one method.
        layers: see above.
        appearance: how they are drawn, settled for the case.
        worth: stands above each map.
    """
    tops = _tops(case, analysis, answers, layers, appearance)

    def under(each: Explanation, heat: CaptionedHeat) -> Canvas:
        return slice_picture(case, analysis, analysis.slices[each.index], heat, appearance=appearance)

    for each in answers:
        name, request = f"{each.index + 1:03d}_{each.request.method}", each.request
        match each:
            case LayerMaps():
                known = analysis.description_of(request).layers
                for layer in layers:
                    of_layer, told = (each.maps[layer], layer), worth(each.index, layer)
                    heat = attribution_heat(
                        analysis, request, of_layer, case.shape, appearance, top=tops[layer], worth=told
                    )
                    yield f"{name}_{known[layer].name}.png", under(each, heat)
            case AttributionMap():
                shown, top = (each.values, each.layer), tops[each.layer]
                told = worth(each.index, None)
                heat = attribution_heat(
                    analysis, request, shown, case.shape, appearance, gap=each.gap, top=top, worth=told
                )
                yield f"{name}.png", under(each, heat)
            case Regions():
                told = worth(each.index, None)
                heat = regions_heat(analysis, each, case.shape, appearance, tops[None], worth=told)
                yield f"{name}.png", under(each, heat)
            case Synthesis():
                yield f"{name}.png", synthesis_picture(case, analysis, each)
            case SequenceShares():
                yield f"{name}.png", shares_picture(case, analysis, each)
            case ChannelMaps():
                yield f"{name}.png", channels_picture(case, analysis, each, appearance)
            case _ as never:
                assert_never(never)


def _tops(
    case: Case, analysis: Analysis, answers: Sequence[Explanation], layers: Sequence[int], appearance: Appearance
) -> dict[int | None, float]:
    """Full colour over the slices of every layer, None for the input: for an appearance normalised by case."""
    maps: dict[int | None, list[NDArray[np.float32]]] = {}
    for each in answers:
        match each:
            case LayerMaps():
                for layer in layers:
                    maps.setdefault(layer, []).append(each.maps[layer])
            case AttributionMap():
                maps.setdefault(each.layer, []).append(each.values)
            case Regions():
                appearance = appearance.of_regions()
                maps.setdefault(None, []).append(region_scores(each))
            case _:
                pass  # nothing of these is drawn by a common scale
    request = answers[0].request
    return {layer: case_top(analysis, request, found, layer, case.shape, appearance) for layer, found in maps.items()}
