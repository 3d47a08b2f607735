"""Compressed strips and tiles back to bytes.

Deflate and LZMA are Python's own. LZW, PackBits, fax and JPEG are done by the libtiff inside OpenCV: each strip is
handed over in a TIFF of its own that says nothing but how the bytes are compressed. So none of OpenCV's own reading of
TIFF (order of channels, planes, depth, turned pictures) comes into it, and libtiff's complaints stay off the terminal.
"""

from __future__ import annotations

import lzma
import struct
import zlib
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.readers.tiff import jpeg
from xaiviewer.readers.tiff.tags import Damaged

# A damaged file is reported in one sentence of ours, not on the terminal.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

_LZW, _JPEG = 5, 7
_UNREADABLE = "its compressed data cannot be decoded"
_REVERSED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


def reverse_bits(data: bytes) -> bytes:
    """Every byte with its bits in the other order."""
    return data.translate(_REVERSED)


def inflate(data: bytes, size: int) -> bytes:
    """Deflate, never more than `size` bytes.

    Raises:
        Damaged: where the data give fewer.
    """
    decoder = zlib.decompressobj()
    try:
        out = decoder.decompress(data, size)
        decoder.decompress(decoder.unconsumed_tail, 1)  # reaches the checksum, if nothing but that is left
    except zlib.error as error:
        raise Damaged(_UNREADABLE) from error
    return _whole(out, size)


def unlzma(data: bytes, size: int) -> bytes:
    """LZMA, never more than `size` bytes and never more than 256 MiB of its own memory.

    Raises:
        Damaged: where the data give fewer.
    """
    try:
        decoder = lzma.LZMADecompressor(memlimit=256 << 20)
        out = decoder.decompress(data, size)
        while len(out) < size and not decoder.eof and (more := decoder.decompress(b"", size - len(out))):
            out += more
        if not decoder.eof and not decoder.needs_input:
            decoder.decompress(b"", 1)  # reaches the checksum
    except (lzma.LZMAError, EOFError) as error:
        raise Damaged(_UNREADABLE) from error
    return _whole(out, size)


def unpack(data: bytes, compression: int, size: int) -> bytes:
    """LZW or PackBits to `size` bytes.

    OpenCV reads them as 16-bit grey, which it refuses where a single byte is missing; of 8-bit grey it would make up
    the rest. An odd number of bytes is no 16-bit grey: PackBits gets one more; of LZW that is whole by its last code
    the last byte is read as 8-bit grey. The few other cases are unpacked here, some twenty times more slowly.

    Raises:
        Damaged: where the data give fewer.
    """
    odd, lzw = size % 2, compression == _LZW
    pairs, octets = _shape((size - odd if lzw else size + odd) // 2), _shape(size)
    if size < 2 or pairs is None or octets is None or (odd and lzw and not _ends(data)):
        return _whole(unlzw(data, size) if lzw else unpackbits(data, size), size)
    one_more = b"\0\0" if odd and not lzw else b""
    out = _through_opencv(data + one_more, compression, pairs, 16).astype("<u2").tobytes()
    if odd and lzw:
        out += _through_opencv(data, compression, octets, 8).tobytes()[-1:]
    return out[:size]


def _ends(data: bytes) -> bool:
    """Are the last bits of LZW data, but for zeros behind them, the code 257 of its end?"""
    last = int.from_bytes(data.rstrip(b"\0")[-4:], "big")
    return bool(last) and last // (last & -last) & 0x1FF == 257


def unpackbits(data: bytes, size: int) -> bytes:
    """PackBits (TIFF 6.0 section 9), as much as there is and never more than `size` bytes."""
    out, place = bytearray(), 0
    while len(out) < size and place + 1 < len(data):
        head = data[place]
        if head < 128:
            out += data[place + 1 : place + 2 + head]
            place += 2 + head
        else:
            out += data[place + 1 : place + 2] * (257 - head if head > 128 else 0)
            place += 2 if head > 128 else 1
    return bytes(out[:size])


def unlzw(data: bytes, size: int) -> bytes:
    """LZW (TIFF 6.0 section 13), as much as there is and never more than `size` bytes.

    Raises:
        Damaged: for a code that has not been defined.
    """
    single = [bytes([value]) for value in range(256)]
    table, width, before = [*single, b"", b""], 9, b""
    out = bytearray()
    buffer = have = 0
    for byte in data:
        buffer, have = (buffer << 8 | byte) & 0xFFFFFF, have + 8
        if have < width:
            continue
        have -= width
        code = buffer >> have & (1 << width) - 1
        if code == 257 or len(out) >= size:
            break
        if code == 256:
            table, width, before = [*single, b"", b""], 9, b""
            continue
        if code > len(table) or (code == len(table) and not before):
            raise Damaged(_UNREADABLE)
        word = table[code] if code < len(table) else before + before[:1]
        out += word
        if before and len(table) < 4096:
            table.append(before + word[:1])
            width = min(12, (len(table) + 1).bit_length())
        before = word
    return bytes(out[:size])


def fax(data: bytes, compression: int, shape: tuple[int, int], options: int) -> NDArray[np.uint8]:
    """CCITT group 3 or 4 to bits, uint8 0 or 1 ``[row, column]``; 1 is what the file stores as 1."""
    option = {3: 292, 4: 293}.get(compression)
    extra = ((option, 4, options),) if option else ()
    image = _through_opencv(data, compression, shape, 1, extra=extra)
    if image.ndim == 3:
        image = image[..., 0]
    return np.asarray(image != 0).astype(np.uint8)


_PHOTOMETRIC = {"grey": 1, "RGB": 2, "YCbCr": 6}  # TIFF 6.0, PhotometricInterpretation


def unjpeg(data: bytes, tables: bytes, shape: tuple[int, int], colours: str) -> NDArray[np.uint8]:
    """A JPEG stream to uint8 ``[row, column, channel]``, the channels in the file's order.

    Args:
        tables: an abbreviated stream with tables that `data` needs; empty where it has all.
        colours: "grey", "RGB" or "YCbCr" (which becomes RGB).

    Raises:
        Damaged: where the stream is not sound or has another shape.
    """
    header = jpeg.check(data, tables)
    samples = 1 if colours == "grey" else 3
    if (header.rows, header.columns, header.components) != (*shape, samples):
        raise Damaged("its JPEG data have another size than it states")
    if samples == 1:  # sampling factors say nothing where there is one component, but libtiff refuses others than 1
        data = b"".join((data[: header.sampling_at], b"\x11", data[header.sampling_at + 1 :]))
    elif not header.coarse_first:
        raise Damaged("its JPEG colours are sampled in a rare way")
    photometric = _PHOTOMETRIC.get(colours)
    if photometric is None:
        raise Damaged(f"its JPEG colours are {colours}, which it says beside more channels than that has")
    image = _through_opencv(data, _JPEG, shape, 8, samples=samples, photometric=photometric, tables=tables)
    return image[..., None] if samples == 1 else image[..., ::-1]  # OpenCV gives BGR


def other(data: bytes, shape: tuple[int, int], samples: int) -> NDArray[Any]:
    """A WebP or JPEG 2000 stream to ``[row, column, channel]``, the channels in the file's order.

    Raises:
        Damaged: where the stream is not sound or states another shape; that is looked at before it is decoded.
    """
    if _stated(data) != shape:
        raise Damaged(_UNREADABLE)
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        image = None
    if image is None or image.shape[:2] != shape:
        raise Damaged(_UNREADABLE)
    image = image[..., None] if image.ndim == 2 else image
    if image.shape[2] < samples or (image.shape[2] == 2 and samples == 2):
        raise Damaged(_UNREADABLE)
    order = [2, 1, 0, 3] if image.shape[2] >= 3 else [0]
    return image[..., order[:samples]]


def _stated(data: bytes) -> tuple[int, int] | None:
    """Rows and columns that a stream states: WebP (RFC 9649) or a bare JPEG 2000 codestream (T.800, marker SIZ)."""
    if data[:4] == b"\xff\x4f\xff\x51" and len(data) > 24:
        width, height, left, top = struct.unpack(">IIII", data[8:24])
        return height - top, width - left
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    if data[12:16] == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return height & 0x3FFF, width & 0x3FFF
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits >> 14 & 0x3FFF) + 1, (bits & 0x3FFF) + 1
    return int.from_bytes(data[27:30], "little") + 1, int.from_bytes(data[24:27], "little") + 1


