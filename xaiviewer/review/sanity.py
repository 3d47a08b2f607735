"""What sanity checks found about the map shown: beside the network, or on the open case. Pure functions, no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xaiviewer.errors import UsageError
from xaiviewer.requests import METHODS, ONE_PASS_METHODS, Answers, Request
from xaiviewer.requests.badges import Badges, Sanity, Verdict
from xaiviewer.requests.request import badges_of
from xaiviewer.review import query
from xaiviewer.review.state import ShownState

MAPS = 120
"""About how many maps the checks ask for on an open case: of the bundled classifier 22 times those of five slices, and
once those of nine more; of a network of more or fewer parts some ten for each."""

_MAPS = (Answers.EVERY_LAYER, Answers.MAP, Answers.REGIONS)


@dataclass(frozen=True, eq=False)
class Found:
    """What is known of one map.

    Attributes:
        badges: of its method.
        place: of its layer among theirs.
        here: whether it was measured on the open case, and not on the reference set.
    """

    badges: Badges
    place: int
    here: bool

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Of all checks, in their order."""
        return self.badges.verdicts(self.place)

    @property
    def told(self) -> tuple[Verdict, ...]:
        """Of the checks that say something."""
        return tuple(each for each in self.verdicts if each.passed is not None)

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """Of the checks that the map fails."""
        return tuple(each for each in self.verdicts if each.passed is False)


def subject(state: ShownState) -> tuple[Request, str] | None:
    """What the map shown answers, and the name of its layer; "" at the input.

    None where no map is shown, before the analysis began, or where the segmenter is asked, which is not checked.
    """
    analysis = state.analysis
    if analysis is None or query.kind(state) not in _MAPS or query.task(state) != "classification":
        return None
    layers, layer = query.layers(state), query.asked_layer(state)
    if state.request is not None and not query.asks_layers(state):
        return state.request, "" if layer is None else layers[layer].name
    request = state.request or _of_slices(state, query.method_of(state, state.layer))
    return None if request is None or state.layer >= len(layers) else (request, layers[state.layer].name)


def measurable(state: ShownState) -> bool:
    """Whether the open case is enough for the checks: a network of volumes takes it as one, and they need pairs."""
    return state.analysis is not None and not state.analysis.description.volumes


def known(state: ShownState) -> Sanity | None:
    """What was measured about the network; None where nothing was."""
    return None if state.analysis is None else state.analysis.description.sanity


def found(state: ShownState) -> Found | None:
    """What is known of the map shown: on the reference set, else on the open case; None where it was not measured."""
    return next(iter(every(state)), None)


def every(state: ShownState) -> tuple[Found, ...]:
    """What is known of the map shown: on the reference set, and on the open case."""
    about = subject(state)
    return () if about is None else tuple(_found(state, *about))


def of_layer(state: ShownState, layer: int) -> Found | None:
    """The same of another layer's map, by the method shown for it; None too where one map is shown."""
    layers = query.layers(state)
    if query.one_map(state) or layer >= len(layers):
        return None
    request = state.request if query.asks_layers(state) else _of_slices(state, query.method_of(state, layer))
    return None if request is None else next(_found(state, request, layers[layer].name), None)


def of_method(state: ShownState, method: str) -> Found | None:
    """The same of a method's map of the current layer, or of the one map that it makes unless told otherwise."""
    declared = METHODS[method]
    if state.analysis is None or not declared.checked:
        return None
    try:
        request = _of_slices(state, method) or query.request_of(state, method)
    except UsageError:
        return None
    layers = state.analysis.layers
    if request is None or not layers:
        return None
    named = query.layer_in(request, state.analysis.description)
    layer = layers[min(state.layer, len(layers) - 1) if named is None else named].name
    return next(_found(state, request, layer if declared.answers is not Answers.REGIONS else ""), None)


def _of_slices(state: ShownState, method: str | None) -> Request | None:
    """The request of a method that comes with every slice."""
    requests = state.analysis.requests if state.analysis is not None and method in ONE_PASS_METHODS else ()
    return next((each for each in requests if each.method == method), None)


def _found(state: ShownState, request: Request, layer: str) -> Iterator[Found]:
    """A map that a layer has a part in may lie on the input's pixels."""
    here = Sanity.of_case(state.examined) if state.examined else None
    for measured, of_case in ((known(state), False), (here, True)):
        there = badges_of(measured, request, layer) or badges_of(measured, request, "")
        if there is not None:
            yield Found(*there, of_case)
