"""The chosen maps by networks that never learned what is looked for, as an examination takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis import Analyser
from xaiviewer.analysis.other_networks import PERMUTED, RANDOM
from xaiviewer.analysis.other_networks.packages import load_beside
from xaiviewer.audit.cases.maps import Chosen, Maps, chosen_maps
from xaiviewer.audit.plan import spread
from xaiviewer.case import Case
from xaiviewer.explain import Network
from xaiviewer.explain.one_pass.pair import Workspace
from xaiviewer.explain.one_pass.rules import RULES
from xaiviewer.trust.sanity.random_networks import RandomNetworks

_TOGETHER = 4  # slices in one pass
_SETTLING = 4  # slices that batch normalisation knows


class UntaughtNetworks:
    """Networks that never learned what is looked for: with random weights, and trained on permuted labels."""

    def __init__(self, analyser: Analyser, random: int, permuted: Path | None) -> None:
        """Beside an analyser's classifier.

        Args:
            analyser: it prepares the slices.
            random: how many networks with random weights, of the seeds from 0 on.
            permuted: package of one that was trained on permuted labels; None for none.

        Raises:
            UsageError: where that package cannot be read or is of another kind.
        """
        self._seeds = range(random)
        self._random = RandomNetworks(analyser.network) if random else None
        self._permuted = None if permuted is None else load_beside(analyser, permuted)[1]

    def each(self, known: Callable[[], NDArray[np.float32]]) -> Iterator[tuple[str, Network]]:
        """Each network by the null's key; the same one comes again with other weights.

        `known` makes the inputs that batch normalisation learns the scale of random weights from.
        """
        if self._random is not None:
            self._random.settle(known())
            for seed in self._seeds:
                yield RANDOM, self._random.of_seed(seed)
        if self._permuted is not None:
            yield PERMUTED, self._permuted


class UntaughtMaps:
    """Asks them for the chosen maps of a case's examined slices, one network after the other.

    Each network sees these slices alone, so that a patient of few slices does not cost the passes of many.
    """

    def __init__(self, analyser: Analyser, random: int, permuted: Path | None) -> None:
        """Beside the analyser's classifier; see `UntaughtNetworks`."""
        self._analyser, self._networks = analyser, UntaughtNetworks(analyser, random, permuted)
        self._workspace = Workspace()

    def __call__(
        self, case: Case, indices: Sequence[int], chosen: Chosen
    ) -> Mapping[int, Mapping[str, Sequence[Maps]]]:
        """Each slice's maps, by the null's key a draw's maps each, in the order of `Chosen.of_maps`.

        Of methods that look for what positions have in common, which take longer than the pass, the maps are blank:
        they have no such null.
        """
        quick = Chosen(tuple(each for each in chosen.methods if each in RULES), chosen.indices, chosen.layers)
        found: dict[int, dict[str, list[Maps]]] = {index: {} for index in indices}
        if not quick.methods:
            return found
        main = self._analyser.description.main_class
        groups = [tuple(indices[start : start + _TOGETHER]) for start in range(0, len(indices), _TOGETHER)]
        inputs = {group: self._analyser.seen(case, group).inputs for group in groups}
        for name, network in self._networks.each(lambda: self._settling(case)):
            for group in groups:
                made = chosen_maps(network.all_layers, inputs[group], main, quick, self._workspace)
                for index, maps in zip(group, made, strict=True):
                    found[index].setdefault(name, []).append(_with_blank(maps, quick, chosen))
        return found

    def _settling(self, case: Case) -> NDArray[np.float32]:
        return self._analyser.seen(case, spread(case.indices, _SETTLING)).inputs


def _with_blank(maps: Maps, quick: Chosen, chosen: Chosen) -> Maps:
    """The maps of some methods, and blank ones of the others."""
    width = len(chosen.layers)
    blank = [np.zeros(layer.grid, dtype=np.float32) for layer in chosen.layers]
    rows = {method: maps[place * width : (place + 1) * width] for place, method in enumerate(quick.methods)}
    return [each for method in chosen.methods for each in rows.get(method, blank)]
