"""What sizes of files are told from before they are made: how much is drawn, and how well such data packs.

How large the files of a case will be each form tells itself (`kind.Kind.size`).

Measured on MRI of heads: within a factor of two for most, which is enough to see that a disk is too small.
"""

from __future__ import annotations

import math

from xaiviewer.exports.context import Context
from xaiviewer.records.pictures.slice_picture import panel_scale

_ROW_BYTES = {"csv": 68, "json": 225, "xlsx": 21}
"""Of a row of the long table."""
_TOGETHER = {"csv": 100, "json": 9_000, "xlsx": 9_000}
"""What these hold beside their rows."""
_HEAD_BYTES = 500
"""Of what stands above its rows."""
_MEASURED_BYTES = 1_500
"""Of what is measured on a case."""
_PAGE_OF_CASE = 94_000
SHEET_TILE = 172 * 172
"""Pixels of a slice on a sheet."""
_THOUSAND, _TWO_DIGITS = 1000, 10


def size_words(size: int) -> str:
    """Bytes as one reads them, two digits of them: "about" is said by whoever tells it. "?" where nothing is known."""
    if not size:
        return "?"
    left = float(size)
    for unit in ("B", "KB", "MB"):
        if left < _THOUSAND:
            return f"{left:.0f} {unit}" if unit == "B" or left >= _TWO_DIGITS else f"{left:.1f} {unit}"
        left /= _THOUSAND
    return f"{left:.1f} GB"


def rows_of(context: Context) -> int:
    """About how many rows of the long table a case has."""
    slices, layers = len(context.case.indices), len(context.explained.chosen)
    measured = 0 if context.case.mask is None else int((context.case.mask.areas_px > 0).sum())
    return slices * 5 + slices * layers + 2 * measured * layers + len(context.readings)


def of_all(kind: str, path: str, rows: int, cases: int) -> int:
    """Bytes of a file about all cases."""
    if path.endswith(".schema.json"):
        return 3_809
    if kind == "html":
        return 8_000 + cases * _PAGE_OF_CASE
    return _TOGETHER.get(kind, 0) + rows * _ROW_BYTES.get(kind, 0)


def of_measured(kind: str, path: str, cases: int) -> int:
    """Bytes of a file of what was measured on all cases: some lesions and measurements each."""
    if path.endswith(".schema.json"):
        return 4_378
    return (_TOGETHER[kind] if kind == "xlsx" else _HEAD_BYTES) + cases * _MEASURED_BYTES


def voxels_of(context: Context) -> int:
    """Voxels of the grid on which a case was acquired."""
    acquired = context.case.acquired
    return math.prod((len(context.case), *context.case.shape) if acquired is None else acquired.shape)


def drawn_px(context: Context) -> int:
    """Pixels of a slice as pictures show it."""
    rows, columns = context.case.shape
    return rows * columns * (panel_scale(context.case) * context.wanted.scale) ** 2
