"""One patient's slices, asked whether chosen maps are sane and faithful."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis import Analyser
from xaiviewer.audit.cases.maps import Chosen, Maps, chosen_maps
from xaiviewer.audit.second.asked import CURVES, Asked, Floats, SecondAbout, SecondFound
from xaiviewer.case import Case
from xaiviewer.errors import XaiViewerError
from xaiviewer.explain.one_pass.pair import Workspace
from xaiviewer.nets.inputs.filling import on_input
from xaiviewer.requests import AnalysisSettings
from xaiviewer.requests.badges import CHECKS, Badges
from xaiviewer.trust.faithfulness.curves import faithfulness_curves
from xaiviewer.trust.faithfulness.infidelity import falls_of, squares_in, unforetold
from xaiviewer.trust.faithfulness.information import information_curve
from xaiviewer.trust.faithfulness.order import on_pixels, pixel_order
from xaiviewer.trust.faithfulness.removal import blurred, removal_of
from xaiviewer.trust.sanity.examine import Material, examine_all

Tell = Callable[[float, str], None]

STEPS = 10
"""Of a curve: every tenth of the head."""

_FURTHER = 3  # orders that are no maps: random, brightness, mask
_SANITY = 0.3  # of the time
_SQUARES = 64  # of infidelity
_REMOVALS = ("blur", "noisy-linear")  # what stands in the place of pixels that go, of each half of `CURVES`


def examine_again(
    analyser: Analyser, case: Case, asked: Sequence[Asked], most: int, seed: int, tell: Tell
) -> SecondFound:
    """Ask about the maps on the slices called positive whose masks are largest.

    Args:
        analyser: the networks that judge the patient.
        case: the patient.
        asked: the maps.
        most: slices at most.
        seed: of weights, orders, noise and squares.
        tell: told how far it is.

    Raises:
        XaiViewerError: where no slice with a lesion is called positive.
    """
    tell(0.0, "decisions")
    indices = _slices(analyser, case, most)
    if not indices:
        raise XaiViewerError(f"No slice of {case.name} with a lesion is called so: there is nothing to take away.")
    sanity, bars = _sane(analyser, case, asked, indices, seed, lambda done, what: tell(0.05 + _SANITY * done, what))
    faithful = _faithful(analyser, case, asked, indices, seed, lambda done, what: tell(0.35 + 0.65 * done, what))
    shares = tuple(np.linspace(0, 1, STEPS + 1).tolist())
    return SecondFound(SecondAbout(tuple(asked), tuple(CHECKS), indices, shares), sanity, bars, **faithful)


def _slices(analyser: Analyser, case: Case, most: int) -> tuple[int, ...]:
    main = analyser.description.main_class
    called = {
        result.index: int(np.count_nonzero(mask))
        for result in analyser.slices(case, AnalysisSettings(methods=()))
        if result.predicted == main and (mask := case.mask_of(result.index)) is not None and mask.any()
    }
    return tuple(sorted(sorted(called, key=lambda index: (-called[index], index))[:most]))


def _sane(
    analyser: Analyser, case: Case, asked: Sequence[Asked], indices: Sequence[int], seed: int, tell: Tell
) -> tuple[Floats, Floats]:
    """Every check's number and bar, ``[check, map]`` each; a method's maps of all layers are asked for together."""
    found = np.full((2, len(CHECKS), len(asked)), np.nan, dtype=np.float32)
    if len(indices) < 2:  # random pairs of slices are what the numbers are held against
        return found[0], found[1]
    seen, description = analyser.seen(case, indices), analyser.description
    requests = {each.method: analyser.request(each.method) for each in asked}
    material = Material(seen, description.layers, len(description.classes), seed)
    progress: Callable[[int, int], None] = lambda done, total: tell(done / total, "sanity")  # noqa: E731
    examined = examine_all(analyser.network, list(requests.values()), material, progress=progress)
    for place, each in enumerate(asked):
        badges = examined[requests[each.method]]
        if not isinstance(badges, Badges):
            raise badges
        layer = badges.layers.index(each.layer)
        found[0, :, place] = [badges.values[check][layer] for check in CHECKS]
        found[1, :, place] = [badges.bars[check][layer] for check in CHECKS]
    return found[0], found[1]


def _faithful(
    analyser: Analyser, case: Case, asked: Sequence[Asked], indices: Sequence[int], seed: int, tell: Tell
) -> Mapping[str, Floats]:
    """`SecondFound`'s curves, infidelity and information."""
    orders = len(asked) + _FURTHER
    curves = np.full((orders, len(CURVES), len(indices), STEPS + 1), np.nan, dtype=np.float32)
    missed, information = np.full((2, orders, len(indices)), np.nan, dtype=np.float32)
    for place, index in enumerate(indices):
        slice_of = _Slice(analyser, case, index, seed)
        for order, values in enumerate(slice_of.orders(asked)):
            tell((place * orders + order) / (orders * len(indices)), f"faithfulness on slice {place + 1}")
            curves[order, :, place] = slice_of.curves(values)
            information[order, place] = slice_of.information(values)
            if order < orders - 1:  # the mask foretells no falls
                missed[order, place] = slice_of.infidelity(values)
    return {"curves": curves, "infidelity": missed, "information": information}


