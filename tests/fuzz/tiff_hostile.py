"""Hostile TIFF, PNG and JPEG: directories that loop, sizes that are claimed, streams that unfold."""

from __future__ import annotations

import io
import random
import struct
import zlib
from functools import cache

import cv2
import imagecodecs
import numpy as np
import tifffile
from inputs import Input
from mutate import damage

ROWS, COLUMNS = 12, 10
_CODES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_PACKINGS = (32773, 32946, 34712, 34887, 34925, 50000, 50001, 50002)
_VALUES = (0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 32, 64, 255, 256, 4096, *_PACKINGS, 65535)
_WIDE = (*_VALUES, 65536, 200_000, 1 << 24, (1 << 31) - 1, 1 << 31, (1 << 32) - 1)
_TAGS = (254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 284, 296, 317, 320, 322, 323, 324, 325, 338)
_UNFOLDING_XML = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><OME>&i;</OME>"
)
_CLAIMING_XML = (
    '<OME><Image><Pixels SizeX="10" SizeY="12" SizeZ="4000000000" SizeC="1" SizeT="1" PhysicalSizeX="nan" '
    'PhysicalSizeY="-1" PhysicalSizeZ="1e400" DimensionOrder="XYZCT"/></Image></OME>'
)
_DESCRIPTIONS = (
    _UNFOLDING_XML,
    _CLAIMING_XML,
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><OME>&x;</OME>',
    "<OME>" * 20_000,
    '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image><Pixels SizeX="x"/></Image></OME>',
    "ImageJ=1.53\nimages=2000000000\nslices=-1\nspacing=nan\nunit=mm\n",
    "ImageJ=1.53\nimages=4\nslices=4\nspacing=1e999\nunit=\\u00B5m\nloop=",
    "<OME",
    "ImageJ=",
    "\xff\xfe\0\0",
    "",
)


_WRITTEN = {
    "jpeg": {"compression": "jpeg"},
    "jpeg-tiles": {"compression": "jpeg", "tile": (16, 16)},
    "zstd": {"compression": "zstd", "predictor": True},
    "lzma": {"compression": "lzma"},
    "lerc": {"compression": "lerc", "compressionargs": {"compression": "zstd"}},
    "jpegxl": {"compression": "jpegxl", "compressionargs": {"lossless": True}},
    "webp": {"compression": "webp"},
    "jpeg2000": {"compression": "jpeg2000", "compressionargs": {"codecformat": "j2k"}},
}


def _written(pixels: np.ndarray, **settings) -> bytes:
    """What tifffile writes."""
    out = io.BytesIO()
    tifffile.imwrite(out, pixels, metadata=None, software="", **{"photometric": "rgb", **settings})
    return out.getvalue()


@cache
def sound_tiffs() -> dict[str, bytes]:
    """Pictures as OpenCV and tifffile write them."""
    rng = np.random.default_rng(3)
    colour = rng.integers(1, 250, (ROWS, COLUMNS, 3)).astype(np.uint8)
    made = {
        f"{name}-{compression}": cv2.imencode(".tif", pixels, [cv2.IMWRITE_TIFF_COMPRESSION, compression])[1].tobytes()
        for name, pixels in {
            "colour": colour,
            "grey": colour[..., 0],
            "wide": colour[..., 0].astype(np.uint16) * 9,
        }.items()
        for compression in (1, 5, 8, 32773)
    }
    made |= {name: _written(colour, **settings) for name, settings in _WRITTEN.items()}
    made["lerc-float"] = _written(colour[..., 0].astype(np.float32), compression="lerc", photometric="minisblack")
    made["inks"] = _written(np.dstack([colour, colour[..., 0]]), photometric="separated")
    made["float"] = cv2.imencode(".tif", colour[..., 0].astype(np.float32), [cv2.IMWRITE_TIFF_COMPRESSION, 1])[
        1
    ].tobytes()
    made["pages"] = cv2.imencodemulti(".tif", [colour[..., k] for k in range(3)])[1].tobytes()
    made["big"] = laid_out(colour[..., 0], big=True)
    made["bare"] = laid_out(colour[..., 0])
    return made


def laid_out(pixels: np.ndarray, *, big: bool = False, description: bytes = b"", following: int = 0) -> bytes:
    """An uncompressed grey TIFF, or BigTIFF, of one page, laid out by hand (TIFF 6.0; BigTIFF)."""
    rows, columns = pixels.shape
    data = pixels.tobytes()
    start = 16 if big else 8
    text_at = start + len(data)
    text = description + b"\0" * (len(description) % 2)
    entries = [(256, columns), (257, rows), (258, 8), (259, 1), (262, 1), (273, start), (277, 1), (278, rows)]
    entries += [(279, len(data)), (339, 1)]
    field, count = ("Q", "Q") if big else ("I", "H")
    packed = [struct.pack(f"<HH{field}{field}", tag, 4, 1, value) for tag, value in entries]
    if big:
        packed = [struct.pack("<HHQIxxxx", tag, 4, 1, value) for tag, value in entries]
    if description:
        packed.append(struct.pack(f"<HH{field}{field}", 270, 2, len(description), text_at))
        packed.sort()
    head = struct.pack("<2sHHHQ", b"II", 43, 8, 0, text_at + len(text)) if big else b""
    head = head or struct.pack("<2sHI", b"II", 42, text_at + len(text))
    return (
        head
        + data
        + text
        + struct.pack(f"<{count}", len(packed))
        + b"".join(packed)
        + struct.pack(f"<{field}", following)
    )


