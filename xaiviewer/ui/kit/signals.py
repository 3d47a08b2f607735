"""Ways to follow several signals: whatever they carry, only where something changed, or once the pictures are painted.

While somebody steps through slices or layers, a picture must not wait for what is not looked at meanwhile. So what
stands beside the pictures is told after them (`follow_later`), a moment later, and then once, however many steps that
were.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, SignalInstance, Slot
from shiboken6 import isValid

from xaiviewer.review import ShownState
from xaiviewer.review.alike import alike
from xaiviewer.review.shown import Shown

_AFTER_MS = 40
"""Enough for the pictures, also where they follow each other at 60 a second; nobody reads numbers faster than that."""

_LATEST_MS = 150
"""As long as what stands beside the pictures waits at most while they go on changing."""


def follow(refresh: Callable[[], None], *signals: SignalInstance) -> None:
    """Call a method of a widget, which takes nothing, whenever one of the signals is emitted, whatever it carries."""
    for signal in signals:
        signal.connect(refresh)


def follow_shown(widget: QObject, refresh: Callable[[], None], shown: Shown, *, but: Collection[str] = ()) -> None:
    """Call a method of a widget where what is shown changed.

    Args:
        widget: the one that follows.
        refresh: the method, which takes nothing.
        shown: what is shown.
        but: what makes no difference to the widget, see `alike`.
    """
    Follower(widget, refresh, shown, but)


def follow_later(widget: QObject, refresh: Callable[[], None], shown: Shown, *, but: Collection[str] = ()) -> None:
    """The same for what is not looked at while somebody steps: once the pictures are painted. See `settle`."""
    LateFollower(widget, refresh, shown, but)


def settle(widget: QObject) -> None:
    """Let everything in a widget be told now that waits for the pictures: before it is grabbed, or read by a test."""
    for each in widget.findChildren(LateFollower):
        each.settle()


class Follower(QObject):
    """Calls a method where what is shown changed in what concerns it."""

    def __init__(self, widget: QObject, refresh: Callable[[], None], shown: Shown, but: Collection[str]) -> None:
        super().__init__(widget)
        self._refresh, self._shown, self._but = refresh, shown, frozenset(but)
        self._told: ShownState | None = None
        for signal in shown.changes:
            signal.connect(self.look)

    @property
    def due(self) -> bool:
        """Whether something changed since the method was called."""
        return self._told is None or not alike(self._told, self._shown.state, self._but)

    @Slot()
    def look(self) -> None:
        """Something may have changed."""
        self.settle()

    @Slot()
    def settle(self) -> None:
        """Call the method now, if something changed."""
        due, self._told = self.due, self._shown.state
        if due:
            self._refresh()


class LateFollower(Follower):
    """Does so once the pictures are painted, once for all that changed until then."""

    def __init__(self, widget: QObject, refresh: Callable[[], None], shown: Shown, but: Collection[str]) -> None:
        super().__init__(widget, refresh, shown, but)
        self._turns = shown.findChild(Turns) or Turns(shown)
        self.destroyed.connect(self._turns.forget)

    @Slot()
    def look(self) -> None:
        """Something may have changed; the pictures go before."""
        self._turns.take(self)

    @Slot()
    def settle(self) -> None:
        """Call the method now, if something changed."""
        self._turns.drop(self)
        super().settle()


class Turns(QObject):
    """Those that follow later, one after the other, each between two passes of the event loop.

    All of them at once would hold up the picture that is asked for meanwhile. While somebody steps on, they wait for
    a moment's rest, but not for long.
    """

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown)
        self._waiting: dict[LateFollower, None] = {}
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)

    def take(self, follower: LateFollower) -> None:
        """One that something may have changed for."""
        if not self._waiting:
            self._since.start()
        self._waiting[follower] = None
        self._timer.start(max(0, min(_AFTER_MS, _LATEST_MS - self._since.elapsed())))

    def drop(self, follower: LateFollower) -> None:
        """One that need not wait any more."""
        self._waiting.pop(follower, None)
        if not self._waiting:
            self._timer.stop()

    @Slot()
    def forget(self) -> None:
        """Widgets went, and those that followed for them: what waits for none is over."""
        self._waiting = {each: None for each in self._waiting if isValid(each)}
        if not self._waiting:
            self._timer.stop()

    @Slot()
    def _next(self) -> None:
        while self._waiting:
            follower = next(iter(self._waiting))
            del self._waiting[follower]
            if isValid(follower) and follower.due:
                follower.settle()
                break
        if self._waiting:
            self._timer.start(0)
