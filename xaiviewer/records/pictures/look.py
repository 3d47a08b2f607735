"""What a picture shows, and how: the window's display choices for pictures in files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Volume
from xaiviewer.display.heat import Fusion, HeatStyle, fused_heat, heat, no_evidence, unseen
from xaiviewer.requests import METHODS, Analysis


@dataclass(frozen=True)
class Look:
    """How pictures are drawn.

    Attributes:
        style: of the heat.
        opacity: of the strongest heat, 0..1.
        sequence: key of the sequence under the heat; where a case lacks it, its first one.
        fuse: also draw all pictured layers as one; None for no such picture.
    """

    style: HeatStyle = field(default_factory=HeatStyle)
    opacity: float = 0.7
    sequence: str = "flair"  # gliomas stand out on it
    fuse: Fusion | None = None

    def volume(self, case: Case) -> Volume:
        """The sequence that is shown of a case."""
        return next((volume for volume in case.volumes if volume.sequence == self.sequence), case.volumes[0])


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


@dataclass(frozen=True, eq=False)
class Heat:
    """Heat on the slice's pixels, with what is written above it.

    Attributes:
        values: what `display.heat.heat` makes, float32 ``[row, column]``.
        title, subtitle: the layer, and how its map came about.
        blank: a sentence where there is nothing to draw; empty otherwise.
    """

    values: NDArray[np.float32]
    title: str
    subtitle: str
    blank: str


def layer_heat(analysis: Analysis, shown: LayerMap, shape: tuple[int, int], look: Look, top: float | None) -> Heat:
    """One layer's heat; `top` is its maximum over the case, for a style normalised by case."""
    layer, style = analysis.layers[shown.layer], look.style
    placement = analysis.frame.placement(layer.stride, style.alignment)
    grid = f"{layer.grid[0]} × {layer.grid[1]}" + (", upsampled" if style.smooth else "")
    values = heat(shown.values, placement, shape, style, reference=top)
    silent = no_evidence(shown.values, placement, shape, style)
    return Heat(
        values,
        f"{layer.name} · {layer.keras_name}",
        f"{METHODS[shown.method].title} for “{analysis.classes[analysis.class_index]}” · {grid}",
        why_blank(values, style, "this layer", silent=silent),
    )


def fusion_heat(analysis: Analysis, shown: Sequence[LayerMap], shape: tuple[int, int], look: Look, how: Fusion) -> Heat:
    """Several layers as one."""
    style = look.style
    placements = [analysis.frame.placement(analysis.layers[each.layer].stride, style.alignment) for each in shown]
    values = fused_heat([each.values for each in shown], placements, shape, style, how)
    silent = all(no_evidence(each.values, where, shape, style) for each, where in zip(shown, placements, strict=True))
    methods = ", ".join(METHODS[key].title for key in METHODS if key in {each.method for each in shown})
    return Heat(
        values,
        f"{len(shown)} layers as one: {'mean' if how == 'mean' else 'maximum'}",
        f"{methods} for “{analysis.classes[analysis.class_index]}” · each scaled to its own maximum",
        why_blank(values, style, "these layers", silent=silent),
    )


def why_blank(values: NDArray[np.float32], style: HeatStyle, where: str, *, silent: bool) -> str:
    """Why nothing is drawn; empty where something is."""
    if silent:
        return f"No positive evidence in {where}" if style.polarity == "positive" else f"No evidence in {where}"
    return unseen(values, style)
