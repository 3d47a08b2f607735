"""What the networks said about a case, slice by slice as it comes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame, Placement
from xaiviewer.case.arrays import frozen
from xaiviewer.case.frame import Alignment
from xaiviewer.requests.explanation import Explanation, LayerMaps
from xaiviewer.requests.kept_agreement import LayerAgreement, Reference
from xaiviewer.requests.measure import Assessment, Curve
from xaiviewer.requests.model import Layer, ModelDescription, ModelIdentity
from xaiviewer.requests.reliance import Reliance
from xaiviewer.requests.request import Request, method_of

_TELLS = 0.95
"""Area under the curve from which on a map's maximum tells whether a slice shows a lesion."""


@dataclass(frozen=True)
class Favourite:
    """The method that opens first in one layer, and what was measured of it.

    Attributes:
        method: key of the method: the one that leaves the strongest null farthest behind, or comes nearest to it; where
            that was not measured the one that agreed best with clinicians' masks when the weights were made.
        mass: its mean relevance mass in the mask; NaN where nothing was measured.
        grad_cam_mass: the same for plain Grad-CAM, the customary choice.
        patients: how many patients the means are over.
        peak_auroc: how well the map's maximum tells slices with a lesion from those without; NaN where not measured.
        beside: the layer's maps beside what knows nothing; None where that was not measured.
        reference: on whom that was measured.
    """

    method: str
    mass: float
    grad_cam_mass: float
    patients: int
    peak_auroc: float = float("nan")
    beside: LayerAgreement | None = None
    reference: Reference | None = None

    @property
    def survives(self) -> bool:
        """Whether its agreement is known to be more than any null's."""
        return self.beside is not None and self.beside.survives


@dataclass(frozen=True, eq=False)
class SliceResult:
    """Everything the networks said about one slice.

    Attributes:
        index: the slice.
        logits: float32 ``[class]``, the network's raw outputs.
        probabilities: float32 ``[class]``, calibrated as the model's manifest says.
        segmentation: bool ``[row, column]`` on the slice's grid; None where the segmenter did not run.
        explanations: by request; empty where the networks judged the slice and its maps were not made.
        assessments: by request and key of the measure; empty where the slice has no mask or an empty one, or no maps.
        called: index of the class that the slice is called by the network's description; None for the likeliest.
        sureness: float32 ``[outlined pixel]``, the segmenter's probability at every pixel of the segmentation, row by
            row; None where it is not known.
        opposite: maps of the other of two classes, by request, that came out of the same pass and are not the negatives
            of the explained class's; empty where they were not asked for.
    """

    index: int
    logits: NDArray[np.float32]
    probabilities: NDArray[np.float32]
    segmentation: NDArray[np.bool_] | None
    explanations: Mapping[Request, Explanation]
    assessments: Mapping[Request, Mapping[str, Assessment]]
    called: int | None = None
    sureness: NDArray[np.float32] | None = None
    opposite: Mapping[Request, LayerMaps] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("logits", "probabilities", "segmentation", "sureness"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, frozen(value))
        object.__setattr__(self, "explanations", MappingProxyType(dict(self.explanations)))
        assessments = {request: MappingProxyType(dict(found)) for request, found in self.assessments.items()}
        object.__setattr__(self, "assessments", MappingProxyType(assessments))

    @cached_property
    def predicted(self) -> int:
        """Index of the class that the slice is called."""
        return int(np.argmax(self.probabilities)) if self.called is None else self.called

    @property
    def explained(self) -> bool:
        """Whether the maps of the layers were made."""
        return any(isinstance(each, LayerMaps) for each in self.explanations.values())

    def layer_maps(self, method: str) -> LayerMaps | None:
        """The maps of every layer by a method of one pass; None where they were not made."""
        for request, explanation in self.explanations.items():
            if request.method == method and isinstance(explanation, LayerMaps):
                return explanation
        return None

    def assessment(self, method: str, measure: str) -> Assessment | None:
        """What a measure found about a method's maps of every layer; None where it was not asked."""
        return next(
            (found.get(measure) for request, found in self.assessments.items() if request.method == method), None
        )

    def curve(self, method: str, measure: str) -> NDArray[np.float32] | None:
        """The same as float32 ``[layer]``."""
        found = self.assessment(method, measure)
        return found.outcome.values if found is not None and isinstance(found.outcome, Curve) else None

    def without_maps(self) -> SliceResult:
        """What does not depend on the class that is explained: logits, probabilities and outline."""
        return replace(self, explanations={}, assessments={}, opposite={})


