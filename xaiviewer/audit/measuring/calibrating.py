"""Temperatures, and figures of decisions, with intervals over patients.

A temperature that was fitted on the patients that it is judged by would flatter itself: the figures "calibrated" are of
temperatures fitted on the other folds' patients; the one that is kept is fitted on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.audit.measuring.decided import UNKNOWN, Decided
from xaiviewer.evaluation.bootstrap import bootstrap, interval, resamples
from xaiviewer.evaluation.calibration import expected_calibration_error, log_loss
from xaiviewer.evaluation.classification import classification_figures
from xaiviewer.evaluation.ranking import auroc
from xaiviewer.nets.calibration import Calibration, with_neighbours
from xaiviewer.training.fitting.calibration import fit_platt

FEWEST = 5
"""Patients from which on a calibration is fitted: fewer would tell of themselves alone."""

_FOLDS = 5
_DRAWS = 200  # of the temperature's interval
_LOWEST, _HIGHEST = np.log(0.05), np.log(20.0)
_GOLDEN = (np.sqrt(5) - 1) / 2

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """By what decisions are judged.

    Attributes:
        finding: index of the class that masks mark; None where labels say which class holds.
        threshold: probability of the finding, of two classes, above which a slice is called so.
        shipped: the calibration that the package came with.
    """

    finding: int | None
    threshold: float
    shipped: Calibration


@dataclass(frozen=True)
class Calibrated:
    """What was found.

    Attributes:
        calibration: fitted on all patients; None where that could not be.
        figures: each with its interval over patients; NaN where one is undefined.
        why: why there is no calibration, in a sentence; "" where there is one.
    """

    calibration: Calibration | None
    figures: Mapping[str, Mapping[str, float]]
    why: str = ""


def calibrated(patients: Sequence[Decided], judged: Judged, *, seed: int = 0) -> Calibrated:
    """Fit a calibration, and judge the decisions with it and with the one that the package came with.

    Args:
        patients: one entry each.
        judged: by what.
        seed: of folds and intervals.
    """
    known = [each for each in (_known(patient, judged) for patient in patients) if len(each[1])]
    if not known:
        return Calibrated(None, {}, "what holds on their slices is not known: give masks or --labels")
    shipped = [probabilities(logits, judged.shipped) for logits, _ in known]
    figures = _figures(shipped, known, judged, seed)
    truths = np.concatenate([truth for _, truth in known])
    if len(known) < FEWEST:
        return Calibrated(None, figures, f"{len(known)} patients are too few; it takes {FEWEST}")
    if len(np.unique(truths)) < 2:
        return Calibrated(None, figures, "all slices are of one class")
    calibration = fitted(known, judged)
    folds = np.random.default_rng(seed).permutation(len(known)) % min(_FOLDS, len(known))
    fresh: list[Floats] = [np.zeros(0)] * len(known)
    for fold in range(int(folds.max()) + 1):
        others = fitted([each for each, place in zip(known, folds, strict=True) if place != fold], judged)
        for place in np.flatnonzero(folds == fold).tolist():
            fresh[place] = probabilities(known[place][0], others)
    better = {f"{name}, calibrated": each for name, each in _figures(fresh, known, judged, seed).items()}
    drawn = [
        fitted([known[place] for place in draw], judged).temperature
        for draw in resamples(len(known), seed=seed, number=_DRAWS)
    ]
    temperature = interval(calibration.temperature, np.array(drawn))
    return Calibrated(calibration, {**figures, **better, "temperature": temperature})


def fitted(known: Sequence[tuple[Floats, NDArray[np.int64]]], judged: Judged) -> Calibration:
    """The calibration that makes what holds the likeliest; the one that was shipped where a class is missing.

    Of two classes by Platt (1999), of more a temperature alone (Guo et al. 2017).
    """
    logits, truth = (np.concatenate([each[part] for each in known]) for part in (0, 1))
    if len(np.unique(truth)) < 2:
        return judged.shipped
    if logits.shape[1] == 2 and judged.shipped.output == "softmax":
        second = truth if judged.finding is None else np.where(truth == 1, judged.finding, 1 - judged.finding)
        temperature, bias = fit_platt(logits[:, 1] - logits[:, 0], second == 1)
        return replace(judged.shipped, temperature=float(np.clip(temperature, 0.001, 1000)), bias=bias)

    def loss(log_temperature: float) -> float:
        made = replace(judged.shipped, temperature=float(np.exp(log_temperature)), bias=0.0)
        return _loss(probabilities(logits, made), truth, judged)

    return replace(judged.shipped, temperature=float(np.exp(_least(loss))), bias=0.0)


def probabilities(logits: Floats, calibration: Calibration) -> Floats:
    """Of the classes, ``[slice, class]``: `Calibration.of_slice` of many, the neighbours' share being in the logits."""
    bias, temperature = calibration.bias, calibration.temperature
    if calibration.output == "sigmoid":
        return 0.5 * (1 + np.tanh((logits + bias) / temperature / 2))
    if logits.shape[1] == 2:
        second = 0.5 * (1 + np.tanh((logits[:, 1] - logits[:, 0] + bias) / temperature / 2))
        return np.stack([1 - second, second], axis=1)
    odds = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def _known(patient: Decided, judged: Judged) -> tuple[Floats, NDArray[np.int64]]:
    """Logits as the neighbours move them, and truth, of the slices of which something is known."""
    share = judged.shipped.neighbours
    logits = patient.logits.astype(np.float64)
    if len(logits):
        logits = np.stack([with_neighbours(column, share) for column in logits.T], axis=1)
    known = patient.truth != UNKNOWN
    return logits[known], patient.truth[known]


