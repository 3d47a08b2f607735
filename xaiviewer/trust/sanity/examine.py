"""Every sanity check of one request, or of several, on one network, over some slices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import Cancelled, UsageError, XaiViewerError
from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.requests import ONE_PASS_METHODS, Layer, LayerMaps, Partial, Request, method_of
from xaiviewer.requests.badges import CHECKS, Badges
from xaiviewer.trust.sanity.behind import behind_in_graph, last_behind
from xaiviewer.trust.sanity.comparison import Comparison, Unrelated, Values, gap, mean
from xaiviewer.trust.sanity.maps import Shown, VolumeMaps, layers_of, lies
from xaiviewer.trust.sanity.randomise import Part, parts, randomised

PAIRS = 50
"""Random pairs of slices that tell how alike maps are that have nothing to do with each other."""

FEWEST = 2
"""Slices that are needed for that."""

_OF_SLICES = 4  # axes of several slices' inputs

_NOISE = 0.02  # standard deviation, in those of the standardised slice
_NOISY = 4
_SHIFTS = ((0, 1), (0, -1), (1, 0), (-1, 0))

Answers = Mapping[Request, list[Shown]]


def _never() -> bool:
    return False


def _unheard(done: int, total: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True, eq=False)
class Material:
    """On what maps are examined.

    Attributes:
        slices: at least `FEWEST`, for the random pairs.
        layers: of the network, in order.
        classes: how many the network has.
        seed: of weights, noise and pairs.
        tested: places of the slices that are changed, and asked of changed networks; the others serve for random pairs
            alone. None for all.
        cases: of each slice the number of the case that it is of; None for one case.
    """

    slices: Slices
    layers: Sequence[Layer]
    classes: int
    seed: int = 0
    tested: Sequence[int] | None = None
    cases: Sequence[int] | None = None

    @property
    def chosen(self) -> list[int]:
        """Places of the slices that are changed."""
        return list(range(len(self.slices.indices)) if self.tested is None else self.tested)

    @property
    def rest(self) -> list[int]:
        """Places of the others."""
        chosen = set(self.chosen)
        return [place for place in range(len(self.slices.indices)) if place not in chosen]

    def some(self, places: Sequence[int]) -> Slices:
        """Some of the slices."""
        wanted, slices = list(places), self.slices
        indices = tuple(slices.indices[place] for place in wanted)
        return replace(slices, indices=indices, inputs=slices.inputs[wanted], heads=slices.heads[wanted])


def rounds(network: Network, material: Material) -> int:
    """How often all slices' maps are asked for."""
    again, others, random = 1, material.classes - 1, 2 * len(parts(network.module)) - 1
    return 1 + again + bool(material.rest) + random + others + _NOISY + len(_SHIFTS)


def examine(
    network: Network,
    request: Request,
    material: Material,
    *,
    progress: Callable[[int, int], None] = _unheard,
    cancelled: Callable[[], bool] = _never,
) -> Badges:
    """Run all checks of one request.

    Raises:
        Cancelled: when `cancelled` says so.
        UsageError: where the method cannot answer, or gives no map; for fewer slices than are needed.
    """
    found = examine_all(network, [request], material, progress=progress, cancelled=cancelled)[request]
    if isinstance(found, XaiViewerError):
        raise found
    return found


def examine_all(
    network: Network,
    requests: Sequence[Request],
    material: Material,
    *,
    progress: Callable[[int, int], None] = _unheard,
    cancelled: Callable[[], bool] = _never,
) -> dict[Request, Badges | XaiViewerError]:
    """Run all checks of several requests: random networks are made once for all, and one pass serves its family.

    Args:
        network: the one that is examined; copies of it are randomised.
        requests: what is asked of it; about one class.
        material: on what.
        progress: told how many rounds are done, and of how many.
        cancelled: asked within each round.

    Returns:
        by request what was found, or why it could not be found.

    Raises:
        Cancelled: when `cancelled` says so.
        UsageError: for fewer slices than are needed.
    """
    if len(material.slices.indices) < FEWEST and _of_volumes(material.slices):
        raise UsageError(
            f"Sanity checks of a network of volumes need {FEWEST} cases at least: xaiviewer sanity, or xaiviewer model "
            "measure, takes several."
        )
    if len(material.slices.indices) < FEWEST or not material.chosen:
        raise UsageError(f"Sanity checks need {FEWEST} slices with a picture at least; choose another case.")
    asking = _Asking(network, material, list(requests), rounds(network, material), progress, cancelled)
    intact = asking.ask()
    further = asking.ask(given=material.some(material.rest)) if material.rest else {}
    found = {}
    for request in list(asking.requests):
        if layers_of(intact[request][0], material.layers):
            found[request] = _Found(request, intact[request], further.get(request, []), material, network)
        else:
            asking.refuse(request, UsageError(f"{method_of(request.method).title} gives no map to check for sanity."))
    asking.go_on(found)
    return {request: asking.refused.get(request) or found[request].badges(asking.parts) for request in requests}


