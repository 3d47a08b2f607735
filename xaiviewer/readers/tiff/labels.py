"""The labels that ImageJ gives the slices of a stack: where they stand in a TIFF, and what they tell.

ImageJ 1.54, TiffEncoder: tag 50839 holds a table of blocks (four letters and a count each) and the blocks one after the
other, tag 50838 the bytes of the table and of each block. Text is UTF-16 in the file's byte order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from xaiviewer.readers.sequences import told_by

_LABELS = {b"IJIJ": (b"labl", "big", "utf-16-be"), b"JIJI": (b"lbal", "little", "utf-16-le")}
_MOST = 20_000
_LONGEST = 200  # characters of a label's first line; what follows are the headers of imported DICOM files

_COUNTER = re.compile(r"[\s:._#(\[-]*\d+(?:\s*(?:/|of)\s*\d+)?\s*[)\]]?$")
_ENDING = re.compile(r"\.(?:tiff?|png|jpe?g|dcm|nii(?:\.gz)?)(?![a-z0-9])", re.IGNORECASE)
_AXES = re.compile(r"^(?:[czt]:\d+/\d+[\s;,-]*)+", re.IGNORECASE)
_NAMELESS = re.compile(
    r"(?:channels?|ch|c|images?|img|im|im0+|slices?|frames?|series|layer|page|stack|untitled|position|pos|[xyzt])?"
    r"(?:[\s:._#/-]*\d+)*[\s:._#/-]*",
    re.IGNORECASE,
)


def slice_labels(data: bytes, counts: Sequence[int]) -> tuple[str, ...]:
    """The first line of every label; none where there are none or their table is damaged.

    Args:
        data: tag 50839.
        counts: tag 50838.
    """
    if len(counts) < 2 or data[:4] not in _LABELS or not 12 <= counts[0] <= min(len(data), 4096):
        return ()
    name, order, encoding = _LABELS[data[:4]]
    place, block = counts[0], 1
    for entry in range(4, counts[0] - 7, 8):
        number = int.from_bytes(data[entry + 4 : entry + 8], "big" if order == "big" else "little")
        sizes = counts[block : block + number]
        if len(sizes) < number or number > _MOST or min(sizes, default=0) < 0 or place + sum(sizes) > len(data):
            return ()
        if data[entry : entry + 4] == name:
            ends = [place + sum(sizes[: index + 1]) for index in range(number)]
            return tuple(_line(data[start:end], encoding) for start, end in pairwise([place, *ends]))
        place, block = place + sum(sizes), block + number
    return ()


def named(text: str) -> str:
    """What a label or the name of a channel tells beyond counting: "FLAIR" of "FLAIR:3/7", "" of "c:1/3 z:2/7"."""
    rest = _ENDING.sub("", _AXES.sub("", text.strip()))
    while (shorter := _COUNTER.sub("", rest)) != rest and shorter and kind_of(shorter) == kind_of(rest):
        rest = shorter
    return "" if _NAMELESS.fullmatch(rest) and not kind_of(rest) else rest


def kind_of(name: str) -> str:
    """The sequence that a name tells of, as users call it; "" where it tells of none."""
    found = told_by(name) if name else None
    return found.label if found else ""


def _line(data: bytes, encoding: str) -> str:
    return data[: 8 * _LONGEST].decode(encoding, "replace").split("\n", 1)[0].strip("\0 \r\t")[:_LONGEST]
