"""A picture to draw text and panels on. OpenCV alone: no screen and no Qt is needed to export."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.palette import BACKGROUND, FAINT, TEXT, Colour
from xaiviewer.readers.naming.names import shown

SMALL, BODY, TITLE = 11, 14, 18
_BOLD, _REGULAR = 600, 400


@lru_cache(maxsize=1)
def _font() -> cv2.FontFace:
    return cv2.FontFace("sans")  # comes with OpenCV 5, so that every machine draws the same pixels


class Canvas:
    """An RGB picture that grows nothing and knows nothing: the caller places everything.

    Places and sizes are given in the pixels of the smallest drawing; `scale` makes all of it so many times larger.

    Attributes:
        height, width: in these pixels.
        scale: how many pixels stand for one of these.
        pixels: uint8 ``[row, column, 3]``.
    """

    def __init__(self, height: int, width: int, colour: Colour = BACKGROUND, *, scale: int = 1) -> None:
        self.height, self.width, self.scale = height, width, scale
        self.pixels: NDArray[np.uint8] = np.full((height * scale, width * scale, 3), colour, dtype=np.uint8)

    def text(
        self, x: int, baseline: int, words: str, *, size: int = BODY, colour: Colour = TEXT, bold: bool = False
    ) -> int:
        """Write one line from `x`; returns where it ends."""
        weight = _BOLD if bold else _REGULAR
        scale = self.scale
        words, place = shown(words), (x * scale, baseline * scale)  # OpenCV crashes on what is no valid Unicode
        end, _ = cv2.putText(self.pixels, words, place, colour, _font(), size * scale, weight)
        return -(-int(end[0]) // scale)

    def text_right(self, x: int, baseline: int, words: str, *, size: int = BODY, colour: Colour = FAINT) -> None:
        """Write one line that ends at `x`."""
        self.text(x - width_of(words, size), baseline, words, size=size, colour=colour)

    def paste(self, x: int, y: int, picture: NDArray[np.uint8]) -> None:
        """Put a picture ``[row, column, 3]``, as large as it is, with its upper left corner at (x, y)."""
        height, width = picture.shape[:2]
        x, y = x * self.scale, y * self.scale
        self.pixels[y : y + height, x : x + width] = picture

    def swatch(self, x: int, baseline: int, colour: Colour, words: str, *, dashed: bool = False) -> int:
        """A line of a legend's colour and its meaning; returns where it ends."""
        for start, length in ((0, 7), (11, 7)) if dashed else ((0, 18),):
            rows, columns = (baseline - 6, baseline - 4), (x + start, x + start + length)
            (top, bottom), (left, right) = ([each * self.scale for each in ends] for ends in (rows, columns))
            self.pixels[top:bottom, left:right] = colour
        return self.text(x + 26, baseline, words, size=12, colour=FAINT)

    def png(self) -> bytes:
        """The picture as a PNG file."""
        _, data = cv2.imencode(".png", self.pixels[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 4])
        return data.tobytes()


def width_of(words: str, size: int) -> int:
    """Width of a line in pixels."""
    return int(cv2.getTextSize((0, 0), shown(words), (0, 0), _font(), size, _REGULAR)[2])


def shortened(words: str, size: int, room: int) -> str:
    """`words`, or their beginning and an ellipsis, so that they take `room` pixels at most."""
    if width_of(words, size) <= room:
        return words
    while words and width_of(words + "…", size) > room:
        words = words[:-1]
    return words + "…"


def wrapped(words: str, size: int, room: int) -> list[str]:
    """`words` in lines of `room` pixels at most: for sentences that mean another thing without their end."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(shortened(word, size, room))
    return lines