class _Slice:
    """One slice as the network takes it."""

    def __init__(self, analyser: Analyser, case: Case, index: int, seed: int) -> None:
        self._analyser, self._case, self._index, self._seed = analyser, case, index, seed
        self._seen = analyser.seen(case, [index])
        self._image, self._head = self._seen.inputs[0], self._seen.heads[0]
        self._main, self._network = analyser.description.main_class, analyser.network

    def orders(self, asked: Sequence[Asked]) -> Iterator[NDArray[np.floating]]:
        """What each order goes by, ``[size, size]``: the maps, then noise, brightness and the mask."""
        description, size = self._analyser.description, self._network.size
        indices = tuple(sorted({description.layer_index(each.layer) for each in asked}))
        methods = tuple(dict.fromkeys(each.method for each in asked))
        chosen = Chosen(methods, indices, tuple(description.layers[index] for index in indices))
        maps: Maps = chosen_maps(self._network.all_layers, self._seen.inputs, self._main, chosen, Workspace())[0]
        for each in asked:
            index = description.layer_index(each.layer)
            yield on_pixels(maps[chosen.place(each.method, index)], description.layers[index], size)
        yield np.random.default_rng((self._seed, self._index)).random(self._head.shape)
        yield self._brightness()
        mask = self._case.mask_of(self._index)
        assert mask is not None
        frame = self._analyser.start(self._case, AnalysisSettings(methods=())).frame
        yield on_input(mask, frame)

    def curves(self, values: NDArray[np.floating]) -> Floats:
        """Each of `CURVES`, ``[curve, share]``."""
        order = pixel_order(values, self._head, seed=self._seed)
        removals = [removal_of(key, self._image, self._head, seed=self._seed) for key in _REMOVALS]
        found = [
            faithfulness_curves(self._network, remove, order, self._main, self._network.size, steps=STEPS)
            for remove in removals
        ]
        return np.array([curve for each in found for curve in (each.deletion, each.insertion)], dtype=np.float32)

    def infidelity(self, values: NDArray[np.floating]) -> float:
        """What of the logit's falls the values do not foretell; the falls are looked for once for all values."""
        return unforetold(values, *self._squares)

    def information(self, values: NDArray[np.floating]) -> float:
        """Area under the softmax information curve."""
        order = pixel_order(values, self._head, seed=self._seed)
        without = blurred(self._image, self._head)
        found = information_curve(self._network, self._image, without, order, self._main)
        return float("nan") if found is None else found.softmax_area

    @cached_property
    def _squares(self) -> tuple[list[NDArray[np.bool_]], NDArray[np.float64]]:
        """Random squares, and by how much the logit falls without each."""
        squares = squares_in(self._head, _SQUARES, self._seed)
        remove = removal_of("blur", self._image, self._head)
        *_, falls = falls_of(self._network, self._image, remove, squares, self._main)
        return squares, falls

    def _brightness(self) -> Floats:
        """The main sequence above its median in the head; the first channel where the network does not take it."""
        channels, main = self._seen.channels, self._case.main_volume.sequence
        picture = self._image[channels.index(main) if main in channels else 0]
        middle = float(np.median(picture[self._head])) if self._head.any() else 0.0
        return np.asarray(picture - middle, dtype=np.float32)
