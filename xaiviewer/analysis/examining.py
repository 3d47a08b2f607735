"""Sanity checks of the classifier's maps on cases: the one path of the window and of the command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.trials import Tester
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.explain import Slices
from xaiviewer.requests import ModelDescription, Request, method_of
from xaiviewer.requests.badges import Badges
from xaiviewer.trust.sanity.examine import Material, examine_all

SLICES = 5
"""Of each case that are examined."""

FOR_PAIRS = 14
"""Of a single case that the random pairs are drawn from: 55 of its pairs lie a quarter of them apart."""

_LEAST = 0.5
"""Of the largest head a slice shows, that a slice must show: what lies above holds little but air."""


@dataclass(frozen=True, eq=False)
class ReferenceSet:
    """Slices to examine maps on.

    Attributes:
        slices: as the classifier takes them.
        cases: of each slice the number of its case.
        tested: places of those that are changed, and asked of changed networks; the others serve for pairs alone.
        patients: how many cases are patients' and no phantoms.
    """

    slices: Slices
    cases: tuple[int, ...]
    tested: tuple[int, ...]
    patients: int

    def material(self, description: ModelDescription, seed: int) -> Material:
        """The same for the checks of a network."""
        classes = len(description.classes)
        return Material(self.slices, description.layers, classes, seed, self.tested, self.cases)


class Examiner(Tester):
    """The two networks, and sanity checks of the maps of the first."""

    @property
    def shortage(self) -> str:
        """What became of too little memory, in a sentence; "" where there was enough."""
        return ""

    def examine(
        self,
        case: Case,
        request: Request,
        *,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Badges:
        """What sanity checks find about a request's maps on a case; see `examined`.

        Raises:
            Cancelled: when `cancelled` says so.
            UsageError: where they can find nothing.
        """
        found = examined(self, reference_set(self, [case]), [request], progress=progress, cancelled=cancelled)[request]
        if isinstance(found, XaiViewerError):
            raise found
        return found


def reference_set(analyser: Analyser, cases: Iterable[Case], *, slices: int = SLICES) -> ReferenceSet:
    """Slices of cases, spread evenly over their heads; a case without a picture gives none.

    Args:
        analyser: the networks.
        cases: one after the other; none is kept.
        slices: of each case that are examined.

    Raises:
        UsageError: where no case holds a picture.
    """
    given, numbers, tested, patients, single = [], [], [], 0, True
    for number, case in enumerate(cases):
        wanted = spread(case, analyser.heads(case), max(slices, FOR_PAIRS))
        if not wanted:
            continue
        patients += not case.synthetic
        given.append(analyser.seen(case, wanted))
        numbers.append([number] * len(wanted))
        tested.append(_evenly(len(wanted), slices))
        single = len(given) == 1
    if not given:
        raise UsageError("No case holds a picture; name others.")
    if single:
        return ReferenceSet(_together(given), tuple(numbers[0]), tuple(tested[0]), patients)
    kept = [_some(each, places) for each, places in zip(given, tested, strict=True)]
    of_case = [number for each, places in zip(numbers, tested, strict=True) for number in each[: len(places)]]
    return ReferenceSet(_together(kept), tuple(of_case), tuple(range(len(of_case))), patients)


def examined(
    analyser: Analyser,
    reference: ReferenceSet,
    requests: Sequence[Request],
    *,
    seed: int = 0,
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
) -> dict[Request, Badges | XaiViewerError]:
    """What sanity checks find about requests' maps, or why they can find nothing; see `trust.sanity.examine`.

    Raises:
        Cancelled: when `cancelled` says so.
        UsageError: for too few slices, or a request to the segmenter.
    """
    for request in requests:
        method = method_of(request.method)
        if method.task != "classification":
            raise UsageError(f"{method.title} asks the segmenter; sanity checks are of the classifier's maps.")
    material = reference.material(analyser.description, seed)
    return examine_all(analyser.network, requests, material, progress=progress, cancelled=cancelled)


def spread(case: Case, heads: NDArray[np.bool_], count: int) -> list[int]:
    """So many slices with a picture, spread evenly over those that show at least half of the largest head.

    Args:
        case: whose slices.
        heads: bool ``[slice, row, column]``.
        count: how many; all of them where there are fewer.
    """
    areas = {index: int(np.count_nonzero(heads[index])) for index in case.indices}
    largest = max(areas.values(), default=0)
    shown = [index for index, area in areas.items() if area >= _LEAST * largest]
    return [shown[place] for place in _evenly(len(shown), count)]


def _evenly(among: int, count: int) -> list[int]:
    """So many places, evenly spread; all of them where there are fewer."""
    return sorted({round(each) for each in np.linspace(0, among - 1, min(count, among)).tolist()})


def _some(slices: Slices, places: list[int]) -> Slices:
    indices = tuple(slices.indices[place] for place in places)
    return Slices(indices, slices.inputs[places], slices.heads[places], slices.channels, plain=slices.plain)


def _together(given: list[Slices]) -> Slices:
    """Slices of several cases as if they were one's, numbered anew."""
    inputs, heads = (np.concatenate([getattr(each, name) for each in given]) for name in ("inputs", "heads"))
    return Slices(tuple(range(len(inputs))), inputs, heads, given[0].channels, plain=given[0].plain)
