"""The same slices through several networks, each layer's maps by several methods at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.checks import class_of
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network, check

OtherMaps = Mapping[str, Mapping[str, Sequence[Maps]]]
"""Of one slice: by method, then by name of the networks, a network's maps each."""

_AT_ONCE = 2  # passes, whose maps by every network are held at a time: of 102 layers .6 MB a slice, network and method


def passes(
    analyser: Analyser,
    networks: Callable[[], Iterator[tuple[str, Network]]],
    count: int,
    case: Case,
    indices: Sequence[int],
    methods: Sequence[str],
    *,
    class_index: int | None,
    layers: Sequence[int] | None,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Iterator[tuple[int, OtherMaps]]:
    """Each slice's maps by every network, some slices at a time; each goes with the neighbour it always goes with.

    Args:
        analyser: it prepares the slices.
        networks: gives each network with the name it goes by, ready until the next one is asked for.
        count: how many these are.
        case, indices: which slices; those without a picture give nothing.
        methods: of one pass.
        class_index: the class that is explained; None for the network's main class.
        layers: indices of those whose maps are wanted, in order; None for all.
        progress: called with passes done and passes in all.
        cancelled: asked before each pass.

    Raises:
        Cancelled: when `cancelled` says so.
        UsageError: for a class or a method that there is not.
    """
    check(methods)
    explained = class_of(analyser.description, class_index)
    kept = range(len(analyser.description.layers)) if layers is None else layers
    wanted = set(indices)
    groups = list(dict.fromkeys(tuple(analyser.passing_with(case, index)) for index in indices))
    done, total = 0, len(groups) * count
    for start in range(0, len(groups), _AT_ONCE):
        some = groups[start : start + _AT_ONCE]
        found: dict[int, dict[str, dict[str, list[Maps]]]] = {
            index: {method: {} for method in methods} for group in some for index in group if index in wanted
        }
        for name, network in networks():
            for group in some:
                if cancelled():
                    raise Cancelled
                made = analyser.maps_by(network, case, group, explained, methods)
                for index in group:
                    for method, by_name in found.get(index, {}).items():
                        by_name.setdefault(name, []).append(_Some(made[index][method], kept))
                done += 1
                progress(done, total)
        yield from found.items()


class _Some(Sequence[NDArray[np.float32]]):
    """Some of the maps of all layers; those of a volume are cut where the slice lies only when they are asked for."""

    def __init__(self, maps: Maps, kept: Sequence[int]) -> None:
        self._maps, self._kept = maps, kept

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self._maps[each] for each in self._kept[place]]
        return self._maps[self._kept[place]]


def by_layer(made: OtherMaps, methods: Sequence[str]) -> dict[str, list[Maps]]:
    """A slice's maps by every network, each layer's by a method of its own: by name of the networks.

    Args:
        made: what `passes` gives of a slice.
        methods: of each layer that the maps are of, in order.
    """
    counts = {name: len(found) for name, found in next(iter(made.values()), {}).items()}
    return {
        name: [[made[method][name][number][place] for place, method in enumerate(methods)] for number in range(count)]
        for name, count in counts.items()
    }
