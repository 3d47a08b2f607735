"""PNG and JPEG pictures: what they are, and their pixels.

PNG (ISO/IEC 15948): every chunk is checked here, which libpng leaves off where the last pixel is read; libpng then gets
a file of nothing but pixels. JPEG: see `jpeg`.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError
from xaiviewer.readers.naming.names import refusal, shown
from xaiviewer.readers.tiff.pages import tags
from xaiviewer.readers.tiff.pages.page import MAX_SLICE_PIXELS, damage, signature
from xaiviewer.readers.tiff.pages.tags import Damaged, Directories
from xaiviewer.readers.tiff.pixels import codecs, jpeg
from xaiviewer.readers.tiff.pixels.decode import upright, without_inks

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_GREY, _RGB, _PALETTE, _GREY_ALPHA, _RGBA = 0, 2, 3, 4, 6
_SAMPLES = {_GREY: 1, _RGB: 3, _PALETTE: 1, _GREY_ALPHA: 2, _RGBA: 4}
_DEPTHS = {_GREY: (1, 2, 4, 8, 16), _RGB: (8, 16), _PALETTE: (1, 2, 4, 8), _GREY_ALPHA: (8, 16), _RGBA: (8, 16)}
_INFLATED = 1040  # bytes that one byte of Deflate can become at most
_HEAD = 1 << 20


@dataclass(frozen=True)
class Picture:
    """What a PNG or JPEG says about itself.

    Attributes:
        path: the file.
        format: "PNG" or "JPEG".
        rows, columns: as stored, before it is turned.
        channels: of the decoded picture, without opacity.
        bits: of one sample as stored.
        orientation: 1 to 8, as Exif states it.
        opacity: how many samples per pixel are opacity.
        colour, interlace: PNG's colour type and whether it is stored in seven passes; 0 for JPEG.
        inks: printing inks, CMYK.
        transparent: colours, or places of the palette, that are not seen, as PNG's tRNS states them; mostly empty.
    """

    path: Path
    format: str
    rows: int
    columns: int
    channels: int
    bits: int
    orientation: int = 1
    opacity: int = 0
    colour: int = 0
    interlace: int = 0
    inks: bool = False
    transparent: bytes = b""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the picture turned upright."""
        return (self.columns, self.rows) if self.orientation >= 5 else (self.rows, self.columns)

    @property
    def decoded(self) -> np.dtype[Any]:
        """Type of the decoded picture."""
        return np.dtype(np.uint16 if self.bits == 16 else np.uint8)

    @property
    def label(self) -> str:
        """The file, as users name it."""
        return shown(self.path)

    @property
    def signature(self) -> str:
        """Size and type, alike for pictures that can be slices of one volume."""
        return signature(self.shape, self.channels, self.bits, "unsigned")


def read_picture(path: Path) -> Picture:
    """Read and check the head of the PNG or JPEG at `path`; no pixel is decoded.

    Raises:
        ReadError: where the file cannot be read, is empty, is neither, is damaged, too large or of a rare kind.
    """
    try:
        with path.open("rb") as file:
            found = _read(path, file)
    except OSError as error:
        raise ReadError(refusal(path, error)) from error
    except (Damaged, struct.error) as error:
        raise ReadError(damage(path, error)) from error
    if found.rows * found.columns > MAX_SLICE_PIXELS:
        raise ReadError(
            f"{shown(path)} states {found.columns} x {found.rows} pixels, more than the {MAX_SLICE_PIXELS // 2**20} "
            "million this program opens; export the slice at its own resolution."
        )
    return found


def with_opacity(picture: Picture) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """Pixels ``[channel, row, column]``, colours as red, green, blue, and opacity ``[row, column]`` where it has one,
    the picture upright.

    Raises:
        ReadError: where the file cannot be read or decoded.
    """
    opacity = None
    try:
        data = picture.path.read_bytes()
        if picture.format == "PNG":
            planes, opacity = _decode_png(picture, data)
        else:
            shape = (picture.rows, picture.columns, 4 if picture.inks else picture.channels)
            planes = codecs.unjpeg(data, b"", shape, None).transpose(2, 0, 1)
            if picture.inks:
                planes = without_inks(np.invert(planes))  # JPEG files store how much paper is seen, as Adobe began it
    except OSError as error:
        raise ReadError(refusal(picture.path, error)) from error
    except (Damaged, struct.error) as error:
        raise ReadError(damage(picture.path, error)) from error
    seen = None if opacity is None else upright(opacity[None], picture.orientation)[0]
    return upright(planes, picture.orientation), seen


def _read(path: Path, file: BinaryIO) -> Picture:
    start = file.read(8)
    if not start:
        raise ReadError(f"{shown(path)} is empty (0 bytes); copy it again from its source.")
    file.seek(0)
    if start == _PNG:
        return _read_png(path, file)
    if start[:3] == _JPEG:
        return _read_jpeg(path, file)
    raise ReadError(f"{shown(path)} is neither PNG nor JPEG, whatever its name says; export it as PNG or TIFF.")


def _read_jpeg(path: Path, file: BinaryIO) -> Picture:
    data = file.read(_HEAD)
    try:
        header = jpeg.peek(data)
    except Damaged:
        header = jpeg.peek(data + file.read())
    channels = {1: 1, 3: 3, 4: 3}.get(header.components)
    if channels is None:
        raise ReadError(f"{shown(path)} stores {header.components} colours; save it as greyscale or RGB.")
    turned = _turned(header.exif, path)
    return Picture(path, "JPEG", header.rows, header.columns, channels, 8, turned, inks=header.components == 4)


