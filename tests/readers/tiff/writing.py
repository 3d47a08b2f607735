"""TIFF and PNG files laid out by hand, so that no library's reading is held against its own writing."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

_TYPES = {"B": 1, "H": 3, "I": 4, "Q": 16}
_ONCE = ("description", "resolution", "private")


# --- TIFF


def tiff(
    pages: Sequence[NDArray[Any]], *, order: str = "<", big: bool = False, loop: bool = False, **settings
) -> bytes:
    """A TIFF of `pages`, each ``[row, column]`` or ``[row, column, sample]``.

    Args:
        loop: the last page leads to the first.
        settings: see `_page`; `description` (or one for each page), `resolution` and `private` go to the first page
            alone.
    """
    out = bytearray((b"II" if order == "<" else b"MM") + struct.pack(order + "H", 43 if big else 42))
    out += struct.pack(order + ("HHQ" if big else "I"), *((8, 0, 0) if big else (0,)))
    link = 8 if big else 4
    first = 0
    for number, pixels in enumerate(pages):
        once = {} if number else {key: settings[key] for key in _ONCE if key in settings}
        if isinstance(settings.get("description"), list):
            once["description"] = settings["description"][number]
        rest = {key: value for key, value in settings.items() if key not in _ONCE}
        at, link = _page(out, link, pixels, order=order, big=big, **rest, **once)
        first = first or at
    if loop:
        out[link : link + (8 if big else 4)] = struct.pack(order + ("Q" if big else "I"), first)
    return bytes(out)


def _page(
    out: bytearray,
    link: int,
    pixels: NDArray[Any],
    *,
    order: str,
    big: bool,
    compression: int = 1,
    predictor: int = 1,
    planar: bool = False,
    tile: tuple[int, int] | None = None,
    rows_per_strip: int = 0,
    bits: int = 0,
    photometric: int | None = None,
    orientation: int = 1,
    extra: tuple[int, ...] = (),
    palette: NDArray[np.uint16] | None = None,
    fill: int = 1,
    subfile: int = 0,
    description: bytes = b"",
    resolution: tuple[float, float, int] | None = None,
    private: Mapping[int, tuple[str, Sequence[int]]] | None = None,
) -> tuple[int, int]:
    """Append one page and link it; where its directory lies, and where the next page's place is to be written."""
    rows, columns, samples = (*pixels.shape, 1)[:3]
    bits = bits or pixels.dtype.itemsize * 8
    chunks = _chunks(pixels.reshape(rows, columns, samples), tile, rows_per_strip or rows, planar=planar)
    offsets, lengths = [], []
    for chunk in chunks:
        data = pack(chunk, order, bits, predictor, compression)
        if fill == 2:
            data = bytes(int(f"{byte:08b}"[::-1], 2) for byte in data)
        offsets.append(len(out))
        lengths.append(len(data))
        out += data + b"\0" * (len(data) % 2)
    if photometric is None:
        photometric = 2 if samples - len(extra) == 3 else 1
    kind = {"u": 1, "b": 1, "i": 2, "f": 3}[pixels.dtype.kind]
    tags: dict[int, tuple[str, Sequence[int]] | bytes] = {
        254: ("I", [subfile]), 256: ("I", [columns]), 257: ("I", [rows]), 258: ("H", [bits] * samples),
        259: ("H", [compression]), 262: ("H", [photometric]), 266: ("H", [fill]), 274: ("H", [orientation]),
        277: ("H", [samples]), 284: ("H", [2 if planar else 1]), 317: ("H", [predictor]), 339: ("H", [kind] * samples),
    }  # fmt: skip
    where = "Q" if big else "I"
    if tile:
        tags |= {322: ("I", [tile[1]]), 323: ("I", [tile[0]]), 324: (where, offsets), 325: (where, lengths)}
    else:
        tags |= {273: (where, offsets), 278: ("I", [rows_per_strip or rows]), 279: (where, lengths)}
    if extra:
        tags[338] = ("H", extra)
    if palette is not None:
        tags[320] = ("H", palette.ravel().tolist())
    if description:
        tags[270] = description + b"\0"
    if resolution:
        x, y, unit = resolution
        tags |= {282: _ratio(x, order), 283: _ratio(y, order), 296: ("H", [unit])}
    tags |= private or {}
    return _directory(out, link, tags, order=order, big=big)


