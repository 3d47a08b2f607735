"""The labels that ImageJ gives the slices of a stack: where they stand in a TIFF.

ImageJ 1.54, TiffEncoder: tag 50839 holds a table of blocks (four letters and a count each) and the blocks one after the
other, tag 50838 the bytes of the table and of each block. Text is UTF-16 in the file's byte order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_LABELS = {b"IJIJ": (b"labl", "big", "utf-16-be"), b"JIJI": (b"lbal", "little", "utf-16-le")}
_MOST = 20_000
_LONGEST = 200  # characters of a label's first line; what follows are the headers of imported DICOM files


def slice_labels(data: bytes, counts: Sequence[int]) -> tuple[str, ...]:
    """The first line of every label; none where there are none or their table is damaged.

    Args:
        data: tag 50839.
        counts: tag 50838.
    """
    if len(counts) < 2 or data[:4] not in _LABELS or not 12 <= counts[0] <= min(len(data), 4096):
        return ()
    name, order, encoding = _LABELS[data[:4]]
    position, block = counts[0], 1
    for entry in range(4, counts[0] - 7, 8):
        number = int.from_bytes(data[entry + 4 : entry + 8], "big" if order == "big" else "little")
        sizes = counts[block : block + number]
        if len(sizes) < number or number > _MOST or min(sizes, default=0) < 0 or position + sum(sizes) > len(data):
            return ()
        if data[entry : entry + 4] == name:
            ends = [position + sum(sizes[: index + 1]) for index in range(number)]
            return tuple(_line(data[start:end], encoding) for start, end in pairwise([position, *ends]))
        position, block = position + sum(sizes), block + number
    return ()


def _line(data: bytes, encoding: str) -> str:
    return data[: 8 * _LONGEST].decode(encoding, "replace").split("\n", 1)[0].strip("\0 \r\t")[:_LONGEST]
