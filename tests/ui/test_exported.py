"""The window and the pictures in files are one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import full_colour
from xaiviewer.records.pictures.captioned import LayerMap, fusion_heat, layer_heat
from xaiviewer.records.pictures.slice_picture import slice_picture
from xaiviewer.requests import Analysis, AnalysisSettings
from xaiviewer.review import LayerSelection, ShownState, query
from xaiviewer.ui.kit.rendering import Renderer

_INDEX, _LAYER = 2, 40
_TOP, _EDGE = 84, 20  # where an exported picture's panels begin


@pytest.fixture(scope="module")
def state(fakes: Any) -> ShownState:
    case: Case = fakes.make_case("one", side=512)  # so large that a picture shows it pixel by pixel
    analyser, request = fakes.FakeAnalyser(), AnalysisSettings()
    analysis: Analysis = analyser.start(case, request)
    for index in range(len(case)):
        analysis = analysis.with_slice(analyser.result(case, request, index))
    return ShownState(case=case, analysis=analysis, slice_index=_INDEX, layer=_LAYER, method="grad-cam")


def _painted(picture: QImage) -> NDArray[np.uint8]:
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.width(), 4)
    return pixels[..., 2::-1].copy()


@pytest.mark.parametrize(
    "appearance",
    [
        Appearance(),
        Appearance(sequence="t1", inverted=True),
        Appearance(polarity="signed", draw_above=0.2, fade=False),
        Appearance(normalise="case", contrast="clahe", colour_map="viridis", opacity=0.35),
        Appearance(smooth=False, alignment="half-pixel", polarity="absolute"),
        Appearance(scale="maximum", soften=False, contrast="stretch", draw_above=0.3),
        Appearance(style="contours", polarity="signed"),
        Appearance(heat=False),
    ],
)
@pytest.mark.parametrize("scope", ["layer", "group"])
def test_the_exported_picture_holds_the_windows_pixels(state: ShownState, appearance: Appearance, scope: Any) -> None:
    case, analysis = state.case, state.analysis
    assert case is not None
    assert analysis is not None
    appearance = replace(appearance, mask=False, model=False).settled(case)
    state = replace(state, appearance=appearance, selection=LayerSelection(scope))

    layers = query.shown_layers(state)
    found = [(layer, query.map_of(state, layer)) for layer in layers]
    maps = [LayerMap(layer, values, "grad-cam") for layer, values in found if values is not None]
    if len(maps) > 1:
        shown = fusion_heat(analysis, maps, case.shape, appearance)
    else:
        placement = analysis.placement(_LAYER, appearance.alignment)
        top = full_colour(query.maps_over_slices(state, _LAYER), placement, case.shape, appearance)
        shown = layer_heat(analysis, maps[0], case.shape, appearance, top)
    exported = slice_picture(case, analysis, analysis.slices[_INDEX], shown, appearance=appearance).pixels

    rows, columns = case.shape
    body, left, right = exported[_TOP : _TOP + rows], _EDGE, 2 * _EDGE + columns
    heated, plain = _painted(Renderer().blended(state)), _painted(Renderer().plain(state))
    np.testing.assert_array_equal(body[:, left : left + columns], plain)
    np.testing.assert_array_equal(body[:, right : right + columns], heated)
    assert appearance.heat == bool(np.any(heated != plain))
