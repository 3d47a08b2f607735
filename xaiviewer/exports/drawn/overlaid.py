"""How the shown map lies over a case's images, told in values: for readers that draw it themselves."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from xaiviewer.dicom_objects.context import Overlay, Step
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.colour import colours
from xaiviewer.display.overlay import FULL_AT, strength
from xaiviewer.exports.context import Context
from xaiviewer.exports.drawn.pictures import top_of

_STEPS = 6
"""Into how many opacities fading heat is cut: none is then off by more than a twelfth of the strongest heat's."""


def overlay_of(context: Context) -> Overlay | str:
    """The overlay, or why there is none."""
    appearance, layer, name = context.appearance, context.layer, context.case.name
    if layer is None or not appearance.heat:
        return f"No layer's map of {name} is shown, so none is laid over its images."
    if appearance.style != "colour" or appearance.contrast != "none" or appearance.normalise != "case":
        return (
            f"Colours of the map of {name} are not proportional to its values over the case, and no presentation state "
            "says how they come about; choose colours without contrast, scaled over the case."
        )
    full = top_of(context, layer)
    highest = max(float(np.abs(each).max(initial=0)) for each in context.explained.maps[layer])
    steps = tuple(
        Step(_both(ends, appearance), opacity, indices)
        for indices, strongest in _slices(context)
        for ends, opacity in _steps(appearance, full, highest, strongest)
    )
    both = appearance.polarity != "positive"
    told = context.analysis.layers[layer].name
    return Overlay(context.explained.chosen[layer], told, (-full if both else 0.0, full), _table(appearance), steps)


def _slices(context: Context) -> list[tuple[tuple[int, ...], float]]:
    """The slices that are drawn alike, with the opacity of the strongest heat: of those called otherwise it is pale."""
    denied = {index: context.analysis.denied(index) for index in sorted(context.analysis.slices)}
    found: dict[float, list[int]] = {}
    for index, pale in denied.items():
        found.setdefault(context.appearance.muted(denied=pale).opacity, []).append(index)
    return [(tuple(indices), opacity) for opacity, indices in found.items() if opacity > 0]


def _steps(
    appearance: Appearance, full: float, highest: float, strongest: float
) -> list[tuple[tuple[float, float], float]]:
    """Lowest and highest magnitude of every step, and its opacity; a magnitude is in one alone. None of no evidence."""
    if full <= 0:
        return []
    edges = np.linspace(0, FULL_AT, _STEPS + 1) if appearance.fade else np.zeros(1)
    limits = [*edges, np.inf]
    found = []
    for low, high in pairwise(limits):
        first = np.float32(max(low, appearance.draw_above) * full) or np.nextafter(np.float32(0), np.float32(1))
        last = min(np.nextafter(np.float32(high * full), np.float32(0)), np.float32(highest))
        if first <= last:
            middle = (max(low, appearance.draw_above) + min(high, 1.0)) / 2
            share = float(strength(np.array(middle), fade=appearance.fade))
            found.append(((float(first), float(last)), share * strongest))
    return found


def _both(ends: tuple[float, float], appearance: Appearance) -> tuple[tuple[float, float], ...]:
    """The values of these magnitudes that are drawn."""
    low, high = ends
    return ((low, high),) if appearance.polarity == "positive" else ((low, high), (-high, -low))


def _table(appearance: Appearance) -> NDArray[np.uint8]:
    """The colours from the lowest value drawn to the highest, zero in the middle where there are two signs."""
    table = colours(appearance.colours)
    if appearance.polarity == "positive":
        return table
    if appearance.signed:
        return table[1:]  # zero is 128
    mirrored: NDArray[np.uint8] = table[np.rint(np.abs(np.arange(-127, 128)) * (255 / 127)).astype(int)]
    return mirrored
