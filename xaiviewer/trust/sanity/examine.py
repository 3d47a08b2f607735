"""Every sanity check of one request on one network, over some slices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.requests import EVIDENCE, Explanation, Layer, Partial, Request, method_of
from xaiviewer.requests.badges import CHECKS, Badges
from xaiviewer.trust.sanity.comparison import Comparison, Unrelated, Values, gap, mean
from xaiviewer.trust.sanity.maps import layers_of
from xaiviewer.trust.sanity.randomise import Part, parts, randomised

PAIRS = 50
"""Random pairs of slices that tell how alike maps are that have nothing to do with each other."""

FEWEST = 2
"""Slices that are needed for that."""

_NOISE = 0.02  # standard deviation, in those of the standardised slice
_NOISY = 4
_SHIFTS = ((0, 1), (0, -1), (1, 0), (-1, 0))


def _never() -> bool:
    return False


def _unheard(done: int, total: int) -> None:
    """Progress that nobody follows."""


def rounds(network: Network, classes: int, *, further: bool) -> int:
    """How often `examine` asks for all slices' maps; `further`: whether some serve for pairs alone."""
    again, others, once = 1, classes - 1, 2 * len(parts(network.module)) - 1
    return 1 + again + int(further) + once + others + _NOISY + len(_SHIFTS)


def examine(
    network: Network,
    request: Request,
    slices: Slices,
    layers: Sequence[Layer],
    *,
    classes: int,
    seed: int = 0,
    tested: Sequence[int] | None = None,
    cases: Sequence[int] | None = None,
    progress: Callable[[int, int], None] = _unheard,
    cancelled: Callable[[], bool] = _never,
) -> Badges:
    """Run all checks.

    Args:
        network: the one that is examined; copies of it are randomised.
        request: what is asked of it.
        slices: at least `FEWEST`, for the random pairs.
        layers: of the network, in order.
        classes: how many the network has.
        seed: of weights, noise and pairs.
        tested: places of the slices that are changed, and asked of changed networks; the others serve for random pairs
            alone. None for all.
        cases: of each slice the number of the case that it is of; None for one case.
        progress: told how many of the explanations' rounds are done, and of how many.
        cancelled: asked within each round.

    Raises:
        Cancelled: when `cancelled` says so.
        UsageError: where the method cannot answer, or gives no map; for fewer slices than are needed.
    """
    every = range(len(slices.indices))
    of_case = [0] * len(every) if cases is None else list(cases)
    chosen = list(every if tested is None else tested)
    rest = [place for place in every if place not in chosen]
    if len(every) < FEWEST or not chosen:
        raise UsageError(f"Sanity checks need {FEWEST} slices with a picture at least; choose another case.")
    known, total = parts(network.module), rounds(network, classes, further=bool(rest))
    asking = _Asking(network, request, _some(slices, chosen), known, classes, total, progress, cancelled)
    intact = asking.ask()
    here = layers_of(intact[0], layers)
    if not here:
        raise UsageError(f"{method_of(request.method).title} gives no map that sanity checks could be made of.")
    compare = Comparison(intact, here, asking.slices.heads)
    again = compare.difference(asking.ask(network.like(network.module)))
    further = asking.ask(given=_some(slices, rest)) if rest else []
    of_place = dict(zip([*chosen, *rest], [*intact, *further], strict=True))
    unrelated = Unrelated([of_place[place] for place in every], here, slices.heads, of_case, pairs=PAIRS, seed=seed)
    cascade, structure, alone = asking.randomised(compare, seed)
    behind = [_behind(layer, known, layers) for layer in here]
    values = {
        "cascading": _at(cascade, behind),
        "cascading_structure": _at(structure, behind),
        "independent": _alone(alone, behind),
        "class": mean(asking.of_other_classes(compare), len(here)),
        "repeatability": again,
        **asking.sensitivity(compare, seed),
        "completeness": np.full(len(here), gap(intact)),
        "outside": compare.outside(),
        "blank": compare.blank(),
    }
    names = tuple("" if layer is None else layer.name for layer in here), tuple(part.name for part in known)
    asked = request.method, request.parameters, request.seed, request.class_index
    over, bars = (len(intact), len(unrelated.pairs)), _bars(unrelated, len(here))
    return Badges(*asked, names[0], *over, values, bars, names[1], cascade, structure)


