"""Every sanity check of one request on one network, over some slices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import Cancelled
from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.requests import EVIDENCE, AttributionMap, Explanation, Layer, Partial, Regions, Request
from xaiviewer.trust.faithfulness.order import on_pixels
from xaiviewer.trust.sanity.checks import CHECKS
from xaiviewer.trust.sanity.maps import Map, head_on, layers_of, maps_of
from xaiviewer.trust.sanity.randomise import Part, parts, randomised
from xaiviewer.trust.sanity.similarity import rank_correlation, structural_similarity

PAIRS = 50
"""Random pairs of slices that tell how alike maps are that have nothing to do with each other."""

_NOISE = 0.02  # standard deviation, in those of the standardised slice
_NOISY = 4
_SHIFTS = ((0, 1), (0, -1), (1, 0), (-1, 0))

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Examined:
    """What was found about a method on a network.

    Attributes:
        request: what was asked.
        layers: names of the layers of the maps; "" for a map on the input's pixels.
        slices: over how many slices the numbers are means.
        values: by key of `CHECKS`, float64 ``[layer]``; NaN where a check says nothing here.
        bars: the same, what each number is held against.
        parts: of the network, from the logit to the input.
        cascade: float64 ``[part, layer]``: rank correlation with the intact map while this part and all before it are
            random.
        cascade_structure: the same as structural similarity.
    """

    request: Request
    layers: tuple[str, ...]
    slices: int
    values: Mapping[str, Values]
    bars: Mapping[str, Values]
    parts: tuple[str, ...]
    cascade: Values
    cascade_structure: Values

    def passed(self, check: str, layer: int) -> bool | None:
        """Whether a layer's maps pass a check; None where it says nothing here."""
        value, bar = float(self.values[check][layer]), float(self.bars[check][layer])
        return None if np.isnan(value) or np.isnan(bar) else CHECKS[check].passes(value, bar)


def _never() -> bool:
    return False


def _unheard(done: int, total: int) -> None:
    """Progress that nobody follows."""


def examine(
    network: Network,
    request: Request,
    slices: Slices,
    layers: Sequence[Layer],
    *,
    classes: int,
    seed: int = 0,
    progress: Callable[[int, int], None] = _unheard,
    cancelled: Callable[[], bool] = _never,
) -> Examined:
    """Run all checks.

    Args:
        network: the one that is examined; copies of it are randomised.
        request: what is asked of it.
        slices: at least two, for the random pairs.
        layers: of the network, in order.
        classes: how many the network has.
        seed: of weights, noise and pairs.
        progress: told how many of the explanations' rounds are done, and of how many.
        cancelled: asked within each round.

    Raises:
        Cancelled: when `cancelled` says so.
        UsageError: where the method cannot answer.
    """
    asking = _Asking(network, request, slices, parts(network.module), classes, progress, cancelled)
    intact = asking.ask()
    here = layers_of(intact[0], layers)
    compare = _Comparison(intact, here, slices.heads)
    again = compare.largest_change(asking.ask())
    cascade, structure, alone = asking.randomised(compare, seed)
    rng = np.random.default_rng(seed)
    noisy = [compare.largest_change(asking.ask(given=_noisy(slices, rng))) for _ in range(_NOISY)]
    shifted = [compare.rank_moved(asking.ask(given=_moved(slices, *shift)), shift, network.size) for shift in _SHIFTS]
    unrelated = compare.unrelated(np.random.default_rng(seed), PAIRS)
    behind = [_behind(layer, asking.parts, layers) for layer in here]
    values = {
        "cascading": np.array([cascade[part, place] if part >= 0 else np.nan for place, part in enumerate(behind)]),
        "independent": _mean(alone, len(here)),
        "class": _mean(asking.of_other_classes(compare), len(here)),
        "repeatability": again,
        "noise": np.max(noisy, axis=0),
        "shift": _mean(shifted, len(here)),
        "completeness": np.full(len(here), _gap(intact)),
        "outside": compare.outside(),
        "blank": compare.blank(),
    }
    return Examined(
        request,
        tuple("" if layer is None else layer.name for layer in here),
        len(intact),
        MappingProxyType(values),
        MappingProxyType(_bars(unrelated)),
        tuple(part.name for part in asking.parts),
        cascade,
        structure,
    )


