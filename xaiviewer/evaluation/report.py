"""From the scores of every patient to the report: plain values, ready for JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.bootstrap import RESAMPLES, bootstrap, bootstrap_means
from xaiviewer.evaluation.calibration import BINS, reliability
from xaiviewer.evaluation.classification import Confusion, classification_figures
from xaiviewer.evaluation.patients import PatientScores
from xaiviewer.evaluation.ranking import auroc
from xaiviewer.evaluation.reliance import CONVENTION, reliance_figures
from xaiviewer.requests import MEASURES, Layer

SCHEMA = 1

CONVENTIONS = {
    "interval": "95 % percentile bootstrap over patients: patients are drawn with replacement, never slices",
    "positive": "a slice is positive where the clinician's mask holds a pixel, and called so above the package's "
    "threshold; figures at_half: above a probability of 0.5",
    "reliance": CONVENTION,
    "ece": f"{BINS} equal-width bins of the probability of the finding, weighted by their counts",
    "log_loss": "nats",
    "fve_multinomial": "1 - log_loss / log_loss of always giving the class frequencies of these slices",
    "dice_per_patient": "over the whole volume with the pipeline as in use: slices are outlined whose probability of "
    "the finding is above settings.gate",
    "agreement": "mean over slices with a mask that is not empty, by the method that opens first in each layer; not "
    "held against what knows nothing of the lesion, p not measured: xaiviewer explain --nulls does that",
    "peak_auroc": "by method and layer: how well a map's maximum tells slices with a mask from those with an empty one",
    "agreement_undefined": "slices on which a score is undefined, such as no positive evidence in the layer, are left "
    "out of its mean; agreement_defined gives the share of slices that remain",
}


def evaluation_report(
    patients: Sequence[PatientScores],
    methods: Sequence[str],
    layers: Sequence[Layer],
    chosen: Sequence[str],
    *,
    seed: int = 0,
    number: int = RESAMPLES,
) -> dict[str, Any]:
    """Every figure with its interval; what is undefined is None.

    Args:
        patients: at least one.
        methods: keys, in the order of the patients' sums; none where no maps were made.
        layers: of the classifier.
        chosen: the method of each layer whose agreement stands under "agreement".
        seed, number: of the bootstrap's draws.

    Returns:
        The sections ``classifier``, ``segmenter``, ``reliance``, ``agreement``, ``agreement_by_method``,
        ``agreement_defined``, ``agreement_method``, ``peak_auroc``, ``reliability``, ``patients`` and ``conventions``;
        those on maps are empty where none were made.
    """
    by_method = _agreement(patients, methods, layers, seed, number) if methods else {}
    peaks = _peaks(patients, methods, layers) if methods else {}
    scored = list(enumerate(layers)) if methods else []
    total, defined = (
        np.sum([getattr(each.agreement, name) for each in patients], axis=0) for name in ("slices", "defined")
    )
    report = {
        "classifier": _classifier(patients, seed, number),
        "segmenter": _segmenter(patients, seed, number),
        "reliance": _reliance(patients, seed, number),
        "agreement": {layer.name: by_method[chosen[i]][layer.name] for i, layer in scored},
        "agreement_method": {layer.name: chosen[i] for i, layer in scored},
        "agreement_defined": {
            layer.name: dict(
                zip(MEASURES, (defined[list(methods).index(chosen[i]), i] / max(total, 1)).tolist(), strict=True)
            )
            for i, layer in scored
        },
        "agreement_by_method": by_method,
        "peak_auroc": peaks,
        "reliability": [asdict(each) for each in reliability(*_pooled(patients)[:2])],
        "patients": [
            {
                "name": each.name,
                "slices": len(each.truth),
                "positive_slices": int(np.count_nonzero(each.truth)),
                "accuracy": Confusion.of(each.truth, each.called).accuracy,
                "dice": each.dice,
                "stand_in": each.stand_in or None,
                "trained_on": each.trained_on,
            }
            for each in patients
        ],
        "conventions": CONVENTIONS,
        "bootstrap": {"seed": seed, "resamples": number, "over": "patients", "level": 0.95},
    }
    known: dict[str, Any] = plain(report)
    return known


def _pooled(
    patients: Sequence[PatientScores],
) -> tuple[NDArray[np.bool_], NDArray[np.float32], NDArray[np.bool_]]:
    """Truth, probability, and what is called positive, of all slices of all patients."""
    return (
        np.concatenate([each.truth for each in patients]),
        np.concatenate([each.probability for each in patients]),
        np.concatenate([each.called for each in patients]),
    )


def _classifier(patients: Sequence[PatientScores], seed: int, number: int) -> dict[str, Any]:
    truth, probability, called = _pooled(patients)
    ends = np.cumsum([len(each.truth) for each in patients])
    slices = np.split(np.arange(len(truth)), ends[:-1])

    def figures(indices: NDArray[np.intp]) -> Mapping[str, float]:
        drawn = np.concatenate([slices[index] for index in indices])
        return classification_figures(truth[drawn], probability[drawn], called[drawn])

    return {
        "n": len(truth),
        **bootstrap(figures, len(patients), seed=seed, number=number),
        "confusion": asdict(Confusion.of(truth, called)),
    }


def _segmenter(patients: Sequence[PatientScores], seed: int, number: int) -> dict[str, Any]:
    values = np.array([each.dice for each in patients])

    def figures(indices: NDArray[np.intp]) -> Mapping[str, float]:
        return {"dice_mean": float(values[indices].mean()), "dice_median": float(np.median(values[indices]))}

    return {
        "dice_per_patient": {each.name: each.dice for each in patients},
        **bootstrap(figures, len(patients), seed=seed, number=number),
    }


def _reliance(patients: Sequence[PatientScores], seed: int, number: int) -> dict[str, Any]:
    scores = [each.reliance for each in patients]

    def figures(indices: NDArray[np.intp]) -> Mapping[str, float]:
        return reliance_figures([scores[index] for index in indices])

    return {
        "n": sum(len(each.before) for each in scores),
        "n_control": sum(int(np.count_nonzero(~np.isnan(each.control))) for each in scores),
        **bootstrap(figures, len(patients), seed=seed, number=number),
    }


def _agreement(
    patients: Sequence[PatientScores], methods: Sequence[str], layers: Sequence[Layer], seed: int, number: int
) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """``{method: {layer: {score: figure}}}``."""
    sums = np.stack([each.agreement.total for each in patients])
    counts = np.stack([each.agreement.defined for each in patients])
    value, low, high = bootstrap_means(sums, counts, seed=seed, number=number)

    def figure(*at: int) -> dict[str, float]:
        return {"value": float(value[at]), "low": float(low[at]), "high": float(high[at])}

    return {
        method: {
            layer.name: {score: figure(m, i, s) for s, score in enumerate(MEASURES)} for i, layer in enumerate(layers)
        }
        for m, method in enumerate(methods)
    }


def _peaks(
    patients: Sequence[PatientScores], methods: Sequence[str], layers: Sequence[Layer]
) -> dict[str, dict[str, float]]:
    """``{method: {layer: area}}``."""
    truth, peaks = _pooled(patients)[0], np.concatenate([each.peaks for each in patients])
    made = not np.isnan(peaks).any()
    return {
        method: {layer.name: auroc(truth, peaks[:, m, i]) if made else float("nan") for i, layer in enumerate(layers)}
        for m, method in enumerate(methods)
    }


def plain(value: Any) -> Any:
    """NaN, which JSON does not have, becomes None."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
