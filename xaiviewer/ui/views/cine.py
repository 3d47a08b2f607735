"""Plays through the slices, as film loops do."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from xaiviewer.review import Review

SPEEDS = (2, 5, 10, 15, 20, 30)
"""Slices a second to choose from."""


class Cine(QObject):
    """Goes from slice to slice and from the last to the first, until the reader moves or opens something else.

    Signals:
        changed(): it plays or not, or at another speed.
    """

    changed = Signal()

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._steps = False  # the slice that changes now is changed here
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.step)
        self.speed = 0
        self.set_speed(10)
        review.shown.slice_changed.connect(self._take_slice)
        review.shown.case_changed.connect(self.stop)

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return self._timer.isActive()

    @property
    def possible(self) -> bool:
        """Whether there is a second slice to go to."""
        case = self._review.shown.state.case
        return case is not None and len(case) > 1

    def toggle(self) -> None:
        """Play, or stop."""
        if self.playing:
            self.stop()
        elif self.possible:
            self._timer.start()
            self.changed.emit()

    def stop(self) -> None:
        """Stay at the slice shown."""
        if self.playing:
            self._timer.stop()
            self.changed.emit()

    def set_speed(self, speed: int) -> None:
        """Slices a second; a loop that plays goes on at this speed."""
        if speed != self.speed:
            self.speed = speed
            self._timer.setInterval(round(1000 / speed))
            self.changed.emit()

    def step(self) -> None:
        """Show the next slice, after the last the first."""
        state = self._review.shown.state
        if state.case is None:
            return
        self._steps = True
        self._review.shown.show_slice((state.slice_index + 1) % len(state.case))
        self._steps = False

    def _take_slice(self) -> None:
        """Whoever turns the wheel has seen something: leave the slices to the reader."""
        if not self._steps:
            self.stop()
