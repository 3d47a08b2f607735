"""What a tile shows otherwise than the two views would, and where it can be measured on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform

from xaiviewer.display.window_level import WindowLevel
from xaiviewer.measurements import Measurement
from xaiviewer.review import ShownState, Subject
from xaiviewer.review.compared import seen_by
from xaiviewer.ui.views.measuring.drawing import Drawing
from xaiviewer.ui.views.measuring.hand import Hand
from xaiviewer.ui.views.tiles.kind import TileContext


@dataclass(frozen=True)
class Own:
    """What a tile shows otherwise than the two views would.

    Attributes:
        sequence: key of `SEQUENCES`; None for the one that is shown.
        subject: which explanation; None for the one that is looked at.
        index: the slice, while scrolling is not linked.
        windows: by sequence, while windows are not linked.
    """

    sequence: str | None = None
    subject: Subject | None = None
    index: int | None = None
    windows: tuple[tuple[str, WindowLevel], ...] = ()

    def seen(self, state: ShownState) -> ShownState:
        """What is shown, but for all that."""
        if self == _NOTHING:
            return state
        if self.subject is not None and state.analysis is not None:
            state = seen_by(state, self.subject)
        drawn = state.appearance
        if self.sequence is not None:
            drawn = replace(drawn, sequence=self.sequence)
        if self.windows:
            drawn = replace(drawn, windows={**drawn.windows, **dict(self.windows)})
        index = state.slice_index if self.index is None or state.case is None else min(self.index, len(state.case) - 1)
        return replace(state, appearance=drawn, slice_index=index)


_NOTHING = Own()


class Sight:
    """What a tile sees of a state, put together once however many of its parts ask: they know it by its identity."""

    def __init__(self) -> None:
        self._known: tuple[Own, ShownState, ShownState] | None = None

    def of(self, own: Own, state: ShownState) -> ShownState:
        """What is shown, but for what is a tile's own."""
        if self._known is None or self._known[1] is not state or self._known[0] != own:
            self._known = own, state, own.seen(state)
        return self._known[2]


class TileHand(Hand):
    """Measures only where the tile shows the very slice that is measured on."""

    def __init__(self, context: TileContext, allowed: Callable[[], bool]) -> None:
        super().__init__(context.review, context.tools)
        self._allowed = allowed

    @property
    def draws(self) -> bool:
        return self._allowed() and super().draws

    def press(self, place: QPointF, transform: QTransform) -> bool:
        return self._allowed() and super().press(place, transform)

    def move(self, place: QPointF, transform: QTransform, *, held: bool) -> bool:
        if not self._allowed():
            self._tools.over = self  # what acts on the view under the pointer asks for it
            return False
        return super().move(place, transform, held=held)

    def release(self, place: QPointF) -> bool:
        return self._allowed() and super().release(place)

    def over(self, place: QPointF, transform: QTransform) -> tuple[Measurement, int | None] | None:
        return super().over(place, transform) if self._allowed() else None


class StillHand(Hand):
    """Measures nothing: measurements are of the case's own slices."""

    @property
    def draws(self) -> bool:
        return False

    def press(self, place: QPointF, transform: QTransform) -> bool:
        del place, transform
        return False

    def move(self, place: QPointF, transform: QTransform, *, held: bool) -> bool:
        del place, transform, held
        self._tools.over = self
        return False

    def release(self, place: QPointF) -> bool:
        del place
        return False

    def over(self, place: QPointF, transform: QTransform) -> tuple[Measurement, int | None] | None:
        del place, transform
        return None


class NoDrawing(Drawing):
    """Draws nothing: what was measured lies on other slices."""

    def paint(
        self,
        painter: QPainter,
        state: ShownState,
        transform: QTransform,
        view: QRectF,
        reserved: Sequence[QRectF] | None,
    ) -> None:
        del painter, state, transform, view, reserved
