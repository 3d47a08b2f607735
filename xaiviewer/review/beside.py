"""A second network beside the loaded one: what is known of it, and what it shows. Pure functions, no Qt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from xaiviewer.requests import Analysis
from xaiviewer.requests.alongside import Alongside, Counterpart
from xaiviewer.review import trust
from xaiviewer.review.second_network import SecondNetwork
from xaiviewer.review.state import LayerSelection, ShownState

_KEPT = 24
"""Slices whose maps by the second network are kept: of 100 layers by five methods some 3 MB each."""


def wanted(state: ShownState) -> int | None:
    """The slice shown, where the second network was not asked about it yet.

    None where it was or that was stopped, or no second network is looked at.
    """
    second, case = state.second, state.case
    if second is None or not second.on or case is None or state.analysis is None:
        return None
    if stopped(state):
        return None
    known = second.found is not None and state.slice_index in second.found.analysis.slices
    return state.slice_index if not known and state.slice_index in case.indices else None


WANTED = (wanted, trust.band_wanted, trust.reproduced_wanted)
"""What is asked of other networks than the loaded one while nobody waits for anything."""


def is_second(state: ShownState, package: Path | None) -> bool:
    """Whether a package is the second network's."""
    return package is not None and state.second is not None and state.second.package == package


def stopped(state: ShownState) -> bool:
    """Whether the second network is not asked about the slice shown because that was stopped."""
    return state.second is not None and state.second.stopped == state.slice_index


def wished(state: ShownState, wish: object) -> bool:
    """Whether a choice of a second network still holds."""
    return state.second is not None and state.second.wish is wish


def taken(second: SecondNetwork, found: Alongside) -> SecondNetwork:
    """The second network with what it says of a further slice; the slices that were asked about first are forgotten."""
    known = second.found
    if known is not None and _sees_alike(known.analysis, found.analysis):
        slices = {**known.analysis.slices, **found.analysis.slices}
        slices = dict(list(slices.items())[-_KEPT:])
        found = replace(found, analysis=replace(found.analysis, slices=MappingProxyType(slices)))
    return replace(second, found=found)


def _sees_alike(one: Analysis, other: Analysis) -> bool:
    """Whether both are of one network that sees the case alike: a package may be written anew, of the same weights."""
    told = [(each.description.identity, each.classes, each.layers, each.frame) for each in (one, other)]
    return told[0] == told[1]


def unasked(second: SecondNetwork | None) -> SecondNetwork | None:
    """The second network before it says anything: of another case, class or first network."""
    second = resumed(second)
    return second if second is None or second.found is None else replace(second, found=None)


def looked_at(second: SecondNetwork | None, *, on: bool) -> SecondNetwork | None:
    """The second network while it is looked at, or is not."""
    return second if second is None or second.on == on else replace(second, on=on, stopped=None)


def resumed(second: SecondNetwork | None) -> SecondNetwork | None:
    """The second network as it is asked again about every slice."""
    return second if second is None or second.stopped is None else replace(second, stopped=None)


def held(state: ShownState) -> SecondNetwork | None:
    """The second network as it is not asked about the slice shown, where it was to be."""
    second = state.second
    return second if second is None or wanted(state) is None else replace(second, stopped=state.slice_index)


def counterpart(state: ShownState, layer: int) -> Counterpart | None:
    """The second network's layer that is laid beside one of the loaded network's; None where none is known."""
    found = None if state.second is None else state.second.found
    return found.counterparts[layer] if found is not None and layer < len(found.counterparts) else None


def seen(state: ShownState, method: str, layer: int) -> ShownState:
    """What is shown, by the second network: its maps, by a method, of the layer beside one of the loaded network's.

    Nothing that was measured of the loaded network's maps is among it.
    """
    found, beside = None if state.second is None else state.second.found, counterpart(state, layer)
    return replace(
        state,
        analysis=None if found is None else found.analysis,
        layer=0 if beside is None else beside.layer,
        resting_layer=0,
        method=method,
        request=None,
        channel=None,
        selection=LayerSelection(),
        ensemble="own",
        scope="slice",
        nulls={},
        of_case={},
        reproduced={},
        examined=(),
        faithfulness={},
        region_tests={},
        answers={},
        judged={},
    )
