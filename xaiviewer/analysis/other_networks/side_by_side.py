"""Two networks, of any architectures, on the same case: decisions, and the maps of corresponding layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from xaiviewer.agreement.consensus import consensus, marked, rank_correlations
from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case, Frame
from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.evaluation.compared import ComparedMaps, ComparedPatient
from xaiviewer.requests import AnalysisSettings, Layer, SliceResult
from xaiviewer.requests.reproduced import SHARE

Pair = tuple[int, int]
"""Indices of corresponding layers, of the first network and of the second."""

_PLACES = 64  # along either side of the head's box: where two maps are looked at


def corresponding(one: Sequence[Layer], other: Sequence[Layer]) -> tuple[Pair, ...]:
    """Layers that stand in the same place of two networks.

    Of one architecture those of the same name and grid; of two the last layer of each grid that both have, where what
    one network made of a place stands beside what the other made of it.
    """
    names = {layer.name: place for place, layer in enumerate(other)}
    same = [
        (place, names[layer.name])
        for place, layer in enumerate(one)
        if layer.name in names and other[names[layer.name]].grid == layer.grid
    ]
    if len(same) == len(one) == len(other):
        return tuple(same)
    last, beside = ({layer.grid: place for place, layer in enumerate(layers)} for layers in (one, other))
    return tuple((place, beside[grid]) for grid, place in last.items() if grid in beside)


class SideBySide:
    """Two analysers of classifiers that know a class of the same name. One thread at a time may use it.

    Attributes:
        finding: the name of the class.
        pairs: of corresponding layers.
    """

    def __init__(self, a: Analyser, b: Analyser, *, method: str = "grad-cam", finding: str | None = None) -> None:
        """See which class and which layers can be laid beside each other.

        Args:
            a, b: the two.
            method: by which maps are made, of one pass; "" for none.
            finding: the class; None for the first network's finding.

        Raises:
            UsageError: where a network lacks the class, or both have the same weights.
        """
        self.finding = a.description.main_name if finding is None else finding
        for each in (a, b):
            if self.finding not in each.description.classes:
                raise UsageError(
                    f"“{each.description.identity.name}” knows no class “{self.finding}”; it has "
                    f"{', '.join(each.description.classes[:8])}: name one that both have by --class."
                )
        if a.description.identity.sha256 == b.description.identity.sha256:
            raise UsageError("Both packages hold the very same weights; name two networks.")
        self._both, self._method = (a, b), method
        self.pairs = corresponding(a.description.layers, b.description.layers) if method else ()

    def compare(
        self,
        case: Case,
        label: str | None,
        *,
        name: str = "",
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> ComparedPatient:
        """What both make of a case.

        Args:
            case: whose slices.
            label: the class that holds for it; None where its mask tells.
            name: under which it is reported; its own where there is none.
            progress: called with slices done and in all.
            cancelled: asked before each pass.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        settings = [
            AnalysisSettings(
                methods=(self._method,) if self.pairs else (),
                class_index=each.description.classes.index(self.finding),
            )
            for each in self._both
        ]
        started = [each.start(case, its) for each, its in zip(self._both, settings, strict=True)]
        frames = [each.frame for each in started]
        heads = self._both[0].heads(case)
        streams = [each.slices(case, its, cancelled=cancelled) for each, its in zip(self._both, settings, strict=True)]
        results, maps = [], []
        for done, (one, other) in enumerate(zip(*streams, strict=True)):
            if cancelled():
                raise Cancelled
            results.append((one.without_maps(), other.without_maps()))
            if self.pairs:
                maps.append(self._maps((one, other), frames, heads[one.index]))
            progress(done + 1, len(case.indices))
        trained = tuple(each for each, its in zip("ab", started, strict=True) if its.trained_on)
        found = self._patient(case, label, results, maps)
        return replace(found, name=name or case.name, trained=trained)

    def weight_changes(self) -> list[tuple[str, float]]:
        """See `weight_changes`."""
        return weight_changes(*self._both)

    def _patient(
        self,
        case: Case,
        label: str | None,
        results: Sequence[tuple[SliceResult, SliceResult]],
        maps: Sequence[NDArray[np.float64]],
    ) -> ComparedPatient:
        truth = np.array([_truth(case, one.index, label, self.finding) for one, _ in results], dtype=np.int64)
        probabilities, called, right = [], [], []
        for place, analyser in enumerate(self._both):
            description = analyser.description
            of_finding = description.classes.index(self.finding)
            own = [pair[place] for pair in results]
            probabilities.append(np.array([float(each.probabilities[of_finding]) for each in own]))
            called.append(tuple(description.classes[each.predicted] for each in own))
            wanted = self.finding if label is None else label
            right.append(
                np.array(
                    [
                        (name == wanted) == (label is not None or known == 1)
                        for name, known in zip(called[-1], truth, strict=True)
                    ],
                    dtype=bool,
                )
            )
        return ComparedPatient(
            case.name,
            truth,
            a=probabilities[0],
            b=probabilities[1],
            called_a=called[0],
            called_b=called[1],
            right_a=right[0],
            right_b=right[1],
            maps=ComparedMaps(*np.stack(maps, axis=1)) if maps else None,
        )

    def _maps(
        self, results: tuple[SliceResult, SliceResult], frames: Sequence[Frame], head: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Of every pair of layers what `ComparedMaps` holds, ``[what, pair]``."""
        found = np.full((5, len(self.pairs)), np.nan)
        made = [each.layer_maps(self._method) for each in results]
        masses = [each.curve(self._method, "mass") for each in results]
        places = places_on(head)
        if made[0] is None or made[1] is None or not places.size:
            return found
        for number, pair in enumerate(self.pairs):
            seen = [
                at_places(made[side].maps[layer], self._both[side].description.layers[layer], frames[side], places)  # type: ignore[union-attr]
                for side, layer in enumerate(pair)
            ]
            found[0, number] = rank_correlations(seen)[0, 1]
            marks = np.stack([marked(each, SHARE, "strongest") for each in seen])
            either = int(np.count_nonzero(marks.any(axis=0)))
            if either:
                found[1, number] = np.count_nonzero(marks.all(axis=0)) / either
                chance = float(consensus(marks).chance[-1])
                rates = marks.mean(axis=1)
                found[2, number] = chance / (float(rates.sum()) - chance)
            for side, layer in enumerate(pair):
                curve = masses[side]
                if curve is not None:
                    found[3 + side, number] = curve[layer]
        return found


def places_on(head: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Places in the head, rows and columns ``[place, 2]``, evenly over its box; of all the slice where it is empty."""
    inside = head if head.any() else np.ones_like(head)
    rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    grid = np.meshgrid(
        *(np.linspace(each[0], each[-1], min(_PLACES, len(each))) for each in (rows, columns)), indexing="ij"
    )
    places = np.stack([each.ravel() for each in grid], axis=1)
    near = places.round().astype(np.intp)
    return places[inside[near[:, 0], near[:, 1]]]


def at_places(
    values: NDArray[np.float32], layer: Layer, frame: Frame, places: NDArray[np.float64]
) -> NDArray[np.float64]:
    """A layer's map at places of the slice, between cells bilinear, ``[place]``."""
    lies = frame.placement(layer.stride, centre=layer.centre)
    firsts = (lies.row, lies.column)
    rows, columns = ((places[:, axis] - firsts[axis]) / lies.steps[axis] for axis in (0, 1))
    sampled = cv2.remap(
        np.ascontiguousarray(values, dtype=np.float32),
        columns.astype(np.float32).reshape(1, -1),
        rows.astype(np.float32).reshape(1, -1),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(sampled, dtype=np.float64).ravel()


def weight_changes(a: Analyser, b: Analyser) -> list[tuple[str, float]]:
    """How far the weights of each part of two networks of one architecture lie apart; none of other architectures.

    Of every module with weights the length of the difference over the length of the first network's.
    """
    one, other = ({**dict(each.network.module.named_parameters())} for each in (a, b))
    if {name: each.shape for name, each in one.items()} != {name: each.shape for name, each in other.items()}:
        return []
    sums: dict[str, list[float]] = {}
    for name, each in one.items():
        before = each.detach().double().cpu()
        moved = other[name].detach().double().cpu() - before
        held = sums.setdefault(name.rpartition(".")[0] or name, [0.0, 0.0])
        held[0] += float(torch.sum(moved**2))
        held[1] += float(torch.sum(before**2))
    return [(name, float(np.sqrt(moved / held)) if held else float("nan")) for name, (moved, held) in sums.items()]


def _truth(case: Case, index: int, label: str | None, finding: str) -> int:
    mask = case.mask_of(index)
    if label is not None:
        return int(label == finding) if mask is None or mask.any() else -1
    return -1 if mask is None else int(mask.any())
