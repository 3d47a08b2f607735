"""The two networks at work on a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement import Marked, assessments
from xaiviewer.analysis.answers import Asked, answers, network_of, together
from xaiviewer.analysis.checks import check_pictures, check_settings, check_weights, class_of
from xaiviewer.analysis.favourites import favourites
from xaiviewer.analysis.maps import Maps, from_other_class, in_one_pass
from xaiviewer.analysis.passing import Passing
from xaiviewer.analysis.prepared import Prepared, prepare
from xaiviewer.analysis.reliance import reliances
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.case.arrays import frozen
from xaiviewer.errors import Cancelled, ModelError, UsageError
from xaiviewer.explain import Network, Slices
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.inference import outlined
from xaiviewer.nets.models import Model, Weights
from xaiviewer.requests import (
    Analysis,
    AnalysisSettings,
    Assessment,
    Explanation,
    InputShape,
    LayerMaps,
    ModelDescription,
    Partial,
    Reliance,
    Request,
    SliceResult,
    Task,
    method_of,
)
from xaiviewer.requests.method import Cost
from xaiviewer.requests.request import with_layers

ONE_NETWORK = (
    "The segmenter's package holds one network: the thorough outline is its mean over the slice and its mirror image."
)

_EXTRACTED = "extracted brains"  # what the other calibration of a package is for

_NOTHING: Mapping[int, SliceResult] = MappingProxyType({})


class Analyser(Passing):
    """The two networks, ready to analyse cases.

    One thread at a time may use it. A slice's result depends on the case, the settings and the weights alone, to the
    bit: the same slices pass through a network together whatever is asked first, so neither their order nor a cancelled
    run leaves a trace.

    A slice's maps explain its own logit. Its probability also heeds the logits of the slices above and below, as far
    as the classifier's calibration says: findings do not come and go from slice to slice.

    Attributes:
        description: the classifier, with its layers.
        preprocessing: what it takes.
    """

    def __init__(self, classifier: Model, segmenter: Model | None) -> None:
        """Trace the classifier; `segmenter`, if any, outlines the slices above its gate, or those called so.

        Raises:
            ModelError: where the classifier's layers cannot be listed.
        """
        self._classifier, self.preprocessing = classifier, classifier.preprocessing
        self._segmenter = segmenter
        network = network_of(classifier)
        self._all_layers = network.all_layers
        self._asked: dict[Task, Asked] = {"classification": Asked(classifier, network)}
        if segmenter is not None:
            self._asked["segmentation"] = Asked(segmenter, network_of(segmenter))
        self.description = replace(classifier.description, layers=self._all_layers.layers)
        self._prepared: WeakKeyDictionary[Case, Prepared] = WeakKeyDictionary()

    @property
    def device(self) -> str:
        """Where the networks are: "cpu", "cuda:0", "mps:0"."""
        return str(self._classifier.device)

    @property
    def deciding(self) -> Mapping[str, object]:
        """What decides beside the classifier's weights, see `nets.packages.deciding`."""
        return self._classifier.deciding

    def start(self, case: Case, settings: AnalysisSettings) -> Analysis:
        """The analysis of `case` before its first slice.

        Raises:
            UsageError: for a class, method, threshold, gate or kind of outline that does not exist.
        """
        class_index, gate = class_of(self.description, settings.class_index), self._gate(settings)
        check_settings(settings, gate)
        asked, thorough = self._segmenter, settings.outline == "thorough"
        own: tuple[Model | Weights, ...] = () if asked is None else (asked, *asked.further)
        prepared = self._prepare(case)
        return Analysis(
            description=self._description_of(prepared),
            class_index=class_index,
            requests=self._requests(settings),
            favourites=favourites(self._classifier.manifest, self._all_layers.layers, self._classifier.agreement),
            frame=prepared.seen.frame,
            models={
                "classifier": self._classifier.identity,
                **{
                    f"segmenter {number}".removesuffix(" 0"): each.identity
                    for number, each in enumerate(own)
                    if thorough or not number
                },
            },
            neighbours=self._calibration(case).neighbours,
            device=self.device,
            trained_on=self._classifier.trained_on(*case.known_as),
            notices=prepared.notices + ((ONE_NETWORK,) if thorough and len(own) == 1 else ()),
            gate=gate,
            outline=settings.outline,
            segmenter=self.segmenter,
            segmenter_frame=prepared.outlined.frame,
            head=frozen(prepared.head),
        )

    @cached_property
    def segmenter(self) -> ModelDescription | None:
        """The segmenter, with its layers; None where there is none, or they cannot be listed."""
        if self._segmenter is None:
            return None
        try:
            layers = self._asked["segmentation"].network.all_layers.layers
        except ModelError:
            return None
        return replace(self._segmenter.description, layers=layers)

    def slices(
        self,
        case: Case,
        settings: AnalysisSettings,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = never,
        judged: Mapping[int, SliceResult] = _NOTHING,
    ) -> Iterator[SliceResult]:
        """The complete result of each slice that holds a picture, as soon as it is ready.

        Args:
            case: what to analyse.
            settings: see `requests.AnalysisSettings`.
            wanted: asked before each slice which of the remaining ones comes next.
            cancelled: asked before each pass through the classifier.
            judged: results of this case from before, whatever class they explain: its slices keep their probabilities
                and outlines, and only their maps are made; without a pass where they follow from those that are there.

        Raises:
            Cancelled: when `cancelled` says so.
            UsageError: for a class, method or threshold that does not exist.
        """
        self.start(case, settings)
        remaining = frozenset(case.indices)
        logits = {index: result.logits for index, result in judged.items()}
        maps: dict[int, Maps] = {}  # of slices whose turn has not come
        while remaining:
            index = wanted(remaining)
            if index in judged and (known := from_other_class(judged[index], self._requests(settings))) is not None:
                maps[index] = known
            beside = self._beside(case, index) if index not in judged else []
            for each in (index, *beside):
                if each not in logits or (each == index and index not in maps):
                    if cancelled():
                        raise Cancelled
                    for number, (evidence, made) in self._explained(case, settings, each).items():
                        logits[number], maps[number] = evidence, made
            if cancelled():
                raise Cancelled
            verdict = judged.get(index) or self._judge(case, settings, index, logits, beside)
            yield self._with_maps(case, settings, verdict, maps.pop(index))
            remaining -= {index}

    def reliance(
        self,
        case: Case,
        results: Mapping[int, SliceResult],
        *,
        control: bool = False,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> dict[int, Reliance]:
        """What becomes of each slice's decision when its outlined region is filled in; see `requests.Reliance`.

        Args:
            case: what was analysed.
            results: of all its slices.
            control: fill in the mirrored regions, too, which ought to change nothing.
            progress: called with the number of pictures looked at and in all.
            cancelled: asked before each pass through the classifier.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        return reliances(
            case,
            self._prepare(case),
            self._classifier,
            self._calibration(case),
            results,
            control=control,
            progress=progress,
            cancelled=cancelled,
        )

    def heads(self, case: Case) -> NDArray[np.bool_]:
        """The head's voxels, against which agreement is held: bool ``[slice, row, column]``."""
        return self._prepare(case).head

    def request(
        self, method: str, class_index: int | None = None, *, seed: object = None, **parameters: object
    ) -> Request:
        """A method asked about the network that it is for; see `requests.Request.of`.

        The segmenter has no classes: which one is named is nothing to it.

        Raises:
            UsageError: for a class, method, parameter or value that does not exist, or a segmenter whose layers cannot
                be listed.
        """
        declared, wanted = method_of(method), class_of(self.description, class_index)
        description: ModelDescription | None = self.description
        if declared.task == "segmentation":
            description, wanted = self.segmenter, 0
        if description is None:
            raise UsageError(f"{declared.title} cannot be asked: there is no segmenter whose layers could be listed.")
        return Request.of(
            method,
            network=description.identity.sha256,
            class_index=wanted,
            seed=seed,
            **with_layers(declared, description, parameters),
        )

    def passes(self, request: Request) -> Cost:
        """What a slice's explanation costs in passes through the network that is asked."""
        wants = self._asked[method_of(request.method).task].model.preprocessing
        return method_of(request.method).cost(InputShape.of(wants.sequences, wants.size), request.values)

    def explain(
        self,
        case: Case,
        request: Request,
        indices: Iterable[int] | None = None,
        *,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[Partial | Explanation]:
        """Ask one method about slices, which are prepared one after the other: this is for all that takes its time.

        Args:
            case: what is explained.
            request: as `request` makes it.
            indices: slices, in the order in which they are wanted; all that hold a picture where none are named.
            progress: called with passes done and passes in all.
            cancelled: asked before each batch.

        Returns:
            for each slice its explanation, and before it as many partial ones as it takes to refine it. Why a region
            was outlined is not answered for slices without one.

        Raises:
            Cancelled: when `cancelled` says so.
            UsageError: for a request to another network, a class that does not exist or a slice without a picture;
                where none of the slices has the region that is asked about.
        """
        asked = self._asked[method_of(request.method).task]
        check_weights(request, asked.model.identity.sha256)
        if asked.model is self._classifier:
            class_of(self.description, request.class_index)
        wanted = tuple(case.indices if indices is None else dict.fromkeys(indices))
        check_pictures(case, wanted)
        calibration = self._calibration(case)
        return answers(
            asked,
            case,
            self._prepare(case),
            request,
            wanted,
            call=lambda logits: self.description.called(calibration.of_slice(logits)),
            classes=self.description.classes,
            progress=progress,
            cancelled=cancelled,
        )

    @property
    def network(self) -> Network:
        """The classifier, for what takes further passes of it."""
        return self._asked["classification"].network

    def seen(self, case: Case, indices: Sequence[int]) -> Slices:
        """Slices as the classifier takes them.

        Raises:
            UsageError: for a slice without a picture.
        """
        check_pictures(case, indices)
        return self._asked["classification"].slices(self._prepare(case), indices)

    def _description_of(self, prepared: Prepared) -> ModelDescription:
        """The classifier, with what its probabilities are calibrated for on a case."""
        return replace(self.description, calibrated_for=_EXTRACTED) if prepared.skull_removed else self.description

    def _requests(self, settings: AnalysisSettings) -> tuple[Request, ...]:
        methods = () if self.description.outputs_only else settings.methods
        return tuple(self.request(method, settings.class_index) for method in methods)

    def _beside(self, case: Case, index: int) -> list[int]:
        """The neighbours that the slice's probability heeds: none where no picture was acquired."""
        heeded = self._calibration(case).neighbours
        return [each for each in (index - 1, index + 1) if each in case.indices] if heeded else []

    def _calibration(self, case: Case) -> Calibration:
        extracted = self._prepare(case).skull_removed
        return self._classifier.calibration_of_extracted_brains if extracted else self._classifier.calibration

    def _explained(
        self, case: Case, settings: AnalysisSettings, index: int
    ) -> dict[int, tuple[NDArray[np.float32], Maps]]:
        """Logits ``[class]`` and the maps of all methods, of a slice and of those that go with it: one pass.

        Where no method is asked for, that pass goes forward alone.
        """
        prepared = self._prepare(case)
        numbers = together(case, index)
        inputs = prepared.inputs(numbers, prepared.seen)
        requests = self._requests(settings)
        if not requests:
            found = self._classifier.logits(inputs)
            return {number: (each, Maps()) for number, each in zip(numbers, found, strict=True)}
        return in_one_pass(self._all_layers, inputs, numbers, requests, both=settings.both)

    def _judge(
        self,
        case: Case,
        settings: AnalysisSettings,
        index: int,
        logits: Mapping[int, NDArray[np.float32]],
        beside: Sequence[int],
    ) -> SliceResult:
        """What the networks say about a slice, without its maps."""
        probabilities = self._calibration(case).of_slice(logits[index], [logits[each] for each in beside])
        called = self.description.called(probabilities)
        verdict = SliceResult(index, logits[index], probabilities, None, {}, {}, called)
        finding = self.description.finding
        if self._segmenter is None:
            return verdict
        if finding is None or probabilities[finding] > self._gate(settings) or settings.segment_all:
            found, sureness = self._segment(self._segmenter, case, settings, index)
            return replace(verdict, segmentation=found, sureness=sureness)
        return verdict

    def _with_maps(self, case: Case, settings: AnalysisSettings, verdict: SliceResult, maps: Maps) -> SliceResult:
        made = maps.explanations
        assessed = self.assess(case, verdict.index, tuple(made.values()), settings.threshold)
        return replace(verdict, explanations=made, assessments=assessed, opposite=maps.opposite)

    def _gate(self, settings: AnalysisSettings) -> float:
        """The probability of the finding above which a slice is outlined; every slice is where there is no finding."""
        manifest = {} if self._segmenter is None else self._segmenter.manifest
        stated = manifest.get("gate", self._classifier.threshold)
        return float(stated) if settings.gate is None else settings.gate

    def _segment(
        self, segmenter: Model, case: Case, settings: AnalysisSettings, index: int
    ) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
        prepared = self._prepare(case)
        inputs = prepared.inputs_to_outline([index], prepared.outlined)
        thorough = settings.outline == "thorough"
        return outlined(segmenter, inputs[0], prepared.outlined.frame, case.shape, thorough=thorough)

    def assess(
        self, case: Case, index: int, maps: Sequence[LayerMaps], threshold: float
    ) -> dict[Request, dict[str, Assessment]]:
        """The scores of maps of every layer of one network, by request and measure; none where nothing was outlined.

        Args:
            case, index: the slice.
            maps: of it, by any methods that ask the same network.
            threshold: see `requests.AnalysisSettings`.
        """
        mask = case.mask_of(index)
        if mask is None or not mask.any() or not maps:
            return {}
        prepared, asked = self._prepare(case), self._asked[method_of(maps[0].request.method).task]
        return assessments(
            maps,
            asked.network.all_layers.layers,
            asked.seen(prepared).frame,
            Marked(mask, prepared.head[index]),
            threshold=threshold,
        )

    def _prepare(self, case: Case) -> Prepared:
        """The case as the networks take it, made once and kept for as long as the case is."""
        prepared = self._prepared.get(case)
        if prepared is None:
            prepared = self._prepared[case] = prepare(case, self._classifier, self._segmenter or self._classifier)
        return prepared
