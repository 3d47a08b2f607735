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
from xaiviewer.readers.files.limits import MAX_CASE_BYTES
from xaiviewer.readers.lesion import Coloured, meaning_of, one_value
from xaiviewer.readers.naming.names import listed, shown
from xaiviewer.readers.tiff.pages.page import Page
from xaiviewer.readers.tiff.planes import StoredPlane, is_lossy, read_planes, with_opacity

_Kind = tuple[bool, np.dtype[Any]]


@dataclass(frozen=True)
class MaskFiles:
    """A mask file for each slice.

    Attributes:
        files: one per slice; None where there is none.
    """

    files: tuple[Path | None, ...]

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: tuple[int, int, int]) -> MaskVoxels:
        """Every mask that fits its slice; what is lesion is told from all of them together (see `readers.lesion`).

        Nothing is resampled.

        Raises:
            ReadError: where the slices are not those that the masks belong to, or the values are none of a mask.
        """
        if len(self.files) != shape[0]:
            raise ReadError(
                f"The masks belong to {len(self.files)} slices, not {shape[0]}; choose a mask of this case."
            )
        found = _SliceMasks(shape)
        for index, path in enumerate(self.files):
            if path is None:
                continue
            try:
                planes = found.planes_of(path)
                if len(planes) > 1:
                    raise ReadError(  # noqa: TRY301
                        f"{shown(path)} holds {len(planes)} pages for one slice; save each slice's mask alone."
                    )
                found.add(index, path.name, planes[0])
            except ReadError as error:
                found.leave_out(error)
        return found.voxels()


@dataclass(frozen=True)
class MaskPages:
    """A file with a page of mask for each slice."""

    path: Path

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: tuple[int, int, int]) -> MaskVoxels:
        """Every page; what is lesion is told from all of them together (see `readers.lesion`).

        Nothing is resampled.

        Raises:
            ReadError: where it cannot be decoded, has another number of pages or size than the slices, or its values
                are none of a mask.
        """
        found = _SliceMasks(shape)
        planes = found.planes_of(self.path)
        if len(planes) != shape[0]:
            raise ReadError(
                f"{shown(self.path)} has {len(planes)} page{'s' * (len(planes) != 1)} but its image {shape[0]} "
                "slices; export the mask on the image's grid."
            )
        for index, plane in enumerate(planes):
            try:
                found.add(index, self.path.name, plane)
            except ReadError as error:
                found.leave_out(error)
        if not found.any:
            raise found.left_out[0]
        return found.voxels()


class _OtherSizeError(ReadError):
    """A mask of another size than its slice: `label` as the sentence calls it, and both sizes in words."""

    def __init__(self, label: str, sizes: str) -> None:
        super().__init__(f"{label} is {sizes}; export the mask on the slice's grid.")
        self.label, self.sizes = label, sizes