def _bars(unrelated: Unrelated, layers: int) -> dict[str, Values]:
    """What each check's numbers are held against: unrelated maps by the same likeness, or a limit."""
    measured = {
        "cascading": (turned := unrelated.turned()),
        "cascading_structure": unrelated.structure(),
        "independent": turned,
        "class": unrelated.rank(),
    }
    return {key: measured[key] if key in measured else np.full(layers, check.limit) for key, check in CHECKS.items()}


@dataclass(eq=False)
class _Asking:
    """Asks the request again and again: of the network, of randomised ones, about other classes and changed slices."""

    network: Network
    request: Request
    slices: Slices
    parts: tuple[Part, ...]
    classes: int
    total: int
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
        self.progress(self.done, self.total)
        if self.cancelled():
            raise Cancelled
        return found

    def randomised(self, compare: Comparison, seed: int) -> tuple[Values, Values, Values]:
        """Both likenesses while more and more parts are random, from the logit on, and with each part alone.

        All ``[part, layer]``.
        """
        cascade, structure, alone = [], [], []
        for number, part in enumerate(self.parts):
            maps = self._of_random(self.parts[: number + 1], seed)
            cascade.append(compare.turned(maps))
            structure.append(compare.structure(maps))
            alone.append(compare.turned(self._of_random((part,), seed) if number else maps))
        return np.array(cascade), np.array(structure), np.array(alone)

    def _of_random(self, chosen: tuple[Part, ...], seed: int) -> list[Explanation]:
        module = randomised(self.network.module, chosen, seed=seed, inputs=self.slices.inputs)
        return self.ask(self.network.like(module))

    def sensitivity(self, compare: Comparison, seed: int) -> dict[str, Values]:
        """What noise and shifts change at most."""
        rng = np.random.default_rng(seed)
        noisy = [self.ask(given=_noisy(self.slices, rng)) for _ in range(_NOISY)]
        shifted = [self.ask(given=_moved(self.slices, *shift)) for shift in _SHIFTS]
        moved_back = compare.sensitivity_to_shifts(shifted, _SHIFTS, self.network.size)
        return {"noise": compare.sensitivity(noisy), "shift": moved_back}

    def of_other_classes(self, compare: Comparison) -> list[Values]:
        """Rank correlation with the maps of every other class."""
        others = [index for index in range(self.classes) if index != self.request.class_index]
        return [compare.rank(self.ask(what=replace(self.request, class_index=other))) for other in others]


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


def _at(cascade: Values, behind: Sequence[int]) -> Values:
    """Each layer's likeness when all that lies behind it is random; NaN where nothing does."""
    return np.array([cascade[part, place] if part >= 0 else np.nan for place, part in enumerate(behind)])


def _alone(alone: Values, behind: Sequence[int]) -> Values:
    """Each layer's mean likeness over the parts behind it: whatever lies before it changes its activations anyway."""
    return np.array([mean(list(alone[: part + 1, place : place + 1]), 1)[0] for place, part in enumerate(behind)])


def _some(slices: Slices, places: Sequence[int]) -> Slices:
    chosen = list(places)
    return replace(
        slices,
        indices=tuple(slices.indices[place] for place in chosen),
        inputs=slices.inputs[chosen],
        heads=slices.heads[chosen],
    )


def _noisy(slices: Slices, rng: np.random.Generator) -> Slices:
    noise = rng.normal(0, _NOISE, slices.inputs.shape).astype(np.float32)
    return replace(slices, inputs=slices.inputs + noise * slices.heads[:, None])


def _moved(slices: Slices, down: int, right: int) -> Slices:
    """The slices and their heads moved by some pixels; what leaves on one side is air and comes in on the other."""
    heads: NDArray[np.bool_] = np.roll(slices.heads, (down, right), axis=(1, 2))
    return replace(slices, inputs=np.roll(slices.inputs, (down, right), axis=(2, 3)), heads=heads)
