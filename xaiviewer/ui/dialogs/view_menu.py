"""The menu of a view: what can be done where the reader pressed the right button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QMenu, QWidget

from xaiviewer.review import Review
from xaiviewer.ui.kit.choices import Choice, add_choice
from xaiviewer.ui.kit.measured_words import name
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.frames import ViewFrame
from xaiviewer.ui.views.tiles.kind import Tile
from xaiviewer.ui.views.tiles.picture import PictureTile

_GROUPS: tuple[tuple[str, ...], ...] = (
    ("edit.undo", "edit.redo"),
    ("overlay.mask", "overlay.model", "overlay.heat", "measure.shown"),
    ("picture.automatic-window", "picture.own-window", "picture.invert", "picture.reset"),
    ("picture.copy", "picture.save", "picture.print"),
    ("measure.list", "window.header", "window.words", "window.help"),
)
_MEASURE: tuple[str, ...] = (
    "measure.distance",
    "measure.angle",
    "measure.rectangle",
    "measure.ellipse",
    "measure.freehand",
)
_MEASURE += ("measure.probe",)
_MARK = ("measure.brush", "measure.eraser", "measure.fill")


class ViewMenu(QMenu):
    """Filled anew each time it is asked for."""

    def __init__(self, review: Review, parent: QWidget) -> None:
        super().__init__(parent)
        self._review = review
        self._choices: dict[str, Choice] = {}

    def offer(self, choices: Sequence[Choice]) -> None:
        """All that can be done, of which the menu takes its part."""
        self._choices = {each[0].id: each for each in choices}

    def ask(self, frame: ViewFrame | Tile, place: QPointF, alone: Callable[[], None]) -> None:
        """Open at a place of a frame's view; `alone` shows that view alone, or all again."""
        self.clear()
        why = frame.unmeasured() if isinstance(frame, Tile) else ""
        measured = frame.view if isinstance(frame, ViewFrame | PictureTile) and not why else None
        over = None if measured is None else measured.hand.over(place, measured.transform())
        if why:
            self.addAction(why).setEnabled(False)
        if over is not None:
            self._review.measured.select(over[0].number)
            remove = self.addAction(tr("Delete {name}").format(name=name(over[0])))
            remove.triggered.connect(lambda: self._review.measured.remove(over[0].number))
            self.addSeparator()
        for title, keys in () if why else ((tr("Measure"), _MEASURE), (tr("Mark"), _MARK)):
            below = self.addMenu(title)
            for key in keys:
                add_choice(below, self._choices[key])
        for group in _GROUPS:
            self.addSeparator()
            for key in group:
                add_choice(self, self._choices[key])
        self.addSeparator()
        self.addAction(tr("This view alone, or both")).triggered.connect(lambda: alone())  # noqa: PLW0108 - Qt hands over whether it is checked
        shown = frame.view if isinstance(frame, ViewFrame) else frame.shown()
        self.popup(shown.mapToGlobal(place.toPoint()))