def _bars(unrelated: Values) -> dict[str, Values]:
    """What each check's numbers are held against."""
    return {
        key: unrelated if check.bar == "unrelated maps" else np.full(len(unrelated), check.limit)
        for key, check in CHECKS.items()
    }


@dataclass(eq=False)
class _Asking:
    """Asks the request again and again: of the network, of randomised ones, about other classes and changed slices."""

    network: Network
    request: Request
    slices: Slices
    parts: tuple[Part, ...]
    classes: int
    progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]
    done: int = 0

    def ask(
        self, asked: Network | None = None, what: Request | None = None, given: Slices | None = None
    ) -> list[Explanation]:
        """Every slice's explanation, one of the three being another than usual."""
        what = what or self.request
        explainer = EXPLAINERS[what.method](asked or self.network)
        explained = explainer.explain(what, given or self.slices, _unheard, self.cancelled)
        found = [each for each in explained if not isinstance(each, Partial)]
        self.done += 1
        self.progress(self.done, 1 + 2 * len(self.parts) + self.classes + _NOISY + len(_SHIFTS))
        if self.cancelled():
            raise Cancelled
        return found

    def randomised(self, compare: _Comparison, seed: int) -> tuple[Values, Values, list[Values]]:
        """More and more parts random, from the logit on: both likenesses ``[part, layer]``; and each part alone."""
        module, size = self.network.module, self.network.size
        cascade, structure, alone = [], [], []
        for number, part in enumerate(self.parts):
            maps = self.ask(Network(randomised(module, self.parts[: number + 1], seed=seed), size))
            cascade.append(compare.rank(maps))
            structure.append(compare.structure(maps))
            alone.append(compare.rank(self.ask(Network(randomised(module, (part,), seed=seed), size))))
        return np.array(cascade), np.array(structure), alone

    def of_other_classes(self, compare: _Comparison) -> list[Values]:
        """Rank correlation with the maps of every other class."""
        others = [index for index in range(self.classes) if index != self.request.class_index]
        return [compare.rank(self.ask(what=replace(self.request, class_index=other))) for other in others]


class _Comparison:
    """Maps of the same slices held against the intact ones, layer by layer; means over slices, float64 ``[layer]``."""

    def __init__(self, intact: Sequence[Explanation], layers: Sequence[Layer | None], heads: NDArray[np.bool_]) -> None:
        self._intact = [maps_of(each) for each in intact]
        self._layers = layers
        self._heads = heads
        self._inside = [[head_on(layer, head) for layer in layers] for head in heads]

    def rank(self, other: Sequence[Explanation]) -> Values:
        """Rank correlation."""
        return self._each(other, rank_correlation)

    def structure(self, other: Sequence[Explanation]) -> Values:
        """Structural similarity."""
        return self._each(other, structural_similarity)

    def largest_change(self, other: Sequence[Explanation]) -> Values:
        """The largest change of any slice's map, as a part of the map: the ratio of their Euclidean norms."""
        found = np.zeros((len(self._intact), len(self._layers)))
        for place, (one, explanation) in enumerate(zip(self._intact, other, strict=True)):
            for number, (first, second) in enumerate(zip(one, maps_of(explanation), strict=True)):
                norm, change = float(np.linalg.norm(first)), float(np.linalg.norm(second - first))
                found[place, number] = change / norm if norm else (0.0 if not change else np.inf)
        largest: Values = found.max(axis=0)
        return largest

    def rank_moved(self, other: Sequence[Explanation], shift: tuple[int, int], size: int) -> Values:
        """Rank correlation on the input's pixels after moving the maps back."""
        found = np.full((len(self._intact), len(self._layers)), np.nan)
        back = (-shift[0], -shift[1])
        for place, (one, explanation) in enumerate(zip(self._intact, other, strict=True)):
            for number, (first, second) in enumerate(zip(one, maps_of(explanation), strict=True)):
                spread = [on_pixels(each, self._layers[number], size) for each in (first, second)]
                moved = np.roll(spread[1], back, axis=(0, 1))
                found[place, number] = rank_correlation(spread[0], moved, self._heads[place])
        return _mean(list(found), len(self._layers))

    def unrelated(self, rng: np.random.Generator, pairs: int) -> Values:
        """Mean rank correlation of maps of different slices, drawn at random, inside the first one's head."""
        found = []
        for _ in range(pairs):
            first, second = rng.choice(len(self._intact), 2, replace=False).tolist()
            found.append(
                np.array(
                    [
                        rank_correlation(one, other, inside)
                        for one, other, inside in zip(
                            self._intact[first], self._intact[second], self._inside[first], strict=True
                        )
                    ]
                )
            )
        return _mean(found, len(self._layers))

    def outside(self) -> Values:
        """Share of the positive evidence that lies on cells outside the head."""
        found = [
            np.array([_share(each, ~inside) for each, inside in zip(maps, insides, strict=True)])
            for maps, insides in zip(self._intact, self._inside, strict=True)
        ]
        return _mean(found, len(self._layers))

    def blank(self) -> Values:
        """Share of the maps that hold nothing, or no numbers."""
        return np.array(
            [
                np.mean([not (np.isfinite(maps[number]).all() and maps[number].any()) for maps in self._intact])
                for number in range(len(self._layers))
            ]
        )

    def _each(self, other: Sequence[Explanation], alike: Callable[[Map, Map, NDArray[np.bool_]], float]) -> Values:
        found = [
            np.array([alike(*three) for three in zip(one, maps_of(explanation), inside, strict=True)])
            for one, explanation, inside in zip(self._intact, other, self._inside, strict=True)
        ]
        return _mean(found, len(self._layers))


