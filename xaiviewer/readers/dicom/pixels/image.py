"""How one file stores its pixels, checked against what the file really holds before anything is allocated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.uid import UID

from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.files.header import (
    DicomHeader,
    PixelData,
    first,
    integer,
    numbers,
    printable,
    tags,
    text,
    value,
)
from xaiviewer.readers.dicom.pixels.decoders import is_decodable
from xaiviewer.readers.files.limits import MAX_CASE_BYTES, MAX_COMPRESSION, MAX_DIMENSION, SMALL_BYTES
from xaiviewer.readers.naming.names import shown

IMAGE_KEYWORDS = (
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "PlanarConfiguration",
    "NumberOfFrames",
    "Rows",
    "Columns",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "ExtendedOffsetTable",
    "ExtendedOffsetTableLengths",
    "ModalityLUTSequence",
)
PALETTE_KEYWORDS = tuple(
    f"{kind}{colour}PaletteColorLookupTable{part}"
    for colour in ("Red", "Green", "Blue")
    for kind, part in (("", "Descriptor"), ("", "Data"), ("Segmented", "Data"))
)
_TABLES = tags(["ModalityLUTSequence", *PALETTE_KEYWORDS])
_NO_TABLES = Dataset()
"""What nearly every file has: one for all of them, which nobody writes to."""
_VIDEO = "1.2.840.10008.1.2.4.10"  # MPEG-2, MPEG-4 and HEVC have the UIDs from ...4.100 to ...4.108
_GREY = ("MONOCHROME1", "MONOCHROME2")
_COLOURS = ("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT", "PALETTE COLOR")


@dataclass(frozen=True, eq=False, slots=True)
class Image:
    """What decoding one file's pixels needs, and no more.

    Attributes:
        bits_allocated: 1, 8, 16, 32 or 64 per sample.
        frames: how many the file can hold, no more than it states.
        lowest_bit: where a value begins in what is allocated to it: HighBit + 1 - BitsStored, 0 in nearly every file.
        tables: the modality LUT and the palette, where there are any.
        extended_offsets: of the frames, where the file has such a table.
    """

    path: Path
    deflated: bool
    syntax: UID
    pixels: PixelData
    rows: int
    columns: int
    samples: int
    frames: int
    bits_allocated: int
    bits_stored: int
    signed: bool
    photometric: str
    planar: int
    tables: Dataset
    extended_offsets: tuple[bytes, bytes] | None = None
    lowest_bit: int = 0

    @property
    def cells(self) -> Image:
        """The same with values that begin at the lowest bit: what lies below each is still part of it."""
        return replace(self, bits_stored=self.bits_stored + self.lowest_bit, lowest_bit=0) if self.lowest_bit else self

    @property
    def frame_bits(self) -> int:
        """Of one uncompressed frame as stored."""
        bits = self.rows * self.columns * self.samples * self.bits_allocated
        return bits * 2 // 3 if self.photometric == "YBR_FULL_422" and not self.syntax.is_encapsulated else bits

    @property
    def dtype(self) -> str:
        """Of the stored values, as NumPy names it."""
        if self.pixels.keyword != "PixelData":
            return "float32" if self.pixels.keyword == "FloatPixelData" else "float64"
        if self.bits_allocated == 1:
            return "uint8"
        return f"{'int' if self.signed else 'uint'}{self.bits_allocated}"


def image_of(header: DicomHeader) -> tuple[Image, list[str]]:
    """How the file stores its pixels, and a sentence where it holds fewer frames than it states.

    Raises:
        ReadError: where there are none, they cannot be decoded here, or the header claims what the file cannot hold.
    """
    path, data, pixels = shown(header.path), header.data, header.pixels
    if pixels is None:
        if text(data, "PixelDataProviderURL"):
            raise ReadError(f"{path} holds no pixels but an address of a server; export the images themselves.")
        raise ReadError(f"{path} holds no image; leave it out.")
    _refuse_syntax(path, header.syntax)
    rows, columns = integer(data, "Rows"), integer(data, "Columns")
    if not (0 < rows < MAX_DIMENSION and 0 < columns < MAX_DIMENSION):
        raise ReadError(f"{path} states no size of its image; copy or export it again.")
    floating = {"FloatPixelData": 32, "DoubleFloatPixelData": 64}.get(pixels.keyword)
    allocated = floating or integer(data, "BitsAllocated")
    samples = integer(data, "SamplesPerPixel", 1)
    photometric = text(data, "PhotometricInterpretation").upper() or "MONOCHROME2"
    _refuse_kind(path, samples, allocated, photometric)
    stored = integer(data, "BitsStored", allocated)
    stored = stored if 0 < stored <= allocated else allocated
    offsets = value(data, "ExtendedOffsetTable"), value(data, "ExtendedOffsetTableLengths")
    image = Image(
        path=header.path,
        deflated=header.deflated,
        syntax=header.syntax,
        pixels=pixels,
        rows=rows,
        columns=columns,
        samples=samples,
        frames=max(1, integer(data, "NumberOfFrames", 1)),
        bits_allocated=allocated,
        bits_stored=stored,
        signed=integer(data, "PixelRepresentation") == 1,
        photometric=photometric,
        planar=integer(data, "PlanarConfiguration"),
        tables=_tables(data),
        extended_offsets=(bytes(offsets[0]), bytes(offsets[1])) if all(offsets) else None,
        lowest_bit=_lowest_bit(data, allocated, stored) or 0 if floating is None else 0,
    )
    return _within_the_file(path, image)


def _lowest_bit(data: Dataset, allocated: int, stored: int) -> int | None:
    """Where HighBit has values begin (PS3.5, 8.1.1); None where there can be none: it lies too low or too high."""
    lowest = integer(data, "HighBit", stored - 1) + 1 - stored
    return lowest if 0 <= lowest <= allocated - stored else None


def _refuse_syntax(path: str, syntax: UID) -> None:
    if str(syntax).startswith(_VIDEO):
        raise ReadError(f"{path} holds a video ({syntax.name}); export it as single images.")
    if not is_decodable(syntax):
        name = syntax.name if syntax.name != str(syntax) else f"an unknown method ({printable(str(syntax))[:64]})"
        raise ReadError(f"{path} is compressed with {name}, which cannot be decoded here; export it uncompressed.")


def _refuse_kind(path: str, samples: int, allocated: int, photometric: str) -> None:
    if allocated not in (1, 8, 16, 32, 64):
        raise ReadError(f"{path} stores {allocated} bits per value; export it with 8, 16 or 32.")
    if (samples, photometric in _GREY) not in ((1, True), (1, False), (3, False)):
        raise ReadError(f"{path} stores {samples} values per pixel as {photometric}; export it as greyscale or RGB.")
    if photometric not in _GREY + _COLOURS or (samples == 1 and photometric not in (*_GREY, "PALETTE COLOR")):
        raise ReadError(f"{path} stores its pixels as {photometric}; export it as greyscale or RGB.")


def _tables(data: Dataset) -> Dataset:
    """The lookup tables alone, small enough to keep."""
    present = [tag for tag in _TABLES if tag in data]
    if not present:
        return _NO_TABLES
    tables = Dataset()
    for tag in present:
        tables[tag] = data[tag]
    tables.file_meta = data.file_meta  # it tells pydicom the order of the tables' bytes
    return tables


def _within_the_file(path: str, image: Image) -> tuple[Image, list[str]]:
    """The image with no more frames than its file can hold."""
    if image.frame_bits // 8 > MAX_CASE_BYTES:
        raise ReadError(f"{path} states an image of {image.columns} x {image.rows} pixels; no such image fits here.")
    available = image.pixels.available
    if image.syntax.is_encapsulated or image.pixels.length is None:
        holds = max(1, available // 8)  # a frame is an item of its own, with eight bytes of header
        claimed = image.frame_bits // 8 * min(image.frames, holds)
        if claimed > max(SMALL_BYTES, MAX_COMPRESSION * available):
            size = f"{claimed >> 20} MiB of pixels in {available} bytes"
            raise ReadError(f"{path} claims to hold {size}, which no compression does; copy or export it again.")
    else:
        holds = min(available, image.pixels.length) * 8 // image.frame_bits
        if holds == 0:
            raise ReadError(f"{path} ends before its image does; copy or export it again.")
        _refuse_full_colour(path, image)
    if image.frames <= holds:
        return image, []
    notice = f"{path} ends early: it holds {holds} of {image.frames} frames; copy or export it again."
    return replace(image, frames=holds), [notice]


def _refuse_full_colour(path: str, image: Image) -> None:
    """As pydicom does: colours at every pixel that are stated to be at every second one would be read as others."""
    assert image.pixels.length is not None
    full = image.frames * image.rows * image.columns * image.samples * image.bits_allocated // 8
    if image.photometric == "YBR_FULL_422" and image.pixels.length in (full, full + 1):
        raise ReadError(
            f"{path} states that it stores colours at every second pixel (YBR_FULL_422) and stores them at every one; "
            "export it as RGB."
        )


def table_dtype(image: Image) -> str | None:
    """Type of what the image's modality LUT or palette gives; None where it has neither."""
    tables = first(image.tables, "ModalityLUTSequence")
    if tables is not None:
        return "uint8" if numbers(tables, "LUTDescriptor")[2:3] == (8.0,) else "uint16"
    if image.photometric != "PALETTE COLOR":
        return None
    entries, _, bits = (*numbers(image.tables, "RedPaletteColorLookupTableDescriptor", 3), 0.0, 0.0, 16.0)[:3]
    if data := value(image.tables, "RedPaletteColorLookupTableData"):
        bits = 8 * len(data) / (entries or 1 << 16)
    return "uint8" if bits == 8 else "uint16"
