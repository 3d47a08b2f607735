"""The decision once more without the outlined region: does it rest on the lesion?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.prepared import Prepared
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.inputs.filling import filled, mirrored, seen_region
from xaiviewer.nets.models import Model
from xaiviewer.requests import Region, Reliance, SliceResult

_TOGETHER = 4
"""Slices in one pass forward; more bring nothing and would keep the reader waiting who asks for something else."""

Regions = Mapping[int, NDArray[np.bool_]]


def outlined_regions(case: Case, results: Mapping[int, SliceResult]) -> dict[int, tuple[Region, NDArray[np.bool_]]]:
    """By slice, in order: the clinician's mask where it holds a pixel, else the program's outline where that does.

    Each with whose it is, bool ``[row, column]``.
    """
    found: dict[int, tuple[Region, NDArray[np.bool_]]] = {}
    for index in sorted(results):
        mask, outline = case.mask_of(index), results[index].segmentation
        if mask is not None and mask.any():
            found[index] = "clinician", mask
        elif outline is not None and outline.any():
            found[index] = "model", outline
    return found


def reliances(
    case: Case,
    prepared: Prepared,
    model: Model,
    calibration: Calibration,
    results: Mapping[int, SliceResult],
    *,
    control: bool,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> dict[int, Reliance]:
    """The reliance of every slice that has an outline, by slice.

    Args:
        case, prepared: what is looked at.
        model, calibration: the classifier, and from its logits to probabilities.
        results: of all slices.
        control: fill in the mirrored regions, too.
        progress: called with the passes done and in all.
        cancelled: asked before each pass.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    outlined = outlined_regions(case, results)
    seen = {index: seen_region(region, prepared.seen.frame) for index, (_, region) in outlined.items()}
    opposite = {index: other for index, region in seen.items() if control and (other := mirrored(region)) is not None}
    total, done = len(seen) + len(opposite), 0

    def logits(regions: Regions) -> dict[int, NDArray[np.float32]]:
        nonlocal done
        found: dict[int, NDArray[np.float32]] = {}
        numbers = list(regions)
        for start in range(0, len(numbers), _TOGETHER):
            if cancelled():
                raise Cancelled
            some = numbers[start : start + _TOGETHER]
            inputs = prepared.inputs(some, prepared.seen)
            without = np.stack([filled(image, regions[each]) for image, each in zip(inputs, some, strict=True)])
            found.update(zip(some, model.logits(without), strict=True))
            done += len(some)
            progress(done, total)
        return found

    def probabilities(index: int, changed: Mapping[int, NDArray[np.float32]]) -> NDArray[np.float32]:
        beside = [each for each in (index - 1, index + 1) if each in results]
        return calibration.of_slice(changed[index], [changed.get(each, results[each].logits) for each in beside])

    without, elsewhere = logits(seen), logits(opposite)
    return {
        index: Reliance(
            index,
            region,
            without[index],
            probabilities(index, without),
            probabilities(index, elsewhere) if index in elsewhere else None,
            model.threshold,
        )
        for index, (region, _) in outlined.items()
    }
