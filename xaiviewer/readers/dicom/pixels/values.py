"""One frame's values: decoded, colours made grey, the modality transformation applied, bright meaning bright.

Values equal ``pydicom.pixels.apply_modality_lut(pydicom.pixels.pixel_array(...))``, for enhanced multi-frame files
with each frame's own rescale (PS3.3 C.7.6.16.2.9); three things go beyond it:

* Where HighBit is not BitsStored - 1 a value is what lies in the BitsStored bits below it (PS3.5, 8.1.1).
* MONOCHROME1 (the lowest value is white) is inverted: value -> lowest + highest - value, where lowest and highest are
  the ends of what the series can store, rescaled. Inside one series the order and the distances of values are kept.
* Colours become their luminance (ITU-R BT.601), rounded where they were integers.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from pydicom.encaps import generate_frames, get_frame
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.files.opening import opened
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.dicom.pixels.codestream import CodedImage, OutOfOrderError, bare, coded_image
from xaiviewer.readers.dicom.pixels.decoders import plugin_of
from xaiviewer.readers.dicom.pixels.image import Image
from xaiviewer.readers.naming.names import shown

_PLAIN = (ImplicitVRLittleEndian, ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian)
_SAMPLES, _PALETTE = 3, "PALETTE COLOR"
_LUMINANCE = np.array([0.299, 0.587, 0.114])
_UNDECODABLE = "cannot be decoded; its pixel data is damaged or of a rare kind: copy it again or export it raw."


@dataclass(frozen=True, eq=False, slots=True)
class StoredFrame:
    """One frame of a file and what turns its stored values into the series' values.

    Attributes:
        index: of the frame in its file, from 0.
        slope, intercept: of its modality transformation.
        mirror: lowest + highest value of the series where it is MONOCHROME1, else None.
    """

    image: Image
    index: int
    slope: float = 1.0
    intercept: float = 0.0
    mirror: float | None = None

    def label(self) -> str:
        """The file's name, and which frame where it has several."""
        name = shown(self.image.path.name)
        return name if self.image.frames == 1 else f"{name} frame {self.index + 1}"


def decode(plane: StoredFrame) -> NDArray[Any]:
    """Its values ``[row, column]``.

    Raises:
        ReadError: where the file cannot be read or decoded.
    """
    with decoder(plane.image) as decoded:
        return decoded(plane)


def decode_colours(plane: StoredFrame) -> NDArray[Any] | None:
    """Its colours ``[row, column, (red, green, blue)]``; None where it is grey.

    Raises:
        ReadError: where the file cannot be read or decoded.
    """
    image = plane.image
    if image.samples != _SAMPLES and image.photometric != _PALETTE:
        return None
    with guarded(image.path, _UNDECODABLE), opened(image.path, deflated=image.deflated) as file:
        return _coloured(image, _stored(image, file, plane.index))[..., :_SAMPLES]


@contextmanager
def decoder(image: Image) -> Iterator[Callable[[StoredFrame], NDArray[Any]]]:
    """A function like `decode` for the frames of one file, which is opened once.

    Raises:
        ReadError: where the file cannot be read.
    """
    with ExitStack() as stack:
        with guarded(image.path, _UNDECODABLE):
            file = stack.enter_context(opened(image.path, deflated=image.deflated))

        def decoded(plane: StoredFrame) -> NDArray[Any]:
            with guarded(image.path, _UNDECODABLE):
                return values(plane, _stored(image, file, plane.index))

        yield decoded


def values(plane: StoredFrame, stored: NDArray[Any]) -> NDArray[Any]:
    """The stored values of `plane` after colour, modality transformation and inversion."""
    image = plane.image
    tables = image.tables
    stored = _coloured(image, stored)
    if stored.ndim == 3:
        stored = luminance(stored)
    if "ModalityLUTSequence" in tables:
        stored = apply_modality_lut(stored, tables)
    elif (plane.slope, plane.intercept) != (1.0, 0.0):
        stored = stored.astype(np.float64) * plane.slope + plane.intercept
    if plane.mirror is not None:
        stored = plane.mirror - stored.astype(np.float64)
    return stored


def _coloured(image: Image, stored: NDArray[Any]) -> NDArray[Any]:
    """What is stored as indices of a palette as its colours; anything else as it is."""
    return apply_color_lut(stored, image.tables) if image.photometric == _PALETTE else stored


def luminance(colours: NDArray[Any]) -> NDArray[Any]:
    """``[row, column, (red, green, blue)]`` to ``[row, column]`` of the same type."""
    grey: NDArray[Any] = colours[..., :3].astype(np.float64) @ _LUMINANCE
    return np.rint(grey).astype(colours.dtype) if colours.dtype.kind in "ui" else grey


