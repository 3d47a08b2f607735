"""What follows from the state: which map, which method, which layer. Pure functions, no Qt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Placement, Volume
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import (
    INPUT,
    METHODS,
    Answers,
    AttributionMap,
    Explanation,
    Favourite,
    InputShape,
    Layer,
    LayerMaps,
    Method,
    ModelDescription,
    Partial,
    Regions,
    Request,
    SequenceShares,
    SliceResult,
    Task,
)
from xaiviewer.requests.reproduced import Reproduced
from xaiviewer.requests.request import refused, with_layers
from xaiviewer.review.state import BEST, Ensemble, ShownState

MOST_SEQUENCES = 4
"""Of which the shares are exact: the passes double with each."""


def volume_shown(state: ShownState) -> Volume | None:
    """The sequence that is shown of the open case; None where none is open."""
    return None if state.case is None else state.appearance.volume(state.case)


def window_shown(state: ShownState) -> WindowLevel | None:
    """The window it is shown through; None where no case is open."""
    volume = volume_shown(state)
    return None if volume is None else state.appearance.windows.get(volume.sequence)


def opening_slice(case: Case) -> int:
    """The slice a case opens at: the clinician's largest outline, else the middle one of those with a picture."""
    if case.mask is not None and case.mask.voxels.any():
        return int(np.argmax(case.mask.areas_px))
    return min(case.indices or range(len(case)), key=lambda index: abs(index - len(case) // 2))


def class_charted(state: ShownState) -> int:
    """The class whose probability is drawn over the slices: the finding, else the one that is explained."""
    analysis = state.analysis
    if analysis is None:
        return 0
    finding = analysis.description.finding
    return analysis.class_index if finding is None else finding


def result(state: ShownState) -> SliceResult | None:
    """The results of the slice shown; None until they came in."""
    return state.analysis.slices.get(state.slice_index) if state.analysis else None


def network(state: ShownState) -> ModelDescription | None:
    """The network whose layers the reader goes through: the one that is asked; None before the analysis began."""
    if state.analysis is None or state.request is None:
        return None if state.analysis is None else state.analysis.description
    return state.analysis.description_of(state.request)


def layers(state: ShownState) -> tuple[Layer, ...]:
    """Its layers, from the input to the output."""
    asked = network(state)
    return () if asked is None else asked.layers


def kind(state: ShownState) -> Answers:
    """What is looked at: the layers' maps, unless something else was asked."""
    return Answers.EVERY_LAYER if state.request is None else METHODS[state.request.method].answers


def task(state: ShownState) -> Task:
    """Which of the two networks is asked."""
    return "classification" if state.request is None else METHODS[state.request.method].task


def asks_layers(state: ShownState) -> bool:
    """Whether the layers' maps are those of a request, and not those that come with every slice."""
    return state.request is not None and kind(state) is Answers.EVERY_LAYER


def asked_layer(state: ShownState) -> int | None:
    """Index of the layer that the request looked at names; None where it names none, or the input."""
    return None if state.request is None else layer_in(state.request, network(state))


def layer_in(request: Request, description: ModelDescription | None) -> int | None:
    """The same of any request to a network."""
    for parameter in METHODS[request.method].parameters:
        name = request.values.get(parameter.name, INPUT) if parameter.kind == "layer" else INPUT
        if name != INPUT and description is not None:
            return description.layer_index(str(name))
    return None


def at_layer(state: ShownState, request: Request, index: int) -> Request:
    """The same request about another layer; itself where it names none."""
    description = network(state)
    if description is None or layer_in(request, description) is None:
        return request
    named = {each.name for each in METHODS[request.method].parameters if each.kind == "layer"}
    name = description.layers[index].name
    return replace(
        request, parameters=tuple((key, name if key in named else value) for key, value in request.parameters)
    )


def walks(state: ShownState) -> bool:
    """Whether what is shown depends on the current layer."""
    alike = (Answers.EVERY_LAYER, Answers.SEQUENCES)  # shares stand beside the layers' maps
    return kind(state) in alike or asked_layer(state) is not None


def unanswerable(state: ShownState, method: Method) -> str:
    """Why the networks cannot answer a method, in a sentence; "" where they can, or are not known yet."""
    analysis = state.analysis
    if analysis is None:
        return ""
    description = analysis.description if method.task == "classification" else analysis.segmenter
    if description is None:
        return "The segmenter that is loaded cannot be explained layer by layer."
    why = refused(method, outputs_only=description.outputs_only, volumes=description.volumes)
    if why:
        return why
    of_layers = method.answers in (Answers.EVERY_LAYER, Answers.CHANNELS)
    if of_layers and not description.layers:
        return "The layers of this network are not known."
    if method.answers is Answers.SEQUENCES and len(description.titles) > MOST_SEQUENCES:
        return f"It is exact for up to {MOST_SEQUENCES} sequences; this network takes {len(description.titles)}."
    return ""


def method_of(state: ShownState, layer: int) -> str | None:
    """The method whose map of `layer` is shown; None before the analysis began, or without layers."""
    analysis = state.analysis
    if analysis is None:
        return None
    if state.request is not None and asks_layers(state):
        return state.request.method
    chosen = state.method
    if chosen == BEST:
        chosen = analysis.favourites[layer].method if layer < len(analysis.favourites) else ""
    return chosen if chosen in analysis.methods else next(iter(analysis.methods), None)


def favourite_of(state: ShownState) -> Favourite | None:
    """The method that the current layer opens with; None before the analysis began."""
    analysis = state.analysis
    layer = state.layer
    return analysis.favourites[layer] if analysis is not None and layer < len(analysis.favourites) else None


def muted(state: ShownState) -> bool:
    """Whether heat is drawn pale: the finding is explained on a slice that is not called so."""
    of_finding = task(state) == "classification"
    return state.analysis is not None and of_finding and state.analysis.denied(state.slice_index)


def shown_layers(state: ShownState) -> tuple[int, ...]:
    """Indices of the layers that make up the map shown: the current one, or those it is fused with."""
    description, selection = network(state), state.selection
    if description is None:
        return ()
    match selection.scope:
        case "group":
            chosen = list(description.group_of(state.layer, selection.level))
        case "network":
            chosen = list(range(len(description.layers)))
        case "chosen":
            chosen = sorted(index for index in selection.chosen if index < len(description.layers))
        case _:
            chosen = []
    return tuple(chosen) or (state.layer,)


def request_of(state: ShownState, method: str, **parameters: object) -> Request | None:
    """A method asked about the network and class shown; None before the analysis began.

    Raises:
        UsageError: for a parameter or value that is not allowed.
    """
    analysis = state.analysis
    if analysis is None:
        return None
    declared = METHODS[method]
    description = analysis.description if declared.task == "classification" else analysis.segmenter
    if description is None:
        return None
    class_index = analysis.class_index if declared.task == "classification" else 0
    named = with_layers(declared, description, parameters)
    return Request.of(method, network=description.identity.sha256, class_index=class_index, **named)


def input_shape(state: ShownState, task: Task = "classification") -> InputShape:
    """What the costs of a request depend on: the network's input; the usual one before the analysis began."""
    analysis = state.analysis
    if analysis is None:
        return InputShape()
    if task == "segmentation" and analysis.segmenter is not None and analysis.segmenter_frame is not None:
        return InputShape.of(analysis.segmenter.keys, analysis.segmenter_frame.size)
    return InputShape.of(analysis.description.keys, analysis.frame.size)


def at_input(state: ShownState) -> bool:
    """Whether a map of the network's input, or its regions, is looked at in place of the layers' maps."""
    return kind(state) in (Answers.MAP, Answers.REGIONS) and asked_layer(state) is None


def one_map(state: ShownState) -> bool:
    """Whether one map is looked at that was asked for, be it of the input or of one layer."""
    return kind(state) in (Answers.MAP, Answers.REGIONS)


def opens_signed(state: ShownState) -> bool:
    """Whether what is looked at opens with both signs: a signed map that was asked for."""
    asked = state.request
    return asked is not None and one_map(state) and METHODS[asked.method].signed and not asked.tells_sizes


def answer_of(state: ShownState) -> Explanation | Partial | None:
    """What is known of the request looked at, for the slice shown."""
    return None if state.request is None else state.answers.get((state.request, state.slice_index))


def found_of(state: ShownState) -> Explanation | None:
    """The same, be it whole or still being refined."""
    return whole(answer_of(state))


def whole(answer: Explanation | Partial | None) -> Explanation | None:
    """An explanation as far as it is refined."""
    return answer.explanation if isinstance(answer, Partial) else answer


def input_map(state: ShownState) -> AttributionMap | Regions | None:
    """The one map that was asked for, as far as it is refined; None where it was not asked of the slice shown."""
    found = found_of(state)
    return found if isinstance(found, AttributionMap | Regions) else None


def own_layer(state: ShownState) -> Layer | None:
    """The layer that the map found belongs to, where the method itself settles that, as CAM does."""
    found, known = input_map(state), layers(state)
    at = found.layer if isinstance(found, AttributionMap) else None
    return None if at is None or at >= len(known) else known[at]


def input_maps_over_slices(state: ShownState) -> list[NDArray[np.float32]]:
    """The same request's maps of every slice it was asked of."""
    found = [whole(answer) for (asked, _), answer in state.answers.items() if asked == state.request]
    return [each.values for each in found if isinstance(each, AttributionMap | Regions)]


def placement(state: ShownState, layer: int | None) -> Placement | None:
    """Where the values that are shown of a layer, or of the input, lie on the slice; None before the analysis began."""
    analysis, alignment = state.analysis, state.appearance.alignment
    if analysis is None:
        return None
    if state.request is not None and (asks_layers(state) or one_map(state)):
        return analysis.placement_of(state.request, layer, alignment)
    return analysis.frame.placement(1) if layer is None else analysis.placement(layer, alignment)


def shares(state: ShownState) -> SequenceShares | None:
    """What each sequence adds to the slice's logit: what is looked at, else what was asked last."""
    known = [answer_of(state), *reversed(list(state.answers.values()))]
    for each in known:
        here = isinstance(each, SequenceShares) and each.index == state.slice_index
        if isinstance(each, SequenceShares) and here and each.request.class_index == state.explained_class:
            return each
    return None


def shares_over_slices(state: ShownState) -> list[SequenceShares]:
    """The same of every slice that it is known of: of the request looked at, else of the one asked last."""
    known = [each for each in state.answers.values() if isinstance(each, SequenceShares)]
    known = [each for each in known if each.request.class_index == state.explained_class]
    if not known:
        return []
    asked = state.request if any(each.request == state.request for each in known) else known[-1].request
    return sorted((each for each in known if each.request == asked), key=lambda each: each.index)


def map_of(state: ShownState, layer: int, index: int | None = None) -> NDArray[np.float32] | None:
    """The signed map of a layer on its native grid, by the method shown; None until the slice's results came in.

    Of the slice shown, or of another one.
    """
    return _map_in(state, layer, state.slice_index if index is None else index)


def maps_over_slices(state: ShownState, layer: int) -> list[NDArray[np.float32]]:
    """The same layer's maps of every analysed slice, ``[row, column]`` each."""
    if state.analysis is None:
        return []
    maps = [_map_in(state, layer, index) for index in state.analysis.slices]
    return [each for each in maps if each is not None]


def reproduced(state: ShownState, index: int | None = None) -> Reproduced | None:
    """What the networks have in common on a slice, by default the one shown; None where that was not found out."""
    if state.analysis is None:
        return None
    return state.reproduced.get(
        (state.slice_index if index is None else index, state.method, state.analysis.class_index)
    )


def _fields(common: Reproduced, ensemble: Ensemble) -> tuple[NDArray[np.float32], ...]:
    """One of what networks have in common, or another one's own: a map per layer; none where these were not kept."""
    if isinstance(ensemble, int):
        return common.maps[ensemble] if ensemble < len(common.maps) else ()
    return {"mean": common.mean, "spread": common.spread, "agreed": common.agreed}[ensemble]


def _map_in(state: ShownState, layer: int, index: int) -> NDArray[np.float32] | None:
    if state.request is not None and asks_layers(state):
        answer = whole(state.answers.get((state.request, index)))
        return answer.maps[layer] if isinstance(answer, LayerMaps) and layer < len(answer.maps) else None
    if state.request is None and state.ensemble != "own":
        common = reproduced(state, index)
        fields = () if common is None else _fields(common, state.ensemble)
        return fields[layer] if layer < len(fields) else None
    method = method_of(state, layer)
    where = state.analysis.slices.get(index) if state.analysis is not None else None
    found = where.layer_maps(method) if where is not None and method is not None else None
    return None if found is None else found.maps[layer]


def doubted(state: ShownState) -> str:
    """Why decisions about the case are doubtful whatever they are: another sequence stands in; "" where none does.

    A network whose channels name no sequence takes whatever there is; of one that names some, see `case.as_told`.
    """
    return "" if state.case_told is None else state.case_told.stand_in
