"""Beside the strip of slices: play or stop, and how fast."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from xaiviewer.review import Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import column, flat_button
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.cine import SPEEDS, Cine

_WIDTH = 56


class CineButtons(QWidget):
    """Greyed out where a case has one slice."""

    def __init__(self, review: Review, cine: Cine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.follow(self, lambda it: it.setMinimumWidth(theme.px(_WIDTH)))
        self._cine = cine
        self.play = flat_button("play", with_key("slice.play"))
        self.speed = QToolButton()
        self.speed.setToolTip(tr("Slices a second"))
        self.speed.setProperty("flat", True)
        self.speed.setProperty("quiet", True)
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self._group = QActionGroup(self.menu)
        self._group.triggered.connect(self._choose)
        self._actions = {speed: self._offer(speed) for speed in SPEEDS}
        self.speed.setMenu(self.menu)
        layout = column(self, margins=(4, 8, 8, 8), spacing=4)
        layout.addStretch(1)
        for button in (self.play, self.speed):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.play.clicked.connect(cine.toggle)
        cine.changed.connect(self._refresh)
        review.shown.case_changed.connect(self._refresh)
        self._refresh()

    def _offer(self, speed: int) -> QAction:
        made = QAction(_told(speed), self._group)
        made.setCheckable(True)
        made.setData(speed)
        self.menu.addAction(made)
        return made

    def _choose(self, action: QAction) -> None:
        self._cine.set_speed(int(action.data()))

    def _refresh(self) -> None:
        for button in (self.play, self.speed):
            button.setEnabled(self._cine.possible)
        self.play.setIcon(theme.icon("pause" if self._cine.playing else "play"))
        self.speed.setText(f"{self._cine.speed} / s")
        self.speed.setAccessibleName(_told(self._cine.speed))
        self._actions[self._cine.speed].setChecked(True)


def _told(speed: int) -> str:
    return tr("{number} slices a second").format(number=speed)
