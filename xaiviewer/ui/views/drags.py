"""What a drag on a picture does: which gesture it is says `keys.mouse`, this carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QSize, Qt

from xaiviewer.display.window_level import WindowLevel
from xaiviewer.review import ShownState, query
from xaiviewer.ui.keys.mouse import Gesture
from xaiviewer.ui.views.viewport import Viewport

_STILL_PX = 3  # a click must not change the window
_ZOOM = 1.01  # for every pixel
_SLICE_PX = (3.0, 12.0)  # of a drag through the slices: a stack should fit into the view, a hand trembles

_CURSORS: dict[Gesture | None, Qt.CursorShape] = {
    "window": Qt.CursorShape.SizeAllCursor,  # two ways at once
    "scroll": Qt.CursorShape.SizeVerCursor,
    "pan": Qt.CursorShape.ClosedHandCursor,
    "zoom": Qt.CursorShape.SizeVerCursor,
}


class Dragged(Protocol):
    """A picture that is dragged on: it says what it shows, and shows something else where it is asked to."""

    def state(self) -> ShownState:
        """What it shows."""

    def go_to(self, index: int) -> None:
        """Show another slice."""

    def choose_window(self, window: WindowLevel) -> None:
        """Show it through another window."""

    def size(self) -> QSize:
        """In view pixels."""

    def setCursor(self, shape: Qt.CursorShape, /) -> None:  # noqa: N802 - Qt's name
        """Show what the drag does; `unsetCursor` at its end."""


@dataclass
class Drag:
    """A button that is held on a picture.

    Attributes:
        button: which one.
        gesture: what it does once it moves; None for nothing.
        pressed: where it went down.
        last: where the picture was moved or zoomed to.
        window: before.
        index: the slice before.
        moved: farther than a hand trembles.
    """

    button: Qt.MouseButton
    gesture: Gesture | None
    pressed: QPointF
    last: QPointF
    window: WindowLevel | None
    index: int
    moved: bool = False

    @classmethod
    def begun(cls, view: Dragged, button: Qt.MouseButton, gesture: Gesture | None, place: QPointF) -> Drag:
        """A button goes down."""
        state = view.state()
        return cls(button, gesture, place, place, query.window_shown(state), state.slice_index)

    def go_on(self, view: Dragged, viewport: Viewport, place: QPointF) -> None:
        """The pointer is here now."""
        if not self.moved:
            if (place - self.pressed).manhattanLength() < _STILL_PX:
                return
            self.moved = True
            if self.gesture in _CURSORS:
                view.setCursor(_CURSORS[self.gesture])
        offset, step, size, case = place - self.pressed, place - self.last, view.size(), view.state().case
        if self.gesture == "window" and self.window is not None:
            view.choose_window(dragged(self.window, offset))
        elif self.gesture == "scroll" and case is not None:
            least, most = _SLICE_PX
            one = min(max(size.height() / len(case), least), most)
            view.go_to(self.index + round(offset.y() / one))
        elif self.gesture == "pan":
            viewport.pan_by(step, size.width(), size.height())
        elif self.gesture == "zoom":
            centre = QPointF(size.width() / 2, size.height() / 2)
            viewport.zoom_by(_ZOOM ** -step.y(), centre, size.width(), size.height())
        self.last = place


def dragged(window: WindowLevel, offset: QPointF) -> WindowLevel:
    """A window after a drag: right widens it, down raises its centre (darkens), in shares of its own width."""
    width = max(window.width * 1.005 ** offset.x(), 1e-6)
    return WindowLevel(window.centre + window.width * offset.y() / 300, width)