def _loss(found: Floats, truth: NDArray[np.int64], judged: Judged) -> float:
    if judged.finding is not None:
        return log_loss(truth == 1, found[:, judged.finding])
    return float(-np.log(np.clip(found[np.arange(len(truth)), truth], 1e-7, 1)).mean())


def _least(loss: Callable[[float], float]) -> float:
    """Where a function of one valley is least, by the golden section: the same steps every time."""
    low, high = float(_LOWEST), float(_HIGHEST)
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = loss(left), loss(right)
    while high - low > 1e-3:
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = loss(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = loss(right)
    return (low + high) / 2


def _figures(
    found: Sequence[Floats], known: Sequence[tuple[Floats, NDArray[np.int64]]], judged: Judged, seed: int
) -> dict[str, dict[str, float]]:
    truths = [truth for _, truth in known]

    def figures(indices: NDArray[np.intp]) -> Mapping[str, float]:
        made, truth = (np.concatenate([each[place] for place in indices]) for each in (found, truths))
        return _of_finding(made, truth, judged) if judged.finding is not None else _of_classes(made, truth)

    return bootstrap(figures, len(known), seed=seed)


_TOLD = ("accuracy", "recall", "precision", "auroc", "log_loss", "ece")


def _of_finding(found: Floats, truth: NDArray[np.int64], judged: Judged) -> dict[str, float]:
    assert judged.finding is not None
    probability = found[:, judged.finding]
    two = found.shape[1] == 2
    called = probability > judged.threshold if two else found.argmax(axis=1) == judged.finding
    every = classification_figures(truth == 1, probability, called)
    return {name: every[name] for name in _TOLD}


def _of_classes(found: Floats, truth: NDArray[np.int64]) -> dict[str, float]:
    """Right decisions, and whether the likeliest class is right as often as it says."""
    first = found.argmax(axis=1)
    areas = [auroc(truth == each, found[:, each]) for each in range(found.shape[1])]
    told = [each for each in areas if not np.isnan(each)]
    return {
        "accuracy": float((first == truth).mean()),
        "auroc, mean of the classes": float(np.mean(told)) if told else float("nan"),
        "log_loss": float(-np.log(np.clip(found[np.arange(len(truth)), truth], 1e-7, 1)).mean()),
        "ece": expected_calibration_error(first == truth, found.max(axis=1)),
    }
