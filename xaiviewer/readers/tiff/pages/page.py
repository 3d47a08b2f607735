"""One page of a TIFF: how its pixels are stored, checked against the file before anything is decoded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError
from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.tiff.pages import tags as tag
from xaiviewer.readers.tiff.pages.tags import Damaged, Directories, Order, Tags

MAX_SLICE_PIXELS = 4096 * 4096
"""A slice with more pixels than this is refused unread; MR slices have at most a quarter of it."""

COMPRESSIONS = {1: "none", 2: "CCITT", 3: "CCITT", 4: "CCITT", 5: "LZW", 6: "old JPEG", 7: "JPEG", 8: "Deflate"} | {
    32773: "PackBits", 32946: "Deflate", 34887: "LERC", 34925: "LZMA", 50000: "ZSTD", 50001: "WebP", 50002: "JPEG XL",
    52546: "JPEG XL", 33003: "JPEG 2000", 33004: "JPEG 2000", 33005: "JPEG 2000", 34712: "JPEG 2000",
}  # fmt: skip
COLOURS = {0: "white as 0", 1: "grey", 2: "RGB", 3: "a palette of colours", 4: "a transparency mask", 5: "CMYK"} | {
    6: "YCbCr", 8: "CIELab", 9: "CIELab", 10: "CIELab", 32844: "LogL", 32845: "LogLuv", 32803: "raw sensor values"
}  # fmt: skip
_KINDS = {1: "unsigned", 2: "signed", 3: "float", 4: "unsigned"}
_DEPTHS = {"unsigned": (*range(1, 17), 32, 64), "signed": (8, 16, 32, 64), "float": (16, 32, 64)}
_EXPANSION = {"Deflate": 1040, "LZW": 2800, "PackBits": 64, "LZMA": 8192, "ZSTD": 33_000}
"""How many bytes one compressed byte can become at most; a page that states more is not believed."""

PICTURES = ("WebP", "JPEG 2000", "JPEG XL", "LERC")
"""Compressions, beside JPEG, whose strips and tiles are pictures of their own."""

_BYTES = frozenset({(8, "unsigned")})
_HOLDS = {
    "JPEG": _BYTES,
    "WebP": _BYTES,
    "JPEG XL": _BYTES | {(16, "unsigned"), (32, "float")},
    "LERC": {(bits, kind) for kind in ("unsigned", "signed") for bits in (8, 16, 32)} | {(32, "float"), (64, "float")},
}
"""The depths that these compressions hold."""

_ALPHA = (1, 2)
_MAX_CHUNKS = 1 << 16


@dataclass(frozen=True, eq=False)
class Page:
    """How one page stores its pixels.

    Attributes:
        path: the file.
        number: the page's place in it, from 1.
        rows, columns: as stored, before it is turned.
        samples: numbers per pixel as stored, opacity among them.
        opacity: how many of them, at the end, are opacity.
        bits, kind: of one sample; "unsigned", "signed" or "float".
        order: "<" or ">".
        compression: its number.
        photometric: what the samples mean, TIFF's number.
        planar: each sample is stored apart.
        orientation: 1 to 8, TIFF's tag.
        predictor: 1 none, 2 differences, 3 differences of floats.
        reversed_bits: the lowest bit of a byte comes first.
        chunk: (rows, columns) of a strip or tile.
        tiled: tiles are stored whole, also those that reach over the edge; strips are not.
        offsets, lengths: of every strip or tile in the file, int64.
        palette: uint16 ``[channel, index]`` of a palette page.
        jpeg_tables: what the page's JPEG streams share.
        fax: T4Options or T6Options.
        padded: rows that a writer may have stored in a strip of fewer: what it states for all of them.
        surplus: the file holds more of the page, or other lengths of its parts, than its size needs.
        assumed_grey: nobody says whether 0 is black.
        slope, inter: value = slope x sample + inter, as ImageJ calibrates grey values; otherwise 1 and 0.
    """

    path: Path
    number: int
    rows: int
    columns: int
    samples: int
    opacity: int
    bits: int
    kind: str
    order: Order
    compression: int
    photometric: int
    planar: bool
    orientation: int
    predictor: int
    reversed_bits: bool
    chunk: tuple[int, int]
    tiled: bool
    offsets: NDArray[np.int64]
    lengths: NDArray[np.int64]
    palette: NDArray[np.uint16] | None
    jpeg_tables: bytes
    fax: int
    padded: int = 0
    surplus: bool = False
    assumed_grey: bool = False
    slope: float = 1.0
    inter: float = 0.0

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the decoded samples, in the machine's byte order."""
        letter = {"unsigned": "u", "signed": "i", "float": "f"}[self.kind]
        return np.dtype(f"{letter}{1 << max(0, (self.bits - 1).bit_length() - 3)}")

    @property
    def packed(self) -> bool:
        """Do samples follow each other bit by bit, in no number of bytes that machines know?"""
        return self.bits not in (8, 16, 32, 64)

    @property
    def colour_samples(self) -> int:
        """Samples of a pixel without opacity."""
        return self.samples - self.opacity

    @property
    def inks(self) -> bool:
        """Does it store printing inks, CMYK?"""
        return self.photometric == 5

    @property
    def channels(self) -> int:
        """Channels of the decoded picture: inks and a palette give three, one where the palette holds greys alone."""
        if self.inks:
            return 3
        if self.photometric != 3 or self.palette is None:
            return self.colour_samples
        return 1 if (self.palette == self.palette[0]).all() else 3

    @property
    def decoded(self) -> np.dtype[Any]:
        """Type of the decoded picture."""
        return np.dtype(np.uint8) if self.photometric == 3 else np.dtype(np.float32) if self.calibrated else self.dtype

    @property
    def calibrated(self) -> bool:
        """Are the values others than the samples?"""
        return (self.slope, self.inter) != (1.0, 0.0)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the picture turned upright."""
        return (self.columns, self.rows) if self.orientation >= 5 else (self.rows, self.columns)

    @property
    def label(self) -> str:
        """The file, and the page where it is not the first, as users name it."""
        return shown(self.path) if self.number == 1 else f"{shown(self.path)} (page {self.number})"

    @property
    def signature(self) -> str:
        """Size and type, alike for pages that can be slices of one volume."""
        return signature(
            self.shape, self.channels, self.bits, f"calibrated {self.kind}" if self.calibrated else self.kind
        )

    @property
    def packing(self) -> str:
        """The compression's name."""
        return COMPRESSIONS.get(self.compression, f"number {self.compression}")

    @property
    def colours(self) -> str:
        """What the samples mean, in words."""
        return COLOURS.get(self.photometric, f"colour space {self.photometric}")

    @property
    def row_bytes(self) -> int:
        """Bytes of one stored row of a strip or tile."""
        _, columns = self.chunk
        return (columns * (1 if self.planar else self.samples) * self.bits + 7) // 8

    @property
    def down_across(self) -> tuple[int, int]:
        """How many strips or tiles lie below and beside each other."""
        return -(-self.rows // self.chunk[0]), -(-self.columns // self.chunk[1])

    def shifted(self, number: int, distance: int) -> Page:
        """The same page `distance` bytes later in the file: ImageJ's stacks name the first page alone."""
        return replace(self, number=number, offsets=self.offsets + distance)

    def without_palette(self) -> Page:
        """The same page with its palette's indices as grey values."""
        return replace(self, photometric=1, palette=None) if self.photometric == 3 else self

    @property
    def shown_inverted(self) -> bool:
        """Are high values shown darker than low ones, as an inverting look-up table does?"""
        if self.photometric == 3 and self.palette is not None and self.channels == 1:
            return int(self.palette[0, 0]) > int(self.palette[0, -1])
        return self.photometric == 0 and self.kind != "float"

    def as_stored(self) -> Page:
        """The same page with its stored values where they are only shown inverted."""
        return replace(self, photometric=1, palette=None) if self.shown_inverted else self

    def chunk_rows(self, down: int) -> int:
        """Stored rows of the strips or tiles in line `down`."""
        return self.chunk[0] if self.tiled else min(self.chunk[0], self.rows - down * self.chunk[0])


def signature(shape: tuple[int, int], channels: int, bits: int, kind: str) -> str:
    """A picture's size and type, as users name them."""
    rows, columns = shape
    return f"{columns} x {rows} pixels, {channels} channel{'s' * (channels != 1)}, {bits}-bit {kind}"


def damage(path: Path, error: Exception) -> str:
    """The sentence for a file that is damaged."""
    detail = f" ({error})" if isinstance(error, Damaged) else ""
    return f"{shown(path)} is damaged or cut short{detail}; copy it again from its source."


def page_of(path: Path, number: int, tags: Tags, file: Directories) -> Page:
    """The page with these tags, checked; no pixel is decoded.

    Raises:
        ReadError: where it is of a kind that is not decoded here.
        Damaged: where it states what cannot be, or what the file does not hold.
    """
    rows, columns = tags.number(tag.LENGTH), tags.number(tag.WIDTH)
    if rows <= 0 or columns <= 0:
        raise Damaged("it states no size")
    if (depth := tags.number(tag.DEPTH, 1)) > 1:
        raise ReadError(
            f"{shown(path)} stores {depth} slices in one page (ImageDepth); save it with a page for each slice."
        )
    tiled = tag.TILES in tags or tag.TILE_WIDTH in tags  # old writers of tiles say where they are as if of strips
    chunk = (tags.number(tag.TILE_LENGTH), tags.number(tag.TILE_WIDTH))
    if not tiled:
        chunk = (min(rows, tags.number(tag.ROWS_PER_STRIP, rows) or rows), columns)
    for height, width in ((rows, columns), chunk):
        if height <= 0 or width <= 0:
            raise Damaged("it states no size")
        if height * width > MAX_SLICE_PIXELS:
            raise ReadError(
                f"{shown(path)} states {width} x {height} pixels, more than the {MAX_SLICE_PIXELS // 2**20} million "
                "this program opens; export the slice at its own resolution."
            )
    samples = tags.number(tag.SAMPLES, 1)
    extra = tags.numbers(tag.EXTRA_SAMPLES)
    photometric, compression = tags.number(tag.PHOTOMETRIC, 1), tags.number(tag.COMPRESSION, 1)
    fourth_is_opacity = photometric in (2, 6) and samples == 4 and not len(extra)  # OpenCV writes it so
    page = Page(
        path=path,
        number=number,
        rows=rows,
        columns=columns,
        samples=samples,
        opacity=1 if fourth_is_opacity or (len(extra) and extra[-1] in _ALPHA and samples > 1) else 0,
        bits=tags.number(tag.BITS, 1),
        kind=_KINDS.get(tags.number(tag.SAMPLE_FORMAT, 1), "complex"),
        order=file.order,
        compression=compression,
        photometric=photometric,
        planar=tags.number(tag.PLANAR, 1) == 2 and samples > 1,
        orientation=tags.number(tag.ORIENTATION, 1) if 1 <= tags.number(tag.ORIENTATION, 1) <= 8 else 1,
        predictor=tags.number(tag.PREDICTOR, 1) if compression != 1 else 1,  # no reader believes it there
        reversed_bits=tags.number(tag.FILL_ORDER, 1) == 2,
        chunk=chunk,
        tiled=tiled,
        offsets=tags.numbers(tag.TILES if tag.TILES in tags else tag.STRIPS),
        lengths=tags.numbers(tag.TILE_BYTES if tag.TILE_BYTES in tags else tag.STRIP_BYTES),
        palette=_palette(tags),
        jpeg_tables=tags.data(tag.JPEG_TABLES),
        fax=tags.number(tag.T6_OPTIONS if compression == 4 else tag.T4_OPTIONS),
        padded=_padded(tags.number(tag.ROWS_PER_STRIP), chunk[0], tiled=tiled),
        assumed_grey=tag.PHOTOMETRIC not in tags and samples == 1,
    )
    _refuse_truncated(page, file.length)  # before what is unsupported: a cut file is not of a rare kind
    _refuse_unsupported(page, tags)
    return _laid_out(page, file.length)


def _padded(stated: int, rows: int, *, tiled: bool) -> int:
    """Many writers state far more rows than there are and mean all: such a number pads nothing."""
    return stated if not tiled and rows < stated <= 2 * rows else rows


def _palette(tags: Tags) -> NDArray[np.uint16] | None:
    values = tags.numbers(tag.COLOUR_MAP)
    size = len(values) // 3
    return values[: 3 * size].astype(np.uint16).reshape(3, size) if size else None


def _refuse_truncated(page: Page, length: int) -> None:
    """Every strip or tile must end inside the file."""
    if not len(page.offsets):
        raise Damaged("it holds no picture")
    if len(page.lengths) and len(page.lengths) != len(page.offsets):
        raise Damaged("its parts are not where it says")
    ends = page.offsets.astype(np.float64) + (page.lengths if len(page.lengths) else 1)
    if page.offsets.min() < 8 or (len(page.lengths) and page.lengths.min() < 0) or ends.max() > length:
        raise Damaged("the picture ends beyond the file")


def _refuse_unsupported(page: Page, tags: Tags) -> None:
    depths = tags.numbers(tag.BITS)
    if len(depths) and (depths != depths[0]).any():
        listed = ", ".join(str(each) for each in depths[:4])
        raise ReadError(f"{shown(page.path)} stores channels of {listed} bits; save all with 8 or 16 bits or as float.")
    if page.bits not in _DEPTHS.get(page.kind, ()):
        raise ReadError(
            f"{shown(page.path)} stores {page.bits}-bit {page.kind} values; save it as 8 or 16 bits or as float."
        )
    if not 0 < page.samples - page.opacity <= 4:
        needed = "three (T1, FLAIR, T1 + contrast) or one (FLAIR)"
        raise ReadError(f"{shown(page.path)} has {page.samples} channels; save it with {needed}.")
    if page.packing == "old JPEG" or page.compression not in COMPRESSIONS:
        raise ReadError(
            f"{shown(page.path)} is compressed with {page.packing}; save it uncompressed or with LZW or Deflate."
        )
    _refuse_colours(page, tags)
    if (page.bits, page.kind) not in _HOLDS.get(page.packing, {(page.bits, page.kind)}):
        stored = f"{page.bits}-bit {page.packing}" if page.kind == "unsigned" else f"{page.kind} {page.packing}"
        raise ReadError(f"{shown(page.path)} stores {stored}; save it uncompressed or with Deflate.")
    if page.packing == "CCITT" and (page.bits, page.samples) != (1, 1):
        raise Damaged("fax compression is for 1-bit pictures")
    if page.predictor not in (1, 2, 3) or (page.predictor == 3 and page.kind != "float"):
        raise ReadError(f"{shown(page.path)} stores differences of an unknown kind; save it without a predictor.")
    if page.predictor == 2 and page.packed:
        raise ReadError(f"{shown(page.path)} stores differences of {page.bits} bits; save it without a predictor.")


def _refuse_colours(page: Page, tags: Tags) -> None:
    if page.inks and tags.number(tag.INK_SET, 1) != 1:
        raise ReadError(f"{shown(page.path)} stores inks that are not CMYK; save it as RGB.")
    if not _colours_known(page):
        wanted = "greyscale" if page.samples == 1 else "RGB"
        lacking = f" but has {page.samples} channel{'s' * (page.samples > 1)}" if page.photometric == 2 else ""
        raise ReadError(f"{shown(page.path)} stores {page.colours}{lacking}; save it as {wanted}.")


def _colours_known(page: Page) -> bool:
    grey = page.samples - page.opacity
    match page.photometric:
        case 0 | 1:
            return True
        case 2:
            return grey >= 3
        case 3:
            return grey == 1 and page.palette is not None and page.kind == "unsigned" and page.bits <= 16
        case 5:
            return grey == 4 and page.kind == "unsigned" and page.bits in (8, 16)
        case 6:
            return grey == 3 and page.packing in ("JPEG", "WebP", "JPEG 2000")
    return False


def _laid_out(page: Page, length: int) -> Page:
    """The page with exactly the parts it needs and their true lengths.

    Raises:
        Damaged: where it has too few, or they cannot hold what it states.
    """
    down, across = page.down_across
    count = down * across * (page.samples if page.planar else 1)
    if count > _MAX_CHUNKS or len(page.offsets) < count:
        raise Damaged("it holds fewer parts than its size needs")
    rows = np.repeat([page.chunk_rows(each) for each in range(down)], across)
    needed = np.tile(rows * page.row_bytes, count // (down * across)).astype(np.int64)
    offsets, lengths = page.offsets[:count], page.lengths[:count]
    surplus = len(page.offsets) > count
    if page.packing == "none":
        # Some writers state none, or wrong ones; some pad the last strip, or an odd number of bytes.
        ends = needed + 3
        ends[-1] = page.padded * page.row_bytes + 3
        surplus = surplus or bool(lengths.any() and ((lengths < needed) | (lengths > ends)).any())
        lengths = needed
        if (offsets + lengths > length).any():
            raise Damaged("the picture ends beyond the file")
    elif not len(lengths):
        if count > 1:
            raise Damaged("its parts are not where it says")
        lengths = length - offsets
    elif page.packing in _EXPANSION and int(needed.sum()) > (int(lengths.sum()) + 64) * _EXPANSION[page.packing]:
        raise Damaged("its compressed data are too short for its size")
    return replace(page, offsets=offsets, lengths=lengths, surplus=surplus)