def _directory(data: bytes) -> tuple[str, int, int]:
    """Byte order, offset and count of a classic TIFF's first directory."""
    order = "<" if data[:2] == b"II" else ">"
    (offset,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, offset)
    return order, offset, count


def _entries(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """Directory entries changed: value, count, type or tag; directories that loop."""
    if data[2:4] in {b"+\0", b"\0+"}:
        return damage(data, rng)
    order, offset, count = _directory(data)
    changed, told = bytearray(data), []
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = offset + 2 + 12 * rng.randrange(count)
        (tag,) = struct.unpack_from(order + "H", changed, at)
        what = rng.choice(("value", "value", "value", "value", "count", "type", "tag", "next", "entries"))
        if what == "value":
            value = rng.choice(_WIDE)
            code = struct.unpack_from(order + "H", changed, at + 2)[0]
            letter = "H" if code == 3 and value < 65536 else "I"
            struct.pack_into(order + letter, changed, at + 8, value)
        elif what == "count":
            value = rng.choice((0, 2, 3, 65535, 1 << 20, (1 << 32) - 1))
            struct.pack_into(order + "I", changed, at + 4, value)
        elif what == "type":
            value = rng.choice((*_CODES, 0, 14, 99))
            struct.pack_into(order + "H", changed, at + 2, value)
        elif what == "tag":
            value = rng.choice(_TAGS)
            struct.pack_into(order + "H", changed, at, value)
        elif what == "next":
            value = rng.choice((offset, 8, 1, len(data) - 1, (1 << 32) - 1, offset + 2))
            struct.pack_into(order + "I", changed, offset + 2 + 12 * count, value)
        else:
            value = rng.choice((0, 1, 3, 4096, 65535))
            struct.pack_into(order + "H", changed, offset, value)
        told.append(f"{what} of {tag}: {value}")
    return bytes(changed), ", ".join(told)


def described(rng: random.Random) -> tuple[bytes, str]:
    """OME and ImageJ descriptions that claim, recurse or unfold."""
    text = rng.choice(_DESCRIPTIONS)
    pixels = np.arange(ROWS * COLUMNS, dtype=np.uint8).reshape(ROWS, COLUMNS)
    return laid_out(pixels, description=text.encode("latin-1", "replace") + b"\0"), f"description {text[:50]!r}"


def chain(rng: random.Random) -> tuple[bytes, str]:
    """Thousands of pages in few bytes: directories that share one picture, or return to the first."""
    pages = rng.choice((300, 5000))
    pixels = bytes(ROWS * COLUMNS)
    entries = (
        (256, COLUMNS),
        (257, ROWS),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, ROWS),
        (279, len(pixels)),
    )
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    size, first = len(body) + 4, 8 + len(pixels)
    last = rng.choice((0, first, first + size * (pages // 2)))
    parts = [body + struct.pack("<I", first + size * page if page < pages else last) for page in range(1, pages + 1)]
    return struct.pack("<2sHI", b"II", 42, first) + pixels + b"".join(
        parts
    ), f"{pages} pages share a picture, then {last}"


@cache
def _zeros(count: int) -> bytes:
    return zlib.compress(bytes(count), 9)


def unfolding(rng: random.Random) -> tuple[bytes, str]:
    """One Deflate strip that unfolds to more than the header says, or to what it says: a gigapixel."""
    honest = rng.random() < 0.5
    strip = _zeros(64 << 20)
    columns, rows = (30_000, 30_000) if honest else (COLUMNS, ROWS)
    entries = (
        (256, columns),
        (257, rows),
        (258, 8),
        (259, 8),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, rows),
        (279, len(strip)),
    )
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", tag, 4, 1, v) for tag, v in entries)
    return struct.pack("<2sHI", b"II", 42, 8 + len(strip)) + strip + directory + bytes(
        4
    ), f"a strip of 64 MiB, {columns} wide"


def tiff(rng: random.Random) -> Input:
    """A patient's slices, one of which is hostile; a hostile mask; a hostile file alone."""
    way, sound = rng.random(), sound_tiffs()["bare"]
    if way < 0.01:
        data, told = unfolding(rng)
    elif way < 0.03:
        data, told = chain(rng)
    elif way < 0.08:
        data, told = described(rng)
    else:
        name, sound = rng.choice(list(sound_tiffs().items()))
        data, told = _entries(sound, rng) if rng.random() < 0.6 else damage(sound, rng)
        told = f"{name}: {told}"
    return _placed(data, sound, ".tif", told, rng)


def _placed(data: bytes, sound: bytes, suffix: str, told: str, rng: random.Random) -> Input:
    """Alone, as a mask, or among slices of its kind: beside others it would be left out before it is decoded."""
    how = rng.randrange(4)
    unfolds = (30 << 20) if told.startswith("PNG") else 0
    honest = max(unfolds, 8 * (len(data) + ROWS * COLUMNS * 3))
    if how == 0:
        return Input({f"p_1{suffix}": data}, rng.choice(("", f"p_1{suffix}")), honest, told)
    if how == 1:
        return Input({f"p_1{suffix}": sound, f"p_1_mask{suffix}": data}, "", honest, f"mask; {told}")
    files = {f"p_{number}{suffix}": sound for number in (1, 2, 3)}
    files[f"p_{rng.randrange(1, 4)}{suffix}"] = data
    return Input(files, "", honest, told)


# --- PNG and JPEG


@cache
def sound_pictures() -> dict[str, bytes]:
    rng = np.random.default_rng(4)
    colour = rng.integers(1, 250, (ROWS, COLUMNS, 3)).astype(np.uint8)
    alpha = np.dstack([colour, colour[..., 0]])
    made = {
        "rgb.png": colour,
        "grey.png": colour[..., 0],
        "wide.png": colour[..., 0].astype(np.uint16) * 9,
        "rgba.png": alpha,
    }
    made |= {"rgb.jpg": colour, "grey.jpg": colour[..., 0]}
    found = {name: cv2.imencode(name[-4:], pixels)[1].tobytes() for name, pixels in made.items()}
    progressive = cv2.imencode(".jpg", colour, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1, cv2.IMWRITE_JPEG_RST_INTERVAL, 1])[1]
    inks = imagecodecs.jpeg8_encode(alpha, colorspace="CMYK", outcolorspace="YCCK")
    return found | {"progressive.jpg": progressive.tobytes(), "inks.jpg": bytes(inks)}


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(rng: random.Random) -> tuple[bytes, str, str]:
    """Chunks with right checksums and hostile contents; and the name of a sound picture like it."""
    size = rng.choice(((COLUMNS, ROWS), (0, 1), ((1 << 31) - 1, 1), (100_000, 100_000), (4000, 4000)))
    head = struct.pack(
        ">IIBBBBB", *size, rng.choice((1, 2, 8, 16, 7)), rng.choice((0, 2, 3, 4, 6, 5)), 0, 0, rng.choice((0, 1, 2))
    )
    body = _zeros(rng.choice((0, 10, 132, 4000, 30 << 20)))
    chunks = [_chunk(b"IHDR", head)]
    extra = rng.choice((b"", b"iCCP", b"zTXt", b"PLTE", b"acTL", b"tRNS", b"IHDR", b"eXIf", b"iTXt"))
    if extra:
        packed = b"a\0\0" + _zeros(30 << 20) if extra in {b"iCCP", b"zTXt"} else rng.randbytes(30)
        chunks.append(_chunk(extra, packed))
    chunks += [_chunk(b"IDAT", body), _chunk(b"IEND", b"")]
    like = {(8, 2): "rgb.png", (16, 0): "wide.png", (8, 6): "rgba.png"}.get((head[8], head[9]), "grey.png")
    told = f"PNG {size[0]} x {size[1]}, depth {head[8]}, colour {head[9]}, with {extra.decode() or 'nothing'}"
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks), told, like