@dataclass(frozen=True, eq=False)
class Analysis:
    """The results of a case so far.

    Attributes:
        description: the classifier: its classes, layers and inputs, and which class is the finding.
        class_index: the class that is explained.
        requests: what is asked about every slice: the one-pass methods that were run.
        favourites: one per layer.
        frame: the part of every slice that the classifier saw.
        models: which weights were used, by task ("classifier", "segmenter"; "segmenter 1" and so on where a thorough
            outline asks further ones).
        slices: results by slice index; a slice that is missing has not been analysed yet.
        neighbours: how much each neighbouring slice's logits count in a slice's probability; the maps explain the
            slice's own logit alone.
        reliance: by slice, what becomes of the decision without the outlined region; empty until that was looked at.
        notices: sentences on what sets the case apart from those that the networks were trained on.
        trained_on: whether the classifier was trained on this patient, as far as its package knows.
        device: where the networks run: "cpu", "cuda:0", "mps:0".
        gate: the probability of the finding above which a slice is outlined.
        outline: how, a key of `settings.OUTLINES`.
        segmenter: the other network, with its layers; None where its layers cannot be explained.
        segmenter_frame: the part of every slice that it saw.
        head: the head's voxels, bool ``[slice, row, column]``; None where nobody looked for it.
    """

    description: ModelDescription
    class_index: int
    requests: tuple[Request, ...]
    favourites: tuple[Favourite, ...]
    frame: Frame
    models: Mapping[str, ModelIdentity]
    slices: Mapping[int, SliceResult] = field(default_factory=dict)
    neighbours: float = 0.0
    reliance: Mapping[int, Reliance] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    trained_on: bool = False
    device: str = ""
    gate: float = 0.5
    outline: str = "quick"
    segmenter: ModelDescription | None = None
    segmenter_frame: Frame | None = None
    head: NDArray[np.bool_] | None = None

    @property
    def outlines(self) -> bool:
        """Whether a segmenter stands beside the classifier: without one no outline is missing."""
        return "segmenter" in self.models or any(each.segmentation is not None for each in self.slices.values())

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the order of the logits."""
        return self.description.classes

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Every layer, from the input to the output."""
        return self.description.layers

    def placement(self, layer: int, alignment: Alignment = "centred") -> Placement:
        """Where the cells of a layer, by its index, lie on the slice."""
        here = self.layers[layer]
        return self.frame.placement(here.stride, alignment, centre=here.centre)

    def description_of(self, request: Request) -> ModelDescription:
        """The network that a request asks."""
        if method_of(request.method).task == "segmentation" and self.segmenter is not None:
            return self.segmenter
        return self.description

    def frame_of(self, request: Request) -> Frame:
        """The part of every slice that the network which a request asks sees."""
        return self.frame if self.description_of(request) is self.description else self.segmenter_frame or self.frame

    def placement_of(self, request: Request, layer: int | None, alignment: Alignment = "centred") -> Placement:
        """Where the values that answer a request lie on the slice: a layer's cells, or the input's pixels."""
        frame = self.frame_of(request)
        if layer is None:
            return frame.placement(1)  # all of the square, whichever part of it the network gets
        here = self.description_of(request).layers[layer]
        return frame.placement(here.stride, alignment, centre=here.centre)

    @cached_property
    def methods(self) -> tuple[str, ...]:
        """Keys of the methods that were run."""
        return tuple(request.method for request in self.requests)

    def with_slice(self, result: SliceResult) -> Analysis:
        """The same analysis with one more slice."""
        return replace(self, slices=MappingProxyType({**self.slices, result.index: result}))

    def with_reliance(self, reliance: Mapping[int, Reliance]) -> Analysis:
        """The same analysis, the outlined regions having been filled in."""
        return replace(self, reliance=MappingProxyType(dict(reliance)))

    @cached_property
    def explained(self) -> frozenset[int]:
        """The slices whose maps were made."""
        return frozenset(index for index, result in self.slices.items() if result.explained)

    def judged_by(self, other: Analysis) -> Analysis:
        """The same analysis with what `other`, of another class, knows of further slices; no maps are among it."""
        further = {index: result.without_maps() for index, result in other.slices.items() if index not in self.slices}
        known = self.reliance or other.reliance
        return replace(self, slices=MappingProxyType({**further, **self.slices}), reliance=known)

    def for_class(self, class_index: int) -> Analysis:
        """What is known without the maps, as the analysis of another class begins: nothing is judged anew."""
        requests = tuple(replace(each, class_index=class_index) for each in self.requests)
        return replace(self, class_index=class_index, requests=requests, slices={}).judged_by(self)

    def denied(self, index: int) -> bool:
        """Whether the finding is explained on a slice that is not called so."""
        finding, result = self.description.finding, self.slices.get(index)
        return result is not None and finding == self.class_index and result.predicted != finding

    def opening_layer(self, among: Sequence[int]) -> int:
        """The layer shown first: of those whose maps tell *whether* there is a lesion the one that tells best *where*.

        Best is whatever leaves the strongest null farthest behind, be its maximum known to tell whether or not; where
        no layer is known to beat that, what agrees best. Where nothing was measured, the last.

        Args:
            among: indices of layers; 0 of none.
        """
        measured = [index for index in among if not np.isnan(self.favourites[index].mass)]
        telling = [index for index in measured if self.favourites[index].peak_auroc >= _TELLS]
        surviving = {
            index: beside.difference
            for index in measured
            if (beside := self.favourites[index].beside) is not None and beside.survives
        }
        if surviving:
            both = [index for index in telling if index in surviving]
            return max(both or surviving, key=lambda index: surviving[index])
        return max(telling or measured, key=lambda index: self.favourites[index].mass, default=max(among, default=0))
