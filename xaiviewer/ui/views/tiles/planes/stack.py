"""The maps and the model's outlines of all slices as volumes, which can be cut along any plane."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Placement
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import cells, full_colour, full_of, fuse, to_maximum
from xaiviewer.requests import Answers, Regions
from xaiviewer.review import ShownState, query

_NO_MAPS = (Answers.SYNTHESIS, Answers.CHANNELS)


@dataclass(frozen=True, eq=False)
class Stack:
    """The heat of all slices that have a map.

    Attributes:
        values: float32 ``[slice, row, column]``, on the maps' own grid.
        shares: the same as shares of full colour, -1..1.
        present: which slices have one, ``[slice]``.
        placement: where the cells lie on a slice.
        full: the value at full colour.
        appearance: as they are drawn.
        whole: whether all of them are in it; else more come when it is asked for again.
        version: another one where the values are others.
    """

    values: NDArray[np.float32]
    shares: NDArray[np.float32]
    present: NDArray[np.bool_]
    placement: Placement
    full: float
    appearance: Appearance
    whole: bool
    version: int


class MapStack:
    """Keeps the stack of the map that is looked at, and adds what comes in."""

    def __init__(self) -> None:
        self._known: tuple[Any, ...] = ()
        self._maps: dict[int, list[NDArray[np.float32]]] = {}
        self._drawn: tuple[Any, ...] = ()
        self._made: dict[int, list[NDArray[np.float32]]] = {}
        self._values = np.zeros((0, 0, 0), dtype=np.float32)
        self._shares, self._shared = self._values, (0, 0.0)
        self._scaling: tuple[Any, ...] = ()
        self._full = 0.0
        self._version = 0
        self._last: tuple[ref[ShownState], Stack | None] | None = None

    def of(self, state: ShownState, budget_s: float) -> Stack | None:
        """The stack of what is shown, as much of it as could be made in this time; None where there is no map.

        Of one state several planes ask: what is whole is put together once.
        """
        if self._last is None or self._last[0]() is not state:
            made = self._make(state, budget_s)
            self._last = (ref(state), made) if made is None or made.whole else None
            return made
        return self._last[1]

    def _make(self, state: ShownState, budget_s: float) -> Stack | None:
        case, layers = state.case, query.shown_layers(state)
        if case is None or state.analysis is None or query.kind(state) in _NO_MAPS:
            return None
        maps = self._found(state, layers)
        placements = _placements(state, layers)
        if not maps or not placements:
            return None
        appearance = state.appearance
        if query.one_map(state) and isinstance(query.input_map(_on(state, next(iter(maps)))), Regions):
            appearance = appearance.of_regions()
        whole = self._fill(case, appearance, placements, maps, state.slice_index, time.perf_counter() + budget_s)
        present = np.zeros(len(case), dtype=bool)
        present[list(self._made)] = True
        one = len(placements) == 1
        placement = placements[0] if one else Placement(0.0, 0.0, 1.0)
        full = 1.0
        if one and appearance.normalise == "case":
            full = self._full_of(case, appearance, placement, maps)
        made = (self._version, full)
        if made != self._shared:
            self._shared = made
            scale = np.float32(1 / full if full > 0 else 0)
            self._shares = np.clip(self._values * scale, -1, 1)
        return Stack(self._values, self._shares, present, placement, full, appearance, whole, self._version)

    def _found(self, state: ShownState, layers: Sequence[int]) -> dict[int, list[NDArray[np.float32]]]:
        """The maps of every slice that has all of them."""
        known: tuple[Any, ...] = (
            state.case,
            state.analysis,
            state.answers,
            state.request,
            state.method,
            state.reproduced,
        )
        known += (state.ensemble, *layers)
        if len(known) == len(self._known) and all(one is other for one, other in zip(known, self._known, strict=True)):
            return self._maps
        self._known = known
        assert state.analysis is not None
        indices = set(state.analysis.slices) | {index for asked, index in state.answers if asked == state.request}
        self._maps = {}
        for index in sorted(indices):
            found = _maps(state, layers, index)
            if found:
                self._maps[index] = found
        return self._maps

    def _fill(
        self,
        case: Case,
        appearance: Appearance,
        placements: Sequence[Placement],
        maps: dict[int, list[NDArray[np.float32]]],
        near: int,
        until: float,
    ) -> bool:
        """Make what is missing, the slices around `near` first, one at least; whether that is all."""
        shape = case.shape if len(placements) > 1 else next(iter(maps.values()))[0].shape
        drawn = (case, shape, appearance.scaling, appearance.normalise, appearance.fusion, *placements)
        if drawn != self._drawn:
            self._drawn, self._made = drawn, {}
            self._version += 1
            self._values = np.zeros((len(case), *shape), dtype=np.float32)
        for gone in [index for index in self._made if index not in maps]:
            del self._made[gone]
            self._version += 1
        missing = [index for index, found in maps.items() if not _alike(found, self._made.get(index))]
        for index in sorted(missing, key=lambda each: abs(each - near)):
            self._values[index] = _drawn(maps[index], placements, case.shape, appearance)
            self._made[index] = maps[index]
            self._version += 1
            if time.perf_counter() > until:
                return index == max(missing, key=lambda each: abs(each - near))
        return True

    def _full_of(
        self,
        case: Case,
        appearance: Appearance,
        placement: Placement,
        maps: dict[int, list[NDArray[np.float32]]],
    ) -> float:
        scaling = (appearance.scaling, placement, case.shape)
        if self._scaling[:1] != (scaling,) or self._scaling[1] is not maps:
            self._scaling = (scaling, maps)
            self._full = full_colour([found[0] for found in maps.values()], placement, case.shape, appearance)
        return self._full


class OutlineStack:
    """Keeps the model's outlines of all slices as one mask."""

    def __init__(self) -> None:
        self._case: Case | None = None
        self._analysis: object = None
        self._taken: dict[int, object] = {}
        self.voxels: NDArray[np.bool_] = np.zeros((0, 0, 0), dtype=bool)
        self.drawn: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self.version = 0

    def take(self, state: ShownState) -> None:
        """Add what came in."""
        case, analysis = state.case, state.analysis
        if case is None or (case is self._case and analysis is self._analysis):
            return
        if case is not self._case:
            self.voxels = np.zeros((len(case), *case.shape), dtype=bool)
            self.drawn = np.zeros(len(case), dtype=bool)
            self._taken = {}
        self._case, self._analysis = case, analysis
        results = {} if analysis is None else analysis.slices
        for gone in [index for index in self._taken if index not in results]:
            del self._taken[gone]
            self.voxels[gone], self.drawn[gone] = False, False
        for index, result in results.items():
            if self._taken.get(index) is not result.segmentation:
                self._taken[index] = result.segmentation
                self.drawn[index] = result.segmentation is not None
                self.voxels[index] = False if result.segmentation is None else result.segmentation
        self.version += 1


