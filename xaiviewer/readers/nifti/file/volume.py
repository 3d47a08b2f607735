"""Bytes to values: type, byte order, scaling, colours, complex numbers, and what is no number at all."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Voxels
from xaiviewer.case.series import Cancel, Progress, ignore, never
from xaiviewer.readers.nifti.file.header import NiftiHeader

_LARGEST = 1e30  # no scanner measures more; sums of such values leave single precision
_LUMINANCE = (299, 587, 114)  # ITU-R BT.601


class NiftiVolume:
    """The voxels of one volume of a file; see `VoxelSource`."""

    def __init__(self, header: NiftiHeader, index: int = 0, told: tuple[str, ...] = ()) -> None:
        """Of a checked header the volume `index`; `told` is said whenever it is read whole."""
        self._header = header
        self._told = told
        self._start = header.offset + index * header.volume_bytes
        self._slice_bytes = header.volume_bytes // header.shape[0]

    def slice(self, index: int) -> NDArray[Any]:
        """One slice ``[row, column]``; of a file that is not compressed nothing else is read.

        Raises:
            ReadError: where the file is cut short or damaged, or holds no such slice.
        """
        header = self._header
        if not 0 <= index < header.shape[0]:
            raise IndexError(f"slice {index} of {header.shape[0]}")
        raw = header.bytes.read(self._start + index * self._slice_bytes, self._slice_bytes)
        values, _ = _values(header, raw, (1, *header.shape[1:]))
        values.setflags(write=False)
        return np.asarray(values[0])

    def read(self, *, progress: Progress = ignore, cancelled: Cancel = never) -> Voxels:
        """All slices.

        Raises:
            ReadError: where the file is cut short or damaged.
            Cancelled: when `cancelled` says so.
        """
        header, slices = self._header, self._header.shape[0]
        raw = header.bytes.read(
            self._start,
            header.volume_bytes,
            progress=lambda done, total: progress(done * slices // total, slices),
            cancelled=cancelled,
        )
        values, left_out = _values(header, raw, header.shape)
        notices = list(self._told)
        if header.bytes.compressed and self._is_followed():
            notices.append(header.about_surplus.replace("It", header.data.name, 1))
        if left_out:
            what = f"{left_out} values that are" if left_out > 1 else "one value that is"
            notices.append(f"{header.data.name}: {what} not finite, or beyond 1e30, became 0.")
        return Voxels(values, np.ones(slices, dtype=bool), tuple(notices))

    def _is_followed(self) -> bool:
        """Do bytes that the header does not describe follow the last volume? Of a compressed file only this tells."""
        header = self._header
        end = header.offset + header.volumes * header.volume_bytes
        last = self._start + header.volume_bytes == end
        return last and len(header.bytes.read(end, 1, exact=False)) > 0

    def colours(self) -> NDArray[np.uint8]:
        """All slices of a volume in colour, ``[slice, sample, row, column]``, the fourth sample opacity.

        Raises:
            ReadError: where the file is cut short or damaged.
        """
        header = self._header
        raw = header.bytes.read(self._start, header.volume_bytes)
        return np.moveaxis(raw.reshape(*header.shape, header.samples), -1, 1)


def value_type(header: NiftiHeader) -> np.dtype[Any]:
    """Type of the values: the stored one where no scaling applies."""
    stored = header.stored.newbyteorder("=")
    if header.samples > 1:
        return np.dtype(np.uint8)
    if stored.kind == "c":
        return np.dtype(np.float32 if stored.itemsize == 8 else np.float64)
    if stored.kind == "f" and stored.itemsize > 8:
        return np.dtype(np.float64)
    if header.slope == 1 and header.inter == 0:
        return stored
    # Single precision where it tells neighbouring values apart, whatever the intercept adds, and does not overflow.
    precise = stored.itemsize <= 2 or stored == np.float32
    moderate = abs(header.inter) <= 65536 * abs(header.slope) and 1e-30 < abs(header.slope) < 1e30
    return np.dtype(np.float32 if precise and moderate else np.float64)


def _values(header: NiftiHeader, raw: NDArray[np.uint8], shape: tuple[int, int, int]) -> tuple[NDArray[Any], int]:
    """The values of `raw` on `shape`, and how many were not finite and became 0."""
    if header.samples > 1:
        return _grey(raw.reshape(*shape, header.samples)), 0
    values: NDArray[Any] = raw.view(header.stored).reshape(shape)
    if not header.stored.isnative:
        values = values.byteswap(inplace=True).view(header.stored.newbyteorder("="))
    target = value_type(header)
    with np.errstate(all="ignore"):
        if header.slope != 1 or header.inter != 0:
            values = _scaled(values, header, target)
        if values.dtype.kind == "c":
            values = np.abs(values)
        values = values.astype(target, copy=False)
    return values, _made_finite(values)


def _scaled(values: NDArray[Any], header: NiftiHeader, target: np.dtype[Any]) -> NDArray[Any]:
    """Slope x value + intercept, worked out in the precision of `target` a slice at a time."""
    if values.dtype.kind == "c":
        return np.asarray(values * header.slope + header.inter)
    out = np.empty(values.shape, dtype=target)
    for index, plane in enumerate(values):
        np.multiply(plane, header.slope, out=out[index], dtype=target, casting="unsafe")
        out[index] += target.type(header.inter)
    return out


def _made_finite(values: NDArray[Any]) -> int:
    """Set to 0 what is not finite or too large to reckon with, in place; how many there were."""
    if values.dtype.kind != "f":
        return 0
    count = 0
    for plane in values:
        bad = ~(np.abs(plane) <= _LARGEST)
        if bad.any():
            plane[bad] = 0
            count += int(bad.sum())
    return count


def _grey(colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Luminance of red, green and blue; what is grey stays as it is. Opacity is passed over."""
    grey = np.empty(colours.shape[:-1], dtype=np.uint8)
    for plane, out in zip(colours, grey, strict=True):
        total = sum(weight * plane[..., channel].astype(np.uint32) for channel, weight in enumerate(_LUMINANCE))
        out[...] = (total + 500) // 1000
    return grey
