"""One slice's scores of every layer beside all nulls, as a worker makes them after the maps."""

from __future__ import annotations

import numpy as np

from xaiviewer.agreement.nulls import nulls_of_slice
from xaiviewer.agreement.nulls.moves import PLACEMENTS
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured, interleaved, median
from xaiviewer.case import Case
from xaiviewer.requests import AnalysisSettings


def measure(material: Material, *, repetitions: int = 7) -> dict[str, Measured]:
    """The slice with the largest mask, the favourite's map of each layer; the networks have run before."""
    analyser, case, settings = material.analyser(), material.load(), AnalysisSettings()
    index = _largest(case)
    if index is None:
        return {"nulls_of_slice": Measured(None, note="the case has no mask")}
    result = next(
        analyser.slices(case, settings, wanted=lambda remaining: index if index in remaining else min(remaining))
    )
    analysis = analyser.start(case, settings).with_slice(result)
    heads = analyser.heads(case)

    def nulls() -> None:
        nulls_of_slice(case, analysis, index, heads)

    seconds = interleaved({"nulls": nulls}, repetitions)["nulls"]
    mask = 0 if case.mask is None else int(case.mask.areas_px[index])
    return {"nulls_of_slice": median(seconds, f"{len(analysis.layers)} layers, {PLACEMENTS} places of {mask} pixels")}


def _largest(case: Case) -> int | None:
    """The slice with the largest mask; None where no slice has one."""
    areas = {index: int(np.count_nonzero(mask)) for index in case.indices if (mask := case.mask_of(index)) is not None}
    best = max(areas, key=areas.__getitem__, default=None)
    return best if best is not None and areas[best] else None
