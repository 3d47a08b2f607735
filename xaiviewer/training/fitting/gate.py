"""Which outlines are kept: the gate, a probability of tumour that the classifier must exceed.

Outline and decision are two networks' work. Where the classifier doubts, a good outline is better kept than dropped,
so the gate is not the decision's threshold but whatever gives the highest Dice on patients that trained neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.training.fitting.calibration import fit_calibration
from xaiviewer.training.recipe import Judged

THRESHOLDS = np.arange(0.2, 0.81, 0.05)
"""Of the segmenter's probability, among which the outline's is chosen."""

GATES = np.arange(0.02, 0.81, 0.02)
"""Of the classifier's probability, among which the gate is chosen."""


@dataclass(frozen=True)
class Chosen:
    """What gives the highest mean Dice per patient.

    Attributes:
        threshold: of the segmenter's probability, for a pixel to count.
        gate: of the classifier's probability, for a slice's outline to be kept; None where no classifier was asked.
    """

    threshold: float
    gate: float | None


def judged_by_folds(run: Path) -> dict[str, Judged]:
    """What the folds' networks of a run made of the patients they judge, by the patients' names; {} without a run."""
    return {file.stem: dict(np.load(file)) for file in sorted(run.glob("fold-*/judged/*.npz"))}


def classifier_probabilities(judged: Sequence[Judged], form: str) -> list[NDArray[Any]] | None:
    """Calibrated probabilities of tumour, for each patient ``[slice]``; None where the classifier judged not all.

    The classifier's calibration for these patients, made anew: the package that will be used was calibrated alike.

    Args:
        judged: of the segmenter, with what `ClassifierTask.judge` gives beside it.
        form: "whole" or "brain".
    """
    if not all("truth" in each for each in judged):
        return None
    calibration = fit_calibration([each[form] for each in judged], [each["truth"] for each in judged])
    return [calibration.of_patient(each[form]) for each in judged]


def choose(judged: Sequence[Judged], probabilities: Sequence[NDArray[Any]] | None) -> Chosen:
    """The pair with the highest mean Dice over the patients' whole heads; the threshold alone without a classifier."""
    if probabilities is None:
        scores = np.mean([dice_by_threshold(each) for each in judged], axis=0)
        return Chosen(round(float(THRESHOLDS[int(np.argmax(scores))]), 2), None)
    by_gate = [
        dice_of_kept(each, probability > GATES[:, None])
        for each, probability in zip(judged, probabilities, strict=True)
    ]
    gate, threshold = np.unravel_index(np.argmax(np.mean(by_gate, axis=0)), by_gate[0].shape)
    return Chosen(round(float(THRESHOLDS[threshold]), 2), round(float(GATES[gate]), 2))


def cross_validated(
    judged: Sequence[Judged], probabilities: Mapping[str, Sequence[NDArray[Any]] | None], chosen: Chosen
) -> dict[str, dict[str, float]]:
    """Mean and median Dice per patient at what was chosen, by form: plain, and averaged with the mirrored slice."""
    at = int(np.argmin(np.abs(THRESHOLDS - chosen.threshold)))
    found = {}
    for form in ("whole", "whole_mirrored", "brain", "brain_mirrored"):
        given = probabilities[form.partition("_")[0]]
        kept = [
            np.ones((1, each["mask"].size), dtype=bool) if given is None else given[number][None] > chosen.gate
            for number, each in enumerate(judged)
        ]
        dice = [float(dice_of_kept(each, keep, form)[0, at]) for each, keep in zip(judged, kept, strict=True)]
        found[form] = {"dice_mean": round(float(np.mean(dice)), 4), "dice_median": round(float(np.median(dice)), 4)}
    return found


def dice_by_threshold(judged: Judged, form: str = "whole") -> NDArray[np.float64]:
    """Dice's coefficient over all slices of a patient, ``[threshold]``; 1 where both are empty."""
    found: NDArray[np.float64] = dice_of_kept(judged, np.ones((1, judged["mask"].size), dtype=bool), form)[0]
    return found


def dice_of_kept(judged: Judged, kept: NDArray[np.bool_], form: str = "whole") -> NDArray[np.float64]:
    """Dice's coefficient of a patient where the outlines of some slices alone are kept; 1 where both are empty.

    Args:
        judged: as `SegmenterTask.judge` gives it.
        kept: bool ``[way, slice]``.
        form: which of its outlines.

    Returns:
        ``[way, threshold]``.
    """
    weight = kept.astype(np.float64)
    overlap = weight @ judged[f"{form}_overlap"]
    total = weight @ judged[f"{form}_outline"] + judged["mask"].sum()
    return np.asarray(np.where(total > 0, 2 * overlap / np.maximum(total, 1), 1.0))
