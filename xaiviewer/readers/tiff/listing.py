"""The tags of a TIFF, and what a PNG or JPEG says of itself, as lines to be read by people."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError
from xaiviewer.readers.files.header_line import MOST_LINES, HeaderLine, of_bytes, one_line
from xaiviewer.readers.naming.names import refusal, shown
from xaiviewer.readers.tiff.pages.tags import Damaged, Directories, Entry
from xaiviewer.readers.tiff.pixels.picture import read_picture

_NAMES = {
    254: "NewSubfileType", 255: "SubfileType", 256: "ImageWidth", 257: "ImageLength", 258: "BitsPerSample",
    259: "Compression", 262: "PhotometricInterpretation", 263: "Threshholding", 266: "FillOrder", 269: "DocumentName",
    270: "ImageDescription", 271: "Make", 272: "Model", 273: "StripOffsets", 274: "Orientation",
    277: "SamplesPerPixel", 278: "RowsPerStrip", 279: "StripByteCounts", 280: "MinSampleValue", 281: "MaxSampleValue",
    282: "XResolution", 283: "YResolution", 284: "PlanarConfiguration", 285: "PageName", 286: "XPosition",
    287: "YPosition", 292: "T4Options", 293: "T6Options", 296: "ResolutionUnit", 297: "PageNumber", 305: "Software",
    306: "DateTime", 315: "Artist", 316: "HostComputer", 317: "Predictor", 318: "WhitePoint",
    319: "PrimaryChromaticities", 320: "ColorMap", 322: "TileWidth", 323: "TileLength", 324: "TileOffsets",
    325: "TileByteCounts", 330: "SubIFDs", 332: "InkSet", 333: "InkNames", 338: "ExtraSamples", 339: "SampleFormat",
    340: "SMinSampleValue", 341: "SMaxSampleValue", 347: "JPEGTables", 529: "YCbCrCoefficients",
    530: "YCbCrSubSampling", 531: "YCbCrPositioning", 532: "ReferenceBlackWhite", 700: "XMP", 33432: "Copyright",
    33629: "UIC2", 34361: "FluoView", 34412: "ZeissLSM", 34665: "ExifIFD", 34675: "ICCProfile", 32997: "ImageDepth",
    50838: "IJMetadataByteCounts", 50839: "IJMetadata", 65000: "private", 42112: "GDALMetadata", 42113: "GDALNoData",
}  # fmt: skip
_KINDS = {1: "BYTE", 2: "ASCII", 3: "SHORT", 4: "LONG", 5: "RATIONAL", 6: "SBYTE", 7: "UNDEFINED", 8: "SSHORT"} | {
    9: "SLONG", 10: "SRATIONAL", 11: "FLOAT", 12: "DOUBLE", 13: "IFD", 16: "LONG8", 17: "SLONG8", 18: "IFD8"
}  # fmt: skip
_PRIVATE = 32768
_RATIOS = (5, 10)
_TEXT = 2
_MOST_VALUES = 64


def header_lines(path: Path, page: int | None = None) -> tuple[HeaderLine, ...]:
    """Every tag of a TIFF, page after page; of a PNG or JPEG its size and what its pixels are.

    Args:
        path: the file.
        page: the only one that is listed, from 0; all of them where it is None.

    Raises:
        ReadError: where the file cannot be read or is damaged.
    """
    try:
        with path.open("rb") as file:
            if file.read(2) in (b"II", b"MM"):
                return _pages(Directories(file, path), page)
    except OSError as error:
        raise ReadError(refusal(path, error)) from error
    except (Damaged, struct.error) as error:
        reason = str(error) if isinstance(error, Damaged) else "its directory cannot be read"
        raise ReadError(f"{shown(path)} is damaged ({reason}); copy it again from its source.") from error
    return _of_picture(path)


def _pages(directories: Directories, wanted: int | None) -> tuple[HeaderLine, ...]:
    lines: list[HeaderLine] = []
    for number, entries in enumerate(directories.entries()):
        if wanted is not None and number != wanted:
            continue
        lines.append(HeaderLine("", f"page {number + 1}", "", ""))
        lines += [_line(each) for each in entries]
        if number == wanted or len(lines) > MOST_LINES:
            break
    return tuple(lines)


def _line(entry: Entry) -> HeaderLine:
    name = _NAMES.get(entry.tag, "")
    text = entry.code == _TEXT or isinstance(entry.values, bytes)
    private = entry.tag >= _PRIVATE and (not name or name == "private")
    return HeaderLine(str(entry.tag), name, _kind(entry), _value(entry), 1, private, personal=text)


def _kind(entry: Entry) -> str:
    kind = _KINDS.get(entry.code, f"type {entry.code}")
    return kind if entry.count == 1 or entry.code == _TEXT else f"{kind} × {entry.count}"


def _value(entry: Entry) -> str:
    if entry.values is None:
        return "cannot be read" if entry.code in _KINDS else "of a type that is not known"
    if isinstance(entry.values, bytes):
        if entry.code == _TEXT:
            return one_line(entry.values.decode("utf-8", "replace"))
        return of_bytes(entry.values)
    values = _ratios(entry.values) if entry.code in _RATIOS else [f"{each:.10g}" for each in entry.values.tolist()]
    more = f" … ({len(values)} values)" if len(values) > _MOST_VALUES else ""
    return " ".join(values[:_MOST_VALUES]) + more


def _ratios(values: NDArray[np.generic]) -> list[str]:
    whole = values.tolist()
    return [f"{above}/{below}" for above, below in zip(whole[::2], whole[1::2], strict=False)]


def _of_picture(path: Path) -> tuple[HeaderLine, ...]:
    picture = read_picture(path)
    told = {
        "format": picture.format,
        "columns": picture.columns,
        "rows": picture.rows,
        "channels": picture.channels,
        "bits": picture.bits,
        "orientation": picture.orientation,
        "opacity": picture.opacity,
    }
    return tuple(HeaderLine("", name, "", str(value)) for name, value in told.items())
