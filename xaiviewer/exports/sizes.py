"""About how large files will be, told before they are made: from what is drawn and how well such data packs.

Measured on MRI of heads: within a factor of two for most, which is enough to see that a disk is too small.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

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
_SHEET_TILE = 172 * 172
_BYTES_OF_VOXEL = {"regions.nii.gz": 0.05, "shares.nii.gz": 0.02}
"""Of what packs better than a map, which is smooth and nowhere twice the same."""
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


def of_case(kind: str, path: str, context: Context) -> int:
    """Bytes of a file about one case; 0 where nothing is known of such."""
    make = _OF_PLACES.get(path.partition("/")[0]) if kind == "nifti" else _OF_KINDS.get(kind)
    return 0 if make is None else max(round(make(path, context)), 1)


def _voxels(context: Context) -> int:
    acquired = context.case.acquired
    return math.prod((len(context.case), *context.case.shape) if acquired is None else acquired.shape)


def _drawn(context: Context) -> int:
    """Pixels of a slice as pictures show it."""
    rows, columns = context.case.shape
    return rows * columns * (panel_scale(context.case) * context.wanted.scale) ** 2


def _map(path: str, context: Context) -> float:
    if path.endswith(".json"):
        return 200 + 80 * len(context.case.indices)
    seen = len(context.case.indices) / len(context.case)  # slices without a picture are 0
    return seen * _BYTES_OF_VOXEL.get(path.rpartition("/")[2], 3.5) * _voxels(context)


def _labels(path: str, context: Context) -> float:
    del path
    return 500 + 0.006 * _voxels(context)


def _image(path: str, context: Context) -> float:
    del path
    return 0.57 * _voxels(context)


def _told(path: str, context: Context) -> float:
    del path
    return 400 + 12 * len(context.case.indices)


def _png(path: str, context: Context) -> float:
    if not path.startswith("sheets/"):
        return 0.65 * _drawn(context)
    tiles = len(context.explained.chosen) if path.endswith("layers.png") else len(context.case.indices)
    return 20_000 + 0.6 * tiles * _SHEET_TILE


def _report(path: str, context: Context) -> float:
    del path
    return 60_000 + 3 * 1.1 * _drawn(context) + 0.65 * len(context.case.indices) * _SHEET_TILE


def _moving(path: str, context: Context) -> float:
    return len(context.case.indices) * _drawn(context) * (0.35 if path.endswith(".gif") else 0.42)


def _figure(path: str, context: Context) -> float:
    return 600 if path.endswith(".txt") else 340_000 * context.wanted.scale**2


def _segmentation(path: str, context: Context) -> float:
    del path
    return 8_000 + len(context.case.indices) * (math.prod(context.case.shape) / 8 + 1_500)


def _parametric(path: str, context: Context) -> float:
    del path
    layers = [context.analysis.layers[layer].grid for layer in context.explained.chosen]
    cells = sum(math.prod(each) for each in layers) / max(len({*layers}), 1)
    return 12_000 + len(context.case.indices) * (4 * cells + 2_000 * len(layers))


def _capture(path: str, context: Context) -> float:
    del path
    return 3_000 + 3 * 2.2 * _drawn(context)


def _blended(path: str, context: Context) -> float:
    del path
    return 90_000 + 300 * len(context.case.indices)  # most of it describes the colours


def _source(path: str, context: Context) -> float:
    del path
    return 4_000 + 2 * math.prod(context.case.shape)


_Made = Callable[[str, Context], float]

_OF_PLACES: Mapping[str, _Made] = {
    "maps": _map,
    "images": _image,
    "segmentation.nii.gz": _labels,
    "mask.nii.gz": _labels,
    "marks.nii.gz": _labels,
    "outlines.json": _told,
}
_OF_KINDS: Mapping[str, _Made] = {
    "pdf": _report,
    "png": _png,
    "svg": lambda _, context: 3_000 + 75.0 * len(context.case.indices),
    "cine": _moving,
    "gif": _moving,
    "figure": _figure,
    "seg": _segmentation,
    "pm": _parametric,
    "sr": lambda _, context: 25_000 + 900.0 * len(context.readings),
    "sc": _capture,
    "pr": lambda _, context: 5_000 + 150.0 * len(context.case.indices),
    "blend": _blended,
    "source": _source,
}
