"""What a drag on a picture does: which gesture it is says `keys.mouse`, this carries it out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt

from xaiviewer.display.window_level import WindowLevel
from xaiviewer.review import Review, query
from xaiviewer.ui.keys.mouse import Gesture
from xaiviewer.ui.views.viewport import Viewport

_STILL_PX = 3  # a click must not change the window
_ZOOM = 1.01  # for every pixel
_SLICE_PX = (3.0, 12.0)  # of a drag through the slices: a stack should fit into the view, a hand trembles


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
    def begun(cls, review: Review, button: Qt.MouseButton, gesture: Gesture | None, place: QPointF) -> Drag:
        """A button goes down."""
        state = review.shown.state
        return cls(button, gesture, place, place, query.window_shown(state), state.slice_index)

    def go_on(self, review: Review, viewport: Viewport, place: QPointF, size: QSize) -> None:
        """The pointer is here now, in a view of this size."""
        self.moved = self.moved or (place - self.pressed).manhattanLength() >= _STILL_PX
        if not self.moved:
            return
        offset, step = place - self.pressed, place - self.last
        if self.gesture == "window" and self.window is not None:
            review.shown.set_window(dragged(self.window, offset))
        elif self.gesture == "scroll" and review.shown.state.case is not None:
            least, most = _SLICE_PX
            one = min(max(size.height() / len(review.shown.state.case), least), most)
            review.shown.show_slice(self.index + round(offset.y() / one))
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