def _turned(exif: bytes, path: Path) -> int:
    """The orientation in an Exif block, which is a TIFF without pictures; 1 where it says none."""
    try:
        first = next(iter(Directories(io.BytesIO(exif), path)), None)
    except (ReadError, Damaged, struct.error):
        return 1
    stated = first.number(tags.ORIENTATION, 1) if first else 1
    return stated if 1 <= stated <= 8 else 1


def _chunks(file: BinaryIO, *, head: bool) -> Iterator[tuple[bytes, bytes]]:
    """Name and data of every chunk; with `head` those before the pixels."""
    length = file.seek(0, 2)
    position = len(_PNG)
    while True:
        file.seek(position)
        start = file.read(8)
        if len(start) < 8:
            raise Damaged("it ends too early")
        size, name = int.from_bytes(start[:4], "big"), start[4:]
        if head and name == b"IDAT":
            return
        if position + 12 + size > length:
            raise Damaged("it ends too early")
        body = file.read(size + 4)
        if zlib.crc32(name + body[:size]) != int.from_bytes(body[size:], "big"):
            if name[:1].isupper():  # an upper case name is a chunk that is needed
                raise Damaged("its checksum is wrong")
        else:
            yield name, body[:size]
        if name == b"IEND":
            return
        position += 12 + size


def _read_png(path: Path, file: BinaryIO) -> Picture:
    chunks: dict[bytes, bytes] = {}
    for name, data in _chunks(file, head=True):
        if not chunks and name != b"IHDR":
            raise Damaged("it does not begin with its size")
        chunks.setdefault(name, data if name in (b"IHDR", b"PLTE", b"eXIf", b"tRNS") else b"")
    columns, rows, bits, colour, _, _, interlace = struct.unpack(">IIBBBBB", chunks.get(b"IHDR", b""))
    if not rows or not columns:
        raise Damaged("it states no size")
    if bits not in _DEPTHS.get(colour, ()) or interlace > 1:
        raise Damaged("it states an unknown kind of pixels")
    samples = _SAMPLES[colour]
    opacity = 1 if colour in (_GREY_ALPHA, _RGBA) else 0
    channels = samples - opacity
    if colour == _PALETTE:
        palette = _palette(chunks.get(b"PLTE", b""))
        channels = 1 if (palette == palette[:, :1]).all() else 3
    turned = _turned(chunks.get(b"eXIf", b""), path)
    transparent = chunks.get(b"tRNS", b"")
    return Picture(
        path, "PNG", rows, columns, channels, bits, turned, opacity, colour, interlace, transparent=transparent
    )


def _palette(data: bytes) -> NDArray[np.uint8]:
    """``[index, colour]``."""
    if not data or len(data) % 3 or len(data) > 768:
        raise Damaged("its palette is missing or damaged")
    return np.frombuffer(data, np.uint8).reshape(-1, 3)


def _decode_png(picture: Picture, data: bytes) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """Colours ``[channel, row, column]`` and opacity ``[row, column]``, None where all of it is opaque."""
    chunks = [each for each in _chunks(io.BytesIO(data), head=False) if each[0] in (b"IDAT", b"PLTE", b"tRNS")]
    packed = sum(len(body) for name, body in chunks if name == b"IDAT")
    if picture.rows * picture.columns * picture.bits * _SAMPLES[picture.colour] > 8 * _INFLATED * (packed + 64):
        raise Damaged("its pixels end too early")
    by_index = picture.colour == _PALETTE  # libpng would make up colours that the palette lacks
    colour = _GREY if by_index else picture.colour
    head = struct.pack(">IIBBBBB", picture.columns, picture.rows, picture.bits, colour, 0, 0, picture.interlace)
    wanted = (b"IDAT",) if by_index or not _keyed(picture) else (b"IDAT", b"tRNS")
    kept = [(b"IHDR", head), *(each for each in chunks if each[0] in wanted), (b"IEND", b"")]
    file = _PNG + b"".join(map(_chunk, kept))
    values = np.atleast_3d(codecs.decoded(imagecodecs.png_decode, file)).transpose(2, 0, 1)
    samples = _SAMPLES[picture.colour]
    colours, opacity = values[: samples - picture.opacity], values[-1] if len(values) > picture.channels else None
    if picture.bits < 8:  # libpng spreads them over 0 to 255
        colours = colours // (255 // ((1 << picture.bits) - 1))
    if not by_index:
        return colours, opacity
    palette = _palette(next((body for name, body in chunks if name == b"PLTE"), b""))
    return _coloured(picture, palette, colours[0])


def _coloured(
    picture: Picture, palette: NDArray[np.uint8], indices: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """The colours of a palette's indices, and their opacity where the picture states any."""
    if int(indices.max(initial=0)) >= len(palette):
        raise Damaged("its palette is too short")
    planes: NDArray[Any] = palette.T[: picture.channels, indices]
    if not picture.transparent:
        return planes, None
    opacity = np.full(256, 255, np.uint8)
    stated = np.frombuffer(picture.transparent[:256], np.uint8)
    opacity[: len(stated)] = stated
    seen: NDArray[np.uint8] = opacity[indices]
    return planes, seen


def _keyed(picture: Picture) -> bool:
    """Is one grey or colour stated to be transparent?"""
    return len(picture.transparent) == 2 * picture.channels


def _chunk(named: tuple[bytes, bytes]) -> bytes:
    name, body = named
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
