"""The OME-XML in a TIFF's description: which page is which channel and slice, and how far apart they lie.

OME-TIFF 6 and the OME model 2016-06. Read as a stream of tags by expat: nothing is fetched, a document type (the door
for entities) is refused, and depth and length are bounded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from xaiviewer.readers.tiff.axes.spacing import MM

_MAX_DEPTH = 100
_MAX_PLANES = 1 << 18


class Unusable(Exception):  # noqa: N818 - never leaves the readers of TIFF
    """The description is no OME-XML that can be used; the text says why, in a few words."""


@dataclass
class Block:
    """One TiffData: a run of pages, and the plane of the first.

    Attributes:
        page: the first page, from 0; -1 where it is not stated.
        at: its place on the axes "C", "Z" and "T".
        count: how many; -1 where it is not stated.
        file: the file of the set in which they lie; "" for this one.
        uuid: that file's identifier.
    """

    page: int
    at: dict[str, int]
    count: int
    file: str = ""
    uuid: str = ""


@dataclass
class Pixels:
    """One image of an OME-XML.

    Attributes:
        name: of the image; "" where it has none.
        order: fastest axis first, such as "XYCZT".
        sizes: SizeC, SizeZ and SizeT by "C", "Z" and "T".
        samples: SamplesPerPixel of the channels: as many of SizeC lie in one page.
        names: of the channels, as far as they have one.
        spacing_mm: (slice, row, column); NaN where it is not stated.
        blocks: which pages hold what.
    """

    name: str = ""
    order: str = "XYCZT"
    sizes: dict[str, int] = field(default_factory=lambda: {"C": 1, "Z": 1, "T": 1})
    samples: int = 1
    names: list[str] = field(default_factory=list)
    spacing_mm: tuple[float, float, float] = (math.nan, math.nan, math.nan)
    blocks: list[Block] = field(default_factory=list)

    @property
    def only_slices(self) -> bool:
        """Has it one channel and one time point, so that nothing can be mixed?"""
        return self.sizes["T"] == 1 and self.sizes["C"] <= self.samples

    def pages(self, file: str, uuid: str = "") -> dict[tuple[int, int, int], int]:
        """The page, from 0, of every (channel, slice, time) that lies in `file`; channels as pages count them.

        Args:
            file, uuid: the name and the identifier of this file of a set; it may have been renamed.

        Raises:
            Unusable: where the planes do not fit the sizes.
        """
        sizes = {**self.sizes, "C": max(1, self.sizes["C"] // self.samples)}
        total = math.prod(sizes.values())
        if total > _MAX_PLANES:
            raise Unusable("it states too many planes")
        axes = self.order[2:]
        files = {each.file for each in self.blocks}
        named = file in files
        found: dict[tuple[int, int, int], int] = {}
        for block in self.blocks or [Block(0, {"C": 0, "Z": 0, "T": 0}, total)]:
            own = block.file in ("", file) or (not named and uuid != "" and block.uuid == uuid)
            if len(files) > 1 and not own:  # one name alone is this file's, whatever it is now
                continue
            at = {**block.at, "C": block.at["C"] // self.samples}
            if any(not 0 <= at[axis] < sizes[axis] for axis in axes):
                raise Unusable("it names a plane that it does not have")
            number = at[axes[0]] + sizes[axes[0]] * (at[axes[1]] + sizes[axes[1]] * at[axes[2]])
            count = block.count if block.count >= 0 else 1 if block.page >= 0 else total
            for step in range(min(count, total - number)):
                rest, first = divmod(number + step, sizes[axes[0]])
                third, second = divmod(rest, sizes[axes[1]])
                place_of = {axes[0]: first, axes[1]: second, axes[2]: third}
                found[place_of["C"], place_of["Z"], place_of["T"]] = max(block.page, 0) + step
        return found


def parse(description: bytes) -> tuple[list[Pixels], str]:
    """The images of the OME-XML in `description`, and the identifier of the file it was written into.

    Raises:
        Unusable: where it is not sound XML, or not one that is followed here.
    """
    handler = _Handler()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(description.rstrip(b"\0 \r\n\t"), True)
    except expat.ExpatError as error:
        raise Unusable("it is damaged") from error
    if handler.elsewhere:
        raise Unusable(f"its axes stand in {handler.elsewhere}")
    if not handler.images:
        raise Unusable("it describes no image")
    return handler.images, handler.uuid


def _refuse(*_: object) -> NoReturn:
    raise Unusable("it declares a document type")


class _Handler:
    """Follows expat through the images."""

    def __init__(self) -> None:
        self.images: list[Pixels] = []
        self.uuid = ""
        self.elsewhere = ""
        self._depth = 0
        self._name = ""
        self._block: Block | None = None
        self._in_uuid = False
        self._blocks = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        """A tag opens."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise Unusable("it is nested too deeply")
        name = tag.rsplit(":", 1)[-1]
        if name == "OME":
            self.uuid = given.get("UUID", "").strip()
        elif name == "BinaryOnly":
            self.elsewhere = given.get("MetadataFile", "") or "another file"
        elif name == "Image":
            self._name = given.get("Name", "").strip()
        elif name == "Pixels":
            self.images.append(Pixels(self._name))
            self._sizes(given)
        elif name.startswith("ModuloAlong") and given:
            raise Unusable(f"it folds other axes into {name.removeprefix('ModuloAlong')}")
        elif self.images:
            self._inside(name, given)

    def _inside(self, name: str, given: dict[str, str]) -> None:
        """A tag within an image's pixels."""
        pixels = self.images[-1]
        if name == "Channel":
            samples = max(1, _integer(given, "SamplesPerPixel", 1))
            if pixels.names and samples != pixels.samples:
                raise Unusable("its channels have different numbers of samples")
            pixels.names.append(given.get("Name", "").strip())
            pixels.samples = samples
        elif name == "TiffData":
            at = {axis: _integer(given, f"First{axis}", 0) for axis in "CZT"}
            self._block = Block(_integer(given, "IFD", -1), at, _integer(given, "PlaneCount", -1))
            pixels.blocks.append(self._block)
            self._blocks += 1
            if self._blocks > _MAX_PLANES:
                raise Unusable("it states too many planes")
        elif name == "UUID" and self._block is not None:
            self._block.file = given.get("FileName", "")
            self._in_uuid = True

    def text(self, text: str) -> None:
        """Text between tags."""
        if self._in_uuid and self._block is not None:
            self._block.uuid += text.strip()

    def end(self, tag: str) -> None:
        """A tag closes."""
        self._depth -= 1
        name = tag.rsplit(":", 1)[-1]
        if name == "TiffData":
            self._block = None
        elif name == "UUID":
            self._in_uuid = False

    def _sizes(self, given: dict[str, str]) -> None:
        pixels = self.images[-1]
        pixels.order = given.get("DimensionOrder", "XYCZT")
        if pixels.order[:2] != "XY" or sorted(pixels.order[2:]) != ["C", "T", "Z"]:
            raise Unusable("it names its axes in an unknown way")
        pixels.sizes = {axis: max(1, _integer(given, f"Size{axis}", 1)) for axis in "CZT"}
        pixels.spacing_mm = (_mm(given, "Z"), _mm(given, "Y"), _mm(given, "X"))


def _integer(given: dict[str, str], name: str, default: int) -> int:
    text = given.get(name, "")
    if not text:
        return default
    if len(text) > 9 or not text.isascii() or not text.isdigit():
        raise Unusable(f"its {name} is no number")
    return int(text)


def _mm(given: dict[str, str], axis: str) -> float:
    """A physical size in millimetres; the model's default unit is the micrometre."""
    unit = given.get(f"PhysicalSize{axis}Unit", "µm").strip().lower()
    try:
        return float(given.get(f"PhysicalSize{axis}", "nan")) * MM.get(unit, math.nan)
    except ValueError:
        return math.nan
