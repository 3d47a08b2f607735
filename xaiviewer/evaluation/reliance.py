"""Do the decisions rest on the lesion? Flips and falls of the probability when it is filled in, against its mirror."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.requests import Reliance, SliceResult

CONVENTION = (
    "of slices called positive whose mask holds a pixel: the masks of the whole case are filled in with the median of "
    "what surrounds them, in the network's input, and the slice is judged again; control: the masks' mirror images in "
    "the other half of the head are, on slices whose mask does not lie across the middle"
)


@dataclass(frozen=True, eq=False)
class RelianceScores:
    """One patient's slices that are called positive and hold an outlined lesion.

    Attributes:
        before, without: float ``[slice]``, the probability of the finding as it is, and with the lesion filled in.
        control: the same with the mirrored region filled in; NaN where there is none.
        threshold: above which a slice is called positive.
    """

    before: NDArray[np.floating]
    without: NDArray[np.floating]
    control: NDArray[np.floating]
    threshold: float


def score_reliance(
    reliance: Mapping[int, Reliance], results: Mapping[int, SliceResult], finding: int
) -> RelianceScores:
    """What `reliance_figures` needs of a patient: of the clinician's masks alone, not of the program's outlines.

    Args:
        reliance, results: of the patient's slices.
        finding: index of the class that is positive.
    """
    held = [
        each for each in reliance.values() if each.region == "clinician" and results[each.index].predicted == finding
    ]
    before = [float(results[each.index].probabilities[finding]) for each in held]
    control = [np.nan if each.control is None else float(each.control[finding]) for each in held]
    without = [float(each.probabilities[finding]) for each in held]
    return RelianceScores(np.array(before), np.array(without), np.array(control), held[0].threshold if held else 0.5)


def reliance_figures(patients: Sequence[RelianceScores]) -> dict[str, float]:
    """Share of decisions that flip, and mean fall of the probability: without the lesion, without its mirror image.

    NaN where there are none.

    Args:
        patients: any number, repeats allowed.
    """
    before, without, control = (
        np.concatenate([getattr(each, name) for each in patients]) for name in ("before", "without", "control")
    )
    level = np.concatenate([np.full(len(each.before), each.threshold) for each in patients])
    told = ~np.isnan(control)
    return {
        "flip_rate": _mean(without <= level),
        "mean_drop": _mean(before - without),
        "control_flip_rate": _mean(control[told] <= level[told]),
        "control_mean_drop": _mean((before - control)[told]),
    }


def _mean(values: NDArray[Any]) -> float:
    return float(np.mean(values)) if values.size else float("nan")
