"""One patient's results, boiled down to what the figures need, so that memory stays flat over many patients."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.evaluation.overlap import dice_of_counts
from xaiviewer.evaluation.reliance import RelianceScores, score_reliance
from xaiviewer.requests import MEASURES, Reliance, SliceResult


@dataclass(frozen=True, eq=False)
class AgreementSums:
    """The agreement of one patient's slices, summed.

    Attributes:
        total: float64 ``[method, layer, score]``, the sum over the slices where the score is defined.
        defined: float64 ``[method, layer, score]``, the number of those slices.
        slices: number of slices that were scored: those with a mask that is not empty.
    """

    total: NDArray[np.float64]
    defined: NDArray[np.float64]
    slices: int


@dataclass(frozen=True, eq=False)
class PatientScores:
    """What is kept of one patient.

    Attributes:
        name: of the patient.
        truth: bool ``[slice]``: does the clinician's mask hold a pixel? Slices without a drawn mask are left out.
        probability: float32 ``[slice]``: of the finding, the same slices.
        called: bool ``[slice]``: whether they are called so.
        dice: of the model's against the clinician's mask over the whole volume; a slice that the segmenter was not
            run on counts as empty.
        agreement: of the maps with the mask.
        reliance: of the decisions on the lesion.
        peaks: float32 ``[slice, method, layer]``, each map's maximum, 0 where it has no positive evidence and NaN where
            none was made; the same slices as `truth`.
        stand_in: why its figures are to be doubted, where a series stands in for a sequence; else "".
        trained_on: whether the classifier was trained on the patient, as far as its package knows.
    """

    name: str
    truth: NDArray[np.bool_]
    probability: NDArray[np.float32]
    called: NDArray[np.bool_]
    dice: float
    agreement: AgreementSums
    reliance: RelianceScores
    peaks: NDArray[np.float32]
    stand_in: str = ""
    trained_on: bool = False


def score_patient(
    name: str,
    case: Case,
    results: Iterable[SliceResult],
    methods: Sequence[str],
    layers: int,
    rely: Callable[[Mapping[int, SliceResult]], Mapping[int, Reliance]],
    *,
    finding: int,
) -> PatientScores:
    """Consume a case's results one by one and keep the scores.

    Args:
        name: under which the patient is reported.
        case: with a mask; slices whose mask was not drawn are skipped.
        results: in any order.
        methods: keys of the methods, in the order of the sums.
        layers: number of layers.
        rely: from all results, without maps, to what becomes of the decisions without the outlined regions.
        finding: index of the class that the clinician's mask marks.
    """
    total = np.zeros((len(methods), layers, len(MEASURES)))
    defined = np.zeros_like(total)
    judged: dict[int, tuple[bool, float, bool]] = {}
    kept: dict[int, SliceResult] = {}
    peaks: dict[int, NDArray[np.float32]] = {}
    overlap = model_area = clinician_area = scored = 0
    for result in results:
        kept[result.index] = result.without_maps()
        mask = case.mask_of(result.index)
        if mask is None:
            continue
        area = int(np.count_nonzero(mask))
        judged[result.index] = area > 0, float(result.probabilities[finding]), result.predicted == finding
        clinician_area += area
        peaks[result.index] = _peaks(result, methods, layers)
        if result.segmentation is not None:
            overlap += int(np.count_nonzero(mask & result.segmentation))
            model_area += int(np.count_nonzero(result.segmentation))
        if result.assessments:
            values = np.stack([_scores(result, method, layers) for method in methods]).astype(np.float64)
            total += np.nan_to_num(values, nan=0.0)
            defined += ~np.isnan(values)
            scored += 1
    ordered = [judged[index] for index in sorted(judged)]
    return PatientScores(
        name,
        np.array([truth for truth, _, _ in ordered], dtype=bool),
        np.array([probability for _, probability, _ in ordered], dtype=np.float32),
        np.array([called for _, _, called in ordered], dtype=bool),
        dice_of_counts(overlap, model_area, clinician_area),
        AgreementSums(total, defined, scored),
        score_reliance(rely(kept), kept, finding),
        np.array([peaks[index] for index in sorted(peaks)]).reshape(len(peaks), len(methods), layers),
        case.stand_in,
    )


def _peaks(result: SliceResult, methods: Sequence[str], layers: int) -> NDArray[np.float32]:
    """The maximum of each map's positive part, float32 ``[method, layer]``."""
    found = np.full((len(methods), layers), np.nan, dtype=np.float32)
    for place, method in enumerate(methods):
        maps = result.layer_maps(method)
        if maps is not None:
            found[place] = [max(float(values.max()), 0.0) for values in maps.maps]
    return found


def _scores(result: SliceResult, method: str, layers: int) -> NDArray[np.float32]:
    """Every score of each layer by one method, float32 ``[layer, score]``; NaN where it was not made."""
    found = np.full((layers, len(MEASURES)), np.nan, dtype=np.float32)
    for column, measure in enumerate(MEASURES):
        curve = result.curve(method, measure)
        if curve is not None:
            found[:, column] = curve
    return found
