"""The menu of a view: what can be done where the reader pressed the right button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from xaiviewer.review import Review
from xaiviewer.ui.kit.choices import Choice, add_choice
from xaiviewer.ui.kit.controls import label
from xaiviewer.ui.kit.measured_words import name
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.frames import ViewFrame
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.tiles.kind import Tile
from xaiviewer.ui.views.tiles.picture import PictureTile
from xaiviewer.ui.views.tiles.series import SeriesTile

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

    def __init__(self, review: Review, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._review, self._tools = review, tools
        self._asked: object = None  # the view that it was asked for, as `Tools.over` has it
        self.aboutToHide.connect(self._hold)
        self._choices: dict[str, Choice] = {}

    def offer(self, choices: Sequence[Choice]) -> None:
        """All that can be done, of which the menu takes its part."""
        self._choices = {each[0].id: each for each in choices}

    def ask(self, frame: ViewFrame | Tile, place: QPointF, alone: Callable[[], None], *, is_alone: bool) -> None:
        """Open at a place of a frame's view; `alone` shows that view alone, or all again where it is (`is_alone`)."""
        self.clear()
        self._asked = frame.handle() if isinstance(frame, Tile) else frame.view.hand
        why = frame.unmeasured() if isinstance(frame, Tile) else ""
        measured = frame.view if isinstance(frame, ViewFrame | PictureTile | SeriesTile) and not why else None
        over = None if measured is None else measured.hand.over(place, measured.transform())
        if why:
            reason = QWidgetAction(self)
            said = label(why, "small")
            said.setContentsMargins(24, 4, 24, 4)
            reason.setText(why)
            reason.setDefaultWidget(said)
            self.addAction(reason)
        if over is not None and measured is not None:
            kept = measured.hand.measured
            kept.select(over[0].number)
            remove = self.addAction(tr("Delete {name}").format(name=name(over[0])))
            remove.triggered.connect(lambda: kept.remove(over[0].number))
            self.addSeparator()
        marks = () if isinstance(frame, SeriesTile) else ((tr("Mark"), _MARK),)
        for named, keys in () if why else ((tr("Measure"), _MEASURE), *marks):
            below = self.addMenu(named)
            for key in keys:
                add_choice(below, self._choices[key])
        on = self._on()
        for group in _GROUPS:
            self.addSeparator()
            for key in group:
                made = add_choice(self, self._choices[key])
                made.setCheckable(key in on)
                made.setChecked(on.get(key, False))
        self.addSeparator()
        title = tr("All views again") if is_alone else tr("This view alone")
        how = tr("Double-click")
        self.addAction(f"{title}\t{how}").triggered.connect(lambda: alone())  # noqa: PLW0108 - Qt hands over whether it is checked
        shown = frame.view if isinstance(frame, ViewFrame) else frame.shown()
        self.popup(shown.mapToGlobal(place.toPoint()))

    def _on(self) -> dict[str, bool]:
        """Of what is switched on and off, whether it is on."""
        drawn = self._review.shown.state.appearance
        return {
            "overlay.mask": drawn.mask,
            "overlay.model": drawn.model,
            "overlay.heat": drawn.heat,
            "measure.shown": self._review.measured.state.visible,
            "picture.invert": drawn.inverted,
        }

    def _hold(self) -> None:
        """What is chosen is done with the view that was asked for: the pointer left it for the menu."""
        asked, self._asked = self._asked, None
        self._tools.over = asked
        QTimer.singleShot(0, self, lambda: self._let_go(asked))

    def _let_go(self, asked: object) -> None:
        if self._tools.over is asked:
            self._tools.over = None
