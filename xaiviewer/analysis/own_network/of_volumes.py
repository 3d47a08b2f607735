"""What a network of volumes that is not imported yet says of a case, and what it gets of it.

A classifier is shown in three planes through one place, so that an axis that runs the wrong way, or is stretched, is
seen whichever it is; a segmenter on three slices, with what it outlines there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.prepared import Prepared
from xaiviewer.analysis.volumes.boxed import boxed, outline_of
from xaiviewer.case import Case, Frame
from xaiviewer.nets.imports.preview import AXES, PreviewedSlice
from xaiviewer.nets.inputs.volumes import Box
from xaiviewer.nets.models import Model

_MOST_STRETCHED = 32  # times that a slice is repeated to be as thick as it is


def previewed(
    model: Model,
    case: Case,
    prepared: Prepared,
    slices: Sequence[int],
    grey: NDArray[np.uint8],
    decided: Callable[[Model, NDArray[np.float32]], Sequence[NDArray[np.float32]]],
) -> tuple[PreviewedSlice, ...]:
    """Three planes of a volume, or three slices with their outlines.

    Args:
        model: a network of volumes.
        case, prepared: what it is tried on.
        slices: those that are shown of a segmenter; the middle one is of a classifier.
        grey: the case's first channel as it is shown, ``[slice, row, column]``.
        decided: gives the probabilities of the classes for inputs.

    Raises:
        UsageError: where the network cannot see the case.
    """
    box, values = boxed(model.preprocessing, case, prepared)
    inputs = box.axes.to_network(values)
    nobody = np.empty(0, np.float32)
    if model.description.task == "segmentation":
        outline = outline_of(model, case, prepared)
        drawn = [outline.on_slice(index, case.shape, len(case), lambda: False) > model.threshold for index in slices]
        return tuple(
            PreviewedSlice(index, grey[index], box.frame, _of_input(inputs, box, 0, index, case), nobody, outline=each)
            for index, each in zip(slices, drawn, strict=True)
        )
    (probabilities,) = decided(model, inputs[None])
    middle = slices[len(slices) // 2]
    return tuple(
        PreviewedSlice(
            place,
            *_across(grey, box, axis, place, case),
            _of_input(inputs, box, axis, place, case),
            probabilities,
            axis=name,
        )
        for (axis, name), place in zip(enumerate(AXES), (middle, *_centre(case, box, middle)), strict=True)
    )


def _centre(case: Case, box: Box, index: int) -> tuple[int, int]:
    """Row and column of the middle of what is outlined on a slice; of what is seen where nothing is."""
    mask = case.mask_of(index)
    if mask is not None and mask.any():
        row, column = (round(float(each.mean())) for each in np.nonzero(mask))
        return row, column
    (top, down), (left, across) = box.frame.seen
    row, column = (
        int(np.clip(round(start + length / 2), 0, count - 1))
        for start, length, count in zip((top, left), (down, across), case.shape, strict=True)
    )
    return row, column


def _across(grey: NDArray[np.uint8], box: Box, axis: int, place: int, case: Case) -> tuple[NDArray[np.uint8], Frame]:
    """A plane of the case, across one of its axes, and what of it is seen; slices run upwards."""
    if axis == 0:
        return grey[place], box.frame
    plane = np.take(grey, place, axis=axis)[::-1]
    slices, width = plane.shape
    spacing = case.geometry.spacing_mm
    thick = spacing[0] / spacing[3 - axis] if case.geometry.known else width / slices
    times = int(np.clip(round(thick), 1, _MOST_STRETCHED))
    start, length = box.frame.seen[2 - axis]
    deep = box.depth * box.step
    top = (slices - 1 - (box.first + deep) + 0.5) * times - 0.5
    frame = Frame(top, start, length, box.frame.size, deep * times / length)
    return np.repeat(plane, times, axis=0), frame


def _of_input(inputs: NDArray[np.float32], box: Box, axis: int, place: int, case: Case) -> NDArray[np.float32]:
    """The plane of the input across the same axis at the same place, ``[channel, row, column]`` as it lies there."""
    along, flipped = box.axes.of_case(axis)
    count = inputs.shape[1 + along]
    if axis == 0:
        at = float(box.places(len(case))[place])
    else:
        start, length = box.frame.seen[axis - 1]
        at = (place - start) / length * count - 0.5
    at = count - 1 - at if flipped else at
    return np.asarray(np.take(inputs, int(np.clip(round(at), 0, count - 1)), axis=1 + along))