def _whole(out: bytes, size: int) -> bytes:
    if len(out) < size:
        raise Damaged("its compressed data end too early")
    return out


def _shape(count: int) -> tuple[int, int] | None:
    """Rows and columns of a picture of `count` pixels, neither beyond what OpenCV takes; None where there are none."""
    rows = next((each for each in range(max(1, -(-count >> 20)), 1 << 16) if count % each == 0), None)
    return None if rows is None else (rows, count // rows)


def _through_opencv(
    data: bytes,
    compression: int,
    shape: tuple[int, int],
    bits: int,
    *,
    samples: int = 1,
    photometric: int = 1,
    tables: bytes = b"",
    extra: tuple[tuple[int, int, int], ...] = (),
) -> NDArray[Any]:
    file = _tiff(data, compression, shape, (bits, samples, photometric), tables, extra)
    try:
        image = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        image = None
    if image is None or image.shape[:2] != shape:
        raise Damaged(_UNREADABLE)
    return image


def _tiff(
    data: bytes,
    compression: int,
    shape: tuple[int, int],
    pixel: tuple[int, int, int],
    tables: bytes,
    extra: tuple[tuple[int, int, int], ...],
) -> bytes:
    """The smallest TIFF of one strip around `data`."""
    rows, columns = shape
    bits, samples, photometric = pixel
    entries = [(256, 4, columns), (257, 4, rows), (259, 3, compression), (262, 3, photometric), (277, 3, samples)]
    entries += [(278, 4, rows), (279, 4, len(data)), *extra]
    count = len(entries) + 2 + bool(tables)
    depths_at = 8 + 2 + 12 * count + 4
    tables_at = depths_at + 8
    data_at = tables_at + len(tables)
    fields = {tag: struct.pack("<HHII", tag, code, 1, value) for tag, code, value in entries}
    fields[258] = struct.pack("<HHII", 258, 3, samples, bits if samples == 1 else depths_at)
    fields[273] = struct.pack("<HHII", 273, 4, 1, data_at)
    if tables:
        fields[347] = struct.pack("<HHII", 347, 7, len(tables), tables_at)
    directory = b"".join(fields[tag] for tag in sorted(fields))
    head = b"II*\0" + struct.pack("<IH", 8, count)
    return head + directory + bytes(4) + struct.pack("<4H", *[bits] * 4) + tables + data
