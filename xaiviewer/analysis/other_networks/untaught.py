"""Maps of networks that never learned what is looked for: nulls that share architecture, slice and method.

What such a map has in common with the lesion comes from the architecture and the picture. Of random weights there are
several draws, which give a band; a network that was trained on permuted labels has learned to look at the same pictures
for nothing. Neither gives a p: ten draws tell no small one apart from none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from weakref import ref

import numpy as np

from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.other_networks.packages import load_beside
from xaiviewer.analysis.other_networks.passes import OtherMaps, passes
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network
from xaiviewer.requests import ModelIdentity
from xaiviewer.trust.sanity.random_networks import RandomNetworks

RANDOM, PERMUTED = "random weights", "permuted labels"
"""Keys of the nulls."""

NETWORKS = 10
"""With random weights, of the seeds from 0 on."""

_SETTLING = 8  # slices of the case that batch normalisation knows


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
        self._permuted: Network | None = None
        self.models: dict[str, ModelIdentity] = {}
        if permuted is not None:
            model, self._permuted = load_beside(analyser, permuted)
            self.models[PERMUTED] = model.identity
        self._settled: ref[Case] | None = None

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
        """Each slice's maps by every network: by method, then by the null's key a draw each; see `passes.passes`.

        Of a method they are what `agreement.nulls.Others.networks` takes.

        Raises:
            Cancelled: when `cancelled` says so.
            UsageError: for a class or a method that there is not.
        """
        return passes(
            self._analyser,
            lambda: self._networks(case, cancelled),
            len(self._seeds) + (self._permuted is not None),
            case,
            indices,
            methods,
            class_index=class_index,
            layers=layers,
            progress=progress,
            cancelled=cancelled,
        )

    def _networks(self, case: Case, cancelled: Callable[[], bool]) -> Iterator[tuple[str, Network]]:
        """Each network by the null's key, ready for a case; the same one may come again with other weights."""
        if self._random is not None and (self._settled is None or self._settled() is not case):
            self._random.settle(self._analyser.inputs(case, _spread(case)))
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
