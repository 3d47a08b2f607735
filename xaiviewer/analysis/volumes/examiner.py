"""Two networks at work on a case of which one at least takes whole volumes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement import Marked, assessments
from xaiviewer.agreement.nulls.scene import Maps as MapsOfLayers
from xaiviewer.analysis.checks import check_pictures, check_weights, class_of
from xaiviewer.analysis.examining import Examiner
from xaiviewer.analysis.maps import Maps
from xaiviewer.analysis.reliance import outlined_regions
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.analysis.volumes.boxed import boxed, outline_of
from xaiviewer.analysis.volumes.maps import Cells, OnSlice, maps_of
from xaiviewer.analysis.volumes.outline import VolumeOutline
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain import Network, Slices
from xaiviewer.explain.volumes.network import VolumeNetwork
from xaiviewer.nets.inputs.filling import filled, mirrored, on_input, seen_region
from xaiviewer.nets.inputs.volumes import Box, sampled
from xaiviewer.nets.models import Model
from xaiviewer.requests import (
    Analysis,
    AnalysisSettings,
    Assessment,
    Explanation,
    Layer,
    LayerMaps,
    ModelDescription,
    Partial,
    Reliance,
    Request,
    SliceResult,
    method_of,
)
from xaiviewer.requests.request import NO_SLICES, refused
from xaiviewer.trust.sanity.maps import Lies, head_on

ONE_DECISION = (
    "The network decides once for the whole volume: every slice shows that decision, and maps are the volume's as they "
    "pass through the slice."
)
NOT_ALL = "The network sees slices {first} to {last} of this case alone; on others its maps are empty."
FEW_SLICES = (
    "The case has {count} slices where the network takes {depth}: between them it sees what was interpolated, not "
    "acquired."
)
ONE_OUTLINE = "The segmenter outlines the whole volume: its thorough outline is the quick one."
_NOTHING: Mapping[int, SliceResult] = MappingProxyType({})
_SPARSE = 0.5
"""Slices from one of the network's pixels to the next, below which most of what it sees was never acquired."""

_KEPT = 6
"""Requests whose maps of a case are kept: all that come with every slice."""


@dataclass(eq=False)
class Known:
    """What is known of a case.

    Attributes:
        box: what the classifier sees.
        values: what is in it, ``[channel, slice, row, column]``.
        logits: of the decision, ``[class]``; None where it was not made.
        made: by request, maps by slice.
    """

    box: Box
    values: NDArray[np.float32]
    logits: NDArray[np.float32] | None = None
    made: dict[Request, dict[int, LayerMaps]] = field(default_factory=dict)


