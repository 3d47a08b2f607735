"""Does a case look like those the networks learned from? A few robust statistics, and what is said where they differ.

Training writes the ranges over its own patients beside the classifier; every case is held against them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.nets.inputs.preprocessing import head_depth
from xaiviewer.requests.notice import Notice, Part, notice

Statistics = Mapping[str, float]
"""Of one case, by name; see `statistics`."""

Ranges = Mapping[str, Mapping[str, float]]
"""For each statistic its "low", "median" and "high" over the training patients."""

EXTRACTED = "The skull seems to have been removed; {verb} whole heads."
AIR = "Everything outside the head has one and the same value; {verb} unaltered air."
LEVELS = "The head shows only {levels} grey levels; {verb} at least {least}."
SIDE = "The head spans only {pixels} pixels; {verb} at least {least}."
FILLED = (
    "The head fills {share} of the square around it, {low} to {high} {where}: is it cropped, or not an axial slice "
    "through a head?"
)
RECALIBRATED = "Probabilities are calibrated for such images."
COST = "With simulated brain extraction they were right on {extracted} of the test patients' slices instead of {whole}."

_SLICES = 12
_SAMPLES = 20_000  # voxels per sequence: enough for shares and percentiles
_RIM = 0.05  # depth below the head's surface, as a share of the frame's side: scalp and skull in a whole head
_INSIDE = 0.12  # below that depth lies brain


def statistics(images: NDArray[Any], head: NDArray[np.bool_], frame: Frame) -> dict[str, float]:
    """Robust statistics of a case; one that cannot be told is left out.

    * background: the share of voxels outside the head that have the commonest value there; the lowest of the
      sequences. Noise keeps it low, brain extraction makes it 1.
    * rim: 75th percentile of the head's outer rim over the median of its inside, above the background; the median of
      the sequences. The scalp's fat is bright; the rim of an extracted brain is brain.
    * levels: different grey values in the head; the lowest of the sequences.
    * side: the frame's side in the slice's pixels.
    * filled: the head's share of the frame in its largest slice.

    Args:
        images: ``[sequence, slice, row, column]``.
        head: bool ``[slice, row, column]``, as `preprocessing.head_mask` gives it.
        frame: the square around the head.
    """
    area = np.count_nonzero(head, axis=(1, 2))
    if not area.any():
        return {}
    full = np.flatnonzero(area > 0.25 * area.max())
    chosen = full[np.linspace(0, len(full) - 1, min(_SLICES, len(full))).astype(int)]
    depth = np.stack([head_depth(head[index]) for index in chosen]) / frame.side
    air, rim, inside = (depth == 0) & ~head[chosen], (depth > 0) & (depth <= _RIM), depth > _INSIDE
    found: dict[str, list[float]] = {"background": [], "rim": [], "levels": []}
    for sequence in images:
        values = sequence[chosen]
        levels, counts = np.unique(_sample(values, air), return_counts=True)
        level = float(levels[np.argmax(counts)]) if levels.size else 0.0
        if levels.size:
            found["background"].append(float(counts.max() / counts.sum()))
        found["levels"].append(float(np.unique(_sample(values, head[chosen])).size))
        edge, brain = _sample(values, rim), _sample(values, inside)
        if edge.size and brain.size and np.median(brain) > level:
            found["rim"].append(float((np.percentile(edge, 75) - level) / (np.median(brain) - level)))
    summaries: dict[str, Callable[[list[float]], Any]] = {"background": min, "rim": np.median, "levels": min}
    return {
        **{name: float(summaries[name](each)) for name, each in found.items() if each},
        "side": frame.side,
        "filled": float(area.max() / (frame.sides[0] * frame.sides[1])),
    }


def ranges(patients: Sequence[Statistics]) -> dict[str, dict[str, float]]:
    """The ranges over patients, rounded."""
    names = [name for name in patients[0] if all(name in each for each in patients)] if patients else []
    columns = {name: np.array([each[name] for each in patients]) for name in names}
    return {
        name: {
            "low": round(float(column.min()), 4),
            "median": round(float(np.median(column)), 4),
            "high": round(float(column.max()), 4),
        }
        for name, column in columns.items()
    }


@dataclass(frozen=True)
class KnownFrom:
    """By whom a network is known: those that trained it, or those that it was measured on.

    Attributes:
        verb: "the networks were trained on".
        where: "in training".
    """

    verb: str
    where: str


_TRAINED = KnownFrom("the networks were trained on", "in training")
_MEASURED = KnownFrom("the network was measured on", "where it was measured")


def known_from(manifest: Mapping[str, Any]) -> KnownFrom:
    """Whose ranges a manifest holds; its own training's unless it says otherwise."""
    return _MEASURED if manifest.get("distribution_of") == "measured" else _TRAINED


