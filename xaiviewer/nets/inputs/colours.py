"""Channels that are the colours of a picture: red, green and blue. Free of torch.

Readers keep a picture of three planes as three volumes, in the order of the sequences that a stack of MR would hold:
whether it is one or the other nobody can tell from the file. A network that names colours says it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import SEQUENCES, Case, Series
from xaiviewer.case.series import ColourSource
from xaiviewer.errors import ReadError

COLOURS = ("red", "green", "blue")
"""Names of such channels."""

RGB = "rgb"
"""All of them, as one says it."""

_MOST = 2**30  # bytes of colours
_PLANES = ("TIFF", "picture")
"""Formats whose planes may be colours."""


def of_three_planes(case: Case) -> bool:
    """Whether a case is of pictures of three planes, which no file says to be sequences."""
    series = () if case.contents is None else case.contents.series
    nameless = (each.files for each in series if each.whole and each.format in _PLANES and not each.attributes)
    held = {volume.sequence for volume in case.volumes}
    return held == {*SEQUENCES} and len(SEQUENCES) in Counter(nameless).values()


def read_colours(case: Case) -> Mapping[str, NDArray[Any]]:
    """By colour what a case's pictures hold of it, ``[slice, row, column]``; empty of pictures that are kept in grey.

    Readers of DICOM keep the luminance of what is in colour; the colours are read again, for those who ask for them,
    where slices lie in the case as in the file.
    """
    if case not in _READ:
        _READ[case] = _read(case)
    return _READ[case]


_READ: WeakKeyDictionary[Case, Mapping[str, NDArray[Any]]] = WeakKeyDictionary()


def _read(case: Case) -> Mapping[str, NDArray[Any]]:
    if of_three_planes(case):
        return {colour: case.volume(key).voxels for colour, key in zip(COLOURS, SEQUENCES, strict=True)}
    series = _series(case)
    if series is None or not isinstance(series.source, ColourSource):
        return {}
    found: NDArray[Any] | None = None
    for index in case.indices:
        try:
            colours = series.source.colours(index)
        except ReadError:
            return {}
        if colours is None or colours.shape[:2] != case.shape:
            return {}
        if found is None:
            found = np.zeros((len(COLOURS), len(case), *case.shape), colours.dtype)
        found[:, index] = colours.transpose(2, 0, 1)
    return {} if found is None else dict(zip(COLOURS, found, strict=True))


def _series(case: Case) -> Series | None:
    """That of the main sequence, where its slices lie as they were acquired and there is room for colours."""
    if case.contents is None or case.geometry.placed:
        return None
    key = dict(case.choices.sequences).get(case.main_sequence)
    found = next((each for each in case.contents.series if each.key == key), None)
    shape = (len(case), *case.shape)
    return found if found is not None and found.shape == shape and np.prod(shape) * len(COLOURS) <= _MOST else None


def about_colours(case: Case, sequences: Collection[str]) -> tuple[str, ...]:
    """A sentence where a network of colours sees pictures without.

    Args:
        case: what it looks at.
        sequences: the keys of its channels.
    """
    asked = [each for each in sequences if each in COLOURS]
    if not asked or not case.indices or read_colours(case):
        return ()
    return (f"The network takes {', '.join(asked)}, and these pictures are in grey: it gets the same picture in each.",)
