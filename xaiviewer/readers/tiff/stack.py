"""The voxels of a stack of planes, decoded once for all of its channels."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Voxels
from xaiviewer.case.series import Cancel, Progress, ignore, never
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers.naming.names import listed, none_opens, shown
from xaiviewer.readers.tiff.planes import StoredPlane, pixels


class Stack:
    """Planes of one size and type in slice order, each with all channels of its slice.

    What was decoded is remembered as long as somebody uses it: the channels of a stack are read one after the other
    and each file is decoded once, yet nothing is kept here.

    Args:
        source: what users know the whole by.
        planes: one per slice.
        grey: pictures in colour whose channels are equal; one is given.
    """

    def __init__(self, source: Path, planes: Sequence[StoredPlane], *, grey: bool = False) -> None:
        self._source = source
        self.planes = tuple(planes)
        self.channels = 1 if grey else self.planes[0].channels
        self.dtype: np.dtype[Any] = self.planes[0].decoded
        self.shape = (len(self.planes), *self.planes[0].shape)
        self._grey = grey
        self._slices: weakref.WeakValueDictionary[int, NDArray[Any]] = weakref.WeakValueDictionary()
        self._whole: _Whole | None = None

    @property
    def nbytes(self) -> int:
        """Bytes of all channels once decoded."""
        return self.channels * int(np.prod(self.shape, dtype=np.int64)) * self.dtype.itemsize

    def slice(self, index: int) -> NDArray[Any]:
        """``[channel, row, column]`` of one slice; ReadError when it cannot be decoded."""
        kept = self._slices.get(index)
        if kept is None:
            kept = self._decode(index)[0].copy()  # an array of its own: views keep it alive
            kept.setflags(write=False)
            self._slices[index] = kept
        return kept

    def read(self, progress: Progress, cancelled: Cancel) -> tuple[NDArray[Any], NDArray[np.bool_], tuple[str, ...]]:
        """``[channel, slice, row, column]``, which slices were decoded, and what is to be said.

        Raises:
            ReadError: where none can be decoded or memory does not suffice.
            Cancelled: when `cancelled` says so.
        """
        if self._whole is not None and (values := self._whole.values()) is not None:
            progress(len(self.planes), len(self.planes))
            return values, self._whole.read, self._whole.notices
        try:
            values, read, notices = self._read(progress, cancelled)
        except MemoryError:
            raise ReadError(
                f"{shown(self._source)} does not fit into memory; close other programs or open fewer slices."
            ) from None
        self._whole = _Whole(weakref.ref(values), read, notices)
        return values, read, notices

    def _read(self, progress: Progress, cancelled: Cancel) -> tuple[NDArray[Any], NDArray[np.bool_], tuple[str, ...]]:
        values = np.zeros((self.channels, *self.shape), self.dtype)
        read = np.zeros(len(self.planes), dtype=bool)
        faults, holes = [], []
        for index, plane in enumerate(self.planes):
            if cancelled():
                raise Cancelled
            try:
                values[:, index], clean = self._decode(index)
            except ReadError as error:
                faults.append(str(error))
            else:
                read[index] = True
                if not clean:
                    holes.append(_name(plane))
            progress(index + 1, len(self.planes))
        if not read.any():
            raise ReadError(none_opens(faults, "slices"))
        notices = [f"Slice left out: {fault}" for fault in faults]
        if holes:
            notices.append(f"Values that are no numbers are shown as 0 in {listed(holes)}; export again to be sure.")
        return values, read, tuple(notices)

    def _decode(self, index: int) -> tuple[NDArray[Any], bool]:
        """``[channel, row, column]``, and whether all of its values are numbers."""
        plane = self.planes[index]
        channels = pixels(plane)
        if self._grey:
            if (channels != channels[:1]).any():
                raise ReadError(f"{plane.label} is in colour where other slices are grey; export all slices alike.")
            channels = channels[:1]
        if channels.dtype.kind == "f" and not np.isfinite(channels).all():
            return np.nan_to_num(channels, nan=0.0, posinf=0.0, neginf=0.0), False
        return channels, True


@dataclass(frozen=True, eq=False)
class _Whole:
    """What a reading gave; `values` gives None once nobody uses them any more."""

    values: Callable[[], NDArray[Any] | None]
    read: NDArray[np.bool_]
    notices: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Channel:
    """The voxels of one channel of a stack.

    Attributes:
        stack: decodes the files.
        index: the channel.
    """

    stack: Stack
    index: int

    def slice(self, index: int) -> NDArray[Any]:
        """One slice ``[row, column]``; ReadError when it cannot be decoded."""
        plane: NDArray[Any] = self.stack.slice(index)[self.index]
        return plane

    def read(self, *, progress: Progress = ignore, cancelled: Cancel = never) -> Voxels:
        """All slices; ReadError when none can be decoded, Cancelled when `cancelled` says so."""
        values, read, notices = self.stack.read(progress, cancelled)
        return Voxels(values[self.index], read, notices)


def _name(plane: StoredPlane) -> str:
    return shown(plane.label if getattr(plane, "number", 1) > 1 else plane.path.name)
