"""Nulls of what was analysed, from a case and its analysis as they are after the maps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.false_heat import false_heat
from xaiviewer.agreement.nulls.judged import case_nulls, slice_nulls
from xaiviewer.agreement.nulls.scene import Maps, Mask, NullSettings, Others, Scene
from xaiviewer.case import Case
from xaiviewer.requests import Analysis
from xaiviewer.requests.nulls import FalseHeat, Nulls

OTHER_SLICES = "another slice"
_SLICES = 4  # of the case, whose masks serve as nulls: spread over those that have one

_NOTHING = Others()
_DEFAULT = NullSettings()


def _never() -> bool:
    return False


def nulls_of_slice(
    case: Case,
    analysis: Analysis,
    index: int,
    heads: NDArray[np.bool_],
    *,
    method: str | None = None,
    settings: NullSettings = _DEFAULT,
    others: Others = _NOTHING,
    cancelled: Callable[[], bool] = _never,
) -> Nulls | None:
    """Every null of one slice's maps; None where it has no mask or no maps.

    Args:
        case, analysis: what is looked at.
        index: the slice.
        heads: bool ``[slice, row, column]``.
        method: key of the method whose maps are judged; None for each layer's favourite.
        settings: see `NullSettings`.
        others: further nulls; the masks of the case's other slices are among them in any case.
        cancelled: asked before each grid.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    maps, scene = maps_of(analysis, index, method), Scene.of(case, analysis, index, heads[index])
    if maps is None or scene is None:
        return None
    elsewhere = masks_of_other_slices(case, index)
    return slice_nulls(maps, scene, settings, _with(others, elsewhere), cancelled=cancelled)


def nulls_of_case(
    case: Case,
    analysis: Analysis,
    heads: NDArray[np.bool_],
    *,
    method: str | None = None,
    settings: NullSettings = _DEFAULT,
    others: Mapping[int, Others] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Nulls | None:
    """Every null of a case's maps, summed over its slices; None where no slice has both a mask and maps.

    Args:
        case, analysis, heads, method, settings, cancelled: as in `nulls_of_slice`.
        others: further nulls by slice.
        progress: called with the number of slices done and of all.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    pairs = [
        (maps, scene)
        for index in sorted(analysis.slices)
        if (scene := Scene.of(case, analysis, index, heads[index])) is not None
        and (maps := maps_of(analysis, index, method)) is not None
    ]
    if not pairs:
        return None
    beside = {
        scene.index: _with((others or {}).get(scene.index, _NOTHING), masks_of_other_slices(case, scene.index))
        for _, scene in pairs
    }
    return case_nulls(pairs, settings, beside, progress=progress, cancelled=cancelled)


def case_heat(
    case: Case,
    analysis: Analysis,
    heads: NDArray[np.bool_],
    *,
    method: str | None = None,
    settings: NullSettings = _DEFAULT,
) -> dict[int, FalseHeat]:
    """How hot the slices with an empty mask are on the scale of those with a lesion, by slice.

    Slices whose mask was not drawn are neither.
    """
    with_lesion: list[Maps] = []
    without: dict[int, tuple[Maps, Mask]] = {}
    for index in sorted(analysis.slices):
        mask, maps = case.mask_of(index), maps_of(analysis, index, method)
        if mask is None or maps is None:
            continue
        if mask.any():
            with_lesion.append(maps)
        else:
            without[index] = maps, heads[index]
    return false_heat(
        with_lesion,
        without,
        analysis.layers,
        analysis.frame,
        threshold=settings.threshold,
        alignment=settings.alignment,
    )


def maps_of(analysis: Analysis, index: int, method: str | None = None) -> Maps | None:
    """A slice's map of each layer by a method, or by each layer's favourite; None where one was not made."""
    result = analysis.slices.get(index)
    if result is None:
        return None
    found = []
    for layer in range(len(analysis.layers)):
        explanation = result.layer_maps(method or analysis.favourites[layer].method)
        if explanation is None:
            return None
        found.append(explanation.maps[layer])
    return found


def masks_of_other_slices(case: Case, index: int, most: int = _SLICES) -> list[Mask]:
    """Masks of the case's other slices that hold a pixel, spread evenly over these."""
    drawn = [each for each in case.indices if each != index and (mask := case.mask_of(each)) is not None and mask.any()]
    chosen = np.unique(np.linspace(0, len(drawn) - 1, min(most, len(drawn))).round().astype(int)) if drawn else ()
    return [np.asarray(case.mask_of(drawn[place]), dtype=bool) for place in chosen]


def _with(others: Others, slices: list[Mask]) -> Others:
    """The nulls given, and the masks of other slices."""
    return replace(others, masks={**others.masks, OTHER_SLICES: slices} if slices else others.masks)
