"""The clinician's masks of TIFF and picture slices: a file for each slice, or a file of as many pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Geometry, MaskVoxels
from xaiviewer.errors import ReadError
from xaiviewer.readers.names import listed, shown
from xaiviewer.readers.tiff.planes import Plane, is_lossy, pixels, read_planes


@dataclass(frozen=True)
class MaskFiles:
    """A mask file for each slice.

    Attributes:
        files: one per slice; None where there is none.
    """

    files: tuple[Path | None, ...]

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: tuple[int, int, int]) -> MaskVoxels:
        """Every mask that fits its slice; whatever is above 0 is lesion, of a JPEG what is above half of the brightest.

        Nothing is resampled.

        Raises:
            ReadError: where the slices are not those that the masks belong to.
        """
        if len(self.files) != shape[0]:
            raise ReadError(
                f"The masks belong to {len(self.files)} slices, not {shape[0]}; choose a mask of this case."
            )
        found = _Found(shape)
        for index, path in enumerate(self.files):
            if path is None:
                continue
            try:
                planes, _ = read_planes(path)
                if len(planes) > 1:
                    raise ReadError(f"{path} holds {len(planes)} pages for one slice; save each slice's mask alone.")  # noqa: TRY301
                found.add(index, path.name, planes[0])
            except ReadError as error:
                found.notices.append(f"Mask left out: {error}")
        return found.voxels()


@dataclass(frozen=True)
class MaskPages:
    """A file with a page of mask for each slice."""

    path: Path

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: tuple[int, int, int]) -> MaskVoxels:
        """Every page; whatever is above 0 is lesion, of a JPEG what is above half of the brightest.

        Nothing is resampled.

        Raises:
            ReadError: where it cannot be decoded or has another number of pages or size than the slices.
        """
        planes, _ = read_planes(self.path)
        if len(planes) != shape[0]:
            raise ReadError(
                f"{self.path} has {len(planes)} page{'s' * (len(planes) != 1)} but its image {shape[0]} slices; export "
                "the mask on the image's grid."
            )
        found = _Found(shape)
        for index, plane in enumerate(planes):
            try:
                found.add(index, self.path.name, plane)
            except ReadError as error:
                found.notices.append(f"Mask left out: {error}")
        if not found.drawn.any():
            raise ReadError(found.notices[0].removeprefix("Mask left out: "))
        return found.voxels()


class _Found:
    """The mask of a case as it comes in."""

    def __init__(self, shape: tuple[int, int, int]) -> None:
        self.drawn = np.zeros(shape[0], dtype=bool)
        self.notices: list[str] = []
        self._values = np.zeros(shape, dtype=bool)
        self._soft: list[str] = []
        self._lossy: list[str] = []

    def add(self, index: int, name: str, plane: Plane) -> None:
        """Decode the mask of one slice; ReadError where it cannot be or has another size."""
        values = _values(plane, self._values.shape[1:])
        lossy = is_lossy(plane)
        self._values[index] = values > (values.max(initial=0) / 2 if lossy else 0)
        self.drawn[index] = True
        if lossy:
            self._lossy += [shown(name)] if shown(name) not in self._lossy else []
        elif np.any(self._values[index] & (values != values.max())) and shown(name) not in self._soft:
            self._soft.append(shown(name))

    def voxels(self) -> MaskVoxels:
        """The whole mask."""
        if self._soft:
            self.notices.append(f"Masks with several values, each above 0 counted as lesion: {listed(self._soft)}.")
        if self._lossy:
            self.notices.append(
                "Masks saved as JPEG, which smears edges; what is brighter than half of the brightest counted as "
                f"lesion: {listed(self._lossy)}. Use the originals if you have them."
            )
        return MaskVoxels(self._values, self.drawn, tuple(self.notices))


def _values(plane: Plane, shape: Sequence[int]) -> NDArray[Any]:
    """Mask values ``[row, column]``: a palette's indices, or the largest of the colours where it was saved in colour.

    Raises:
        ReadError: where it cannot be decoded or has another shape than `shape`.
    """
    if plane.shape != tuple(shape):
        rows, columns = plane.shape
        sizes = f"{columns} x {rows} pixels but its slice {shape[1]} x {shape[0]}"
        raise ReadError(f"{plane.place} is {sizes}; export the mask on the slice's grid.")
    channels = pixels(plane, indices=True)
    values: NDArray[Any] = channels[0] if len(channels) == 1 else channels.max(axis=0)
    return values
