"""Where the layers of a network are drawn: a line per part of it, or, where these are many or long, several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from PySide6.QtCore import QRectF

from xaiviewer.requests import Layer
from xaiviewer.ui.kit import theme

CELL = 12.0  # height of a cell
_WIDEST, _NARROWEST = 9.0, 4.2  # pixels from cell to cell
_FLOWING = 4.6  # the same where lines are broken
_GAP, _EDGE = 4.0, 2.0  # between blocks, and what a block's frame takes
_FEW, _ROOMY = 8, 5  # parts that get lines of their own, and those that get tall ones
_Line = list[Sequence[Layer]]  # the blocks in it
_TALL, _LOW = 20, 16  # heights of a line: of five, as the panel has room for, and of more


@dataclass(eq=False)
class Line:
    """A line of the picture.

    Attributes:
        top: its upper edge.
        name: of the parts that begin in it; "" where none does.
        grid: rows and columns of its last layer.
        end: the right edge of its last cell.
    """

    top: float
    name: str
    grid: tuple[int, int]
    end: float


@dataclass(eq=False)
class NetworkLayout:
    """The geometry of a picture.

    Attributes:
        row: height of a line.
        cells: of every layer.
        blocks: frames around layers of one group.
        lines: from the input to the output.
    """

    row: int = _TALL
    cells: list[QRectF] = field(default_factory=list)
    blocks: list[QRectF] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Of all lines."""
        return self.row * len(self.lines)


def lay_out(layers: Sequence[Layer], left: float, right: float) -> NetworkLayout:
    """Place every layer between two edges, in order of execution."""
    blocks: _Line = [list(members) for _, members in groupby(layers, key=lambda each: each.groups)]
    parts: list[_Line] = [list(members) for _, members in groupby(blocks, key=lambda block: block[0].part)]
    pitch = min([_WIDEST, *(_pitch(part, right - left) for part in parts)])
    if len(parts) <= _FEW and pitch >= _NARROWEST:
        lines = parts
    else:
        pitch = _FLOWING
        lines = _flow(blocks, right - left, pitch, own_lines=len(parts) <= _FEW)
    found = NetworkLayout(theme.px(_TALL if len(lines) <= _ROOMY else _LOW))
    shown = ""
    for number, line in enumerate(lines):
        _place(found, line, left, number * found.row, pitch)
        counts = Counter(block[0].part for block in line for _ in block)
        counts.pop(shown, None)
        shown = line[-1][0].part
        found.lines[-1].name = _name(counts)
    return found


def _name(begun: Counter[str]) -> str:
    """What a line is called that parts begin in, by their numbers of cells: from the first to the last of one kind
    ("Mixed 5b – 5d"), else after the part with most; "" where none begins.
    """
    if not begun:
        return ""
    first, *_, last = [*begun, *begun]
    word, _, number = last.rpartition(" ")
    if first != last and word and all(each.startswith(f"{word} ") for each in begun):
        return f"{first} – {number}"
    return begun.most_common(1)[0][0]


def _pitch(part: Sequence[Sequence[Layer]], room: float) -> float:
    """From cell to cell, where a part fills a line."""
    return (room - len(part) * (_GAP + _EDGE)) / sum(map(len, part))


def _flow(blocks: Sequence[Sequence[Layer]], room: float, pitch: float, *, own_lines: bool) -> list[_Line]:
    """Blocks line after line, as text flows; a block that is longer than a line goes on in the next.

    Args:
        blocks: layers of one group each.
        room: length of a line.
        pitch: from cell to cell.
        own_lines: whether every part begins a line.
    """
    longest = max(int((room - _GAP - _EDGE) // pitch), 1)
    pieces = [block[first : first + longest] for block in blocks for first in range(0, len(block), longest)]
    lines: list[_Line] = []
    used = room
    for piece in pieces:
        wide = len(piece) * pitch + _GAP + _EDGE
        begins = own_lines and bool(lines) and lines[-1][-1][0].part != piece[0].part
        if not lines or begins or used + wide > room:
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += wide
    return lines


def _place(found: NetworkLayout, line: Sequence[Sequence[Layer]], left: float, top: float, pitch: float) -> None:
    """Add a line's cells and frames."""
    middle, x = top + found.row / 2, left
    for number, block in enumerate(line):
        x += (_GAP + _EDGE) * (number > 0)
        found.cells += [QRectF(x + i * pitch + 1.5, middle - CELL / 2, pitch - 1, CELL) for i in range(len(block))]
        half = found.row / 2 - 1
        found.blocks.append(QRectF(x, middle - half, len(block) * pitch + _EDGE, 2 * half))
        x += len(block) * pitch
    found.lines.append(Line(top, "", line[-1][-1].grid, x))