class _Found:
    """What was found about one request so far."""

    def __init__(
        self,
        request: Request,
        intact: list[Shown],
        further: list[Shown],
        material: Material,
        network: Network,
    ) -> None:
        self._request, self._intact, self._material, self._network = request, intact, material, network
        self._here = layers_of(intact[0], material.layers)
        where = [lies(layer, network, material.layers) for layer in self._here]
        self.compare = Comparison(intact, self._here, material.some(material.chosen).heads, where)
        of_place = dict(zip([*material.chosen, *material.rest], [*intact, *further], strict=True))
        every = range(len(of_place))
        cases = [0] * len(of_place) if material.cases is None else material.cases
        maps, heads = [of_place[place] for place in every], material.slices.heads
        self._unrelated = Unrelated(maps, where, heads, cases, pairs=PAIRS, seed=material.seed)
        self._cascade: list[Values] = []
        self._structure: list[Values] = []
        self._alone: list[Values] = []
        self._classes: list[Values] = []
        self._again = np.full(len(self._here), np.nan)
        self._noisy: list[list[Shown]] = []
        self._shifted: list[list[Shown]] = []

    def take_again(self, maps: list[Shown]) -> None:
        """Asked again."""
        self._again = self.compare.difference(maps)

    def take_cascade(self, maps: list[Shown]) -> None:
        """One more part is random, from the logit on."""
        self._cascade.append(self.compare.turned(maps))
        self._structure.append(self.compare.structure(maps))

    def take_alone(self, maps: list[Shown]) -> None:
        """The next part alone is random."""
        self._alone.append(self.compare.turned(maps))

    def take_class(self, maps: list[Shown]) -> None:
        """Another class."""
        self._classes.append(self.compare.rank(maps))

    def take_noisy(self, maps: list[Shown]) -> None:
        """With noise."""
        self._noisy.append(maps)

    def take_shifted(self, maps: list[Shown]) -> None:
        """Moved by the next shift."""
        self._shifted.append(maps)

    def badges(self, known: Sequence[Part]) -> Badges:
        """All of it."""
        here, compare, request = self._here, self.compare, self._request
        last = [last_behind(layer, known, self._material.layers) for layer in here]
        behind = behind_in_graph(self._network, here, known, last)
        cascade, structure, alone = (np.array(each) for each in (self._cascade, self._structure, self._alone))
        values = {
            "cascading": _at(cascade, last),
            "cascading_structure": _at(structure, last),
            "independent": _alone(alone, behind),
            "class": mean(self._classes, len(here)),
            "repeatability": self._again,
            "noise": compare.sensitivity(self._noisy),
            "shift": compare.sensitivity_to_shifts(self._shifted, _SHIFTS, self._network.size),
            "completeness": np.full(len(here), gap(self._intact)),
            "outside": compare.outside(),
            "blank": compare.blank(),
        }
        turned, rank, likeness = self._unrelated.likeness()
        measured = {"cascading": turned, "cascading_structure": likeness, "independent": turned, "class": rank}
        bars = {
            key: measured[key] if key in measured else np.full(len(here), check.limit) for key, check in CHECKS.items()
        }
        asked = request.method, request.parameters, request.seed, request.class_index
        layers = tuple("" if layer is None else layer.name for layer in here)
        over = len(self._intact), len(self._unrelated.pairs)
        return Badges(*asked, layers, *over, values, bars, tuple(part.name for part in known), cascade, structure)


