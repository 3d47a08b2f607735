"""What headers leave open about their pictures' values, or say against what the file holds, and how it was read.

Such a picture looks sound and may be sheared, inverted or of other numbers: what was assumed is said, once for each
kind of doubt, naming the first file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xaiviewer.readers.dicom.files.header import number, text
from xaiviewer.readers.dicom.geometry.frame import DicomFrame
from xaiviewer.readers.naming.names import shown

_COMPARE = "compare with another program."
_SCALE = ("RescaleSlope", "RescaleIntercept")


def doubts(frames: Iterable[DicomFrame]) -> list[str]:
    """The sentences on the values of one stack, the first of each kind."""
    found: dict[Callable[[DicomFrame], str], str] = {}
    header = None
    for frame in frames:
        known = frame.header is header and frame.groups is None
        header = frame.header
        if not known:
            for kind in _KINDS:
                if kind not in found and (told := kind(frame)):
                    found[kind] = told
    return list(found.values())


def _bits(frame: DicomFrame) -> str:
    """Where in what is allocated to them values lie, where that is not where every other file has them."""
    image, data = frame.image, frame.header.data
    if image.pixels.keyword != "PixelData" or image.bits_allocated == 1:
        return ""
    stated, high = number(data, "BitsStored"), number(data, "HighBit")
    if stated is not None and stated != image.bits_stored:
        impossible = f"states {stated:g} stored bits of {image.bits_allocated}, which cannot be"
        return f"{frame.label} {impossible}; all are taken: {_COMPARE}"
    if image.lowest_bit:
        first, last = image.lowest_bit, image.cells.bits_stored - 1
        return f"The values of {frame.label} lie in bits {first} to {last}, as its HighBit says, and are read there."
    if high is not None and high != image.bits_stored - 1:
        impossible = f"states HighBit {high:g} for {image.bits_stored} stored bits, which cannot be"
        return f"{frame.label} {impossible}; {image.bits_stored - 1} is assumed: {_COMPARE}"
    return ""


def _sign(frame: DicomFrame) -> str:
    """Where nobody says whether the highest bit is a sign."""
    image, data = frame.image, frame.header.data
    whole = image.pixels.keyword == "PixelData" and image.bits_allocated > 1
    if not whole or number(data, "PixelRepresentation") in (0, 1):
        return ""
    open_ = "does not say whether its values have a sign (PixelRepresentation)"
    return f"{frame.label} {open_}; none is assumed: {_COMPARE}"


def _brightness(frame: DicomFrame) -> str:
    """Where nobody says whether high values are bright."""
    if text(frame.header.data, "PhotometricInterpretation"):
        return ""
    open_ = "does not say whether high values are bright (PhotometricInterpretation)"
    return f"{frame.label} {open_}; that is assumed: {_COMPARE}"


def _colours(frame: DicomFrame) -> str:
    """Where nobody says in which order uncompressed colours are stored."""
    image, data = frame.image, frame.header.data
    if image.samples == 1 or image.syntax.is_encapsulated or number(data, "PlanarConfiguration") in (0, 1):
        return ""
    open_ = "does not say how its colours are stored (PlanarConfiguration)"
    return f"{frame.label} {open_}; pixel by pixel is assumed: {_COMPARE}"


def _surplus(frame: DicomFrame) -> str:
    """Where the file holds more than its header describes: a wrong number of columns shears a picture, unseen."""
    image = frame.image
    length = image.pixels.length
    if length is None or image.syntax.is_encapsulated:
        return ""
    described = (image.frames * image.frame_bits + 7) // 8
    held = min(length, image.pixels.available)
    if held - described <= 1:  # an odd number of bytes is padded
        return ""
    more = f"holds {held} bytes of pixels where its rows, columns, bits and frames make {described}"
    return f"{shown(frame.header.path.name)} {more}; one of them may be stated wrongly: {_COMPARE}"


def _scale(frame: DicomFrame) -> str:
    """Where a scale is stated of which no values can be made."""
    data = (frame.groups and frame.groups.item("PixelValueTransformationSequence")) or frame.header.data
    if not any(text(data, each) for each in _SCALE) or all(number(data, each) is not None for each in _SCALE):
        return ""
    half = f"gives no usable pair of {' and '.join(_SCALE)}"
    return f"{frame.label} {half}; its values are as they are stored: {_COMPARE}"


_KINDS = (_bits, _sign, _brightness, _colours, _surplus, _scale)
