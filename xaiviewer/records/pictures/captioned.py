"""The heat of a picture with the words above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.appearance import Appearance
from xaiviewer.display.picture import Heat, heat_on_slice
from xaiviewer.requests import METHODS, Analysis
from xaiviewer.requests.units import unit_of


@dataclass(frozen=True, eq=False)
class LayerMap:
    """One layer's map of one slice.

    Attributes:
        layer: index in `Analysis.layers`.
        values: signed float32 ``[row, column]`` on the native grid.
        method: key of the method that made it.
        mass: relevance mass in the mask, where it is known.
        worth: what that is worth beside what knows nothing, in a few words; empty where there is no mass.
    """

    layer: int
    values: NDArray[np.float32]
    method: str
    mass: float | None = None
    worth: str = ""


@dataclass(frozen=True, eq=False)
class CaptionedHeat:
    """Heat on the slice's pixels, with what is written above it and on it.

    Attributes:
        heat: as it is drawn.
        title, subtitle: the layer, and how its map came about.
        remark: a sentence where there is nothing to draw; empty otherwise.
        notes: sentences below the picture.
        warning: the method's, below the picture; empty where it has none.
        regions: outlines that belong to the heat, as `display.contour.outline` finds them.
        unit: whether full colour is a value of the map, which is then written beside the scale; a fusion has none.
        decides: whether the classifier is explained: heat for a finding that it denies is pale.
    """

    heat: Heat
    title: str
    subtitle: str
    remark: str
    notes: tuple[str, ...] = ()
    warning: str = ""
    regions: tuple[NDArray[np.float64], ...] = ()
    unit: bool = True
    decides: bool = True


def layer_heat(
    analysis: Analysis, shown: LayerMap, shape: tuple[int, int], appearance: Appearance, top: float | None
) -> CaptionedHeat:
    """One layer's heat; `top` is its full colour over the case, for an appearance normalised by case."""
    layer = analysis.layers[shown.layer]
    grid = f"{layer.grid[0]} × {layer.grid[1]}" + (", upsampled" if appearance.smooth else "")
    placement = analysis.placement(shown.layer, appearance.alignment)
    asked = asked_of(analysis, shown.method)
    heat = heat_on_slice([shown.values], [placement], shape, appearance, top)
    return CaptionedHeat(
        heat,
        " · ".join(filter(None, (layer.name, layer.alias))),
        " · ".join(filter(None, (asked, of_mass(shown.worth, shown.mass), grid))),
        remark(heat, appearance, "this layer"),
        notes=(how_drawn(heat, scaled_by(appearance, top), unit_of(shown.method, of_layer=True)),),
    )


def asked_of(analysis: Analysis, key: str) -> str:
    """A method by its title, and the class that it explains, if it is about any."""
    method = METHODS[key]
    return f"{method.title} for “{analysis.classes[analysis.class_index]}”" if method.of_class else method.title


def of_mass(worth: str, mass: float | None = None) -> str:
    """What an agreement is worth, with the score that it is the worth of; "" where there is nothing to agree with."""
    if not worth:
        return ""
    return f"mass: {worth}" if mass is None else f"mass {mass:.2f}: {worth}"


def fusion_heat(
    analysis: Analysis, shown: Sequence[LayerMap], shape: tuple[int, int], appearance: Appearance
) -> CaptionedHeat:
    """Several layers as one."""
    placements = [analysis.placement(each.layer, appearance.alignment) for each in shown]
    heat = heat_on_slice([each.values for each in shown], placements, shape, appearance)
    methods = ", ".join(METHODS[key].title for key in METHODS if key in {each.method for each in shown})
    return CaptionedHeat(
        heat,
        f"{len(shown)} layers as one: {'mean' if appearance.fusion == 'mean' else 'maximum'}",
        f"{methods} for “{analysis.classes[analysis.class_index]}” · each scaled to its own maximum",
        remark(heat, appearance, "these layers"),
        notes=(how_drawn(heat, appearance, None),),
        unit=False,
    )


def scaled_by(appearance: Appearance, top: float | None) -> Appearance:
    """What an appearance comes to where full colour over the case is not known."""
    return appearance if top else replace(appearance, normalise="slice")


def how_drawn(heat: Heat, appearance: Appearance, unit: str | None, *, at_input: bool = False) -> str:
    """What full colour stands for, and what was done for the eye alone, in a sentence; "" where no heat is drawn.

    Slices without evidence have it, too: the pictures of a case are equally large.

    Args:
        heat: as it is drawn.
        appearance: how.
        unit: of the map's values, "" where they have none; None for a fusion of several layers.
        at_input: whether its cells are the pixels of the input, of which one alone is no place.
    """
    if not appearance.heat:
        return ""
    of = "case" if appearance.normalise == "case" else "slice"
    value = f" ({' '.join(filter(None, (f'{heat.full:.3g}', unit)))})" if heat.full > 0 else ""
    if unit is None:
        told = ["Full colour is the maximum of the fusion"]
    elif appearance.scale == "robust":
        what = "values above zero" if appearance.polarity == "positive" else "magnitudes"
        told = [f"Full colour from the 99th percentile of the {of}'s {what} on{value}"]
    else:
        told = [f"Full colour is the {of}'s maximum{value}"]
    if appearance.style == "contours":
        told = ["Lines around the fewest pixels that hold 50 % and 80 % of what is drawn"]
    if appearance.smooth and appearance.soften:
        over = "a few pixels of the input" if at_input else "the size of a cell"  # see `display.heat.cells`
        told.append(f"smoothed for the eye over {over}")
    return "; ".join(told) + "."


def remark(heat: Heat, appearance: Appearance, where: str) -> str:
    """Why nothing is drawn; empty where something is."""
    if heat.blank:
        return f"No positive evidence in {where}" if appearance.polarity == "positive" else f"No evidence in {where}"
    return heat.unseen