def _stored(image: Image, file: BinaryIO, index: int) -> NDArray[Any]:
    """Frame `index` as pydicom decodes it, every value from its lowest bit on."""
    cells, moved = image.cells, image.lowest_bit > 0
    if image.syntax.is_encapsulated:
        frame, bits = _compressed(image, file, index)
        if moved and bits == image.bits_stored:  # the code holds the values alone, wherever they lay before
            cells, moved = replace(image, lowest_bit=0), False
        stored = _as_only_frame(cells, frame)
    elif image.syntax in _PLAIN and image.samples == 1 and image.bits_allocated > 1:
        stored = _plain(cells, file, index)
    else:
        file.seek(image.pixels.offset)
        stored = _decoded(cells, file, index)
    if not moved:
        return stored
    width = stored.dtype.itemsize * 8
    return stored << (width - cells.bits_stored) >> (width - image.bits_stored)


def _plain(image: Image, file: BinaryIO, index: int) -> NDArray[Any]:
    """Little-endian grey values straight from the file."""
    length = image.frame_bits // 8
    file.seek(image.pixels.offset + index * length)
    data = file.read(length)
    if len(data) < length:
        raise ReadError(f"{shown(image.path)} ends before its image does; copy or export it again.")
    stored: NDArray[Any] = np.frombuffer(data, np.dtype(image.dtype).newbyteorder("<"))
    stored = stored.reshape(image.rows, image.columns)
    spare = image.bits_allocated - image.bits_stored
    if spare and stored.dtype.kind in "ui":  # what lies in the unused bits is no part of the value (PS3.5, 8.1.1)
        stored = stored << spare >> spare
    return stored


def _compressed(image: Image, file: BinaryIO, index: int) -> tuple[bytes, int]:
    """The code of one frame, and how many bits its samples have by the code itself; 0 where it does not say.

    Raises:
        ReadError: where it is out of order, or not of the image that the header describes.
    """
    file.seek(image.pixels.offset)
    if image.frames == 1:
        frame = next(iter(generate_frames(file, number_of_frames=1, extended_offsets=image.extended_offsets)))
    else:
        frame = get_frame(file, index, number_of_frames=image.frames, extended_offsets=image.extended_offsets)
    try:
        frame = bare(frame)
        found = coded_image(frame)
    except OutOfOrderError:
        raise ReadError(f"{shown(image.path)} {_UNDECODABLE}") from None
    return frame, _coded_bits(image, found) if found else 0


def _coded_bits(image: Image, found: CodedImage) -> int:
    """Of the samples that a frame's code holds, 0 where it does not say; ReadError where it is not of the image that
    the header describes.
    """
    name = shown(image.path)
    if (found.rows, found.columns) != (image.rows, image.columns):
        sizes = f"{image.columns} x {image.rows} pixels by its header but {found.columns} x {found.rows}"
        raise ReadError(f"{name} is {sizes} by its compressed image; export it again.")
    if found.samples != image.samples or found.bits > image.bits_allocated:
        raise ReadError(
            f"{name} has {image.samples} samples of {image.bits_allocated} bits by its header but {found.samples} of "
            f"{found.bits} by its compressed image; export it again."
        )
    if image.lowest_bit and found.bits not in (0, image.bits_stored) and found.bits < image.cells.bits_stored:
        raise ReadError(
            f"{name} states {image.bits_stored} bits up to bit {image.cells.bits_stored - 1} by its header but holds "
            f"{found.bits} by its compressed image; export it again."
        )
    return found.bits


def _as_only_frame(image: Image, frame: bytes) -> NDArray[Any]:
    """Handed to pydicom as the only frame of an encapsulated pixel data."""
    item = struct.pack("<HHIHHI", 0xFFFE, 0xE000, 0, 0xFFFE, 0xE000, len(frame))
    end = struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
    return _decoded(image, item + frame + end, 0, frames=1)


def _decoded(image: Image, source: bytes | BinaryIO, index: int, *, frames: int | None = None) -> NDArray[Any]:
    options: dict[str, Any] = {
        "bits_allocated": image.bits_allocated,
        "bits_stored": image.bits_stored,
        "columns": image.columns,
        "number_of_frames": frames or image.frames,
        "photometric_interpretation": image.photometric,
        "pixel_keyword": image.pixels.keyword,
        "pixel_representation": int(image.signed),
        "rows": image.rows,
        "samples_per_pixel": image.samples,
        "planar_configuration": image.planar,
        "pixel_vr": image.pixels.vr,
    }
    options["decoding_plugin"] = plugin_of(image.syntax)
    array: NDArray[Any] = get_decoder(image.syntax).as_array(source, index=index, **options)[0]
    return array.astype(array.dtype.newbyteorder("="), copy=False)
