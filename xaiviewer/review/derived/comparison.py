"""Several explanations of one slice on one grid: the slice's own pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.consensus import Consensus, Rule, consensus, groups_of_the_same, marked, rank_correlations
from xaiviewer.case import Placement
from xaiviewer.display.appearance import Polarity
from xaiviewer.display.heat import rectify
from xaiviewer.display.upsampling import upsample


@dataclass(frozen=True, eq=False)
class Laid:
    """One explanation's map.

    Attributes:
        values: signed ``[row, column]`` on its own grid.
        placement: where that lies on the slice.
        smooth: whether it is smoothed between cells.
        same: what it shares with every map that is the same by the structure of the network; None where there is none.
    """

    values: NDArray[np.float32]
    placement: Placement
    smooth: bool = True
    same: tuple[object, ...] | None = None


@dataclass(frozen=True)
class Marking:
    """What counts as marked by an explanation; see `agreement.consensus.marked`."""

    rule: Rule = "maximum"
    share: float = 0.5


@dataclass(frozen=True, eq=False)
class Comparison:
    """What several explanations of a slice have in common; those that are not known are left out of everything.

    Attributes:
        known: which of those asked for are known, by their places.
        maps: float32 ``[map, row, column]``: each on the slice's pixels, signed, its largest magnitude in the head 1.
        correlations: float64 ``[map, map]``: Spearman's, over the pixels of the head.
        groups: places of maps that are the same, in their order; each group has one vote.
        found: where the groups agree, over the pixels of the head.
        share: float32 ``[row, column]``: the share of the groups that mark a pixel; 0 outside of the head.
        head: bool ``[row, column]``; the whole slice where there is none.
    """

    known: tuple[int, ...]
    maps: NDArray[np.float32]
    correlations: NDArray[np.float64]
    groups: tuple[tuple[int, ...], ...]
    found: Consensus
    share: NDArray[np.float32]
    head: NDArray[np.bool_]

    @property
    def pixels(self) -> int:
        """Of the head."""
        return int(self.head.sum())

    def correlation(self, one: int, other: int) -> float | None:
        """Spearman's correlation of two explanations by their places; None where one is not known."""
        if one not in self.known or other not in self.known:
            return None
        return float(self.correlations[self.known.index(one), self.known.index(other)])

    def difference(self, one: int, other: int, polarity: Polarity = "signed") -> NDArray[np.float32] | None:
        """What the first marks more than the second: ``[row, column]``, 0 outside of the head.

        Args:
            one, other: their places; None is returned where one is not known.
            polarity: what is shown of both; of that each is scaled to its own largest magnitude.
        """
        if one not in self.known or other not in self.known:
            return None
        first, second = (self._shown(self.maps[self.known.index(place)], polarity) for place in (one, other))
        return np.where(self.head, first - second, np.float32(0))

    def _shown(self, values: NDArray[np.float32], polarity: Polarity) -> NDArray[np.float32]:
        return _scaled(rectify(values, polarity), self.head)


def compared(laid: Sequence[Laid | None], head: NDArray[np.bool_], marking: Marking) -> Comparison | None:
    """Compare maps of one slice; None where fewer than two are known.

    Args:
        laid: in the order in which they are asked for; None where a map is not known.
        head: bool ``[row, column]``; the whole slice where there is none.
        marking: what counts as marked.
    """
    known = tuple(place for place, each in enumerate(laid) if each is not None)
    if len(known) < 2:
        return None
    shape = (head.shape[0], head.shape[1])
    inside = head if head.any() else np.ones_like(head)
    maps = np.stack([_on_slice(each, shape, inside) for each in laid if each is not None])
    seen = maps[:, inside]
    groups = groups_of_the_same(_standing_in({place: laid[place] for place in known}, seen))
    first = [known.index(int(group[0])) for group in groups]
    found = consensus(np.stack([marked(seen[place], marking.share, marking.rule) for place in first]))
    share = np.zeros(shape, dtype=np.float32)
    share[inside] = found.share
    numbered = tuple(tuple(int(each) for each in group) for group in groups)
    return Comparison(known, maps, rank_correlations(list(seen)), numbered, found, share, inside)


def _standing_in(laid: Mapping[int, Laid | None], seen: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """The maps by their place; of those that are the same by the network's structure, rounding aside, the first."""
    firsts: dict[tuple[object, ...], NDArray[np.float32]] = {}
    found = {}
    for (place, each), values in zip(laid.items(), seen, strict=True):
        known = values if each is None or each.same is None else firsts.setdefault(each.same, values)
        found[str(place)] = known
    return found


def _on_slice(laid: Laid, shape: tuple[int, int], inside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """A map on the slice's pixels, its largest magnitude in the head 1."""
    spread = upsample(laid.values, laid.placement, shape, smooth=laid.smooth)
    return _scaled(spread, inside)


def _scaled(values: NDArray[np.float32], inside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Their largest magnitude in the head 1."""
    largest = np.float32(np.abs(values[inside]).max(initial=0))
    return values / largest if largest > 0 else values