class VolumeExaminer(Examiner):
    """An examiner of networks of which the classifier, the segmenter or both take whole volumes.

    The decision is one for the case, and every slice's result holds it. The maps of a layer are a volume, of which each
    slice's result holds what lies on the slice. What asks about single slices is refused with the reason.
    """

    def __init__(self, classifier: Model, segmenter: Model | None) -> None:
        super().__init__(classifier, segmenter)
        self._known: WeakKeyDictionary[Case, Known] = WeakKeyDictionary()
        self._outlines: WeakKeyDictionary[Case, VolumeOutline] = WeakKeyDictionary()
        self._cancelled: Callable[[], bool] = never

    @cached_property
    def segmenter(self) -> ModelDescription | None:
        """As of slices; None of a segmenter of volumes, whose layers are not explained."""
        if self._segmenter is None or self._segmenter.preprocessing.volumes is not None:
            return None
        return replace(self._segmenter.description, layers=self._asked["segmentation"].network.all_layers.layers)

    def start(self, case: Case, settings: AnalysisSettings) -> Analysis:
        """As of slices, with what is to be said of volumes."""
        begun = super().start(case, settings)
        notices = begun.notices
        if self._segmenter is not None and self._segmenter.preprocessing.volumes is not None:
            notices += (ONE_OUTLINE,) if settings.outline == "thorough" else ()
        if not self._of_volumes:
            return replace(begun, notices=notices)
        known = self.known(case)
        seen = np.flatnonzero(known.box.sees(len(case)))
        if len(seen) < len(case):
            notices += (NOT_ALL.format(first=seen[0] + 1, last=seen[-1] + 1),)
        if known.box.step < _SPARSE:
            notices += (FEW_SLICES.format(count=len(seen), depth=round(len(seen) / known.box.step)),)
        layers = self.layers_on(case)
        return replace(begun, description=replace(begun.description, layers=layers), notices=(ONE_DECISION, *notices))

    def slices(
        self,
        case: Case,
        settings: AnalysisSettings,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = never,
        judged: Mapping[int, SliceResult] = _NOTHING,
    ) -> Iterator[SliceResult]:
        """As of slices; `cancelled` is asked before each window of the segmenter, too."""
        self._cancelled = cancelled
        return super().slices(case, settings, wanted=wanted, cancelled=cancelled, judged=judged)

    def explain(
        self,
        case: Case,
        request: Request,
        indices: Iterable[int] | None = None,
        *,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[Partial | Explanation]:
        """As of slices, by the methods that one pass through the volume gives.

        Raises:
            UsageError: for any other method, and as of slices.
        """
        method = method_of(request.method)
        if self._asked[method.task].model.preprocessing.volumes is None:
            return super().explain(case, request, indices, progress=progress, cancelled=cancelled)
        why = refused(method, outputs_only="", volumes=True)
        if why:
            raise UsageError(f"{method.title} cannot be asked. {why}")
        check_weights(request, self.description.identity.sha256)
        class_of(self.description, request.class_index)
        wanted = tuple(case.indices if indices is None else dict.fromkeys(indices))
        check_pictures(case, wanted)
        return self._answered(case, request, wanted, progress, cancelled)

    def seen(self, case: Case, indices: Sequence[int]) -> Slices:
        """Slices as the classifier takes them.

        Raises:
            UsageError: where it takes volumes.
        """
        if self._of_volumes:
            raise UsageError(NO_SLICES)
        return super().seen(case, indices)

    def whole(self, case: Case) -> Slices:
        """A case as the classifier takes it, with its head, as if it were one slice."""
        if not self._of_volumes:
            return super().whole(case)
        known, prepared = self.known(case), self._prepare(case)
        heads = np.stack([on_input(each, prepared.seen.frame) for each in prepared.head])[:, None].astype(np.float32)
        head = known.box.axes.to_network(sampled(heads, known.box, case.absent)[0]) >= _SPARSE
        wants = self.preprocessing
        return Slices((0,), self.inputs(case, case.indices), head[None], wants.sequences, plain=wants.plain)

    def passing_with(self, case: Case, index: int) -> list[int]:
        """As of slices; all of a volume's."""
        return list(case.indices) if self._of_volumes else super().passing_with(case, index)

    def inputs(self, case: Case, indices: Sequence[int]) -> NDArray[np.float32]:
        """As of slices; of a network of volumes the volume, whichever slices are named: ``[1, channel, ...]``."""
        if not self._of_volumes:
            return super().inputs(case, indices)
        known = self.known(case)
        return known.box.axes.to_network(known.values)[None]

    def in_head(self, case: Case, index: int) -> list[NDArray[np.bool_]]:
        """As of slices, of the volume's maps as they pass through one."""
        if not self._of_volumes:
            return super().in_head(case, index)
        prepared = self._prepare(case)
        head = on_input(prepared.head[index], prepared.seen.frame) >= _SPARSE
        return [head_on(Lies(each.grid, (each.stride,) * 2, each.centre), head) for each in self.layers_on(case)]

    def maps_by(
        self, network: Network, case: Case, indices: Sequence[int], class_index: int, methods: Sequence[str]
    ) -> dict[int, Mapping[str, MapsOfLayers]]:
        """As of slices, of the volume's maps as they pass through them."""
        if not isinstance(network, VolumeNetwork):
            return super().maps_by(network, case, indices, class_index, methods)
        made = network.all_layers(self.inputs(case, indices), class_index, methods).maps
        box = self.known(case).box
        cells = {method: Cells.of(network, box, len(case), made[method]) for method in methods}
        return {index: {method: OnSlice(each, index) for method, each in cells.items()} for index in indices}

    def reliance(
        self,
        case: Case,
        results: Mapping[int, SliceResult],
        *,
        control: bool = False,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> dict[int, Reliance]:
        """As of slices; the outlined regions of all of them are filled in together, for the volume is decided anew."""
        if not self._of_volumes:
            return super().reliance(case, results, control=control, progress=progress, cancelled=cancelled)
        outlined, prepared = outlined_regions(case, results), self._prepare(case)
        regions = {index: seen_region(region, prepared.seen.frame) for index, (_, region) in outlined.items()}
        opposite = {index: other for index, each in regions.items() if (other := mirrored(each)) is not None}
        wanted = [each for each in (regions, opposite if control else {}) if each]
        calibration, found = self._calibration(case), []
        for number, each in enumerate(wanted):
            if cancelled():
                raise Cancelled
            slices = prepared.inputs(list(range(len(case))), prepared.seen)
            for index, region in each.items():
                slices[index] = filled(slices[index], region)
            found.append(self._decided(sampled(slices, self.known(case).box, case.absent), case))
            progress(number + 1, len(wanted))
        probabilities = [calibration.of_slice(logits) for logits in found]
        return {
            index: Reliance(
                index,
                whose,
                found[0],
                probabilities[0],
                probabilities[1] if len(found) > 1 and index in opposite else None,
                self._classifier.threshold,
            )
            for index, (whose, _) in outlined.items()
        }

    def assess(
        self, case: Case, index: int, maps: Sequence[LayerMaps], threshold: float
    ) -> dict[Request, dict[str, Assessment]]:
        """As of slices: agreement is the slice's own, of the volume's map as it passes through it."""
        if not maps or not self._of_volumes or method_of(maps[0].request.method).task != "classification":
            return super().assess(case, index, maps, threshold)
        mask, prepared = case.mask_of(index), self._prepare(case)
        if mask is None or not mask.any():
            return {}
        return assessments(
            maps,
            self.layers_on(case),
            prepared.seen.frame,
            Marked(mask, prepared.head[index]),
            threshold=threshold,
        )

    def layers_on(self, case: Case) -> tuple[Layer, ...]:
        """The layers as their cells lie on the slices of a case."""
        return self._network.all_layers.on_slices(self.known(case).box.axes)

    def cells_of(self, case: Case, layer: int, volume: NDArray[np.float32]) -> Cells:
        """A layer's map ``[slice, row, column]`` in its own cells, to be cut where a slice lies."""
        box = self.known(case).box
        _, stride, centre = self._network.all_layers.along(layer, 0, box.axes)
        return Cells((volume,), ((stride, centre),), box, len(case))

    def known(self, case: Case) -> Known:
        """The box and what is in it, made once and kept for as long as the case is."""
        known = self._known.get(case)
        if known is None:
            known = self._known[case] = Known(*boxed(self.preprocessing, case, self._prepare(case)))
        return known

    @property
    def _of_volumes(self) -> bool:
        """Whether the classifier is."""
        return self.preprocessing.volumes is not None

    @property
    def _network(self) -> VolumeNetwork:
        network = self._asked["classification"].network
        assert isinstance(network, VolumeNetwork)
        return network

    def _decided(self, values: NDArray[np.float32], case: Case) -> NDArray[np.float32]:
        """Logits ``[class]`` for ``[channel, slice, row, column]``; one pass forward."""
        logits: NDArray[np.float32] = self._classifier.logits(self.known(case).box.axes.to_network(values)[None])[0]
        return logits

    def _explained(
        self, case: Case, settings: AnalysisSettings, index: int
    ) -> dict[int, tuple[NDArray[np.float32], Maps]]:
        """The volume's logits, and of every slice what the volume's maps are on it: one pass for all of them."""
        if not self._of_volumes:
            return super()._explained(case, settings, index)
        known = self.known(case)
        if not settings.methods:
            if known.logits is None:
                known.logits = self._decided(known.values, case)
            logits = known.logits
            return {number: (logits, Maps()) for number in case.indices}
        logits, made = maps_of(
            self._network, known.values, known.box, case, self._requests(settings), both=settings.both
        )
        known.logits = logits
        return {number: (logits, made[number]) for number in case.indices}

    def _answered(
        self,
        case: Case,
        request: Request,
        wanted: Sequence[int],
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Iterator[LayerMaps]:
        known = self.known(case)
        made = known.made.get(request)
        if made is None:
            if cancelled():
                raise Cancelled
            _, maps = maps_of(self._network, known.values, known.box, case, [request], both=False)
            made = {number: each.explanations[request] for number, each in maps.items()}
            while len(known.made) >= _KEPT:
                known.made.pop(next(iter(known.made)))
            known.made[request] = made
        for place, index in enumerate(wanted):
            progress(place + 1, len(wanted))
            yield made[index]

    def _segment(
        self, segmenter: Model, case: Case, settings: AnalysisSettings, index: int
    ) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
        if segmenter.preprocessing.volumes is None:
            return super()._segment(segmenter, case, settings, index)
        outline = self._outlines.get(case)
        if outline is None:
            outline = self._outlines[case] = outline_of(segmenter, case, self._prepare(case))
        sure = outline.on_slice(index, case.shape, len(case), self._cancelled)
        found: NDArray[np.bool_] = sure > segmenter.threshold
        return found, sure[found]