class _Asking:
    """Asks again and again: the network, randomised ones, about other classes and changed slices.

    Attributes:
        requests: what is asked; one that is refused is asked no more.
        refused: why.
        parts: of the network.
    """

    def __init__(
        self,
        network: Network,
        material: Material,
        requests: list[Request],
        total: int,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.requests, self.refused = requests, dict[Request, XaiViewerError]()
        self.parts = parts(network.module)
        self._network, self._material = network, material
        self._slices = material.some(material.chosen)
        self._total, self._progress, self._cancelled = total, progress, cancelled
        self._done = 0

    def refuse(self, request: Request, why: XaiViewerError) -> None:
        """Ask it no more."""
        self.refused[request] = why
        self.requests.remove(request)

    def ask(self, asked: Network | None = None, class_index: int | None = None, given: Slices | None = None) -> Answers:
        """Every slice's explanation by every request, one of the three being another than usual."""
        network, slices = asked or self._network, given or self._slices
        together = [each for each in self.requests if each.method in ONE_PASS_METHODS]
        found: dict[Request, list[Shown]] = {}
        if len(together) > 1 or _of_volumes(slices):
            found.update(_in_one_pass(network, together, class_index, slices))
        for request in [each for each in self.requests if each not in found]:
            what = request if class_index is None else replace(request, class_index=class_index)
            try:
                explained = EXPLAINERS[what.method](network).explain(what, slices, _unheard, self._cancelled)
                found[request] = [each for each in explained if not isinstance(each, Partial)]
            except XaiViewerError as error:
                self.refuse(request, error)
        self._done += 1
        self._progress(self._done, self._total)
        if self._cancelled():
            raise Cancelled
        return found

    def go_on(self, found: Mapping[Request, _Found]) -> None:
        """All rounds but the intact ones."""
        seed = self._material.seed

        def hand(answers: Answers, take: Callable[[_Found, list[Shown]], None]) -> None:
            for request, maps in answers.items():
                take(found[request], maps)

        hand(self.ask(self._network.like(self._network.module)), _Found.take_again)
        for number, part in enumerate(self.parts):
            answers = self._of_random(self.parts[: number + 1], seed)
            hand(answers, _Found.take_cascade)
            hand(self._of_random((part,), seed) if number else answers, _Found.take_alone)
        for other in range(self._material.classes):
            if self.requests and other != self.requests[0].class_index:
                hand(self.ask(class_index=other), _Found.take_class)
        rng = np.random.default_rng(seed)
        for _ in range(_NOISY):
            hand(self.ask(given=_noisy(self._slices, rng)), _Found.take_noisy)
        for shift in _SHIFTS:
            hand(self.ask(given=_moved(self._slices, *shift)), _Found.take_shifted)

    def _of_random(self, chosen: tuple[Part, ...], seed: int) -> Answers:
        inputs = self._slices.inputs[:1] if _of_volumes(self._slices) else self._slices.inputs
        module = randomised(self._network.module, chosen, seed=seed, inputs=inputs)
        return self.ask(self._network.like(module))


def _in_one_pass(network: Network, requests: Sequence[Request], class_index: int | None, slices: Slices) -> Answers:
    """The answers of the methods that share a pass, as each gives them alone."""
    explained = requests[0].class_index if class_index is None else class_index
    methods = [each.method for each in requests]
    together = 1 if _of_volumes(slices) else len(slices.indices)  # several volumes would fill the memory
    answers: dict[Request, list[Shown]] = {each: [] for each in requests}
    for start in range(0, len(slices.indices), together):
        found = network.all_layers(slices.inputs[start : start + together], explained, methods)
        for place, index in enumerate(slices.indices[start : start + together]):
            for each, answered in answers.items():
                maps = tuple(found_there[place] for found_there in found.maps[each.method])
                answered.append(VolumeMaps(index, maps) if _of_volumes(slices) else LayerMaps(each, index, maps))
    return answers


def _of_volumes(slices: Slices) -> bool:
    """Whether they are whole volumes."""
    return slices.inputs.ndim > _OF_SLICES


def _at(cascade: Values, behind: Sequence[int]) -> Values:
    """Each layer's likeness when all that lies behind it is random; NaN where nothing does."""
    return np.array([cascade[part, place] if part >= 0 else np.nan for place, part in enumerate(behind)])


def _alone(alone: Values, behind: Sequence[Sequence[int]]) -> Values:
    """Each layer's mean likeness over the parts behind it: whatever lies before it changes its activations anyway."""
    return np.array([mean(list(alone[list(each), place : place + 1]), 1)[0] for place, each in enumerate(behind)])


def _noisy(slices: Slices, rng: np.random.Generator) -> Slices:
    noise = rng.normal(0, _NOISE, slices.inputs.shape).astype(np.float32)
    return replace(slices, inputs=slices.inputs + noise * slices.heads[:, None])


def _moved(slices: Slices, down: int, right: int) -> Slices:
    """The slices and their heads moved by some pixels; what leaves on one side is air and comes in on the other."""
    heads: NDArray[np.bool_] = np.roll(slices.heads, (down, right), axis=(-2, -1))
    return replace(slices, inputs=np.roll(slices.inputs, (down, right), axis=(-2, -1)), heads=heads)
