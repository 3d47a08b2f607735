"""Maps of networks that never learned what is looked for: nulls that share architecture, slice and method.

What such a map has in common with the lesion comes from the architecture and the picture. Of random weights there are
several draws, which give a band; a network that was trained on permuted labels has learned to look at the same pictures
for nothing. Neither gives a p: ten draws tell no small one apart from none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from weakref import ref

import numpy as np

from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.answers import together
from xaiviewer.analysis.checks import class_of
from xaiviewer.analysis.other_networks.packages import load_beside
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network, check
from xaiviewer.trust.sanity.random_networks import RandomNetworks

RANDOM, PERMUTED = "random weights", "permuted labels"
"""Keys of the nulls."""

NETWORKS = 10
"""With random weights, of the seeds from 0 on."""

_SETTLING = 8  # slices of the case that batch normalisation knows
_AT_ONCE = 4  # passes, whose maps by every network are held at a time: of 102 layers some 5 MB a pass, method, network

OtherMaps = Mapping[str, Mapping[str, Sequence[Maps]]]
"""Of one slice: by method, then by the null's key as `agreement.nulls.Others.networks` takes them, a draw's maps each."""


def networks_of(made: OtherMaps, methods: Sequence[str]) -> dict[str, list[Maps]]:
    """A slice's maps by every network, each layer's by a method of its own, as `agreement.nulls.Others` takes them.

    Args:
        made: as `Untaught.maps` gives them.
        methods: of each layer that the maps are of, in order.
    """
    draws = {name: len(found) for name, found in next(iter(made.values()), {}).items()}
    return {
        name: [[made[method][name][draw][place] for place, method in enumerate(methods)] for draw in range(number)]
        for name, number in draws.items()
    }


class Untaught:
    """The networks, made and loaded once. One thread at a time may use them.

    A slice's maps depend on the case, the weights and the seed alone, to the bit: slices go through the networks with
    the same neighbours as through the analyser's own.

    Attributes:
        models: which weights were read, by the null's key.
    """

    def __init__(self, analyser: Analyser, *, random: int = NETWORKS, permuted: Path | None = None) -> None:
        """Beside the analyser's classifier.

        Args:
            analyser: it prepares the slices.
            random: how many networks with random weights; none for 0.
            permuted: package of one that was trained on permuted labels; None for none.

        Raises:
            UsageError: where that package cannot be read or is of another kind.
        """
        self._analyser = analyser
        self._seeds = range(random)
        self._random = RandomNetworks(analyser.network) if random else None
        model, self._permuted = (None, None) if permuted is None else load_beside(analyser, permuted)
        self.models = {} if model is None else {PERMUTED: model.identity}
        self._settled: ref[Case] | None = None

    @property
    def count(self) -> int:
        """How many networks there are."""
        return len(self._seeds) + (self._permuted is not None)

    def maps(
        self,
        case: Case,
        indices: Sequence[int],
        methods: Sequence[str],
        *,
        class_index: int | None = None,
        layers: Sequence[int] | None = None,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[tuple[int, OtherMaps]]:
        """Each slice's maps by every network, some slices at a time.

        Args:
            case: whose slices.
            indices: which; they come two by two, in this order. Those without a picture give nothing.
            methods: of one pass.
            class_index: the class that is explained; None for the network's main class.
            layers: indices of those whose maps are wanted, in order; None for all.
            progress: called with passes done and passes in all.
            cancelled: asked before each pass.

        Returns:
            of each slice its number and maps.

        Raises:
            Cancelled: when `cancelled` says so.
            UsageError: for a class or a method that there is not.
        """
        check(methods)
        explained = class_of(self._analyser.description, class_index)
        kept = range(len(self._analyser.description.layers)) if layers is None else layers
        wanted = set(indices)
        groups = list(dict.fromkeys(tuple(together(case, index)) for index in indices))
        done, total = 0, len(groups) * self.count
        for start in range(0, len(groups), _AT_ONCE):
            some = {group: self._analyser.seen(case, group).inputs for group in groups[start : start + _AT_ONCE]}
            found: dict[int, dict[str, dict[str, list[Maps]]]] = {
                index: {method: {} for method in methods} for group in some for index in group if index in wanted
            }
            for name, network in self._networks(case, cancelled):
                for group, inputs in some.items():
                    if cancelled():
                        raise Cancelled
                    made = network.all_layers(inputs, explained, methods).maps
                    for place, index in enumerate(group):
                        for method, draws in found.get(index, {}).items():
                            draws.setdefault(name, []).append([made[method][layer][place] for layer in kept])
                    done += 1
                    progress(done, total)
            yield from found.items()

    def of_slice(
        self,
        case: Case,
        index: int,
        methods: Sequence[str],
        class_index: int,
        *,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> dict[str, list[Maps]]:
        """One slice's maps by every network, by the null's key, each layer's by a method of its own.

        Args:
            case, index: the slice; it holds a picture.
            methods: one for each layer, in order.
            class_index: the class that is explained.
            progress, cancelled: as in `maps`.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        asked = tuple(dict.fromkeys(methods))
        made = self.maps(case, [index], asked, class_index=class_index, progress=progress, cancelled=cancelled)
        return {name: draws for _, found in made for name, draws in networks_of(found, methods).items()}

    def _networks(self, case: Case, cancelled: Callable[[], bool]) -> Iterator[tuple[str, Network]]:
        """Each network by the null's key, ready for a case; the same one may come again with other weights."""
        if self._random is not None and (self._settled is None or self._settled() is not case):
            self._random.settle(self._analyser.seen(case, _spread(case)).inputs)
            self._settled = ref(case)
        for seed in self._seeds:
            if cancelled():
                raise Cancelled
            assert self._random is not None
            yield RANDOM, self._random.of_seed(seed)
        if self._permuted is not None:
            yield PERMUTED, self._permuted


def _spread(case: Case) -> list[int]:
    """Some slices from the first to the last that hold a picture."""
    places = np.linspace(0, len(case.indices) - 1, min(_SETTLING, len(case.indices))).round().astype(int)
    return [case.indices[place] for place in np.unique(places)]
