"""What a method that was asked for gave for a slice, as heat over it: a map, or regions with their scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Placement
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.contour import outline
from xaiviewer.display.heat import full_colour
from xaiviewer.display.picture import heat_on_slice
from xaiviewer.display.upsampling import upsample
from xaiviewer.records.pictures.captioned import CaptionedHeat, how_drawn, of_mass, remark, scaled_by
from xaiviewer.requests import Analysis, Regions, Request, method_of
from xaiviewer.requests.units import unit_of


def attribution_heat(
    analysis: Analysis,
    request: Request,
    shown: tuple[NDArray[np.float32], int | None],
    shape: tuple[int, int],
    appearance: Appearance,
    *,
    gap: float | None = None,
    top: float | None = None,
    worth: str = "",
) -> CaptionedHeat:
    """The heat of one map.

    Args:
        analysis: knows where the map lies.
        request: that it answers.
        shown: the map, and the layer whose cells it has; None for the pixels of the input.
        shape: rows and columns of the slice.
        appearance: how it is drawn.
        gap: by how much the map's sum misses what it should be, where the method promises that.
        top: the map's full colour over the case, for an appearance normalised by case.
        worth: what its agreement with the mask is worth, in a few words; "" where there is no mask.
    """
    method, (values, layer) = method_of(request.method), shown
    heat = heat_on_slice(
        [values], [analysis.placement_of(request, layer, appearance.alignment)], shape, appearance, top
    )
    known = analysis.description_of(request).layers
    where = "the input" if layer is None else known[layer].name
    unit = unit_of(request.method, of_layer=layer is not None, parameters=request.values)
    return CaptionedHeat(
        heat,
        method.title,
        asked_words(analysis, request, of_mass(worth), f"{where}, {values.shape[0]} × {values.shape[1]}"),
        remark(heat, appearance, "this map"),
        notes=(
            how_drawn(heat, scaled_by(appearance, top), unit, at_input=layer is None),
            *set_words(request),
            *gap_note(gap),
        ),
        warning=method.warning,
        decides=method.task == "classification",
    )


def regions_heat(
    analysis: Analysis,
    shown: Regions,
    shape: tuple[int, int],
    appearance: Appearance,
    top: float | None,
    *,
    worth: str = "",
) -> CaptionedHeat:
    """The heat of regions: each in the colour of its score, and their outlines; the rest as in `attribution_heat`."""
    method, scores = method_of(shown.request.method), region_scores(shown)
    appearance = appearance.of_regions()
    placement = analysis.placement_of(shown.request, None, appearance.alignment)
    heat = heat_on_slice([scores], [placement], shape, appearance, top)
    return CaptionedHeat(
        heat,
        method.title,
        asked_words(analysis, shown.request, of_mass(worth), f"{len(shown.scores)} regions"),
        remark(heat, appearance, "these regions"),
        notes=(
            *filter(None, (shown.sentence,)),
            how_drawn(heat, scaled_by(appearance, top), unit_of(shown.request.method, of_layer=False)),
            *set_words(shown.request),
            *gap_note(shown.gap),
        ),
        warning=method.warning,
        regions=tuple(_outlines(shown, placement, shape)),
    )


def region_scores(shown: Regions) -> NDArray[np.float32]:
    """The score of each pixel's region on the input grid; 0 where there is none."""
    return np.concatenate([np.zeros(1, np.float32), shown.scores])[shown.labels].astype(np.float32)


def labels_on_slice(shown: Regions, placement: Placement, shape: tuple[int, int]) -> NDArray[np.int32]:
    """The region of every pixel of the slice, 0 for none."""
    spread = upsample(shown.labels.astype(np.float32), placement, shape, smooth=False)
    return np.rint(spread).astype(np.int32)


def case_top(
    analysis: Analysis,
    request: Request,
    maps: Sequence[NDArray[np.float32]],
    layer: int | None,
    shape: tuple[int, int],
    appearance: Appearance,
) -> float:
    """The value at full colour over the slices, of one layer's maps or of those at the input."""
    return full_colour(maps, analysis.placement_of(request, layer, appearance.alignment), shape, appearance)


def asked_words(analysis: Analysis, request: Request, *what: str) -> str:
    """The class, if the method is about one, and what the answer is, in one line."""
    classes = analysis.description_of(request).classes
    of_class = method_of(request.method).of_class and request.class_index < len(classes)
    said = [f"for “{classes[request.class_index]}”"] if of_class else []
    return " · ".join(filter(None, (*said, *what)))


def set_words(request: Request) -> tuple[str, ...]:
    """All parameters and the seed, as one sentence that may be long; none of a method that has none."""
    said = [*request.settings, *([] if request.seed is None else [f"seed {request.seed}"])]
    return ("Asked with " + " · ".join(said),) if said else ()


def gap_note(gap: float | None) -> tuple[str, ...]:
    """A sentence on how far the parts miss the whole."""
    return () if gap is None else (f"The sum misses the change of the logit, which it should be, by {gap:+.3g}.",)


def _outlines(shown: Regions, placement: Placement, shape: tuple[int, int]) -> list[NDArray[np.float64]]:
    labels = labels_on_slice(shown, placement, shape)
    found: list[NDArray[np.float64]] = []
    for number in range(1, len(shown.scores) + 1):
        rows, columns = np.nonzero(labels == number)
        if rows.size:  # cut out: the whole slice for each of many regions would take long
            top, left = int(rows.min()), int(columns.min())
            cut = labels[top : rows.max() + 1, left : columns.max() + 1] == number
            found += [polygon + np.array([left, top], dtype=np.float64) for polygon in outline(cut)]
    return found
