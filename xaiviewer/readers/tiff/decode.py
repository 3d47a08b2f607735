"""The pixels of one page."""

from __future__ import annotations

from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError
from xaiviewer.readers.names import refusal
from xaiviewer.readers.tiff import codecs
from xaiviewer.readers.tiff.page import Page
from xaiviewer.readers.tiff.tags import Damaged


def decode(page: Page) -> NDArray[Any]:
    """Pixels ``[channel, row, column]`` in the file's order of channels, opacity left out, the picture upright.

    Raises:
        ReadError: where the file cannot be read or decoded.
    """
    return with_opacity(page)[0]


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
            f"{page.place} cannot be decoded (compression: {page.packing}); it is damaged or of a rare kind: copy it "
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


def _stored(page: Page, file: BinaryIO) -> NDArray[Any]:
    """``[sample, row, column]`` put together from the page's strips or tiles."""
    out = np.empty((page.samples, page.rows, page.columns), page.dtype)
    down, across = page.down_across
    height, width = page.chunk
    for index, (offset, length) in enumerate(zip(page.offsets.tolist(), page.lengths.tolist(), strict=True)):
        plane, place = divmod(index, down * across)
        samples = slice(plane, plane + 1) if page.planar else slice(None)
        top, left = place // across * height, place % across * width
        file.seek(offset)
        data = file.read(length)
        if len(data) != length:
            raise Damaged("the picture ends beyond the file")
        block = _chunk(page, data, page.chunk_rows(place // across))
        part = out[samples, top : top + height, left : left + width]
        if block.shape[2] != part.shape[0]:
            raise Damaged("it holds another number of channels than it states")
        part[:] = block[: part.shape[1], : part.shape[2]].transpose(2, 0, 1)
    return out


def _chunk(page: Page, data: bytes, rows: int) -> NDArray[Any]:
    """One strip or tile, ``[row, column, sample]``."""
    columns, samples = page.chunk[1], 1 if page.planar else page.samples
    if page.packing == "JPEG":
        colours = "grey" if samples == 1 else page.colours
        return codecs.unjpeg(data, page.jpeg_tables, (rows, columns), colours)
    if page.packing in ("WebP", "JPEG 2000"):
        block = codecs.other(data, (rows, columns), samples)
        if block.dtype != page.dtype:
            raise Damaged("its compressed data are of another depth")
        return block
    if page.reversed_bits:
        data = codecs.reverse_bits(data)
    if page.packing == "CCITT":
        return codecs.fax(data, page.compression, (rows, columns), page.fax)[..., None]
    return _numbers(page, _raw(page, data, rows * page.row_bytes), (rows, columns, samples))


def _raw(page: Page, data: bytes, size: int) -> bytes:
    match page.packing:
        case "none":
            return data
        case "Deflate":
            return codecs.inflate(data, size)
        case "LZMA":
            return codecs.unlzma(data, size)
    return codecs.unpack(data, page.compression, size)


def _numbers(page: Page, raw: bytes, shape: tuple[int, int, int]) -> NDArray[Any]:
    """Stored bytes to values ``[row, column, sample]``, differences summed up (TIFF 6.0 section 14, TechNote 3)."""
    rows, columns, samples = shape
    if page.packed:
        stored = np.frombuffer(raw, np.uint8).reshape(rows, -1)
        return np.stack([_unpacked(page, row, columns * samples) for row in stored]).reshape(shape)
    size = page.bits // 8
    if page.predictor == 3:
        sums = np.frombuffer(raw, np.uint8).reshape(rows, columns * size, samples).cumsum(axis=1, dtype=np.uint8)
        apart = np.ascontiguousarray(sums.reshape(rows, size, columns * samples).transpose(0, 2, 1))
        return apart.view(f">f{size}").reshape(shape).astype(page.dtype, copy=False)
    values = np.frombuffer(raw, page.dtype.newbyteorder(page.order)).reshape(shape).astype(page.dtype, copy=False)
    if page.predictor == 2:
        whole = values.view(f"u{size}")
        values = whole.cumsum(axis=1, dtype=whole.dtype).view(page.dtype)
    return values


def _unpacked(page: Page, row: NDArray[np.uint8], count: int) -> NDArray[Any]:
    """The `count` samples of a row whose bits follow each other, the highest first (whatever the file's byte order)."""
    bits = np.unpackbits(row, count=count * page.bits).reshape(count, page.bits)
    wide = np.zeros((count, page.dtype.itemsize * 8), np.uint8)
    wide[:, -page.bits :] = bits
    return np.packbits(wide, axis=1).view(page.dtype.newbyteorder(">")).ravel().astype(page.dtype, copy=False)


def _meant(page: Page, stored: NDArray[Any]) -> NDArray[Any]:
    """What the stored values mean: black as the smallest, colours of a palette."""
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
