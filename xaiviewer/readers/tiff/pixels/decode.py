"""The pixels of one page."""

from __future__ import annotations

from typing import Any, BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError
from xaiviewer.readers.naming.names import refusal
from xaiviewer.readers.tiff.pages.page import PICTURES, Page
from xaiviewer.readers.tiff.pages.tags import Damaged
from xaiviewer.readers.tiff.pixels import codecs

_JPEG_COLOURS = {2: "RGB", 5: "CMYK", 6: "YCBCR"}
"""By TIFF's PhotometricInterpretation."""


def with_opacity(page: Page) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """Pixels ``[channel, row, column]`` in the file's order of channels, and the opacity ``[row, column]`` where it
    is stated, the picture upright.

    Raises:
        ReadError: where the file cannot be read or decoded.
    """
    try:
        with page.path.open("rb") as file:
            stored = _stored(page, file)
        colours = upright(_meant(page, stored[: page.colour_samples]), page.orientation)
        return colours, upright(stored[-1:], page.orientation)[0] if page.opacity else None
    except OSError as error:
        raise ReadError(refusal(page.path, error)) from error
    except Damaged as error:
        raise ReadError(
            f"{page.label} cannot be decoded (compression: {page.packing}); it is damaged or of a rare kind: copy it "
            "again or save it uncompressed."
        ) from error


def upright(planes: NDArray[Any], orientation: int) -> NDArray[Any]:
    """``[channel, row, column]`` turned so that row 0 is the top and column 0 the left (TIFF and Exif, tag 274)."""
    if orientation >= 5:
        planes = planes.transpose(0, 2, 1)
    if orientation in (2, 3, 6, 7):
        planes = planes[:, :, ::-1]
    if orientation in (3, 4, 7, 8):
        planes = planes[:, ::-1]
    return planes


def without_inks(inks: NDArray[Any]) -> NDArray[Any]:
    """Red, green and blue of cyan, magenta, yellow and black, ``[channel, row, column]``, by the plain formula; no
    profile of a printer comes into it.
    """
    most = int(np.iinfo(inks.dtype).max)
    paper = most - inks.astype(np.uint32)
    colours: NDArray[Any] = ((paper[:3] * paper[3] + most // 2) // most).astype(inks.dtype)
    return colours


def _stored(page: Page, file: BinaryIO) -> NDArray[Any]:
    """``[sample, row, column]`` put together from the page's strips or tiles."""
    out = np.empty((page.samples, page.rows, page.columns), page.dtype)
    down, across = page.down_across
    height, width = page.chunk
    for index, (offset, length) in enumerate(zip(page.offsets.tolist(), page.lengths.tolist(), strict=True)):
        plane, part_index = divmod(index, down * across)
        samples = slice(plane, plane + 1) if page.planar else slice(None)
        top, left = part_index // across * height, part_index % across * width
        file.seek(offset)
        data = file.read(length)
        if len(data) != length:
            raise Damaged("the picture ends beyond the file")
        block = _chunk(page, data, page.chunk_rows(part_index // across))
        part = out[samples, top : top + height, left : left + width]
        if block.shape[2] != part.shape[0]:
            raise Damaged("it holds another number of channels than it states")
        part[:] = block[: part.shape[1], : part.shape[2]].transpose(2, 0, 1)
    return out


def _chunk(page: Page, data: bytes, rows: int) -> NDArray[Any]:
    """One strip or tile, ``[row, column, sample]``."""
    shape = (rows, page.chunk[1], 1 if page.planar else page.samples)
    if page.packing == "JPEG":
        return codecs.unjpeg(data, page.jpeg_tables, shape, _jpeg_colours(page, shape[2]))
    if page.packing in PICTURES:
        return codecs.picture(data, page.packing, shape, page.dtype)
    if page.reversed_bits:
        data = bytes(imagecodecs.bitorder_decode(data))
    if page.packing == "CCITT":
        return codecs.unfax(data, page.compression, shape[:2], page.fax)[..., None]
    if page.packing != "none":
        data = codecs.unpack(data, page.packing, rows * page.row_bytes, page.padded * page.row_bytes)
    return _numbers(page, data, shape)


def _jpeg_colours(page: Page, samples: int) -> str:
    """How the channels of the page's JPEG streams are stored, in imagecodecs' words."""
    if samples == 1:
        return "GRAYSCALE"
    if page.photometric not in _JPEG_COLOURS:
        raise Damaged(f"its JPEG colours are {page.colours}, which it says beside more channels than that has")
    return _JPEG_COLOURS[page.photometric]


def _numbers(page: Page, raw: bytes, shape: tuple[int, int, int]) -> NDArray[Any]:
    """Stored bytes to values ``[row, column, sample]``, differences summed up (TIFF 6.0 section 14, TechNote 3)."""
    if page.packed:  # bits follow each other, the highest first, whatever the file's byte order
        values = imagecodecs.packints_decode(raw, page.dtype, page.bits, runlen=shape[1] * shape[2])
        return np.asarray(values).reshape(shape)
    if page.predictor == 3:  # whose bytes are sorted, the highest first
        apart = np.frombuffer(raw, page.dtype).reshape(shape)
        return np.asarray(imagecodecs.floatpred_decode(apart, axis=-2))
    values = np.frombuffer(raw, page.dtype.newbyteorder(page.order)).reshape(shape).astype(page.dtype, copy=False)
    if page.predictor == 2:
        whole = values.view(f"u{page.dtype.itemsize}")
        return np.asarray(imagecodecs.delta_decode(whole, axis=-2)).view(page.dtype)
    return values


def _meant(page: Page, stored: NDArray[Any]) -> NDArray[Any]:
    """What the stored values mean: black as the smallest, colours of a palette."""
    if page.inks:
        return without_inks(stored)
    if page.photometric == 0 and page.kind != "float":
        return ((1 << page.bits) - 1 - stored).astype(stored.dtype) if page.packed else np.invert(stored)
    if page.calibrated:
        return (stored * np.float64(page.slope) + page.inter).astype(np.float32)
    if page.palette is None or page.photometric != 3:
        return stored
    if int(stored.max(initial=0)) >= page.palette.shape[1]:
        raise Damaged("its palette is too short")
    colours = page.palette >> 8 if page.palette.max() > 255 else page.palette  # some writers store 8 bits
    return colours.astype(np.uint8)[: page.channels, stored[0]]
