"""The voxels of a DICOM series, decoded when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Voxels
from xaiviewer.case.series import Cancel, Progress, ignore, never
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers.dicom.pixels.values import StoredFrame, decode, decode_colours, decoder
from xaiviewer.readers.files.limits import refuse_large
from xaiviewer.readers.naming.names import listed, none_opens, shown

_LARGEST = 1e30  # beyond it no picture has values, and sums of them leave a float of 32 bits


class DicomSource:
    """A `VoxelSource` of files; None stands for a slice that is missing from them."""

    def __init__(self, planes: tuple[StoredFrame | None, ...], shape: tuple[int, int, int], dtype: str) -> None:
        self._planes = planes
        self._shape = shape
        self._dtype = np.dtype(dtype)

    def plane(self, index: int) -> StoredFrame | None:
        """Where a slice is stored; None where it is missing from the files."""
        return self._planes[index]

    def slice(self, index: int) -> NDArray[Any]:
        """One slice ``[row, column]``, the rescaled values.

        Raises:
            ReadError: where it is missing or cannot be decoded.
        """
        plane = self._planes[index]
        if plane is None:
            raise ReadError(f"Slice {index + 1} is missing from the files; look for the one that holds it.")
        return self._cast(decode(plane))[0]

    def colours(self, index: int) -> NDArray[Any] | None:
        """See `ColourSource`."""
        plane = self._planes[index]
        return None if plane is None else decode_colours(plane)

    def read(self, *, progress: Progress = ignore, cancelled: Cancel = never) -> Voxels:
        """All slices ``[slice, row, column]``; those that cannot be decoded are zero and named in the notices.

        Raises:
            ReadError: where none can be decoded, or they would take more than `MAX_CASE_BYTES`.
            Cancelled: when `cancelled` says so.
        """
        total = int(np.prod(self._shape, dtype=np.int64)) * self._dtype.itemsize
        present = [(index, plane) for index, plane in enumerate(self._planes) if plane is not None]
        which = f"The series of {shown(present[0][1].image.path)}"
        refuse_large(which, total)
        try:
            values = np.zeros(self._shape, self._dtype)
        except MemoryError:
            raise ReadError(f"{which} does not fit into memory; close other programs.") from None
        read = np.zeros(self._shape[0], dtype=bool)
        faults, odd = [], []
        for done, (index, plane, result) in enumerate(self._decoded(present, cancelled), 1):
            if isinstance(result, ReadError):
                faults.append(str(result))
            else:
                values[index], strange = self._cast(result)
                read[index] = True
                odd += [plane.label()] if strange else []
            progress(done, len(present))
        if not read.any():
            raise ReadError(none_opens(faults, "slices"))
        notices = [f"Slice left black: {fault}" for fault in dict.fromkeys(faults)]
        if odd:
            notices.append(f"Values that are no numbers are shown as 0 in {listed(odd)}; export again to be sure.")
        return Voxels(values, read, tuple(notices))

    def _decoded(
        self, present: list[tuple[int, StoredFrame]], cancelled: Cancel
    ) -> Iterator[tuple[int, StoredFrame, NDArray[Any] | ReadError]]:
        """Slice by slice, every file opened once; an error stands for its own slice."""
        for _, together in groupby(present, key=lambda each: each[1].image):
            planes = list(together)
            with ExitStack() as stack:
                try:
                    decoded = stack.enter_context(decoder(planes[0][1].image))
                except ReadError as error:
                    yield from ((index, plane, error) for index, plane in planes)
                    continue
                for index, plane in planes:
                    if cancelled():
                        raise Cancelled
                    try:
                        result: NDArray[Any] | ReadError = decoded(plane)
                    except ReadError as error:
                        result = error
                    yield index, plane, result

    def _cast(self, values: NDArray[Any]) -> tuple[NDArray[Any], bool]:
        """In the type of the series, and whether there were values that are no numbers: these become 0.

        What the type cannot hold becomes its nearest end.
        """
        strange = False
        if values.dtype.kind == "f":
            sound = np.abs(values) < _LARGEST
            if strange := not sound.all():
                values = np.where(sound, values, 0)
            if self._dtype.kind in "ui":
                limits = np.iinfo(self._dtype)
                values = np.clip(values, limits.min, limits.max)
        return values.astype(self._dtype, copy=False), strange
