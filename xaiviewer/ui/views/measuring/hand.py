"""What the mouse does on a view with a tool in hand; what it leaves to the view stays the view's."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

from xaiviewer.case import Case
from xaiviewer.measurements import (
    KINDS,
    POINTS,
    REGIONS,
    Kind,
    Measurement,
    Point,
    Scale,
    brush,
    course,
    distance_to,
    filled,
    handles,
    moved,
    reshaped,
)
from xaiviewer.review import Review, ShownState, query
from xaiviewer.review.measured import Measured
from xaiviewer.ui.views.measuring.tools import PAINTING, Stroke, Tools

NEAR_PX = 7  # of a line, from where it is meant
_STILL_PX = 4  # a hand trembles
_STEP_PX = 2  # between the points of a line drawn freehand
_LEAST = 0.2  # slice pixels: less than that was not drawn on purpose


@dataclass(frozen=True)
class _Hold:
    """A measurement in hand: as it was, by which handle (None for the whole), and where it was taken."""

    drawn: Measurement
    handle: int | None
    start: Point


class Hand:
    """The hand over one view.

    Every verb takes a place in the view and the transform from slice pixels to the view, and tells whether it did
    anything with it.
    """

    def __init__(self, review: Review, tools: Tools) -> None:
        self._review = review
        self._tools = tools
        self._points: list[Point] = []  # of what is being drawn; the last one follows the pointer
        self._kind: Kind | None = None
        self._hold: _Hold | None = None
        self._pressed = QPointF()

    @property
    def draws(self) -> bool:
        """Whether a press draws, rather than changing the window."""
        return self._tools.tool != "pointer"

    @property
    def measured(self) -> Measured:
        """Where what it draws is kept."""
        return self._review.measured

    def shows(self) -> ShownState:
        """What the view shows that is measured on."""
        return self._review.shown.state

    @property
    def _drawing(self) -> bool:
        """Whether this hand has something half drawn."""
        return self._kind is not None and self._tools.live is not None and self._tools.owner is self

    # ---------------------------------------------------------------- the mouse

    def press(self, place: QPointF, transform: QTransform) -> bool:
        """The left button goes down."""
        case, index = self.shows().case, self.shows().slice_index
        volume = query.volume_shown(self.shows())
        if case is None or volume is None or index in volume.absent:
            return False
        self._review.history.settle()
        self._pressed = place
        at, tool = _within(_slice_place(place, transform), case), self._tools.tool
        if tool in PAINTING:
            self._begin_stroke(case, at, on=tool == "brush")
            return True
        if tool == "fill":
            self._fill(case, at)
            return True
        if self._drawing:
            self._points[-1] = at
            self._advance()
            return True
        self._tools.drop()  # what another hand began
        self._tools.owner, self._kind, self._hold = self, None, None
        if self._take(place, at, transform):
            return True
        self.measured.select(None)
        if tool not in KINDS:
            return False
        self._kind = tool
        self._points = [at] if tool in ("probe", "freehand") else [at, at]
        self._float()
        if tool == "probe":
            self._finish()
        return True

    def move(self, place: QPointF, transform: QTransform, *, held: bool) -> bool:
        """The pointer goes on, with the left button down or not."""
        case, tools = self.shows().case, self._tools
        tools.over = self
        if case is None:
            return False
        at = _within(_slice_place(place, transform), case)
        if tools.tool in PAINTING:
            tools.hold_brush(_slice_place(place, transform))
        if tools.stroke is not None and tools.owner is self:
            self._go_on_with_stroke(at, on=tools.tool == "brush")
            return True
        if self._hold is not None and tools.live is not None and tools.owner is self:
            if tools.live != self._hold.drawn or _far(place, self._pressed, _STILL_PX):
                tools.show(self._changed(self._hold, at, case), self.measured)
            return True
        if self._drawing:
            self._follow(place, at, transform)
            return True
        if not held:
            hit = self.over(place, transform)
            tools.hover(None if hit is None else hit[0].number, self.measured)
        return False

    def release(self, place: QPointF) -> bool:
        """The left button comes up."""
        tools = self._tools
        if tools.stroke is not None:
            stroke = tools.stroke
            tools.paint(None)
            self.measured.mark(stroke.index, stroke.mask)
            return True
        if self._hold is not None:
            changed, self._hold = tools.live, None
            tools.show(None)
            if changed is not None:
                self.measured.change(changed)
            return True
        if not self._drawing:
            return False
        if self._kind == "freehand":
            self._finish()
        elif _far(place, self._pressed, _STILL_PX):
            self._advance()
        return True

    def leave(self) -> None:
        """The pointer leaves the view."""
        self._tools.over = None
        self.clear()

    def clear(self) -> None:
        """Nothing is lit up, and no brush is seen, until the pointer moves."""
        self._tools.hover(None)
        self._tools.hold_brush(None)

    def over(self, place: QPointF, transform: QTransform) -> tuple[Measurement, int | None] | None:
        """What is measured at a place, and by which handle it would be taken; None for nothing."""
        state = self.measured.state
        if not state.visible:
            return None
        here = state.on(self.shows().slice_index)
        chosen = [each for each in here if each.number == state.selected]
        for each in chosen:
            for number, handle in enumerate(handles(each)):
                if not _far(transform.map(QPointF(*handle)), place, NEAR_PX):
                    return each, number
        for each in (*chosen, *reversed(here)):
            line = np.array([transform.map(QPointF(*point)).toTuple() for point in course(each)])
            if distance_to(line, (place.x(), place.y())) <= NEAR_PX:
                return each, self._handle(each, place, transform)
        return None

    # ---------------------------------------------------------------- changing

    @staticmethod
    def _handle(drawn: Measurement, place: QPointF, transform: QTransform) -> int | None:
        """The handle at a place; none of a probe, which is moved as a whole."""
        if drawn.kind == "probe":
            return None
        found = enumerate(handles(drawn))
        return next((n for n, each in found if not _far(transform.map(QPointF(*each)), place, NEAR_PX)), None)

    def _take(self, place: QPointF, at: Point, transform: QTransform) -> bool:
        """Take hold of what lies under the pointer."""
        hit = self.over(place, transform)
        if hit is None:
            return False
        self._hold = _Hold(*hit, at)
        self.measured.select(hit[0].number)
        self._tools.show(hit[0], self.measured)
        return True

    @staticmethod
    def _changed(hold: _Hold, at: Point, case: Case) -> Measurement:
        if hold.handle is not None:
            return reshaped(hold.drawn, hold.handle, at)
        return moved(hold.drawn, (at[0] - hold.start[0], at[1] - hold.start[1]), case.shape)

    # ---------------------------------------------------------------- drawing

    def _follow(self, place: QPointF, at: Point, transform: QTransform) -> None:
        """The last point goes with the pointer; a line drawn freehand leaves it behind."""
        if self._kind != "freehand":
            self._points[-1] = at
        elif _far(transform.map(QPointF(*self._points[-1])), place, _STEP_PX):
            self._points.append(at)
        self._float()

    def _advance(self) -> None:
        """A point is where it belongs."""
        assert self._kind is not None
        if len(self._points) == POINTS[self._kind]:
            self._finish()
        else:
            self._points.append(self._points[-1])
            self._float()

    def _float(self) -> None:
        """Show what there is of it so far."""
        assert self._kind is not None
        kind: Kind = self._kind
        if len(self._points) < POINTS[kind]:
            kind = "distance" if len(self._points) == 2 else "probe"
        self._tools.show(Measurement(0, kind, self.shows().slice_index, tuple(self._points)), self.measured)

    def _finish(self) -> None:
        """Keep what was drawn, unless it is nothing."""
        kind, points = self._kind, tuple(self._points)
        self._kind, self._points = None, []
        self._tools.show(None)
        if kind is not None and len(points) >= POINTS[kind]:
            made = Measurement(0, kind, self.shows().slice_index, points)
            if _large_enough(made):
                self.measured.add(kind, made.slice_index, points)

    # ---------------------------------------------------------------- painting

    def _begin_stroke(self, case: Case, at: Point, *, on: bool) -> None:
        index = self.shows().slice_index
        known = self.measured.state.marks.of(index)
        mask = np.zeros(case.shape, dtype=bool) if known is None else known.copy()
        self._points, self._tools.owner = [at], self
        brush(mask, at, at, self._radius(), on=on)
        self._tools.paint(Stroke(index, mask))

    def _go_on_with_stroke(self, at: Point, *, on: bool) -> None:
        stroke = self._tools.stroke
        assert stroke is not None
        brush(stroke.mask, self._points[-1], at, self._radius(), on=on)
        self._points = [at]
        self._tools.paint(replace(stroke, turn=stroke.turn + 1))

    def _fill(self, case: Case, at: Point) -> None:
        index = self.shows().slice_index
        known = self.measured.state.marks.of(index)
        found = filled(np.zeros(case.shape, dtype=bool) if known is None else known, at)
        if found is not None:
            self.measured.mark(index, found)

    def _radius(self) -> tuple[float, float]:
        return radius(self._tools, self.measured.scale)


def radius(tools: Tools, scale: Scale) -> tuple[float, float]:
    """Of the brush, in columns and in rows: round on the screen, whatever the proportions of the pixels."""
    return tools.radius, tools.radius * scale.column / scale.row


def _slice_place(place: QPointF, transform: QTransform) -> QPointF:
    inverse, _ = transform.inverted()
    return inverse.map(place)


def _within(place: QPointF, case: Case) -> Point:
    """The nearest place on the slice."""
    rows, columns = case.shape
    return min(max(place.x(), -0.5), columns - 0.5), min(max(place.y(), -0.5), rows - 0.5)


def _far(one: QPointF, other: QPointF, px: float) -> bool:
    return (one - other).manhattanLength() > px


def _large_enough(drawn: Measurement) -> bool:
    """Whether something was drawn, and not merely clicked."""
    left, top, right, bottom = drawn.box
    if drawn.kind == "probe":
        return True
    if drawn.kind in REGIONS:
        return min(right - left, bottom - top) >= _LEAST
    return all(
        abs(a[0] - b[0]) + abs(a[1] - b[1]) >= _LEAST for a, b in zip(drawn.points, drawn.points[1:], strict=False)
    )
