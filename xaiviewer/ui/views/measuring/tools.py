"""Which tool the reader holds, and what is under way with it: the same in all views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject, QPointF, Qt, Signal

from xaiviewer.measurements import Measurement
from xaiviewer.review import Review
from xaiviewer.review.measured import Measured
from xaiviewer.ui.kit.measured_words import Figures

Tool = Literal["pointer", "distance", "angle", "rectangle", "ellipse", "freehand", "probe", "brush", "eraser", "fill"]

PAINTING: tuple[Tool, ...] = ("brush", "eraser")
"""Those with a size."""

_DRAWING: tuple[Tool, ...] = ("freehand", *PAINTING)
_MERGED = Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents

SIZES = (0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32)
"""Radii of the brush in columns of the slice."""


@dataclass(frozen=True, eq=False)
class Stroke:
    """Marks that are being painted.

    Attributes:
        index: the slice.
        mask: bool ``[row, column]``: written into while the button is held.
        turn: counts its changes.
    """

    index: int
    mask: NDArray[np.bool_]
    turn: int = 0


class Tools(QObject):
    """The tool in the reader's hand.

    Signals:
        chosen(): another tool, or another size of the brush.
        changed(): what is under way, or under the pointer.

    Attributes:
        figures: what is measured, for all that show it.
        tool: "pointer" changes the window, and what was measured.
        radius: of the brush, in columns.
        live: what is being drawn or changed; it stands for the measurement of its number.
        hovered: number of the measurement under the pointer.
        drawn_in: where what is live, or under the pointer, is kept: of the case, or of a series of its own.
        stroke: the marks that are being painted.
        owner: the hand that draws it.
        over: the hand over whose view the pointer is; None over none.
        brush_at: where the brush is, in slice pixels; None where it is not over a view.
    """

    chosen = Signal()
    changed = Signal()

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.figures = Figures()
        self.tool: Tool = "pointer"
        self.radius = 4.0
        self.live: Measurement | None = None
        self.hovered: int | None = None
        self.drawn_in: Measured | None = None
        self.stroke: Stroke | None = None
        self.owner: object = None
        self.over: object = None
        self.brush_at: QPointF | None = None
        self._merged = QCoreApplication.testAttribute(_MERGED)
        review.shown.case_changed.connect(self.drop)
        review.shown.slice_changed.connect(self.drop)

    @property
    def busy(self) -> bool:
        """Whether something is half drawn."""
        return self.live is not None or self.stroke is not None

    def choose(self, tool: Tool) -> None:
        """Take a tool; the one that is held already is put away."""
        self.drop()
        self.tool = "pointer" if tool == self.tool else tool
        self.brush_at = None
        # A busy machine hands over only where the pointer has got to; a line drawn freehand would cut its corners.
        QCoreApplication.setAttribute(_MERGED, self._merged and self.tool not in _DRAWING)
        self.chosen.emit()

    def resize(self, steps: int) -> None:
        """A larger brush, or a smaller one."""
        at = min(range(len(SIZES)), key=lambda index: abs(SIZES[index] - self.radius))
        self.radius = SIZES[min(max(at + steps, 0), len(SIZES) - 1)]
        self.chosen.emit()

    def drop(self) -> None:
        """Forget what is half drawn."""
        if self.busy or self.hovered is not None:
            self.show(None)
            self.stroke = None
            self.hovered = None
            self.changed.emit()

    def show(self, live: Measurement | None, drawn_in: Measured | None = None) -> None:
        """What is being drawn or changed now, and where it is kept."""
        self.live = live
        self.drawn_in = drawn_in or self.drawn_in
        self.changed.emit()

    def paint(self, stroke: Stroke | None) -> None:
        """The marks that are being painted now."""
        self.stroke = stroke
        self.changed.emit()

    def hover(self, number: int | None, drawn_in: Measured | None = None) -> None:
        """What the pointer is over, and where that is kept."""
        if number != self.hovered:
            self.hovered = number
            if self.live is None:
                self.drawn_in = drawn_in or self.drawn_in
            self.changed.emit()

    def hold_brush(self, place: QPointF | None) -> None:
        """Where the brush is."""
        if place != self.brush_at:
            self.brush_at = place
            self.changed.emit()