def jpeg(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """A frame header that claims another size, components, precision; scans repeated."""
    at = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
    changed = bytearray(data)
    how = rng.randrange(3)
    if how == 0:
        rows, columns = rng.choice(((65500, 65500), (0, 10), (65535, 1), (4000, 4000)))
        struct.pack_into(">HH", changed, at + 5, rows, columns)
        return bytes(changed), f"JPEG states {columns} x {rows}"
    if how == 1:
        changed[at + rng.choice((4, 9, 10, 11, 12))] = rng.randrange(256)
        return bytes(changed), "JPEG frame header"
    scan = data[data.rfind(b"\xff\xda") : -2]
    return data[:-2] + scan * rng.choice((2, 500)) + data[-2:], "JPEG scans repeated"


def picture(rng: random.Random) -> Input:
    """Slices as PNG or JPEG, one of them hostile."""
    name, data = rng.choice(list(sound_pictures().items()))
    way, like = rng.random(), name
    if way < 0.25 and name.endswith("png"):
        data, told, like = png(rng)
    elif way < 0.5 and name.endswith("jpg"):
        data, told = jpeg(data, rng)
    else:
        data, told = damage(data, rng)
        told = f"{name}: {told}"
    suffix = name[-4:] if rng.random() < 0.95 else rng.choice((".png", ".jpg", ".jpeg", ".tif", ".dcm", ".nii", ""))
    return _placed(data, sound_pictures()[like], suffix, told, rng)
