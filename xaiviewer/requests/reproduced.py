"""What several trainings of one kind of network have in common on a slice."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen
from xaiviewer.requests.model import ModelIdentity

_Floats = NDArray[np.float32]

SHARE = 0.1
"""Of a map's cells inside the head those that count as its strongest."""


@dataclass(frozen=True, eq=False)
class Reproduced:
    """The maps of one slice by several networks, the loaded one first, layer by layer.

    One network's logits are steeper than another's, so before maps are averaged each is divided by its root mean square
    inside the head: 1 is what a cell of it has on average. No single peak decides about that scale.

    Attributes:
        index: the slice.
        others: the networks beside the loaded one.
        with_loaded: float32 ``[network, layer]``: rank correlation of each other's map with the loaded one's, inside
            the head; NaN where a map is flat.
        overall: float32 ``[layer]``: the mean over all pairs of networks.
        mean: of the scaled maps, signed float32 ``[row, column]`` per layer.
        spread: their standard deviation, likewise.
        agreed: 1 where every network has the cell among the strongest `SHARE` of its cells in the head, of those above
            zero; else 0. Likewise.
        observed: float32 ``[layer]``: the share of the head's cells where all do.
        chance: float32 ``[layer]``: the same if the networks' strongest cells had nothing to do with each other.
        maps: of each other network its own maps, one per layer, signed; none where only what they share was asked for.
        probabilities: float32 ``[other, class]``: its own decision about the slice; of none likewise.
    """

    index: int
    others: tuple[ModelIdentity, ...]
    with_loaded: _Floats
    overall: _Floats
    mean: tuple[_Floats, ...]
    spread: tuple[_Floats, ...]
    agreed: tuple[_Floats, ...]
    observed: _Floats
    chance: _Floats
    maps: tuple[tuple[_Floats, ...], ...] = ()
    probabilities: _Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))

    def __post_init__(self) -> None:
        for name in ("with_loaded", "overall", "observed", "chance", "probabilities"):
            object.__setattr__(self, name, frozen(np.asarray(getattr(self, name), dtype=np.float32)))
        for name in ("mean", "spread", "agreed"):
            maps = tuple(frozen(np.asarray(each, dtype=np.float32)) for each in getattr(self, name))
            object.__setattr__(self, name, maps)
        others = tuple(tuple(frozen(np.asarray(each, dtype=np.float32)) for each in maps) for maps in self.maps)
        object.__setattr__(self, "maps", others)

    @property
    def networks(self) -> int:
        """How many there are, the loaded one among them."""
        return len(self.others) + 1
