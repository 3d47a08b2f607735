"""The one path: case -> prediction -> segmentation -> explanation -> agreement. Window and command line share it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from xaiviewer import paths
from xaiviewer.agreement import Marked, agreements
from xaiviewer.case import OUTLINES, TUMOUR, Agreement, Analysis, Case, Explanation, Favourite, Request, SliceResult
from xaiviewer.errors import Cancelled, ModelError, UsageError
from xaiviewer.explain import AllLayers, check
from xaiviewer.nets.distribution import notices, statistics
from xaiviewer.nets.doubts import about_pixels
from xaiviewer.nets.inference import segment
from xaiviewer.nets.models import Model, load_model
from xaiviewer.nets.preprocessing import (
    Standardisation,
    head_mask,
    network_input,
    pictured,
    stack_sequences,
    standardise,
)

_TOGETHER = 2
"""Slices in one pass through the classifier, which then unpacks its weights once for both: a sixth less time for each.
Larger batches bring nothing more and would keep the reader waiting for the first slice."""

_NOTHING: Mapping[int, SliceResult] = MappingProxyType({})


def _never() -> bool:
    return False


def _unheard(done: int, total: int) -> None:
    """Progress that nobody follows."""


class Analyser:
    """The two networks, ready to analyse cases.

    One thread at a time may use it. A slice's result depends on the case, the request and the weights alone, to the
    bit: the same slices pass through a network together whatever is asked first, so neither their order nor a cancelled
    run leaves a trace.

    A slice's maps explain its own logit. Its probability also heeds the logits of the slices above and below, as far
    as the classifier's calibration says: tumours do not come and go from slice to slice.
    """

    def __init__(self, classifier: Model, segmenter: Model) -> None:
        """Trace the classifier; `segmenter` outlines the slices above its package's gate, 0.5 where that names none.

        Raises:
            ModelError: where the classifier is not laid out as a torchvision ResNet, or the networks take different
                sequences.
        """
        wants, also = classifier.preprocessing, segmenter.preprocessing
        if (wants.sequences, wants.missing) != (also.sequences, also.missing):
            raise ModelError("The two networks take different sequences; train both on the same data.")
        self._classifier = classifier
        self._segmenter = segmenter
        self._explain = AllLayers(classifier.network, classifier.preprocessing.size)
        self._prepared: WeakKeyDictionary[Case, _Prepared] = WeakKeyDictionary()

    def start(self, case: Case, request: Request) -> Analysis:
        """The analysis of `case` before its first slice.

        Raises:
            UsageError: for a class, method, threshold, gate or kind of outline that does not exist.
        """
        classes = self._classifier.classes
        if not 0 <= request.class_index < len(classes):
            known = ", ".join(f"{index} ({name})" for index, name in enumerate(classes))
            raise UsageError(f"There is no class {request.class_index}; choose from {known}.")
        if not 0 < request.threshold <= 1:
            raise UsageError(f"A threshold of {request.threshold} is not a share of the maximum; give one in 0 to 1.")
        check(request.methods)
        gate = self._gate(request)
        if not 0 <= gate <= 1:
            raise UsageError(f"A gate of {gate} is not a probability; give one in 0 to 1.")
        if request.outline not in OUTLINES:
            raise UsageError(f"There is no outline {request.outline!r}; choose {' or '.join(OUTLINES)}.")
        further = self._segmenter.further if request.outline == "thorough" else ()
        prepared = self._prepare(case)
        return Analysis(
            classes=classes,
            class_index=request.class_index,
            methods=request.methods,
            layers=self._explain.layers,
            favourites=self._favourites(),
            frame=prepared.seen.frame,
            models={
                "classifier": self._classifier.identity,
                "segmenter": self._segmenter.identity,
                **{f"segmenter {number}": each.identity for number, each in enumerate(further, start=1)},
            },
            neighbours=self._classifier.neighbours,
            notices=prepared.notices,
            gate=gate,
            outline=request.outline,
        )

    def slices(
        self,
        case: Case,
        request: Request,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = _never,
        judged: Mapping[int, SliceResult] = _NOTHING,
    ) -> Iterator[SliceResult]:
        """The complete result of each slice that holds a picture, as soon as it is ready.

        Args:
            case: what to analyse.
            request: see `case.Request`.
            wanted: asked before each slice which of the remaining ones comes next.
            cancelled: asked before each pass through the classifier.
            judged: results of this case from before, whatever class they explain: its slices keep their probabilities
                and outlines, and only their maps are made.

        Raises:
            Cancelled: when `cancelled` says so.
            UsageError: for a class, method or threshold that does not exist.
        """
        self.start(case, request)
        remaining = frozenset(case.indices)
        logits = {index: result.logits for index, result in judged.items()}
        maps: dict[int, dict[str, Explanation]] = {}  # of slices whose turn has not come
        while remaining:
            index = wanted(remaining)
            beside = self._beside(case, index) if index not in judged else []
            for each in (index, *beside):
                if each not in logits or (each == index and index not in maps):
                    if cancelled():
                        raise Cancelled
                    for number, (evidence, explanations) in self._explained(case, request, each).items():
                        logits[number], maps[number] = evidence, explanations
            if cancelled():
                raise Cancelled
            verdict = judged.get(index) or self._judge(case, request, index, logits, beside)
            yield self._with_maps(case, request, verdict, maps.pop(index))
            remaining -= {index}

    def _beside(self, case: Case, index: int) -> list[int]:
        """The neighbours that the slice's probability heeds: none where no picture was acquired."""
        return [each for each in (index - 1, index + 1) if each in case.indices] if self._classifier.neighbours else []

    def _explained(
        self, case: Case, request: Request, index: int
    ) -> dict[int, tuple[NDArray[np.float32], dict[str, Explanation]]]:
        """Logits ``[class]`` and maps by method of a slice and of those that go with it: one pass.

        Where no method is asked for, that pass goes forward alone.
        """
        prepared = self._prepare(case)
        first = index - index % _TOGETHER
        numbers = [number for number in range(first, first + _TOGETHER) if number in case.indices]
        inputs = prepared.inputs(numbers, prepared.seen)
        if not request.methods:
            return {number: (found, {}) for number, found in zip(numbers, self._classifier.logits(inputs), strict=True)}
        found = self._explain(inputs, request.class_index, request.methods)
        return {
            number: (
                found.logits[place],
                {
                    method: Explanation(method, request.class_index, tuple(each[place] for each in maps))
                    for method, maps in found.maps.items()
                },
            )
            for place, number in enumerate(numbers)
        }

    def _judge(
        self, case: Case, request: Request, index: int, logits: Mapping[int, NDArray[np.float32]], beside: Sequence[int]
    ) -> SliceResult:
        """What the networks say about a slice, without its maps."""
        probabilities = self._classifier.probabilities(logits[index], [logits[each] for each in beside])
        likely = float(probabilities[TUMOUR]) > self._gate(request)
        outline = self._segment(case, request, index) if likely or request.segment_all else None
        return SliceResult(index, logits[index], probabilities, outline, {}, {})

    def _with_maps(
        self, case: Case, request: Request, verdict: SliceResult, explanations: dict[str, Explanation]
    ) -> SliceResult:
        agreements = self._agree(case, request, verdict.index, explanations)
        return replace(verdict, explanations=explanations, agreements=agreements)

    def _gate(self, request: Request) -> float:
        """The probability of tumour above which a slice is outlined."""
        return float(self._segmenter.manifest.get("gate", 0.5)) if request.gate is None else request.gate

    def _segment(self, case: Case, request: Request, index: int) -> NDArray[np.bool_]:
        prepared = self._prepare(case)
        inputs = prepared.inputs([index], prepared.outlined)
        thorough = request.outline == "thorough"
        return segment(self._segmenter, inputs[0], prepared.outlined.frame, case.shape, thorough=thorough)

    def _agree(
        self, case: Case, request: Request, index: int, explanations: dict[str, Explanation]
    ) -> dict[str, Agreement]:
        mask = case.mask_of(index)
        if mask is None or not mask.any() or not explanations:
            return {}
        prepared = self._prepare(case)
        return agreements(
            explanations.values(),
            self._explain.layers,
            prepared.seen.frame,
            Marked(mask, prepared.head[index]),
            threshold=request.threshold,
        )

    def _prepare(self, case: Case) -> _Prepared:
        """The case as the networks take it, made once and kept for as long as the case is."""
        prepared = self._prepared.get(case)
        if prepared is None:
            wants, also = self._classifier.preprocessing, self._segmenter.preprocessing
            images = stack_sequences(case, wants.sequences, wants.missing)
            there = pictured(case, wants.sequences, wants.missing)
            here = [index for index in range(len(case)) if index not in case.absent]
            shown, known = (images[:, here], there[:, here]) if case.absent else (images, there)
            whole = known.all(axis=1)  # a sequence that ends early would darken the head on the other slices
            complete = shown if whole.all() or not whole.any() else shown[whole]
            found = head_mask(complete)
            seen = outlined = standardise(shown, size=wants.size, margin=wants.margin, head=found, there=known)
            if also.margin != wants.margin:
                outlined = standardise(shown, size=also.size, margin=also.margin, head=found, there=known)
            elif also.size != wants.size:
                outlined = replace(seen, frame=replace(seen.frame, size=also.size))
            said = about_pixels(case)
            if case.indices:
                said += notices(statistics(complete, found, seen.frame), self._classifier.manifest)
            head = np.zeros(images.shape[1:], dtype=bool)
            head[here] = found
            stand_in = wants.sequences.index(wants.missing) if wants.missing in wants.sequences else None
            prepared = self._prepared[case] = _Prepared(images, there, stand_in, head, seen, outlined, said)
        return prepared

    def _favourites(self) -> tuple[Favourite, ...]:
        """The method that opens first in each layer: what the manifest measured, else the customary Grad-CAM."""
        measured = {
            entry["layer"]: Favourite(
                entry["method"], float(entry["mass"]), float(entry["grad_cam_mass"]), int(entry["patients"])
            )
            for entry in self._classifier.manifest.get("favourites", ())
        }
        customary = Favourite("grad-cam", float("nan"), float("nan"), 0)
        return tuple(measured.get(layer.name, customary) for layer in self._explain.layers)


