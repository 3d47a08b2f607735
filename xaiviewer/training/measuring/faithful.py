"""Whether the places that maps name matter to the network: deletion and insertion, a slice per patient."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis import Analyser
from xaiviewer.case import Case
from xaiviewer.evaluation.bootstrap import bootstrap
from xaiviewer.nets.inputs.filling import on_input
from xaiviewer.requests import Analysis, SliceResult
from xaiviewer.requests.faithfulness import FaithfulnessCurves
from xaiviewer.trust.faithfulness.curves import faithfulness_curves
from xaiviewer.trust.faithfulness.order import on_pixels, pixel_order
from xaiviewer.trust.faithfulness.removal import removal_of

CONVENTION = (
    "of each patient the slice with the largest mask, where it is called so: the class's probability (softmax of the "
    "slice's own logits) while the head's pixels are blurred (deletion) or shown (insertion) in the map's order, in 20 "
    "steps; area below the curve"
)
BRIGHTNESS, MASK, CHANCE = "brightness of FLAIR", "the clinician's mask", "random order"

Looks = Mapping[str, tuple[int, str]]
"""Maps by what they are: index of the layer and key of the method."""


class LargestMask:
    """Keeps of passing results the one whose slice has the largest mask.

    Attributes:
        result: that one; None where no slice's mask holds a pixel.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._area = 0
        self.result: SliceResult | None = None

    def watch(self, results: Iterable[SliceResult]) -> Iterator[SliceResult]:
        """The same results."""
        for result in results:
            mask = self._case.mask_of(result.index)
            area = 0 if mask is None else int(np.count_nonzero(mask))
            if area > self._area:
                self._area, self.result = area, result
            yield result


def curves_of_case(
    analyser: Analyser, case: Case, analysis: Analysis, result: SliceResult, looks: Looks
) -> dict[str, FaithfulnessCurves]:
    """Both curves of every look, and of what they are held against, on one slice that has a mask.

    Nothing where the slice is not called so: then nothing can be taken away.

    Args:
        analyser: that made the results.
        case, analysis: what was analysed.
        result: of the slice, with its maps.
        looks: which maps.
    """
    mask, finding = case.mask_of(result.index), analysis.description.main_class
    if mask is None or result.predicted != finding:
        return {}
    seen = analyser.seen(case, [result.index])
    image, head, size = seen.inputs[0], seen.heads[0], analyser.network.size
    orders: dict[str, NDArray[np.floating]] = {}
    for title, (layer, method) in looks.items():
        maps = result.layer_maps(method)
        if maps is not None:
            orders[title] = on_pixels(maps.maps[layer], analysis.layers[layer], size)
    if "flair" in seen.channels:
        orders[BRIGHTNESS] = image[seen.channels.index("flair")]
    orders[MASK] = on_input(mask, analysis.frame)
    orders[CHANCE] = np.zeros_like(image[0])
    remove = removal_of("blur", image, head)
    return {
        title: faithfulness_curves(analyser.network, remove, pixel_order(values, head), finding, size)
        for title, values in orders.items()
    }


def faithfulness_figures(
    patients: Sequence[Mapping[str, FaithfulnessCurves]], *, seed: int = 0, number: int = 1000
) -> dict[str, dict[str, Any]]:
    """Mean areas with their intervals over patients, by what gave the order; see `CONVENTION`."""
    told = [each for each in patients if each]
    names = list(dict.fromkeys(name for each in told for name in each))

    def figures(name: str) -> Callable[[NDArray[np.intp]], Mapping[str, float]]:
        kept = [each[name] for each in told if name in each]
        areas = np.array([(each.deletion_area, each.insertion_area) for each in kept]).reshape(-1, 2)

        def drawn(indices: NDArray[np.intp]) -> Mapping[str, float]:
            deletion, insertion = areas[indices].mean(axis=0) if len(indices) else (float("nan"),) * 2
            return {"deletion": float(deletion), "insertion": float(insertion)}

        return drawn

    return {
        name: {
            "n": (count := sum(name in each for each in told)),
            **bootstrap(figures(name), count, seed=seed, number=number),
        }
        for name in names
    }
