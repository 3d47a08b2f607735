"""The scale of the heat: its colours, its ends in numbers, its meaning in words."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from xaiviewer.display.appearance import Appearance
from xaiviewer.display.colour import colours
from xaiviewer.review import Review, ShownState
from xaiviewer.ui.kit import answer_words, theme, training_words, wording
from xaiviewer.ui.kit.rendering import Renderer, to_image
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr


class ColourBar(QWidget):
    """Lies under the heat view; the part below the threshold is left out, as it is in the picture."""

    def __init__(self, review: Review, renderer: Renderer, shows: Callable[[], ShownState] | None = None) -> None:
        """The scale of what is shown, or of what `shows` holds in its place."""
        super().__init__()
        self._review = review
        self._shows = shows
        self._renderer = renderer
        self._strip: tuple[str, QImage] | None = None
        self.setAccessibleName(tr("Colour bar of the heat map"))
        self.setToolTip(
            tr("The numbers are the map's own values, in units of the class logit; they are not probabilities.")
        )
        self.setMinimumHeight(40)
        follow(self._refresh, *review.shown.changes)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 40)

    def _refresh(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self._review.shown.state if self._shows is None else self._shows()
        if state.case is None or state.analysis is None or not state.appearance.heat:
            return
        appearance = state.appearance
        label = answer_words.explained(state)
        low, high = training_words.ends(state) or wording.colour_bar_meaning(appearance, label)
        hot = self._renderer.heat(state)
        bottom, top = ends(appearance, None if hot is None or hot.blank else hot.full)
        painter.setFont(theme.font(theme.SMALL))
        metrics = painter.fontMetrics()
        left_text, right_text = f"{low}  {bottom}".strip(), f"{top}  {high}".strip()
        if top and metrics.horizontalAdvance(left_text + right_text) + 64 > self.width():
            left_text, right_text = bottom, top  # a narrow view: the colours need the room more than the words
        right = metrics.horizontalAdvance(right_text) + 8
        left = metrics.horizontalAdvance(left_text) + 8
        room = QRectF(self.rect()).adjusted(left, 0, -right, 0)
        painter.setPen(theme.MUTED)
        painter.drawText(QRectF(0, 0, left, self.height()), Qt.AlignmentFlag.AlignVCenter, left_text)
        painter.drawText(QRectF(room.right() + 8, 0, right, self.height()), Qt.AlignmentFlag.AlignVCenter, right_text)
        bar = QRectF(room.left(), self.height() / 2 - 5, max(room.width(), 24), 10)
        painter.drawImage(bar, self._colours(appearance))
        self._cut(painter, bar, appearance)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.LINE, 1))
        painter.drawRect(bar)

    def _cut(self, painter: QPainter, bar: QRectF, appearance: Appearance) -> None:
        """Black out what lies below the threshold."""
        if appearance.draw_above <= 0:
            return
        signed = appearance.signed
        start = bar.center().x() - bar.width() / 2 * appearance.draw_above if signed else bar.left()
        width = bar.width() * appearance.draw_above
        painter.fillRect(QRectF(start, bar.top(), width, bar.height()), theme.WINDOW)
        painter.setPen(QPen(theme.TEXT, 1.4))
        for x in {start, start + width} if signed else {start + width}:
            painter.drawLine(int(x), int(bar.top()) - 2, int(x), int(bar.bottom()) + 2)

    def _colours(self, appearance: Appearance) -> QImage:
        name = appearance.colours
        if self._strip is None or self._strip[0] != name:
            row = np.ascontiguousarray(colours(name)).reshape(1, 256, 3)
            self._strip = (name, to_image(cv2.cvtColor(row, cv2.COLOR_RGB2BGRA)))
        return self._strip[1]


def ends(appearance: Appearance, full: float | None) -> tuple[str, str]:
    """The numbers at both ends; none without a map, or where contrast broke the proportion of colour to value."""
    if full is None or appearance.contrast != "none":
        return "", ""
    top = wording.number(full)
    return (f"−{top}" if appearance.signed else "0"), top