@dataclass(frozen=True, eq=False)
class _Prepared:
    """A case as the networks take it.

    Attributes:
        images: ``[sequence, slice, row, column]`` in channel order.
        there: bool ``[sequence, slice]``: of which slices a sequence has a picture.
        stand_in: the channel that stands in where one has none; None where that is no channel.
        head: the head's voxels, bool ``[slice, row, column]``.
        seen, outlined: what the classifier and the segmenter see of each slice.
        notices: what sets the case apart from those that the networks were trained on.
    """

    images: NDArray[Any]
    there: NDArray[np.bool_]
    stand_in: int | None
    head: NDArray[np.bool_]
    seen: Standardisation
    outlined: Standardisation
    notices: tuple[str, ...]

    def inputs(self, numbers: list[int], how: Standardisation) -> NDArray[np.float32]:
        """Slices as a network takes them, ``[slice, sequence, size, size]``.

        A sequence without a picture of a slice is on that slice what a missing one is on all, as in training: replaced.
        """
        inputs = network_input(self.images[:, numbers], how)
        if self.stand_in is not None:
            for place, channel in np.argwhere(~self.there[:, numbers].T):
                inputs[place, channel] = inputs[place, self.stand_in]
        return inputs


def analyse(
    analyser: Analyser,
    case: Case,
    request: Request,
    *,
    progress: Callable[[int, int], None] = _unheard,
    cancelled: Callable[[], bool] = _never,
) -> Analysis:
    """Analyse every slice of a case that holds a picture.

    Args:
        analyser: the networks.
        case: what to analyse.
        request: see `case.Request`.
        progress: called with the number of slices done and of all slices, first with none done.
        cancelled: asked before each slice.

    Raises:
        Cancelled: when `cancelled` says so.
        UsageError: for a class, method or threshold that does not exist.
    """
    analysis = analyser.start(case, request)
    count = len(case.indices)
    progress(0, count)
    for result in analyser.slices(case, request, cancelled=cancelled):
        analysis = analysis.with_slice(result)
        progress(len(analysis.slices), count)
    return analysis


def load_analyser() -> Analyser:
    """The analyser of the two bundled networks.

    Raises:
        ModelError: where a model package is missing or damaged.
    """
    folder = paths.models()
    return Analyser(load_model(folder / "classifier"), load_model(folder / "segmenter"))
