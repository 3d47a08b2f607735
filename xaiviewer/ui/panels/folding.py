"""Panels that fold away, by a key or by the narrow handle at their edge; the next start finds them as they were."""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtCore import QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import focus_ring, keep_keys, row
from xaiviewer.ui.settings import settings

Panel = Literal["left", "right", "strip"]
PANELS: tuple[Panel, ...] = get_args(Panel)
ACTIONS: dict[Panel, str] = {"left": "window.fold-left", "right": "window.fold-right", "strip": "window.fold-strip"}
"""The key that does what a handle does."""

_KEY = "window/folded"
_THIN, _LONG = 9, 44  # of a handle, and of the part of it that is marked, in pixels


class Folds(QObject):
    """Which panels are folded away.

    Signals:
        changed(): another one is, or one less.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        kept = settings()
        written = "" if kept is None else str(kept.value(_KEY, ""))
        self._folded = {panel for panel in PANELS if panel in written.split()}

    def folded(self, panel: Panel) -> bool:
        """Whether a panel is folded away."""
        return panel in self._folded

    def toggle(self, panel: Panel) -> None:
        """Fold a panel away, or bring it back."""
        self.fold(panel, on=panel not in self._folded)

    def fold(self, panel: Panel, *, on: bool) -> None:
        """Fold a panel away or not, and keep that for the next start."""
        if on == self.folded(panel):
            return
        self._folded ^= {panel}
        kept = settings()
        if kept is not None:
            kept.setValue(_KEY, " ".join(each for each in PANELS if each in self._folded))
        self.changed.emit()


class FoldHandle(QAbstractButton):
    """A narrow strip between a panel and the views; its arrow points to where the panel goes."""

    def __init__(self, folds: Folds, panel: Panel) -> None:
        super().__init__()
        self._folds, self._panel = folds, panel
        self._upright = panel != "strip"
        tip = with_key(ACTIONS[panel])
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored
        self.setSizePolicy(*(fixed, free) if self._upright else (free, fixed))
        keep_keys(self)
        self.clicked.connect(self._press)
        folds.changed.connect(self._refresh)
        self._refresh()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(_THIN, _LONG) if self._upright else QSize(_LONG, _THIN)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(_THIN, 0) if self._upright else QSize(0, _THIN)

    def _press(self) -> None:
        self._folds.toggle(self._panel)

    def _refresh(self) -> None:
        self.setChecked(self._folds.folded(self._panel))
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.HOVER if self.underMouse() else theme.PANEL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.TEXT if self.underMouse() else theme.MUTED, 1.6))
        painter.translate(QPointF(self.rect().center()) + QPointF(0.5, 0.5))
        outwards = {"left": 180, "right": 0, "strip": 90}[self._panel]
        painter.rotate(outwards + (180 if self.isChecked() else 0))
        painter.drawPolyline(QPolygonF([QPointF(-1.5, -4), QPointF(2, 0), QPointF(-1.5, 4)]))
        painter.resetTransform()
        focus_ring(painter, self)


def between(left: QWidget, middle: QWidget, right: QWidget) -> QWidget:
    """A row of the three; the middle one takes what room there is."""
    made = QWidget()
    laid = row(left, middle, right, spacing=0)
    laid.setStretchFactor(middle, 1)
    made.setLayout(laid)
    return made
