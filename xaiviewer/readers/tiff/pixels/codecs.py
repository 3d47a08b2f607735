"""Compressed strips and tiles back to bytes or pixels, by imagecodecs, Deflate and LZMA by Python's own modules.

Three rules hold for all of them: the size that a stream states of itself is held against the page's before anything is
decoded, no more than the page's is ever written, and a stream that ends early is never filled up.

Python's own zlib and lzma are kept because they stop where enough is decoded (some writers pad the last strip),
reach the checksum all the same, and limit LZMA's own memory; imagecodecs' do neither.
"""

from __future__ import annotations

import logging
import lzma
import math
import struct
import zlib
from collections.abc import Callable
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from xaiviewer.readers.tiff.pages.tags import Damaged
from xaiviewer.readers.tiff.pixels import jpeg

# A damaged file is reported in one sentence of ours, not in the program's log as well.
logging.getLogger("imagecodecs").setLevel(logging.CRITICAL)

_UNREADABLE = "its compressed data cannot be decoded"
_SHORT = "its compressed data end too early"
_LONG = "its compressed data hold more than its size"
_REFUSALS = (RuntimeError, ValueError, TypeError, LookupError, OverflowError, MemoryError, ImportError, zlib.error)
"""What imagecodecs raises: an error class for each codec, all of them RuntimeErrors, NumPy's own, and an ImportError
where it was built without the codec."""

_LERC_TYPES = "bBhHiIfd"
"""NumPy's letters in the order of LERC's numbers (Lerc2.h, DataType)."""

_BLACK, _HORIZONTAL, _END_OF_LINE = "00110101010", "001", "000000000001"
"""Fax codes (T.4, T.6): white 0 and black 1; group 4's mode before them; what group 3 has before every line."""


def unpack(data: bytes, packing: str, size: int, whole: int) -> bytes:
    """The first `size` bytes of Deflate, LZMA, LZW, PackBits or ZSTD.

    Args:
        whole: bytes of a whole strip or tile; some writers pad the last one.

    Raises:
        Damaged: where the data give fewer, or more than a whole one, or are not sound: with another width or depth than
            was compressed the picture would be another.
    """
    most = max(size, whole)
    limit = most + 128  # PackBits' last run may reach beyond
    match packing:
        case "Deflate":
            out = inflate(data, size, most)
        case "LZMA":
            out = unlzma(data, size, most)
        case "LZW":
            out = decoded(imagecodecs.lzw_decode, data, out=limit)
        case "PackBits":
            return _complete(decoded(imagecodecs.packbits_decode, data, out=limit), size)
        case _:
            out = decoded(imagecodecs.zstd_decode, data, out=limit)
    if len(out) > most:
        raise Damaged(_LONG)
    return _complete(out, size)


def picture(data: bytes, packing: str, shape: tuple[int, int, int], dtype: np.dtype[Any]) -> NDArray[Any]:
    """A stream that is a picture of its own, LERC, WebP, JPEG 2000 or JPEG XL, to ``[row, column, channel]``.

    Args:
        shape, dtype: what the page states, and the stream must.

    Raises:
        Damaged: where the stream is not sound or states another shape or type.
    """
    if packing == "LERC":
        return _lerc(data, shape, dtype)
    if packing == "JPEG XL":
        if not imagecodecs.jpegxl_check(data):
            raise Damaged(_UNREADABLE)
        out = np.empty(shape, dtype)  # imagecodecs holds it against the stream before it decodes
        decoded(imagecodecs.jpegxl_decode, data, out=out)
        return out
    if _stated(data) != shape[:2]:
        raise Damaged(_UNREADABLE)
    if packing == "WebP":
        out = np.empty(shape, dtype)
        decoded(imagecodecs.webp_decode, data, hasalpha=shape[2] == 4, out=out)
        return out
    found = np.asarray(decoded(imagecodecs.jpeg2k_decode, data))
    if found.dtype != dtype or found.size != math.prod(shape):
        raise Damaged("its compressed data are of another depth")
    return found.reshape(shape)


def unjpeg(data: bytes, tables: bytes, shape: tuple[int, int, int], colours: str | None) -> NDArray[np.uint8]:
    """A JPEG stream to uint8 ``[row, column, channel]``; YCbCr becomes RGB, and YCCK, its like for inks, CMYK.

    Args:
        tables: an abbreviated stream with tables that `data` needs; empty where it has all.
        colours: how the channels are stored, in imagecodecs' words; None where the stream itself says so.

    Raises:
        Damaged: where the stream is cut short, not sound or of another shape.
    """
    header = jpeg.check(data, tables)
    if (header.rows, header.columns, header.components) != shape:
        raise Damaged("its JPEG data have another size than it states")
    out = np.empty(shape, np.uint8)
    plain = "RGB" if colours == "YCBCR" else colours
    decoded(imagecodecs.jpeg8_decode, data, tables=tables or None, colorspace=colours, outcolorspace=plain, out=out)
    return out


