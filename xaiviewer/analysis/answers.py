"""One request about the slices of a case: what is asked for beyond the maps that come with every slice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.another import AnotherSlice
from xaiviewer.analysis.prepared import Prepared
from xaiviewer.case import Case
from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.nets.inputs.filling import on_input
from xaiviewer.requests import Explanation, Partial, Request, method_of

_TOGETHER = 2
"""Slices in one pass through the classifier, which then unpacks its weights once for both: a sixth less time for each.
Larger batches bring nothing more and would keep the reader waiting for the first slice."""


def together(case: Case, index: int) -> list[int]:
    """The slices that pass through the classifier with this one, whatever is asked first: no bit depends on that."""
    first = index - index % _TOGETHER
    return [number for number in range(first, first + _TOGETHER) if number in case.indices]


def answers(
    network: Network,
    channels: tuple[str, ...],
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
        network: that the request is about.
        channels: names of its input channels.
        case, prepared: whose slices are explained.
        request: what is asked.
        wanted: the slices.
        call: from a slice's logits ``[class]`` to the class that it is called, by itself.
        classes: their names.
        progress: called with passes done and passes in all.
        cancelled: asked before each batch.
    """
    explainer, shared = EXPLAINERS[request.method](network), method_of(request.method).shared
    another = AnotherSlice(network, case, prepared, cancelled)
    for place, index in enumerate(wanted):
        numbers = together(case, index) if shared else [index]
        slices = replace(as_seen(prepared, numbers, channels), another=another, call=call, classes=classes)
        within = partial(_within, progress, place, len(wanted))
        for found in explainer.explain(request, slices, within, cancelled):
            if (found.explanation if isinstance(found, Partial) else found).index == index:
                yield found


def as_seen(prepared: Prepared, numbers: list[int], channels: tuple[str, ...]) -> Slices:
    """Slices as the classifier takes them."""
    heads = [on_input(prepared.head[number], prepared.seen.frame) >= 0.5 for number in numbers]
    return Slices(tuple(numbers), prepared.inputs(numbers, prepared.seen), np.stack(heads), channels)


def _within(progress: Callable[[int, int], None], place: int, count: int, done: int, total: int) -> None:
    """Of all slices, from the passes of the one that is explained."""
    progress(place * total + done, count * total)