def _behind(layer: Layer | None, known: Sequence[Part], layers: Sequence[Layer]) -> int:
    """Number of the last part, from the logit on, that lies behind the layer; -1 where none does.

    A layer without weights of its own, such as an activation between two parts, belongs to the part before it.
    """
    if layer is None:
        return len(known) - 1
    if layer.kind == EVIDENCE:
        return -1
    place = next(number for number, each in enumerate(layers) if each.name == layer.name)
    for name in (each.name for each in reversed(layers[: place + 1])):
        for number, part in enumerate(known):
            if any(name == member or name.startswith(member + ".") for member in part.members):
                return number - 1
    return len(known) - 1


def _share(values: Map, where: NDArray[np.bool_]) -> float:
    positive = np.maximum(values, 0)
    total = float(positive.sum(dtype=np.float64))
    return float(positive[where].sum(dtype=np.float64)) / total if total else float("nan")


def _gap(explanations: Sequence[Explanation]) -> float:
    """The largest gap as a part of the sum; NaN where no sum is promised."""
    found = []
    for each in explanations:
        if isinstance(each, AttributionMap) and each.gap is not None:
            found.append(_part(each.gap, float(each.values.sum(dtype=np.float64))))
        elif isinstance(each, Regions) and each.gap is not None:
            found.append(_part(each.gap, float(each.scores.sum(dtype=np.float64))))
    return max(found, default=float("nan"))


def _part(gap: float, total: float) -> float:
    return abs(gap) / max(abs(total), abs(gap)) if gap else 0.0


def _mean(found: Sequence[Values], layers: int) -> Values:
    """Means over slices, parts or classes that told something."""
    table = np.array(found, dtype=np.float64).reshape(-1, layers)
    told = ~np.isnan(table)
    sums = np.where(told, table, 0).sum(axis=0)
    return np.where(told.any(axis=0), sums / np.maximum(told.sum(axis=0), 1), np.nan)


def _noisy(slices: Slices, rng: np.random.Generator) -> Slices:
    noise = rng.normal(0, _NOISE, slices.inputs.shape).astype(np.float32)
    return replace(slices, inputs=slices.inputs + noise * slices.heads[:, None])


def _moved(slices: Slices, down: int, across: int) -> Slices:
    """The slices and their heads moved by some pixels; what leaves on one side is air and comes in on the other."""
    return replace(
        slices,
        inputs=np.roll(slices.inputs, (down, across), axis=(2, 3)),
        heads=np.roll(slices.heads, (down, across), axis=(1, 2)),
    )