def unfax(data: bytes, compression: int, shape: tuple[int, int], options: int) -> NDArray[np.uint8]:
    """CCITT modified Huffman, group 3 or 4 to uint8 0 or 1 ``[row, column]``; 1 is what the file stores as 1.

    Where the data end, imagecodecs takes the rest as white: so they are decoded again with black behind them, begun in
    the ways that a code which was cut may go on; a stream that holds every line does not notice.

    Raises:
        Damaged: where the data end too early or are not sound.
    """

    def lines(behind: str) -> NDArray[np.uint8]:
        behind = behind.ljust(-(-len(behind) // 8) * 8, "0")
        stream = data + int(behind, 2).to_bytes(len(behind) // 8, "big")
        match compression:
            case 2:
                found = decoded(imagecodecs.ccittrle_decode, stream, *shape)
            case 3:
                found = decoded(imagecodecs.ccittfax3_decode, stream, *shape, t4options=options)
            case _:
                found = decoded(imagecodecs.ccittfax4_decode, stream, *shape)
        return np.asarray(found, np.uint8)

    black = (_HORIZONTAL + _BLACK if compression == 4 else _BLACK) * 64
    begun = ["", "1" * 8]
    if compression == 3:
        begun += [_END_OF_LINE[cut:] + "1" * (options & 1) for cut in range(len(_END_OF_LINE))]
    found = lines("0" * len(black))
    if any((found != lines(each + black)).any() for each in begun):
        raise Damaged(_SHORT)
    return found


def inflate(data: bytes, size: int, most: int = 0) -> bytes:
    """Deflate, never more than `size` bytes, or than one more than `most` where that is given.

    Raises:
        Damaged: where the data give fewer than `size`.
    """
    decoder = zlib.decompressobj()
    try:
        out = decoder.decompress(data, most + 1 if most else size)
        decoder.decompress(decoder.unconsumed_tail, 1)  # reaches the checksum, if nothing but that is left
    except zlib.error as error:
        raise Damaged(_UNREADABLE) from error
    return out if most and len(out) > size else _complete(out, size)


def unlzma(data: bytes, size: int, most: int = 0) -> bytes:
    """LZMA as `inflate`, and never more than 256 MiB of its own memory.

    Raises:
        Damaged: where the data give fewer than `size`.
    """
    limit = most + 1 if most else size
    try:
        decoder = lzma.LZMADecompressor(memlimit=256 << 20)
        out = decoder.decompress(data, limit)
        while len(out) < limit and not decoder.eof and (more := decoder.decompress(b"", limit - len(out))):
            out += more
        if not decoder.eof and not decoder.needs_input:
            decoder.decompress(b"", 1)  # reaches the checksum
    except (lzma.LZMAError, EOFError) as error:
        raise Damaged(_UNREADABLE) from error
    return out if most and len(out) > size else _complete(out, size)


def decoded(decoder: Callable[..., Any], data: bytes, *arguments: Any, **options: Any) -> Any:
    """What one of imagecodecs' decoders gives.

    Raises:
        Damaged: where it refuses, whatever its reason.
    """
    if not data:
        raise Damaged(_SHORT)
    try:
        return decoder(data, *arguments, **options)
    except _REFUSALS as error:
        raise Damaged(_UNREADABLE) from error


def _lerc(data: bytes, shape: tuple[int, int, int], dtype: np.dtype[Any]) -> NDArray[Any]:
    """LERC, packed once more with Deflate or ZSTD or not; all of its pixels must hold a value."""
    limit = 2 * math.prod(shape) * dtype.itemsize + 4096
    if data[:4] == b"\x28\xb5\x2f\xfd":
        data = bytes(decoded(imagecodecs.zstd_decode, data, out=limit))
    elif data[:1] == b"\x78":
        data = decoded(zlib.decompressobj().decompress, data, limit)
    version = int.from_bytes(data[6:10], "little")
    letter = data[38:39] if version >= 4 else data[34:35] if version == 3 else data[30:31]
    if data[:6] != b"Lerc2 " or not letter or _LERC_TYPES[letter[0] % 8] != dtype.char:
        raise Damaged("its compressed data are of another depth")
    out, valid = np.empty(shape, dtype), np.ones(shape[:2], np.bool_)
    decoded(imagecodecs.lerc_decode, data, masks=valid, out=out)
    if not valid.all():
        raise Damaged("it holds pixels without a value")
    return out


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
    if data[20] & 2:  # an animation
        return None
    return int.from_bytes(data[27:30], "little") + 1, int.from_bytes(data[24:27], "little") + 1


def _complete(out: bytes, size: int) -> bytes:
    if len(out) < size:
        raise Damaged(_SHORT)
    return out[:size]