class _SliceMasks:
    """The mask of a case as it comes in, and its meaning once all of it is there."""

    def __init__(self, shape: tuple[int, int, int]) -> None:
        self.notices: list[str] = []
        self.left_out: list[ReadError] = []
        self._shape = shape
        self._slices: dict[int, Coloured] = {}
        self._kinds: dict[int, _Kind] = {}
        self._names: dict[int, str] = {}
        self._inverted: list[str] = []
        self._bytes = 0

    @property
    def any(self) -> bool:
        """Was any slice's mask read?"""
        return bool(self._slices)

    def planes_of(self, path: Path) -> tuple[StoredPlane, ...]:
        """The planes of a mask's file, with the stored values where they are only shown inverted.

        Raises:
            ReadError: where none can be decoded, or where it cannot be told which is what.
        """
        planes, arranged = read_planes(path)
        if arranged is None or not arranged.inverted:
            return planes
        self._inverted.append(shown(path.name))
        return tuple(each.as_stored() if isinstance(each, Page) else each for each in planes)

    def add(self, index: int, name: str, plane: StoredPlane) -> None:
        """Decode the mask of one slice; ReadError where it cannot be, has another size or is too large."""
        if plane.shape != self._shape[1:]:
            rows, columns = plane.shape
            sizes = f"{columns} x {rows} pixels but its slice {self._shape[2]} x {self._shape[1]}"
            raise _OtherSizeError(plane.label, sizes)
        if plane.inks:
            raise ReadError(
                f"{plane.label} is drawn in printing inks (CMYK), whose black and white depend on a printer; save the "
                "mask as greyscale."
            )
        slice_ = _parted(*with_opacity(plane))
        self._bytes += slice_.channels.nbytes
        if self._bytes > MAX_CASE_BYTES:
            raise ReadError(f"{plane.label} does not fit into memory with the masks before it; save them as 8 bits.")
        self._slices[index], self._names[index] = slice_, name
        self._kinds[index] = is_lossy(plane), slice_.channels.dtype

    def leave_out(self, error: ReadError) -> None:
        """Do without the mask of one slice."""
        self.left_out.append(error)

    def _reasons(self) -> list[str]:
        """Why masks were left out; one sentence for all that are wrong in size alike, not one for each slice."""
        sizes: dict[str, list[str]] = {}
        for error in self.left_out:
            if isinstance(error, _OtherSizeError):
                sizes.setdefault(error.sizes, []).append(error.label)
        sentences = [f"Mask left out: {error}" for error in self.left_out if not isinstance(error, _OtherSizeError)]
        for words, places in sizes.items():
            which = f"{places[0]} is" if len(places) == 1 else f"{len(places)} of them ({listed(places)}) are"
            left = "Mask" if len(places) == 1 else "Masks"
            sentences.append(f"{left} left out: {which} {words}; export the mask on the slice's grid.")
        return sentences

    def voxels(self) -> MaskVoxels:
        """The whole mask.

        Raises:
            ReadError: where the values are none of a mask.
        """
        values = np.zeros(self._shape, dtype=bool)
        drawn = np.zeros(self._shape[0], dtype=bool)
        words = []
        self.notices += self._reasons()
        if self._inverted:
            self.notices.append(
                f"White is stated to be 0 in {listed(self._inverted)}, as ImageJ and tifffile write masks: the stored "
                "values are taken, with 0 as background."
            )
        for kind in dict.fromkeys(self._kinds.values()):  # files of another depth have another scale
            indices = [index for index, each in self._kinds.items() if each == kind]
            words.append(self._read(indices, values, lossy=kind[0]))
            drawn[indices] = True
        return MaskVoxels(values, drawn, tuple(self.notices), "; ".join(dict.fromkeys(words)))

    def _read(self, indices: Sequence[int], out: NDArray[np.bool_], *, lossy: bool) -> str:
        """Files of one kind: their lesion into `out`, and in words how they were read."""
        names = list(dict.fromkeys(shown(self._names[index]) for index in indices))
        name = names[0] if len(names) == 1 else f"the mask of {len(names)} files ({listed(names)})"
        planes, sentences = one_value([self._slices[index] for index in indices], name, lossy=lossy)
        meaning = meaning_of(planes, name, lossy=lossy)
        for index, plane in zip(indices, planes, strict=True):
            out[index] = meaning.inside(plane)
        sentences += meaning.notices
        if len(meaning.labels) > 1:
            sentences.append(f"{name} holds {meaning.words}: each of them counted as lesion.")
        self.notices += [f"T{each[1:]}" if each.startswith("the mask of") else each for each in sentences]
        return meaning.words


def _parted(channels: NDArray[Any], opacity: NDArray[Any] | None) -> Coloured:
    """One slice; a second or fourth channel that no tag explains is opacity, for no mask has as many colours."""
    if opacity is None and len(channels) in (2, 4):
        channels, opacity = channels[:-1], channels[-1]
    if channels.dtype.kind == "f" and not np.isfinite(channels).all():
        channels = np.nan_to_num(channels, nan=0.0, posinf=0.0, neginf=0.0)
    return Coloured(channels, opacity)