def _ratio(value: float, order: str) -> bytes:
    return b"ratio" + struct.pack(order + "II", round(value * 1_000_000), 1_000_000)


def _directory(out: bytearray, link: int, tags: dict[int, Any], *, order: str, big: bool) -> tuple[int, int]:
    word = "Q" if big else "I"
    entries = b""
    for tag in sorted(tags):
        value = tags[tag]
        if isinstance(value, bytes) and value.startswith(b"ratio"):
            code, count, data = 5, 1, value[5:]
        elif isinstance(value, bytes):
            code, count, data = 2, len(value), value
        else:
            letter, numbers = value
            code, count, data = _TYPES[letter], len(numbers), struct.pack(f"{order}{len(numbers)}{letter}", *numbers)
        width = 8 if big else 4
        if len(data) > width:
            out += b"\0" * (len(out) % 2)
            at = len(out)
            out += data
            data = struct.pack(order + word, at)
        entries += struct.pack(order + ("HHQ" if big else "HHI"), tag, code, count) + data.ljust(width, b"\0")
    out += b"\0" * (len(out) % 2)
    at = len(out)
    out += struct.pack(order + ("Q" if big else "H"), len(tags)) + entries
    following = len(out)
    out += struct.pack(order + word, 0)
    out[link : link + (8 if big else 4)] = struct.pack(order + word, at)
    return at, following


def _chunks(pixels: NDArray[Any], tile: tuple[int, int] | None, strip: int, *, planar: bool) -> list[NDArray[Any]]:
    planes = [pixels[..., index : index + 1] for index in range(pixels.shape[2])] if planar else [pixels]
    found = []
    for plane in planes:
        rows, columns, _ = plane.shape
        if tile is None:
            found += [plane[top : top + strip] for top in range(0, rows, strip)]
            continue
        height, width = tile
        grown = np.pad(plane, ((0, -rows % height), (0, -columns % width), (0, 0)), constant_values=7)
        found += [
            grown[top : top + height, left : left + width]
            for top in range(0, rows, height)
            for left in range(0, columns, width)
        ]
    return found


def pack(chunk: NDArray[Any], order: str, bits: int, predictor: int, compression: int) -> bytes:
    """One strip or tile ``[row, column, sample]`` as the file holds it."""
    rows, columns, samples = chunk.shape
    if bits not in (8, 16, 32, 64):
        apart = (chunk[..., None] >> np.arange(bits - 1, -1, -1)) & 1
        data = np.packbits(apart.reshape(rows, -1).astype(np.uint8), axis=1).tobytes()
    elif predictor == 2:
        whole = chunk.view(f"u{bits // 8}")
        whole = np.concatenate([whole[:, :1], whole[:, 1:] - whole[:, :-1]], axis=1)
        data = whole.astype(whole.dtype.newbyteorder(order)).tobytes()
    elif predictor == 3:
        size = bits // 8
        high_first = np.ascontiguousarray(chunk.reshape(rows, -1).astype(chunk.dtype.newbyteorder(">")))
        apart = high_first.view(np.uint8).reshape(rows, columns * samples, size).transpose(0, 2, 1)
        flat = apart.reshape(rows, columns * size, samples)
        data = np.concatenate([flat[:, :1], flat[:, 1:] - flat[:, :-1]], axis=1).tobytes()
    else:
        data = chunk.astype(chunk.dtype.newbyteorder(order)).tobytes()
    return COMPRESS[compression](data)


