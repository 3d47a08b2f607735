"""What forms that show pictures have in common: a slice under the shown map, sheets of tiles, marks in PNG files."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.palette import CAUTION, CLINICIAN, MODEL, MUTED, PANEL, TEXT
from xaiviewer.display.picture import grey_slice, under_heat
from xaiviewer.exports.context import Context
from xaiviewer.records import NOTICE, export
from xaiviewer.records.pictures.canvas import SMALL, Canvas, shortened
from xaiviewer.records.pictures.captioned import CaptionedHeat, layer_heat
from xaiviewer.records.pictures.slice_picture import enlarged, outlined, panel_scale

_TILE, _CAPTION, _GAP, _EDGE, _HEAD, _FOOT = 172, 40, 10, 28, 84, 44
_MOST_ACROSS = 8
_THUMBNAIL = 360
_INCH_M = 0.0254
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_ENDS = 33  # bytes: the signature and IHDR


@dataclass(frozen=True, eq=False)
class Tile:
    """One picture of a sheet.

    Attributes:
        picture: uint8 ``[row, column, 3]``.
        title, told: two lines below it.
        caution: whether the second warns.
    """

    picture: NDArray[np.uint8]
    title: str
    told: str
    caution: bool = False


def decided(context: Context) -> list[int]:
    """The slices that are called the finding."""
    main = context.analysis.description.main_class
    return [index for index in context.case.indices if context.explained.result(index).predicted == main]


def top_of(context: Context, layer: int) -> float:
    """A layer's value at full colour over the case."""
    return export.top_of(context.explained, layer, context.appearance)


def heat_of(context: Context, index: int, layer: int | None = None, top: float | None = None) -> CaptionedHeat | None:
    """The heat of a layer, or of the shown one, over a slice; None where no layer is written."""
    shown = context.layer if layer is None else layer
    if shown is None:
        return None
    top = top_of(context, shown) if top is None else top
    told = context.explained.layer_map(shown, index)
    return layer_heat(context.analysis, told, context.case.shape, context.appearance, top)


def heated_picture(
    context: Context, index: int, *, heat: CaptionedHeat | None = None, scale: int | None = None
) -> NDArray[np.uint8]:
    """A slice under the shown map with its outlines, uint8 ``[row, column, 3]``.

    Args:
        context: the case.
        index: the slice.
        heat: the map, where that is not the shown one.
        scale: pixels for each of the slice; None for as many as the program's pictures have, times what is wanted.
    """
    case, appearance = context.case, context.appearance
    heat = heat or heat_of(context, index)
    pale = heat is not None and appearance.mute and heat.decides and context.analysis.denied(index)
    grey = grey_slice(appearance.volume(case), index, appearance)
    drawn = under_heat(grey, None if heat is None else heat.heat, appearance.muted(denied=pale))
    times = context.wanted.scale if scale is None else 1
    scale = panel_scale(case) * times if scale is None else scale
    picture = square(enlarged(drawn, scale), case.geometry.spacing_mm if case.geometry.known else (1.0, 1.0, 1.0))
    mask = case.mask_of(index) if appearance.mask else None
    model = context.explained.result(index).segmentation if appearance.model else None
    if picture.shape[:2] == (drawn.shape[0] * scale, drawn.shape[1] * scale):
        outlined(picture, mask, model, scale, times)
        return picture
    lined = enlarged(drawn, scale)
    outlined(lined, mask, model, scale, times)
    return square(lined, case.geometry.spacing_mm)


def square(picture: NDArray[np.uint8], spacing_mm: tuple[float, float, float]) -> NDArray[np.uint8]:
    """A picture whose pixels are as high as they are wide; enlarged along the longer side of what is not square."""
    _, high, wide = spacing_mm
    if abs(high - wide) <= 1e-3 * max(high, wide):
        return picture
    rows, columns = picture.shape[:2]
    size = (columns, round(rows * high / wide)) if high > wide else (round(columns * wide / high), rows)
    return np.ascontiguousarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def thumbnail(picture: NDArray[np.uint8]) -> bytes:
    """A small PNG of a picture."""
    share = min(_THUMBNAIL / max(picture.shape[:2]), 1.0)
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return png_of(np.ascontiguousarray(small, dtype=np.uint8))


def sheet(context: Context, tiles: Sequence[Tile], what: str, *, times: int = 1) -> Canvas:
    """Tiles in rows under a head that says what they are."""
    across = min(max(round(len(tiles) ** 0.5 * 1.3), 1), _MOST_ACROSS, len(tiles))
    down = -(-len(tiles) // across)
    width = max(2 * _EDGE + across * (_TILE + _GAP) - _GAP, 720)
    canvas = Canvas(_HEAD + down * (_TILE + _CAPTION + _GAP) + _FOOT, width, scale=times)
    room = width - 2 * _EDGE
    canvas.text(_EDGE, 38, shortened(context.case.name, 20, room), size=20, bold=True)
    told = what + (" · synthetic phantom" if context.case.synthetic else "")
    canvas.text(_EDGE, 62, shortened(told, 14, room), colour=MUTED)
    for number, tile in enumerate(tiles):
        x = _EDGE + (number % across) * (_TILE + _GAP)
        _draw_tile(canvas, x, _HEAD + (number // across) * (_TILE + _CAPTION + _GAP), tile)
    bottom, x = canvas.height - 18, _EDGE
    if context.appearance.mask and context.case.mask is not None:
        x = canvas.swatch(x, bottom, CLINICIAN, "clinician's mask") + 24
    if context.appearance.model:
        canvas.swatch(x, bottom, MODEL, "model's segmentation", dashed=True)
    canvas.text_right(width - _EDGE, bottom, NOTICE, size=12, colour=CAUTION)
    return canvas


def _draw_tile(canvas: Canvas, x: int, y: int, tile: Tile) -> None:
    side = _TILE * canvas.scale
    share = side / max(tile.picture.shape[:2])
    size = (max(1, round(tile.picture.shape[1] * share)), max(1, round(tile.picture.shape[0] * share)))
    small = cv2.resize(tile.picture, size, interpolation=cv2.INTER_AREA if share < 1 else cv2.INTER_LINEAR)
    back = np.full((side, side, 3), PANEL, dtype=np.uint8)
    top, left = (side - size[1]) // 2, (side - size[0]) // 2
    back[top : top + size[1], left : left + size[0]] = small
    canvas.paste(x, y, back)
    canvas.text(x, y + _TILE + 15, shortened(tile.title, 12, _TILE), size=12, colour=TEXT)
    colour = CAUTION if tile.caution else MUTED
    canvas.text(x, y + _TILE + 31, shortened(tile.told, SMALL, _TILE), size=SMALL, colour=colour)


def png_of(picture: NDArray[np.uint8], *, dpi: int | None = None, told: str = NOTICE) -> bytes:
    """A picture ``[row, column, 3]`` as PNG with what it is as text, and how many of its pixels are an inch."""
    _, data = cv2.imencode(".png", picture[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 4])
    return marked_png(data.tobytes(), dpi=dpi, told=told)


def marked_png(data: bytes, *, dpi: int | None = None, told: str = NOTICE) -> bytes:
    """A PNG file with a sentence on what it is, and how many of its pixels are an inch."""
    text = b"Description\0\0\0\0\0" + told.encode("utf-8", "replace")
    further = _chunk(b"iTXt", text)
    if dpi is not None:
        per_metre = round(dpi / _INCH_M)
        further = _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)) + further
    assert data.startswith(_SIGNATURE)
    return data[:_HEADER_ENDS] + further + data[_HEADER_ENDS:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
