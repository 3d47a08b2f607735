"""One slice's scores beside all nulls, as a worker makes them: of every layer's map, and of one map at the input."""

from __future__ import annotations

import numpy as np

from xaiviewer.agreement.nulls import nulls_of_answer, nulls_of_slice
from xaiviewer.agreement.nulls.moves import PLACEMENTS
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured, interleaved, median
from xaiviewer.case import Case
from xaiviewer.requests import AnalysisSettings, Partial

_ASKED = "saliency"  # of two passes: whatever made a map at the input, what it is held against is the same


def measure(material: Material, *, repetitions: int = 7) -> dict[str, Measured]:
    """The slice with the largest mask, the favourite's map of each layer; the networks have run before."""
    analyser, case, settings = material.analyser(), material.load(), AnalysisSettings()
    index = _largest(case)
    if index is None:
        return dict.fromkeys(("nulls_of_slice", "nulls_of_asked"), Measured(None, note="the case has no mask"))
    result = next(
        analyser.slices(case, settings, wanted=lambda remaining: index if index in remaining else min(remaining))
    )
    analysis = analyser.start(case, settings).with_slice(result)
    heads = analyser.heads(case)

    def nulls() -> None:
        nulls_of_slice(case, analysis, index, heads)

    answer = next(iter(analyser.explain(case, analyser.request(_ASKED, None), [index])))
    assert not isinstance(answer, Partial)

    def nulls_of_asked() -> None:
        nulls_of_answer(case, analysis, answer)

    seconds = interleaved({"layers": nulls, "asked": nulls_of_asked}, repetitions)
    mask = 0 if case.mask is None else int(case.mask.areas_px[index])
    places = f"{PLACEMENTS} places of {mask} pixels"
    return {
        "nulls_of_slice": median(seconds["layers"], f"{len(analysis.layers)} layers, {places}"),
        "nulls_of_asked": median(seconds["asked"], f"{_ASKED}, {places}"),
    }


def _largest(case: Case) -> int | None:
    """The slice with the largest mask; None where no slice has one."""
    areas = {index: int(np.count_nonzero(mask)) for index in case.indices if (mask := case.mask_of(index)) is not None}
    best = max(areas, key=areas.__getitem__, default=None)
    return best if best is not None and areas[best] else None