def lzw(data: bytes) -> bytes:
    """TIFF's LZW (TIFF 6.0 section 13): codes grow one earlier than they need to, highest bit first."""
    table = {bytes([value]): value for value in range(256)}
    bits, width, word = [f"{256:09b}"], 9, b""
    for byte in data:
        longer = word + bytes([byte])
        if longer in table:
            word = longer
            continue
        bits.append(f"{table[word]:0{width}b}")
        table[longer] = len(table) + 2
        word = bytes([byte])
        if len(table) + 2 == 4095:  # entry 4094 was added
            bits.append(f"{256:012b}")
            table, width = {bytes([value]): value for value in range(256)}, 9
        else:
            width = (len(table) + 2).bit_length()
    if word:
        bits.append(f"{table[word]:0{width}b}")
        table[word + b"end"] = 0
        width = min(12, (len(table) + 2).bit_length())
    stream = "".join([*bits, f"{257:0{width}b}"])
    return int(stream.ljust(-(-len(stream) // 8) * 8, "0"), 2).to_bytes(-(-len(stream) // 8), "big")


def packbits(data: bytes) -> bytes:
    """PackBits with runs and literals."""
    out, place = bytearray(), 0
    while place < len(data):
        run = 1
        while run < 128 and data[place : place + 1] * (run + 1) == data[place : place + run + 1]:
            run += 1
        if run > 1:
            out += bytes([257 - run, data[place]])
        else:
            run = min(5, len(data) - place)
            out += bytes([run - 1]) + data[place : place + run]
        place += run
    return bytes(out)


COMPRESS: dict[int, Callable[[bytes], bytes]] = {
    1: bytes, 5: lzw, 8: zlib.compress, 32773: packbits, 32946: zlib.compress, 34925: lzma.compress,
    50000: imagecodecs.zstd_encode,
}  # fmt: skip


def slice_labels(labels: Sequence[str], order: str = "<", info: str = "") -> dict[int, tuple[str, list[int]]]:
    """ImageJ's private tags (`private` of `tiff`) with a label for each slice."""
    encoding = "utf-16-le" if order == "<" else "utf-16-be"
    blocks = [(b"info", [info.encode(encoding)])] if info else []
    blocks.append((b"labl", [each.encode(encoding) for each in labels]))
    head = b"IJIJ"[:: 1 if order == ">" else -1]
    for name, parts in blocks:
        head += name[:: 1 if order == ">" else -1] + struct.pack(order + "I", len(parts))
    data = head + b"".join(part for _, parts in blocks for part in parts)
    counts = [len(head), *(len(part) for _, parts in blocks for part in parts)]
    return {50838: ("I", counts), 50839: ("B", list(data))}


# --- PNG

_PASSES = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))


def chunk(name: bytes, data: bytes) -> bytes:
    """One chunk of a PNG with its checksum."""
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def png(
    pixels: NDArray[Any], colour: int, bits: int, *, interlaced: bool = False, palette: bytes = b"", extra: bytes = b""
) -> bytes:
    """A PNG of ``[row, column, sample]`` with the filters None and Sub in turn."""
    rows, columns, samples = (*pixels.shape, 1)[:3]
    whole = pixels.reshape(rows, columns, samples)
    passes = [whole[top::down, left::across] for top, left, down, across in _PASSES] if interlaced else [whole]
    raw = b"".join(_filtered(each, bits) for each in passes if each.size)
    head = struct.pack(">IIBBBBB", columns, rows, bits, colour, 0, 0, interlaced)
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra
    out += chunk(b"PLTE", palette) if palette else b""
    return out + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def _filtered(pixels: NDArray[Any], bits: int) -> bytes:
    rows, _, samples = pixels.shape
    if bits < 8:
        apart = (pixels[..., None] >> np.arange(bits - 1, -1, -1)) & 1
        lines = np.packbits(apart.reshape(rows, -1).astype(np.uint8), axis=1)
    else:
        lines = np.ascontiguousarray(pixels.reshape(rows, -1).astype(f">u{bits // 8}")).view(np.uint8)
    step = max(1, bits * samples // 8)
    out = b""
    for number, line in enumerate(lines):
        if number % 2:
            before = np.concatenate([np.zeros(step, np.uint8), line[:-step]])[: len(line)]
            out += b"\1" + (line - before).tobytes()
        else:
            out += b"\0" + line.tobytes()
    return out
