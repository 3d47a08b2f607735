"""The slices under the shown map one after the other: an animated PNG in all colours, or a GIF for slides and chats.

Every browser plays both. A GIF has 256 colours, so that shades of grey are dithered: for showing, not for reading.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.palette import CAUTION, MUTED
from xaiviewer.exports.context import Context
from xaiviewer.exports.drawn.pictures import heat_of, heated_picture, marked_png, top_of
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.sizes import drawn_px
from xaiviewer.records import NOTICE
from xaiviewer.records.pictures.canvas import SMALL, Canvas, shortened

_FRAME_MS = 200
_EDGE, _HEAD, _FOOT = 10, 30, 26
_FINEST = [cv2.IMWRITE_GIF_QUALITY, 8, cv2.IMWRITE_GIF_DITHER, 2]  # the nearest colours of all that were tried
_PACKED, _SCREEN_ENDS = 10, 13  # bytes of a GIF: what says how many colours it has, and where its screen is described


def refuses(context: Context) -> str:
    """Why nothing moves."""
    return (
        f"{context.case.name} has one slice alone, so there is nothing to run through."
        if len(context.case.indices) < 2
        else ""
    )


def make(context: Context) -> Iterator[Made]:
    """cine.png."""
    yield Made("cine.png", lambda: marked_png(_moving(context, ".png", [])))


def make_gif(context: Context) -> Iterator[Made]:
    """cine.gif."""
    yield Made("cine.gif", lambda: marked_gif(_moving(context, ".gif", _FINEST)))


def marked_gif(data: bytes) -> bytes:
    """A GIF with a sentence on what it is: a comment before its first block."""
    colours = 3 * 2 ** ((data[_PACKED] & 7) + 1) if data[_PACKED] & 0x80 else 0
    at = _SCREEN_ENDS + colours
    words = NOTICE.encode()
    return data[:at] + b"\x21\xfe" + bytes((len(words),)) + words + b"\0" + data[at:]


def _moving(context: Context, ending: str, options: list[int]) -> bytes:
    top = None if context.layer is None else top_of(context, context.layer)
    moving = cv2.Animation()
    moving.frames = [_frame(context, index, top)[..., ::-1].copy() for index in context.case.indices]
    moving.durations = [_FRAME_MS] * len(context.case.indices)
    done, data = cv2.imencodeanimation(ending, moving, options)
    assert done
    return data.tobytes()


def _frame(context: Context, index: int, top: float | None) -> NDArray[np.uint8]:
    heat = None if top is None else heat_of(context, index, top=top)
    picture, times = heated_picture(context, index, heat=heat), context.wanted.scale
    height, width = -(-picture.shape[0] // times), -(-picture.shape[1] // times)
    canvas = Canvas(_HEAD + height + _FOOT, width, scale=times)
    canvas.paste(0, _HEAD, picture)
    main = context.analysis.description.main_class
    chance = float(context.explained.result(index).probabilities[main])
    name = context.analysis.description.main_name
    words = f"{context.case.name} · slice {index + 1} of {len(context.case)} · P({name}) = {chance:.3f}"
    canvas.text(_EDGE, 20, shortened(words, 13, width - 2 * _EDGE), size=13, colour=MUTED)
    room = width - 2 * _EDGE
    canvas.text(_EDGE, _HEAD + height + 18, shortened(NOTICE, SMALL, room), size=SMALL, colour=CAUTION)
    return canvas.pixels


def size(path: str, context: Context) -> float:
    """About how many bytes a file will have."""
    return len(context.case.indices) * drawn_px(context) * (0.35 if path.endswith(".gif") else 0.42)


KIND = Kind("cine", "Cine: an animated PNG that runs through the slices", make, refuses, size=size)
GIF = Kind("gif", "GIF: the same in 256 colours, for slides", make_gif, refuses, size=size)