def notices(found: Statistics, manifest: Mapping[str, Any]) -> tuple[Notice, ...]:
    """A sentence for each way in which a case differs from the patients that the networks were trained on.

    Args:
        found: the case's statistics.
        manifest: the classifier's, with `Ranges` under "distribution"; nothing is said where it has none.
    """
    known: Ranges = manifest.get("distribution", {})
    whom = known_from(manifest)
    told = {name: value for name, value in found.items() if name in known}
    sentences: list[Notice] = []
    if skull_removed(found, manifest):
        sentences.append(Notice([(EXTRACTED, {"verb": whom.verb}), *_recalibrated(manifest), *_cost(manifest)]))
    elif _masked(told, known):
        sentences.append(notice(AIR, verb=whom.verb))
    if "levels" in told and told["levels"] < known["levels"]["low"] / 2:
        few, usual = told["levels"], known["levels"]["low"]
        sentences.append(notice(LEVELS, levels=f"{few:.0f}", verb=whom.verb, least=f"{usual:.0f}"))
    if "side" in told and told["side"] < known["side"]["low"] / 2:
        few, usual = told["side"], known["side"]["low"]
        sentences.append(notice(SIDE, pixels=f"{few:.0f}", verb=whom.verb, least=f"{usual:.0f}"))
    if "filled" in told and not 0.8 * known["filled"]["low"] <= told["filled"] <= 1.2 * known["filled"]["high"]:
        shares = {"share": told["filled"], "low": known["filled"]["low"], "high": known["filled"]["high"]}
        percent = {name: f"{100 * share:.0f} %" for name, share in shares.items()}
        sentences.append(notice(FILLED, **percent, where=whom.where))
    return tuple(sentences)


def skull_removed(found: Statistics, manifest: Mapping[str, Any]) -> bool:
    """Whether a case's brain seems to have been extracted: air of one value, and no bright scalp."""
    known: Ranges = manifest.get("distribution", {})
    return _masked(found, known) and found.get("rim", 0) < known.get("rim", {}).get("median", 0)


def _masked(found: Statistics, known: Ranges) -> bool:
    return found.get("background", 0) > known.get("background", {}).get("high", 1)


def _recalibrated(manifest: Mapping[str, Any]) -> Iterator[Part]:
    """That probabilities heed it, where the package can do so."""
    if "calibration_of_extracted_brains" in manifest:
        yield RECALIBRATED, {}


def _cost(manifest: Mapping[str, Any]) -> Iterator[Part]:
    """What simulated brain extraction cost on the test patients, where it was measured."""
    figures = manifest.get("figures", {})
    whole, extracted = (
        figures.get(name, {}).get("value") for name in ("accuracy", "accuracy, brain extraction (simulated)")
    )
    if whole is not None and extracted is not None:
        yield COST, {"extracted": f"{100 * extracted:.1f} %", "whole": f"{100 * whole:.1f} %"}


def _sample(values: NDArray[Any], where: NDArray[np.bool_]) -> NDArray[Any]:
    """At most about `_SAMPLES` of the voxels, evenly spread."""
    chosen: NDArray[Any] = values[where]
    return chosen[:: max(len(chosen) // _SAMPLES, 1)]
