"""The values of a mask file, and which labels it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Segment
from xaiviewer.errors import ReadError
from xaiviewer.readers.files.limits import MAX_CASE_BYTES
from xaiviewer.readers.lesion import MOST_LABELS, Coloured, Layers, Meaning, layers_of, meaning_of, one_value
from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.nifti.file.header import NiftiHeader
from xaiviewer.readers.nifti.file.volume import NiftiVolume, value_type

MAX_LISTED_BYTES = 1 << 27
"""A mask with more voxels than fill this is not read just to list its labels."""

_MAX_LAYERS = 64
_BACKGROUND = "background"  # a name of anatomy, so that nobody takes it for the lesion unasked


@dataclass(frozen=True, eq=False)
class Labels:
    """What a mask holds.

    Attributes:
        meaning: of its values.
        values: ``[slice, row, column]`` of the only volume; None of several.
        layers: of several volumes; None of one.
        notices: sentences on what was assumed.
    """

    meaning: Meaning
    values: NDArray[Any] | None
    layers: Layers | None
    notices: tuple[str, ...]

    def inside(self, numbers: tuple[int, ...] = ()) -> NDArray[np.bool_]:
        """The union of the labels with these numbers, of all where there are none, ``[slice, row, column]``."""
        if self.layers is not None:
            return self.layers.inside(numbers)
        assert self.values is not None
        return self.meaning.inside(self.values, numbers)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Its labels, in order, those of the background among them; 1 for probabilities of one lesion."""
        if self.layers is not None:
            return tuple(range(1, len(self.layers.volumes) + 1))
        meaning = self.meaning
        return (1,) if meaning.cut is not None else tuple(sorted(meaning.labels + meaning.background + meaning.fill))

    @property
    def words(self) -> str:
        """How it was read, for people."""
        return f"{len(self.layers.volumes)} volumes, {self.meaning.words}" if self.layers else self.meaning.words

    def missing(self, numbers: tuple[int, ...]) -> list[int]:
        """Which of these labels have no voxel."""
        if self.layers is None:
            return [each for each in numbers if each not in self.numbers]
        return [each for each in numbers if not self.layers.inside((each,)).any()]


def read_labels(header: NiftiHeader) -> Labels:
    """The labels of the mask with this header.

    Raises:
        ReadError: where it is cut short or damaged, too large, or its values are none of a mask.
    """
    name = header.path.name
    count = min(header.volumes, _MAX_LAYERS)
    if count * header.volume_bytes > MAX_CASE_BYTES:
        raise ReadError(f"{shown(header.path)} holds more than fits into memory; save the mask as 8-bit labels.")
    notices: list[str] = []
    volumes = []
    for index in range(count):
        values, sentences = _values(header, index)
        volumes.append(values)
        notices += sentences
    if count > 1:
        layers = layers_of(volumes, name)
        return Labels(layers.meaning, None, layers, tuple(dict.fromkeys((*notices, *layers.notices))))
    meaning = meaning_of(list(volumes[0]), name)
    return Labels(meaning, volumes[0], None, tuple(dict.fromkeys((*notices, *meaning.notices))))


def list_segments(header: NiftiHeader, names: Mapping[int, str]) -> tuple[tuple[Segment, ...], tuple[str, ...]]:
    """The labels that occur, with their names, and sentences; none are listed where the file is very large.

    Raises:
        ReadError: where it is cut short or damaged, or its values are none of a mask.
    """
    voxels = header.volume_bytes // header.stored.itemsize * value_type(header).itemsize
    if header.volumes * voxels > MAX_LISTED_BYTES:
        volumes = range(1, min(header.volumes, _MAX_LAYERS) + 1) if header.volumes > 1 else ()
        return tuple(Segment(each, names.get(each, f"volume {each}")) for each in volumes), ()
    labels = read_labels(header)
    numbers = labels.numbers
    if len(numbers) > MOST_LABELS:
        return (), labels.notices
    if labels.layers is not None:
        return _of_layers(labels.layers, names), labels.notices
    if labels.meaning.cut is not None:
        return (Segment(1, names.get(1, "lesion")),), labels.notices
    behind = labels.meaning.background
    found = [Segment(each, _BACKGROUND if each in behind else names.get(each, f"label {each}")) for each in numbers]
    return tuple(found), labels.notices


def _of_layers(layers: Layers, names: Mapping[int, str]) -> tuple[Segment, ...]:
    """A segment for every volume; where the first is the background's, those after it are the labels from 1 on."""
    behind = 1 if layers.background == 1 else 0
    return tuple(
        Segment(each, _BACKGROUND if each == layers.background else names.get(each - behind, f"volume {each}"))
        for each in range(1, len(layers.volumes) + 1)
    )


def _values(header: NiftiHeader, index: int) -> tuple[NDArray[Any], list[str]]:
    """One volume's values ``[slice, row, column]``; of colours how lesion each voxel is."""
    volume = NiftiVolume(header, index)
    if header.samples == 1:
        voxels = volume.read()
        return voxels.values, list(voxels.notices)
    slices = [Coloured(each[:3], each[3] if len(each) > 3 else None) for each in volume.colours()]
    planes, notices = one_value(slices, header.path.name)
    return np.stack(planes), notices
