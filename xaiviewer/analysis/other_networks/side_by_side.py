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
from xaiviewer.nets.packages.deciding import differences
from xaiviewer.requests import Analysis, AnalysisSettings, Layer, ModelDescription, SliceResult
from xaiviewer.requests.alongside import (
    Counterpart,
    Matched,
    counterparts,
    matched,
    same_architecture,
    same_classes,
    telling_layers,
)
from xaiviewer.requests.reproduced import SHARE

_PLACES = 64  # along either side of the head's box: where two maps are looked at


class SideBySide:
    """Two analysers of classifiers. One thread at a time may use it.

    Attributes:
        matched: the classes that are compared.
        pairs: the first network's layers whose maps are compared, each with its counterpart; none without maps.
    """

    def __init__(
        self,
        a: Analyser,
        b: Analyser,
        *,
        method: str = "grad-cam",
        finding: str | None = None,
        finding_b: str | None = None,
    ) -> None:
        """See which classes and which layers can be laid beside each other.

        Args:
            a, b: the two.
            method: by which maps are made, of one pass; "" for none.
            finding: the first network's class; None for its finding.
            finding_b: the second's; None for the one like it.

        Raises:
            UsageError: where a network lacks the class, one takes volumes and the other slices, or both are the same.
        """
        check_pair(a, b)
        self.matched = _matched(a.description, b.description, finding, finding_b)
        self._both, self._method = (a, b), method
        layers = [each.description.layers for each in self._both]
        beside = counterparts(*layers)
        self.pairs: tuple[tuple[int, Counterpart], ...] = ()
        if method and beside:
            self.pairs = tuple((place, beside[place]) for place in telling_layers(*layers))

    @property
    def findings(self) -> tuple[str, str]:
        """The names of the classes that are compared."""
        names = zip(self._both, (self.matched.a, self.matched.b), strict=True)
        a, b = (each.description.classes[index] for each, index in names)
        return a, b

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
            AnalysisSettings(methods=(self._method,) if self.pairs else (), class_index=index)
            for index in (self.matched.a, self.matched.b)
        ]
        started = [each.start(case, its) for each, its in zip(self._both, settings, strict=True)]
        heads = self._both[0].heads(case)
        streams = [each.slices(case, its, cancelled=cancelled) for each, its in zip(self._both, settings, strict=True)]
        results, maps = [], []
        for done, (one, other) in enumerate(zip(*streams, strict=True)):
            if cancelled():
                raise Cancelled
            results.append((one.without_maps(), other.without_maps()))
            if self.pairs:
                maps.append(self._maps((one, other), started, heads[one.index]))
            progress(done + 1, len(case.indices))
        trained = tuple(each for each, its in zip("ab", started, strict=True) if its.trained_on)
        found = self._patient(case, label, results, maps)
        return replace(found, name=name or case.name, trained=trained)

    def weight_changes(self) -> list[tuple[str, float]]:
        """See `weight_changes`."""
        return weight_changes(*self._both)

    def package_differences(self) -> list[str]:
        """Of networks of the very same weights, in what their packages differ; nothing of others."""
        a, b = self._both
        same = a.description.identity.sha256 == b.description.identity.sha256
        return differences(a.deciding, b.deciding) if same else []

    def _patient(
        self,
        case: Case,
        label: str | None,
        results: Sequence[tuple[SliceResult, SliceResult]],
        maps: Sequence[NDArray[np.float64]],
    ) -> ComparedPatient:
        finding, by_name = self.findings[0], self.matched.alike and self.matched.named
        if self._both[0].description.volumes:  # one decision, which every slice shows
            results, known = results[:1], [_truth_of_volume(case, label, finding)]
        else:
            known = [_truth(case, one.index, label, finding) for one, _ in results]
        truth = np.array(known, dtype=np.int64)
        probabilities, called, right = [], [], []
        for place, index in enumerate((self.matched.a, self.matched.b)):
            classes, own = self._both[place].description.classes, [pair[place] for pair in results]
            probabilities.append(np.array([float(each.probabilities[index]) for each in own]))
            if by_name:
                called.append(tuple(classes[each.predicted].strip().casefold() for each in own))
                wanted = (finding if label is None else label).strip().casefold()
                named = [each == wanted for each in called[-1]]
            else:  # what both can say: it is the compared class, or it is not
                said = [each.predicted == index for each in own]
                called.append(tuple("the compared class" if each else "another" for each in said))
                named = [each == (label is None or label == finding) for each in said]
            right.append(
                np.array(
                    [each == (label is not None or there == 1) for each, there in zip(named, truth, strict=True)],
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
        self, results: tuple[SliceResult, SliceResult], started: Sequence[Analysis], head: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Of every pair of layers what `ComparedMaps` holds, ``[what, pair]``."""
        found = np.full((5, len(self.pairs)), np.nan)
        made = [each.layer_maps(self._method) for each in results]
        masses = [each.curve(self._method, "mass") for each in results]
        places = places_on(head)
        if made[0] is None or made[1] is None or not places.size:
            return found
        for number, (one, counterpart) in enumerate(self.pairs):
            pair = one, counterpart.layer
            seen = [
                at_places(made[side].maps[layer], started[side].layers[layer], started[side].frame, places)  # type: ignore[union-attr]
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

    Of every module with weights the length of the difference over the length of the first network's; NaN where the
    second lacks it, or has it in another shape, as a new head is.
    """
    if not same_architecture(a.description.layers, b.description.layers):
        return []
    one, other = (dict(each.network.module.named_parameters()) for each in (a, b))
    sums: dict[str, list[float]] = {}
    for name, each in one.items():
        held = sums.setdefault(name.rpartition(".")[0] or name, [0.0, 0.0])
        if name not in other or other[name].shape != each.shape:
            held[0] = float("nan")
            continue
        before = each.detach().double().cpu()
        moved = other[name].detach().double().cpu() - before
        held[0] += float(torch.sum(moved**2))
        held[1] += float(torch.sum(before**2))
    return [(name, float(np.sqrt(moved / held)) if held else float("nan")) for name, (moved, held) in sums.items()]


def check_pair(a: Analyser, b: Analyser) -> None:
    """Refuse networks that nothing can be said of together.

    Raises:
        UsageError: where both are the same in all that decides, or one takes volumes and the other slices.
    """
    one, other = a.description.identity, b.description.identity
    if one.sha256 == other.sha256 and not differences(a.deciding, b.deciding):
        raise UsageError(
            "Both packages hold the very same weights and say the same of their input and outputs; name two networks."
        )
    if (a.preprocessing.volumes is None) != (b.preprocessing.volumes is None):
        volumes, slices = (other.name, one.name) if a.preprocessing.volumes is None else (one.name, other.name)
        raise UsageError(
            f"“{volumes}” decides once about a whole volume and “{slices}” about every slice: what they say cannot be "
            "compared; name two networks of one kind."
        )


def _matched(a: ModelDescription, b: ModelDescription, finding: str | None, finding_b: str | None) -> Matched:
    """The classes that are compared.

    Raises:
        UsageError: where a network lacks one that was named, or the second has none like the first's.
    """
    one = a.main_class if finding is None else _index(a, finding, "--class")
    if finding_b is not None:
        other = _index(b, finding_b, "--class-b")
        alike = same_classes(a.classes, b.classes)
        return Matched(one, other, named=a.classes[one] == b.classes[other], alike=alike)
    found = matched(a, b, one)
    if found is None:
        raise UsageError(
            f"“{b.identity.name}” has no class “{a.classes[one]}” and no finding that stands for it; it has "
            f"{', '.join(b.classes[:8])}: name one of these by --class-b."
        )
    return found


def _index(description: ModelDescription, name: str, option: str) -> int:
    if name not in description.classes:
        raise UsageError(
            f"“{description.identity.name}” knows no class “{name}”; it has {', '.join(description.classes[:8])}: name "
            f"one of these by {option}."
        )
    return description.classes.index(name)


def _truth(case: Case, index: int, label: str | None, finding: str) -> int:
    mask = case.mask_of(index)
    if label is not None:
        return int(label == finding) if mask is None or mask.any() else -1
    return -1 if mask is None else int(mask.any())


def _truth_of_volume(case: Case, label: str | None, finding: str) -> int:
    """The same of a whole case: its label says all, and else a mask on any slice."""
    drawn = [mask for index in case.indices if (mask := case.mask_of(index)) is not None]
    if label is not None:
        return int(label == finding)
    return int(any(mask.any() for mask in drawn)) if drawn else -1
