"""The values and arrays of a patient's result that are made alike of slices and of a volume."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xaiviewer.audit.cases.aligned import shift_px
from xaiviewer.audit.cases.maps import Chosen
from xaiviewer.audit.cases.shared import entry_of
from xaiviewer.audit.found import About, Floats, NullKey, SliceFound
from xaiviewer.case import Case
from xaiviewer.requests import Analysis
from xaiviewer.requests.nulls import Nulls

_HALF = 0.5


def about_of(
    case: Case,
    analysis: Analysis,
    chosen: Chosen,
    nulls: Nulls,
    slices: Sequence[SliceFound],
    first: tuple[str, int],
    *,
    with_lesion: int,
    without_lesion: int,
    empty: Sequence[int],
    correct: int,
    judged: int,
    sizes: Sequence[float],
    notices: Sequence[str],
) -> About:
    """The plain values; whose networks judged, and whether they know the patient, is filled in by who knows it.

    Args:
        case: the patient.
        analysis: decisions on his slices.
        chosen: which maps are made.
        nulls: what they were held against.
        slices: those with a lesion that were examined.
        first: method and layer of the map that opens first.
        with_lesion, without_lesion, empty, correct, judged, sizes, notices: see `found.About`.
    """
    return About(
        network="",
        trained=False,
        weights=tuple(
            analysis.models[each].sha256 if each in analysis.models else "" for each in ("classifier", "segmenter")
        ),
        classes=analysis.classes,
        finding=analysis.class_index,
        threshold=analysis.description.threshold,
        methods=chosen.methods,
        layers=tuple(entry_of(layer) for layer in chosen.layers),
        measures=tuple(nulls),
        nulls=tuple(NullKey(each.key, each.kind, each.draws) for each in nulls["mass"].curves),
        opening_method=first[0],
        opening_layer=analysis.layers[first[1]].name,
        main_sequence=case.main_volume.sequence,
        pictured=len(case.indices),
        with_lesion=with_lesion,
        without_lesion=without_lesion,
        lesion=tuple(each.index for each in slices),
        empty=tuple(empty),
        correct=correct,
        judged=judged,
        shift_px=tuple(shift_px(analysis.frame, layer) for layer in chosen.layers),
        sizes=tuple(sizes),
        slices=tuple(slices),
        notices=tuple(notices),
    )


def slice_found(analysis: Analysis, nulls: Nulls, index: int, place: int, *, spaced: bool) -> SliceFound:
    """A slice's decision beside the map that opens first, the one at `place` of those that the nulls are about.

    `spaced` says whether the files tell how far pixels lie apart.
    """
    mass, result = nulls["mass"], analysis.slices[index]
    near = nulls["pointing_within_mm" if spaced else "pointing_within_a_cell"].observed[place]
    without = analysis.reliance.get(index)
    return SliceFound(
        index=index,
        called=result.predicted,
        right=result.predicted == analysis.class_index,
        probability=float(result.probabilities[analysis.class_index]),
        without=float("nan") if without is None else float(without.probabilities[analysis.class_index]),
        mass=float(mass.observed[place]),
        expected=float(mass.strongest[place]),
        null=mass.strongest_keys[place],
        inside=bool(near >= _HALF),
        p=float(mass.p[place]),
        picture="",
    )


def null_tables(chosen: Chosen, nulls: Nulls) -> dict[str, Floats]:
    """The arrays of `found.CaseFound` that say how maps stand beside their nulls."""
    return {
        "observed": chosen.table(np.stack([nulls[each].observed for each in nulls])),
        "p": chosen.table(np.stack([nulls[each].p for each in nulls])),
        "ceiling": chosen.table(np.stack([nulls[each].ceiling for each in nulls])),
        "null": chosen.table(np.stack([np.stack([curve.values for curve in nulls[each].curves]) for each in nulls])),
    }


def highest(maps: Sequence[Floats]) -> Floats:
    """The maximum of each map's positive part, ``[map]``."""
    return np.array([max(float(each.max()), 0.0) for each in maps], dtype=np.float32)
