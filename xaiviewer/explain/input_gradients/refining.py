"""The way of all methods of the family through slices and batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import Cancelled
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.input_gradients.gradient import check_sequence
from xaiviewer.requests import AttributionMap, InputShape, Partial, Request, method_of

Steps = Iterator[tuple[int, AttributionMap]]
"""After each batch how many passes it took, and what is known by then."""


def refined(
    request: Request,
    slices: Slices,
    steps: Callable[[int], Steps],
    progress: PassReport,
    cancelled: CancelCheck,
) -> Iterator[Partial | AttributionMap]:
    """What `Explainer.explain` gives; `steps` makes it for the slice at a place among the slices.

    Raises:
        Cancelled: where `cancelled`, asked before each batch, says so.
        UsageError: for a sequence that the input does not have.
    """
    check_sequence(request, slices)
    count, (channels, size) = len(slices.indices), slices.inputs.shape[1:3]
    passes = method_of(request.method).cost(InputShape(channels, size), request.values).forward
    for place in range(count):
        done, batches = 0, steps(place)
        while done < passes:
            if cancelled():
                raise Cancelled
            some, found = next(batches)
            done += some
            progress(place * passes + done, count * passes)
            yield Partial(found, done, passes) if done < passes else found


def as_map(
    request: Request,
    index: int,
    values: NDArray[np.float64],
    gap: float | None = None,
    *,
    layer: int | None = None,
    gap_error: float | None = None,
) -> AttributionMap:
    """The answer in single precision."""
    return AttributionMap(request, index, values.astype(np.float32), gap, layer, gap_error)
