"""Two networks on the same patients: figures of their decisions and maps, each with its interval over patients.

Both networks judge the same slices, so differences are paired: every resample of the patients is one of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.bootstrap import RESAMPLES, bootstrap, bootstrap_means
from xaiviewer.evaluation.ranking import auroc

SCHEMA = 2
"""Of the report; see `resources/schemas/compared.json`."""

CONVENTIONS = {
    "interval": "95 % percentile bootstrap over patients: patients are drawn with replacement, never slices; of both "
    "networks the same ones, so differences are paired",
    "classes": "compared is one class of either network: of the same name, else either network's own finding, else as "
    "was asked for; where the networks tell other classes apart, a call is that class or any other one, for both",
    "same_call": "the share of slices that both networks call the same class",
    "probability": "of the compared class, by either network's own calibration; b less a",
    "auroc": "of that probability, over slices whose truth is known; b less a",
    "corresponding": "by name: one architecture, layers of the same name; by grid: either network's last layer with "
    "cells of as many input pixels; by depth: no layer of b has such cells, and both lie as deep in their network; by "
    "last: a layer of logits beside b's last",
    "rank_correlation": "Spearman's, of the two maps at places of the slice inside the head, the mean over slices; a "
    "flat map is left out",
    "overlap": "intersection over union of the strongest tenth of either map; overlap_by_chance: if the two had "
    "nothing to do with each other",
    "mass": "relevance inside the clinician's mask over relevance anywhere, on slices with a mask that is not empty",
    "volumes": "a network of volumes decides once: its case counts as one slice, with the finding where any mask holds "
    "a voxel; maps are compared on every slice",
    "weights": "of a part of the network: the length of what was added to them over the length of what was there",
}

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ComparedMaps:
    """What was found about pairs of maps, ``[slice, pair]`` each; NaN where it is undefined.

    Attributes:
        rank_correlation, overlap, overlap_by_chance: see `CONVENTIONS`.
        mass_a, mass_b: in the mask.
    """

    rank_correlation: Floats
    overlap: Floats
    overlap_by_chance: Floats
    mass_a: Floats
    mass_b: Floats


@dataclass(frozen=True, eq=False)
class ComparedPatient:
    """What is kept of one patient.

    Attributes:
        name: of the patient.
        truth: int ``[slice]``: 1 where the finding is there, 0 where it is not, -1 where nobody knows; as what follows,
            of networks of volumes one for all slices.
        a, b: probability of the finding by either network, ``[slice]``.
        called_a, called_b: the classes' names, ``[slice]``.
        right_a, right_b: bool ``[slice]``: whether the call is right; nothing where the truth is not known.
        maps: of corresponding layers; None where none were made.
        trained: the networks, of a and b, that were trained on the patient.
    """

    name: str
    truth: NDArray[np.int64]
    a: Floats
    b: Floats
    called_a: tuple[str, ...]
    called_b: tuple[str, ...]
    right_a: NDArray[np.bool_]
    right_b: NDArray[np.bool_]
    maps: ComparedMaps | None = None
    trained: tuple[str, ...] = ()


def compared_report(
    patients: Sequence[ComparedPatient], pairs: Sequence[Mapping[str, Any]], *, seed: int = 0, number: int = RESAMPLES
) -> dict[str, Any]:
    """Every figure with its interval.

    Args:
        patients: at least one.
        pairs: of layers, what is said of each: their names "a" and "b", and "by" what they correspond.
        seed, number: of the bootstrap's draws.

    Returns:
        the sections ``decisions``, ``layers``, ``patients`` and ``conventions``; NaN where a figure is undefined.
    """
    return {
        "decisions": {
            "slices": sum(len(each.a) for each in patients),
            "slices_of_known_truth": int(sum(np.count_nonzero(each.truth >= 0) for each in patients)),
            **_decisions(patients, seed, number),
        },
        "layers": _layers(patients, pairs, seed, number),
        "patients": [
            {
                "name": each.name,
                "slices": len(each.a),
                "same_call": _share(_same(each)),
                "trained_on": list(each.trained),
            }
            for each in patients
        ],
        "conventions": CONVENTIONS,
        "bootstrap": {"seed": seed, "resamples": number, "over": "patients", "level": 0.95},
    }


def _same(patient: ComparedPatient) -> NDArray[np.bool_]:
    pairs = zip(patient.called_a, patient.called_b, strict=True)
    return np.array([one == other for one, other in pairs], dtype=bool)


def _share(values: NDArray[np.bool_]) -> float:
    return float(values.mean()) if values.size else float("nan")


def _decisions(patients: Sequence[ComparedPatient], seed: int, number: int) -> dict[str, dict[str, float]]:
    same = [_same(each) for each in patients]

    def figures(drawn: NDArray[np.intp]) -> Mapping[str, float]:
        some = [patients[place] for place in drawn]
        a, b, truth = (np.concatenate([getattr(each, name) for each in some]) for name in ("a", "b", "truth"))
        known = truth >= 0
        right = [np.concatenate([getattr(each, name)[each.truth >= 0] for each in some]) for name in _RIGHT]
        areas = [auroc(truth[known] == 1, each[known]) for each in (a, b)]
        return {
            "same_call": _share(np.concatenate([same[place] for place in drawn])),
            "probability_difference": float((b - a).mean()),
            "probability_distance": float(np.abs(b - a).mean()),
            "accuracy_a": _share(right[0]),
            "accuracy_b": _share(right[1]),
            "accuracy_difference": _share(right[1]) - _share(right[0]),
            "auroc_a": areas[0],
            "auroc_b": areas[1],
            "auroc_difference": areas[1] - areas[0],
        }

    return bootstrap(figures, len(patients), seed=seed, number=number)


_RIGHT = ("right_a", "right_b")


def _layers(
    patients: Sequence[ComparedPatient], pairs: Sequence[Mapping[str, Any]], seed: int, number: int
) -> list[dict[str, Any]]:
    made = [each.maps for each in patients if each.maps is not None]
    if not made:
        return []
    names = [each.name for each in fields(ComparedMaps)]
    stacked = [[getattr(each, name) for each in made] for name in names]
    stacked.append([each.mass_b - each.mass_a for each in made])
    names.append("mass_difference")
    sums = np.stack([[np.nansum(each, axis=0) for each in of_name] for of_name in stacked], axis=1)
    counts = np.stack([[(~np.isnan(each)).sum(axis=0) for each in of_name] for of_name in stacked], axis=1)
    value, low, high = bootstrap_means(sums, counts.astype(np.float64), seed=seed, number=number)
    return [
        {
            **pair,
            **{
                name: {"value": float(value[n, p]), "low": float(low[n, p]), "high": float(high[n, p])}
                for n, name in enumerate(names)
            },
        }
        for p, pair in enumerate(pairs)
    ]


def counted(number: int, *, volumes: bool) -> str:
    """How much was judged: "10 slices", or of networks that decide once about a whole volume "10 volumes"."""
    return f"{number} {'volume' if volumes else 'slice'}{'' if number == 1 else 's'}"


def changes(report: Mapping[str, Any], *, volumes: bool = False) -> list[str]:
    """What sets the second network apart from the first, in sentences; `volumes` as in `counted`."""
    found = report["decisions"]
    same, apart = _told(found["same_call"]), _told(found["probability_distance"])
    said = [f"Both call the same class on {same} of {counted(found['slices'], volumes=volumes)}."]
    said.append(f"The probability of the finding differs by {apart} on average.")
    for name, what in (("auroc", "AUROC"), ("accuracy", "Accuracy")):
        each = found[f"{name}_difference"]
        if _known(each["value"]):
            said.append(f"{what} changes by {_told(each, '{:+.3f}')}: {_beyond(each)}.")
    layers = [each for each in report["layers"] if _known(each["rank_correlation"]["value"])]
    if layers:
        alike = max(layers, key=lambda each: each["rank_correlation"]["value"])
        least = min(layers, key=lambda each: each["rank_correlation"]["value"])
        said.append(
            f"Maps are most alike in {_pair(alike)} (rank correlation {_told(alike['rank_correlation'])}) and least in "
            f"{_pair(least)} ({_told(least['rank_correlation'])})."
        )
    masses = [each["mass_difference"] for each in report["layers"] if _known(each["mass_difference"]["low"])]
    if masses:
        more = sum(each["low"] > 0 for each in masses)
        less = sum(each["high"] < 0 for each in masses)
        said.append(
            f"Of {len(masses)} layers {more} of b hold more of their heat in the mask than those of a, and "
            f"{less} less: their interval lies on one side of 0."
        )
    return said


def of_classes(classes: Mapping[str, Any]) -> list[str]:
    """Which classes are compared, in sentences; nothing where both networks tell the same ones apart by one name.

    Args:
        classes: of either network, "a" and "b", all ("classes") and the "compared" one; "named" and "alike", see
            `requests.alongside.Matched`.
    """
    a, b = classes["a"], classes["b"]
    said = []
    if not classes["named"]:
        said.append(f"Compared is “{a['compared']}” of a with “{b['compared']}” of b: the names differ.")
    if not classes["alike"]:
        lists = (", ".join(map(str, each["classes"])) for each in (a, b))
        said.append(
            f"The networks tell other classes apart (a: {next(lists)}; b: {next(lists)}): a call is the compared class "
            "or any other one."
        )
    return said


def of_layers(pairs: Sequence[Mapping[str, Any]]) -> list[str]:
    """Which layers are laid beside each other, in a sentence; nothing without maps."""
    reasons = [each["by"] for each in pairs]
    if not reasons:
        return []
    if set(reasons) == {"name"}:
        return [f"One architecture: {len(pairs)} layers are compared, each with the one of the same name."]
    grids, deep, last = (reasons.count(each) for each in ("grid", "depth", "last"))
    said = [f"{grids} by grid (either network's last layer with cells of as many input pixels)"] if grids else []
    said += [f"{deep} by depth (b has no such cells: the layer that lies as deep)"] if deep else []
    said += [f"{last} of logits beside b's last layer"] if last else []
    return [f"Other architectures: {len(pairs)} pairs of layers are compared, {', '.join(said)}."]


def _pair(layer: Mapping[str, Any]) -> str:
    """A pair of layers by their names: one name where it is the same."""
    return str(layer["a"]) if layer["a"] == layer["b"] else f"{layer['a']} beside {layer['b']}"


def _known(value: float | None) -> bool:
    return value is not None and not np.isnan(value)


def _beyond(figure: Mapping[str, float]) -> str:
    if not _known(figure["low"]):
        return "one patient gives no interval"
    return "beyond chance" if figure["low"] > 0 or figure["high"] < 0 else "no more than chance"


def _told(figure: Mapping[str, float], form: str = "{:.3f}") -> str:
    if not _known(figure["low"]):
        return form.format(figure["value"])
    return f"{form.format(figure['value'])} ({form.format(figure['low'])} to {form.format(figure['high'])})"
