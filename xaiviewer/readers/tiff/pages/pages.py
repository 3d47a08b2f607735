"""The pages of a TIFF that hold pictures of their own, and what the file says of how they belong together."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from xaiviewer.errors import ReadError
from xaiviewer.readers.naming.names import refusal, shown
from xaiviewer.readers.tiff.pages import tags as tag
from xaiviewer.readers.tiff.pages.page import Page, damage, page_of
from xaiviewer.readers.tiff.pages.slice_labels import slice_labels
from xaiviewer.readers.tiff.pages.tags import Damaged, Directories, Tags

IMAGEJ, OME, SHAPED = "ImageJ", "OME", "tifffile"
"""Who describes axes in a TIFF's description."""

_STARTS = ((b"ImageJ=", IMAGEJ), (b"SCIFIO=", IMAGEJ), (b"shape=(", SHAPED))
_SHAPE = re.compile(rb'\s*\{[^\[]*"shape"\s*:\s*\[')
_REDUCED, _TRANSPARENCY = 1, 4
_OLD_REDUCED = 2  # of the tag that came before
_SHARED = 4
"""Strips may lie on one another (blank tiles are written once), but the whole is not read more often than this."""


@dataclass(frozen=True, eq=False)
class Pages:
    """The pages of a TIFF that hold pictures of their own: no thumbnails and no transparency masks.

    Attributes:
        pages: those that can be decoded, in order.
        faults: (number, sentence) of those that cannot.
        texts: the descriptions of axes by the number of the page that carries them, and the first page's whatever it
            is.
        x, y: the first page's resolution, pixels per unit; NaN where it has none.
        unit: the unit's number: 1 none, 2 inch, 3 centimetre.
        length: bytes of the file.
        notices: sentences on pages that were passed over.
        labels: ImageJ's labels of the slices, or none.
        private: tags of the first page by which other programs' stacks are known.
    """

    pages: tuple[Page, ...]
    faults: tuple[tuple[int, str], ...]
    texts: Mapping[int, bytes]
    x: float
    y: float
    unit: int
    length: int
    notices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    private: Mapping[int, bytes] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The file."""
        return self.pages[0].path

    @property
    def description(self) -> bytes:
        """The first page's description."""
        return self.texts.get(self.numbers[0], b"")

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The places in the file of all pages, in order, also of those that cannot be decoded."""
        return tuple(sorted((*(page.number for page in self.pages), *(number for number, _ in self.faults))))

    @property
    def stack(self) -> tuple[Page | None, ...]:
        """All pages in order; None for one that cannot be decoded, so that the others keep their places."""
        found = {page.number: page for page in self.pages}
        return tuple(found.get(number) for number in self.numbers)


def read_pages(path: Path) -> Pages:
    """Read and check all pages of the TIFF at `path`; no pixel is decoded.

    Raises:
        ReadError: where the file cannot be read, is empty, is no TIFF, is damaged or cut short before its first
            page is known, or none of its pages can be decoded.
    """
    try:
        with path.open("rb") as file:
            return _read(path, Directories(file, path))
    except OSError as error:
        raise ReadError(refusal(path, error)) from error
    except (Damaged, struct.error) as error:
        raise ReadError(damage(path, error)) from error


def described_by(text: bytes) -> str:
    """Who describes axes in `text`: `IMAGEJ`, `OME` or `SHAPED`; "" where nobody does."""
    for start, who in _STARTS:
        if text.startswith(start):
            return who
    if _SHAPE.match(text[:4096]):
        return SHAPED
    head = text[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    return OME if head.startswith(b"<") and (b"<OME" in head or b":OME" in head) else ""


def _read(path: Path, directories: Directories) -> Pages:
    found = _PageList(path, directories)
    notices: list[str] = []
    number, first = 0, None
    try:
        for number, each in enumerate(directories, 1):
            first = first or each
            if _is_picture(each):
                found.add(number, each)
    except (Damaged, struct.error) as error:
        if first is None:
            raise
        detail = f" ({error})" if isinstance(error, Damaged) else ""
        notices.append(f"{shown(path)} cannot be read beyond page {number}{detail}; check that slices are not missing.")
    if first is None:
        raise Damaged("it holds no picture")
    if found.first is None:  # what is called a smaller copy is all there is
        found.add(1, first)
    return found.result(tuple(notices))


def _is_picture(tags: Tags) -> bool:
    """Is the page no smaller copy of another and no transparency mask?"""
    return not tags.number(tag.SUBFILE) & (_REDUCED | _TRANSPARENCY) and tags.number(tag.OLD_SUBFILE) != _OLD_REDUCED


class _PageList:
    """The pages of a file as they come in."""

    def __init__(self, path: Path, directories: Directories) -> None:
        self.first: Tags | None = None
        self._path = path
        self._directories = directories
        self._pages: list[Page] = []
        self._faults: list[tuple[int, str]] = []
        self._texts: dict[int, bytes] = {}
        self._held = 0

    def add(self, number: int, tags: Tags) -> None:
        """Check a page's tags and keep it, or the sentence on what is wrong with it."""
        if text := _text(tags, always=self.first is None):
            self._texts[number] = text
        self.first = self.first or tags
        try:
            page = page_of(self._path, number, tags, self._directories)
            self._held += int(page.lengths.sum())
            if self._held > _SHARED * self._directories.length:
                raise Damaged("its pictures lie on one another")  # noqa: TRY301
            self._pages.append(page)
        except ReadError as error:
            self._faults.append((number, str(error)))
        except Damaged as error:
            self._faults.append((number, damage(self._path, error)))

    def result(self, notices: tuple[str, ...]) -> Pages:
        """All of them; ReadError where none can be decoded."""
        if self.first is None or not self._pages:
            raise ReadError(self._faults[0][1])
        first = self.first
        return Pages(
            tuple(self._pages),
            tuple(self._faults),
            self._texts,
            first.ratio(tag.X_RESOLUTION),
            first.ratio(tag.Y_RESOLUTION),
            first.number(tag.RESOLUTION_UNIT, 2),
            self._directories.length,
            notices,
            _labels(first) if tag.IJ_METADATA in first else (),
            {each: first.data(each) for each in tag.PRIVATE if each in first},
        )


def _labels(tags: Tags) -> tuple[str, ...]:
    return slice_labels(tags.data(tag.IJ_METADATA), tags.numbers(tag.IJ_METADATA_COUNTS).tolist())


def _text(tags: Tags, *, always: bool) -> bytes:
    """A page's description of axes; of several the first that describes any. Any other text only where `always`."""
    parts = [each for each in tags.data(tag.DESCRIPTION).split(b"\0") if each.strip()]
    described = next((each for each in parts if described_by(each)), b"")
    return described or (parts[0] if parts and always else b"")
