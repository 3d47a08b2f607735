"""Undo and redo: what the reader set, step by step, case by case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from xaiviewer.review.derived.steps import Settings, Step, Steps, difference

_GOES_ON_MS = 700  # changes of one kind that follow each other faster, as a slider's or a held key's, are one step


def _nobody() -> bool:
    return False


class History(QObject):
    """Notices what changed and keeps it as steps.

    Changes of one kind in one go are one step: while a mouse button is held (`held`), and as long as they follow each
    other quickly.

    Signals:
        changed(): other steps can be undone or redone.

    Attributes:
        state: the steps of the open case.
        held: whether a mouse button is held down; the window knows.
    """

    changed = Signal()

    def __init__(
        self,
        settings: Callable[[], Settings],
        restore: Callable[[Settings, int | None], None],
        place: Callable[[Step], int | None],
        parent: QObject | None = None,
    ) -> None:
        """One of what the reader sets.

        Args:
            settings: all of it now.
            restore: sets what it is given, and shows the slice where that is seen.
            place: on which slice a step is seen.
        """
        super().__init__(parent)
        self.state = Steps()
        self.held: Callable[[], bool] = _nobody
        self._settings, self._restore, self._place = settings, restore, place
        self._known: Settings = {}
        self._key: object = None
        self._kept: dict[object, Steps] = {}
        self._going = QTimer(self, interval=_GOES_ON_MS, singleShot=True)
        self._going.timeout.connect(self._end)

    def enter(self, key: object) -> None:
        """Another case, or none (None), is open: its own steps are undone from now on."""
        if key != self._key:
            self._kept[self._key] = self.state
            self._key = key
            self.state = Steps() if key is None else self._kept.get(key, Steps())
            self.changed.emit()
        self.settle()
        self._known = self._settings()

    def forget_networks(self) -> None:
        """What was set can no longer be undone: it was about other networks."""
        self._kept.clear()
        self._take(Steps())

    @Slot()
    def note(self) -> None:
        """Something may have changed."""
        now = self._settings()
        step = difference(self._known, now)
        self._known = now
        if step is None or self._key is None:
            return
        self._take(self.state.with_step(replace(step, slice_index=self._place(step)), merge=self._going.isActive()))
        self._going.start()

    @Slot()
    def note_alone(self) -> None:
        """The same of what is a step of its own however quickly it follows another."""
        self.settle()
        self.note()
        self.settle()

    def settle(self) -> None:
        """What comes next is a step of its own."""
        self._going.stop()

    def undo(self) -> None:
        """Take the last step back."""
        step, left = self.state.undo()
        if step is not None:
            self._go(step.before, step.slice_index, left)

    def redo(self) -> None:
        """Do again what was undone last."""
        step, left = self.state.redo()
        if step is not None:
            self._go(step.after, step.slice_index, left)

    def _go(self, wanted: Settings, place: int | None, left: Steps) -> None:
        self.settle()
        key, self._key = self._key, None  # what is restored now is no step
        self._restore(wanted, place)
        self._key = key
        self._known = self._settings()
        self._take(left)

    def _take(self, state: Steps) -> None:
        self.state = state
        self.changed.emit()

    @Slot()
    def _end(self) -> None:
        if self.held():  # the hand rests in the middle of a drag
            self._going.start()