def _on(state: ShownState, index: int) -> ShownState:
    return replace(state, slice_index=index)


def _maps(state: ShownState, layers: Sequence[int], index: int) -> list[NDArray[np.float32]]:
    """Those that make up the heat of a slice; empty where one is missing."""
    if query.one_map(state):
        found = query.input_map(_on(state, index))
        return [] if found is None else [found.values]
    maps = [query.map_of(state, layer, index) for layer in layers]
    whole = [each for each in maps if each is not None]
    return whole if len(whole) == len(maps) else []


def _placements(state: ShownState, layers: Sequence[int]) -> list[Placement]:
    if query.one_map(state):
        found = query.placement(state, getattr(query.input_map(state), "layer", query.asked_layer(state)))
        return [] if found is None else [found]
    placed = [query.placement(state, layer) for layer in layers]
    return [each for each in placed if each is not None]


def _drawn(
    maps: Sequence[NDArray[np.float32]], placements: Sequence[Placement], shape: tuple[int, int], drawn: Appearance
) -> NDArray[np.float32]:
    """A slice's part of the stack."""
    if len(maps) > 1:
        return to_maximum(fuse(maps, placements, shape, drawn))
    found = cells(maps[0], placements[0], shape, drawn)
    if drawn.normalise == "slice":
        full = full_of(maps[0], placements[0], shape, drawn, None)
        return found / np.float32(full) if full > 0 else np.zeros_like(found)
    return found


def _alike(one: list[NDArray[np.float32]], other: list[NDArray[np.float32]] | None) -> bool:
    return other is not None and len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
