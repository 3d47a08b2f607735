"""One request about the slices of a case: what is asked for beyond the maps that come with every slice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.another import AnotherSlice
from xaiviewer.analysis.prepared import Prepared
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.explain import EXPLAINERS, EmptyRegionError, Network, Outlined, Slices
from xaiviewer.explain.volumes.network import VolumeNetwork
from xaiviewer.nets.inference import probability
from xaiviewer.nets.inputs.filling import on_input
from xaiviewer.nets.inputs.preprocessing import Standardisation
from xaiviewer.nets.inputs.volumes import shape_of
from xaiviewer.nets.models import Model
from xaiviewer.requests import Explanation, Partial, Request, method_of

_TOGETHER = 4
"""Slices in one pass through the classifier, which then unpacks its weights once for both: a sixth less time for each.
Larger batches bring nothing more and would keep the reader waiting for the first slice."""


def together(case: Case, index: int) -> list[int]:
    """The slices that pass through the classifier with this one, whatever is asked first: no bit depends on that."""
    first = index - index % _TOGETHER
    return [number for number in range(first, first + _TOGETHER) if number in case.indices]


def network_of(model: Model) -> Network:
    """A network as explainers take it, of slices or of volumes."""
    wants, classifies = model.preprocessing, model.description.task == "classification"
    if wants.volumes is not None:
        return VolumeNetwork(model.network, shape_of(wants))
    return Network(model.network, wants.size, channels_last=classifies)


@dataclass(frozen=True, eq=False)
class Asked:
    """One of the two networks, to be asked.

    Attributes:
        model: it, with its weights.
        network: the same as explainers take it.
    """

    model: Model
    network: Network

    @property
    def outlines(self) -> bool:
        """Whether it is the segmenter."""
        return self.model.description.task == "segmentation"

    def seen(self, prepared: Prepared) -> Standardisation:
        """How it sees a case."""
        return prepared.outlined if self.outlines else prepared.seen

    def slices(self, prepared: Prepared, numbers: Sequence[int]) -> Slices:
        """Slices of a case as it takes them.

        What a segmenter outlines is found as for the quick outline; the first network of its package is explained.
        """
        how = self.seen(prepared)
        take = prepared.inputs_to_outline if self.outlines else prepared.inputs
        inputs = take(list(numbers), how)
        heads = np.stack([on_input(prepared.head[number], how.frame) >= 0.5 for number in numbers])
        (row, column), (rows, columns) = how.frame.start, how.frame.part or heads.shape[1:]
        seen = np.zeros_like(heads[0])
        seen[row : row + rows, column : column + columns] = True  # what lies beside it changes nothing
        heads &= seen
        found = Slices(
            tuple(numbers), inputs, heads, self.model.preprocessing.sequences, plain=self.model.preprocessing.plain
        )
        if not self.outlines:
            return found
        regions = np.stack([probability(self.model, each) > self.model.threshold for each in inputs])
        height, width = prepared.head.shape[1:]
        return replace(found, outlined=Outlined(regions, how.frame, (height, width)))


def answers(
    asked: Asked,
    case: Case,
    prepared: Prepared,
    request: Request,
    wanted: Sequence[int],
    *,
    call: Callable[[NDArray[np.float32]], int],
    classes: tuple[str, ...],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Iterator[Partial | Explanation]:
    """What the request's method says of each wanted slice, one slice after the other; see `Analyser.explain`.

    Args:
        asked: the network that the request is about.
        case, prepared: whose slices are explained.
        request: what is asked.
        wanted: the slices.
        call: from a slice's logits ``[class]`` to the class that it is called, by itself.
        classes: their names.
        progress: called with passes done and passes in all.
        cancelled: asked before each batch.
    """
    explainer, shared = EXPLAINERS[request.method](asked.network), method_of(request.method).shared
    another = None if asked.outlines else AnotherSlice(asked.network, case, prepared, cancelled)
    silent: list[EmptyRegionError] = []
    for place, index in enumerate(wanted):
        if cancelled():
            raise Cancelled
        slices = asked.slices(prepared, together(case, index) if shared else [index])
        slices = replace(slices, another=another, call=call, classes=classes)
        within = partial(_within, progress, place, len(wanted))
        try:
            for found in explainer.explain(request, slices, within, cancelled):
                if (found.explanation if isinstance(found, Partial) else found).index == index:
                    yield found
        except EmptyRegionError as nothing:
            silent.append(nothing)
    if wanted and len(silent) == len(wanted):
        raise silent[0]


def _within(progress: Callable[[int, int], None], place: int, count: int, done: int, total: int) -> None:
    """Of all slices, from the passes of the one that is explained."""
    progress(place * total + done, count * total)
