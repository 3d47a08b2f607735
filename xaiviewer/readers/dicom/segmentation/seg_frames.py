"""The frames of a segmentation as it stores them: bits packed across frames, bytes, or compressed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from pydicom.encaps import get_frame
from pydicom.uid import ExplicitVRBigEndian, RLELossless

from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.files.header import DicomHeader
from xaiviewer.readers.dicom.files.opening import opened
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.dicom.pixels.image import Image, image_of
from xaiviewer.readers.dicom.pixels.values import StoredFrame, decoder
from xaiviewer.readers.naming.names import shown

_DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1"  # Deflated Image Frame Compression (PS3.5, A.4.13), made for segmentations
_UNDECODABLE = (
    "cannot be decoded; its pixel data is damaged or of a rare kind: copy it again or export it uncompressed."
)


def image_of_mask(header: DicomHeader) -> Image:
    """How the file stores its frames; labels stay numbers, whatever colours a palette gives them.

    Raises:
        ReadError: where it stores no frames that can be decoded, or fewer than it states.
    """
    deflated = header.syntax == _DEFLATED_FRAMES
    # `image_of` asks pydicom for a decoder, and pydicom has none for this syntax: any other compressed one will do.
    image, notices = image_of(replace(header, syntax=RLELossless) if deflated else header)
    if notices:
        raise ReadError(notices[0])
    if image.samples != 1 or image.bits_allocated not in (1, 8, 16):
        what = f"{image.samples} values of {image.bits_allocated} bits per pixel"
        raise ReadError(f"{shown(header.path)} stores {what}, which no segmentation has; export it again.")
    return replace(image, syntax=header.syntax, photometric="MONOCHROME2")


@contextmanager
def frames(image: Image) -> Iterator[Callable[[int], NDArray[Any]]]:
    """A function that gives frame ``index`` as ``[row, column]``; the file is opened once.

    Raises:
        ReadError: where the file cannot be read or the frame not be decoded.
    """
    deflated = image.syntax == _DEFLATED_FRAMES
    if not deflated and (image.bits_allocated > 1 or image.syntax.is_encapsulated):
        with decoder(image) as decoded:
            yield lambda index: decoded(StoredFrame(image, index))
        return
    with ExitStack() as stack:
        with guarded(image.path, _UNDECODABLE):
            file = stack.enter_context(opened(image.path, deflated=image.deflated))
        unpacked = _inflated if deflated else _bits

        def frame(index: int) -> NDArray[Any]:
            with guarded(image.path, _UNDECODABLE):
                return unpacked(image, file, index)

        yield frame


def _bits(image: Image, file: BinaryIO, index: int) -> NDArray[Any]:
    """One bit per pixel, the first in the lowest bit; the next frame begins in the same byte (PS3.5, 8.1.1 and D)."""
    pixels = image.rows * image.columns
    first = index * pixels
    swapped = image.syntax == ExplicitVRBigEndian and image.pixels.vr == "OW"
    start = first // 16 * 2 if swapped else first // 8
    stop = -(-(first + pixels) // 16) * 2 if swapped else -(-(first + pixels) // 8)
    file.seek(image.pixels.offset + start)
    data = np.frombuffer(file.read(stop - start), dtype=np.uint8)
    if swapped:
        data = data[: len(data) // 2 * 2].view(np.uint16).byteswap().view(np.uint8)
    return _unpacked(image, data, first - start * 8)


def _inflated(image: Image, file: BinaryIO, index: int) -> NDArray[Any]:
    """A frame deflated by itself; its bits begin with its first byte."""
    file.seek(image.pixels.offset)
    code = get_frame(file, index, number_of_frames=image.frames, extended_offsets=image.extended_offsets)
    length = -(-image.frame_bits // 8)
    data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(code, length)
    if image.bits_allocated == 1:
        return _unpacked(image, np.frombuffer(data, dtype=np.uint8), 0)
    values = np.frombuffer(data, np.dtype(image.dtype).newbyteorder("<"))
    return values.reshape(image.rows, image.columns)


def _unpacked(image: Image, data: NDArray[np.uint8], skip: int) -> NDArray[Any]:
    pixels = image.rows * image.columns
    bits = np.unpackbits(data, bitorder="little")[skip : skip + pixels]
    if bits.size < pixels:
        raise ReadError(f"{shown(image.path)} ends before its image does; copy or export it again.")
    return bits.reshape(image.rows, image.columns)
