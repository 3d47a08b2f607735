"""Undo and redo: what the reader set, step by step, case by case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from xaiviewer.review.derived.steps import Settings, Step, Steps, difference
from xaiviewer.review.intent import VIEW

_GOES_ON_MS = 700  # changes of one kind that follow each other faster, as a slider's or a held key's, are one step


def _nobody() -> bool:
    return False


def _nothing() -> Settings:
    return {}


def _ignore(wanted: Settings) -> None:
    del wanted


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
        self._views: Callable[[], Settings] = _nothing
        self._look: Callable[[Settings], None] = _ignore
        self._known: Settings = {}
        self._key: object = None
        self._kept: dict[object, Steps] = {}
        self._going = QTimer(self, interval=_GOES_ON_MS, singleShot=True)
        self._going.timeout.connect(self._end)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.note)

    def follow_views(self, views: Callable[[], Settings], look: Callable[[Settings], None]) -> None:
        """Keep as steps, too, which part of the slice is shown, and how it is turned: the window knows.

        Args:
            views: all of it now, by names that begin with `intent.VIEW`; another view, or one that is fitted to other
                slices, has another name.
            look: sets what it is given of the views that are still there.
        """
        self._views, self._look = views, look

    def enter(self, key: object) -> None:
        """Another case, or none (None), is open: its own steps are undone from now on."""
        if key != self._key:
            self._kept[self._key] = self.state
            self._key = key
            self.state = Steps() if key is None else self._kept.get(key, Steps())
            self.changed.emit()
        self.settle()
        self._known = self._now()

    def forget_networks(self) -> None:
        """What was set can no longer be undone: it was about other networks."""
        self._kept.clear()
        self._take(Steps())

    @Slot()
    def note(self) -> None:
        """Something may have changed."""
        self._soon.stop()
        now = self._now()
        step, gone = difference(self._known, now), self._known.keys() - now.keys()
        self._known = now
        if any(name.startswith(VIEW) for name in gone):
            self._take(self.state.of_views(VIEW, now))
        if step is None or self._key is None:
            return
        self._take(self.state.with_step(replace(step, slice_index=self._place(step)), merge=self._going.isActive()))
        self._going.start()

    @Slot()
    def note_soon(self) -> None:
        """The same once everything that goes with the change has followed it: several views are one step."""
        self._soon.start()

    @Slot()
    def note_alone(self) -> None:
        """The same of what is a step of its own however quickly it follows another."""
        self.settle()
        self.note()
        self.settle()

    def settle(self) -> None:
        """What comes next is a step of its own."""
        self._note_now()
        self._going.stop()

    def undo(self) -> None:
        """Take the last step back."""
        self._note_now()
        step, left = self.state.undo()
        if step is not None:
            self._go(step.before, step.slice_index, left)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._note_now()
        step, left = self.state.redo()
        if step is not None:
            self._go(step.after, step.slice_index, left)

    def _go(self, wanted: Settings, place: int | None, left: Steps) -> None:
        self.settle()
        key, self._key = self._key, None  # what is restored now is no step
        self._restore(wanted, place)
        self._look(wanted)
        self._soon.stop()
        self._key = key
        self._known = self._now()
        self._take(left)

    def _now(self) -> Settings:
        return {**self._settings(), **self._views()}

    def _note_now(self) -> None:
        if self._soon.isActive():
            self.note()

    def _take(self, state: Steps) -> None:
        self.state = state
        self.changed.emit()

    @Slot()
    def _end(self) -> None:
        if self.held():  # the hand rests in the middle of a drag
            self._going.start()
