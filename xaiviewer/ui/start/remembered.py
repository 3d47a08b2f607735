"""How things were displayed when the program was closed: kept then, and so again at the next start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QSplitter

from xaiviewer.review import Review, query
from xaiviewer.ui.kit import display_choices
from xaiviewer.ui.settings import recent, settings
from xaiviewer.ui.settings.store import keep, kept
from xaiviewer.ui.window import MainWindow

_APPEARANCE, _SCORE, _WINDOW, _PARTS = "display/appearance", "display/score", "display/own_window", "window/parts"


class Remembered(QObject):
    """Brings the choices back, follows them while the window is open, and keeps them when asked to.

    Whether slices were seen in the window that their files state, or in the automatic one, holds for every case that
    comes; a window that was dragged is of its case. Cases that were opened are put on the list of the last ones.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._review = window, window.review
        self._own = kept(_WINDOW, "false").lower() == "true"
        self._last: Path | None = None
        shown = self._review.shown
        shown.set_appearance(display_choices.read(kept(_APPEARANCE)))
        if score := kept(_SCORE):
            shown.set_score(score)
        self._restore_parts()
        shown.case_changed.connect(self._take_case)
        shown.display_changed.connect(self._follow_window)

    def keep(self) -> None:
        """For the next start."""
        state = self._review.shown.state
        keep(_APPEARANCE, display_choices.written(state.appearance))
        keep(_SCORE, state.score)
        keep(_WINDOW, self._own)
        for splitter in _parts(self._window):
            keep(f"{_PARTS}/{splitter.objectName()}", splitter.saveState())

    def _restore_parts(self) -> None:
        found = settings()
        for splitter in _parts(self._window) if found is not None else ():
            was = found.value(f"{_PARTS}/{splitter.objectName()}") if found is not None else None
            if isinstance(was, QByteArray):
                splitter.restoreState(was)

    def _take_case(self) -> None:
        case = self._review.shown.state.case
        current = self._review.shelf.state.current
        if case is None or current is None or current == self._last:
            return
        self._last = current
        if not case.synthetic:
            recent.remember([current])
        automatic = self._review.shown.state.appearance.windows == dict(self._review.shown.state.presets.automatic)
        if self._own and automatic:  # else it was open before, and is as the reader left it
            _use_own_windows(self._review)

    def _follow_window(self) -> None:
        """Which of the two kinds the reader sees; a window that was dragged is neither."""
        state = self._review.shown.state
        volume, window = query.volume_shown(state), query.window_shown(state)
        own = None if volume is None else state.presets.own.get(volume.sequence)
        if volume is not None and own is not None:
            if window == own:
                self._own = True
            elif window == state.presets.automatic.get(volume.sequence):
                self._own = False


def _use_own_windows(review: Review) -> None:
    state = review.shown.state
    windows = {**state.appearance.windows, **state.presets.own}
    review.shown.restore({"appearance": {"windows": windows}})


def _parts(window: MainWindow) -> list[QSplitter]:
    """What divides the window, as far as it has a name."""
    return [each for each in window.findChildren(QSplitter) if each.objectName()]
